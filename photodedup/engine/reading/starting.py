"""How a reading process is started: what is run, and in which surroundings."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import photodedup

if sys.platform.startswith("linux"):
    import fcntl

READING_WORD = "--read-photos"  # what the program is started with to be a reading process
PIPE_BYTES = 1 << 18  # an answer in one piece


def reading_command() -> list[str]:
    """What starts a reading process: this program, with a word that only it uses."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READING_WORD]
    # -P: in a folder of photos, a file named like a module is not to be imported.
    return [sys.executable, "-P", "-m", "photodedup", READING_WORD]


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    apart: dict[str, Any] = {"process_group": 0}  # Ctrl+C is for the program alone
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW}
    process = subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        **apart,
    )
    if sys.platform.startswith("linux") and process.stdout is not None:
        with contextlib.suppress(OSError):  # only quicker: the answer fits in one piece
            fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return process


# glibc's: a photo's memory is kept for the next one. Asking the system for it anew, page by page,
# takes half a millisecond a photo. What is large goes back at once, as without these.
_KEPT_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(16 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(24 << 20),
    "MALLOC_TOP_PAD_": str(4 << 20),
}


def _environment() -> dict[str, str]:
    """As the program's own, but with this very package, and one thread for each process."""
    roots = [str(Path(photodedup.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {
        **_KEPT_MEMORY,
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, roots)),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
