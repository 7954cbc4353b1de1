"""Use case: keep the stored shots in step with the photos and with the files beside them."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path

from photodedup.engine.collection import collection_paused
from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.files.companions import FileBeside, assign, files_beside
from photodedup.engine.files.films import film_identifier
from photodedup.engine.files.shots import folders_of, pair_shots, with_namesakes
from photodedup.engine.ready_groups import program_stamp
from photodedup.engine.store.results import ResultStore
from photodedup.engine.store.shots import CompanionRow, PartRow, ShotStore

log = logging.getLogger(__name__)

_NAME = "shots"


@dataclass(slots=True)
class _FolderOfPhotos:
    photos: list[PartRow] = field(default_factory=list)
    unreadable: list[FileBeside] = field(default_factory=list)
    known: list[CompanionRow] = field(default_factory=list)
    listed: list[FileBeside] | None = None  # None where that is not possible now

    @property
    def files(self) -> list[FileBeside]:
        """What may belong to one of the photos."""
        return [] if self.listed is None else [*self.listed, *self.unreadable]


class ShotBook:
    """Pairs photos and assigns the files beside them. Touches no file; of films it reads a few
    bytes where a photo in their folder names its film."""

    def __init__(
        self,
        store: ShotStore,
        identify: Callable[[Path], str | None] = film_identifier,
        results: ResultStore | None = None,
    ) -> None:
        self._store = store
        self._identify = identify
        self._results = results  # None to look at everything each time
        self._beside = ""  # what was listed last
        self._listed: dict[Path, list[FileBeside]] = {}

    @collection_paused()
    def renew(self, *, trust_listings: bool = False) -> None:
        """Store what is paired with what now.

        `trust_listings` lists a folder only once in a row of such calls; it is for repeated calls
        while a scan goes on.
        """
        if not trust_listings:
            self.list_anew()
        if self._is_as_it_was():
            return
        photos, places, before = self._store.places()
        shots = self._pair(photos, places)
        stored = self._store.companions()
        folders = self._folders(photos, places, stored)
        found: dict[Path, CompanionRow] = {}
        for folder in folders.values():
            found |= self._companions(folder, shots)
        self._store.set_shots(_changed(before, shots))
        self._store.change_companions(
            [row for path, row in found.items() if stored.get(path) != row],
            [path for path in stored if path not in found],
        )
        if self._results is not None:
            self._beside = self._beside_text(folders)
        self._note()
        if not trust_listings:
            self.list_anew()

    def _is_as_it_was(self) -> bool:
        """Whether neither rows nor the files beside photos have changed since the last time."""
        if self._results is None or not self._results.may_be_there(_NAME, self._rows_text()):
            return False
        self._beside = self._beside_text(self._store.folders())
        return self._results.is_there(_NAME, self._made_of())

    @contextmanager
    def unaffected(self) -> Iterator[None]:
        """What this thread writes meanwhile has no part in who is paired with what."""
        store = self._store
        before, own_before, made_of = store.generation, store.own_changes, self._made_of()
        yield
        after, own_after = store.generation, store.own_changes
        if self._results is None or before is None or after is None:
            return
        if after - before == own_after - own_before and self._results.is_there(_NAME, made_of):
            self._note()

    def _note(self) -> None:
        if self._results is not None:
            self._results.put(_NAME, self._made_of())

    def _made_of(self) -> str:
        return self._rows_text() + self._beside

    def _rows_text(self) -> str:
        return f"{program_stamp()} {self._store.generation} "

    def _beside_text(self, folders: Iterable[str]) -> str:
        """A text for all files in folders of photos that may belong to one."""
        seen = hashlib.blake2b(digest_size=16)
        for folder in sorted(folders):
            try:
                listed = self._files_beside(Path(folder))
            except OSError:
                seen.update(b"away")
                continue
            for file in listed:
                seen.update(repr(file).encode(errors="surrogateescape"))
        return seen.hexdigest()

    def _files_beside(self, folder: Path) -> list[FileBeside]:
        """
        Raises:
            OSError: the folder cannot be listed.
        """
        listed = self._listed.get(folder)
        if listed is None:
            listed = self._listed[folder] = files_beside(folder)
        return listed

    def list_anew(self) -> None:
        """Trust no listing of a folder that was made so far."""
        self._listed.clear()

    def _pair(self, photos: Sequence[PhotoId], places: Sequence[str]) -> dict[PhotoId, ShotId]:
        """The shot of each photo that shares one; more than its path is read of few."""
        namesakes = self._store.parts(photos[number] for number in with_namesakes(places))
        return pair_shots(namesakes, attrgetter("place"))

    def _folders(
        self,
        photos: Sequence[PhotoId],
        places: Sequence[str],
        stored: Mapping[Path, CompanionRow],
    ) -> dict[str, _FolderOfPhotos]:
        """Folders that hold readable photos; those photos where files lie beside them."""
        folders = {folder: _FolderOfPhotos() for folder in folders_of(places)}
        for path, size_bytes, mtime_ns in self._store.unreadable():
            folder = folders.get(os.path.dirname(path))
            if folder is not None:
                file = FileBeside(path, CompanionKind.PICTURE, size_bytes, mtime_ns)
                folder.unreadable.append(file)
        for row in stored.values():
            folder = folders.get(os.path.dirname(row.path))
            if folder is not None:
                folder.known.append(row)
        for name, folder in folders.items():
            try:
                folder.listed = self._files_beside(Path(name))
            except OSError as error:  # its drive may be away
                log.info("a folder cannot be listed again: %s", error.strerror)
        asked = {name for name, folder in folders.items() if folder.files}
        if asked:
            inside = (n for n, place in enumerate(places) if os.path.dirname(place) in asked)
            for part in self._store.parts(photos[number] for number in inside):
                folders[os.path.dirname(part.place)].photos.append(part)
        return folders

    def _companions(
        self, folder: _FolderOfPhotos, shots: Mapping[PhotoId, ShotId]
    ) -> dict[Path, CompanionRow]:
        known = {row.path: row for row in folder.known}
        if folder.listed is None:  # what was known stays known
            return known
        films_are_named = any(photo.content_identifier for photo in folder.photos)
        files = [
            self._identified(file, known.get(file.path)) if films_are_named else file
            for file in folder.files
        ]
        if not files:  # as in most folders
            return {}
        owners = assign(folder.photos, shots, files)
        return {
            file.path: CompanionRow(
                file.path,
                owners.get(file.path),
                file.kind,
                file.size_bytes,
                file.mtime_ns,
                file.content_identifier,
            )
            for file in files
            # A film that belongs to nobody is kept, so that it is not read each time.
            if file.path in owners or file.content_identifier is not None
        }

    def _identified(self, file: FileBeside, known: CompanionRow | None) -> FileBeside:
        if file.kind is not CompanionKind.FILM or file.is_in_cloud:
            return file
        if known is not None and known.content_identifier is not None:
            is_unchanged = (known.size_bytes, known.mtime_ns) == (file.size_bytes, file.mtime_ns)
            if is_unchanged:
                return replace(file, content_identifier=known.content_identifier)
        # The empty text says that it was looked at and has none.
        return replace(file, content_identifier=self._identify(file.path) or "")


def _changed(
    before: Mapping[PhotoId, ShotId], now: Mapping[PhotoId, ShotId]
) -> dict[PhotoId, ShotId | None]:
    """What is to be stored of photos whose shot is another one."""
    photos = sorted({*before, *now})
    return {photo: now.get(photo) for photo in photos if before.get(photo) != now.get(photo)}
