"""What a person ruled by hand, as it holds between classes of equal photos. Pure."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import ContentPair

Clash = Callable[[PhotoId, PhotoId], bool]


class Rulings:
    """Which classes a person put together, and which ones are kept apart.

    Where the two meet, apart wins: it can only make a group smaller.

    Args:
        apart, together: pairs of classes.
        never: further pairs that no person can put together (files of one shot).
        order: a rank of the classes that only the photos themselves decide.
    """

    def __init__(
        self,
        apart: Iterable[tuple[PhotoId, PhotoId]] = (),
        together: Iterable[tuple[PhotoId, PhotoId]] = (),
        never: Clash = lambda one, other: False,
        order: Mapping[PhotoId, str] | None = None,
    ) -> None:
        self._apart: defaultdict[PhotoId, set[PhotoId]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._never = never
        self._order = dict(order or {})
        self._together: defaultdict[PhotoId, set[PhotoId]] = defaultdict(set)
        for one, other in together:
            if not self._clash(one, other):
                self._together[one].add(other)
                self._together[other].add(one)

    def are_apart(self, one: PhotoId, other: PhotoId) -> bool:
        return other in self._apart.get(one, ())

    def together_with(self, photo: PhotoId) -> list[PhotoId]:
        """Classes that were put together with this one, in the order of ids."""
        return sorted(self._together.get(photo, ()))

    def joined(self) -> list[PhotoId]:
        """Every class that was put together with another."""
        return sorted(self._together)

    def fitting(
        self, photos: Sequence[PhotoId], similarity: Callable[[PhotoId], float]
    ) -> set[PhotoId]:
        """As many of these as can be in one group: those that the fewest others exclude first,
        then the most similar."""
        if self._apart.keys().isdisjoint(photos):
            return set(photos)
        asked, kept = set(photos), set[PhotoId]()

        def precedence(photo: PhotoId) -> tuple[int, float, str, PhotoId]:
            excluded = len(asked & self._apart.get(photo, set()))
            return excluded, -similarity(photo), self._order.get(photo, ""), photo

        for photo in sorted(photos, key=precedence):
            if kept.isdisjoint(self._apart.get(photo, ())):
                kept.add(photo)
        return kept

    def unions(self, sets: Sequence[frozenset[PhotoId]]) -> list[frozenset[PhotoId]]:
        """Disjoint sets of classes, those put together as one; never two that are apart."""
        home = {photo: group for group in sets for photo in group}
        for one, other in self._links():
            first, second = home.get(one), home.get(other)
            if first is None or second is None or first == second:
                continue
            if any(self._clash(p, q) for p in first for q in second):
                continue
            union = first | second
            home |= dict.fromkeys(union, union)
        return list(dict.fromkeys(home[min(group)] for group in sets))

    def lifted(self, keepers: Mapping[PhotoId, PhotoId]) -> "Rulings":
        """What is apart between the photos that stand for the classes."""
        pairs = (
            (keepers[one], keepers[other])
            for one, others in self._apart.items()
            for other in others
            if one in keepers and other in keepers
        )
        order = {keepers[photo]: rank for photo, rank in self._order.items() if photo in keepers}
        return Rulings([pair for pair in pairs if pair[0] != pair[1]], order=order)

    def _links(self) -> list[tuple[PhotoId, PhotoId]]:
        pairs = ((one, other) for one, others in self._together.items() for other in others)
        rank = self._order
        return sorted(pairs, key=lambda pair: (rank.get(pair[0], ""), rank.get(pair[1], ""), pair))

    def _clash(self, one: PhotoId, other: PhotoId) -> bool:
        return self.are_apart(one, other) or self._never(one, other)


NO_RULINGS = Rulings()


def rule(
    decided: Mapping[ContentPair, ByHand],
    contents: Iterable[tuple[PhotoId, str]],
    classes: Mapping[PhotoId, PhotoId],
    never: Clash,
) -> Rulings:
    """Rulings about contents as they hold between classes.

    Args:
        decided: what the person decided about pairs of contents.
        contents: all readable photos by id, each with its content.
        classes: the representative of each photo's class.
        never: see `Rulings`.
    """
    if not decided:
        return NO_RULINGS
    homes = _homes({content for pair in decided for content in pair}, contents, classes)
    pairs: dict[ByHand, list[tuple[PhotoId, PhotoId]]] = {ruling: [] for ruling in ByHand}
    for (first, second), ruling in sorted(decided.items()):
        pairs[ruling] += [
            (one, other) for one in homes[first] for other in homes[second] if one != other
        ]
    order: dict[PhotoId, str] = {}
    for content in sorted(homes, reverse=True):
        order |= dict.fromkeys(homes[content], content)
    return Rulings(pairs[ByHand.APART], pairs[ByHand.TOGETHER], never, order)


def _homes(
    wanted: Container[str],
    contents: Iterable[tuple[PhotoId, str]],
    classes: Mapping[PhotoId, PhotoId],
) -> defaultdict[str, list[PhotoId]]:
    """The classes that hold each of these contents."""
    homes: defaultdict[str, list[PhotoId]] = defaultdict(list)
    for photo, content in contents:
        home = classes.get(photo)
        if content in wanted and home is not None and home not in homes[content]:
            homes[content].append(home)
    return homes


def colours(decided: Mapping[ContentPair, ByHand]) -> dict[str, int]:
    """A number for each content such that contents that are apart have different ones.

    Contents that nothing is ruled about have none, which stands for 0.
    """
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for (first, second), ruling in decided.items():
        if ruling is ByHand.APART:
            apart[first].add(second)
            apart[second].add(first)
    chosen: dict[str, int] = {}
    for content in sorted(apart):
        taken = {chosen[other] for other in apart[content] if other in chosen}
        chosen[content] = next(n for n in range(len(taken) + 1) if n not in taken)
    return chosen
