"""One window for each library: a second start hands its folders to the first."""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

ANSWER_TIMEOUT_MS = 3000


def _server_name(folder: Path) -> str:
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape"))
    return f"photodedup-{digest.hexdigest()[:20]}"


class InstanceGuard(QObject):
    """Holds the place of "the window of this library".

    Signals:
        folders_received: another start asked to add these folders (a list of Path, maybe empty);
            the window should come to the front.
    """

    folders_received = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def acquire(self, library_folder: Path) -> bool:
        """Become the window of this library; False if another window is. Lets the old one go."""
        library_folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(library_folder / "window.lock"))
        lock.setStaleLockTime(0)  # only a dead owner frees it, not its age
        if not lock.tryLock(0):
            return False
        self.release()
        self._lock = lock
        self._listen(_server_name(library_folder))
        return True

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _listen(self, name: str) -> None:
        QLocalServer.removeServer(name)  # what a crash left behind
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(name):
            log.warning("cannot listen for other starts: %s", self._server.errorString())

    def _greet(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            self._read_from(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read_from(socket)

    def _read_from(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        line = bytes(socket.readLine().data())
        socket.write(b"ok\n")
        socket.flush()
        try:
            folders = [Path(text) for text in json.loads(line)]
        except (ValueError, TypeError):
            log.warning("another start sent something unreadable")
            return
        self.folders_received.emit(folders)


def hand_over(library_folder: Path, folders: Sequence[Path]) -> bool:
    """Send folders to the window that holds the library; False if it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(_server_name(library_folder))
    if not socket.waitForConnected(ANSWER_TIMEOUT_MS):
        return False
    socket.write(json.dumps([str(folder.absolute()) for folder in folders]).encode() + b"\n")
    answered = socket.waitForReadyRead(ANSWER_TIMEOUT_MS)
    socket.disconnectFromServer()
    return answered
