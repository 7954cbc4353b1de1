"""Gets models, and what finds faces, in the background; goes on when the dialog is closed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photodedup.engine.features.weights import ModelState, model_states
from photodedup.engine.progress import CancelToken, ProgressSink
from photodedup.ui import wording
from photodedup.ui.jobs import BackgroundJob, LatestQuery, Work, make_pool


class ModelShop(QObject):
    """One model at a time; `busy_with` is its id, empty at rest. Keep it as long as the window."""

    states_changed = Signal(object)  # tuple[ModelState, ...]
    started = Signal(str)  # id
    progressed = Signal(object)  # Progress
    ended = Signal(str, str)  # id; why it failed in a sentence, empty if it is ready or stopped

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = make_pool(1, self)
        self._job = BackgroundJob(self._pool, self)
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(lambda _: self._end())
        self._job.cancelled.connect(lambda: self._end())
        self._job.failed.connect(lambda error: self._end(wording.error(error)))
        self._reading = make_pool(1, self)
        self._query = LatestQuery(self._reading, self)
        self._query.answered.connect(self._show_states)
        self.busy_with = ""
        self.states: tuple[ModelState, ...] = ()

    def refresh(self) -> None:
        """Look which models are here; `states_changed` brings the answer."""
        self._query.ask(model_states)

    def download(self, model_id: str) -> None:
        """Download a model, or go on where a download was stopped."""
        self._start(model_id, partial(_fetch, model_id))

    def use_file(self, model_id: str, path: Path) -> None:
        """Take a model's weights from a file."""
        self._start(model_id, partial(_use_file, model_id, path))

    def stop(self) -> None:
        """Stop the download; what arrived is kept."""
        self._job.cancel()

    def close(self) -> None:
        """Stop, and wait until nothing runs."""
        self._job.cancel()
        self._pool.waitForDone()
        self._reading.waitForDone()

    def _start(self, model_id: str, work: Work) -> None:
        if self._job.is_running:
            return
        self.busy_with = model_id
        self._job.start(work)
        self.started.emit(model_id)

    def _end(self, problem: str = "") -> None:
        model_id, self.busy_with = self.busy_with, ""
        self.ended.emit(model_id, problem)
        self.refresh()

    def _show_states(self, states: tuple[ModelState, ...]) -> None:
        self.states = states
        self.states_changed.emit(states)


def _fetch(model_id: str, report: ProgressSink, token: CancelToken) -> None:
    # What asks over the network takes long to load, and the window starts without it.
    from photodedup.engine.faces.fetching import fetch_face_file
    from photodedup.engine.faces.methods import FACE_FILES
    from photodedup.engine.features import fetching

    if model_id in FACE_FILES:
        fetch_face_file(model_id, report, token)
    else:
        fetching.fetch(model_id, report, token)


def _use_file(model_id: str, path: Path, report: ProgressSink, _token: CancelToken) -> None:
    from photodedup.engine.faces.fetching import use_face_file
    from photodedup.engine.faces.methods import FACE_FILES
    from photodedup.engine.features import fetching

    if model_id in FACE_FILES:
        use_face_file(model_id, path)
    else:
        fetching.use_file(model_id, path, report)
