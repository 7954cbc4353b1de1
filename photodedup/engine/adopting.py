"""Which photo a file is that was read: one that went from elsewhere, the one at its place, or a new
one. Decisions follow the picture, wherever its file goes, and no other picture gets them."""

from collections import defaultdict
from collections.abc import Collection

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.extraction import Extract
from photodedup.engine.inventory import FileToRead
from photodedup.engine.store.handovers import hand_over, is_decided_otherwise
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photo_rows import KnownFile
from photodedup.engine.store.photos import PhotoStore


class Adoption:
    """For one scan; ask about each file once, as it is stored.

    Args:
        missing: photos whose files are gone, by content hash.
        replaced: contents of photos at whose places other files are.
    """

    def __init__(
        self,
        photos: PhotoStore,
        pairs: PairStore,
        missing: dict[str, list[KnownFile]],
        replaced: Collection[str],
    ) -> None:
        self._photos = photos
        self._pairs = pairs
        self._missing = missing
        self._replaced = replaced
        self._seen: defaultdict[str, list[PhotoId]] = defaultdict(list)

    def photo_of(self, item: FileToRead, read: Extract) -> PhotoId:
        """The photo that a file is; its row is at that place now."""
        content = read.content_hash
        gone = self._missing.get(content)
        if not gone and not self._replaced:
            return item.photo
        before = self._photos.content_hashes([item.photo]).get(item.photo)
        if before == content:
            return item.photo
        if gone:
            return self._adopted(item, before, content, gone)
        found = item.photo
        is_from_elsewhere = content in self._replaced  # or else it may have been edited
        pixel_hash = None if is_from_elsewhere else read.pixel_hash
        if before and is_decided_otherwise(self._pairs, item.photo, pixel_hash):
            self._set_aside(item, before)
            found = self._photos.add_new(
                *(item.folder, item.path, item.size_bytes, item.mtime_ns, read.device, read.inode)
            )
            self._photos.take_names(found, item.photo)
        if is_from_elsewhere:
            self._seen[content].append(found)
        return found

    def leave_place(self, item: FileToRead) -> None:
        """What is at this place now is no picture: the photo that was there may be elsewhere, or
        come back, with what is decided about it."""
        before = self._photos.content_hashes([item.photo]).get(item.photo)
        if before and is_decided_otherwise(self._pairs, item.photo, None):
            self._set_aside(item, before)

    def _adopted(
        self, item: FileToRead, before: str | None, content: str, gone: list[KnownFile]
    ) -> PhotoId:
        """A missing photo's content under a new name is that photo: decisions come along. One that
        went just now comes before those that were missing already."""
        old = min(gone, key=lambda f: (f.state == "missing", f.path.name != item.path.name, f.id))
        gone.remove(old)
        if old.state == "missing" and content in self._replaced:
            self._seen[content].append(old.id)  # one that is displaced may have more right to it
        self._photos.take_names(old.id, item.photo)
        if before:
            self._set_aside(item, before)
        else:
            self._photos.forget([item.photo])
        self._photos.move(old.id, item.folder, item.path, "ready")
        return old.id

    def _set_aside(self, item: FileToRead, content: str) -> None:
        """The photo that was at this place is missing, unless its content was found elsewhere."""
        facts = (item.size_bytes, item.mtime_ns, 0, 0, "ready", 0)  # until now
        file = KnownFile(item.photo, str(item.path), *facts)
        self._photos.free_names([file])
        if self._seen[content]:
            hand_over(self._pairs, item.photo, self._seen[content].pop(0))
            self._photos.forget([item.photo])
        else:
            self._photos.set_state([item.photo], "missing")
            self._missing.setdefault(content, []).append(file)
