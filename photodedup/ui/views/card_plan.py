"""Where the parts of a photo's card lie, and which of them a point is in."""

from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics

from photodedup.ui.views.painting import bold

PADDING = 8
LEADING = 2  # between lines of text
TEXT_LINES = 7  # name, folder, facts, date, and three for the reason
MIN_TEXT_CHARACTERS = 34
MIN_LABEL_CHARACTERS = 6  # of a control that has to be cut short
BADGE_EXTRA_WIDTH = 14
BADGE_INSET = 6
LOW_BADGES = 5  # a picture of fewer badges' height would vanish behind its own


class Zone(Enum):
    """What a click on a card means."""

    CARD = auto()
    MARK = auto()  # the check box, or the badge on the thumbnail
    KEEP = auto()  # the button that makes this photo the keeper


@dataclass(frozen=True, slots=True)
class Labels:
    """The words on a card. Where a language needs many letters they are cut short rather than
    taking the room of another column of cards."""

    badges: tuple[str, ...]
    check: str
    button: str


@dataclass(frozen=True, slots=True)
class CardPlan:
    """The places of a card's parts."""

    thumbnail: QRect
    badge: QRect
    text: QRect  # all lines of text
    box: QRect  # the check box
    check: QRect  # the check box and its label
    button: QRect  # empty where there is no room for it: a key and the menu do the same

    def at(self, corner: QPoint) -> "CardPlan":
        """The same card with its top left corner elsewhere."""
        return CardPlan(
            self.thumbnail.translated(corner),
            self.badge.translated(corner),
            self.text.translated(corner),
            self.box.translated(corner),
            self.check.translated(corner),
            self.button.translated(corner),
        )

    def picture(self, size: QSize) -> QRect:
        """Where a thumbnail of this size stands: in the corner, a low one below the badge."""
        place = QRect(self.thumbnail.topLeft(), size)
        if size.height() < LOW_BADGES * self.badge.height():
            place.moveTop(self.badge.bottom() + PADDING)
        return place

    def zone_at(self, point: QPoint, *, is_keeper: bool) -> Zone:
        """A keeper has no controls: it stays, whatever is clicked."""
        if is_keeper:
            return Zone.CARD
        if self.check.contains(point) or self.badge.contains(point):
            return Zone.MARK
        return Zone.KEEP if self.button.contains(point) else Zone.CARD


def line_height(font: QFont) -> int:
    return QFontMetrics(font).height() + LEADING


def control_height(font: QFont) -> int:
    return QFontMetrics(font).height() + PADDING


def _control_widths(font: QFont, labels: Labels) -> tuple[int, int]:
    """Of the check box with its label, and of the button."""
    plain, strong = QFontMetrics(font), QFontMetrics(bold(font))
    check = plain.ascent() + 2 * PADDING + strong.horizontalAdvance(labels.check)
    return check, plain.horizontalAdvance(labels.button) + 3 * PADDING


def _fitted(font: QFont, labels: Labels, room: int) -> tuple[int, int]:
    """The same two widths where there is less room: the longer one gives way. The button has none
    where only a few letters would be left."""
    check, button = _control_widths(font, labels)
    least = QFontMetrics(font).averageCharWidth() * MIN_LABEL_CHARACTERS + 3 * PADDING
    if check + button <= room:
        return check, button
    if room < 2 * least:
        return min(check, room), 0
    if check <= room // 2:
        return check, room - check
    return (room - button, button) if button <= room // 2 else (room - room // 2, room // 2)


def _badge_size(font: QFont, labels: Labels) -> QSize:
    strong, plain = QFontMetrics(bold(font)), QFontMetrics(font)
    text = max(chain((0,), map(strong.horizontalAdvance, labels.badges)))
    return QSize(text + plain.height() + BADGE_EXTRA_WIDTH, plain.height() + 4)


def _picture_width(side_px: int, font: QFont, labels: Labels) -> int:
    """Of the thumbnail, or of the badge on it where that is wider than a small thumbnail."""
    return max(side_px, _badge_size(font, labels).width() + 2 * BADGE_INSET)


def card_size(side_px: int, font: QFont, labels: Labels) -> QSize:
    """The least width, and the height, of every card with thumbnails of this side."""
    text_width = QFontMetrics(font).averageCharWidth() * MIN_TEXT_CHARACTERS
    text_height = TEXT_LINES * line_height(font) + PADDING + control_height(font)
    picture_width = _picture_width(side_px, font, labels)
    return QSize(picture_width + text_width + 3 * PADDING, max(side_px, text_height) + 2 * PADDING)


def plan_card(card: QRect, side_px: int, font: QFont, labels: Labels) -> CardPlan:
    """Thumbnail on the left with the badge on it, text beside it, the controls below the text."""
    inner = card.adjusted(PADDING, PADDING, -PADDING, -PADDING)
    picture_width = _picture_width(side_px, font, labels)
    text = inner.adjusted(picture_width + PADDING, 0, 0, 0)
    control = control_height(font)
    row = QRect(text.left(), text.bottom() - control + 1, text.width(), control)
    box_side = QFontMetrics(font).ascent()
    check_width, button_width = _fitted(font, labels, row.width())
    button = QRect(row.right() - button_width + 1, row.top(), button_width, control)
    badge_place = inner.topLeft() + QPoint(BADGE_INSET, BADGE_INSET)
    return CardPlan(
        thumbnail=QRect(inner.topLeft(), QSize(picture_width, inner.height())),
        badge=QRect(badge_place, _badge_size(font, labels)),
        text=text.adjusted(0, 0, 0, -control),
        box=QRect(row.left(), row.top() + (control - box_side) // 2, box_side, box_side),
        check=QRect(row.left(), row.top(), check_width, control),
        button=button if button_width else QRect(),
    )
