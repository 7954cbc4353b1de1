"""An unexpected error as a report to hand on: what broke and where, and no name of a photo."""

import platform
import re
import traceback
from collections.abc import Iterator

import PySide6

from photodedup import __version__


def full_report(error: BaseException) -> str:
    """With what the error itself says, which may name photos and folders."""
    return _heading() + "".join(traceback.format_exception(error))


def nameless_report(error: BaseException) -> str:
    """Kinds of errors and places in the program alone: messages are left out, as they may hold
    a file's name, and so is the folder that the program is installed in."""
    return _heading() + "\n".join(_lines(error)) + "\n"


def _heading() -> str:
    return (
        f"photodedup {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}, "
        f"{platform.system()} {platform.release()} {platform.machine()}\n\n"
    )


def _lines(error: BaseException) -> Iterator[str]:
    """The error that began it first, as Python shows them."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _lines(before)
        yield "then"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
    number = getattr(error, "errno", None)
    yield type(error).__qualname__ + (f" {number}" if isinstance(number, int) else "")


def _place(path: str) -> str:
    """From the package on: photodedup/ui/app.py, not where a person installed it."""
    parts = re.split(r"[\\/]", path)
    if "photodedup" in parts:
        last = len(parts) - 1 - parts[::-1].index("photodedup")
        return "/".join(parts[last:])
    return parts[-1]
