"""Starts the program as its users do, and ends it once its window is painted. A script: it prints
one line of JSON about that start.

Given are the arguments of the program. Nothing is imported here before the program's own imports
but what Python itself starts with.
"""

import json
import os
import sys
import time


def main() -> None:
    from photodedup import __main__

    import_door(__main__)
    __main__.main(sys.argv[1:])


def import_door(entry: object) -> None:
    """Watch for the first paint, as soon as the program has imported Qt for itself."""
    from photodedup.ui import app

    started = app.App.__init__

    def watched(self: app.App, *given: object, **named: object) -> None:
        started(self, *given, **named)  # type: ignore[arg-type]
        self.painted = _Painted(self)  # type: ignore[attr-defined]

    app.App.__init__ = watched  # type: ignore[method-assign, assignment]


def _Painted(parts):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        """Told of every event of the window; the first paint ends the program."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and watched is parts.window:
                parts.window.removeEventFilter(self)
                modules = sorted(sys.modules)
                QTimer.singleShot(0, lambda: tell(modules))  # after the paint
            return False

    def tell(modules: list[str]) -> None:
        page = parts.window.pages.currentWidget() is parts.window.message
        told = {**times(), "modules": modules, "says_that_it_opens": page}
        print(json.dumps(told), flush=True)
        QTimer.singleShot(0, QApplication.quit)

    filter_ = Painted(parts)
    parts.window.installEventFilter(filter_)
    return filter_


def times() -> dict[str, float]:
    """How long it took since the process was made."""
    return {
        "wall_s": time.clock_gettime(time.CLOCK_BOOTTIME) - _made_at_s(),
        "cpu_s": time.process_time(),
    }


def _made_at_s() -> float:
    """When this process was made, in seconds since the computer started; to a hundredth."""
    with open("/proc/self/stat", encoding="ascii") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
