"""Progress as one line on standard error that is written over."""

import sys
import time

from photodedup.engine.progress import Progress, ProgressSink, Stage, ignore_progress, throttled

_STAGE_TEXTS = {
    Stage.WALKING: "looking for photos",
    Stage.READING: "reading",
    Stage.COMPARING: "comparing",
    Stage.CHECKING: "checking pairs",
    Stage.DOWNLOADING: "downloading",
    Stage.PREPARING: "preparing the model",
}


def progress_sink() -> ProgressSink:
    """A line on standard error that is written over, where that is a terminal."""
    if not sys.stderr.isatty():
        return ignore_progress
    first: Progress | None = None
    started_s = 0.0

    def show(progress: Progress) -> None:
        nonlocal first, started_s
        if first is None or first.stage is not progress.stage:
            first, started_s = progress, time.monotonic()
        rate = (progress.done - first.done) / max(0.1, time.monotonic() - started_s)
        text = _STAGE_TEXTS.get(progress.stage, str(progress.stage))
        end = "\n" if progress.total and progress.done == progress.total else ""
        print(f"\r\033[K{text}{_counts(progress, rate)}", end=end, file=sys.stderr, flush=True)

    return throttled(show)


def _counts(progress: Progress, rate: float) -> str:
    """How many of how many, and how many a second where that tells something."""
    if progress.stage is Stage.PREPARING:
        return ""
    if progress.stage is Stage.DOWNLOADING:
        total = f" of {progress.total / 1e6:.1f}" if progress.total else ""
        return f": {progress.done / 1e6:.1f}{total} MB, {rate / 1e6:.1f} MB a second"
    total = f" of {progress.total}" if progress.total else ""
    tail = f", {rate:.0f} a second" if progress.stage is Stage.READING else ""
    return f": {progress.done}{total}{tail}"
