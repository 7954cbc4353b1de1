"""What a change of many groups would do: how many, what is marked then, and examples."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from photodedup.engine.progress import Progress
from photodedup.ui import wording
from photodedup.ui.dialogs.example_rows import Example, ExampleRows
from photodedup.ui.dialogs.parts import headline, plain_button, quiet
from photodedup.ui.models import rule_words
from photodedup.ui.models.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from photodedup.engine.trials import GroupChange, Preview

MOST_EXAMPLES = 20


class PreviewPane(QWidget):
    """Busy until `show_preview`, `show_stopped` or `show_error` is called.

    `preview` is the one that is shown, None while there is none.
    """

    stop_requested = Signal()
    again_requested = Signal()

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self.headline = headline()
        self.details = quiet()
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setMaximumHeight(6)
        self.busy.setAccessibleName(self.tr("Looking what would change"))
        self.stop_button = plain_button(self.tr("Stop"), self.tr("Stop looking what would change"))
        self.stop_button.clicked.connect(self.stop_requested)
        self.again_button = plain_button(self.tr("Show what changes"))
        self.again_button.clicked.connect(self.again_requested)
        self.examples = ExampleRows(thumbnails, self.tr("Examples of what would change"))
        self._more: tuple[str, Sequence[Example]] = ("", ())
        self._build()

    def _build(self) -> None:
        working = QHBoxLayout()
        working.addWidget(self.busy, 1)
        working.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addLayout(working)
        column.addWidget(self.details)
        column.addWidget(self.again_button)
        column.addWidget(self.examples, 1)

    def set_more(self, heading: str, examples: Sequence[Example]) -> None:
        """Further examples to show above those of the preview."""
        self._more = heading, examples

    def show_busy(self) -> None:
        self._show(None, self.tr("Looking what would change…"), "")
        self.busy.setRange(0, 0)
        self.busy.show()
        self.stop_button.show()

    def show_progress(self, progress: Progress) -> None:
        if self.busy.isVisible() and progress.total:
            self.busy.setRange(0, progress.total)
            self.busy.setValue(progress.done)

    def show_preview(self, preview: "Preview") -> None:
        title = rule_words.preview_headline(preview)
        self._show(preview, title, rule_words.preview_details(preview))
        changes = sorted(preview.changes, key=lambda change: not change.has_other_keeper)
        shown = [_example(change) for change in changes[:MOST_EXAMPLES]]
        heading = self.tr("What comes out differently") if self._more[1] else ""
        if len(changes) > len(shown):
            heading = self.tr("The first {n} of them").format(n=wording.number(len(shown)))
        self.examples.show_examples(self._more, (heading, shown))

    def show_stopped(self) -> None:
        self._show(None, self.tr("Stopped"), self.tr("What would change is not known."))
        self.again_button.show()

    def show_error(self, error: Exception) -> None:
        self._show(None, self.tr("This cannot be told now"), wording.error(error))
        self.again_button.show()

    def _show(self, preview: "Preview | None", title: str, details: str) -> None:
        self.preview = preview
        self.headline.setText(title)
        self.details.setText(details)
        self.details.setVisible(bool(details))
        for widget in (self.busy, self.stop_button, self.again_button):
            widget.hide()
        if preview is None:
            self.examples.show_examples(self._more)


def _example(change: "GroupChange") -> Example:
    title, reasons = rule_words.change_title(change), rule_words.change_reasons(change)
    photos, after = [change.before.keeper], change.after
    if after is None:
        return Example(tuple(photos), title, reasons)
    if after.needs_look:
        photos = list(after.photos[:2])
    elif change.has_other_keeper:
        photos.append(after.keeper)
    return Example(tuple(photos), title, reasons, sign="?" if after.needs_look else "→")
