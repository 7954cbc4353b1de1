"""What a person decides in one group: which photos go, that all stay, which one is kept."""

from collections.abc import Mapping

from photodedup.engine.domain.decisions import KEEPERS, Choice, else_said, said_besides
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.groups import GroupBook

PROTECTED = (
    "This photo is in a protected folder, so it stays. A lock in the sidebar shows such folders."
)


class Marking:
    """Each method writes the decision down at once.

    Args:
        book: the present groups.

    Raises (any method):
        CleanupRefused: the group or the photo is no longer there.
    """

    def __init__(self, book: GroupBook) -> None:
        self._book = book

    def set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> Group:
        """
        Raises:
            CleanupRefused: the photo is the keeper, of which no copy would be left, or it is in a
                protected folder.
        """
        found = self._require(group)
        if photo == found.keeper.id:
            raise CleanupRefused(
                "This is the photo that stays. Choose another one to keep before marking it."
            )
        member = next((m for m in found.members if m.photo.id == photo), None)
        if member is None:
            raise CleanupRefused("This photo is no longer in the group.")
        if marked and member.is_protected:
            raise CleanupRefused(PROTECTED)
        self._say({photo: removal_of(member) if marked else Choice.KEEP})
        return self._require(group)

    def set_skipped(self, group: GroupId, skipped: bool) -> Group:
        """Nothing in it goes, or what goes by itself again."""
        found = self._require(group)
        choice = Choice.KEEP if skipped else None
        self._say({photo.id: choice for photo in found.photos})
        return self._require(group)

    def choose_keeper(self, group: GroupId, photo: PhotoId) -> None:
        """Write the decision; who is proved against the new keeper is the finder's work."""
        found = self._require(group)
        if photo not in {member.id for member in found.photos}:
            raise CleanupRefused("This photo is no longer in the group.")
        stored = self._book.choices([member.id for member in found.photos])
        # Among different pictures, one that was chosen before may be so among its own copies too:
        # it must not become a spare there.
        other_choice = None if found.kind is GroupKind.COPIES else Choice.KEEP
        changed: dict[PhotoId, Choice | None] = {
            other: else_said(choice) or other_choice
            for other, choice in stored.items()
            if choice in KEEPERS
        }
        self._book.set_choices({**changed, photo: Choice.KEEPER})

    def _say(self, choices: Mapping[PhotoId, Choice | None]) -> None:
        """Write down what is decided; whoever was chosen as a keeper stays that, so that all groups
        hold the photos that they held."""
        before = self._book.choices(tuple(choices))
        said = {photo: said_besides(before[photo], each) for photo, each in choices.items()}
        self._book.set_choices(said)

    def _require(self, group: GroupId) -> Group:
        found = self._book.get(group)
        if found is None:
            raise CleanupRefused("This group is no longer there.")
        return found


def removal_of(member: Member) -> Choice:
    """Who marks a photo that was put together by hand says so of that photo alone."""
    verdicts = (member.verdict, *(part.verdict for part in member.parts))
    proved = all(verdict.is_proved for verdict in verdicts)
    return Choice.REMOVE if proved else Choice.REMOVE_UNPROVED
