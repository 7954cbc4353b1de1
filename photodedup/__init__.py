"""photodedup: find the duplicates in a photo library and clear them safely."""

import os

__version__ = "0.1.0"

# ONNX Runtime gives the computer an identifier and sends events to its maker, unless this is set
# before it is first imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
