"""The environment around a built program: its own libraries for itself, the person's for others.

What starts a built program names the program's libraries in the environment (and OpenCV names them
once more). Viewers, file managers and browsers that are opened from here would inherit that, load
these instead of their own, and break where the versions differ.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LIBRARIES = "LD_LIBRARY_PATH"
_PLUGINS = "QT_PLUGIN_PATH"
_OF_STARTING = ("_PYI_", "LD_LIBRARY_PATH_ORIG")  # how PyInstaller's start remembers what it did
_OF_QT = (_PLUGINS, "QML2_IMPORT_PATH")


@contextmanager
def own_plugins() -> Iterator[None]:
    """While Qt is started: a built program takes its own plugins, whatever the person has named."""
    named = os.environ.get(_PLUGINS)
    is_theirs = _bundle() is not None and named is not None and not _is_own(named)
    if is_theirs:
        del os.environ[_PLUGINS]
    yield
    if is_theirs and named is not None:
        os.environ[_PLUGINS] = named
    leave_to_others()


def leave_to_others() -> None:
    """Take out of the environment what is this built program's own; otherwise do nothing.

    Before each start of another program. Later than at the start nothing is taken away, only
    changed: other threads may be copying the environment for a reading process. Those find the
    libraries anew.
    """
    if _bundle() is None:
        return
    for name, value in list(os.environ.items()):
        if name.startswith(_OF_STARTING) or (name in _OF_QT and _is_own(value)):
            del os.environ[name]
    if _LIBRARIES in os.environ:
        named = os.environ[_LIBRARIES].split(os.pathsep)
        os.environ[_LIBRARIES] = os.pathsep.join(
            each for each in named if each and not _is_own(each)
        )


def _bundle() -> Path | None:
    """The folder with the libraries of a built program; None where it runs from source."""
    folder = getattr(sys, "_MEIPASS", None)
    return None if folder is None else Path(folder).resolve()


def _is_own(folder: str) -> bool:
    bundle = _bundle()
    return bundle is not None and Path(folder).resolve().is_relative_to(bundle)
