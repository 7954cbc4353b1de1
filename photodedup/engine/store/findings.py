"""What is known of certain pairs at one moment, so that it can be put back just so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.store.pairs import PairStore

Pair = tuple[PhotoId, PhotoId]  # smaller id first


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is known of some pairs: what was proved, and what failed; of the others, nothing.

    Attributes:
        contents: the content hash of each photo of the pairs. What was found holds for these.
    """

    pairs: frozenset[Pair] = frozenset()
    matches: tuple[Match, ...] = ()
    rejected: frozenset[Pair] = frozenset()
    contents: Mapping[PhotoId, str] = field(default_factory=dict)


def read_findings(store: PairStore, pairs: Iterable[Pair]) -> Findings:
    """What is stored of these pairs now."""
    wanted = frozenset(pairs)
    if not wanted:
        return Findings()
    photos = {photo for pair in wanted for photo in pair}
    stored = store.matches(photos)
    return Findings(
        wanted,
        tuple(match for match in stored if (match.first, match.second) in wanted),
        wanted & store.rejected_pairs(photos),
        store.contents(photos),
    )


def put_findings(store: PairStore, findings: Findings) -> None:
    """Store what was known of these pairs, and nothing else of them.

    Pairs of photos that are gone, or whose files have changed since, are left as they are.
    """
    if not findings.pairs:
        return
    now = store.contents(findings.contents)
    same = {photo for photo, content in findings.contents.items() if now.get(photo) == content}
    store.replace(
        _among(findings.pairs, same),
        [match for match in findings.matches if same.issuperset((match.first, match.second))],
        _among(findings.rejected, same),
    )


def _among(pairs: Iterable[Pair], photos: Collection[PhotoId]) -> list[Pair]:
    return [pair for pair in pairs if pair[0] in photos and pair[1] in photos]
