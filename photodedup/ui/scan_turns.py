"""When the library is scanned: one scan after the other, and what must not meet one in between."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from photodedup.ui import wording
from photodedup.ui.scanning import Scanning
from photodedup.ui.session import SCAN_DONE, SCAN_RUNNING, SCAN_STOPPED, SessionBook


class ScanTurns(QObject):
    """Notes how the scan stands, so that the next start can go on with it.

    Args:
        begin: starts a scan of the library that is open.
        again: asks for a scan, where there is a library that may be scanned.
        is_busy: whether a clean-up is under way, behind which a scan has to wait.
    """

    rested = Signal()  # a scan is over, however it ended
    problem = Signal(str)  # a sentence for the person

    def __init__(
        self,
        scanning: Scanning,
        session: SessionBook,
        begin: Callable[[], None],
        again: Callable[[], None],
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._scanning = scanning
        self._session = session
        self._begin, self._again, self._is_busy = begin, again, is_busy
        self._waiting: list[Callable[[], None]] = []
        self.is_next = False  # whether there is to be another scan
        scanning.finished.connect(self._finished)
        scanning.stopped.connect(self._rests)
        scanning.failed.connect(self._failed)

    def start(self) -> None:
        """Scan, or scan once more after what is running."""
        if self._scanning.is_running or self._is_busy():
            self.is_next = True
            return
        self.is_next = False
        self._session.note_scan(SCAN_RUNNING)
        self._begin()

    def stop(self) -> None:
        """Stop for now, at the person's wish; what was read is kept."""
        self.is_next = False
        self._session.note_scan(SCAN_STOPPED)
        self._scanning.stop()

    def give_up(self) -> None:
        """Stop, and forget what waits: the library is let go of."""
        self.is_next = False
        self._waiting.clear()
        self._scanning.stop()

    def while_at_rest(self, act: Callable[[], None]) -> None:
        """Do what must not meet a scan; a running scan stops for it and goes on afterwards."""
        if self._scanning.is_running:
            self._waiting.append(act)
            self.is_next = True
            self._scanning.stop()
        else:
            act()

    def _finished(self, _summary: object) -> None:
        if not self.is_next:
            self._session.note_scan(SCAN_DONE)
        self._rests()

    def _failed(self, error: Exception) -> None:
        self.is_next = False
        self._session.note_scan(SCAN_STOPPED)
        said = self.tr("The scan could not go on. What was read is kept. {why}")
        self.problem.emit(said.format(why=wording.error(error)))
        self._rests()

    def _rests(self) -> None:
        self.rested.emit()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
        if self.is_next and not waiting:
            self._again()
