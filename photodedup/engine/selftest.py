"""Try every part of the engine once, on pictures made for it, in a temporary home."""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.extraction import extract
from photodedup.engine.features.embedding import open_embedder
from photodedup.engine.features.models import DEFAULT_MODEL, model_spec
from photodedup.engine.library import Library
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.vector_index import VectorIndex, annoy_is_available
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings

_MODULES = ("PIL", "cv2", "numpy", "onnxruntime", "pillow_heif", "platformdirs", "rawpy")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One part: whether it works, and what was seen or what went wrong."""

    name: str
    is_good: bool
    message: str


def run_self_test() -> Iterator[Outcome]:
    """Yield an outcome for each part; a part that fails does not stop the others."""
    with tempfile.TemporaryDirectory(prefix="photodedup-self-test-") as folder:
        home = Path(folder).resolve()
        with _temporary_home(home):
            parts: tuple[tuple[str, Callable[[Path], str]], ...] = (
                ("imports", _imports),
                ("one decode", _decode),
                ("one forward pass", _forward),
                ("one index", _index),
                ("find, trash and restore", _trash_and_restore),
            )
            for name, part in parts:
                try:
                    yield Outcome(name, True, part(home))
                except Exception as error:  # noqa: BLE001 - whatever it is belongs in the report
                    yield Outcome(name, False, f"{type(error).__name__}: {error}")


@contextmanager
def _temporary_home(home: Path) -> Iterator[None]:
    """Neither the person's trash nor their libraries are touched."""
    names = {"HOME": home, "XDG_DATA_HOME": home / "data", "XDG_CACHE_HOME": home / "cache"}
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: str(path) for name, path in names.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _imports(_: Path) -> str:
    for name in _MODULES:
        importlib.import_module(name)
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Python {python}, {len(_MODULES)} libraries"


def _picture(seed: int) -> NDArray[np.uint8]:
    """A picture with broad shapes and fine detail, (480, 640, 3)."""
    random = np.random.default_rng(seed)
    broad = cv2.resize(
        random.integers(0, 256, (12, 16, 3), dtype=np.uint8),
        (640, 480),
        interpolation=cv2.INTER_CUBIC,
    )
    for _ in range(60):
        x, y, size = (int(v) for v in random.integers(10, 470, 3))
        colour = tuple(int(v) for v in random.integers(0, 256, 3))
        cv2.circle(broad, (x + 80, y), size // 20 + 2, colour, -1)
    return np.asarray(broad, np.uint8)


def _decode(home: Path) -> str:
    path = home / "one.jpg"
    cv2.imwrite(str(path), _picture(1))
    made = extract(path, model_input_px=224)
    if (made.width_px, made.height_px) != (640, 480):
        raise ValueError(f"a 640 x 480 picture came out as {made.width_px} x {made.height_px}")
    return f"{made.format}, {made.width_px} x {made.height_px}"


def _forward(_: Path) -> str:
    embedder = open_embedder(DEFAULT_MODEL)
    size_px = embedder.spec.input_px
    vector = embedder.embed(cv2.resize(_picture(1), (size_px, size_px))[None])
    length = float(np.linalg.norm(vector))
    if vector.shape != (1, model_spec(DEFAULT_MODEL).dims) or abs(length - 1) > 1e-3:
        raise ValueError(f"a vector of shape {vector.shape} and length {length:.3f}")
    return f"{embedder.spec.name} on {embedder.device_text}"


def _index(home: Path) -> str:
    if not annoy_is_available():
        return "annoy is not installed: vectors are compared exactly, slower in large libraries"
    random = np.random.default_rng(1)
    vectors = np.eye(8, dtype=np.float32) + 0.1 * random.random((8, 8), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    made = VectorIndex.build(home, "self-test", list(range(10, 18)), Sketch.of(vectors))
    index = made and made.with_trees()
    if index is None:
        raise ValueError("the index cannot be made")
    (nearest,) = index.neighbours(index.sketch.short[3:4], 1)
    index.close()
    if nearest.tolist() != [3]:
        raise ValueError("the index does not find a vector that is in it")
    return "annoy finds what is in it"


def _trash_and_restore(home: Path) -> str:
    photos = home / "photos"
    photos.mkdir()
    for name, seed in (("a.jpg", 1), ("a copy.jpg", 1), ("b.jpg", 2)):
        cv2.imwrite(str(photos / name), _picture(seed))
    places = library_places_at(home / "library")
    with Library(places, Settings(workers=1)) as library, ThreadPoolExecutor(1) as executor:
        library.add_folder(photos)
        library.scan(executor)
        (group,) = (group for group in library.groups() if group.kind is GroupKind.COPIES)
        if group.members[0].verdict is not Verdict.IDENTICAL:
            raise ValueError(f"two identical files were called {group.members[0].verdict}")
        operation = library.clean_up(library.plan([group]))
        if len(operation.removed) != 1:
            raise ValueError(
                "; ".join(r.message for r in operation.removals) or "nothing was moved"
            )
        result = library.restore([removal.id for removal in operation.removed])
        if result.failed or len(list(photos.iterdir())) != 3:
            raise ValueError("; ".join(reason for _, reason in result.failed) or "not restored")
    return "one copy found, moved to the trash and brought back"
