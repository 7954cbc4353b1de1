"""Measures what is looked at closely, in the background: how good each is, and what differs."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.jobs import run_for
from photodedup.ui.models.full_pictures import FullPicture

if TYPE_CHECKING:
    import numpy as np

    from photodedup.engine.looking.difference import Difference
    from photodedup.engine.looking.grades import Grades
    from photodedup.engine.looking.placement import Placement

log = logging.getLogger(__name__)

MOST_KEPT = 32  # answers; a difference takes about two megabytes
NOT_NOW, FAILED = object(), object()
AFTER_PICTURES = -1  # priority in the pool


class CloseLooks(QObject):
    """Answers are kept for a while; `changed` says that one has come.

    Create it in the GUI thread.
    """

    changed = Signal()

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._asked: set[object] = set()
        self._latest: dict[str, object] = {}  # question of each kind

    def forget(self) -> None:
        """Let go of all answers, and of what is not begun yet."""
        self._answers.clear()
        self._latest.clear()

    def grades(
        self,
        photos: Sequence[Photo],
        pictures: Sequence[FullPicture],
        placed: "Mapping[PhotoId, Placement]",
    ) -> "list[Grades] | None":
        """How good each of two or more is; None until it is measured."""
        onto = [placed[photo.id] for photo in photos]
        paths = [photo.path for photo in photos]
        question = ("grades", _names(photos), *onto)
        found: list[Grades] | None
        found = self._ask(
            f"grades of {len(onto)}", question, partial(_grade, list(pictures), onto, paths)
        )
        return [{} for _ in photos] if found is FAILED else found

    def difference(
        self, photos: Sequence[Photo], pictures: Sequence[FullPicture], onto_first: "Placement"
    ) -> "Difference | None":
        """What differs between two; None until it is measured."""
        question = ("difference", _names(photos), onto_first)
        found: Difference | None
        found = self._ask("difference", question, partial(_differ, list(pictures), onto_first))
        return None if found is FAILED else found

    def _ask(self, kind: str, question: object, work: Callable[[], object]) -> Any:
        if question in self._answers:
            self._answers.move_to_end(question)
            return self._answers[question]
        self._latest[kind] = question
        if question not in self._asked:
            self._asked.add(question)
            answer = partial(self._answer, kind, question, work)
            run_for(self, self._pool, answer, partial(self._keep, question), AFTER_PICTURES)
        return None

    def _answer(self, kind: str, question: object, work: Callable[[], object]) -> object:
        """Runs in a pool thread."""
        if self._latest.get(kind) != question:  # the person went on before this began
            return NOT_NOW
        try:
            return work()
        except Exception:  # a picture that cannot be measured is still seen
            log.exception("pictures cannot be measured")
            return FAILED

    def _keep(self, question: object, answer: object) -> None:
        self._asked.discard(question)
        if answer is NOT_NOW:
            if question in self._latest.values():  # wanted again meanwhile
                self.changed.emit()
            return
        self._answers[question] = answer
        while len(self._answers) > MOST_KEPT:
            self._answers.popitem(last=False)
        self.changed.emit()


def pixels_of(picture: FullPicture, level: int = 0) -> "np.ndarray":
    """A picture's best version as (height, width, 3) RGB, without copying it."""
    import numpy as np

    image = picture.levels[min(level, len(picture.levels) - 1)]
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)
    return pixels[..., 2::-1]


def _names(photos: Sequence[Photo]) -> tuple[tuple[PhotoId, int], ...]:
    return tuple((photo.id, photo.mtime_ns) for photo in photos)


def _grade(pictures: list[FullPicture], onto: "list[Placement]", paths: list[Any]) -> object:
    from photodedup.engine.looking.study import grade_pictures

    return grade_pictures([pixels_of(picture) for picture in pictures], onto, paths)


def _differ(pictures: list[FullPicture], onto_first: "Placement") -> object:
    from photodedup.engine.looking.difference import measure_difference

    # Half of the pixels is still more than what differences are measured in.
    base, other = (pixels_of(picture, _level_of(picture)) for picture in pictures)
    return measure_difference(base.copy(), other.copy(), onto_first)


def _level_of(picture: FullPicture) -> int:
    """The smallest version that has at least twice the pixels which are compared."""
    least = 2000
    large = [
        n for n, image in enumerate(picture.levels) if max(image.width(), image.height()) >= least
    ]
    return max(large, default=0)
