"""What the window benchmark does in the window, step by step. Loaded only where Qt is."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.settings import Settings, save_settings
from photodedup.engine.sifting import Order
from photodedup.engine.tabs import Tab
from photodedup.ui.app import App
from photodedup.ui.application import Application
from photodedup.ui.single_instance import InstanceGuard
from photodedup.ui.views.tab_strip import TABS
from tests.benchmarks.window import Lap, Stopwatch

_JUMPS = 30
_TICK_MS = 10  # the loop wakes at least so often; a longer time is a stall


class WindowSession:
    """The whole program over a library."""

    def __init__(self, places: LibraryPlaces, home: Path, settings: Settings) -> None:
        self._qapp = QApplication.instance() or Application([])
        save_settings(home / "settings.json", settings)
        self._places = places
        first_look = InstanceGuard()  # as at each start: whether another window has it
        first_look.acquire(places.folder)
        first_look.release()
        self._app = App(self._qapp, home / "settings.json")
        self._window = self._app.window
        self._window.resize(1600, 1000)
        self._window.show()
        self._watch = Stopwatch(self._handle, memory_bytes)
        self._tick = QTimer(interval=_TICK_MS)
        self._tick.timeout.connect(self._wake)
        self._tick.start()

    def _wake(self) -> None:
        """Only ends a wait for events."""

    def _handle(self) -> None:
        """Wait in Qt, as the program does, so that its threads can work meanwhile."""
        self._qapp.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        self._window.close()

    @property
    def _sifting(self):  # type: ignore[no-untyped-def]
        return self._app.controller.sifting

    def laps(self) -> list[Lap]:
        return [
            self._open("open"),
            self._filter(),
            self._unfilter(),
            self._sort(Order.FOLDER, "re-sort by folder"),
            self._sort(Order.FREES_MOST, "re-sort by bytes"),
            self._slide(),
            self._slide_back(),
            self._scroll(),
            *self._jumps(),
            self._go_to_tab(),
            self._mark_many(),
            self._undo("undo that"),
            self._redo(),
            self._mark_one(),
            self._undo("undo that one"),
            self._accept(),
        ]

    def _shows(self, count: int) -> bool:
        return len(self._sifting.shown) == count

    def first_open(self) -> Lap:
        """With nothing stored: all groups are made anew."""
        return self._open("open for the first time, or after a killed start")

    def _open(self, name: str) -> Lap:
        return self._watch.lap(
            name,
            lambda: self._app.open(self._places),
            lambda: len(self._sifting.shown) > 0,
        )

    def _filter(self) -> Lap:
        search = self._window.sieve.search

        def act() -> None:
            search.setText("backup 2012-0 canon")
            search.editingFinished.emit()

        everything = len(self._sifting.shown)
        return self._watch.lap(
            "filter by words", act, lambda: 0 < len(self._sifting.shown) < everything
        )

    def _unfilter(self) -> Lap:
        count, clear = len(self._sifting.all), self._window.sieve.clear
        return self._watch.lap("show all again", clear, lambda: self._shows(count))

    def _sort(self, order: Order, name: str) -> Lap:
        sifting = self._sifting
        first = sifting.shown[0].id
        return self._watch.lap(
            name,
            lambda: sifting.set_wish(replace(sifting.wish, order=order)),
            lambda: sifting.shown[0].id != first,
        )

    def _slide(self) -> Lap:
        slider = self._window.similarity.slider
        before = len(self._sifting.all)
        return self._watch.lap(
            "move the slider", lambda: slider.setValue(60), lambda: len(self._sifting.all) < before
        )

    def _slide_back(self) -> Lap:
        slider = self._window.similarity.slider
        before = len(self._sifting.all)
        return self._watch.lap(
            "move it back", lambda: slider.setValue(0), lambda: len(self._sifting.all) > before
        )

    def _scroll(self) -> Lap:
        bar = self._window.groups.list.verticalScrollBar()
        steps = iter(range(300))

        def step() -> bool:
            for _ in steps:
                bar.setValue(bar.value() + bar.pageStep())
                return False
            return True

        return self._watch.lap("scroll 300 screens", lambda: None, step)

    def _jumps(self) -> list[Lap]:
        """To places that were not seen yet: until all pictures of the screen are there."""
        view, bar = self._window.groups.list, self._window.groups.list.verticalScrollBar()
        thumbnails = self._window.thumbnails

        def jump(place: int) -> None:
            bar.setValue(place)
            view.viewport().repaint()  # asks for the pictures

        laps = []
        for turn in range(_JUMPS):
            place = bar.maximum() // 4 + (turn * 7919 % 1009) * (bar.maximum() // 2) // 1009
            laps.append(
                self._watch.lap(
                    f"previews after jump {turn}",
                    lambda place=place: jump(place),  # type: ignore[misc]
                    lambda: thumbnails.is_idle,
                )
            )
        laps.sort(key=lambda lap: lap.wall_s)
        middle, last = laps[len(laps) // 2], laps[-1]
        return [
            replace(middle, name=f"pictures of a screen, middle of {_JUMPS} jumps"),
            replace(last, name="the slowest of these"),
        ]

    def _go_to_tab(self) -> Lap:
        bursts = self._sifting.now.tabs[Tab.BURSTS].groups
        return self._watch.lap(
            "open the tab of bursts",
            lambda: self._window.tabs.setCurrentIndex(TABS.index(Tab.BURSTS)),
            lambda: self._shows(bursts),
        )

    def _marked(self) -> int:
        return self._sifting.now.shown_marks.photos

    def _mark_many(self) -> Lap:
        wanted = sum(len(group.members) for group in self._sifting.shown)
        suggest = self._app.presenter.batches.suggest
        return self._watch.lap(f"mark {wanted:,}", suggest, lambda: self._marked() == wanted)

    def _undo(self, name: str) -> Lap:
        before = self._marked()
        stack = self._app.controller.decisions.undo_stack
        return self._watch.lap(name, stack.undo, lambda: self._marked() != before)

    def _redo(self) -> Lap:
        before = self._marked()
        stack = self._app.controller.decisions.undo_stack
        return self._watch.lap("redo that", stack.redo, lambda: self._marked() > before)

    def _mark_one(self) -> Lap:
        self._window.groups.list.go_to(3)
        before = self._marked()
        view = self._window.groups
        member = view.current_group().members[0]
        want = not member.is_marked
        group = view.current_group().id
        lap = self._watch.lap(
            "unmark one",
            lambda: view.mark_requested.emit(group, member.photo.id, want),
            lambda: self._marked() != before,
        )
        return lap

    def _accept(self) -> Lap:
        def reviewed() -> bool:
            return any(group.is_accepted for group in self._sifting.shown)

        return self._watch.lap("accept a screenful", self._window.groups.accept_screen, reviewed)


def memory_bytes() -> int:
    """What this process holds in memory now."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return 0
