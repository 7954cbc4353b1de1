"""Faces off the GUI thread: looking for them, who is who, finding a person, and forgetting."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.errors import LibraryError, PhotodedupError
from photodedup.engine.faces.methods import METHODS, NO_NETWORKS, Method, method_named
from photodedup.engine.progress import CancelToken, ProgressSink
from photodedup.ui.jobs import BackgroundJob, LatestQuery

if TYPE_CHECKING:
    from photodedup.engine.faces.nouns import FaceSearch, FaceSummary
    from photodedup.engine.faces.people import People
    from photodedup.engine.library import Library


@dataclass(frozen=True, slots=True, eq=False)
class FaceView:
    """What there is to show: whether the person agreed, what is missing to look for faces (files
    by their ids, empty if nothing is), how many photos wait, and the people with best shots.
    `methods` are those that can be used here, `method` the one in use.
    `can_see` is false in a built program whose OpenCV cannot look for faces at all."""

    is_agreed: bool
    may_change: bool
    missing_files: tuple[str, ...]
    unread_count: int
    people: "People | None" = None
    best_shots: Mapping[PhotoId, str] = field(default_factory=dict)
    can_see: bool = True
    method: Method = METHODS[0]
    methods: tuple[Method, ...] = ()


class FaceWork(QObject):
    """One run at a time; it goes on when the dialog that shows it is closed."""

    changed = Signal(object)  # FaceView
    found = Signal(object, object)  # Path asked for; FaceSearch, None without a face, or an error
    started = Signal()
    progressed = Signal(object)  # Progress
    looked = Signal(object)  # FaceSummary; None where it was stopped
    forgotten = Signal(str)  # what is left in spite of it, in a sentence; empty mostly
    failed = Signal(object)  # Exception
    shots_changed = Signal(object)  # Mapping[PhotoId, str]: why a shot is the best of its burst

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._method_name = ""  # empty: what the library used last
        self._job = BackgroundJob(pool, self)
        self._view = LatestQuery(pool, self)
        self._search = LatestQuery(pool, self)
        self._shots = LatestQuery(pool, self)
        self._shots.answered.connect(self._tell_shots)
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(self._done)
        self._job.cancelled.connect(partial(self._done, None))
        self._job.failed.connect(self._not_done)
        self._view.answered.connect(self._show)
        self._view.failed.connect(self.failed)
        self._search.answered.connect(self._tell_found)
        self._search.failed.connect(self.failed)

    @property
    def is_running(self) -> bool:
        return self._job.is_running

    def use(self, library: "Library | None") -> None:
        """Ask another library; what is under way for the old one stops."""
        self._library = library
        self._job.cancel()
        self._view.forget()
        self._search.forget()
        self._shots.forget()
        self.shots_changed.emit({})

    def choose_method(self, name: str) -> None:
        """Look for faces, and show people, by this method wherever it can be used."""
        self._method_name = name

    def refresh(self) -> None:
        """What there is to show now; `changed` tells."""
        if self._library is not None:
            self._view.ask(partial(_view, self._method_name, self._library))

    def tell_shots(self, groups: Sequence[Group]) -> None:
        """Which shots of the bursts among the groups are the best by their faces, if these were
        read; `shots_changed` tells."""
        if self._library is not None and groups:
            self._shots.ask(partial(_best_shots, self._method_name, self._library, groups))

    def look(self, workers: int) -> None:
        """The person wants faces: look in all photos where nobody looked yet."""
        self._start(partial(_look, self._method_name, workers))

    def forget_all(self) -> None:
        """Delete everything that is stored about faces; `forgotten` tells."""
        self._start(_forget)

    def find(self, picture: Path) -> None:
        """Photos of the person in a picture; `found` tells. Only the last question is answered."""
        if self._library is not None:
            self._search.ask(partial(_find, self._method_name, picture, self._library))

    def stop(self) -> None:
        """Stop looking; what was read is kept."""
        self._job.cancel()

    def _start(self, work: "Callable[[Library, ProgressSink, CancelToken], object]") -> None:
        if self._library is not None and not self._job.is_running:
            self._job.start(partial(work, self._library))
            self.started.emit()

    def _done(self, result: object) -> None:
        if isinstance(result, str):
            self.forgotten.emit(result)
        else:
            self.looked.emit(result)
        self.refresh()

    def _not_done(self, error: Exception) -> None:
        self.failed.emit(error)
        self.refresh()

    def _show(self, answer: tuple["Library", FaceView]) -> None:
        if answer[0] is self._library:
            self.changed.emit(answer[1])
            self.shots_changed.emit(answer[1].best_shots)

    def _tell_shots(self, answer: tuple["Library", Mapping[PhotoId, str]]) -> None:
        if answer[0] is self._library:
            self.shots_changed.emit(answer[1])

    def _tell_found(self, answer: tuple["Library", Path, object]) -> None:
        if answer[0] is self._library:
            self.found.emit(answer[1], answer[2])


def _method(name: str, library: "Library") -> Method:
    chosen = method_named(name)
    return library.faces.method if chosen is None or chosen.why_not() else chosen


def _view(name: str, library: "Library") -> "tuple[Library, FaceView]":
    faces = library.faces
    method = _method(name, library)
    problem = method.why_not()
    missing = tuple(spec.id for spec in method.files) if problem else ()
    agreed = faces.is_agreed
    groups = library.groups() if agreed else ()
    view = FaceView(
        is_agreed=agreed,
        may_change=not library.is_read_only,
        missing_files=missing,
        method=method,
        methods=tuple(each for each in METHODS if not each.why_not()),
        can_see=problem != NO_NETWORKS,
        unread_count=faces.unread_count(method),
        people=faces.people(method) if agreed else None,
        best_shots={best.photo.id: best.reason for best in faces.best_shots(groups, method)},
    )
    return library, view


def _best_shots(
    name: str, library: "Library", groups: Sequence[Group]
) -> "tuple[Library, Mapping[PhotoId, str]]":
    faces = library.faces
    bursts = [group for group in groups if group.kind is GroupKind.BURST]
    if not bursts or not faces.is_agreed:
        return library, {}
    found = faces.best_shots(bursts, _method(name, library))
    return library, {best.photo.id: best.reason for best in found}


def _look(
    name: str, workers: int, library: "Library", report: ProgressSink, token: CancelToken
) -> "FaceSummary":
    if not library.faces.is_agreed:
        library.faces.agree()
    count = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(count) as executor:
        return library.faces.read(_method(name, library), executor, count, report, token)


def _forget(library: "Library", _report: ProgressSink, _token: CancelToken) -> str:
    try:
        library.faces.forget()
    except LibraryError as error:
        return str(error)
    return ""


def _find(
    name: str, picture: Path, library: "Library"
) -> "tuple[Library, Path, FaceSearch | PhotodedupError | None]":
    try:
        return (
            library,
            picture,
            library.faces.near(picture, top_k=_MOST_FOUND, method=_method(name, library)),
        )
    except PhotodedupError as error:
        return library, picture, error


_MOST_FOUND = 500
