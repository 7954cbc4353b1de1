"""One decision for two folders with the same photos: those in one of them stay. Pure."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.agreements import YOU_KEEP_IT
from photodedup.engine.domain.decisions import KEEPERS, KEPT, Choice, as_keeper, else_said
from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.keep_rules import KeepRules
from photodedup.engine.ranking import best
from photodedup.engine.shot_groups import obstacle
from photodedup.engine.trials import Choices, Situation


@dataclass(frozen=True, slots=True)
class FolderDecision:
    """Of what is in both folders, keep what is in `kept` and let go of what is in `other`.

    Only identical files and same pictures go, with `edited_too` also edited copies. What has no
    copy in `kept` stays, and so does what the person said to keep.
    """

    kept: Path
    other: Path
    edited_too: bool = False

    def rules(self, now: KeepRules) -> KeepRules:
        return now

    def choices(self, now: Situation) -> Choices:
        decided: dict[PhotoId, Choice | None] = {}
        for group in now.groups:
            ours, theirs = self.shared(group)
            if ours and theirs and not group.is_skipped:
                decided |= self._choices_of(group, ours, now)
        return decided

    def _choices_of(self, group: Group, ours: Sequence[Photo], now: Situation) -> Choices:
        """The best of ours is kept; a keeper in a third folder stays as well."""
        keeper = group.keeper
        said = now.choices.get(keeper.id)
        stays = as_keeper(said) if said in KEPT else Choice.KEEPER
        if keeper in ours:
            return {keeper.id: stays}
        chosen = best(ours, now.rules).id
        if not self.is_theirs(keeper):
            return {keeper.id: stays, chosen: Choice.KEEP}
        if said in KEEPERS:
            return {keeper.id: else_said(said), chosen: Choice.KEEPER}
        return {chosen: Choice.KEEPER}

    def marks(self, after: Situation) -> Choices:
        if not self.edited_too:
            return {}
        return {
            member.photo.id: Choice.REMOVE
            for group in after.groups
            if not self.is_theirs(group.keeper) and any(map(self._is_ours, group.photos))
            for member in group.members
            if self.is_theirs(member.photo)
            and member.photo.id not in after.choices
            and YOU_KEEP_IT not in member.reason
            and _is_edit_that_may_go(member, group.keeper)
        }

    def shared(self, group: Group) -> tuple[list[Photo], list[Photo]]:
        """The same pictures of a group that are in the two folders: kept, other."""
        same = same_pictures(group)
        ours = [photo for photo in same if self._is_ours(photo)]
        theirs = [photo for photo in same if self.is_theirs(photo)]
        return ours, theirs

    def _is_ours(self, photo: Photo) -> bool:
        return _is_under(photo, self.kept, self.other)

    def is_theirs(self, photo: Photo) -> bool:
        """Whether a photo is in the folder that lets go."""
        return _is_under(photo, self.other, self.kept)


def same_pictures(group: Group) -> list[Photo]:
    """The keeper, and the members that are the same file or the same picture."""
    return [group.keeper, *(m.photo for m in group.members if m.verdict.is_suggested)]


def _is_under(photo: Photo, folder: Path, but_not: Path) -> bool:
    is_outer = but_not.is_relative_to(folder)
    return _is_in(photo, folder) and not (is_outer and _is_in(photo, but_not))


def _is_in(photo: Photo, folder: Path) -> bool:
    return os.fspath(photo.path).startswith(os.fspath(folder).rstrip(os.sep) + os.sep)


def _is_edit_that_may_go(member: Member, keeper: Photo) -> bool:
    is_edit = member.verdict is Verdict.EDITED
    return is_edit and not member.is_protected and obstacle(member, keeper) is None
