"""What is unused is searched for in the window's thread alone."""

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, QTimer

from photodedup.engine.collection import collection_paused
from photodedup.ui import collecting
from photodedup.ui.collecting import Collecting, calmly


@pytest.fixture(autouse=True)
def _search_as_ever():
    """Python's own search, until `Collecting` comes."""
    gc.enable()
    yield
    gc.disable()


class Ring:
    """Holds a timer, and itself: only a search finds that nobody needs it."""

    ended_in: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.me = self
        self.timer = QTimer()

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


@pytest.fixture
def ended_in(qapp) -> list[int]:
    Ring.ended_in = []
    return Ring.ended_in


def make_much() -> int:
    """So many objects that Python would search several times over."""
    return len([[number] for number in range(200_000)])


def test_an_object_of_the_window_ends_in_its_own_thread(qtbot, ended_in, monkeypatch):
    monkeypatch.setattr(collecting, "LOOK_EVERY_MS", 10)
    parent = QObject()
    Collecting(parent)
    Ring()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(make_much).result() == 200_000
        assert ended_in == []
        held = [[] for _ in range(10_000)]  # enough for a look to be worth it
        qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [threading.get_ident()]
    assert len(held) == 10_000


def test_it_waits_while_much_is_made(qtbot, ended_in):
    parent = QObject()
    looks = Collecting(parent)
    Ring()
    held = [[] for _ in range(10_000)]
    with collection_paused():
        looks.look()
        assert ended_in == []
    looks.look()
    assert len(ended_in) == 1
    assert len(held) == 10_000


def test_before_groups_are_made_what_is_unused_goes_and_they_are_searched_no_more(ended_in):
    Ring()
    work = calmly(lambda count: [[number] for number in range(count)])
    assert len(ended_in) == 1

    before = gc.get_freeze_count()
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(work, 5000).result()
    assert len(made) == 5000
    assert gc.get_freeze_count() - before >= 5000
