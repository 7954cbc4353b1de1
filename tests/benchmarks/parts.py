"""What an extraction spends above the decode floor, part by part, in processor time of one thread.

Each photo's parts are timed while it is extracted as in a scan: what a part finds in the
processor's caches is what it finds there.
"""

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from unittest import mock

import numpy as np

from photodedup.engine import extraction
from photodedup.engine.features.embedding import CPU_BATCH, open_embedder
from photodedup.engine.pictures import decode
from photodedup.engine.pictures.threads import use_one_thread_each
from tests.benchmarks.floor import decode_floor
from tests.benchmarks.measuring import as_in_a_scan, table
from tests.benchmarks.pictures import Pictures

_INPUT_PX = 224
_FLOOR, _DECODE, _WHOLE, _INPUT = "decode floor", "decode", "whole", "model input: reduce"
_COLOURS, _PREVIEW = "colours instead of grey", "preview: code as JPEG"
# Where a part's function is looked up, its name there, and what it does.
_TIMED: tuple[tuple[ModuleType, str, str], ...] = (
    (decode, "decode_jpeg", _DECODE),
    (extraction, "measure_sharpness", "sharpness"),
    (extraction, "preview_pixels", "preview: reduce"),
    (decode, "picture_hash", "digest of the coded picture"),
    (extraction, "content_hash", "digest of the file"),
    (decode, "read_layout", "find the segments of the JPEG"),
    (extraction, "perceptual_hashes", "dHash and pHash in eight orientations"),
    (extraction, "_read", "read the file"),
    (extraction, "preview_jpeg", _PREVIEW),
    (extraction, "content_box", "border"),
    (extraction, "read_metadata", "metadata"),
    (extraction, "_model_input", _INPUT),
)


def run(pictures: Pictures, repeats: int) -> str:
    """A table for each size of photo, as Markdown."""
    return as_in_a_scan(_tables, pictures, repeats)


def _tables(pictures: Pictures, repeats: int) -> str:
    use_one_thread_each()
    return "\n\n".join(
        _table(size, paths, repeats)
        for size, paths in (("12 MP", pictures.large), ("2 MP", pictures.small))
    )


def _table(size: str, paths: Sequence[Path], repeats: int) -> str:
    spent = _spent_ms(paths, repeats)
    floor, whole = spent.pop(_FLOOR), spent.pop(_WHOLE)
    given, colours = spent.pop(_INPUT), spent.pop(_DECODE) - floor
    rest = whole - floor - colours - given - sum(spent.values())
    model = _model_ms(paths, repeats)
    parts = {_COLOURS: colours, **spent, "turn upright, EXIF, the rest": rest}
    rows = [(_FLOOR, floor), *sorted(parts.items(), key=lambda part: -part[1])]
    bare = whole - given - colours - spent[_PREVIEW]
    rows += [("hashes only, if no preview were made (grey, nothing coded)", bare)]
    rows += [("**hashes only**", whole - given), (_INPUT, given)]
    rows += [("EfficientNet-Lite0 in ONNX Runtime, 32 bit", model)]
    rows += [("**with the default model**", whole + model)]
    return table(
        [f"one photo of {size}, one thread", "CPU ms", "x floor"],
        [[name, f"{ms:.2f}", f"{ms / floor:.3f}"] for name, ms in rows],
    )


def _spent_ms(paths: Sequence[Path], repeats: int) -> dict[str, float]:
    """Milliseconds by part, the least of some turns for each photo, then the mean."""
    least: defaultdict[str, dict[Path, float]] = defaultdict(dict)
    for turn in range(repeats + 1):
        for path in paths:
            for part, ms in _one(path).items():
                if turn:
                    least[part][path] = min(ms, least[part].get(path, ms))
    return {part: sum(each.values()) / len(paths) for part, each in least.items()}


def _one(path: Path) -> Mapping[str, float]:
    spent: defaultdict[str, float] = defaultdict(float)
    held = path.read_bytes()
    with _timing(spent, _FLOOR):
        decode_floor(held)
    del held  # as in a reading process, the next file takes the memory of the last one
    with ExitStack() as patched:
        for module, name, part in _TIMED:
            timed = _timed(getattr(module, name), spent, part)
            patched.enter_context(mock.patch.object(module, name, timed))
        with _timing(spent, _WHOLE):
            extraction.extract(path, model_input_px=_INPUT_PX)
    return spent


def _timed(
    work: Callable[..., object], spent: defaultdict[str, float], part: str
) -> Callable[..., object]:
    @functools.wraps(work)
    def timed(*given: object, **named: object) -> object:
        with _timing(spent, part):
            return work(*given, **named)

    return timed


@contextmanager
def _timing(spent: defaultdict[str, float], part: str) -> Iterator[None]:
    started_ns = time.thread_time_ns()
    yield
    spent[part] += (time.thread_time_ns() - started_ns) / 1e6


def _model_ms(paths: Sequence[Path], repeats: int) -> float:
    embedder = open_embedder("default", "cpu")
    inputs = [extraction.extract(path, model_input_px=_INPUT_PX).model_input for path in paths]
    batch = np.stack([pixels for pixels in inputs[:CPU_BATCH] if pixels is not None])
    best = float("inf")
    for _ in range(repeats + 1):
        started_ns = time.thread_time_ns()
        embedder.embed(batch)
        best = min(best, (time.thread_time_ns() - started_ns) / 1e6 / len(batch))
    return best
