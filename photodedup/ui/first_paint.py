"""Work that waits until a window has been painted once, so that nothing delays the sight of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

PATIENCE_MS = 1500  # one that starts minimised is not painted


class AfterFirstPaint(QObject):
    """Does something once, after a widget's first paint; or after a while, painted or not."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._act = act
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._go)
        self._patience.start()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._patience.isActive():
            self._patience.stop()
            QTimer.singleShot(0, self._go)  # the paint comes first
        return False

    def _go(self) -> None:
        self._widget.removeEventFilter(self)
        self._act()
        self.deleteLater()
