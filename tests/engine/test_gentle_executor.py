"""Comparing stands back as reading does: fewer at once, and behind everything else."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from photodedup.engine.effort import Effort, Wish
from photodedup.engine.gentle_executor import GentleExecutor
from photodedup.engine.matching.checker import PairChecker
from tests.engine import pictures_made as made

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


class Crowd:
    """Work that notes how many do it at once, and lets all go when enough are there."""

    def __init__(self, enough: int) -> None:
        self.most = 0
        self._now = 0
        self._guard = threading.Lock()
        self._enough = enough
        self.is_full = threading.Event()

    def __call__(self, number: int) -> int:
        with self._guard:
            self._now += 1
            self.most = max(self.most, self._now)
            if self._now >= self._enough:
                self.is_full.set()
        assert self.is_full.wait(30)
        with self._guard:
            self._now -= 1
        return number * number


@pytest.mark.parametrize(("wish", "at_once"), [(Wish.FULL, 4), (Wish.GENTLE, 2)])
def test_half_of_the_threads_work_while_it_goes_gently(wish, at_once):
    crowd = Crowd(at_once)
    with ThreadPoolExecutor(4) as pool:
        gently = GentleExecutor(pool, Effort(wish), 4)
        assert list(gently.map(crowd, range(12))) == [number**2 for number in range(12)]
    assert crowd.most == at_once


def test_a_changed_wish_holds_for_work_that_waits():
    effort, crowd = Effort(Wish.GENTLE), Crowd(4)
    with ThreadPoolExecutor(4) as pool:
        running = GentleExecutor(pool, effort, 4).map(crowd, range(8))
        effort.change(Wish.FULL)
        assert len(list(running)) == 8
    assert crowd.most == 4


@pytest.mark.parametrize("threads", [0, 2])
def test_an_error_comes_through_and_others_go_on(threads):
    def work(number: int) -> int:
        return 1 // number

    with ThreadPoolExecutor(max(1, threads)) as pool:
        gently = GentleExecutor(pool if threads else None, Effort(Wish.GENTLE), 2)
        with pytest.raises(ZeroDivisionError):
            list(gently.map(work, [1, 0]))
        assert list(gently.map(work, [1, 1])) == [1, 1]


@on_linux
@pytest.mark.parametrize("threads", [0, 2])
def test_only_what_is_worked_on_stands_back(threads):
    before = niceness()
    with ThreadPoolExecutor(max(1, threads)) as pool:
        gently = GentleExecutor(pool if threads else None, Effort(Wish.GENTLE), 2)
        assert list(gently.map(lambda _: niceness(), range(3))) == [19] * 3
        assert pool.submit(niceness).result() == niceness() == before


@on_linux
@pytest.mark.parametrize(("effort", "stands_back"), [("full", False), ("gentle", True)])
def test_photos_are_compared_behind_everything_else(
    open_library, photos, monkeypatch, effort, stands_back
):
    seen = []
    check = PairChecker.check

    def noted(self, *given):
        seen.append(niceness())
        return check(self, *given)

    monkeypatch.setattr(PairChecker, "check", noted)
    made.save(photos / "a.jpg", made.scene(400, 300))
    made.save(photos / "b.png", made.scene(400, 300))
    library = open_library(effort=effort)
    with ThreadPoolExecutor(2) as pool:
        library.add_folder(photos)
        library.scan(pool)
        assert len(library.groups()) == 1
    assert seen
    assert all((nice == 19) is stands_back for nice in seen)
