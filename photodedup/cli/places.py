"""Which library a command works on, and where a file that it writes may go."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from photodedup.engine.errors import LibraryError, ReportFailed
from photodedup.engine.paths import (
    LibraryPlaces,
    libraries_folder,
    library_names,
    library_places,
    library_places_at,
)


def places_for(library: str | None, folders: Sequence[Path]) -> LibraryPlaces:
    """The library asked for, or one that belongs to exactly these folders."""
    if library is not None:
        return named_places(library)
    from photodedup.engine.features.content import content_hash

    key = content_hash(b"\0".join(sorted(os.fsencode(folder) for folder in folders)))
    return library_places(f"command-line-{key[:12]}")


def named_places(library: str) -> LibraryPlaces:
    """A library by the name that “photodedup libraries” shows, or by its folder."""
    if library in library_names():
        return library_places(library)
    folder = Path(library).expanduser().absolute()
    if folder.parent == libraries_folder():
        return library_places(folder.name)
    return library_places_at(folder)


def existing_places(library: str) -> LibraryPlaces:
    """
    Raises:
        LibraryError: there is no such library.
    """
    places = named_places(library)
    if not places.database.exists():
        raise LibraryError(
            f"There is no library in {places.folder}. “photodedup libraries” lists those there are."
        )
    return places


def all_places() -> Iterator[LibraryPlaces]:
    """Every library in the program's own folder."""
    return (library_places(name) for name in library_names())


def checked_target(file: str | None) -> Path | None:
    """Where to write, tried before work that may take hours; None for no file, or for “-”.

    Raises:
        ReportFailed: nothing can be written there.
    """
    if file is None or file == "-":
        return None
    target = Path(file).expanduser()
    if target.is_dir():
        raise ReportFailed(f"{target} is a folder; please name a file to write.")
    if not target.parent.is_dir():
        raise ReportFailed(f"The folder {target.parent} is not there.")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise ReportFailed(f"{target} cannot be written: there is no permission.")
    return target


def write(target: Path, text: str) -> None:
    """
    Raises:
        ReportFailed: it cannot be written.
    """
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ReportFailed(f"{target} cannot be written: {error.strerror}.") from error
