"""What the dialogs have in common: headlines, quiet text, tables, and button rows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from photodedup.ui.resources import set_picture_label

FRAME_PX = 60  # of a window, with what a desktop has at its edges


def dialog_column(dialog: QDialog, *, spacing_px: int = 12) -> QVBoxLayout:
    """Where the parts of a dialog go, one below the other, with room around them."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(spacing_px)
    return column


def headline(text: str = "") -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.35)
    font.setBold(True)
    label.setFont(font)
    label.setWordWrap(True)
    return label


def quiet(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    label.setWordWrap(True)
    return label


def title_row(icon: str, *labels: QLabel) -> QHBoxLayout:
    """An icon beside one or more lines of text."""
    picture = QLabel()
    set_picture_label(picture, icon, 40)
    column = QVBoxLayout()
    column.setSpacing(4)
    for label in labels:
        column.addWidget(label)
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
    row.addLayout(column, 1)
    return row


def make_table(model: QAbstractItemModel, name: str, widths_px: Sequence[int | None]) -> QTableView:
    """A table that reads well: no grid, whole rows; columns of no width share what is left."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width_px in enumerate(widths_px):
        if width_px is None:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        else:
            table.setColumnWidth(column, width_px)
    return table


def button_row(*buttons: QPushButton, left: Sequence[QWidget] = ()) -> QHBoxLayout:
    """Buttons at the right, the one that goes on last; helpers at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in left:
        row.addWidget(widget)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row


def plain_button(text: str, tip: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setAccessibleName(text.replace("&", ""))
    button.setToolTip(tip or text.replace("&", ""))
    return button


def scrolling(body: QWidget) -> QScrollArea:
    """What can be scrolled where the screen is too low to show it whole."""
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
    bar_px = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(body.minimumSizeHint().width() + bar_px)
    return area


def available_height_px(dialog: QDialog) -> int:
    """What the screen has for a dialog without its frame."""
    return dialog.screen().availableGeometry().height() - FRAME_PX


def prepare(dialog: QDialog, title: str, width_px: int, height_px: int) -> None:
    """Title, modality, and a size within the screen; a height of 0 means as small as it can be."""
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    screen = dialog.screen().availableGeometry()
    dialog.resize(min(width_px, screen.width() - 40), min(height_px, available_height_px(dialog)))
