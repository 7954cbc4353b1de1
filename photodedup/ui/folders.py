"""Adding several folders at once, where one that is refused does not stop the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photodedup.engine.errors import FolderRefused
from photodedup.ui import wording

if TYPE_CHECKING:
    from photodedup.engine.library import Library


MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class AddedFolders:
    """How many are to be looked through now, and sentences for the person: about those that were
    in the library before, and about those that were refused."""

    count: int
    known: tuple[str, ...]
    refusals: tuple[str, ...]


def add_folders(library: "Library", paths: Sequence[Path]) -> AddedFolders:
    """Choose these folders, but for those that are chosen already or cannot be."""
    count = 0
    known: list[str] = []
    refusals: list[str] = []
    for path in dict.fromkeys(paths):
        before = {folder.id for folder in library.folders()}
        try:
            folder = library.add_folder(path)
        except FolderRefused as error:
            refusals.append(wording.error(error))
            continue
        count += 1
        if folder.id in before:
            known.append(_known_text(path, folder.path))
    return AddedFolders(count, tuple(known), tuple(refusals))


def some_lines(sentences: Sequence[str]) -> str:
    """The sentences below one another, or the first of many."""
    shown = list(sentences[:MOST_LINES])
    if len(sentences) > MOST_LINES:
        rest = len(sentences) - MOST_LINES + 1
        shown[-1] = _tr("And {n} more.").format(n=wording.number(rest))
    return "\n".join(shown)


def _known_text(path: Path, folder: Path) -> str:
    if path.name == folder.name:
        told = _tr("{name} is in this library already; it is looked through again.")
    else:
        told = _tr("{name} is in {folder}, which is looked through again.")
    return told.format(name=path.name or str(path), folder=wording.short_path(folder))


def _tr(text: str) -> str:
    return QCoreApplication.translate("folders", text)
