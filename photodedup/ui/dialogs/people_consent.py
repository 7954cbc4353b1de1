"""What looking for faces means, said before it begins; and getting what it needs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.faces.methods import EXTRA, FACE_FILES
from photodedup.engine.progress import Progress, Stage
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import plain_button, quiet
from photodedup.ui.face_work import FaceView
from photodedup.ui.resources import set_icon
from photodedup.ui.views.unknown_progress import show_unknown

_TEXT_WIDTH_PX = 640


class PeopleConsent(QWidget):
    """Nothing is looked for before the button here is pressed."""

    look_requested = Signal()
    download_requested = Signal(object)  # Sequence[str]: ids of files
    file_requested = Signal(str, object)  # id of a file, Path
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing: Sequence[str] = ()
        self.explanation = QLabel(self._explanation(), wordWrap=True)
        self.explanation.setTextFormat(Qt.TextFormat.RichText)
        self.needs = self._make_needs()
        self.look_button = plain_button(self.tr("&Look for faces"))
        self.look_button.setProperty("primary", True)
        self.look_button.clicked.connect(self.look_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.explanation, self.needs):
            part.setMaximumWidth(_TEXT_WIDTH_PX)
            column.addWidget(part)
        column.addWidget(self.look_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _explanation(self) -> str:
        stored = [
            self.tr("where each face is in its photo, and a small picture of it,"),
            self.tr("numbers that tell it from other faces, and that you agreed to this."),
        ]
        paragraphs = [
            f"<b>{self.tr('What is stored')}</b>"
            f"<ul>{''.join(f'<li>{line}</li>' for line in stored)}</ul>",
            self.tr(
                "All of it stays in this library's database on this computer, and nothing is sent "
                "anywhere. “Forget all faces” deletes it at any time, and so does “Delete this "
                "library's data”."
            ),
            self.tr(
                "It can be wrong about who is who. It never marks a photo, and changes none of "
                "your decisions."
            ),
        ]
        return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)

    def _make_needs(self) -> QFrame:
        self.need_text = quiet()
        self.download_button = plain_button(
            self.tr("&Download"), self.tr("Download what is missing, or go on doing so")
        )
        set_icon(self.download_button, "drop")
        self.download_button.clicked.connect(lambda: self.download_requested.emit(self._missing))
        self.file_button = plain_button(
            self.tr("Use a &file…"), self.tr("Take what is missing from files that you have")
        )
        set_icon(self.file_button, "open")
        self.file_button.clicked.connect(self._ask_for_file)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Download"))
        self.stop_button = plain_button(
            self.tr("&Stop"), self.tr("Stop the download; what arrived is kept")
        )
        self.stop_button.clicked.connect(self.stop_requested)
        self.problem = QLabel(wordWrap=True)
        self.problem.hide()
        frame = QFrame()
        frame.setProperty("card", True)
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.need_text)
        row = QHBoxLayout()
        for part in (self.download_button, self.file_button):
            row.addWidget(part)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.problem)
        self._show_busy(is_busy=False)
        return frame

    def show_view(self, view: FaceView) -> None:
        self._missing = view.missing_files
        self.needs.setVisible(bool(self._missing))
        self.look_button.setEnabled(view.may_change and not self._missing)
        photos = wording.photos(view.unread_count)
        self.look_button.setToolTip(
            self.tr("Yes, look for faces in {photos}").format(photos=photos)
            if view.may_change
            else self.tr("This library is open elsewhere, so nothing can be changed from here.")
        )
        for part in (self.download_button, self.file_button):
            part.setEnabled(view.can_see)
        if not view.can_see:
            self.need_text.setText(
                self.tr(
                    "This build of photodedup cannot look for faces, as it carries a small OpenCV "
                    "without neural networks. Installed from its source, it can."
                )
            )
        elif self._missing:
            specs = [FACE_FILES[each] for each in self._missing]
            text = self.tr(
                "Faces are found by {names}, which have to be downloaded once ({size}). Where "
                "photodedup is installed as a Python package, “{command}” does as well."
            )
            self.need_text.setText(
                text.format(
                    names=self.tr("{one} and {other}").format(
                        one=specs[0].name, other=specs[-1].name
                    ),
                    size=wording.size(sum(spec.size_bytes for spec in specs)),
                    command=EXTRA,
                )
            )

    # --- getting files -----------------------------------------------------------------------

    def begin(self) -> None:
        self.problem.hide()
        show_unknown(self.bar)
        self._show_busy(is_busy=True)

    def show_progress(self, progress: Progress) -> None:
        if progress.stage is Stage.DOWNLOADING:
            self.bar.setRange(0, (progress.total or 0) // 1024)
            self.bar.setValue(progress.done // 1024)

    def end(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._show_busy(is_busy=False)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.download_button.setVisible(not is_busy)
        self.file_button.setVisible(not is_busy)
        self.bar.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)

    def _ask_for_file(self) -> None:
        for file_id in self._missing:
            spec = FACE_FILES[file_id]
            title = self.tr("{file} for {name}").format(file=spec.file, name=spec.name)
            path, _ = QFileDialog.getOpenFileName(self, title, "", "ONNX (*.onnx);;*")
            if not path:
                return
            self.file_requested.emit(file_id, Path(path))
