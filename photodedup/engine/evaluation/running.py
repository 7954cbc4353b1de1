"""Find duplicates in a labelled folder, in a library of its own, and measure how well it went."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.evaluation.background import (
    Suggestion,
    cosine_background,
    related_cosines,
    suggest,
)
from photodedup.engine.evaluation.scoring import (
    Claim,
    PairCount,
    Score,
    Truth,
    count_pairs,
    score,
    wrong_matches,
)
from photodedup.engine.features.models import model_spec
from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.settings import Settings
from photodedup.engine.shot_groups import unfolded
from photodedup.engine.store.database import Database
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore

_NO_MODEL = "hashes only"
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
        hidden_wrong: wrong matches that were stored and no group shows: another group has taken the
            photos, but a decision or another similarity could bring them up.
        suggestion: None without a model or with too few photos.
    """

    folder: Path
    model: str
    photo_count: int
    skipped: tuple[tuple[Path, str], ...]
    checked_pairs: int
    steps: tuple[StepTime, ...]
    score: Score
    hidden_wrong: tuple[Claim, ...]
    curve: tuple[CurvePoint, ...]
    suggestion: Suggestion | None

    @property
    def checks_a_photo(self) -> float:
        return self.checked_pairs / max(1, self.photo_count)

    @property
    def all_wrong(self) -> tuple[Claim, ...]:
        """Wrong claims of groups, then the hidden ones."""
        return self.score.wrong + self.hidden_wrong

    @property
    def clean_similarity(self) -> float | None:
        """The lowest similarity of the curve from which on no pair is wrong."""
        clean: float | None = None
        for point in reversed(self.curve):
            if point.pairs.wrong_count:
                break
            clean = point.min_similarity
        return clean


def _processor_s() -> float:
    """Seconds of all cores so far, of this process and of those that read photos for it."""
    return sum(os.times()[:4])


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
            self._marks.append((str(name), time.monotonic(), _processor_s()))

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
        found.groups = tuple(unfolded(library.groups(0.0)))
        clock.begin("scoring")
        for limit in CURVE:
            pairs = count_pairs(unfolded(library.groups(limit)), truth)
            found.curve.append(CurvePoint(limit, pairs))
        found.skipped = {file.path: file.reason for file in library.skipped()}
        photo_count = library.photo_count()
    behind = _BehindTheScenes.look(places, settings, truth, found.groups)
    scored = score(found.groups, truth)
    return Evaluation(
        folder=folder,
        model=behind.model,
        photo_count=photo_count,
        skipped=tuple(sorted((p, why) for p, why in found.skipped.items() if p in truth)),
        checked_pairs=behind.checked_pairs,
        steps=clock.steps(),
        score=scored,
        hidden_wrong=_hidden(behind.wrong_matches, scored.wrong),
        curve=tuple(found.curve),
        suggestion=behind.suggestion,
    )


@dataclass(frozen=True, slots=True)
class _BehindTheScenes:
    """What a library has stored and no group shows."""

    model: str
    checked_pairs: int
    wrong_matches: tuple[Claim, ...]
    suggestion: Suggestion | None

    @classmethod
    def look(
        cls, places: LibraryPlaces, settings: Settings, truth: Truth, groups: Sequence[Group]
    ) -> "_BehindTheScenes":
        database = Database(places.database, LIBRARY_MIGRATIONS, read_only=True)
        try:
            pairs = PairStore(database)
            photos = PhotoStore(database).photos()
            checked = len(pairs.judged_pairs())
            wrong = tuple(wrong_matches(pairs.matches(), photos, truth))
            model, ids, vectors = _vectors(pairs, settings.model)
        finally:
            database.close()
        if len(ids) < 2:
            return cls(model, checked, wrong, None)
        sets = _related([photos[photo].path for photo in ids], truth, groups)
        background = cosine_background(vectors, sets)
        return cls(model, checked, wrong, suggest(background, related_cosines(vectors, sets)))


def _vectors(pairs: PairStore, model_id: str) -> tuple[str, list[PhotoId], NDArray[np.float16]]:
    """The model's name and what it made of the photos; "hashes only" and nothing without one."""
    try:
        spec = model_spec(model_id)
    except ModelUnavailable:
        return _NO_MODEL, [], np.empty((0, 0), np.float16)
    ids, vectors = pairs.vectors(spec.key)
    return spec.name if ids else _NO_MODEL, ids, vectors


def _hidden(wrong: Sequence[Claim], shown: Sequence[Claim]) -> tuple[Claim, ...]:
    known = {frozenset((claim.keeper, claim.member)) for claim in shown}
    return tuple(c for c in wrong if frozenset((c.keeper, c.member)) not in known)


def _related(paths: Sequence[Path], truth: Truth, groups: Sequence[Group]) -> list[int]:
    """A number for each photo: shared by photos of one labelled set, else of one found group."""
    names: dict[Path, str] = {}
    for group in groups:
        names.update({photo.path: f"found {group.id}" for photo in group.photos})
    names.update({path: row.group for path, row in truth.items() if row.group})
    numbers: dict[str, int] = {}
    return [numbers.setdefault(names.get(path, os.fspath(path)), len(numbers)) for path in paths]
