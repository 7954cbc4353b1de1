"""Progress as one line on standard error that is written over."""

import sys
import time

from photodedup.engine.progress import Progress, ProgressSink, Stage, ignore_progress, throttled

_STAGE_TEXTS = {
    Stage.WALKING: "looking for photos",
    Stage.READING: "reading",
    Stage.COMPARING: "comparing",
    Stage.CHECKING: "checking pairs",
    Stage.PREPARING: "preparing the model",
}


def progress_sink() -> ProgressSink:
    """A line on standard error that is written over, where that is a terminal."""
    if not sys.stderr.isatty():
        return ignore_progress
    started_s = time.monotonic()

    def show(progress: Progress) -> None:
        text = _STAGE_TEXTS.get(progress.stage, str(progress.stage))
        counts = f"{progress.done}" + (f" of {progress.total}" if progress.total else "")
        rate = progress.done / max(0.1, time.monotonic() - started_s)
        tail = f", {rate:.0f} a second" if progress.stage is Stage.READING else ""
        end = "\n" if progress.total and progress.done == progress.total else ""
        print(f"\r\033[K{text}: {counts}{tail}", end=end, file=sys.stderr, flush=True)

    return throttled(show)
