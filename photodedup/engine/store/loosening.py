"""Lets photos be compared again that only others tied together, when those go."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from photodedup.engine.domain.ids import PhotoId

Pair = tuple[PhotoId, PhotoId]

_OF = "SELECT value FROM json_each(:ids)"
_TOUCHING = f"""
    SELECT first_id, second_id FROM matches WHERE first_id IN ({_OF})
    UNION SELECT first_id, second_id FROM matches WHERE second_id IN ({_OF})"""
_BETWEEN = f"""
    SELECT first_id, second_id FROM matches WHERE first_id IN ({_OF}) AND second_id IN ({_OF})"""

_AWAY = f"SELECT id FROM photos WHERE id IN ({_OF}) AND (state = 'missing' OR NOT is_compared)"


def loosen(con: sqlite3.Connection, gone: Iterable[PhotoId], *, is_forgotten: bool = True) -> None:
    """These photos go, or become other pictures: what they alone tied together is compared again.

    Photos that are tied to one photo are not compared with each other, as that says nothing new.
    Without it, it does. And while a photo was away, another one with the same pixels may have
    stood for it, by what was proved of the one that was away: that goes with it if what was proved
    of these photos `is_forgotten`.

    Call it while the rows of what goes are still there.
    """
    leaving = set(gone)
    touching = _rows(con, _TOUCHING, leaving)
    staying = {photo for pair in touching for photo in pair} - leaving
    if not staying:
        return
    left = _rows(con, _BETWEEN, staying)
    again = _loose(staying, [*touching, *left], left)
    if is_forgotten:
        were_away = {photo for (photo,) in _rows(con, _AWAY, leaving)}
        again |= {photo for pair in touching if were_away.intersection(pair) for photo in pair}
    con.executemany("UPDATE photos SET is_compared = 0 WHERE id = ?", [(photo,) for photo in again])


def _rows(con: sqlite3.Connection, query: str, photos: Collection[PhotoId]) -> list[Any]:
    if not photos:
        return []
    return con.execute(query, {"ids": json.dumps(sorted(photos))}).fetchall()


def _loose(photos: Iterable[PhotoId], before: Iterable[Pair], now: Iterable[Pair]) -> set[PhotoId]:
    """Of each set that hung together before and falls apart now, all but the largest part."""
    whole, part = _roots(before), _roots(now)
    size = Counter(part.get(photo, photo) for photo in photos)
    parts: defaultdict[PhotoId, set[PhotoId]] = defaultdict(set)
    for photo in photos:
        parts[whole[photo]].add(part.get(photo, photo))
    largest = {max(roots, key=lambda root: (size[root], -root)) for roots in parts.values()}
    return {photo for photo in photos if part.get(photo, photo) not in largest}


def _roots(pairs: Iterable[Pair]) -> dict[PhotoId, PhotoId]:
    """For each photo of some pairs, one that stands for all that hang together with it."""
    parent: dict[PhotoId, PhotoId] = {}

    def root(photo: PhotoId) -> PhotoId:
        while (above := parent.setdefault(photo, photo)) != photo:
            parent[photo] = parent[above]
            photo = parent[photo]
        return photo

    for one, other in pairs:
        parent[root(one)] = root(other)
    return {photo: root(photo) for photo in tuple(parent)}
