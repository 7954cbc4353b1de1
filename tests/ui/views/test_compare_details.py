"""What is written in two compared photos: read in the background, told side by side."""

from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import Qt, QThreadPool

from photodedup.engine.details import CameraSettings, Details
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.ui.models.photo_details import PhotoDetails
from photodedup.ui.views.compare import CompareView
from photodedup.ui.views.compare_details import detail_facts
from photodedup.ui.views.compare_facts import DIFFERENT, SAME
from tests.factories import make_group, make_photo

from .shown import fact_text

SETTINGS = CameraSettings(0.008, 2.8, 400, 35.0, "XF35mmF1.4 R")
WORDS = ("Sydney", "beach")
KEPT = Details(settings=SETTINGS, rating=4, keywords=WORDS, caption="Harbour\nat dusk")
COPY = Details(settings=SETTINGS, keywords=("beach", "Sydney"))


def told(left: Details, right: Details, *, only_different: bool = False) -> dict[str, tuple]:
    facts = detail_facts(left, right, only_different=only_different)
    return {fact.name: (fact.left, fact.right, fact.left_mark) for fact in facts}


def test_all_of_it_is_told_with_differences_marked():
    assert told(KEPT, COPY) == {
        "Exposure": ("1/125 s", "1/125 s", SAME),
        "Aperture": ("f/2.8", "f/2.8", SAME),
        "ISO": ("400", "400", SAME),
        "Focal length": ("35 mm", "35 mm", SAME),
        "Lens": ("XF35mmF1.4 R", "XF35mmF1.4 R", SAME),
        "Rating": ("4 of 5 stars", "not recorded", DIFFERENT),
        "Keywords": ("beach, Sydney", "beach, Sydney", SAME),  # the order does not matter
        "Caption": ("Harbour at dusk", "not recorded", DIFFERENT),
    }


def test_where_there_is_little_room_only_what_differs_is_told():
    assert list(told(KEPT, COPY, only_different=True)) == ["Rating", "Caption"]


def test_what_neither_says_is_left_out():
    assert told(Details(), Details()) == {}
    only_a_lens = Details(settings=CameraSettings(lens="FE 35mm F1.8"))
    assert list(told(only_a_lens, Details())) == ["Lens"]


@pytest.mark.parametrize(
    ("settings", "name", "expected"),
    [
        (CameraSettings(exposure_s=1 / 500), "Exposure", "1/500 s"),
        (CameraSettings(exposure_s=0.5), "Exposure", "0.5 s"),
        (CameraSettings(exposure_s=30.0), "Exposure", "30 s"),
        (CameraSettings(f_number=16.0), "Aperture", "f/16"),
        (CameraSettings(focal_length_mm=4.25), "Focal length", "4.25 mm"),
    ],
)
def test_numbers_are_written_as_on_cameras(settings, name, expected):
    assert told(Details(settings=settings), Details())[name][0] == expected


def test_a_caption_of_several_lines_is_whole_in_its_tip():
    (caption,) = [fact for fact in detail_facts(KEPT, COPY, only_different=True)][1:]
    assert caption.tip(0) == "Harbour\nat dusk"


@pytest.mark.parametrize("rating", [-1, 1])
def test_a_rating_is_told_in_words(rating):
    expected = {-1: "rejected", 1: "1 of 5 stars"}[rating]
    assert told(Details(rating=rating), Details())["Rating"][0] == expected


def test_keywords_below_wider_ones_are_told_by_themselves():
    found = told(Details(keyword_paths=("Places|Norway|Bergen",)), Details())
    assert found["Keywords"][0] == "Bergen"


def test_short_facts_stand_beside_the_long_one_before_if_that_is_told():
    both = detail_facts(Details(settings=SETTINGS), Details(), only_different=False)
    assert [fact.is_short for fact in both[:4]] == [False, True, False, True]
    alone = Details(settings=CameraSettings(f_number=2.8))
    assert not detail_facts(alone, Details(), only_different=False)[0].is_short


# --- in the comparison ---------------------------------------------------------------------------


@pytest.fixture
def pool() -> QThreadPool:
    pool = QThreadPool()
    yield pool
    pool.waitForDone()


def grey(photo: Photo) -> np.ndarray:
    return np.full((60, 80, 3), 90, dtype=np.uint8)


def written(photo: Photo) -> Details:
    """Keepers of the factories (ids in round thousands) have more to say."""
    return KEPT if photo.id % 1000 == 0 else COPY


@pytest.fixture
def view(qtbot, pool) -> CompareView:
    view = CompareView(grey, pool, details=written)
    qtbot.addWidget(view, before_close_func=lambda _: pool.waitForDone())
    view.resize(1100, view.fontMetrics().height() * 60)
    return view


def show(qtbot, view: CompareView, group) -> None:
    view.show_pair(group, group.keeper, group.members[0].photo)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    qtbot.waitUntil(lambda: view.pictures.details(group.members[0].photo) is not None)


def test_they_are_shown_beside_the_other_facts(view, qtbot):
    show(qtbot, view, make_group(1))
    left, right = view.sides
    qtbot.waitUntil(lambda: fact_text(left, "Rating") == "4 of 5 stars")
    assert fact_text(right, "Rating") == "not recorded"
    assert fact_text(left, "Aperture") == "f/2.8"
    assert fact_text(left, "Camera") == "Fairphone 3"


def test_i_goes_from_all_to_nothing_and_to_what_differs(view, qtbot):
    show(qtbot, view, make_group(1))
    side = view.sides[0]
    qtbot.waitUntil(lambda: fact_text(side, "Lens") != "")
    qtbot.keyClick(view, Qt.Key.Key_I)
    assert not side.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_I)
    assert side.isVisible()
    assert fact_text(side, "Lens") == ""
    assert fact_text(side, "Rating") == "4 of 5 stars"
    qtbot.keyClick(view, Qt.Key.Key_I)
    assert fact_text(side, "Lens") == "XF35mmF1.4 R"


def test_in_a_low_window_there_is_room_for_what_differs_only(view, qtbot):
    view.resize(1100, view.fontMetrics().height() * 38)
    show(qtbot, view, make_group(1))
    qtbot.waitUntil(lambda: fact_text(view.sides[0], "Rating") != "")
    assert fact_text(view.sides[0], "Lens") == ""


class TestReading:
    def test_nothing_is_read_that_nobody_looks_at_any_more(self, qtbot, pool):
        pool.setMaxThreadCount(1)
        gate, asked = Event(), []

        def read(photo: Photo) -> Details:
            asked.append(photo.id)
            gate.wait()
            return Details()

        details = PhotoDetails(read, pool)
        first, left, now = make_photo(1), make_photo(2), make_photo(3)
        details.want([first, left])
        qtbot.waitUntil(lambda: asked == [1])
        details.want([now])
        gate.set()
        qtbot.waitUntil(lambda: details.get(now) is not None)
        assert asked == [1, 3]

    def test_what_cannot_be_read_says_nothing(self, qtbot, pool):
        def fail(photo: Photo) -> Details:
            raise UnreadablePhoto("it is gone")

        details = PhotoDetails(fail, pool)
        with qtbot.waitSignal(details.changed):
            details.want([make_photo(1)])
        assert details.get(make_photo(1)) == Details()

    def test_each_photo_is_read_once_until_it_is_forgotten(self, qtbot, pool):
        asked = []
        details = PhotoDetails(lambda photo: asked.append(photo.id) or Details(), pool)
        for _ in range(2):
            with qtbot.waitSignal(details.changed):
                details.want([make_photo(1)])
            details.want([make_photo(1)])
            details.forget()
        assert asked == [1, 1]
