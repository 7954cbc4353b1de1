"""Find duplicates in a labelled folder, in a library of its own, and measure how well it went."""

import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from photodedup.engine.domain import Group
from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.evaluation.background import (
    Suggestion,
    cosine_background,
    related_cosines,
    suggest,
)
from photodedup.engine.evaluation.scoring import PairCount, Score, Truth, count_pairs, score
from photodedup.engine.features.models import model_spec
from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.settings import Settings
from photodedup.engine.store.database import Database
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore

CURVE = (0.0, *(number / 100 for number in range(30, 100, 5)), 0.97, 0.99)


@dataclass(frozen=True, slots=True)
class StepTime:
    """What one step took: seconds on the clock, and of all processor cores together."""

    name: str
    wall_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class CurvePoint:
    min_similarity: float
    pairs: PairCount


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that one run showed.

    Attributes:
        model: the name of the model, or "hashes only".
        photo_count, skipped: photos read, and labelled files that could not be used, with reasons.
        checked_pairs: pairs that were aligned.
        suggestion: None without a model or with too few photos.
    """

    folder: Path
    model: str
    photo_count: int
    skipped: tuple[tuple[Path, str], ...]
    checked_pairs: int
    steps: tuple[StepTime, ...]
    score: Score
    curve: tuple[CurvePoint, ...]
    suggestion: Suggestion | None

    @property
    def checks_a_photo(self) -> float:
        return self.checked_pairs / max(1, self.photo_count)


class _StepClock:
    """A progress sink that notes when each stage begins."""

    def __init__(self, forward: ProgressSink) -> None:
        self._forward = forward
        self._marks: list[tuple[str, float, float]] = []

    def __call__(self, progress: Progress) -> None:
        self.begin(progress.stage)
        self._forward(progress)

    def begin(self, name: str) -> None:
        if not self._marks or self._marks[-1][0] != name:
            self._marks.append((str(name), time.monotonic(), time.process_time()))

    def steps(self) -> tuple[StepTime, ...]:
        """The time of each stage, in order; a stage that came twice is added up."""
        spent: dict[str, tuple[float, float]] = {}
        for (name, wall, cpu), (_, next_wall, next_cpu) in zip(
            self._marks, self._marks[1:], strict=False
        ):
            held = spent.get(name, (0.0, 0.0))
            spent[name] = (held[0] + next_wall - wall, held[1] + next_cpu - cpu)
        return tuple(
            StepTime(name, round(wall, 2), round(cpu, 2)) for name, (wall, cpu) in spent.items()
        )


@dataclass(slots=True)
class _Found:
    groups: tuple[Group, ...] = ()
    curve: list[CurvePoint] = field(default_factory=list)
    skipped: dict[Path, str] = field(default_factory=dict)


def evaluate(
    folder: Path,
    truth: Truth,
    places: LibraryPlaces,
    executor: Executor,
    settings: Settings | None = None,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> Evaluation:
    """Scan a folder whose files `truth` labels by absolute path, and score what was found.

    `places` should be a new library: what one holds already is neither read nor timed again.

    Raises:
        FolderRefused, Cancelled: as `Library.add_folder` and `Library.scan` do.
    """
    settings = settings or Settings()
    clock = _StepClock(report)
    found = _Found()
    with Library(places, settings) as library:
        library.add_folder(folder)
        clock.begin(Stage.WALKING)
        library.scan(executor, clock, token)
        clock.begin("grouping")
        found.groups = library.groups(0.0)
        clock.begin("scoring")
        for limit in CURVE:
            pairs = count_pairs(library.groups(limit), truth)
            found.curve.append(CurvePoint(limit, pairs))
        found.skipped = {file.path: file.reason for file in library.skipped()}
        photo_count = library.photo_count()
    model, suggestion, checked = _behind_the_scenes(places, settings, truth, found.groups)
    return Evaluation(
        folder=folder,
        model=model,
        photo_count=photo_count,
        skipped=tuple(sorted((p, why) for p, why in found.skipped.items() if p in truth)),
        checked_pairs=checked,
        steps=clock.steps(),
        score=score(found.groups, truth),
        curve=tuple(found.curve),
        suggestion=suggestion,
    )


def _behind_the_scenes(
    places: LibraryPlaces, settings: Settings, truth: Truth, groups: Sequence[Group]
) -> tuple[str, Suggestion | None, int]:
    """The model's name, limits from this library's background, and the pairs checked."""
    database = Database(places.database, LIBRARY_MIGRATIONS, read_only=True)
    try:
        pairs = PairStore(database)
        checked = len(pairs.judged_pairs())
        try:
            spec = model_spec(settings.model)
        except ModelUnavailable:
            return "hashes only", None, checked
        ids, vectors = pairs.vectors(spec.key)
        photos = PhotoStore(database).photos()
    finally:
        database.close()
    if len(ids) < 2:
        return "hashes only", None, checked
    paths = [photos[photo].path for photo in ids]
    sets = _related(paths, truth, groups)
    suggestion = suggest(cosine_background(vectors, sets), related_cosines(vectors, sets))
    return spec.name, suggestion, checked


def _related(paths: Sequence[Path], truth: Truth, groups: Sequence[Group]) -> list[int]:
    """A number for each photo: shared by photos of one labelled set, else of one found group."""
    names: dict[Path, str] = {}
    for group in groups:
        names.update({photo.path: f"found {group.id}" for photo in group.photos})
    names.update({path: row.group for path, row in truth.items() if row.group})
    numbers: dict[str, int] = {}
    return [numbers.setdefault(names.get(path, os.fspath(path)), len(numbers)) for path in paths]


def on_disk(truth: Mapping[Path, object]) -> list[Path]:
    """Labelled files that are not there."""
    return [path for path in truth if not path.is_file()]
