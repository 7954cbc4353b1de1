"""Which groups to show, and in which order: words to search for, conditions, and the order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photodedup.engine.sifting import Facets, Order, ReviewState, Sieve
from photodedup.ui import wording
from photodedup.ui.models import tab_words
from photodedup.ui.views.choice_box import ChoiceBox
from photodedup.ui.views.day_range import DayRange
from photodedup.ui.views.folding_row import FoldingRow

BETWEEN = "between"  # two days, instead of a year
TYPING_MS = 250  # a pause this long ends a word
MB = 1_000_000
SIZES = ((0, MB), (MB, 10 * MB), (10 * MB, 0))  # least and most bytes, 0 for no end


class SieveBar(QWidget):
    """Search and order always, the other conditions below them on request.

    What cannot be seen must not be forgotten: the button counts the conditions that hold.
    """

    sieve_changed = Signal(object)  # Sieve
    order_changed = Signal(object)  # Order
    suggest_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sieve = Sieve()
        self._facets = Facets()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._typed)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Search names, folders and cameras"))
        self.search.setAccessibleName(self.tr("Search names, folders and cameras"))
        self.search.setToolTip(self.tr("Show groups with a photo that has all of these words"))
        self.search.textEdited.connect(lambda _: self._typing.start())
        self.search.editingFinished.connect(self._typed)
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_panel)
        self.suggest_button = QPushButton()
        self.suggest_button.setToolTip(
            self.tr("Mark all but the one to keep in each of these groups; Undo takes it back")
        )
        self.suggest_button.clicked.connect(self.suggest_requested)
        self.suggest_button.hide()
        self.clear_button = QPushButton(self.tr("Show all"))
        self.clear_button.setToolTip(self.tr("Take all conditions away"))
        self.clear_button.setAccessibleName(self.tr("Show all: take all conditions away"))
        self.clear_button.clicked.connect(self.clear)
        self.order = ChoiceBox(
            self.tr("Order of the groups"),
            Order.FREES_MOST,
            tab_words.order(Order.FREES_MOST),
        )
        self.order.offer([(each, tab_words.order(each)) for each in list(Order)[1:]])
        self.order.chosen.connect(self.order_changed)
        self._make_conditions()
        self._lay_out()
        self._write()

    def _make_conditions(self) -> None:
        any_size = (0, 0)
        self.folder = ChoiceBox(self.tr("Folder"), "", self.tr("Any folder"))
        self.year = ChoiceBox(self.tr("Date taken"), None, self.tr("Any date"))
        self.days = DayRange()
        self.days.hide()
        self.bytes = ChoiceBox(self.tr("Size of the file"), any_size, self.tr("Any size"))
        self.format = ChoiceBox(self.tr("Format"), "", self.tr("Any format"))
        self.camera = ChoiceBox(self.tr("Camera"), "", self.tr("Any camera"))
        self.progress = ChoiceBox(
            self.tr("Reviewed or not"),
            ReviewState.ANY,
            tab_words.review_state(ReviewState.ANY),
        )
        self._offer_years(())
        self.bytes.offer([(each, _size_text(*each)) for each in SIZES])
        self.progress.offer(
            [(each, tab_words.review_state(each)) for each in list(ReviewState)[1:]]
        )
        self.conditions = (
            self.folder,
            self.year,
            self.bytes,
            self.format,
            self.camera,
            self.progress,
        )
        for box in self.conditions:
            box.chosen.connect(self._chosen)
        self.days.changed.connect(self._days_chosen)

    def _lay_out(self) -> None:
        self.panel = QWidget()
        room = (20, 14, 18, 16, 20, 24)  # characters
        controls: list[tuple[QWidget, int]] = list(zip(self.conditions, room, strict=True))
        self.rows = FoldingRow([*controls, (self.clear_button, 12)])
        conditions = QVBoxLayout(self.panel)
        conditions.setContentsMargins(0, 0, 0, 0)
        conditions.setSpacing(6)
        conditions.addWidget(self.rows)
        conditions.addWidget(self.days)
        self.panel.hide()
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.search, 1)
        upper.addWidget(self.more)
        upper.addWidget(self.suggest_button)
        label = QLabel(self.tr("Order"))
        label.setBuddy(self.order)
        upper.addWidget(label)
        upper.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addWidget(self.panel)

    # --- what holds --------------------------------------------------------------------------

    def show_wish(self, sieve: Sieve, order: Order) -> None:
        """Put everything where the wish says, without telling anyone."""
        self._sieve = sieve
        if not self._typing.isActive() and self.search.text().split() != sieve.text.split():
            self.search.setText(sieve.text)
        self.folder.choose(sieve.folder)
        self._show_days(sieve)
        self.bytes.choose((sieve.min_size_bytes, sieve.max_size_bytes))
        self.format.choose(sieve.format)
        self.camera.choose(sieve.camera)
        self.progress.choose(sieve.progress)
        self.order.choose(order)
        self._write()

    def show_facets(self, facets: Facets) -> None:
        """Offer what there is; mostly that is what there was."""
        if facets == self._facets:
            return
        self._facets = facets
        self.folder.offer(
            [(path, _counted(wording.short_path(Path(path)), n)) for path, n in facets.folders]
        )
        self._offer_years(facets.years)
        self.format.offer([(name, _counted(name, n)) for name, n in facets.formats])
        self.camera.offer([(name, _counted(name, n)) for name, n in facets.cameras])

    def _offer_years(self, years: Sequence[tuple[int, int]]) -> None:
        """Years with their counts, the latest first; and two days of one's own choice."""
        entries = [(year, _counted(str(year), count)) for year, count in years]
        self.year.offer([*entries, (BETWEEN, self.tr("Between…"))])
        if years:
            self.days.show_known(date(years[-1][0], 1, 1), date(years[0][0], 12, 31))

    def _show_days(self, sieve: Sieve) -> None:
        """Two days that are a year are shown as one, unless the person is choosing days."""
        year = _year(sieve)
        is_any = sieve.first_day is None and sieve.last_day is None
        if self.year.value != BETWEEN:
            self.year.choose(year if is_any or year else BETWEEN)
        self.days.show_days(sieve.first_day, sieve.last_day)
        self.days.setVisible(self.year.value == BETWEEN)

    def offer_suggestions(self, group_count: int) -> None:
        """For so many groups in which nothing is marked unasked; 0 where there are none."""
        self.suggest_button.setVisible(group_count > 0)
        told = self.tr("Suggest for these {groups}").format(groups=wording.groups(group_count))
        self.suggest_button.setText(told)
        self.suggest_button.setAccessibleName(told)

    def clear(self) -> None:
        """Take all conditions away."""
        self._typing.stop()
        self.search.clear()
        self.year.choose(None)
        self.sieve_changed.emit(Sieve())

    def _typed(self) -> None:
        self._typing.stop()
        text = " ".join(self.search.text().split())
        if text != self._sieve.text:
            self.sieve_changed.emit(replace(self._sieve, text=text))

    def _days_chosen(self) -> None:
        first, last = self.days.first, self.days.last
        self.sieve_changed.emit(replace(self._sieve, first_day=first, last_day=last))

    def _chosen(self, _value: object) -> None:
        year, size = self.year.value, self.bytes.value
        first, last = self._sieve.first_day, self._sieve.last_day
        self.days.setVisible(year == BETWEEN)
        if year != BETWEEN and year != _year(self._sieve):
            first = date(year, 1, 1) if isinstance(year, int) else None
            last = date(year, 12, 31) if isinstance(year, int) else None
        least, most = size if isinstance(size, tuple) else (0, 0)
        self.sieve_changed.emit(
            Sieve(
                text=self._sieve.text,
                folder=str(self.folder.value),
                format=str(self.format.value),
                camera=str(self.camera.value),
                min_size_bytes=least,
                max_size_bytes=most,
                first_day=first,
                last_day=last,
                progress=ReviewState(str(self.progress.value)),
            )
        )

    def _show_panel(self, visible: bool) -> None:
        self.panel.setVisible(visible)
        self._write()

    def _write(self) -> None:
        count = self._sieve.condition_count
        name = self.tr("Filters")
        self.more.setText(f"{name} ({wording.number(count)})" if count else name)
        told = self.tr("Folder, date, size, format, camera, and what is reviewed")
        self.more.setToolTip(told)
        self.more.setAccessibleName(self.more.text())
        self.clear_button.setEnabled(bool(count or self._sieve.text))


def _year(sieve: Sieve) -> int | None:
    """The year that the days of a wish are; None where they are something else."""
    first, last = sieve.first_day, sieve.last_day
    if first is None or last is None or first.year != last.year:
        return None
    is_whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return first.year if is_whole else None


def _counted(text: str, count: int) -> str:
    return f"{text} ({wording.number(count)})"


def _size_text(least: int, most: int) -> str:
    if not most:
        return tab_words.tr("Over {size}").format(size=wording.size(least))
    if not least:
        return tab_words.tr("Under {size}").format(size=wording.size(most))
    return tab_words.tr("{least} to {most}").format(
        least=wording.size(least), most=wording.size(most)
    )
