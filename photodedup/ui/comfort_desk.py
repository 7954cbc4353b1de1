"""How the window looks and listens: theme, size of thumbnails, keys, and what moves by itself."""

from dataclasses import replace

from PySide6.QtCore import QObject

from photodedup.engine.settings import Settings
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs import dialog_keys
from photodedup.ui.dialogs.keyboard import Listed
from photodedup.ui.dialogs.keys import KeysDialog
from photodedup.ui.dialogs.settings import THUMBNAIL_SIZES_PX
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow
from photodedup.ui.menus import check
from photodedup.ui.models.key_book import KeyBook, KeyCommand, Where
from photodedup.ui.models.thumbnails import DEFAULT_SIDE_PX
from photodedup.ui.theme import Theme
from photodedup.ui.views import compare_keys
from photodedup.ui.views.unknown_progress import reduce_motion

ZOOM_STEP = 1.15  # from one size of thumbnails to the next


class ComfortDesk(QObject):
    """Carries such choices to the settings, and the settings to the window."""

    def __init__(
        self, controller: Controller, window: MainWindow, theme: Theme, flows: Flows
    ) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._theme = theme
        self._flows = flows
        menus = window.menus
        menus["keys"].triggered.connect(lambda _: self._ask_for_keys())
        flows.keys_requested.connect(self._ask_for_keys)
        menus["larger"].triggered.connect(lambda _: self._scale_thumbnails(1))
        menus["smaller"].triggered.connect(lambda _: self._scale_thumbnails(-1))
        menus["normal_size"].triggered.connect(
            lambda _: self._change(thumbnail_size_px=DEFAULT_SIDE_PX)
        )
        menus["search"].triggered.connect(lambda _: window.sieve.search.setFocus())
        menus.theme_chosen.connect(lambda chosen: self._change(theme=chosen))
        menus.thumbnail_size_chosen.connect(self._resize_thumbnails)
        window.groups.zoom_requested.connect(self._scale_thumbnails)
        controller.settings_changed.connect(self._show)
        theme.changed.connect(window.refresh_colours)
        self._show(controller.settings)

    def _scale_thumbnails(self, steps: int) -> None:
        side_px = round(self._controller.settings.thumbnail_size_px * ZOOM_STEP**steps)
        self._resize_thumbnails(side_px)

    def _resize_thumbnails(self, side_px: int) -> None:
        least, most = THUMBNAIL_SIZES_PX
        self._change(thumbnail_size_px=min(max(side_px, least), most))

    def _ask_for_keys(self) -> None:
        book = KeyBook(self.key_commands(), self._controller.settings.keys)
        dialog = KeysDialog(book, self._window)
        dialog.chosen.connect(lambda keys: self._change(keys=keys))
        self._flows.show(dialog)

    def key_commands(self) -> list[KeyCommand]:
        """Everything that can be given other keys."""
        menus = self._window.menus
        return [*menus.key_commands(), *compare_keys.commands(), *dialog_keys.commands()]

    def show_keyboard(self) -> None:
        """All keys: first those that work where the person is."""
        keys = self.key_lists()
        if self._window.is_showing(self._window.compare):
            keys.sort(key=lambda each: each[0] is not Where.COMPARING)
        self._flows.show_keyboard(keys)

    def key_lists(self) -> list[tuple[Where, Listed]]:
        """The present keys of each place."""
        window, menus = self._window, self._window.menus
        return [
            (Where.LIST, menus.key_list(Where.LIST)),
            (Where.EVERYWHERE, menus.key_list(Where.EVERYWHERE)),
            (Where.COMPARING, window.compare.keys.listed()),
            (Where.DIALOGS, dialog_keys.listed()),
        ]

    def _change(self, **changes: object) -> None:
        settings = replace(self._controller.settings, **changes)  # type: ignore[arg-type]
        self._controller.change_settings(settings)

    def _show(self, settings: Settings) -> None:
        window, menus = self._window, self._window.menus
        reduce_motion(settings.reduce_motion)
        menus.apply_keys(settings.keys)
        window.compare.keys.apply(settings.keys)
        dialog_keys.apply(settings.keys)
        self._tell_keys()
        check(menus.themes, settings.theme)
        check(menus.sizes, settings.thumbnail_size_px)
        self._theme.apply(settings.theme)
        window.similarity.show_similarity(settings.min_similarity)
        window.groups.set_thumbnail_size(settings.thumbnail_size_px)

    def _tell_keys(self) -> None:
        """Let tips and hints name the present keys."""
        window, menus = self._window, self._window.menus
        window.bottom.tell_keys(undo=menus.key_text("undo"), accept=menus.key_text("group accept"))
        window.groups.tell_keys()
        window.sidebar.tell_keys(add=menus.key_text("add"))
        window.drop_target.tell_keys(add=menus.key_text("add"), keyboard=menus.key_text("keyboard"))
        window.scan_panel.tell_keys(pause=menus.key_text("pause"))
        window.compare.status.tell_keys(all_keys=menus.first_key("keyboard"))
        window.picked.tell_keys(
            compare=menus.first_key("group compare"),
            why=menus.first_key("group why"),
            together=menus.first_key("group together"),
            part=menus.first_key("group part"),
        )
