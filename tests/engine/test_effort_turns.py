"""No more work at once than the effort allows, and whoever gives up holds up nobody."""

import pytest

from photodedup.engine.effort import Effort, Wish
from photodedup.engine.effort_turns import EffortTurns
from photodedup.engine.errors import Cancelled


def stop() -> None:
    raise Cancelled("stopped")


@pytest.fixture
def turns() -> EffortTurns:
    return EffortTurns(Effort(Wish.GENTLE), 2)  # half of them: one at a time


def test_who_is_stopped_while_waiting_gets_no_turn(turns):
    with turns.turn(), pytest.raises(Cancelled), turns.turn(stop):
        raise AssertionError("it worked out of turn")
    with turns.turn(stop):  # free at once, so that nothing has to be asked
        pass


def test_an_error_ends_the_turn(turns):
    with pytest.raises(OSError, match="gone"), turns.turn():
        raise OSError("gone")
    with turns.turn(stop):
        pass


def test_without_a_limit_nobody_waits():
    turns = EffortTurns(Effort(Wish.GENTLE), 0)
    with turns.turn(stop), turns.turn(stop), turns.turn(stop):
        pass
