"""Asks before all that the program stored for a library is deleted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget

from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import name_keys
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
    title_row,
)

HEIGHT_PX = {False: 200, True: 262}  # without and with the question about the history


class DeleteDataDialog(QDialog):
    """Says what goes and what stays. `confirmed` tells whether the history is kept.

    Args:
        name: of the library.
        restorable: how many photos in the trash could still be brought back with its history.
    """

    confirmed = Signal(bool)

    def __init__(self, name: str, restorable: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Delete this library's data"), 580, HEIGHT_PX[restorable > 0])
        title = headline(self.tr("Delete the data of “{name}”?").format(name=name))
        no_photo = QLabel(self.tr("No photo is touched: all of them stay where they are."))
        goes = QLabel(
            self.tr(
                "photodedup deletes what it stored for this library: which folders it has and "
                "which of them are protected, what it knows about the photos, your decisions, "
                "the thumbnails and the log. This cannot be undone. Settings and downloaded "
                "models stay."
            ),
            wordWrap=True,
        )
        self.history = QCheckBox(self.tr("Keep the history of clean-ups"))
        self.history.setChecked(True)
        self.history.setVisible(restorable > 0)
        trashed = quiet(
            self.tr(
                "{photos} can still be brought back from the trash with it. "
                "A new library of the same name has the history again."
            ).format(photos=wording.photos(restorable))
        )
        trashed.setVisible(restorable > 0)
        self.cancel_button = plain_button(self.tr("Cancel"))
        name_keys(self.cancel_button, self.tr("Keep everything"))
        self.cancel_button.clicked.connect(self.reject)
        self.delete_button = plain_button(self.tr("Delete data"))
        self.delete_button.clicked.connect(self._confirm)
        column = dialog_column(self)
        column.addLayout(title_row("warning", title, no_photo))
        column.addWidget(goes)
        column.addWidget(self.history)
        column.addWidget(trashed)
        column.addStretch()
        column.addLayout(button_row(self.cancel_button, self.delete_button))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        self.delete_button.setEnabled(False)
        self.confirmed.emit(self.history.isVisibleTo(self) and self.history.isChecked())
        self.accept()
