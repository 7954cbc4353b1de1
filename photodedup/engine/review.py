"""Groups as the person sees them: stored matches, cut into groups, with decisions applied. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from photodedup.engine.domain import (
    Choice,
    Group,
    GroupKind,
    Match,
    Member,
    Photo,
    PhotoId,
    Verdict,
)
from photodedup.engine.matching.grouping import (
    Matches,
    Star,
    components,
    put_together,
    stars,
)
from photodedup.engine.matching.rulings import NO_RULINGS, Rulings
from photodedup.engine.matching.wording import member_reason
from photodedup.engine.ranking import best, keeper_reason
from photodedup.engine.shot_groups import (
    PROTECTED,
    face,
    fold,
    is_marked,
    with_whole_shots,
)

CHOSEN = "your choice"
NO_BORDER = "no border around it"
CLOSEST = "closest to the others"


class KeeperChooser:
    """Names the keeper among classes of equal photos: the person's choice, else the rules'.

    Args:
        photos: all photos.
        choices: the person's decisions.
        members: the photos of each class, by its representative.
        matches: between representatives; they tell which ones only frame another photo.
    """

    def __init__(
        self,
        photos: Mapping[PhotoId, Photo],
        choices: Mapping[PhotoId, Choice],
        members: Mapping[PhotoId, Sequence[PhotoId]],
        matches: Matches,
    ) -> None:
        self._photos = photos
        self._choices = choices
        self._members = members
        self._matches = matches

    def __call__(self, classes: Sequence[PhotoId]) -> PhotoId:
        """The representative of the class that holds the keeper, of those proved to nearly as many
        others as any: one strong edit must not cut a group in two."""
        return self._class_of(self.keeper(self._central(classes)), classes)

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
        chosen = [photo for photo in own if self._choices.get(photo) is Choice.KEEPER]
        chosen = chosen or [photo for photo in own if self._is_of_chosen_shot(photo)]
        return best([self._photos[photo] for photo in chosen or self._photos_of(plain)]).id

    def is_chosen(self, rep: PhotoId) -> bool:
        """Whether the person said to keep a photo of this class."""
        return any(self._choices.get(p) is Choice.KEEPER for p in self._photos_of([rep]))

    def _central(self, classes: Sequence[PhotoId]) -> list[PhotoId]:
        """The classes that nearly all others match, and what the person chose."""
        within = set(classes)
        reach = {rep: len(within.intersection(self._matches.of(rep))) for rep in classes}
        enough = max(reach.values()) - few_of(len(classes))
        return [rep for rep in classes if reach[rep] >= enough or self.is_chosen(rep)]

    def _class_of(self, photo: PhotoId, classes: Sequence[PhotoId]) -> PhotoId:
        return next(rep for rep in classes if photo in self._members.get(rep, (rep,)))

    def _photos_of(self, classes: Iterable[PhotoId]) -> list[PhotoId]:
        return [photo for rep in classes for photo in self._members.get(rep, (rep,))]

    def _is_of_chosen_shot(self, photo: PhotoId) -> bool:
        """Who keeps a RAW keeps its JPEG."""
        shot = self._photos[photo].shot
        return shot is not None and any(
            self._choices.get(part) is Choice.KEEPER for part in shot.photos
        )

    def is_framed(self, rep: PhotoId) -> bool:
        """Whether a class only shows another photo with something around it."""
        return any(_frames(match, rep) for match in self._matches.of(rep).values())


def few_of(count: int) -> int:
    """So many photos of a set may fail against its keeper before another is looked for."""
    return max(1, count // 10)


def _frames(match: Match, photo: PhotoId) -> bool:
    """Whether this side of a match is the other one with a border."""
    evidence = match.evidence
    is_first = match.first == photo
    return bool(evidence.first_is_framed if is_first else evidence.second_is_framed)


def make_groups(
    photos: Mapping[PhotoId, Photo],
    members: Mapping[PhotoId, Sequence[PhotoId]],
    matches: Matches,
    choices: Mapping[PhotoId, Choice],
    rulings: Rulings = NO_RULINGS,
) -> list[Group]:
    """All groups: copies first, those that would free most at the top, then bursts and similar.

    Args:
        members: photos with equal pixels, by their representative; matches are between
            representatives.
        rulings: what the person decided by hand, between representatives.
    """
    copies = matches.of_verdicts(_COPIES)
    groups = _copies_groups(photos, members, copies, choices, rulings)
    keepers = _keepers(photos, members, groups)
    groups = sorted(fold(groups, choices), key=lambda group: (-_spare_bytes(group), group.id))
    bursts = _moment_groups(
        GroupKind.BURST, photos, keepers, matches.of_verdicts({Verdict.BURST}), choices, rulings
    )
    for group in bursts:  # a burst takes part in a group of similar shots as one
        keepers |= {
            rep: group.keeper.id for rep, keeper in keepers.items() if _holds(group, keeper)
        }
    similar = _moment_groups(
        GroupKind.SIMILAR,
        photos,
        keepers,
        matches.of_verdicts({Verdict.SIMILAR}),
        choices,
        rulings,
    )
    return [*groups, *bursts, *similar]


_COPIES = frozenset(verdict for verdict in Verdict if verdict.is_copy)


def _holds(group: Group, photo: PhotoId) -> bool:
    return any(member.photo.id == photo for member in group.members)


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
) -> list[Group]:
    """Groups of different pictures; links between copies count as links between their keepers."""
    between, parted = Matches(), rulings.lifted(keepers)
    for match in links.all():
        first, second = keepers.get(match.first), keepers.get(match.second)
        if first is None or second is None or first == second:
            continue
        if not parted.are_apart(first, second):
            between.add(match, min(first, second), max(first, second))
    choose = KeeperChooser(photos, choices, {}, Matches())
    builder = _Builder(photos, {}, between, choices)
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
) -> list[Group]:
    choose = KeeperChooser(photos, choices, members, matches)
    builder = _Builder(photos, members, matches, choices)
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


class _Builder:
    def __init__(
        self,
        photos: Mapping[PhotoId, Photo],
        members: Mapping[PhotoId, Sequence[PhotoId]],
        matches: Matches,
        choices: Mapping[PhotoId, Choice],
    ) -> None:
        self._photos = photos
        self._members = members
        self._matches = matches
        self._choices = choices

    def group(
        self,
        keeper_id: PhotoId,
        keeper_class: PhotoId,
        others: Sequence[PhotoId],
        kind: GroupKind = GroupKind.COPIES,
    ) -> Group:
        keeper = self._photos[keeper_id]
        ids = [photo for rep in (keeper_class, *others) for photo in self._members.get(rep, (rep,))]
        is_skipped = all(self._choices.get(photo) is Choice.KEEP for photo in ids)
        spares = [
            self._member(keeper, keeper_class, self._photos[photo], rep)
            for rep in (keeper_class, *others)
            for photo in self._members.get(rep, (rep,))
            if photo != keeper_id
        ]
        spares.sort(key=lambda m: (_ORDER[m.verdict], -m.similarity, m.photo.path))
        return Group(
            id=kind.group_id(min(ids)),
            kind=kind,
            keeper=keeper,
            keeper_reason="; ".join(
                [self._why_kept(keeper, keeper_class, others), *_return(keeper)]
            ),
            members=tuple(spares),
            is_skipped=is_skipped,
            is_reviewed=any(photo in self._choices for photo in ids),
        )

    def _why_kept(self, keeper: Photo, keeper_class: PhotoId, others: Sequence[PhotoId]) -> str:
        if self._choices.get(keeper.id) is Choice.KEEPER:
            return CHOSEN
        ids = {
            rep: [photo for photo in self._members.get(rep, (rep,)) if photo != keeper.id]
            for rep in (keeper_class, *others)
        }
        framed = {rep for rep in others if self._is_only_framed(keeper_class, rep)}
        better = [self._photos[photo] for rep in framed for photo in ids[rep]]
        rest = [self._photos[photo] for rep in ids if rep not in framed for photo in ids[rep]]
        if best([keeper, *rest]) != keeper:
            return CHOSEN if self._is_of_chosen_shot(keeper) else CLOSEST
        if not better or best([keeper, *better]) == keeper:
            return keeper_reason(keeper, [*rest, *better])
        return ", ".join([NO_BORDER, *([keeper_reason(keeper, rest)] if rest else [])])

    def _is_of_chosen_shot(self, keeper: Photo) -> bool:
        return keeper.shot is not None and any(
            self._choices.get(part) is Choice.KEEPER for part in keeper.shot.photos
        )

    def _is_only_framed(self, keeper_class: PhotoId, rep: PhotoId) -> bool:
        match = self._matches.between(keeper_class, rep)
        return match is not None and _frames(match, rep)

    def _member(self, keeper: Photo, keeper_class: PhotoId, photo: Photo, rep: PhotoId) -> Member:
        match = None if rep == keeper_class else self._matches.between(keeper_class, rep)
        if photo.content_hash == keeper.content_hash:
            verdict, similarity = Verdict.IDENTICAL, 1.0
        elif match is not None:
            verdict, similarity = match.verdict, match.similarity
        elif rep == keeper_class:
            verdict, similarity = Verdict.SAME_PICTURE, 1.0  # equal pixels
        else:
            verdict, similarity = Verdict.PUT_TOGETHER, 0.0  # nothing was measured
        marked = is_marked(verdict, self._choices.get(photo.id)) and not photo.is_protected
        reason = member_reason(
            keeper,
            photo,
            verdict,
            match,
            keeper_is_first=bool(match and match.first == keeper_class),
        )
        remarks = [PROTECTED] if photo.is_protected else []
        reason = "; ".join([reason, *remarks, *_return(photo)]).removeprefix("; ")
        return Member(photo, verdict, similarity, reason, is_marked=marked)


def _return(photo: Photo) -> list[str]:
    """That a trashed file came back, in plain words."""
    day = photo.trashed_at
    return [] if day is None else [f"you trashed this on {day.day} {day:%B %Y}"]


_ORDER = {verdict: number for number, verdict in enumerate(Verdict)}
