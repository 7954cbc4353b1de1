"""Keeping some photos of a group and marking all others, as one decision."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import PhotoId

if TYPE_CHECKING:
    from photodedup.engine.library import Library
    from photodedup.engine.library_decisions import ChosenKeeper


def keep_only(
    library: "Library", group: Group, photos: Sequence[PhotoId]
) -> "tuple[Sequence[Group], ChosenKeeper | None]":
    """Make one of the photos the keeper if none is, then mark and unmark the members of the group
    and of what became of it; copies of them that are in other groups are not meant. Also tells
    which keeper was chosen for it."""
    groups: Sequence[Group] = (group,)
    chosen: ChosenKeeper | None = None
    meant = {photo.id for photo in group.photos}
    if group.keeper.id not in photos:
        chosen = library.choose_keeper(group.id, photos[0])
        groups = chosen.groups
    decided = []
    for each in groups:
        for member in each.members if each.kind is group.kind else ():
            if member.photo.id not in meant:
                continue
            shall_go = member.photo.id not in photos and not member.is_protected
            if member.is_marked != shall_go:
                each = library.set_marked(each.id, member.photo.id, shall_go)
        decided.append(each)
    return decided, chosen
