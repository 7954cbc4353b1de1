import pytest

from photodedup.ui.views.similarity_bar import STEPS, SimilarityBar, similarity_at, step_for


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
    assert "94 % alike" in bar.value.text() or "95 % alike" in bar.value.text()
    bar.show_similarity(0)
    assert bar.value.text() == ""
    with qtbot.waitSignal(bar.similarity_changed) as asked:
        bar.slider.setValue(STEPS)
    assert asked.args == [1.0]
