"""Whether this computer runs on its battery: then a scan should spare it."""

import ctypes
import subprocess
import sys
from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")
_PMSET_LIMIT_S = 5.0
_ON_BATTERY_WINDOWS = 0  # ACLineStatus; 1 is plugged in, 255 unknown


def on_battery(supplies: Path = _SUPPLIES) -> bool:
    """True where the system says so; a computer that does not say is taken for plugged in.

    `supplies` is the folder in which Linux describes them.
    """
    if sys.platform == "win32":
        return _says_windows()
    if sys.platform == "darwin":
        return _says_macos()
    return _says_linux(supplies)


def _says_linux(supplies: Path) -> bool:
    """A battery that is being emptied, and nothing plugged in; a mouse's battery is none."""
    discharging = False
    try:
        for supply in supplies.iterdir():
            if _word(supply, "scope") == "Device":
                continue
            if _word(supply, "type") == "Battery":
                discharging |= _word(supply, "status") == "Discharging"
            elif _word(supply, "online") == "1":
                return False
    except OSError:
        return False
    return discharging


def _word(supply: Path, name: str) -> str:
    try:
        return (supply / name).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _says_windows() -> bool:
    status = ctypes.create_string_buffer(12)  # SYSTEM_POWER_STATUS; its first byte is ACLineStatus
    answered = ctypes.WinDLL("kernel32").GetSystemPowerStatus(status)  # type: ignore[attr-defined,unused-ignore]
    return bool(answered) and status.raw[0] == _ON_BATTERY_WINDOWS


def _says_macos() -> bool:
    try:
        told = subprocess.run(
            ["/usr/bin/pmset", "-g", "batt"], capture_output=True, timeout=_PMSET_LIMIT_S
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return b"Battery Power" in told.stdout.partition(b"\n")[0]
