"""Photos are there as if all had been read, and only those are made that are asked for."""

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.store.lazy_photos import LazyPhotos, have_at_hand
from tests.factories import make_photo

ALL = {PhotoId(number): make_photo(number) for number in (1, 2, 5)}


class Reading:
    """Notes what is read."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.photos = LazyPhotos(lambda: list(ALL), self.read)

    def read(self, ids):
        wanted = list(ids)
        self.asked.append(wanted)
        return {photo: ALL[photo] for photo in wanted if photo in ALL}


def test_a_photo_is_made_when_it_is_asked_for_and_once():
    reading = Reading()
    assert reading.photos[PhotoId(2)] is reading.photos[PhotoId(2)] is ALL[PhotoId(2)]
    assert reading.asked == [[2]]


def test_many_are_made_at_once():
    reading = Reading()
    have_at_hand(reading.photos, [PhotoId(1), PhotoId(5), PhotoId(1)])
    have_at_hand(reading.photos, [PhotoId(5)])
    assert [reading.photos[photo] for photo in (1, 5)] == [ALL[1], ALL[5]]
    assert reading.asked == [[1, 5]]


def test_which_ones_there_are_is_known_without_making_them():
    reading = Reading()
    assert list(reading.photos) == [1, 2, 5]
    assert (len(reading.photos), 5 in reading.photos, 3 in reading.photos) == (3, True, False)
    assert reading.asked == []


def test_one_that_is_not_there_is_none():
    assert Reading().photos.get(PhotoId(3)) is None
