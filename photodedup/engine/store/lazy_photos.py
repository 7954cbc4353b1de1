"""All readable photos of a library, each made only when it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo

ReadMany = Callable[[Iterable[PhotoId]], Mapping[PhotoId, Photo]]


class LazyPhotos(Mapping[PhotoId, Photo]):
    """Photos by id, as their rows are when they are first asked for. Safe from any thread.

    Args:
        read_ids: all ids, in order.
        read: makes the photos of some of their rows.
    """

    def __init__(self, read_ids: Callable[[], Iterable[PhotoId]], read: ReadMany) -> None:
        self._read_ids = read_ids
        self._read = read
        self._made: dict[PhotoId, Photo] = {}

    def have(self, photos: Iterable[PhotoId]) -> None:
        """Make these now, all at once, which takes a small part of the time."""
        missing = [photo for photo in dict.fromkeys(photos) if photo not in self._made]
        if missing:
            self._made.update(self._read(missing))

    def __getitem__(self, photo: PhotoId) -> Photo:
        known = self._made.get(photo)
        if known is None:
            self.have((photo,))
            known = self._made[photo]
        return known

    @cached_property
    def _ids(self) -> dict[PhotoId, None]:
        return dict.fromkeys(self._read_ids())

    def __contains__(self, photo: object) -> bool:
        return photo in self._ids

    def __iter__(self) -> Iterator[PhotoId]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def have_at_hand(photos: Mapping[PhotoId, Photo], wanted: Iterable[PhotoId]) -> None:
    """Say which photos will be asked for, so that those not made yet are made at once."""
    if isinstance(photos, LazyPhotos):
        photos.have(wanted)
