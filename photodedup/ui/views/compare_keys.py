"""The keys of the comparison: what each does, and which ones the person chose instead."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from photodedup.ui.models.key_book import KeyBook, KeyCommand, Where, combination, native

PREFIX = "compare "
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
HELD_KEYS = SHIFT | ALT | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


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
    LINE_LEFT = "line-left"
    LINE_RIGHT = "line-right"
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
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    INFO = "info"
    BACK = "back"


HELD = frozenset({Do.FLICKER})  # done while the key is down
REPEATED = frozenset(
    {Do.PREVIOUS, Do.NEXT, Do.PREVIOUS_GROUP, Do.NEXT_GROUP, Do.LARGER, Do.SMALLER}
    | {Do.PAN_LEFT, Do.PAN_RIGHT, Do.PAN_UP, Do.PAN_DOWN, Do.LINE_LEFT, Do.LINE_RIGHT}
)

_DEFAULTS: dict[Do, tuple[str, ...]] = {
    Do.PREVIOUS: ("Left",),
    Do.NEXT: ("Right",),
    Do.PREVIOUS_GROUP: ("Up", "PgUp"),
    Do.NEXT_GROUP: ("Down", "PgDown"),
    Do.KEEP: ("K", "Return", "Enter"),
    Do.MARK: ("Space", "Del"),
    Do.SKIP: ("S",),
    Do.PART: ("X",),
    Do.PICK: ("P",),
    Do.KEEP_PICKED: ("Shift+K",),
    Do.WHY: ("W",),
    Do.FLICKER: ("F", "Tab"),
    Do.FLICKER_ON: ("Shift+F",),
    Do.WIPE: ("V",),
    Do.LINE_LEFT: ("Ctrl+Left",),
    Do.LINE_RIGHT: ("Ctrl+Right",),
    Do.DIFFERENCE: ("D",),
    Do.ALL: ("A",),
    Do.LOOSE: ("L",),
    Do.LARGER: ("+", "="),
    Do.SMALLER: ("-",),
    Do.FIT: ("0",),
    Do.PIXELS: ("1",),
    Do.PAN_LEFT: ("Shift+Left",),
    Do.PAN_RIGHT: ("Shift+Right",),
    Do.PAN_UP: ("Shift+Up",),
    Do.PAN_DOWN: ("Shift+Down",),
    Do.TURN_LEFT: ("[",),
    Do.TURN_RIGHT: ("]",),
    Do.INFO: ("I",),
    Do.BACK: ("Esc", "C"),
}


def text_of(do: Do) -> str:
    """What it does, in words."""
    return {
        Do.PREVIOUS: tr("The photo before"),
        Do.NEXT: tr("The photo after"),
        Do.PREVIOUS_GROUP: tr("The group before"),
        Do.NEXT_GROUP: tr("The group after"),
        Do.KEEP: tr("Keep this photo"),
        Do.MARK: tr("Move to trash, or not"),
        Do.SKIP: tr("Skip the group: all stay"),
        Do.PART: tr("Not the same: take out of the group"),
        Do.PICK: tr("Pick this photo to keep"),
        Do.KEEP_PICKED: tr("Keep the picked ones, mark the rest"),
        Do.WHY: tr("Why do they match, or not?"),
        Do.FLICKER: tr("Flicker: swap the photos while the key is held"),
        Do.FLICKER_ON: tr("Flicker by itself, until pressed again"),
        Do.WIPE: tr("One over the other, with a line to move"),
        Do.LINE_LEFT: tr("Move the line to the left"),
        Do.LINE_RIGHT: tr("Move the line to the right"),
        Do.DIFFERENCE: tr("Show what differs"),
        Do.ALL: tr("All photos of the group, or two"),
        Do.LOOSE: tr("Lay over each other, or show each whole"),
        Do.LARGER: tr("Larger"),
        Do.SMALLER: tr("Smaller"),
        Do.FIT: tr("All of the picture"),
        Do.PIXELS: tr("Every pixel (100%)"),
        Do.PAN_LEFT: tr("Look further to the left"),
        Do.PAN_RIGHT: tr("Look further to the right"),
        Do.PAN_UP: tr("Look further up"),
        Do.PAN_DOWN: tr("Look further down"),
        Do.TURN_LEFT: tr("Turn the view to the left"),
        Do.TURN_RIGHT: tr("Turn the view to the right"),
        Do.INFO: tr("Say more of the photos, or nothing"),
        Do.BACK: tr("Back to the groups"),
    }[do]


def commands() -> list[KeyCommand]:
    """All of them, in the order in which they are explained."""
    return [KeyCommand(PREFIX + do, text_of(do), _DEFAULTS[do], Where.COMPARING) for do in Do]


class CompareKeys(QObject):
    """The present keys; `changed` says that they are others."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = dict(_DEFAULTS)
        self._meanings = _meanings(self._keys)

    def apply(self, chosen: Mapping[str, object]) -> None:
        """Take what the person chose, by the names of `commands`."""
        book = KeyBook(commands(), chosen)
        keys = {do: book.keys(PREFIX + do) for do in Do}
        if keys != self._keys:
            self._keys = keys
            self._meanings = _meanings(keys)
            self.changed.emit()

    def meaning(self, key: int, modifiers: Qt.KeyboardModifier) -> Do | None:
        """What a key asks for.

        A sign means the same with whatever keys a keyboard makes it: plus may need Shift, and
        brackets AltGr. There is always a way back.
        """
        held = modifiers & HELD_KEYS
        found = self._meanings.get((key, held))
        if found is None and _is_sign(key):
            found = self._meanings.get((key, Qt.KeyboardModifier.NoModifier))
        if found is None and (key, held) == (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier):
            return Do.BACK
        return found

    def text(self, do: Do) -> str:
        """All keys of it, in words; empty where it has none."""
        return native(self._keys[do])

    def first(self, *dos: Do) -> str:
        """The first key of each, in words: for hints that have little room."""
        return " ".join(native(self._keys[do][:1]) for do in dos if self._keys[do])

    def listed(self) -> list[tuple[str, str]]:
        """(keys, what they do) of all that have keys."""
        return [(self.text(do), text_of(do)) for do in Do if self._keys[do]]


def _meanings(
    keys: Mapping[Do, Sequence[str]],
) -> dict[tuple[int, Qt.KeyboardModifier], Do]:
    """What each key with its modifiers means."""
    found = {}
    for do, texts in keys.items():
        for text in texts:
            pressed = combination(text)
            found[int(pressed.key()), pressed.keyboardModifiers()] = do
    return found


def _is_sign(key: int) -> bool:
    """Whether it is neither a letter nor a key without a sign, such as F1 or an arrow."""
    return 0x21 <= key <= 0xFF and not chr(key).isalpha()
