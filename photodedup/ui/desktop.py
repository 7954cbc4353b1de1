"""Handing over to the desktop: a file to its viewer or the file manager, a page to the browser."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from photodedup.ui.surroundings import leave_to_others

DBUS_TIMEOUT_MS = 1500


def open_in_viewer(path: Path) -> bool:
    """Open a file in the person's default program."""
    return path.exists() and _open(QUrl.fromLocalFile(str(path)))


def open_page(address: str) -> bool:
    """Open a page in the person's browser: what links in texts are connected to."""
    return _open(QUrl(address))


def reveal(path: Path) -> bool:
    """Show a file, selected where that is possible, in the file manager."""
    leave_to_others()
    if sys.platform == "win32":
        subprocess.Popen(["explorer", f"/select,{path}"])
        return True
    if sys.platform == "darwin":
        return subprocess.call(["open", "-R", str(path)]) == 0
    return _ask_file_manager(path) or _open_folder(path)


def _ask_file_manager(path: Path) -> bool:
    """The freedesktop call that every larger file manager answers."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not path.exists() or not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    call.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    answer = bus.call(call, QDBus.CallMode.Block, DBUS_TIMEOUT_MS)
    return answer.type() == QDBusMessage.MessageType.ReplyMessage


def _open_folder(path: Path) -> bool:
    folder = path if path.is_dir() else path.parent
    return folder.is_dir() and _open(QUrl.fromLocalFile(str(folder)))


def _open(url: QUrl) -> bool:
    leave_to_others()
    return QDesktopServices.openUrl(url)
