"""The part of a library's front door through which pictures are seen, compared and searched."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.comparison import Explanation
from photodedup.engine.details import Details
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.library_part import LibraryPart
from photodedup.engine.looking.placement import Placement
from photodedup.engine.search import Hit, PhotoSearch, query_of
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.viewing import Viewing


class LibraryPictures(LibraryPart):
    """What `Library` inherits: nothing of it decides anything, or changes a photo."""

    _photos: PhotoStore
    _pairs: PairStore
    _model: ModelChoice
    _viewing: Viewing

    def preview(self, photo: PhotoId) -> bytes | None:
        """A JPEG of at most 320 px on the long side, upright; None if it cannot be made."""
        return self._viewing.preview(photo)

    def full_picture(self, photo: Photo) -> NDArray[np.uint8]:
        """The whole picture, upright, uint8 (height, width, 3) RGB. Decoded in a process of its
        own, which it may break or hold up without harm.

        Raises:
            UnreadablePhoto: the file cannot be read any more, or is only in the cloud.
            ReadingUnavailable: no process that reads can be started.
            Cancelled: the library was closed meanwhile.
        """
        return self._viewing.full_picture(photo)

    def details(self, photo: Photo) -> Details:
        """What is written in a photo's file and beside it; raises as `full_picture`."""
        return self._viewing.details(photo)

    def explain(self, first: PhotoId, second: PhotoId) -> Explanation:
        """Why two photos match or do not, the second seen from the first. Reads both files.

        Raises:
            UnreadablePhoto: one cannot be read now, or is no longer in the library.
        """
        return self._viewing.explain(first, second)

    def explain_files(self, first: Path, second: Path) -> Explanation:
        """The same for any two files, in the library or not.

        Raises:
            UnreadablePhoto: one of them is no readable photo; the message names it.
        """
        return self._viewing.explain_files(first, second)

    def placements(
        self, photos: Sequence[PhotoId], by_way_of: Sequence[PhotoId] = ()
    ) -> dict[PhotoId, Placement]:
        """Where each of these photos lies on the first, so that one spot is seen in all of them.
        Reads no picture but previews; photos that are gone have no answer.

        Args:
            by_way_of: photos against which these may have been proved, such as their keepers.
        """
        return self._viewing.placements(photos, by_way_of)

    def search(self, path: Path, top_k: int = 10) -> list[Hit]:
        """The photos that look most like a picture in a file, proved copies first; the file
        itself is not among them.

        Raises:
            UnreadablePhoto: the file is no readable photo.
        """
        embedder = self._model.open()
        asked = self._viewing.read(path, embedder.spec.input_px if embedder else None)
        return self.searcher().near(query_of(path, asked, embedder), top_k)

    def searcher(self) -> PhotoSearch:
        """A search in what the library holds now; make it once for many pictures."""
        embedder = self._model.open()
        key = embedder.spec.key if embedder else None
        return PhotoSearch(self._photos, self._pairs, self.preview, key)
