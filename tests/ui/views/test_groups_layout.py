"""Places of groups and cards: nothing overlaps, and every point finds what is painted there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from photodedup.ui.views.group_layout import GroupLayout, Metrics

METRICS = Metrics(header_height=30, card_min_width=300, card_height=100, gap=10, margin=12)


def test_cards_fill_the_width_in_as_many_columns_as_fit():
    for width, columns in ((200, 1), (640, 2), (1200, 3), (2400, 7)):
        layout = GroupLayout([3], width, METRICS)
        assert layout.columns == columns
        last = layout.card_rect(0, columns - 1)
        assert width - last.right() <= METRICS.margin + columns or width == 200


def test_many_photos_wrap_into_lines_of_one_grid():
    layout = GroupLayout([5, 2], 640, METRICS)

    assert layout.card_rect(0, 2).left() == layout.card_rect(0, 0).left()
    assert layout.card_rect(0, 4).top() - layout.card_rect(0, 2).top() == 110
    assert layout.card_rect(1, 1).left() == layout.card_rect(0, 1).left()
    assert layout.header_rect(1).top() == layout.group_rect(0).bottom() + 1


@given(st.lists(st.integers(2, 30), min_size=1, max_size=30), st.integers(100, 3000))
def test_every_card_lies_in_its_group_and_is_found_by_its_centre(counts, width):
    layout = GroupLayout(counts, width, METRICS)
    below = 0
    for number, count in enumerate(counts):
        area = layout.group_rect(number)
        assert area.top() == below
        below = area.bottom() + 1
        header = layout.header_rect(number)
        seen: list[QRect] = []
        for position in range(count):
            card = layout.card_rect(number, position)
            assert area.top() <= card.top()
            assert card.bottom() <= area.bottom()
            assert not card.intersects(header)
            assert not any(card.intersects(other) for other in seen[-8:])
            seen.append(card)
            assert layout.group_at(card.center().y()) == number
            assert layout.position_at(number, card.center()) == position
    assert layout.height == below


@given(st.lists(st.integers(2, 9), max_size=40), st.integers(-500, 9000), st.integers(0, 2000))
def test_what_is_between_two_heights_is_what_intersects_them(counts, top, height):
    layout = GroupLayout(counts, 640, METRICS)
    window = QRect(0, top, 640, height + 1)

    expected = [n for n in range(len(counts)) if layout.group_rect(n).intersects(window)]

    assert list(layout.groups_between(top, top + height)) == expected


@pytest.mark.parametrize("y", [-1, 100_000])
def test_there_is_no_group_outside(y):
    assert GroupLayout([2, 3], 640, METRICS).group_at(y) is None
