"""A flame graph of a scan: where its processor time goes, as an SVG picture.

A scan usually reads in processes of its own; here its threads read in this process, so that one
sampler sees all of them. Each sample counts as much as its thread has computed since the last one,
so that neither waiting nor other work on the computer shows. Only the project's own functions
appear; what a library does is told by the line that calls it.
"""

import html
import linecache
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from photodedup.engine.extraction import Extract, extract
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.pictures.threads import use_one_thread_each
from photodedup.engine.settings import Settings
from tests.benchmarks.pictures import Pictures

Stack = tuple[str, ...]

_EVERY_S = 0.002
_WORKERS = 2
_MODULE = "photodedup."
_WIDTH_PX, _ROW_PX = 1200, 18
_LEAST_SHARE = 0.002  # narrower boxes are left out
_LETTER_PX = 6.6
_CALL_LETTERS = 48
_COLOURS = ("#e8743b", "#ec9a3c", "#f0b64a", "#e2614a", "#f3c66b", "#d9822b")


class _HereReading:
    """Reads in this very process."""

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        return extract(path, model_input_px=model_input_px)


def run(pictures: Pictures, to: Path | None) -> str:
    """Scan the 12 MP photos with the default model; write the picture, and tell the largest
    shares as Markdown."""
    use_one_thread_each()
    sampler = _Sampler()
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(_WORKERS) as pool:
        settings = Settings(model="default", device="cpu", workers=_WORKERS)
        places = library_places_at(Path(home))
        with Library(places, settings, reading=_HereReading()) as library:
            library.scan(pool)  # of no folder: loads the model
            library.add_folder(pictures.large[0].parent)
            with sampler:
                library.scan(pool)
    if to is not None:
        to.write_text(drawn(sampler.seconds), encoding="utf-8")
    return _leaves(sampler.seconds)


class _Sampler:
    """Processor seconds by stack, of all threads but its own, while it is entered."""

    def __init__(self) -> None:
        self.seconds: defaultdict[Stack, float] = defaultdict(float)
        self._known_s: dict[int, float] = {}
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Sampler":
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_EVERY_S / 4)  # or what holds the interpreter is seen too rarely
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        sys.setswitchinterval(self._switch_s)

    def _watch(self) -> None:
        while not self._is_over.wait(_EVERY_S):
            for thread, frame in sys._current_frames().items():
                if thread != threading.get_ident():
                    self._note(thread, frame)

    def _note(self, thread: int, frame: FrameType) -> None:
        try:
            now_s = time.clock_gettime(time.pthread_getcpuclockid(thread))
        except OSError:  # it has just ended
            return
        spent_s = now_s - self._known_s.get(thread, now_s)
        self._known_s[thread] = now_s
        if spent_s > 0:
            self.seconds[_stack(frame)] += spent_s


def _stack(frame: FrameType | None) -> Stack:
    """Names of the project's own functions from the outermost on, and the innermost one's line."""
    names: list[str] = []
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(_MODULE):
            if not names:
                names.append(_line(frame))
            names.append(f"{module.rpartition('.')[2]}.{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(names)) or ("the interpreter and its threads",)


def _line(frame: FrameType) -> str:
    text = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
    return text if len(text) <= _CALL_LETTERS else text[: _CALL_LETTERS - 1] + "…"


def _leaves(seconds: Mapping[Stack, float]) -> str:
    total_s = sum(seconds.values())
    leaves: defaultdict[str, float] = defaultdict(float)
    for stack, spent_s in seconds.items():
        leaves["  in  ".join(stack[:-3:-1])] += spent_s
    largest = sorted(leaves.items(), key=lambda leaf: -leaf[1])[:12]
    rows = [f"| `{name}` | {spent / total_s:.1%} |" for name, spent in largest]
    return "\n".join(["| the last call | share of processor time |", "| --- | ---: |", *rows])


# --- drawing --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Box:
    """A function as called from where it was called, and what it called."""

    seconds: float = 0.0
    inner: dict[str, "_Box"] = field(default_factory=dict)


def drawn(seconds: Mapping[Stack, float]) -> str:
    """The SVG picture: each box as wide as its share, on top of who called it."""
    root = _Box()
    for stack, spent_s in seconds.items():
        box = root
        box.seconds += spent_s
        for name in stack:
            box = box.inner.setdefault(name, _Box())
            box.seconds += spent_s
    shapes = list(_shapes("a scan of 12 MP photos, default model", root, 0.0, 0, root.seconds))
    height_px = (1 + max(row for row, _ in shapes)) * _ROW_PX
    body = "\n".join(text.format(y=height_px - (row + 1) * _ROW_PX) for row, text in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH_PX} {height_px}" '
        f'font-family="monospace" font-size="11">\n{body}\n</svg>\n'
    )


def _shapes(
    name: str, box: _Box, left_s: float, row: int, total_s: float
) -> Iterator[tuple[int, str]]:
    """Rows and SVG texts with `{y}` open, of a box and all above it."""
    share = box.seconds / total_s
    if share < _LEAST_SHARE:
        return
    x, width = left_s / total_s * _WIDTH_PX, share * _WIDTH_PX
    shown = html.escape(name[: max(0, int((width - 6) / _LETTER_PX))])
    told = f"{html.escape(name)}: {share:.1%}".replace("{", "{{").replace("}", "}}")
    colour = _COLOURS[sum(name.encode()) % len(_COLOURS)]
    shown = shown.replace("{", "{{").replace("}", "}}")
    yield (
        row,
        f'<g transform="translate({x:.1f} {{y}})"><title>{told}</title>'
        f'<rect width="{width:.1f}" height="{_ROW_PX - 1}" fill="{colour}"/>'
        f'<text x="3" y="13">{shown}</text></g>',
    )
    for inner_name, inner in sorted(box.inner.items()):
        yield from _shapes(inner_name, inner, left_s, row + 1, total_s)
        left_s += inner.seconds
