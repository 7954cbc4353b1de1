"""Room for very many vectors: in memory, or in a file of no name that is mapped into it."""

import logging
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

MEMORY_BYTES = 800_000_000  # of more than these the system is to choose what stays in memory
_SPARE = 2.0  # of the disk: what is needed, and as much again is left


def room_for(shape: tuple[int, int], folder: Path) -> NDArray[np.float16]:
    """An array to be filled; if large, in a file in `folder` that is gone once it is not used.

    Where the disk has no room to spare for it, it is in memory all the same.
    """
    size_bytes = 2 * shape[0] * shape[1]
    if size_bytes <= MEMORY_BYTES:
        return np.empty(shape, np.float16)
    try:
        if shutil.disk_usage(folder).free < _SPARE * size_bytes:
            return np.empty(shape, np.float16)
        with tempfile.TemporaryFile(dir=folder) as file:
            if hasattr(os, "posix_fallocate"):  # a hole in a file on a full disk ends the program
                os.posix_fallocate(file.fileno(), 0, size_bytes)
            return np.memmap(file, np.float16, "w+", shape=shape)
    except OSError as error:
        log.info("no room on the disk for vectors: %s", error)
        return np.empty(shape, np.float16)
