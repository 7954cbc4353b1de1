"""What a decision changed: the groups that are now in the place of others, and what was learned."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId

if TYPE_CHECKING:
    from photodedup.engine.agreements import Decided
    from photodedup.engine.library import Library
    from photodedup.engine.library_decisions import ChosenKeeper
    from photodedup.engine.store.findings import Findings

FEW = 100  # so many groups are shown anew one by one; more of them, with all others
Changed = Mapping[GroupId, Sequence[Group]] | None  # what is in a group's place; None: anything


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision changed, and the keeper that was chosen for it, if one was."""

    changed: Changed
    chosen: "ChosenKeeper | None" = None


@dataclass(frozen=True, slots=True)
class Moment:
    """All that was decided at one moment, and what was known then of the pairs looked at."""

    decided: "Decided"
    known: "Findings | None" = None


def decide_between(
    library: "Library", groups: Sequence[Group], decide: "Callable[[Library], Outcome]"
) -> tuple[Moment, Moment, Changed]:
    """Make a decision about some groups. Returns the moments before and after it, and what it
    changed."""
    before = library.decided(groups)
    outcome = decide(library)
    after, chosen = library.decided(groups), outcome.chosen
    if chosen is None:
        return Moment(before), Moment(after), outcome.changed
    now = library.decided(chosen.groups).reviews
    before = replace(before, reviews={**chosen.reviews, **before.reviews})
    after = replace(after, reviews={**now, **after.reviews})
    learned = chosen.learned
    return Moment(before, learned.before), Moment(after, learned.after), outcome.changed


def again(library: "Library", groups: Iterable[Group]) -> Changed:
    """The same groups as they are now, where they are few."""
    ids = [group.id for group in groups]
    if len(ids) > FEW:
        return None
    found = {each: library.group(each) for each in ids}
    return {each: [] if group is None else [group] for each, group in found.items()}
