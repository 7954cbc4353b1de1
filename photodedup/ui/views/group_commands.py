"""The commands on the current photo and its group: texts, keys, and their menus."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photodedup.engine.domain.groups import Group

Key = Qt.Key


class GroupCommands(QObject):
    """Actions of a widget, whose keys work while it or a part of it has the focus."""

    def __init__(self, owner: QWidget, touch: Callable[[], None]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._touch = touch
        make = self._make
        self.keep = make("keep", self.tr("Make keeper"), [Key.Key_K, Key.Key_Return, Key.Key_Enter])
        self.mark = make("mark", self.tr("Move to trash"), [Key.Key_Space, Key.Key_Delete])
        self.mark.setCheckable(True)
        self.skip = make("skip", self.tr("Skip group (all stay)"), [Key.Key_S])
        self.skip.setCheckable(True)
        self.accept = make("accept", self.tr("Accept these and go on"), [Key.Key_A])
        self.keep_all = make(
            "keep_all", self.tr("Duplicates, but keep all (do not show again)"), [Key.Key_B]
        )
        self.why = make("why", self.tr("Why do they match, or not?"), [Key.Key_W])
        self.compare = make("compare", self.tr("Compare side by side"), [Key.Key_C])
        self.pick = make("pick", self.tr("Pick this photo"), [Key.Key_P])
        self.pick.setCheckable(True)
        self.together = make("together", self.tr("Put together with…"), [Key.Key_M])
        self.part = make("part", self.tr("Not the same: take out of the group"), [Key.Key_X])
        self.reveal = make("reveal", self.tr("Show in folder"), [Key.Key_R])
        self.open = make("open", self.tr("Open"), [Key.Key_O])

    def listed(self) -> list[QAction | None]:
        """All of them in the order of menus, None for a separator."""
        return [
            *(self.keep, self.mark, self.skip, None),
            *(self.accept, self.keep_all, None),
            *(self.why, self.compare, self.pick, None),
            *(self.together, self.part, None),
            *(self.reveal, self.open),
        ]

    def menu(self) -> QMenu:
        """A context menu, which deletes itself when it closes."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.listed():
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu

    def show_state(self, group: Group | None, *, is_going: bool, is_picked: bool) -> None:
        """Let the commands say what they would do to the current photo."""
        self.mark.setChecked(is_going)
        self.skip.setChecked(group is not None and group.is_skipped)
        self.pick.setChecked(is_picked)
        for action in self._owner.actions():
            action.setEnabled(group is not None)

    def _make(self, name: str, text: str, keys: list[Key]) -> QAction:
        action = QAction(text, self._owner)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(self._touch)
        self._owner.addAction(action)
        return action
