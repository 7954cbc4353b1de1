"""Which sets of photos that hang together left nothing to check when their keepers were proved.

Whether anything is left depends on the photos of a set, on what is known of pairs inside it, on
what the person chose among them, and on the rules, on nothing else. So a set in which all of that
is as it was is left alone: its photos need not even be made.
"""

import hashlib
import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.pair_checks import PairChecks
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.ready_groups import program_stamp
from photodedup.engine.store.photo_basis import Basis
from photodedup.engine.store.results import ResultStore

_NAME = "proved sets"
_PRINT_BYTES = 16
_FORM = 2  # of marshal: the last in which equal values are always written alike

ReadBasis = Callable[[Iterable[PhotoId]], Mapping[PhotoId, Basis]]
Sets = Sequence[Sequence[PhotoId]]  # of representatives of classes, each in order
Prints = dict[PhotoId, bytes]  # by the first photo of the set


class ProvedSets:
    """Remembers sets by a print of all that counts.

    Args:
        results: where they are kept.
        read_basis: what photos are made of.
        rules: what is kept, as text.
    """

    def __init__(self, results: ResultStore, read_basis: ReadBasis, rules: str) -> None:
        self._results = results
        self._read_basis = read_basis
        told = hashlib.blake2b(rules.encode(errors="replace")).hexdigest()[:32]
        self._made_of = f"{program_stamp()} {told}"
        stored = results.get(_NAME, self._made_of) or b""
        starts = range(0, len(stored), _PRINT_BYTES)
        self._known = {stored[start : start + _PRINT_BYTES] for start in starts}
        self._quiet: set[bytes] = set()

    def __contains__(self, mark: bytes) -> bool:
        """Whether a set of this print had nothing left to check."""
        return mark in self._known

    def note(self, prints: Iterable[bytes]) -> None:
        """Nothing was left to check in these."""
        self._quiet.update(prints)

    def keep(self) -> None:
        """Store what was noted, in place of what was known before."""
        if self._quiet != self._known:
            self._results.put(_NAME, self._made_of, b"".join(sorted(self._quiet)))

    def prints(
        self,
        sets: Sets,
        classes: PhotoClasses,
        checks: PairChecks,
        choices: Mapping[PhotoId, Choice],
    ) -> Prints:
        """Of all sets of which no photo was looked at in this run."""
        sets = [each for each in sets if checks.asked.isdisjoint(each)]
        members = {each[0]: [p for rep in each for p in classes.members[rep]] for each in sets}
        basis = self._read_basis(chain.from_iterable(members.values()))
        home = {photo: each[0] for each in sets for photo in each}
        judged, matched = checks.judged_within(home), _matched_within(home, checks)
        whole = [each for each in sets if basis.keys() >= set(members[each[0]])]
        return {
            each[0]: _print(
                tuple(each),
                [len(classes.members[rep]) for rep in each],
                classes.shots_of(each),
                [(photo, basis[photo].facts) for photo in members[each[0]]],
                _chosen(members[each[0]], basis, choices),
                matched.get(each[0]),
                judged.get(each[0]),
            )
            for each in whole
        }


def _matched_within(
    home: Mapping[PhotoId, PhotoId], checks: PairChecks
) -> dict[PhotoId, list[object]]:
    """The stored matches of each set, in order."""
    found: defaultdict[PhotoId, list[object]] = defaultdict(list)
    for first, second, row in checks.stored:
        if first in home:
            found[home[first]].append((first, second, *row[2:]))
    return found


def _chosen(
    photos: Iterable[PhotoId], basis: Mapping[PhotoId, Basis], choices: Mapping[PhotoId, Choice]
) -> list[object]:
    """What the person chose of photos, and of the other files of their shots."""
    if not choices:
        return []
    asked = chain.from_iterable((photo, *basis[photo].parts) for photo in photos)
    return [(photo, str(choices[photo])) for photo in asked if photo in choices]


def _print(*values: Any) -> bytes:
    return hashlib.blake2b(marshal.dumps(values, _FORM), digest_size=_PRINT_BYTES).digest()
