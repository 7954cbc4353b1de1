"""The last groups of a library, stored so that they can be shown before anything is compared."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from photodedup import __version__
from photodedup.engine.domain.groups import Group, GroupKind, Member, Part
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.many import maker_of
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.store.database import Database
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.results import ResultStore

_NAME = "groups"
_FORM = 2  # of what is stored: a line of JSON for what they share, then one for each slice
_SLICE = 500  # groups: coding JSON at once keeps every other thread of Python waiting


@dataclass(frozen=True, slots=True)
class Ready:
    """Groups, and what they were made of: the database's generation and the similarity.

    `photos` were read for them, if they were stored.
    """

    generation: int | None
    min_similarity: float
    groups: tuple[Group, ...]
    photos: Mapping[PhotoId, Photo] = field(default_factory=dict)


class ReadyGroups:
    """Stores groups and gives them back as long as they would come out the same.

    They hold for one generation of the database, one version of the program, and what is known of
    their photos outside the database: which are protected, and which were in the trash.
    """

    def __init__(self, database: Database, photos: PhotoStore) -> None:
        self._db = database
        self._photos = photos
        self._results = ResultStore(database)

    def get(self, min_similarity: float) -> Ready | None:
        """The groups, if they are there and hold."""
        with self._db.one_moment():
            generation = self._db.generation
            coded = self._results.get(_NAME, _made_of(generation, min_similarity))
            if coded is None:
                return None
            first, *slices = coded.split(b"\n")
            stored = json.loads(first)
            photos = self._photos.among(stored["photos"])
        if len(photos) != len(stored["photos"]) or _remarks(photos.values()) != stored["remarks"]:
            return None
        make = _Making(stored, photos).group
        groups = tuple([make(row) for rows in slices for row in json.loads(rows)])
        return Ready(generation, min_similarity, groups, photos)

    def keep(self, ready: Ready) -> None:
        """Store groups, unless they are there or out of date."""
        made_of = _made_of(ready.generation, ready.min_similarity)
        if ready.generation is None or self._results.is_there(_NAME, made_of):
            return
        lines = (json.dumps(each, separators=(",", ":")) for each in _plain(ready.groups))
        coded = "\n".join(lines).encode()
        if self._db.generation == ready.generation:
            self._results.put(_NAME, made_of, coded)


def _made_of(generation: int | None, min_similarity: float) -> str:
    return f"{_FORM} {program_stamp()} {generation} {min_similarity!r}"


@cache
def program_stamp() -> str:
    """The version of the program and, where it runs from its sources, when they were changed."""
    newest_ns = 0
    for folder, _, names in os.walk(Path(__file__).parent):
        sources = (os.path.join(folder, name) for name in names if name.endswith(".py"))
        newest_ns = max(newest_ns, *(os.stat(source).st_mtime_ns for source in sources), 0)
    return f"{__version__} {newest_ns}"


# --- plain values ------------------------------------------------------------------------------


def _plain(groups: Sequence[Group]) -> list[Any]:
    """Values that JSON can hold: what the groups share, every text once, and slices of groups."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    def of_member(member: Member) -> list[Any]:
        plain: list[Any] = [
            member.photo.id,
            _NUMBER_OF[member.verdict],
            member.similarity,
            number(member.reason),
            int(member.is_marked),
        ]
        return [*plain, [of_part(part) for part in member.parts]] if member.parts else plain

    def of_part(part: Part) -> list[Any]:
        verdict = _NUMBER_OF[part.verdict]
        return [part.photo.id, part.survivor.id, verdict, part.similarity, number(part.reason)]

    rows = [
        [
            group.id,
            str(group.kind),
            group.keeper.id,
            number(group.keeper_reason),
            [group.is_skipped, group.is_reviewed, group.is_accepted, group.is_kept],
            number(group.needs_look),
            [number(text) for text in group.reasons_for],
            [number(text) for text in group.reasons_against],
            [of_member(member) for member in group.members],
        ]
        for group in groups
    ]
    photos = _photos_in(groups)
    shared = {
        "photos": sorted(photos),
        "remarks": _remarks(photos.values()),
        "texts": list(texts),
    }
    return [shared, *(rows[at : at + _SLICE] for at in range(0, len(rows), _SLICE))]


def _photos_in(groups: Iterable[Group]) -> dict[PhotoId, Photo]:
    found: dict[PhotoId, Photo] = {}
    for group in groups:
        found[group.keeper.id] = group.keeper
        for member in group.members:
            found[member.photo.id] = member.photo
            for part in member.parts:
                found[part.photo.id] = part.photo
                found[part.survivor.id] = part.survivor
    return found


def _remarks(photos: Iterable[Photo]) -> list[list[Any]]:
    """What is known of photos outside their rows, where there is anything."""
    return sorted(
        [photo.id, photo.is_protected, str(photo.trashed_at or "")]
        for photo in photos
        if photo.is_protected or photo.trashed_at is not None
    )


class _Making:
    """Makes groups of plain values again."""

    def __init__(self, stored: dict[str, Any], photos: Mapping[PhotoId, Photo]) -> None:
        self._texts: list[str] = stored["texts"]
        self._photos = photos

    def group(self, row: Sequence[Any]) -> Group:
        number, kind, keeper, why, flags, look, better, worse, members = row
        is_skipped, is_reviewed, is_accepted, is_kept = flags
        return Group(
            GroupId(number),
            _KINDS[kind],
            self._photos[keeper],
            self._texts[why],
            tuple([self._member(*member) for member in members]),
            is_skipped,
            is_reviewed,
            is_accepted,
            is_kept,
            self._texts[look],
            tuple([self._texts[text] for text in better]),
            tuple([self._texts[text] for text in worse]),
        )

    def _member(
        self,
        photo: PhotoId,
        verdict: int,
        similarity: float,
        reason: int,
        is_marked: int,
        parts: Sequence[Any] = (),
    ) -> Member:
        made = tuple([self._part(*part) for part in parts]) if parts else ()
        photo_, why = self._photos[photo], self._texts[reason]
        return _make_member(photo_, _VERDICTS[verdict], similarity, why, is_marked == 1, made)

    def _part(
        self, photo: PhotoId, survivor: PhotoId, verdict: int, similarity: float, reason: int
    ) -> Part:
        ends = self._photos[photo], self._photos[survivor]
        return Part(*ends, _VERDICTS[verdict], similarity, self._texts[reason])


_make_member = maker_of(Member)
_VERDICTS = tuple(Verdict)
_NUMBER_OF = {verdict: number for number, verdict in enumerate(_VERDICTS)}
_KINDS = {str(kind): kind for kind in GroupKind}
