"""Undo and redo in the window bring back the very groups of a library, with all that was proved."""

import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.ui.decisions import Decisions
from tests.engine.review_bench import ReviewBench, Shown

SHOWN = [
    Shown("/a/large.jpg", width_px=8000),
    Shown("/a/middle.jpg"),
    Shown("/a/small.jpg", width_px=1000),
    Shown("/a/tiny.jpg", width_px=500),
]


@pytest.fixture
def bench(tmp_path):
    made = ReviewBench(tmp_path, SHOWN, known=[(1, 2), (1, 3), (1, 4)], truth=[(2, 3)])
    yield made
    made.close()


@pytest.mark.parametrize("decision", ["keep", "keep only", "take out", "put together"])
def test_undo_brings_back_the_groups_of_before_and_redo_those_after(qtbot, bench, decision):
    decisions = Decisions()
    decisions.use(bench.desk)

    def seen():
        qtbot.waitUntil(lambda: decisions.is_idle)
        return bench.book.all(0.0), bench.stored()

    if decision == "put together":
        bench.desk.take_out(1, [PhotoId(4)])
    before, group = seen(), bench.group_of(1)
    if decision == "keep":
        decisions.set_keeper(group, PhotoId(2))
    elif decision == "keep only":
        decisions.keep_only(group, [PhotoId(2), PhotoId(3)])
    elif decision == "take out":
        decisions.take_out(group.id, [PhotoId(1)])
    else:
        decisions.put_together([PhotoId(1), PhotoId(4)])
    qtbot.waitUntil(lambda: decisions.undo_stack.count() == 1)
    after = seen()
    assert after != before
    for _ in range(2):
        decisions.undo_stack.undo()
        assert seen() == before
        decisions.undo_stack.redo()
        assert seen() == after
