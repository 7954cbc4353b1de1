"""The parts of a card: inside it, apart from each other, and found where they are painted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics

from photodedup.ui.views.card_plan import CardPlan, Labels, Zone, card_size, plan_card

LABELS = Labels(badges=("Keep", "→ Trash", "Stays"), check="Move to trash", button="Make keeper")
LONG = "words of a language that needs many letters"


def plan(width: int, side_px: int = 160, labels: Labels = LABELS) -> tuple[QRect, CardPlan]:
    font = QFont()
    card = QRect(100, 50, width, card_size(side_px, font, labels).height())
    return card, plan_card(card, side_px, font, labels)


@pytest.mark.parametrize("side_px", [64, 112, 160, 240])
@pytest.mark.parametrize(
    "labels",
    [
        LABELS,
        replace(LABELS, check=LONG),
        replace(LABELS, button=LONG),
        replace(LABELS, check=LONG, button=LONG),
    ],
)
def test_at_its_least_width_a_card_has_room_for_all_its_parts(qapp, side_px, labels):
    card, parts = plan(card_size(side_px, QFont(), labels).width(), side_px, labels)

    apart = [parts.thumbnail, parts.text, parts.check, parts.button]
    assert all(card.contains(part) for part in [*apart, parts.badge])
    assert not any(a.intersects(b) for a in apart for b in apart if a is not b)
    assert parts.thumbnail.contains(parts.badge)
    assert parts.check.contains(parts.box)


def test_in_german_the_words_fit_as_they_do_in_english(german, stage):
    delegate = stage.window.groups.list.itemDelegate()
    size = delegate.card_size(QFont())
    parts = delegate.plan(QRect(0, 0, size.width(), size.height()), QFont())
    strong = QFont()
    strong.setBold(True)
    label = QFontMetrics(strong).horizontalAdvance("Papierkorb")
    assert parts.check.width() - parts.box.width() >= label
    assert parts.button.width() >= QFontMetrics(QFont()).horizontalAdvance("Behalten")


def test_where_there_is_no_room_the_button_gives_way(qapp):
    _, parts = plan(300)

    assert parts.button.isEmpty()
    assert parts.zone_at(parts.text.center(), is_keeper=False) is Zone.CARD


def test_a_click_means_what_is_painted_there(qapp):
    _, parts = plan(420)

    assert parts.zone_at(parts.box.center(), is_keeper=False) is Zone.MARK
    assert parts.zone_at(parts.badge.center(), is_keeper=False) is Zone.MARK
    assert parts.zone_at(parts.button.center(), is_keeper=False) is Zone.KEEP
    assert parts.zone_at(parts.thumbnail.center(), is_keeper=False) is Zone.CARD


def test_nothing_on_a_keeper_is_a_control(qapp):
    _, parts = plan(420)

    for part in (parts.box, parts.badge, parts.button):
        assert parts.zone_at(part.center(), is_keeper=True) is Zone.CARD


def test_a_low_picture_is_not_hidden_by_its_badge(qapp):
    _, parts = plan(420)

    low = parts.picture(QSize(60, parts.badge.height()))
    high = parts.picture(QSize(160, 120))

    assert not low.intersects(parts.badge)
    assert parts.thumbnail.contains(low)
    assert high.topLeft() == parts.thumbnail.topLeft()
