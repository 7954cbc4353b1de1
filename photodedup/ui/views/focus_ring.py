"""A ring around the control that has the keys, for the style shows that too faintly."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

RINGED = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox),
    *(QKeySequenceEdit, QLineEdit, QScrollArea, QTabBar),
)
FRAMED = (QTableView, QTreeView)  # the style sheet gives them a ring of their own
OWN_RING = "ownRing"  # property of widgets that frame what is current in them
WIDTH_PX = 2
GAP_PX = 3  # from the control's edge to the ring's outer one, where there is room
ROUND_PX = 5.0
MOVES = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}
    | {QEvent.Type.ParentChange, QEvent.Type.ZOrderChange}
)


class FocusRing(QObject):
    """Follows the focus through all windows. A click shows by itself what it does, so a control
    that was clicked has no ring."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._control: QWidget | None = None
        app.focusChanged.connect(self._focus_changed)

    @property
    def control(self) -> QWidget | None:
        """The control that has the ring now."""
        is_seen = self._ring is not None and isValid(self._ring) and not self._ring.isHidden()
        return self._control if is_seen else None

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._control is not None and isValid(self._control):
            self._control.removeEventFilter(self)
        was_clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._control = None if new is None or was_clicked or not _has_ring(new) else new
        if self._control is not None:
            self._control.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVES and watched is self._control:
            self._place()
        return False

    def _place(self) -> None:
        """Around the control, as far as its parent has room for it."""
        control = self._control
        parent = control.parentWidget() if control is not None else None
        if control is None or parent is None or not control.isVisible():
            if self._ring is not None and isValid(self._ring):
                self._ring.hide()
            return
        if self._ring is None or not isValid(self._ring):  # it went with the parent it was in
            self._ring = _Ring(parent)
        if self._ring.parentWidget() is not parent:
            self._ring.setParent(parent)
        around = control.geometry().adjusted(-GAP_PX, -GAP_PX, GAP_PX, GAP_PX)
        self._ring.setGeometry(around & parent.rect())
        self._ring.raise_()
        self._ring.show()


class _Ring(QWidget):
    """Lies above the control and lets everything through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus-ring")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), WIDTH_PX))
        inner = WIDTH_PX / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inner, inner, -inner, -inner), ROUND_PX, ROUND_PX
        )
        painter.end()


def _has_ring(control: QWidget) -> bool:
    if control.window().windowType() == Qt.WindowType.Popup or control.property(OWN_RING):
        return False
    return isinstance(control, RINGED) and not isinstance(control, FRAMED)
