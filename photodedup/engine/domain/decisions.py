"""What a person decides about photos and pairs."""

from enum import StrEnum


class Choice(StrEnum):
    """What a person decided about one photo of a group."""

    KEEPER = "keeper"
    REMOVE = "remove"
    REMOVE_UNPROVED = "remove-unproved"  # said of a photo that was only put together by hand
    KEEP = "keep"


class ByHand(StrEnum):
    """What a person decided about two contents, against or without proof."""

    TOGETHER = "together"  # one picture: in one group
    APART = "apart"  # not the same: never in one group
