"""What several ask for at one moment is taken together."""

from queue import SimpleQueue

from photodedup.engine.gathering import gather

LONG_S = 60.0  # nothing below waits so long


def asked(*things):
    queue = SimpleQueue()
    for thing in things:
        queue.put(thing)
    return queue


def test_no_more_than_wanted_are_taken_at_once():
    waiting = asked(1, 2, 3)
    assert gather(waiting, 2, LONG_S) == ([1, 2], True)
    assert waiting.get() == 3


def test_nobody_waits_for_others_longer_than_said():
    assert gather(asked(1), 2, 0.0) == ([1], True)


def test_the_end_is_passed_on_with_what_came_before_it():
    waiting = asked(1, None, None)
    assert gather(waiting, 5, LONG_S) == ([1], False)
    assert gather(waiting, 5, LONG_S) == ([], False)


def test_large_things_count_for_more():
    assert gather(asked("aaa", "bb", "c"), 4, LONG_S, len) == (["aaa", "bb"], True)
