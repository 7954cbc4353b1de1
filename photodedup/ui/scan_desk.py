"""Between the scan and the window: the panel, the title, and the words when it ends."""

import time
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.effort import Wish
from photodedup.engine.progress import Progress
from photodedup.engine.settings import Settings
from photodedup.ui import session, wording
from photodedup.ui.controller import Controller
from photodedup.ui.main_window import MainWindow
from photodedup.ui.notifier import Notifier

LONG_SCAN_S = 30.0  # whoever waits longer does something else meanwhile


class ScanDesk(QObject):
    """Shows how the scan goes, and passes on pause, continue and stop."""

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._started_s = 0.0
        self.notifier = Notifier(window)
        self.notifier.clicked.connect(window.bring_to_front)
        scanning, panel = controller.scanning, window.scan_panel
        scanning.started.connect(self._started)
        scanning.progressed.connect(self._show_progress)
        scanning.paused.connect(self._show_paused)
        for over in (scanning.finished, scanning.stopped, scanning.failed):
            over.connect(self._over)
        scanning.stopped.connect(self._stopped)
        scanning.finished.connect(self._finished)
        panel.pause_requested.connect(scanning.pause)
        panel.resume_requested.connect(scanning.resume)
        panel.stop_requested.connect(controller.stop_scan)
        panel.gentle_requested.connect(self._slow_down)
        controller.settings_changed.connect(self._show_effort)
        self._show_effort(controller.settings)

    def toggle_pause(self) -> None:
        scanning = self._controller.scanning
        (scanning.resume if scanning.is_paused else scanning.pause)()

    def offer_to_continue(self) -> None:
        self._window.notice.say(
            self.tr("The scan was stopped. What was read so far is kept."),
            button=self.tr("Continue scan"),
            act=self._controller.start_scan,
        )

    def show_title(self, percent: int | None = None) -> None:
        """Put the library's name, and how far the scan is, into the window's title."""
        places = self._controller.places
        self._window.show_progress(percent, session.library_title(places) if places else "")

    def _slow_down(self, wanted: bool) -> None:
        """Keep it as a setting, too: who slows a scan down is at work the next time as well."""
        settings = self._controller.settings
        effort = Wish.GENTLE if wanted else Wish.AUTO
        self._controller.change_settings(replace(settings, effort=effort.value))

    def _show_effort(self, settings: Settings) -> None:
        self._window.scan_panel.show_gentle(settings.effort == Wish.GENTLE)

    def _started(self) -> None:
        self._started_s = time.monotonic()
        self._window.notice.hide()
        self._window.scan_panel.begin()
        self._window.groups.set_scanning(True)
        self._window.sidebar.set_scanning(True)
        self.show_title()

    def _show_progress(self, progress: Progress) -> None:
        self._window.scan_panel.show_progress(progress)
        if progress.total:
            self.show_title(100 * progress.done // progress.total)

    def _show_paused(self, paused: bool) -> None:
        self._window.scan_panel.show_paused(paused)
        text = self.tr("&Continue scan") if paused else self.tr("&Pause scan")
        self._window.menus["pause"].setText(text)

    def _over(self, _outcome: object = None) -> None:
        if self._controller.scanning.is_running:
            return  # another has started already
        self._window.scan_panel.hide()
        self._window.groups.set_scanning(False)
        self._window.sidebar.set_scanning(False)
        self._window.menus["pause"].setText(self.tr("&Pause scan"))
        self.show_title()

    def _stopped(self) -> None:
        if self._controller.session.now.scan == session.SCAN_STOPPED:
            self.offer_to_continue()

    def _finished(self, summary: ScanSummary) -> None:
        if self._controller.scanning.is_running:
            return
        if not summary.read_count:
            told = self.tr("The scan is done: {photos}, and nothing new since the last time.")
        elif summary.read_count < summary.photo_count:
            told = self.tr("The scan is done: {photos}, {n} of them new or changed.")
        else:  # files that are no photos were read too
            told = self.tr("The scan is done: {photos}.")
        photos = wording.photos(summary.photo_count)
        text = told.format(photos=photos, n=wording.number(summary.read_count))
        if summary.skipped_count:
            files = wording.files(summary.skipped_count)
            text += " " + self.tr("{files} could not be used.").format(files=files)
        if not self._window.notice.is_warning:
            self._window.notice.say(text, icon="done")
        QApplication.alert(self._window)  # in the task bar, if the person is elsewhere
        if time.monotonic() - self._started_s > LONG_SCAN_S and not self._window.isActiveWindow():
            self.notifier.tell(self.tr("photodedup"), text)
