"""What leaves the window as a file, and what comes in as one picture: reports, plans, searches."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from photodedup.engine.errors import PhotodedupError, ReportFailed
from photodedup.ui import wording
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.similar import SimilarDialog
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from photodedup.engine.library import Library
    from photodedup.engine.search import Hit

Text = Callable[["Library", float], str]
SIMILAR_MOST = 24


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its ending, and what makes its text of a library and a similarity."""

    ending: str
    text: Text


class ReportDesk(QObject):
    """Asks where a report is to go and writes it; shows what looks like a dropped picture."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._flows = flows
        self._formats = {
            self.tr("Page with pictures (*.html)"): Format(".html", _page),
            self.tr("Table (*.csv)"): Format(".csv", _table),
            self.tr("For programs (*.json)"): Format(".json", _facts),
            self.tr("Plan for “photodedup clean” (*.json)"): Format(".json", _plan),
        }

    # --- reports -----------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the person say where the report goes, and in which form."""
        dialog = QFileDialog(self._window, self.tr("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(self._formats))
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile("photodedup.html")
        dialog.filterSelected.connect(partial(self._follow_filter, dialog))
        dialog.fileSelected.connect(partial(self._chosen, dialog))
        self._flows.show(dialog)

    def _follow_filter(self, dialog: QFileDialog, chosen: str) -> None:
        dialog.setDefaultSuffix(self._formats[chosen].ending[1:])

    def _chosen(self, dialog: QFileDialog, name: str) -> None:
        self.save(Path(name), dialog.selectedNameFilter())

    def save(self, path: Path, name_filter: str) -> None:
        """Write a report of the present groups; the notice says where it is."""
        form = self._formats[name_filter]
        path = path if path.suffix else path.with_suffix(form.ending)
        least = self._controller.settings.min_similarity
        self._controller.ask(partial(_written, form.text, path, least), partial(self._tell, path))

    def _tell(self, path: Path, why_not: str) -> None:
        if why_not:
            self._window.notice.say(why_not, icon="warning")
            return
        told = self.tr("The report is saved as {path}.")
        self._window.notice.say(told.format(path=wording.short_path(path)), icon="done")

    # --- what looks like a picture -------------------------------------------------------------

    def search(self, picture: Path) -> None:
        """Show the photos of the library that look most like a picture."""
        if self._controller.library is None:
            return
        dialog = SimilarDialog(picture, self._window)
        dialog.reveal_requested.connect(self._flows.reveal)
        self._flows.show(dialog)
        self._controller.ask(partial(_found, picture), partial(self._show_found, dialog))

    def _show_found(self, dialog: SimilarDialog, found: "_Found | PhotodedupError") -> None:
        if self._flows.dialog is not dialog:  # it was closed meanwhile
            return
        if isinstance(found, PhotodedupError):
            dialog.show_problem(wording.error(found))
        else:
            dialog.show_hits(found)


_Found = list[tuple["Hit", bytes | None]]


def _found(picture: Path, library: "Library") -> "_Found | PhotodedupError":
    try:
        hits = library.search(picture, SIMILAR_MOST)
    except PhotodedupError as error:
        return error
    return [(hit, library.preview(hit.photo.id)) for hit in hits]


def _written(text: Text, path: Path, least: float, library: "Library") -> str:
    """Why the file could not be written; empty if it is."""
    try:
        path.write_text(text(library, least), encoding="utf-8", newline="\n")
    except PhotodedupError as error:
        return wording.error(error)
    except OSError as error:
        return wording.error(ReportFailed(f"{path} cannot be written: {error.strerror}."))
    return ""


def _page(library: "Library", least: float) -> str:
    from photodedup.engine.reports.as_html import page

    groups, skipped = library.groups(least), library.skipped()
    return page(library.photo_count(), groups, skipped, {}, library.preview)


def _table(library: "Library", least: float) -> str:
    from photodedup.engine.reports.as_csv import csv_text

    return csv_text(library.groups(least))


def _facts(library: "Library", least: float) -> str:
    from photodedup.engine.reports.as_json import report, to_json

    groups, skipped = library.groups(least), library.skipped()
    return to_json(report(library.photo_count(), groups, skipped, {}))


def _plan(library: "Library", least: float) -> str:
    from photodedup.engine.cleanup import plan_text

    return plan_text(library.plan(library.groups(least)), library.places.folder)
