"""Small pieces of work are shared out among threads, and come back in order."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from photodedup.engine import side_by_side as module
from photodedup.engine.side_by_side import side_by_side


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch):
    monkeypatch.setattr(module.os, "cpu_count", lambda: 3)


@pytest.mark.parametrize("threads", [0, 1, 5])
def test_results_come_in_the_order_of_the_items(threads):
    with ThreadPoolExecutor(max(1, threads)) as pool:
        executor = pool if threads else None
        assert side_by_side(executor, str, range(100)) == list(map(str, range(100)))
        assert side_by_side(executor, str, []) == []


def test_each_core_has_something_to_do():
    all_busy = threading.Barrier(3)

    def work(_: int) -> int:
        all_busy.wait(30)
        return threading.get_ident()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(side_by_side(pool, work, range(3)))) == 3


def test_one_long_item_keeps_no_other_waiting():
    others = threading.Semaphore(0)

    def work(number: int) -> int:
        if number == 0:
            for _ in range(9):
                assert others.acquire(timeout=30)
        else:
            others.release()
        return number

    with ThreadPoolExecutor(2) as pool:
        assert side_by_side(pool, work, range(10)) == list(range(10))


def test_after_an_error_nothing_more_is_begun():
    begun = []

    def work(number: int) -> float:
        begun.append(number)
        return 1 / (number - 2)

    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        side_by_side(pool, work, range(10))
    assert begun == [0, 1, 2]
