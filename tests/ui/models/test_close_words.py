"""What was measured, in a person's words: no more than was measured, and never by names alike."""

import numpy as np
import pytest

from photodedup.engine.looking.difference import Difference, Spot, Where
from photodedup.engine.looking.grades import Grade, Trait
from photodedup.ui.models.close_words import (
    difference_text,
    grade_lines,
    grade_text,
    is_better,
    telling_names,
)
from tests.factories import HOME, make_photo

ALIKE = dict.fromkeys(Trait, Grade(0))


def found(where: Where, **facts) -> Difference:
    plane = np.zeros((4, 4), np.uint8)
    defaults = {
        "spots": (),
        "is_writing": False,
        "has_more": None,
        "tone_shift": 0.0,
        "is_colourless": (False, False),
        "shown_of_base": 1.0,
        "shown_of_other": 1.0,
    }
    return Difference(plane, plane > 0, where, **(defaults | facts))


def text(difference: Difference, turns: int = 0) -> str:
    return difference_text(difference, make_photo(1, "a.jpg"), make_photo(2, "b.jpg"), turns)


def test_only_what_stands_out_is_said():
    grades = {**ALIKE, Trait.SHARPNESS: Grade(0, leads=True), Trait.BRIGHTNESS: Grade(-1)}

    assert grade_text(grades, 2) == "sharper, a little darker"
    assert grade_text(ALIKE, 2) == "equally sharp, bright and clean"
    assert grade_text({}, 2) == "cannot be told"
    assert grade_lines(grades, 2)[0] == "Sharpness: sharper"
    assert len(grade_lines({}, 2)) == 4


def test_burnt_out_light_is_only_said_of_a_brighter_photo():
    brighter = {Trait.BRIGHTNESS: Grade(2, loses=True)}

    assert grade_text(brighter, 2) == "brighter with lost highlights"
    assert grade_text({Trait.BRIGHTNESS: Grade(0, loses=True)}, 2) != "with lost highlights"


def test_who_leads_in_one_thing_and_lags_in_another_is_not_better():
    leads, lags = Grade(0, leads=True), Grade(-2)

    assert is_better({Trait.SHARPNESS: leads}) is True
    assert is_better({Trait.SHARPNESS: lags}) is False
    assert is_better({Trait.SHARPNESS: leads, Trait.NOISE: lags}) is None
    assert is_better({Trait.BRIGHTNESS: Grade(3)}) is None


def test_a_caption_is_told_with_the_photo_that_has_it():
    caption = found(Where.BOTTOM, is_writing=True, has_more=1)

    said = "They differ along the bottom: something like a caption that only b.jpg has."
    assert text(caption) == said


@pytest.mark.parametrize(
    ("turns", "edge"), [(0, "bottom"), (1, "left"), (2, "top"), (3, "right"), (4, "bottom")]
)
def test_edges_turn_with_the_view(turns, edge):
    assert text(found(Where.BOTTOM), turns) == f"They differ along the {edge}."


def test_places_are_named_and_counted():
    corner, middle = Spot(0.8, 0.0, 0.9, 0.1, 50), Spot(0.45, 0.45, 0.55, 0.55, 50)

    one = found(Where.PLACES, spots=(corner,))
    two = found(Where.PLACES, spots=(corner, middle))
    assert text(one) == "They differ in one place, at the top right."
    assert text(two) == "They differ in 2 places: at the top right, in the middle."


def test_tones_colours_and_crops_are_told_besides():
    toned = found(Where.NOWHERE, tone_shift=12.0, is_colourless=(False, True), shown_of_base=0.62)

    assert text(toned) == (
        "Nothing was added, moved or taken away. b.jpg is brighter. b.jpg has no colour. "
        "b.jpg shows 62% of a.jpg."
    )


def test_photos_of_one_name_are_told_apart_by_their_folders():
    photos = [make_photo(n, path=HOME / folder / "a.jpg") for n, folder in ((1, "x"), (2, "y"))]

    assert telling_names(photos) == ["x/a.jpg", "y/a.jpg"]
