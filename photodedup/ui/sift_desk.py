"""Between the tabs, filters and orders of the window and the groups that are shown by them."""

from dataclasses import replace

from PySide6.QtCore import QObject

from photodedup.engine.sifting import Order, Sieve, Sifted, Wish, wish_to_json
from photodedup.engine.tabs import Tab
from photodedup.ui.controller import Controller
from photodedup.ui.main_window import MainWindow


class SiftDesk(QObject):
    """Carries what the person wants to see to the sifting, and remembers it."""

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        sifting = controller.sifting
        sifting.wish_changed.connect(self._show_wish)
        sifting.sifted.connect(self._show_sums)
        sifting.marks_changed.connect(self._show_marks)
        window.tabs.tab_chosen.connect(self._choose_tab)
        window.menus["next_tab"].triggered.connect(lambda _: window.tabs.go(1))
        window.menus["previous_tab"].triggered.connect(lambda _: window.tabs.go(-1))
        window.sieve.sieve_changed.connect(self._choose_sieve)
        window.sieve.order_changed.connect(self._choose_order)
        window.groups.everything_requested.connect(self._show_everything)
        self._show_wish(sifting.wish)

    def _choose_tab(self, tab: Tab) -> None:
        self._wish(replace(self._controller.sifting.wish, tab=tab))

    def _choose_sieve(self, sieve: Sieve) -> None:
        self._wish(replace(self._controller.sifting.wish, sieve=sieve))

    def _choose_order(self, order: Order) -> None:
        self._wish(replace(self._controller.sifting.wish, order=order))

    def _show_everything(self) -> None:
        """Take away what keeps the screen empty: the filters, or else the tab."""
        if self._controller.sifting.wish.sieve != Sieve():
            self._window.sieve.clear()
        else:
            self._choose_tab(Tab.ALL)

    def _wish(self, wish: Wish) -> None:
        self._controller.session.note_wish(wish_to_json(wish))
        self._controller.sifting.set_wish(wish)

    def _show_wish(self, wish: Wish) -> None:
        self._window.tabs.show_tab(wish.tab)
        self._window.sieve.show_wish(wish.sieve, wish.order)

    def _show_sums(self, sifted: Sifted) -> None:
        self._window.tabs.show_sums(sifted.tabs)
        self._window.sieve.show_facets(sifted.facets)
        has_none = not self._controller.sifting.wish.tab.has_suggestions
        self._window.sieve.offer_suggestions(len(sifted.groups) if has_none else 0)
        self._window.similarity.show_summary(self._controller.sifting.kinds)
        self._window.groups.set_hidden(
            sifted.total - len(sifted.groups),
            is_filtered=self._controller.sifting.wish.sieve != Sieve(),
        )
        self._show_marks(sifted)

    def _show_marks(self, sifted: Sifted) -> None:
        self._window.bottom.show_marks(sifted.shown_marks, sifted.all_marks)
