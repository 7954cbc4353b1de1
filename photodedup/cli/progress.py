"""Progress as one line on standard error that is written over: a bar, counts, and time left."""

import os
import shutil
import sys
import time

from photodedup.engine.progress import Progress, ProgressSink, Stage, ignore_progress, throttled

_STAGE_TEXTS = {
    Stage.WALKING: "looking for photos",
    Stage.READING: "reading",
    Stage.COMPARING: "comparing",
    Stage.CHECKING: "checking pairs",
    Stage.PLANNING: "looking at what would go",
    Stage.REMOVING: "moving to the trash",
    Stage.RESTORING: "bringing back",
    Stage.DOWNLOADING: "downloading",
    Stage.PREPARING: "preparing the model",
}


_BAR_CELLS = 24
_GREEN, _PLAIN = "\033[32m", "\033[0m"
_TELLS_TIME_LEFT_AFTER_S = 2.0


def progress_sink() -> ProgressSink:
    """A line on standard error that is written over, where that is a terminal."""
    if not sys.stderr.isatty():
        return ignore_progress
    first: Progress | None = None
    started_s = 0.0

    def show(progress: Progress) -> None:
        nonlocal first, started_s
        if first is None or (first.stage, first.is_even) != (progress.stage, progress.is_even):
            first, started_s = progress, time.monotonic()
        elapsed_s = time.monotonic() - started_s
        rate = (progress.done - first.done) / max(0.1, elapsed_s)
        text = _STAGE_TEXTS.get(progress.stage, str(progress.stage))
        left = _time_left(progress, rate) if elapsed_s > _TELLS_TIME_LEFT_AFTER_S else ""
        line = f"{text}{_counts(progress, rate)}{left}"
        end = "\n" if progress.total and progress.done == progress.total else ""
        print(f"\r\033[K{_bar(progress, line)}{line}", end=end, file=sys.stderr, flush=True)

    return throttled(show)


def _bar(progress: Progress, line: str) -> str:
    """How far it is, where that is known and there is room for it."""
    room = shutil.get_terminal_size().columns - len(line) - _BAR_CELLS - 12
    if not progress.total or room < 0:
        return ""
    share = min(1.0, progress.done / progress.total)
    full = round(share * _BAR_CELLS)
    marks = "#" * full + "-" * (_BAR_CELLS - full)
    if not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        marks = f"{_GREEN}{marks[:full]}{_PLAIN}{marks[full:]}"
    return f"[{marks}] {share:4.0%} "


def _time_left(progress: Progress, rate: float) -> str:
    if not progress.total or not progress.is_even or rate <= 0 or progress.done >= progress.total:
        return ""
    seconds = round((progress.total - progress.done) / rate)
    if seconds < 60:
        return f", {seconds} s left"
    return f", {seconds // 60} min left" if seconds < 3600 else f", {seconds / 3600:.1f} h left"


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
