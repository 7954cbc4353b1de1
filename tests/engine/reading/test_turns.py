"""One reader at a slow disc, in the order of the files; decoding goes on beside it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from photodedup.engine.errors import Cancelled, UnreadablePhoto
from photodedup.engine.files.media import Medium
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.reading.turns import ReadingTurns
from tests.engine import pictures_made as made


class Shelf:
    """Says of files in /disc that they are on one spinning disc, and of /net that on a share."""

    def medium_of(self, path: Path) -> tuple[Medium, bytes]:
        kinds = {"disc": Medium.SPINNING, "net": Medium.NETWORK}
        return kinds.get(path.parts[1], Medium.QUICK), path.parts[1].encode()


class SlowEverywhere:
    def medium_of(self, path: Path) -> tuple[Medium, bytes]:
        return Medium.SPINNING, b"one"


@pytest.fixture
def turns() -> ReadingTurns:
    return ReadingTurns(Shelf())


def nothing() -> None:
    """Nobody stops."""


def test_the_next_file_is_read_while_the_one_before_is_decoded(turns):
    with turns.turn(Path("/disc/a"), nothing) as bytes_are_read, ThreadPoolExecutor(1) as other:
        got = threading.Event()

        def read_next() -> None:
            with turns.turn(Path("/disc/b"), nothing):
                got.set()

        waiting = other.submit(read_next)
        assert not got.is_set()
        bytes_are_read()
        waiting.result()  # still inside the first one's turn: that one is being decoded


def test_files_come_in_the_order_they_were_asked_for(turns):
    order = []
    with ThreadPoolExecutor(8) as threads, turns.turn(Path("/disc/first"), nothing):

        def read(number: int) -> None:
            with turns.turn(Path(f"/disc/{number}"), nothing):
                order.append(number)

        for number in range(8):
            threads.submit(read, number)
            while len(turns._queues[b"disc"]) < number + 2:
                threading.Event().wait(0.001)
    assert order == list(range(8))


def test_few_files_of_a_share_are_read_at_once(turns):
    with ExitStack() as stack, ThreadPoolExecutor(1) as other:
        done = [stack.enter_context(turns.turn(Path(f"/net/{n}"), nothing)) for n in range(4)]
        got = threading.Event()

        def read_fifth() -> None:
            with turns.turn(Path("/net/fifth"), nothing):
                got.set()

        waiting = other.submit(read_fifth)
        while len(turns._queues[b"net"]) < 5:
            threading.Event().wait(0.001)
        assert not got.is_set()
        done[2]()  # in whatever order they end
        waiting.result()


def test_other_discs_and_quick_ones_do_not_wait(turns):
    names = ("/disc/a", "/net/a", "/quick/a", "/quick/b")
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(turns.turn(Path(name), nothing))


def test_who_gives_up_waiting_holds_up_nobody(turns):
    def stop() -> None:
        raise Cancelled("stopped")

    with (
        turns.turn(Path("/disc/a"), nothing),
        pytest.raises(Cancelled),
        turns.turn(Path("/disc/b"), stop),
    ):
        pass
    with turns.turn(Path("/disc/c"), stop):
        pass


def test_an_error_while_reading_ends_the_turn(turns):
    with pytest.raises(OSError, match="gone"), turns.turn(Path("/disc/a"), nothing):
        raise OSError("gone")
    with turns.turn(Path("/disc/b"), nothing):
        pass


@pytest.mark.processes
def test_a_scan_of_a_slow_disc_reads_everything(photos):
    paths = [
        made.save(photos / f"{number}.png", made.scene(64, 48, seed=number)) for number in range(8)
    ]
    limits = reading_limits(60, 1400, 2)
    with ReadingProcesses(limits, media=SlowEverywhere()) as pool, ThreadPoolExecutor(3) as threads:
        with pytest.raises(UnreadablePhoto):
            pool.read(photos / "gone.png", None)
        found = list(threads.map(lambda path: pool.read(path, None), paths))
    assert [read.width_px for read in found] == [64] * 8
