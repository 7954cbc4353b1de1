"""How tests scan a library and say in short what it found."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from photodedup.engine import proposals
from photodedup.engine.detail_reading import details_inside
from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.photos import Photo
from photodedup.engine.extraction import extract, full_picture, reduced_picture
from photodedup.engine.faces.methods import Method
from photodedup.engine.faces.nouns import FaceReading
from photodedup.engine.faces.seeing import see_faces
from photodedup.engine.library import Library
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress
from photodedup.engine.reading.pool import ReadingProcesses


def read_here(replace: Callable[[object, str, object], object] = setattr) -> None:
    """Let reading processes read in the process that asks them, by replacing what they do."""
    stand_ins = {
        "read": lambda _, path, input_px: extract(path, model_input_px=input_px),
        "picture": lambda _, path: full_picture(path),
        "details": lambda _, path: details_inside(path),
        "faces": _see_faces,
    }
    for name, stand_in in stand_ins.items():
        replace(ReadingProcesses, name, stand_in)


def _see_faces(_: object, path: Path, method: Method, weights: Sequence[Path]) -> FaceReading:
    content, pixels = reduced_picture(path, method.long_side_px)
    return see_faces(content, pixels, 0.0, method, [str(weight) for weight in weights])


Found = dict[str, dict[str, str]]


class InlineExecutor(Executor):
    """Does each task at once, in the thread that hands it over."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as a pool does: it belongs to the future
            future.set_exception(error)
        return future


def scan(
    library: Library,
    *folders: Path,
    threads: int = 2,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> ScanSummary:
    """Add folders if any, and scan."""
    for folder in folders:
        library.add_folder(folder)
    with ThreadPoolExecutor(threads) as executor:
        return library.scan(executor, report, token)


def found(groups: Sequence[Group]) -> Found:
    """For each group, by its keeper's name, the verdicts of its members by their names."""
    return {
        group.keeper.path.name: {
            member.photo.path.name: str(member.verdict) for member in group.members
        }
        for group in groups
    }


def member(group: Group, name: str) -> Member:
    """The member whose file has this name."""
    return next(member for member in group.members if member.photo.path.name == name)


def photo(library: Library, name: str) -> Photo:
    """The photo of the groups whose file has this name."""
    return next(
        photo for group in library.groups() for photo in group.photos if photo.path.name == name
    )


def always_by_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the vector index propose in small libraries as well."""
    monkeypatch.setattr(proposals, "INDEX_FROM", 2)
    monkeypatch.setattr(proposals, "_UNKNOWN_SHARE", 0.9)
