import pytest

from photodedup.engine.progress import Progress, Stage
from photodedup.ui.pace import Pace


class Clock:
    def __init__(self):
        self.now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    return Pace(clock)


def run(pace, clock, seconds, per_second, start=0, total=10_000):
    for second in range(seconds + 1):
        pace.note(Progress(Stage.READING, start + second * per_second, total))
        clock.now_s += 1
    clock.now_s -= 1


def test_nothing_is_said_before_there_is_something_to_say(pace, clock):
    pace.note(Progress(Stage.READING, 0, 100))
    assert pace.per_second is None
    assert pace.left_s is None


def test_rate_and_time_left(pace, clock):
    run(pace, clock, 10, per_second=50, total=1500)
    assert pace.per_second == pytest.approx(50)
    assert pace.left_s == pytest.approx(20)


def test_a_pause_does_not_count(pace, clock):
    run(pace, clock, 5, per_second=40)
    pace.pause()
    clock.now_s += 3600
    pace.resume()
    clock.now_s += 1
    pace.note(Progress(Stage.READING, 240, 10_000))

    assert pace.per_second == pytest.approx(40)


def test_a_new_stage_begins_anew(pace, clock):
    run(pace, clock, 10, per_second=50)
    pace.note(Progress(Stage.COMPARING, 5, 100))
    assert pace.per_second is None


def test_only_the_last_while_counts(pace, clock):
    run(pace, clock, 30, per_second=10)
    clock.now_s += 1
    run(pace, clock, 30, per_second=100, start=310)
    assert pace.per_second == pytest.approx(100)


def test_without_a_total_there_is_no_time_left(pace, clock):
    run(pace, clock, 5, per_second=9, total=None)
    assert pace.per_second == pytest.approx(9)
    assert pace.left_s is None


def test_no_time_left_is_told_while_progress_is_uneven(pace, clock):
    """Many of the pairs that are left will be settled without a check."""
    for second in range(31):
        pace.note(Progress(Stage.CHECKING, second * 10, 30_000, is_even=False))
        clock.now_s += 1
    assert pace.left_s is None

    for second in range(11):
        pace.note(Progress(Stage.CHECKING, 300 + second * 1000, 30_000))
        clock.now_s += 1
    assert pace.left_s == pytest.approx(19.7)
