"""photodedup: find the duplicates in a photo library and clear them safely."""

import os

__version__ = "0.1.0"

# ONNX Runtime gives the computer an identifier and sends events to its maker, unless this is set
# before it is first imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# The program shares work out over the cores itself, and OpenBLAS's threads would spin in its way;
# this, too, counts only before NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
