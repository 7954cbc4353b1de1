"""One group with its members, each with its verdict, its reason and its mark. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from photodedup.engine.domain.decisions import KEEPERS, KEPT, Choice
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.wording import member_reason
from photodedup.engine.ranking import (
    DEFAULT_RULES,
    Grounds,
    RememberedRules,
    Rule,
    best,
    grounds,
    is_rather_kept,
    keeper_reason,
    rivals,
)
from photodedup.engine.shot_groups import PROTECTED, is_marked

CHOSEN = "your choice"
NO_BORDER = "no border around it"
CLOSEST = "closest to the others"
RATHER_KEPT = "by the rules it would be kept: have a look"
NO_CLEAR_WINNER = "nothing tells which of these is better: choose the one to keep"


def is_of_chosen_shot(photo: Photo, choices: Mapping[PhotoId, Choice]) -> bool:
    """Who keeps a RAW keeps its JPEG."""
    return photo.shot is not None and any(
        choices.get(part) in KEEPERS for part in photo.shot.photos
    )


def frames(match: Match, photo: PhotoId) -> bool:
    """Whether this side of a match is the other one with a border."""
    evidence = match.evidence
    is_first = match.first == photo
    return bool(evidence.first_is_framed if is_first else evidence.second_is_framed)


class GroupBuilder:
    """Makes groups of classes of photos, with the person's choices about each photo."""

    def __init__(
        self,
        photos: Mapping[PhotoId, Photo],
        members: Mapping[PhotoId, Sequence[PhotoId]],
        matches: Matches,
        choices: Mapping[PhotoId, Choice],
        rules: Sequence[Rule] = DEFAULT_RULES,
    ) -> None:
        self._photos = photos
        self._members = members
        self._matches = matches
        self._choices = choices
        self._rules = RememberedRules(rules)

    def group(
        self,
        keeper_id: PhotoId,
        keeper_class: PhotoId,
        others: Sequence[PhotoId],
        kind: GroupKind = GroupKind.COPIES,
    ) -> Group:
        keeper = self._photos[keeper_id]
        ids = [photo for rep in (keeper_class, *others) for photo in self._members.get(rep, (rep,))]
        is_skipped = all(self._choices.get(photo) in KEPT for photo in ids)
        spares = [
            self._member(keeper, keeper_class, self._photos[photo], rep)
            for rep in (keeper_class, *others)
            for photo in self._members.get(rep, (rep,))
            if photo != keeper_id
        ]
        spares.sort(key=lambda m: (_ORDER[m.verdict], -m.similarity, m.photo.path))
        if self._choices.get(keeper_id) not in KEEPERS:
            spares = [self._spared(keeper, member) for member in spares]
        needs_look = self._needs_look(keeper, spares) if kind is GroupKind.COPIES else ""
        if needs_look:
            spares = [self._without_suggestion(member) for member in spares]
        reasons = grounds(keeper, [member.photo for member in spares], self._rules)
        return Group(
            id=kind.group_id(min(ids)),
            kind=kind,
            keeper=keeper,
            keeper_reason="; ".join(
                [self._why_kept(keeper, keeper_class, others, reasons), *_return(keeper)]
            ),
            members=tuple(spares),
            is_skipped=is_skipped,
            is_reviewed=any(photo in self._choices for photo in ids),
            needs_look=needs_look,
            reasons_for=reasons.better,
            reasons_against=reasons.worse,
        )

    def _needs_look(self, keeper: Photo, spares: Sequence[Member]) -> str:
        """Why the person is asked: the rules leave open which of several copies is better."""
        if self._choices.get(keeper.id) in KEEPERS:
            return ""
        if is_of_chosen_shot(keeper, self._choices):
            return ""
        alike = [
            member.photo
            for member in spares
            if member.verdict.is_suggested and member.photo.id not in self._choices
        ]
        return NO_CLEAR_WINNER if rivals(keeper, alike, self._rules) else ""

    def _spared(self, keeper: Photo, member: Member) -> Member:
        """Where the keeper is the one that most of a group is proved against, a better photo can be
        among the others: that one does not go unasked."""
        if not member.is_marked or not is_rather_kept(member.photo, keeper, self._rules):
            return member
        spared = self._without_suggestion(member)
        if spared.is_marked:
            return member
        return replace(spared, reason="; ".join(filter(None, [member.reason, RATHER_KEPT])))

    def _without_suggestion(self, member: Member) -> Member:
        is_asked_for = self._choices.get(member.photo.id) is not None
        return member if is_asked_for else replace(member, is_marked=False)

    def _why_kept(
        self,
        keeper: Photo,
        keeper_class: PhotoId,
        others: Sequence[PhotoId],
        reasons: Grounds,
    ) -> str:
        if self._choices.get(keeper.id) in KEEPERS:
            return CHOSEN
        ids = {
            rep: [photo for photo in self._members.get(rep, (rep,)) if photo != keeper.id]
            for rep in (keeper_class, *others)
        }
        framed = {rep for rep in others if self._is_only_framed(keeper_class, rep)}
        better = [self._photos[photo] for rep in framed for photo in ids[rep]]
        rest = [self._photos[photo] for rep in ids if rep not in framed for photo in ids[rep]]
        if best([keeper, *rest], self._rules) is not keeper:
            return CHOSEN if is_of_chosen_shot(keeper, self._choices) else CLOSEST
        if not better or best([keeper, *better], self._rules) is keeper:
            return reasons.in_short
        told = [keeper_reason(keeper, rest, self._rules)] if rest else []
        return ", ".join([NO_BORDER, *told])

    def _is_only_framed(self, keeper_class: PhotoId, rep: PhotoId) -> bool:
        match = self._matches.between(keeper_class, rep)
        return match is not None and frames(match, rep)

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
