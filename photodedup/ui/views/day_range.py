"""From which day to which day: two fields with calendars."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QHBoxLayout, QLabel, QWidget


class DayRange(QWidget):
    """An end that nobody has set is open, and shows the first or last day there is to find."""

    changed = Signal()  # by the person's hand only

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: date | None = None
        self.last: date | None = None
        self._known = (date.today(), date.today())
        self.first_edit = _edit(self.tr("Taken on this day or later"))
        self.last_edit = _edit(self.tr("Taken on this day or earlier"))
        self.first_edit.dateChanged.connect(self._first_edited)
        self.last_edit.dateChanged.connect(self._last_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for text, edit in (
            (self.tr("Taken from"), self.first_edit),
            (self.tr("to"), self.last_edit),
        ):
            label = QLabel(text)
            label.setBuddy(edit)
            row.addWidget(label)
            row.addWidget(edit)
        row.addStretch(1)
        self._write()

    def show_days(self, first: date | None, last: date | None) -> None:
        """Put both ends where the wish says, without telling anyone."""
        self.first, self.last = first, last
        self._write()

    def show_known(self, first: date, last: date) -> None:
        """Between which days there is something to find."""
        self._known = (first, last)
        self._write()

    def _first_edited(self, chosen: QDate) -> None:
        self.first = _day(chosen)
        if self.last is not None and self.last < self.first:
            self.last = self.first
        self._write()
        self.changed.emit()

    def _last_edited(self, chosen: QDate) -> None:
        self.last = _day(chosen)
        if self.first is not None and self.first > self.last:
            self.first = self.last
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        days = (self.first or self._known[0], self.last or self._known[1])
        for edit, day in zip((self.first_edit, self.last_edit), days, strict=True):
            with QSignalBlocker(edit):
                edit.setDate(QDate(day.year, day.month, day.day))


def _edit(name: str) -> QDateEdit:
    edit = QDateEdit()
    edit.setCalendarPopup(True)
    edit.setKeyboardTracking(False)  # a day that is half typed is not meant yet
    edit.setDisplayFormat(_format())
    calendar = edit.calendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())  # their red is hard to read on black
    edit.setAccessibleName(name)
    edit.setToolTip(name)
    return edit


def _format() -> str:
    """The short one of the language, but with all of the year."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def _day(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())
