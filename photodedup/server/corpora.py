"""Open collections and libraries for searching, the last used kept open."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.search import PhotoSearch
from photodedup.server.store import Collection, CollectionStore
from photodedup.server.workshop import Workshop

_OPEN_MOST = 12


@dataclass(slots=True)
class Corpus:
    """Photos that can be searched. In a collection an image's id is its place in the request; in
    a library it is the photo's own id."""

    library: Library
    collection: Collection | None
    search: PhotoSearch
    photos: Mapping[PhotoId, int]  # the ids that clients see
    users: int = 0
    is_dropped: bool = False
    _by_id: Mapping[int, PhotoId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {shown: photo for photo, shown in self.photos.items()}

    def shown_id(self, photo: Photo) -> int:
        return self.photos[photo.id]

    def preview(self, shown_id: int) -> bytes | None:
        photo = self._by_id.get(shown_id)
        return None if photo is None else self.library.preview(photo)


class Corpora:
    """Lends what is searched. Safe from any thread; `close` it at the end.

    Args:
        libraries: the libraries that clients may search, by the name they call them.
    """

    def __init__(
        self, store: CollectionStore, libraries: Mapping[str, LibraryPlaces], workshop: Workshop
    ) -> None:
        self._store = store
        self._libraries = libraries
        self._workshop = workshop
        self._open: OrderedDict[str, Corpus] = OrderedDict()
        self._guard = threading.Lock()
        self._opening: dict[str, threading.Lock] = {}

    @property
    def library_names(self) -> list[str]:
        return sorted(self._libraries)

    @contextmanager
    def lend(self, request_id: str | None, library: str | None) -> Iterator[Corpus]:
        """What a client names: a collection, a library, or the only library there is.

        Raises:
            KeyError: there is no such thing.
        """
        key, places, collection = self._find(request_id, library)
        corpus = self._take(key, places, collection)
        try:
            yield corpus
        finally:
            self._give_back(corpus)

    def forget(self, request_id: str) -> None:
        """A collection is about to be deleted: close it as soon as nobody uses it."""
        with self._guard:
            corpus = self._open.pop(f"collection {request_id}", None)
            closes = corpus is not None and self._drop(corpus)
        if closes and corpus is not None:
            corpus.library.close()

    def close(self) -> None:
        with self._guard:
            corpora, self._open = list(self._open.values()), OrderedDict()
        for corpus in corpora:
            corpus.library.close()

    def _find(
        self, request_id: str | None, library: str | None
    ) -> tuple[str, LibraryPlaces, Collection | None]:
        if request_id is not None:
            collection = self._store.get(request_id)
            if collection is None:
                raise KeyError(request_id)
            return f"collection {request_id}", collection.library, collection
        if library is None and len(self._libraries) == 1:
            (library,) = self._libraries
        if library is None or library not in self._libraries:
            raise KeyError(library)
        return f"library {library}", self._libraries[library], None

    def _take(self, key: str, places: LibraryPlaces, collection: Collection | None) -> Corpus:
        with self._guard:
            turn = self._opening.setdefault(key, threading.Lock())
        with turn:
            with self._guard:
                known = self._open.get(key)
                if known is not None and not _has_changed(known):
                    known.users += 1
                    self._open.move_to_end(key)
                    return known
            made = self._make(places, collection)
            made.users = 1
            with self._guard:
                old = self._open.pop(key, None)
                self._open[key] = made
                rest = [old] if old is not None else []
                if len(self._open) > _OPEN_MOST:
                    rest.append(self._open.popitem(last=False)[1])
                closing = [corpus for corpus in rest if self._drop(corpus)]
                self._opening.pop(key, None)
        for corpus in closing:
            corpus.library.close()
        return made

    def _make(self, places: LibraryPlaces, collection: Collection | None) -> Corpus:
        library = Library(
            places, self._workshop.settings, read_only=True, model=self._workshop.model
        )
        try:
            search = library.searcher()
            shown = {
                number: image_number(photo.path) if collection else int(number)
                for number, photo in search.photos.items()
            }
            return Corpus(library, collection, search, shown)
        except BaseException:
            library.close()
            raise

    def _give_back(self, corpus: Corpus) -> None:
        with self._guard:
            corpus.users -= 1
            closes = corpus.is_dropped and corpus.users == 0
        if closes:
            corpus.library.close()

    def _drop(self, corpus: Corpus) -> bool:
        """Whether it can be closed at once; otherwise its last user closes it."""
        corpus.is_dropped = True
        return corpus.users == 0


def image_number(path: Path) -> int:
    """The id of a collection's image, which its file is named by."""
    return int(path.stem)


def _has_changed(corpus: Corpus) -> bool:
    """A library may be scanned by another program meanwhile; a collection never changes."""
    if corpus.collection is not None:
        return False
    return corpus.library.photo_count() != corpus.search.photo_count
