"""Which photo is kept, and the reason that a person reads."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.ranking import (
    DEFAULT_RULES,
    RULES,
    best,
    clearly_sharpest,
    for_bursts,
    keep_order,
    keeper_reason,
)
from tests.factories import make_photo

PLAIN = {
    "width_px": 4000,
    "height_px": 3000,
    "has_location": False,
    "camera": None,
    "date_source": None,
    "size_bytes": 1000,
    "mtime_ns": 5,
}


def plain(number: int, name: str | None = None, **facts):
    return make_photo(number, name, **(PLAIN | facts))


@pytest.mark.parametrize(
    ("better", "worse", "words"),
    [
        ({"is_raw": True}, {"width_px": 9000}, "raw"),
        ({"width_px": 4100}, {"has_location": True}, "largest"),
        ({"date_source": DateSource.EXIF}, {"size_bytes": 9000}, "camera's date"),
        ({"has_location": True}, {"size_bytes": 9000}, "location"),
        ({"camera": "Fairphone 3"}, {"size_bytes": 9000}, "names the camera"),
        ({"size_bytes": 1300}, {"mtime_ns": 1}, "least compressed"),
        ({"mtime_ns": 4}, {}, "oldest file"),
    ],
)
def test_what_counts_more(better, worse, words):
    keeper, other = plain(2, **better), plain(1, **worse)
    assert best([other, keeper]) == keeper
    assert words in keeper_reason(keeper, [other])


def test_a_date_from_the_name_is_no_cameras_date():
    named = plain(1, date_source=DateSource.FILE_NAME)
    dated = plain(2, date_source=DateSource.EXIF)
    assert best([named, dated]) == dated


@pytest.mark.parametrize(
    "copy",
    [
        *("IMG_0001 (1).jpg", "IMG_0001 copy.jpg", "IMG_0001 copy 2.jpg", "Copy of IMG_0001.jpg"),
        *("IMG_0001 - Kopie.jpg", "IMG_0001~2.jpg", "IMG_0001-edited.jpg", "IMG_0001 (copy).jpg"),
        *("IMG-20190608-WA0004.jpg", "FB_IMG_1559990000000.jpg", "received_123.jpg"),
        *("signal-2019-06-08-143000.jpg", "photo_2019-06-08_14-30-00.jpg"),
    ],
)
def test_an_original_name_counts_more_than_a_copys(copy):
    original, other = plain(2, "IMG_0001.jpg", mtime_ns=9), plain(1, copy, mtime_ns=1)
    assert best([original, other]) == original
    assert "original name" in keeper_reason(original, [other])


@pytest.mark.parametrize("name", ["copyright.jpg", "Kopenhagen.jpg", "2019-06-08.jpg", "wa1.jpg"])
def test_names_that_only_sound_like_copies(name):
    older, other = plain(2, name, mtime_ns=1), plain(1, "IMG_0001.jpg", mtime_ns=9)
    assert best([older, other]) == older


def test_rounding_when_resized_is_no_difference():
    """One pixel more or less says nothing; the camera's date does."""
    rounded = plain(1, width_px=4001, height_px=3001)
    dated = plain(2, date_source=DateSource.EXIF)
    assert best([rounded, dated]) == dated
    assert "largest" not in keeper_reason(dated, [rounded])


def test_nothing_to_choose_by():
    one, other = plain(1, "a.jpg"), plain(2, "b.jpg")
    assert best([other, one]) == one
    assert keeper_reason(one, [other]) == "all alike; the first by name"


def test_reason_names_two_grounds_at_most():
    keeper = plain(1, width_px=8000, has_location=True, camera="Fairphone 3", size_bytes=9000)
    assert keeper_reason(keeper, [plain(2)]) == "largest, has location"


def test_reason_claims_nothing_that_another_has_more_of():
    keeper = plain(1, width_px=8000)
    assert keeper_reason(keeper, [plain(2, size_bytes=9999, mtime_ns=1)]) == "largest"


class TestSharpness:
    RULES = tuple(rule for rule in RULES if rule.is_on or rule.name == "sharper")

    def test_a_clearly_blurred_photo_is_not_kept(self):
        blurred, sharp = plain(1, sharpness=0.19, mtime_ns=1), plain(2, sharpness=0.26)
        assert best([blurred, sharp], self.RULES) == sharp
        assert keeper_reason(sharp, [blurred], self.RULES) == "sharper"
        larger = plain(3, sharpness=0.19, width_px=8000)
        assert best([larger, sharp], self.RULES) == larger
        assert keeper_reason(larger, [sharp], self.RULES) == "largest; but less sharp"

    def test_it_decides_nothing_unless_asked(self):
        blurred, sharp = plain(1, sharpness=0.1, mtime_ns=1), plain(2, sharpness=0.3)
        assert best([blurred, sharp]) == blurred

    def test_what_sharpening_does_is_no_ground(self):
        sharpened, older = plain(1, sharpness=0.3), plain(2, sharpness=0.25, mtime_ns=1)
        assert best([sharpened, older], self.RULES) == older

    @pytest.mark.parametrize("sharpness", [0.05, 0.3])
    def test_what_is_unknown_neither_wins_nor_loses(self, sharpness):
        unknown, known = plain(1, sharpness=None), plain(2, sharpness=sharpness, mtime_ns=1)
        assert best([unknown, known], self.RULES) == known
        assert keeper_reason(known, [unknown], self.RULES) == "oldest file"
        assert best([replace(unknown, mtime_ns=0), known], self.RULES).id == unknown.id

    def test_an_unknown_one_does_not_save_a_blurred_one(self):
        photos = [plain(1, sharpness=0.1, mtime_ns=1), plain(2, sharpness=0.3), plain(3)]
        assert best(photos, self.RULES).id == 2

    def test_the_clearly_sharpest_of_several(self):
        of = [plain(n, sharpness=value) for n, value in enumerate((0.2, 0.27, 0.19))]
        assert clearly_sharpest(of) == of[1]
        assert clearly_sharpest([*of, plain(9, sharpness=0.25)]) is None
        assert clearly_sharpest([*of, plain(9, sharpness=None)]) is None
        assert clearly_sharpest(of[:1]) is None

    def test_in_a_burst_it_counts_before_all_else(self):
        blurred, sharp = plain(1, sharpness=0.1, width_px=8000), plain(2, sharpness=0.3)
        assert best([blurred, sharp], for_bursts(DEFAULT_RULES)) == sharp
        assert [rule.name for rule in for_bursts(self.RULES)].count("sharper") == 1


PHOTOS = st.builds(
    plain,
    st.integers(1, 99),
    st.sampled_from(["a.jpg", "a copy.jpg", "b (1).jpg", "c.jpg"]),
    width_px=st.sampled_from([3940, 4000, 4001, 4080, 8000]),
    has_location=st.booleans(),
    is_raw=st.booleans(),
    size_bytes=st.integers(1, 3),
    mtime_ns=st.integers(1, 2),
    sharpness=st.sampled_from([None, 0.1, 0.12, 0.14, 0.3]),
)


@given(st.lists(PHOTOS, min_size=1, max_size=6, unique_by=lambda photo: photo.path), st.data())
def test_order_does_not_matter(photos, data):
    shuffled = list(photos)
    random.Random(data.draw(st.integers())).shuffle(shuffled)
    assert best(shuffled) == best(photos)
    assert best(shuffled, RULES) == best(photos, RULES)
    assert best(shuffled, for_bursts(RULES)) == best(photos, for_bursts(RULES))


@given(st.lists(PHOTOS, min_size=2, max_size=6, unique_by=lambda photo: photo.path))
def test_the_clearly_sharpest_is_what_a_burst_suggests(photos):
    sharpest = clearly_sharpest(photos)
    assert sharpest is None or best(photos, for_bursts(DEFAULT_RULES)) == sharpest


@given(st.lists(PHOTOS, max_size=6, unique_by=lambda photo: photo.path))
def test_photos_in_order_are_told_apart_by_one_rule_after_the_other(photos):
    def key(photo):
        values = (rule.value(photo) for rule in RULES)
        return [*(0.0 if math.isnan(value) else -value for value in values), photo.path]

    assert keep_order(photos, RULES) == sorted(photos, key=key)


@given(st.lists(PHOTOS, min_size=2, max_size=6, unique_by=lambda photo: photo.path))
def test_reason_is_never_empty(photos):
    keeper = best(photos)
    assert keeper_reason(keeper, [photo for photo in photos if photo != keeper])


def test_a_few_more_bytes_do_not_beat_the_older_file():
    sharpened, original = plain(1, size_bytes=1160), plain(2, mtime_ns=1)
    assert best([sharpened, original]) == original
