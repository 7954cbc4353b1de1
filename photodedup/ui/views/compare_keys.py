"""The keys of the comparison, each with its name in code and in words: the one list of them."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def tr(text: str) -> str:
    return QCoreApplication.translate("compare_keys", text)


class Do(StrEnum):
    """What a key of the comparison asks for."""

    PREVIOUS = "previous"
    NEXT = "next"
    PREVIOUS_GROUP = "previous-group"
    NEXT_GROUP = "next-group"
    KEEP = "keep"
    MARK = "mark"
    SKIP = "skip"
    PART = "part"
    PICK = "pick"
    KEEP_PICKED = "keep-picked"
    WHY = "why"
    FLICKER = "flicker"
    FLICKER_ON = "flicker-on"
    WIPE = "wipe"
    DIFFERENCE = "difference"
    ALL = "all"
    LOOSE = "loose"
    LARGER = "larger"
    SMALLER = "smaller"
    FIT = "fit"
    PIXELS = "pixels"
    PAN_LEFT = "pan-left"
    PAN_RIGHT = "pan-right"
    PAN_UP = "pan-up"
    PAN_DOWN = "pan-down"
    LINE_LEFT = "line-left"
    LINE_RIGHT = "line-right"
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    INFO = "info"
    BACK = "back"


HELD = frozenset({Do.FLICKER})  # done while the key is down
REPEATED = frozenset(
    {Do.PREVIOUS, Do.NEXT, Do.PREVIOUS_GROUP, Do.NEXT_GROUP, Do.LARGER, Do.SMALLER}
    | {Do.PAN_LEFT, Do.PAN_RIGHT, Do.PAN_UP, Do.PAN_DOWN, Do.LINE_LEFT, Do.LINE_RIGHT}
)


@dataclass(frozen=True, slots=True)
class Binding:
    """`keys` in words for a person."""

    do: tuple[Do, ...]
    keys: str
    text: str


_KEYS: dict[tuple[int, Qt.KeyboardModifier], Do] = {
    (Key.Key_Left, PLAIN): Do.PREVIOUS,
    (Key.Key_Right, PLAIN): Do.NEXT,
    (Key.Key_Up, PLAIN): Do.PREVIOUS_GROUP,
    (Key.Key_Down, PLAIN): Do.NEXT_GROUP,
    (Key.Key_PageUp, PLAIN): Do.PREVIOUS_GROUP,
    (Key.Key_PageDown, PLAIN): Do.NEXT_GROUP,
    (Key.Key_K, PLAIN): Do.KEEP,
    (Key.Key_Return, PLAIN): Do.KEEP,
    (Key.Key_Enter, PLAIN): Do.KEEP,
    (Key.Key_Space, PLAIN): Do.MARK,
    (Key.Key_Delete, PLAIN): Do.MARK,
    (Key.Key_S, PLAIN): Do.SKIP,
    (Key.Key_X, PLAIN): Do.PART,
    (Key.Key_P, PLAIN): Do.PICK,
    (Key.Key_K, SHIFT): Do.KEEP_PICKED,
    (Key.Key_W, PLAIN): Do.WHY,
    (Key.Key_F, PLAIN): Do.FLICKER,
    (Key.Key_Tab, PLAIN): Do.FLICKER,
    (Key.Key_F, SHIFT): Do.FLICKER_ON,
    (Key.Key_V, PLAIN): Do.WIPE,
    (Key.Key_D, PLAIN): Do.DIFFERENCE,
    (Key.Key_A, PLAIN): Do.ALL,
    (Key.Key_L, PLAIN): Do.LOOSE,
    (Key.Key_Plus, PLAIN): Do.LARGER,
    (Key.Key_Equal, PLAIN): Do.LARGER,
    (Key.Key_Minus, PLAIN): Do.SMALLER,
    (Key.Key_0, PLAIN): Do.FIT,
    (Key.Key_1, PLAIN): Do.PIXELS,
    (Key.Key_Left, SHIFT): Do.PAN_LEFT,
    (Key.Key_Right, SHIFT): Do.PAN_RIGHT,
    (Key.Key_Up, SHIFT): Do.PAN_UP,
    (Key.Key_Down, SHIFT): Do.PAN_DOWN,
    (Key.Key_Left, CONTROL): Do.LINE_LEFT,
    (Key.Key_Right, CONTROL): Do.LINE_RIGHT,
    (Key.Key_BracketLeft, PLAIN): Do.TURN_LEFT,
    (Key.Key_BracketRight, PLAIN): Do.TURN_RIGHT,
    (Key.Key_I, PLAIN): Do.INFO,
    (Key.Key_Escape, PLAIN): Do.BACK,
    (Key.Key_C, PLAIN): Do.BACK,
}


def meaning(key: int, modifiers: Qt.KeyboardModifier) -> Do | None:
    """What a key asks for; plus may need Shift on a keyboard, brackets AltGr."""
    held = modifiers & (SHIFT | CONTROL | Qt.KeyboardModifier.AltModifier)
    found = _KEYS.get((key, held))
    if found is None and key in (Key.Key_Plus, Key.Key_BracketLeft, Key.Key_BracketRight):
        found = _KEYS[key, PLAIN]
    return found


def listed() -> list[Binding]:
    """All keys in the order in which they are explained."""
    return [
        Binding((Do.PREVIOUS, Do.NEXT), "← →", tr("The photo before or after")),
        Binding((Do.PREVIOUS_GROUP, Do.NEXT_GROUP), "↑ ↓", tr("The group before or after")),
        Binding((Do.KEEP,), "K", tr("Keep this photo")),
        Binding((Do.MARK,), tr("Space"), tr("Move to trash, or not")),
        Binding((Do.SKIP,), "S", tr("Skip the group: all stay")),
        Binding((Do.PART,), "X", tr("Not the same: take out of the group")),
        Binding((Do.PICK,), "P", tr("Pick this photo to keep")),
        Binding((Do.KEEP_PICKED,), tr("Shift+K"), tr("Keep the picked ones, mark the rest")),
        Binding((Do.WHY,), "W", tr("Why do they match, or not?")),
        Binding((Do.FLICKER,), tr("F or Tab, held"), tr("Flicker: swap the photos")),
        Binding((Do.FLICKER_ON,), tr("Shift+F"), tr("Flicker by itself, until pressed again")),
        Binding((Do.WIPE,), "V", tr("One over the other, with a line to move")),
        Binding((Do.LINE_LEFT, Do.LINE_RIGHT), tr("Ctrl+← →"), tr("Move the line")),
        Binding((Do.DIFFERENCE,), "D", tr("Show what differs")),
        Binding((Do.ALL,), "A", tr("All photos of the group, or two")),
        Binding((Do.LOOSE,), "L", tr("Lay over each other, or show each whole")),
        Binding((Do.LARGER, Do.SMALLER), "+ -", tr("Larger, smaller")),
        Binding((Do.FIT,), "0", tr("All of the picture")),
        Binding((Do.PIXELS,), "1", tr("Every pixel (100%)")),
        Binding((Do.PAN_LEFT,), tr("Shift+arrows"), tr("Move the pictures")),
        Binding((Do.TURN_LEFT, Do.TURN_RIGHT), "[ ]", tr("Turn the view to the left or right")),
        Binding((Do.INFO,), "I", tr("Show or hide what is known of the photos")),
        Binding((Do.BACK,), tr("Esc"), tr("Back to the groups")),
    ]


def keys_of(do: Do) -> str:
    """The key for it, in words."""
    return next(binding.keys for binding in listed() if do in binding.do)
