"""Use case: what a person looks at closely: pictures of photos, what is written in them, and how
two of them compare. Pictures are decoded in processes of their own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.comparison import Explanation, explain
from photodedup.engine.detail_reading import photo_details
from photodedup.engine.details import Details
from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import Cancelled, ReadingUnavailable, UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.groups import GroupBook
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.looking.placement import Placement
from photodedup.engine.looking.placing import place
from photodedup.engine.reading.limits import ReadingLimits
from photodedup.engine.reading.pool import ReadingProcesses


class Viewing:
    """Methods may be called from any thread, and stores nothing but previews.

    Args:
        stores: what the library holds.
        book: the present groups.
        model: what likeness is computed with.
        limits: of reading two pictures beside each other, whatever a scan takes meanwhile.
        ruling: what the person decided about two photos.
    """

    def __init__(
        self,
        stores: LibraryStores,
        book: GroupBook,
        model: ModelChoice,
        limits: ReadingLimits,
        ruling: Callable[[Photo, Photo], ByHand | None],
    ) -> None:
        self._stores = stores
        self._book = book
        self._model = model
        self._processes = ReadingProcesses(limits)
        self._ruling = ruling

    def close(self) -> None:
        """Give up what is being read; from now on it is refused."""
        self._processes.close()

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """As `ReadingProcesses.read`."""
        return self._processes.read(path, model_input_px)

    def preview(self, photo: PhotoId) -> bytes | None:
        """As `Library.preview`."""
        stores = self._stores
        content_hash = stores.photos.content_hash(photo)
        if content_hash is None:
            return None
        stored = stores.previews.get(photo, content_hash)
        if stored is not None:
            return stored
        known = stores.photos.photo(photo)
        if known is None:
            return None
        try:
            made = self.read(known.path, None)
        except (UnreadablePhoto, ReadingUnavailable, Cancelled):
            return None
        if made.content_hash == known.content_hash and not stores.read_only:
            stores.previews.put([(photo, made.content_hash, made.preview_jpeg)])
        return made.preview_jpeg

    def full_picture(self, photo: Photo) -> NDArray[np.uint8]:
        """As `Library.full_picture`."""
        return self._processes.picture(photo.path)

    def details(self, photo: Photo) -> Details:
        """As `Library.details`."""
        return photo_details(photo, self.details_inside)

    def details_inside(self, path: Path) -> Details:
        """As `ReadingProcesses.details`."""
        return self._processes.details(path)

    def explain(self, first: PhotoId, second: PhotoId) -> Explanation:
        """As `Library.explain`."""
        photos = self._stores.photos
        one, other = photos.photo(first), photos.photo(second)
        if one is None or other is None:
            raise UnreadablePhoto("One of the photos is no longer in the library.")
        groups = self._book.around(first)
        ids = [{photo.id for photo in group.photos} for group in groups]
        low, high = sorted((one, other), key=lambda photo: photo.id)  # as the finder lays them
        seen = explain(
            low.path,
            high.path,
            self._model.open(),
            is_tied=any({first, second} <= together for together in ids),
            is_from_second=low is other,
            read=self.read,
        )
        return replace(seen, by_hand=self._ruling(one, other))

    def explain_files(self, first: Path, second: Path) -> Explanation:
        """As `Library.explain_files`."""
        return explain(first, second, self._model.open(), read=self.read)

    def placements(
        self, photos: Sequence[PhotoId], by_way_of: Sequence[PhotoId]
    ) -> dict[PhotoId, Placement]:
        """As `Library.placements`."""
        found = map(self._stores.photos.photo, photos)
        known = [photo for photo in found if photo is not None]
        return place(known, self._book.between, self.preview, by_way_of) if known else {}
