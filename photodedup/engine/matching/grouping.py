"""From proved pairs to groups: a keeper, and members each proved against that keeper.

A photo that matches only a neighbour of the keeper is never in the keeper's group: chains are how
strangers end up together.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.matching.rulings import NO_RULINGS, Rulings

Choose = Callable[[Sequence[PhotoId]], PhotoId]
Make = Callable[[], Match]


@dataclass(frozen=True, slots=True)
class Star:
    """A keeper and its directly matched members, by falling similarity."""

    keeper: PhotoId
    members: tuple[PhotoId, ...]


class Matches:
    """Proved pairs, looked up from either side. Some are only made when they are asked for."""

    def __init__(self, matches: Iterable[Match] = ()) -> None:
        self._of: defaultdict[PhotoId, dict[PhotoId, Match | Make]] = defaultdict(dict)
        for match in matches:
            self.add(match)

    def add(
        self, match: Match, first: PhotoId | None = None, second: PhotoId | None = None
    ) -> None:
        """Enter a match, under other ids where its photos stand for classes of equal photos."""
        first = match.first if first is None else first
        second = match.second if second is None else second
        if (first, second) != (match.first, match.second):
            match = replace(match, first=first, second=second)
        self._of[first][second] = match
        self._of[second][first] = match

    def add_later(self, first: PhotoId, second: PhotoId, make: Make) -> None:
        """Enter a match of these two that is not made yet."""
        self._of[first][second] = make
        self._of[second][first] = make

    def all(self) -> list[Match]:
        """Every match once, in order of ids."""
        found = []
        for photo in sorted(self._of):
            known = self._of[photo]
            for other in sorted(known):
                match = known[other]
                if not isinstance(match, Match):
                    match = self._made(photo, other, match)
                if match.first == photo:
                    found.append(match)
        return found

    def by_verdicts(self, *some: Container[Verdict]) -> "list[Matches]":
        """Only the matches with these verdicts, for each of some choices of them."""
        every = self.all()
        return [Matches(m for m in every if m.verdict in verdicts) for verdicts in some]

    def above(self, min_similarity: float) -> "Matches":
        """Only the matches at least this similar."""
        if min_similarity <= 0:
            return self
        return Matches(match for match in self.all() if match.similarity >= min_similarity)

    def reachable(self, start: PhotoId, min_similarity: float = 0.0) -> "Matches":
        """Only the matches, at least this similar, that a chain ties to `start`."""
        found, seen, queue = Matches(), {start}, [start]
        while queue:
            photo = queue.pop()
            for other, match in self.of(photo).items():
                if match.similarity >= min_similarity:
                    found.add(match)
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
        return found

    def changed(self, pairs: Iterable[tuple[PhotoId, PhotoId]], now: "Matches") -> "Matches":
        """The same matches, but for those of some pairs, which are as they are `now`."""
        found = Matches()
        found._of.update(self._of)
        for pair in pairs:
            match = now.between(*pair)
            for one, other in (pair, pair[::-1]):
                known = {third: m for third, m in found._of.pop(one, {}).items() if third != other}
                if match is not None:
                    known[other] = match
                if known:
                    found._of[one] = dict(sorted(known.items()))
        return found

    def between(self, one: PhotoId, other: PhotoId) -> Match | None:
        found = self._of.get(one, {}).get(other)
        return found if found is None or isinstance(found, Match) else self._made(one, other, found)

    def are_matched(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether there is a match between two, without making it."""
        return other in self._of.get(one, ())

    def of(self, photo: PhotoId) -> Mapping[PhotoId, Match]:
        """The matches of a photo, by the other one."""
        found = self._of.get(photo, {})
        return {
            other: match if isinstance(match, Match) else self._made(photo, other, match)
            for other, match in found.items()
        }

    def partners(self, photo: PhotoId) -> Collection[PhotoId]:
        """Which photos match this one, without making the matches."""
        return self._of.get(photo, {}).keys()

    def _made(self, one: PhotoId, other: PhotoId, make: Make) -> Match:
        match = make()
        self._of[one][other] = self._of[other][one] = match
        return match

    def photos(self) -> list[PhotoId]:
        return sorted(self._of)


def components(matches: Matches) -> list[list[PhotoId]]:
    """Sets of photos that hang together by any chain of matches, each sorted."""
    seen: set[PhotoId] = set()
    found = []
    for start in matches.photos():
        if start in seen:
            continue
        seen.add(start)
        reached, queue = [start], [start]
        while queue:
            for neighbour in matches.partners(queue.pop()):
                if neighbour not in seen:
                    seen.add(neighbour)
                    reached.append(neighbour)
                    queue.append(neighbour)
        found.append(sorted(reached))
    return found


def stars(
    component: Sequence[PhotoId],
    matches: Matches,
    choose: Choose,
    rulings: Rulings = NO_RULINGS,
) -> list[Star]:
    """Cut one component into groups without chains.

    `choose` names the keeper of any non-empty choice of photos. The keeper takes every photo it
    matches, of photos that a person keeps apart only one; what is left is cut again. Photos that
    end up alone are in no group.
    """
    remaining = set(component)
    found = []
    while len(remaining) > 1:
        keeper = choose(sorted(remaining))
        matched = [photo for photo in matches.partners(keeper) if photo in remaining]
        remaining.discard(keeper)
        fitting = rulings.fitting(matched, partial(_similarity, matches, keeper))
        matched = [photo for photo in matched if photo in fitting]
        if matched:
            matched.sort(key=lambda photo: (-_similarity(matches, keeper, photo), photo))
            found.append(Star(keeper, tuple(matched)))
            remaining.difference_update(matched)
    return found


def put_together(found: Sequence[Star], rulings: Rulings, choose: Choose) -> list[Star]:
    """Stars, those that a person put together as one: its members need no match with the keeper."""
    if not rulings.joined():
        return list(found)
    by_photos = {frozenset((star.keeper, *star.members)): star for star in found}
    joined = []
    for photos in rulings.unions(list(by_photos)):
        star = by_photos.get(photos)
        if star is None:
            keeper = choose(sorted(photos))
            star = Star(keeper, tuple(sorted(photos - {keeper})))
        joined.append(star)
    return joined


def _similarity(matches: Matches, one: PhotoId, other: PhotoId) -> float:
    match = matches.between(one, other)
    return match.similarity if match else 0.0
