"""The program's looks: Fusion with a light and a dark palette of its own."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from photodedup.ui.resources import icon_file

Role = QPalette.ColorRole

_LIGHT: dict[Role, str] = {
    Role.Window: "#f5f6f7",
    Role.WindowText: "#1d2125",
    Role.Base: "#ffffff",
    Role.AlternateBase: "#f0f2f4",
    Role.ToolTipBase: "#24292e",
    Role.ToolTipText: "#f5f6f7",
    Role.PlaceholderText: "#5c656d",
    Role.Text: "#1d2125",
    Role.Button: "#fbfbfc",
    Role.ButtonText: "#1d2125",
    Role.BrightText: "#ffffff",
    Role.Light: "#ffffff",
    Role.Midlight: "#e6e9ec",
    Role.Mid: "#c9ced3",
    Role.Dark: "#9aa2aa",
    Role.Shadow: "#6a737c",
    Role.Highlight: "#0b6e8a",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#0b6e8a",
    Role.Link: "#0b6e8a",
    Role.LinkVisited: "#0b6e8a",
}
_DARK: dict[Role, str] = {
    Role.Window: "#262b30",
    Role.WindowText: "#e6e9ec",
    Role.Base: "#16191c",
    Role.AlternateBase: "#1f2327",
    Role.ToolTipBase: "#e6e9ec",
    Role.ToolTipText: "#1d2125",
    Role.PlaceholderText: "#98a2ab",
    Role.Text: "#e6e9ec",
    Role.Button: "#343a40",
    Role.ButtonText: "#e6e9ec",
    Role.BrightText: "#ffffff",
    Role.Light: "#3a4047",
    Role.Midlight: "#2f353a",
    Role.Mid: "#444b52",
    Role.Dark: "#14171a",
    Role.Shadow: "#0c0e10",
    Role.Highlight: "#127c9a",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#2ba3c4",
    Role.Link: "#5cc3de",
    Role.LinkVisited: "#5cc3de",
}
_DISABLED = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText)


def make_palette(*, dark: bool) -> QPalette:
    colours = _DARK if dark else _LIGHT
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    faded = QColor("#727b84" if dark else "#98a0a8")
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, Role.Highlight, QColor(colours[Role.Mid]))
    return palette


def make_style_sheet(palette: QPalette) -> str:
    """The few shapes that Fusion has no word for, in the palette's colours.

    Widgets ask for them by property: primary, link, quiet, card, side, strip, switcher, kinds,
    ordered.
    """

    def name(role: QPalette.ColorRole, percent: int = 100) -> str:
        colour = palette.color(QPalette.ColorGroup.Active, role)
        return colour.lighter(percent).name() if percent != 100 else colour.name()

    faded = palette.color(QPalette.ColorGroup.Disabled, Role.ButtonText).name()
    check = icon_file("check").as_posix()
    return f"""
        QPushButton[primary="true"] {{
            background: {name(Role.Highlight)}; color: {name(Role.HighlightedText)};
            border: 2px solid {name(Role.Highlight)}; border-radius: 6px;
            padding: 5px 16px; font-weight: 600;
        }}
        QPushButton[primary="true"]:hover {{
            background: {name(Role.Highlight, 112)}; border-color: {name(Role.Highlight, 112)};
        }}
        QPushButton[primary="true"]:pressed {{ background: {name(Role.Highlight, 88)}; }}
        QPushButton[primary="true"]:focus {{ border-color: {name(Role.WindowText)}; }}
        QPushButton[primary="true"]:disabled {{
            background: {name(Role.Midlight)}; color: {faded}; border-color: {name(Role.Midlight)};
        }}
        QPushButton[link="true"] {{
            color: {name(Role.Link)}; text-decoration: underline;
            border: 1px solid transparent; border-radius: 4px; padding: 2px 4px; text-align: left;
        }}
        QPushButton[link="true"]:focus {{ border-color: {name(Role.Link)}; }}
        QLabel[quiet="true"] {{ color: {name(Role.PlaceholderText)}; }}
        QFrame[card="true"] {{
            background: {name(Role.Base)}; border: 1px solid {name(Role.Mid)}; border-radius: 8px;
        }}
        QFrame[side="true"] {{
            background: {name(Role.AlternateBase)}; border: 0;
            border-right: 1px solid {name(Role.Mid)};
        }}
        QFrame[strip="true"] {{
            background: {name(Role.AlternateBase)}; border: 0;
            border-top: 1px solid {name(Role.Mid)};
        }}
        QFrame[side="true"] QListWidget {{ background: transparent; border: 0; }}
        QTabBar[kinds="true"]::tab {{
            background: transparent; color: {name(Role.PlaceholderText)};
            border: 1px solid transparent; border-bottom: 3px solid {name(Role.Mid)};
            padding: 5px 11px;
        }}
        QTabBar[kinds="true"]::tab:hover {{ color: {name(Role.WindowText)}; }}
        QTabBar[kinds="true"]::tab:selected {{
            background: {name(Role.Base)}; color: {name(Role.WindowText)};
            border-bottom-color: {name(Role.Accent)};
        }}
        QTabBar[kinds="true"]::tab:focus {{ border-color: {name(Role.Accent)}; }}
        QCheckBox {{ spacing: 8px; }}
        QCheckBox::indicator, QListWidget::indicator {{
            width: 14px; height: 14px; border-radius: 4px;
            border: 1px solid {name(Role.PlaceholderText)}; background: {name(Role.Base)};
        }}
        QCheckBox::indicator:checked, QListWidget::indicator:checked {{
            border-color: {name(Role.Highlight)}; background: {name(Role.Highlight)};
            image: url("{check}");
        }}
        QCheckBox::indicator:focus {{ border: 2px solid {name(Role.Accent)}; }}
        QCheckBox::indicator:disabled {{ border-color: {name(Role.Mid)}; }}
        QListWidget::indicator:checked:selected {{ border-color: {name(Role.HighlightedText)}; }}
        QListWidget[ordered="true"]::item {{ padding: 3px 4px; }}
        QTableView, QTreeView, QListWidget[ordered="true"] {{
            border: 1px solid {name(Role.Mid)}; padding: 1px;
        }}
        QTableView:focus, QTreeView:focus, QListWidget[ordered="true"]:focus {{
            border: 2px solid {name(Role.Accent)}; padding: 0;
        }}
        QTableView::item {{ padding: 0 5px; }}
        QTreeView::item {{ padding: 4px 6px; }}
        QCalendarWidget QTableView, QCalendarWidget QTableView:focus {{
            border: 1px solid {name(Role.Mid)}; padding: 0;
        }}
        QCalendarWidget QTableView::item {{ padding: 0; }}
        QHeaderView::section {{ padding: 4px 8px; }}
        QToolButton[way="true"] {{
            background: {name(Role.Button)}; border: 1px solid {name(Role.Mid)};
            border-radius: 4px; padding: 3px 8px;
        }}
        QToolButton[way="true"]:hover, QToolButton[way="true"]:pressed {{
            border-color: {name(Role.PlaceholderText)};
        }}
        QToolButton[way="true"]:checked {{
            background: {name(Role.Base)}; border: 2px solid {name(Role.Highlight)};
            padding: 2px 7px;
        }}
        QToolButton[switcher="true"] {{
            border: 1px solid transparent; border-radius: 6px; padding: 6px 22px 6px 8px;
            font-weight: 600; text-align: left;
        }}
        QToolButton[switcher="true"]:hover, QToolButton[switcher="true"]:focus {{
            background: {name(Role.Base)}; border-color: {name(Role.Mid)};
        }}
        QToolButton[switcher="true"]::menu-indicator {{
            subcontrol-position: right center; right: 8px;
        }}
    """


class Theme(QObject):
    """Applies the person's choice, and follows the system where that is the choice."""

    changed = Signal()  # colours are new; icons must be drawn again

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._choice = ""
        self._is_dark: bool | None = None  # what is painted now
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def apply(self, choice: str) -> None:
        """`choice` is "system", "light" or "dark", as in the settings.

        The present choice costs nothing, for every change of a setting comes by here.
        """
        if choice == self._choice:
            return
        self._choice = choice
        hints = QGuiApplication.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
        else:  # where the platform listens, window frames and native dialogs follow too
            wanted = Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light
            hints.setColorScheme(wanted)
        self._paint()

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._paint()

    def _paint(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = self._choice == "dark" or (
            self._choice == "system" and scheme == Qt.ColorScheme.Dark
        )
        if dark == self._is_dark:
            return
        self._is_dark = dark
        palette = make_palette(dark=dark)
        self._app.setPalette(palette)
        self._app.setStyleSheet(make_style_sheet(palette))
        self.changed.emit()
