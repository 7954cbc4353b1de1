"""Examples of what would change: two small pictures, and beside them why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.dialogs.parts import quiet
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.picture_label import PictureLabel

PICTURE = QSize(84, 64)
GAP = 10
NO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Example:
    """One or two photos with a sign between them, a title, and lines below it."""

    photos: tuple[Photo, ...]
    title: str
    lines: Sequence[str] = ()
    sign: str = "→"


class ExampleRows(QScrollArea):
    """A list of examples, below one another, with headings between them."""

    def __init__(self, thumbnails: ThumbnailLoader, name: str) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._waiting: dict[PhotoId, list[Callable[[], None]]] = {}
        self.shown: tuple[Example, ...] = ()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbnails.loaded.connect(self._thumbnail_came)
        self.clear()

    def clear(self) -> None:
        self.show_examples()

    def show_examples(self, *sections: tuple[str, Sequence[Example]]) -> None:
        """Each section with its heading, which may be empty."""
        self._waiting.clear()
        self.shown = tuple(example for _, examples in sections for example in examples)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        for heading, examples in sections:
            if heading and examples:
                column.addWidget(_bold(heading))
            for example in examples:
                column.addWidget(self._row(example))
        column.addStretch()
        self.setWidget(body)

    def _row(self, example: Example) -> QWidget:
        row = QWidget()
        row.setAccessibleName(". ".join([example.title, *example.lines]))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for number, photo in enumerate(example.photos):
            if number:
                sign = QLabel(example.sign)
                sign.setFixedHeight(PICTURE.height())
                line.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
            line.addWidget(self._picture(photo), alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (_bold(example.title), *map(quiet, example.lines)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(_breakable(label.text()))
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(label)
        words.addStretch()
        line.addLayout(words, 1)
        return row

    def _picture(self, photo: Photo) -> PictureLabel:
        picture = PictureLabel(PICTURE)
        picture.setToolTip(str(photo.path))
        picture.setAccessibleName(photo.path.name)
        show = partial(picture.show_thumbnail, self._thumbnails, photo)
        show()
        if not self._thumbnails.is_missing(photo) and picture.pixmap().isNull():
            self._waiting.setdefault(photo.id, []).append(show)
        return picture

    def _thumbnail_came(self, photo: PhotoId) -> None:
        for show in self._waiting.pop(photo, []):
            show()


def _bold(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _breakable(text: str) -> str:
    """Let long names of files be broken where a person would; otherwise they are cut off."""
    for sign in "_/-":
        text = text.replace(sign, sign + NO_WIDTH_SPACE)
    return text
