"""Tells cheaply whether a graphics processor may be used, so that torch is not imported in vain.

Importing torch takes seconds and hundreds of megabytes. It is worth a try only where the driver
is there and the installed torch was built for it; torch itself has the last word.
"""

import ctypes.util
import importlib.util
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

_DRIVER_NODES = ("/dev/nvidiactl", "/dev/nvidia0", "/dev/nvmap", "/dev/dxg", "/dev/kfd")
_TORCH_BACKENDS = (
    "libtorch_cuda.so",
    "torch_cuda.dll",
    "libtorch_hip.so",
)


def promising_device() -> str | None:
    """The name of the device that torch is likely to have, cuda or mps; None without one."""
    if may_have_cuda():
        return "cuda"
    return "mps" if may_have_mps() else None


def may_have_cuda() -> bool:
    """A driver for CUDA (or its AMD counterpart) and a torch that was built for it."""
    return _has_driver() and _torch_has(_TORCH_BACKENDS)


def may_have_mps() -> bool:
    """A Mac with Apple's own processor, and torch."""
    is_apple = sys.platform == "darwin" and platform.machine() == "arm64"
    return is_apple and _torch_folder() is not None


def _has_driver() -> bool:
    if sys.platform == "win32":
        return ctypes.util.find_library("nvcuda.dll") is not None
    return any(Path(node).exists() for node in _DRIVER_NODES)


def _torch_has(libraries: Iterable[str]) -> bool:
    folder = _torch_folder()
    return folder is not None and any((folder / "lib" / name).is_file() for name in libraries)


def _torch_folder() -> Path | None:
    try:
        spec = importlib.util.find_spec("torch")
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))
