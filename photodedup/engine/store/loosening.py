"""Lets photos be compared again that only others tied together, when those go."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any

from photodedup.engine.domain.ids import PhotoId

Pair = tuple[PhotoId, PhotoId]
Tie = tuple[PhotoId, PhotoId, int]  # and whether the two are copies

_OF = "SELECT value FROM json_each(:ids)"
_PARTED = """
    SELECT 1 FROM rulings JOIN photos one ON one.id = first_id JOIN photos other
    ON other.id = second_id WHERE ruling = 'apart'
    AND first_hash = min(one.content_hash, other.content_hash)
    AND second_hash = max(one.content_hash, other.content_hash)"""
_TIES = f"""
    SELECT first_id, second_id, verdict NOT IN ('burst', 'similar') FROM matches
    WHERE NOT EXISTS ({_PARTED}) AND"""
_TOUCHING = f"{_TIES} first_id IN ({_OF}) UNION {_TIES} second_id IN ({_OF})"
_BETWEEN = f"{_TIES} first_id IN ({_OF}) AND second_id IN ({_OF})"
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
    staying = {photo for one, other, _ in touching for photo in (one, other)} - leaving
    if not staying:
        return
    left = _rows(con, _BETWEEN, staying)
    again = _loose([*touching, *left], left, leaving)
    if is_forgotten:
        were_away = {photo for (photo,) in _rows(con, _AWAY, leaving)}
        again.update(chain.from_iterable(t[:2] for t in touching if were_away.intersection(t[:2])))
    _compare_again(con, again)


def ties_of(con: sqlite3.Connection, pairs: Iterable[Pair]) -> list[Tie]:
    """What is stored of these pairs, to be handed to `loosen_pairs` when it is gone."""
    wanted = set(pairs)
    photos = set(chain.from_iterable(wanted))
    return [tie for tie in _rows(con, _BETWEEN, photos) if tie[:2] in wanted]


def loosen_pairs(con: sqlite3.Connection, before: Sequence[Tie]) -> None:
    """Some of these ties are gone: what nothing else ties together is compared again."""
    photos = {photo for one, other, _ in before for photo in (one, other)}
    _compare_again(con, _loose(before, _rows(con, _TOUCHING, photos)))


def _compare_again(con: sqlite3.Connection, photos: Iterable[PhotoId]) -> None:
    con.executemany("UPDATE photos SET is_compared = 0 WHERE id = ?", [(p,) for p in photos])


def _rows(con: sqlite3.Connection, query: str, photos: Collection[PhotoId]) -> list[Any]:
    if not photos:
        return []
    return con.execute(query, {"ids": json.dumps(sorted(photos))}).fetchall()


def _loose(
    before: Sequence[Tie], now: Sequence[Tie], leaving: Collection[PhotoId] = frozenset()
) -> set[PhotoId]:
    """Of each set that hung together before and falls apart now, all but the largest part: as
    copies, and as photos of a moment. Nothing is said of those that are leaving."""
    copies = [tie for tie in before if tie[2]], [tie for tie in now if tie[2]]
    return _fallen_apart(*copies, leaving) | _fallen_apart(before, now, leaving)


def _fallen_apart(
    before: Iterable[Tie], now: Iterable[Tie], leaving: Collection[PhotoId]
) -> set[PhotoId]:
    whole = {photo: root for photo, root in _roots(before).items() if photo not in leaving}
    part = _roots(now)
    size = Counter(part.get(photo, photo) for photo in whole)
    parts: defaultdict[PhotoId, set[PhotoId]] = defaultdict(set)
    for photo, root in whole.items():
        parts[root].add(part.get(photo, photo))
    largest = {max(roots, key=lambda root: (size[root], -root)) for roots in parts.values()}
    return {photo for photo in whole if part.get(photo, photo) not in largest}


def _roots(ties: Iterable[Tie]) -> dict[PhotoId, PhotoId]:
    """For each photo of some pairs, one that stands for all that hang together with it."""
    parent: dict[PhotoId, PhotoId] = {}

    def root(photo: PhotoId) -> PhotoId:
        while (above := parent.setdefault(photo, photo)) != photo:
            parent[photo] = parent[above]
            photo = parent[photo]
        return photo

    for one, other, _ in ties:
        parent[root(one)] = root(other)
    return {photo: root(photo) for photo in tuple(parent)}
