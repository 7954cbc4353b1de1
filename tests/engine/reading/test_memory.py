"""Memory is shared out in order, and never more than there is."""

from concurrent.futures import ThreadPoolExecutor, wait

from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.memory import MemoryBudget


def test_who_wants_more_than_is_left_waits():
    budget = MemoryBudget(100)
    assert budget.take("a", 60) == 60
    with ThreadPoolExecutor(1) as threads:
        second = threads.submit(budget.take, "b", 60)
        assert wait([second], 0.01).not_done
        budget.give_back("a")
        assert second.result() == 60


def test_small_wishes_do_not_pass_a_large_one():
    budget = MemoryBudget(100)
    budget.take("a", 60)
    with ThreadPoolExecutor(2) as threads:
        large = threads.submit(budget.take, "large", 100)
        while not budget.is_waited_for:
            pass
        small = threads.submit(budget.take, "small", 10)
        assert wait([large, small], 0.01).not_done == {large, small}
        budget.give_back("a")
        assert large.result() == 100
        budget.give_back("large")
        assert small.result() == 10


def test_more_than_there_is_gives_all():
    budget = MemoryBudget(100)
    assert budget.take("a", 1000) == 100


def test_a_new_share_takes_the_place_of_the_old():
    budget = MemoryBudget(100)
    budget.take("a", 70)
    assert budget.take("a", 100) == 100
    budget.give_back("a")
    budget.give_back("a")
    assert budget.take("b", 100) == 100


def test_after_closing_nobody_waits():
    budget = MemoryBudget(100)
    budget.take("a", 100)
    budget.close()
    assert budget.take("b", 100) == 100


def test_limits_leave_room_for_the_program_and_its_processes():
    limits = reading_limits(60, 1400, 2)
    assert limits.shared_bytes + 2 * limits.free_bytes + 2 * (60 << 20) + (300 << 20) == 1400 << 20
    assert reading_limits(60, 1400, 64).shared_bytes >= 400 << 20  # a photo of 40 megapixels
    assert limits.seconds_for(0) == 60
    assert limits.seconds_for(200_000_000) == 160
