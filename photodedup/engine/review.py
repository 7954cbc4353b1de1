"""Groups as the person sees them: stored matches, cut into groups, with decisions applied. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from photodedup.engine.domain.decisions import KEEPERS, Choice
from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.group_building import GroupBuilder, frames, is_of_chosen_shot
from photodedup.engine.matching.grouping import (
    Matches,
    Star,
    components,
    put_together,
    stars,
)
from photodedup.engine.matching.rulings import NO_RULINGS, Rulings
from photodedup.engine.ranking import DEFAULT_RULES, RememberedRules, Rule, best, for_bursts
from photodedup.engine.shot_groups import (
    face,
    fold,
    with_whole_shots,
)


class KeeperChooser:
    """Names the keeper among classes of equal photos: the person's choice, else the rules'.

    Args:
        photos: all photos.
        choices: the person's decisions.
        members: the photos of each class, by its representative.
        matches: between representatives; they tell which ones only frame another photo.
        rules: what is kept, the weightiest rule first.
    """

    def __init__(
        self,
        photos: Mapping[PhotoId, Photo],
        choices: Mapping[PhotoId, Choice],
        members: Mapping[PhotoId, Sequence[PhotoId]],
        matches: Matches,
        rules: Sequence[Rule] = DEFAULT_RULES,
    ) -> None:
        self._photos = photos
        self._choices = choices
        self._members = members
        self._matches = matches
        self._rules = RememberedRules(rules)

    def __call__(self, classes: Sequence[PhotoId], known: PhotoId | None = None) -> PhotoId:
        """The representative of the class that holds the keeper, of those proved to nearly as many
        others as any: one strong edit must not cut a group in two. `known` is what `by_rules` says
        of these, where that was asked before."""
        central = self._central(classes)
        if known is not None and len(central) == len(classes):
            return known
        return self._class_of(self.keeper(central), classes)

    def by_rules(self, classes: Sequence[PhotoId]) -> PhotoId:
        """The same, however many others each was proved to yet."""
        return self._class_of(self.keeper(classes), classes)

    def keeper(self, classes: Iterable[PhotoId]) -> PhotoId:
        """The photo to keep of all photos in these classes.

        A border makes a picture larger but not better: a photo that is another one framed is kept
        only if the person says so.
        """
        classes = list(classes)
        plain = [rep for rep in classes if not self.is_framed(rep)] or classes
        own = self._photos_of(classes)
        chosen = [photo for photo in own if self._choices.get(photo) in KEEPERS]
        chosen = chosen or [p for p in own if is_of_chosen_shot(self._photos[p], self._choices)]
        kept = [self._photos[photo] for photo in chosen or self._photos_of(plain)]
        return best(kept, self._rules).id

    def is_chosen(self, rep: PhotoId) -> bool:
        """Whether the person said to keep a photo of this class."""
        return any(self._choices.get(p) in KEEPERS for p in self._photos_of([rep]))

    def _central(self, classes: Sequence[PhotoId]) -> list[PhotoId]:
        """The classes that nearly all others match, and what the person chose."""
        within = set(classes)
        reach = {rep: len(within.intersection(self._matches.partners(rep))) for rep in classes}
        enough = max(reach.values()) - few_of(len(classes))
        return [rep for rep in classes if reach[rep] >= enough or self.is_chosen(rep)]

    def _class_of(self, photo: PhotoId, classes: Sequence[PhotoId]) -> PhotoId:
        return next(rep for rep in classes if photo in self._members.get(rep, (rep,)))

    def _photos_of(self, classes: Iterable[PhotoId]) -> list[PhotoId]:
        return [photo for rep in classes for photo in self._members.get(rep, (rep,))]

    def is_framed(self, rep: PhotoId) -> bool:
        """Whether a class only shows another photo with something around it."""
        if not self._matches.partners(rep):
            return False
        return any(frames(match, rep) for match in self._matches.of(rep).values())


def few_of(count: int) -> int:
    """So many photos of a set may fail against its keeper before another is looked for."""
    return max(1, count // 10)


def make_groups(
    photos: Mapping[PhotoId, Photo],
    members: Mapping[PhotoId, Sequence[PhotoId]],
    matches: Matches,
    choices: Mapping[PhotoId, Choice],
    rulings: Rulings = NO_RULINGS,
    rules: Sequence[Rule] = DEFAULT_RULES,
) -> list[Group]:
    """All groups: copies first, those that would free most at the top, then bursts and similar.

    Args:
        members: photos with equal pixels, by their representative; matches are between
            representatives.
        rulings: what the person decided by hand, between representatives.
        rules: what is kept, the weightiest rule first.
    """
    copies, in_bursts, alike = matches.by_verdicts(_COPIES, (Verdict.BURST,), (Verdict.SIMILAR,))
    groups = _copies_groups(photos, members, copies, choices, rulings, rules)
    keepers = _keepers(photos, members, groups)
    groups = sorted(fold(groups, choices), key=lambda group: (-_spare_bytes(group), group.id))
    bursts = _moment_groups(
        GroupKind.BURST,
        photos,
        keepers,
        in_bursts,
        choices,
        rulings,
        for_bursts(rules),
    )
    # a burst takes part in a group of similar shots as one
    faces = {member.photo.id: group.keeper.id for group in bursts for member in group.members}
    keepers = {rep: faces.get(keeper, keeper) for rep, keeper in keepers.items()}
    similar = _moment_groups(
        GroupKind.SIMILAR,
        photos,
        keepers,
        alike,
        choices,
        rulings,
        rules,
    )
    return [*groups, *bursts, *similar]


_COPIES = tuple(verdict for verdict in Verdict if verdict.is_copy)


def _keepers(
    photos: Mapping[PhotoId, Photo],
    members: Mapping[PhotoId, Sequence[PhotoId]],
    groups: Sequence[Group],
) -> dict[PhotoId, PhotoId]:
    """Who stands for each class of photos when moments are looked at: one picture of its shot."""
    keeper_of = {photo.id: group.keeper.id for group in groups for photo in group.photos}
    return {rep: face(photos[keeper_of.get(rep, rep)]) for rep in members}


def _moment_groups(
    kind: GroupKind,
    photos: Mapping[PhotoId, Photo],
    keepers: Mapping[PhotoId, PhotoId],
    links: Matches,
    choices: Mapping[PhotoId, Choice],
    rulings: Rulings,
    rules: Sequence[Rule],
) -> list[Group]:
    """Groups of different pictures; links between copies count as links between their keepers."""
    between, parted = Matches(), rulings.lifted(keepers)
    for match in links.all():
        first, second = keepers.get(match.first), keepers.get(match.second)
        if first is None or second is None or first == second:
            continue
        if not parted.are_apart(first, second):
            between.add(match, min(first, second), max(first, second))
    rules = RememberedRules(rules)
    choose = KeeperChooser(photos, choices, {}, Matches(), rules)
    builder = GroupBuilder(photos, {}, between, choices, rules)
    found = [
        with_whole_shots(builder.group(star.keeper, star.keeper, star.members, kind), photos)
        for component in components(between)
        for star in stars(component, between, choose, parted)
    ]
    return sorted(found, key=lambda group: (-len(group.members), group.id))


def _copies_groups(
    photos: Mapping[PhotoId, Photo],
    members: Mapping[PhotoId, Sequence[PhotoId]],
    matches: Matches,
    choices: Mapping[PhotoId, Choice],
    rulings: Rulings,
    rules: Sequence[Rule],
) -> list[Group]:
    rules = RememberedRules(rules)
    choose = KeeperChooser(photos, choices, members, matches, rules)
    builder = GroupBuilder(photos, members, matches, choices, rules)
    found = [
        star
        for component in components(matches)
        for star in stars(component, matches, choose, rulings)
    ]
    grouped = {photo for star in found for photo in (star.keeper, *star.members)}
    alone = {*(rep for rep, same in members.items() if len(same) > 1), *rulings.joined()}
    found += [Star(rep, ()) for rep in sorted(alone - grouped) if rep in members]
    return [
        builder.group(choose.keeper([star.keeper]), star.keeper, star.members)
        for star in put_together(found, rulings, choose)
        if star.members or len(members[star.keeper]) > 1
    ]


def _spare_bytes(group: Group) -> int:
    return sum(member.unit_bytes for member in group.members)
