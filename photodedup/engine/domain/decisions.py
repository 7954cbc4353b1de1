"""What a person decides about photos and pairs."""

from enum import StrEnum
from typing import Final


class Choice(StrEnum):
    """What a person decided about one photo.

    A photo can be in several groups: among its copies it may be the chosen keeper, while its moment
    is skipped or goes on without it. Then both are said.
    """

    KEEPER = "keeper"
    REMOVE = "remove"
    REMOVE_UNPROVED = "remove-unproved"  # said of a photo that was only put together by hand
    KEEP = "keep"
    KEEPER_REMOVE = "keeper-remove"
    KEEPER_REMOVE_UNPROVED = "keeper-remove-unproved"
    KEEPER_KEEP = "keeper-keep"


_AS_KEEPER: Final[dict[Choice | None, Choice]] = {
    None: Choice.KEEPER,
    Choice.REMOVE: Choice.KEEPER_REMOVE,
    Choice.REMOVE_UNPROVED: Choice.KEEPER_REMOVE_UNPROVED,
    Choice.KEEP: Choice.KEEPER_KEEP,
}
_ELSE: Final = {keeper: choice for choice, keeper in _AS_KEEPER.items()}

KEEPERS: Final = frozenset(_ELSE)  # chosen, whatever else is said
KEPT: Final = frozenset({Choice.KEEP, Choice.KEEPER_KEEP})
REMOVED_UNPROVED: Final = frozenset({Choice.REMOVE_UNPROVED, Choice.KEEPER_REMOVE_UNPROVED})
REMOVED: Final = REMOVED_UNPROVED | {Choice.REMOVE, Choice.KEEPER_REMOVE}


def as_keeper(choice: Choice | None) -> Choice:
    """The same, and that the photo is the chosen keeper."""
    return Choice.KEEPER if choice is None else _AS_KEEPER.get(choice, choice)


def else_said(choice: Choice | None) -> Choice | None:
    """What is decided besides that the photo is the chosen keeper."""
    return choice if choice is None else _ELSE.get(choice, choice)


def said_besides(before: Choice | None, choice: Choice | None) -> Choice | None:
    """A decision about a photo, which stays the chosen keeper where it was."""
    return as_keeper(choice) if before in KEEPERS else choice


class ByHand(StrEnum):
    """What a person decided about two contents, against or without proof."""

    TOGETHER = "together"  # one picture: in one group
    APART = "apart"  # not the same: never in one group
