"""What there is to compare about two photos beside their pictures, line by line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain.photos import Photo
from photodedup.ui import wording
from photodedup.ui.models import close_words, phrases

if TYPE_CHECKING:
    from photodedup.engine.looking.grades import Grades

SAME, DIFFERENT, MORE, LESS = "", "≠", "▲", "▼"  # never told by colour alone


def tr(text: str) -> str:
    return QCoreApplication.translate("compare_facts", text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line for both photos; a mark beside a text says how it differs from the other's. Tips
    say more than there is room for; a short one has room beside the one before."""

    name: str
    left: str
    right: str
    left_mark: str = SAME
    right_mark: str = SAME
    tips: tuple[str, str] | None = None
    is_short: bool = False

    def of(self, side: int) -> tuple[str, str]:
        """Text and mark of the left (0) or right (1) photo."""
        return ((self.left, self.left_mark), (self.right, self.right_mark))[side]

    def tip(self, side: int) -> str:
        return self.tips[side] if self.tips else self.of(side)[0]


def compare_facts(left: Photo, right: Photo) -> list[Fact]:
    """Name, folder, dimensions, format, size, date, camera and location, in this order."""

    def fact(name: str, text: Callable[[Photo], str], *, is_short: bool = False) -> Fact:
        texts = text(left), text(right)
        mark = SAME if texts[0] == texts[1] else DIFFERENT
        return Fact(name, *texts, mark, mark, is_short=is_short)

    def amount(name: str, text: Callable[[Photo], str], value: Callable[[Photo], int]) -> Fact:
        first, second = value(left), value(right)
        if first == second:
            return fact(name, text)
        marks = (MORE, LESS) if first > second else (LESS, MORE)
        return Fact(name, text(left), text(right), *marks)

    return [
        fact(tr("Name"), lambda photo: photo.path.name),
        fact(tr("Folder"), lambda photo: wording.short_path(photo.path.parent)),
        amount(tr("Dimensions"), phrases.dimensions_text, lambda photo: photo.pixel_count),
        fact(tr("Format"), lambda photo: photo.format or tr("unknown"), is_short=True),
        amount(tr("Size"), _exact_size, lambda photo: photo.size_bytes),
        fact(tr("Date"), phrases.date_text),
        fact(tr("Camera"), lambda photo: photo.camera or tr("not recorded")),
        fact(tr("Location"), _location, is_short=True),
    ]


def _location(photo: Photo) -> str:
    return tr("yes") if photo.has_location else tr("no")


def quality_fact(grades: "Sequence[Grades] | None") -> Fact:
    """What is seen of two pictures beside each other; None while it is measured."""
    if grades is None:
        waiting = tr("measuring…")
        return Fact(tr("Looks"), waiting, waiting)
    texts = [close_words.grade_text(each, len(grades)) for each in grades]
    better = [close_words.is_better(each) for each in grades]
    marks = [{True: MORE, False: LESS, None: SAME}[each] for each in better]
    if texts[0] != texts[1]:
        marks = [mark or DIFFERENT for mark in marks]
    tips = ["\n".join(close_words.grade_lines(each, len(grades))) for each in grades]
    return Fact(tr("Looks"), texts[0], texts[1], marks[0], marks[1], (tips[0], tips[1]))


def _exact_size(photo: Photo) -> str:
    """Two sizes may round to one text, so the bytes stand beside it."""
    return tr("{size} ({count} bytes)").format(
        size=wording.size(photo.size_bytes), count=wording.number(photo.size_bytes)
    )
