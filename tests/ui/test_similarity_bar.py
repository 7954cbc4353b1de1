import pytest

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.ui.models.kind_sums import kind_sums
from photodedup.ui.views.similarity_bar import STEPS, SimilarityBar, similarity_at, step_for
from tests.factories import make_group, make_member


def test_the_ends_mean_all_matches_and_exact_copies():
    assert similarity_at(0) == 0.0
    assert similarity_at(STEPS) == 1.0


def test_every_step_asks_for_more_than_the_one_before():
    asked = [similarity_at(step) for step in range(STEPS + 1)]
    assert asked == sorted(set(asked))


@pytest.mark.parametrize("step", range(STEPS + 1))
def test_a_similarity_puts_the_slider_back_where_it_was(step):
    assert step_for(similarity_at(step)) == step


def test_the_value_is_said_in_words(qtbot):
    bar = SimilarityBar()
    qtbot.addWidget(bar)
    bar.show_similarity(0.95)
    assert "94% alike" in bar.value.text() or "95% alike" in bar.value.text()
    bar.show_similarity(0)
    assert bar.value.text() == ""
    with qtbot.waitSignal(bar.similarity_changed) as asked:
        bar.slider.setValue(STEPS)
    assert asked.args == [1.0]


def test_copies_are_counted_apart_from_different_photos_of_a_moment(qtbot):
    bar = SimilarityBar()
    qtbot.addWidget(bar)
    copies = [make_group(1), make_group(2, members=[make_member(3)])]
    burst = make_group(4, kind=GroupKind.BURST, verdict=Verdict.BURST)
    similar = [make_group(n, kind=GroupKind.SIMILAR, verdict=Verdict.SIMILAR) for n in (5, 6)]

    bar.show_summary(kind_sums(copies))
    assert bar.summary.text() == "3 copies of 2 photos"
    bar.show_summary(kind_sums([*copies, burst, *similar]))
    assert bar.summary.text() == "3 copies of 2 photos · 1 burst · 2 groups of similar ones"
    bar.show_summary(kind_sums([]))
    assert bar.summary.text() == ""
