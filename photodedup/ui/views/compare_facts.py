"""What there is to compare about two photos beside their pictures, line by line."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain import Photo
from photodedup.ui import wording
from photodedup.ui.models import phrases

SAME, DIFFERENT, MORE, LESS = "", "≠", "▲", "▼"  # never told by colour alone


def tr(text: str) -> str:
    return QCoreApplication.translate("compare_facts", text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line for both photos; a mark beside a text says how it differs from the other's."""

    name: str
    left: str
    right: str
    left_mark: str = SAME
    right_mark: str = SAME

    def of(self, side: int) -> tuple[str, str]:
        """Text and mark of the left (0) or right (1) photo."""
        return ((self.left, self.left_mark), (self.right, self.right_mark))[side]


def compare_facts(left: Photo, right: Photo) -> list[Fact]:
    """Name, folder, dimensions, size, format, date, camera and location, in this order."""

    def fact(name: str, text: Callable[[Photo], str]) -> Fact:
        texts = text(left), text(right)
        mark = SAME if texts[0] == texts[1] else DIFFERENT
        return Fact(name, *texts, mark, mark)

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
        amount(tr("Size"), _exact_size, lambda photo: photo.size_bytes),
        fact(tr("Format"), lambda photo: photo.format or tr("unknown")),
        fact(tr("Date"), phrases.date_text),
        fact(tr("Camera"), lambda photo: photo.camera or tr("not recorded")),
        fact(tr("Location"), lambda photo: tr("recorded") if photo.has_location else tr("none")),
    ]


def _exact_size(photo: Photo) -> str:
    """Two sizes may round to one text, so the bytes stand beside it."""
    return tr("{size} ({count} bytes)").format(
        size=wording.size(photo.size_bytes), count=wording.number(photo.size_bytes)
    )
