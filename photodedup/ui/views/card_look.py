"""What all cards of a list have in common while it looks the same: fonts, colours, places."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetrics, QPalette

from photodedup.ui.views import painting
from photodedup.ui.views.card_plan import CardPlan, line_height
from photodedup.ui.views.folder_text import fitted_folder

Colour = QPalette.ColorRole
REASON_LINES = 3
MOST_KNOWN = 4000  # texts; the same few reasons and folders come again and again


class CardLook:
    """Made once for many paintings: to ask Qt for it at each card took a third of the time.

    Args:
        plan: of a card whose top left corner is (0, 0).
        ratio: device pixels for each of the list's.
    """

    def __init__(self, font: QFont, palette: QPalette, plan: CardPlan, ratio: float) -> None:
        self.plan = plan
        self.palette = QPalette(palette)  # copies: a style option's own go with it
        self.ratio = ratio
        self.font, self.bold = QFont(font), painting.bold(font)
        self.metrics, self.bold_metrics = QFontMetrics(self.font), QFontMetrics(self.bold)
        self.line_height = line_height(font)
        self.text, self.dim = palette.color(Colour.Text), painting.dim_text(palette)
        self.base, self.mid = palette.color(Colour.Base), palette.color(Colour.Mid)
        self.empty = palette.color(Colour.AlternateBase)
        self.accent = palette.color(Colour.Highlight)
        self.on_accent = palette.color(Colour.HighlightedText)
        self._folders: dict[tuple[str, Sequence[str]], str] = {}
        self._reasons: dict[str, list[str]] = {}

    def folder(self, folder: str, others: tuple[str, ...]) -> str:
        """A folder in the width of a card's text, seen beside the others."""
        key = (folder, others)
        if key not in self._folders:
            if len(self._folders) >= MOST_KNOWN:
                self._folders.clear()
            width = self.plan.text.width()
            self._folders[key] = fitted_folder(folder, others, self.metrics, width)
        return self._folders[key]

    def reason(self, text: str) -> list[str]:
        """A reason in lines of that width."""
        if text not in self._reasons:
            if len(self._reasons) >= MOST_KNOWN:
                self._reasons.clear()
            width = self.plan.text.width()
            self._reasons[text] = painting.wrapped_lines(text, self.font, width, REASON_LINES)
        return self._reasons[text]
