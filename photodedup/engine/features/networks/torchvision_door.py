"""The one place that imports torchvision, also where its compiled part does not fit torch."""

import importlib.util
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType

import torch

_declared: list[torch.library.Library] = []  # a declaration lives as long as its library


def torchvision_models() -> ModuleType:
    """`torchvision.models`.

    torchvision's compiled part asks for CUDA's libraries where it was built for CUDA; beside a
    torch without CUDA it cannot be loaded, and the import fails for want of two operators that
    only detectors of objects call. Declaring them is enough for everything used here.

    Raises:
        ImportError: torchvision is not installed.
    """
    if not _declared and not _has_operators():
        library = torch.library.Library("torchvision", "FRAGMENT")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _declared.append(library)
    from torchvision import models

    module: ModuleType = models
    return module


def _has_operators() -> bool:
    """Load the compiled part as torchvision does, and say whether that worked."""
    spec = importlib.util.find_spec("torchvision")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("torchvision is not installed")
    folder = Path(next(iter(spec.submodule_search_locations)))
    for suffix in EXTENSION_SUFFIXES:
        if (folder / f"_C{suffix}").is_file():
            try:
                torch.ops.load_library(str(folder / f"_C{suffix}"))
            except (OSError, RuntimeError):
                return False
            return True
    return False
