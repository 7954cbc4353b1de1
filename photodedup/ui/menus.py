"""Every command of the window as an action, and the menus they live in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from photodedup.ui.models.key_book import KeyBook, KeyCommand, Where, keys_of, native
from photodedup.ui.resources import set_icon

Key = QKeySequence.StandardKey
GROUP_PREFIX = "group "
THUMBNAIL_SIZES_PX = {"small": 112, "medium": 160, "large": 240}


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name in code, its text, its keys and its icon."""

    name: str
    text: str
    keys: str | QKeySequence.StandardKey | None = None
    icon: str = ""
    tip: str = ""


class Menus(QObject):
    """`menus["rescan"].triggered` and so on; theme and size choices have signals of their own.

    Args:
        group_actions: the review screen's own actions, None for a separator.
    """

    theme_chosen = Signal(str)
    thumbnail_size_chosen = Signal(int)

    def __init__(self, window: QMainWindow, group_actions: Sequence[QAction | None]) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._bar = window.menuBar()
        self._menu(self.tr("&File"), self._file_commands())
        self._menu(self.tr("&Edit"), self._edit_commands())
        self._menu_of(self.tr("&Group"), group_actions)
        self.view_menu = self._menu(self.tr("&View"), self._view_commands())
        self.themes = self._choices(
            self.tr("&Theme"),
            [
                ("system", self.tr("Like the &system")),
                ("light", self.tr("&Light")),
                ("dark", self.tr("&Dark")),
            ],
            self.theme_chosen.emit,
        )
        self.sizes = self._choices(
            self.tr("Thumbnail &size"),
            [
                (THUMBNAIL_SIZES_PX["small"], self.tr("&Small")),
                (THUMBNAIL_SIZES_PX["medium"], self.tr("&Medium")),
                (THUMBNAIL_SIZES_PX["large"], self.tr("&Large")),
            ],
            self.thumbnail_size_chosen.emit,
        )
        self._menu(self.tr("&Help"), self._help_commands())
        self._give_roles()
        self._default_keys = {name: keys_of(action) for name, action in self._actions.items()}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def key_commands(self) -> list[KeyCommand]:
        """Every command, and the keys it has by default: the review's first."""
        return [
            KeyCommand(
                name,
                _plain(self._actions[name].text()),
                self._default_keys[name],
                _where(name),
            )
            for name in self._names()
        ]

    def apply_keys(self, chosen: Mapping[str, object]) -> None:
        """Let commands have the keys that the person chose."""
        book = KeyBook(self.key_commands(), chosen)
        for name, action in self._actions.items():
            keys = book.keys(name)
            if keys != keys_of(action):
                action.setShortcuts([QKeySequence(key) for key in keys])

    def _names(self) -> list[str]:
        return sorted(self._actions, key=lambda name: not name.startswith(GROUP_PREFIX))

    def key_text(self, name: str) -> str:
        """The present keys of a command for a person; empty where it has none."""
        return native(keys_of(self._actions[name]))

    def first_key(self, name: str) -> str:
        """One of them, for a sentence."""
        return native(keys_of(self._actions[name])[:1])

    def key_list(self, where: Where | None = None) -> list[tuple[str, str]]:
        """(key, what it does) of every action that has one and works there: the review's first."""
        names = [name for name in self._names() if where in (None, _where(name))]
        actions = [self._actions[name] for name in names]
        pairs = [(native(keys_of(action)), _plain(action.text())) for action in actions]
        return [pair for pair in pairs if pair[0]]

    def _file_commands(self) -> list[Command | None]:
        return [
            Command("add", self.tr("&Add folder…"), Key.Open, "folder-add"),
            Command("new_library", self.tr("&New library…"), "Ctrl+Shift+N", "library"),
            None,
            Command("rescan", self.tr("&Rescan"), "F5", "rescan"),
            Command("pause", self.tr("&Pause scan"), "F6", "pause"),
            Command("stop", self.tr("S&top scan"), "Shift+F5", "stop"),
            Command("skipped", self.tr("S&kipped files…"), "Ctrl+K", "skipped"),
            Command("why_files", self.tr("&Why? for two files…"), "Ctrl+Shift+W", "info"),
            Command("people", self.tr("P&hotos of a person…"), "Ctrl+Shift+P", "photos"),
            None,
            Command("save_report", self.tr("Sav&e report…"), "Ctrl+Shift+S", "export"),
            None,
            Command("delete_data", self.tr("&Delete this library's data…"), icon="remove"),
            None,
            Command("quit", self.tr("&Quit"), "Ctrl+Q", "quit"),
        ]

    def _edit_commands(self) -> list[Command | None]:
        return [
            Command("undo", self.tr("&Undo"), Key.Undo, "undo"),
            Command("redo", self.tr("&Redo"), "Ctrl+Shift+Z; Ctrl+Y", "redo"),
            None,
            Command("suggest", self.tr("Su&ggest for the groups shown"), "Ctrl+G", "mark"),
            Command("trash", self.tr("Move marked photos to &trash…"), "Ctrl+T", "trash"),
            Command("history", self.tr("&History…"), "Ctrl+H", "history"),
            Command("by_hand", self.tr("Decided &by hand…"), "Ctrl+Shift+H", "photos"),
            None,
            Command("keep_rules", self.tr("&Keep rules…"), "Ctrl+Shift+K", "keeper"),
            Command("folder_pairs", self.tr("&Folders…"), "Ctrl+Shift+F", "folder"),
            None,
            Command("settings", self.tr("&Settings…"), "Ctrl+,", "settings"),
            Command("keys", self.tr("Ke&ys…"), icon="keyboard"),
        ]

    def _view_commands(self) -> list[Command | None]:
        return [
            Command("search", self.tr("Search in the groups"), Key.Find),
            Command("next_tab", self.tr("Ne&xt tab"), "Ctrl+PgDown"),
            Command("previous_tab", self.tr("&Previous tab"), "Ctrl+PgUp"),
            Command("similarity", self.tr("Set how alike photos must be"), "Ctrl+L"),
            Command("full_screen", self.tr("&Full screen"), "F11"),
            None,
            Command("larger", self.tr("&Larger thumbnails"), "Ctrl++; Ctrl+="),
            Command("smaller", self.tr("S&maller thumbnails"), "Ctrl+-"),
            Command("normal_size", self.tr("&Normal thumbnails"), "Ctrl+0"),
            None,
        ]

    def _help_commands(self) -> list[Command | None]:
        return [
            Command("guide", self.tr("&Guide"), Key.HelpContents, "library"),
            Command("keyboard", self.tr("&Keyboard"), "?", "keyboard"),
            None,
            Command("log", self.tr("Show the &log"), icon="reveal"),
            Command("data", self.tr("&Where is my data?"), icon="folder"),
            None,
            Command("updates", self.tr("Check for &updates…")),
            Command("about", self.tr("&About photodedup"), icon="info"),
        ]

    def _menu(self, title: str, commands: Sequence[Command | None]) -> QMenu:
        menu = self._bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._make(command))
        return menu

    def _menu_of(self, title: str, actions: Sequence[QAction | None]) -> None:
        """A menu of actions that live elsewhere, with their keys; None is a separator."""
        menu = self._bar.addMenu(title)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
                self._actions[GROUP_PREFIX + action.objectName()] = action

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        if command.keys is not None:
            action.setShortcuts(_sequences(command.keys))
        if command.icon:
            set_icon(action, command.icon)
        action.setToolTip(command.tip or _plain(command.text))
        self._actions[command.name] = action
        return action

    def _choices(
        self,
        title: str,
        choices: Sequence[tuple[object, str]],
        choose: Callable[..., object],
    ) -> QActionGroup:
        """A submenu of which one entry is chosen; its action's data is the value."""
        menu = self.view_menu.addMenu(title)
        group = QActionGroup(self)
        for value, text in choices:
            action = group.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)
        group.triggered.connect(lambda action: choose(action.data()))
        return group

    def _give_roles(self) -> None:
        """Where macOS expects these three."""
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)


def _sequences(keys: str | QKeySequence.StandardKey) -> list[QKeySequence]:
    """A platform's standard key, or one or more keys parted by semicolons."""
    if isinstance(keys, QKeySequence.StandardKey):
        return [QKeySequence(keys)]
    return [QKeySequence(key.strip()) for key in keys.split(";")]


def check(group: QActionGroup, value: object) -> None:
    """Check the entry with this value; none, where no entry has it."""
    for action in group.actions():
        action.setChecked(action.data() == value)


def _where(name: str) -> Where:
    return Where.LIST if name.startswith(GROUP_PREFIX) else Where.EVERYWHERE


def _plain(text: str) -> str:
    return text.partition("\t")[0].replace("&", "").rstrip("…")
