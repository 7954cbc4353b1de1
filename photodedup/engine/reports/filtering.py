"""The groups that a person asked for: by verdict and by similarity."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.matches import Verdict


def filtered(
    groups: Iterable[Group], verdicts: Collection[Verdict] = (), min_similarity: float = 0.0
) -> tuple[Group, ...]:
    """Groups with only those members that have one of these verdicts (all for none) and are at
    least so similar to their keeper; groups that lose all members are left out."""
    kept = []
    for group in groups:
        members = tuple(
            member
            for member in group.members
            if (not verdicts or member.verdict in verdicts) and member.similarity >= min_similarity
        )
        if members:
            kept.append(replace(group, members=members))
    return tuple(kept)
