"""Count what was found against what is true. Pure: groups and labels in, numbers out.

Two photos count as found when one group holds both. A claim is what the window shows: a member
and its verdict, against the keeper of its group.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.evaluation.truth import ORIGINAL, Relation, TruthRow, relation
from photodedup.engine.matching.wording import member_reason

Truth = Mapping[Path, TruthRow]
Pair = tuple[Path, Path]

_REFERENCES = (ORIGINAL, "same_pixels_or_recompressed_source")


@dataclass(frozen=True, slots=True)
class PairCount:
    """Pairs of copies that are true and found, and found pairs that are wrong."""

    true_count: int
    found_count: int
    wrong_count: int

    @property
    def recall(self) -> float:
        return self.found_count / self.true_count if self.true_count else 1.0

    @property
    def precision(self) -> float:
        said = self.found_count + self.wrong_count
        return self.found_count / said if said else 1.0


@dataclass(frozen=True, slots=True)
class KindScore:
    """One kind of copy.

    Attributes:
        copy_count: copies of this kind.
        found_count: those in one group with the photo they were made from.
        pair_count, pairs_found: pairs with any other photo of the set.
        verdicts: what members of this kind were called, where their group's keeper is a copy too.
    """

    kind: str
    copy_count: int
    found_count: int
    pair_count: int
    pairs_found: int
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class VerdictScore:
    """One verdict.

    Attributes:
        claim_count: members so called, both photos being labelled and the label sure.
        right_count: claims that the labels allow.
        deserved_count: pairs of a photo and its copy that deserve exactly this verdict.
        found_count: those of them that one group holds, whatever they are called.
    """

    verdict: Verdict
    claim_count: int
    right_count: int
    deserved_count: int
    found_count: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A member against its keeper, with what the labels say of the two."""

    keeper: Path
    member: Path
    verdict: Verdict
    similarity: float
    reason: str
    relation: Relation
    keeper_kind: str
    member_kind: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A copy that is in no group with the photo it was made from."""

    original: Path
    copy: Path
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    labelled_count: int
    set_count: int
    pairs: PairCount
    kinds: tuple[KindScore, ...]
    verdicts: tuple[VerdictScore, ...]
    wrong: tuple[Claim, ...]
    missed: tuple[Missed, ...]


def count_pairs(groups: Iterable[Group], truth: Truth) -> PairCount:
    """Count over all copies groups."""
    true_count = sum(len(list(combinations(photos, 2))) for photos in _sets(truth).values())
    found = wrong = 0
    for kind in map(_pair_relation, _grouped_pairs(groups, truth)):
        found += kind is Relation.COPIES
        wrong += kind not in (Relation.COPIES, Relation.UNSURE)
    return PairCount(true_count, found, wrong)


def score(groups: Sequence[Group], truth: Truth) -> Score:
    """Everything that labels can say about groups; photos without a label are left out."""
    sets = _sets(truth)
    claims = list(_claims(groups, truth))
    together = _together(groups)
    missed = [
        Missed(reference.path, row.path, row.kind)
        for reference, row in _made_pairs(sets)
        if not _share(together, reference.path, row.path)
    ]
    return Score(
        labelled_count=len(truth),
        set_count=sum(len(rows) > 1 for rows in sets.values()),
        pairs=count_pairs(groups, truth),
        kinds=_kind_scores(sets, claims, together, missed),
        verdicts=_verdict_scores(groups, truth, claims),
        wrong=tuple(
            claim
            for claim in claims
            if claim.relation is not Relation.UNSURE and not claim.relation.allows(claim.verdict)
        ),
        missed=tuple(missed),
    )


def wrong_matches(
    matches: Iterable[Match], photos: Mapping[PhotoId, Photo], truth: Truth
) -> Iterable[Claim]:
    """Stored matches that the labels do not allow, whether a group shows them or not."""
    for match in matches:
        first, second = photos.get(match.first), photos.get(match.second)
        if first is None or second is None:
            continue
        one, other = truth.get(first.path), truth.get(second.path)
        if one is None or other is None:
            continue
        kind = relation(one, other)
        if kind is not Relation.UNSURE and not kind.allows(match.verdict):
            reason = member_reason(first, second, match.verdict, match)
            yield Claim(
                *(one.path, other.path, match.verdict, match.similarity, reason, kind),
                *(one.kind, other.kind),
            )


def _sets(truth: Truth) -> dict[str, list[TruthRow]]:
    """The copies of each group of the labels, the one they were made from first."""
    sets: defaultdict[str, list[TruthRow]] = defaultdict(list)
    for row in truth.values():
        if row.group and row.is_copy:
            sets[row.group].append(row)
    for rows in sets.values():
        rows.sort(key=lambda row: (row.kind not in _REFERENCES, row.kind != ORIGINAL, row.path))
    return dict(sets)


def _made_pairs(sets: Mapping[str, list[TruthRow]]) -> Iterable[tuple[TruthRow, TruthRow]]:
    for reference, *copies in sets.values():
        for copy in copies:
            yield reference, copy


def _grouped_pairs(groups: Iterable[Group], truth: Truth) -> Iterable[tuple[TruthRow, TruthRow]]:
    for group in groups:
        if group.kind is GroupKind.COPIES:
            rows = [truth[photo.path] for photo in group.photos if photo.path in truth]
            yield from combinations(rows, 2)


def _pair_relation(pair: tuple[TruthRow, TruthRow]) -> Relation:
    return relation(*pair)


def _claims(groups: Iterable[Group], truth: Truth) -> Iterable[Claim]:
    for group in groups:
        keeper = truth.get(group.keeper.path)
        for member in group.members:
            row = truth.get(member.photo.path)
            if keeper is not None and row is not None:
                yield Claim(
                    keeper.path,
                    row.path,
                    member.verdict,
                    member.similarity,
                    member.reason,
                    relation(keeper, row),
                    keeper.kind,
                    row.kind,
                )


Together = Mapping[Path, frozenset[int]]


def _together(groups: Sequence[Group], *kinds: GroupKind) -> Together:
    """The numbers of the groups that hold each photo; of copies groups, or of these kinds."""
    found: defaultdict[Path, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        if group.kind in (kinds or (GroupKind.COPIES,)):
            for photo in group.photos:
                found[photo.path].add(number)
    return {path: frozenset(numbers) for path, numbers in found.items()}


def _share(together: Together, one: Path, other: Path) -> bool:
    return bool(together.get(one, frozenset()) & together.get(other, frozenset()))


def _kind_scores(
    sets: Mapping[str, list[TruthRow]],
    claims: Sequence[Claim],
    together: Together,
    missed: Sequence[Missed],
) -> tuple[KindScore, ...]:
    copies = Counter(copy.kind for _, copy in _made_pairs(sets))
    lost = Counter(pair.kind for pair in missed)
    pairs, found = Counter[str](), Counter[str]()
    for rows in sets.values():
        for one, other in combinations(rows, 2):
            is_found = _share(together, one.path, other.path)
            for kind in {one.kind, other.kind}:
                pairs[kind] += 1
                found[kind] += is_found
    called: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
    for claim in claims:
        if claim.relation is Relation.COPIES:
            called[claim.member_kind][claim.verdict] += 1
    return tuple(
        KindScore(
            kind, copies[kind], copies[kind] - lost[kind], pairs[kind], found[kind], called[kind]
        )
        for kind in sorted(pairs)
    )


def _verdict_scores(
    groups: Sequence[Group], truth: Truth, claims: Sequence[Claim]
) -> tuple[VerdictScore, ...]:
    sure = [claim for claim in claims if claim.relation is not Relation.UNSURE]
    said = Counter(claim.verdict for claim in sure)
    right = Counter(claim.verdict for claim in sure if claim.relation.allows(claim.verdict))
    deserved, found = Counter[Verdict](), Counter[Verdict]()
    for verdict, is_found in (*_deserving_copies(groups, truth), *_deserving_shots(groups, truth)):
        deserved[verdict] += 1
        found[verdict] += is_found
    return tuple(
        VerdictScore(verdict, said[verdict], right[verdict], deserved[verdict], found[verdict])
        for verdict in Verdict
        if said[verdict] or deserved[verdict]
    )


def _deserving_copies(groups: Sequence[Group], truth: Truth) -> Iterable[tuple[Verdict, bool]]:
    together = _together(groups)
    for reference, copy in _made_pairs(_sets(truth)):
        if copy.expected is not None:
            yield copy.expected, _share(together, reference.path, copy.path)


def _deserving_shots(groups: Sequence[Group], truth: Truth) -> Iterable[tuple[Verdict, bool]]:
    """Pairs of one burst or scene, and whether a group of such shots holds both."""
    sets: defaultdict[str, list[TruthRow]] = defaultdict(list)
    for row in truth.values():
        if row.group and not row.is_copy:
            sets[row.group].append(row)
    together = _together(groups, GroupKind.BURST, GroupKind.SIMILAR)
    for rows in sets.values():
        for one, other in combinations(rows, 2):
            verdict = _SHOTS.get(relation(one, other))
            if verdict is not None:
                yield verdict, _share(together, one.path, other.path)


_SHOTS = {Relation.BURST: Verdict.BURST, Relation.SCENE: Verdict.SIMILAR}
