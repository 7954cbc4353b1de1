"""Make edited copies of a person's own photos, with a truth file that says what each one is."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from photodedup.engine.errors import PhotodedupError, UnreadablePhoto
from photodedup.engine.evaluation.edits import EDITS, Edit, Source, source_of
from photodedup.engine.evaluation.truth import ORIGINAL, TRUTH_FILE, TruthRow, write_truth
from photodedup.engine.exif import read_exif
from photodedup.engine.features.perceptual import PerceptualHashes, distance, perceptual_hashes
from photodedup.engine.files.walk import FoundFile, walk
from photodedup.engine.pictures.decode import decode, preview_pixels
from photodedup.engine.pictures.geometry import Pixels, resized
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress

LONG_SIDE_PX = 1600  # larger photos are reduced first: thirty copies of 20 MB fill a disk
_NEAR_BITS = 10  # of 64: two photos this near may be copies already, and only one is taken
_FLAT_GREY = 3.0  # standard deviation below which a picture shows nothing


class NothingToCopy(PhotodedupError):
    """There is no photo to make copies of, or no empty folder to put them in."""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What was made: photos, files with the photos themselves, and photos left out."""

    photo_count: int
    file_count: int
    left_out: tuple[tuple[Path, str], ...]


def synthesize(
    folder: Path,
    target: Path,
    executor: Executor,
    *,
    limit: int | None = None,
    long_side_px: int = LONG_SIDE_PX,
    edits: Sequence[Edit] = EDITS,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> Synthesis:
    """Put each photo of `folder`, and one copy of it for each kind of edit, below `target`.

    `limit` takes that many photos, spread evenly over the folder. Photos that look like one
    already taken are left out: nobody could say whether finding them together is right.

    Raises:
        NothingToCopy: no readable photo, or `target` is not an empty folder.
        Cancelled: what was made so far is left without a truth file.
    """
    token = token or CancelToken()
    _require_empty(target)
    files = [entry.path for entry in walk([folder]) if isinstance(entry, FoundFile)]
    wanted = len(files) if limit is None else min(limit, len(files))
    chooser = _Chooser(files, wanted, long_side_px)
    rows: list[TruthRow] = []
    done = 0
    for batch in _batches(chooser.sources(token), 16):
        make = partial(_make_copies, target=target, edits=edits)
        for made in executor.map(make, batch):
            rows += made
            done += 1
            report(Progress(Stage.READING, done, wanted, len(chooser.left_out)))
            token.check()
    if not rows:
        raise NothingToCopy(f"There is no photo in {folder} that copies could be made of.")
    write_truth(target / TRUTH_FILE, rows)
    return Synthesis(done, len(rows), tuple(chooser.left_out))


def _require_empty(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        is_empty = not any(target.iterdir())
    except OSError as error:
        raise NothingToCopy(f"{target} cannot be written to: {error.strerror}.") from error
    if not is_empty:
        raise NothingToCopy(f"{target} is not empty; the copies need a folder of their own.")


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    number: int
    path: Path
    source: Source


class _Chooser:
    """Takes readable photos, evenly spread, that do not look like each other."""

    def __init__(self, files: Sequence[Path], wanted: int, long_side_px: int) -> None:
        step = len(files) / wanted if wanted else 1.0
        first = [int(number * step) for number in range(wanted)]
        rest = sorted(set(range(len(files))) - set(first))
        self._files = [files[index] for index in (*first, *rest)]
        self._wanted = wanted
        self._long_side_px = long_side_px
        self._taken: list[PerceptualHashes] = []
        self.left_out: list[tuple[Path, str]] = []

    def sources(self, token: CancelToken) -> Iterator[_Chosen]:
        for path in self._files:
            token.check()
            if len(self._taken) >= self._wanted:
                return
            try:
                chosen = self._source(path)
            except UnreadablePhoto as error:
                self.left_out.append((path, str(error)))
            else:
                if chosen is not None:
                    yield _Chosen(len(self._taken), path, chosen)

    def _source(self, path: Path) -> Source | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadablePhoto(f"the file cannot be read ({error.strerror})") from error
        decoded = decode(data, path, full=True)
        grey = preview_pixels(decoded.pixels).mean(axis=2).astype(np.uint8)
        hashes = perceptual_hashes(grey)
        if float(grey.std()) < _FLAT_GREY:
            raise UnreadablePhoto("the picture shows nothing that could be told apart")
        if any(_are_near(hashes, other) for other in self._taken):
            raise UnreadablePhoto("it looks like another photo that was taken")
        self._taken.append(hashes)
        pixels = self._reduced(decoded.pixels)
        is_kept = (
            decoded.format == "JPEG"
            and pixels is decoded.pixels
            and read_exif(decoded.exif).orientation in (None, 1)
        )
        exif = b"" if decoded.is_raw or decoded.format == "TIFF" else decoded.exif
        return source_of(pixels, exif, data if is_kept else None, len(self._taken))

    def _reduced(self, pixels: Pixels) -> Pixels:
        height_px, width_px = pixels.shape[:2]
        share = self._long_side_px / max(height_px, width_px)
        if share >= 1.0:
            return pixels
        return resized(pixels, max(1, round(width_px * share)), max(1, round(height_px * share)))


def _are_near(one: PerceptualHashes, other: PerceptualHashes) -> bool:
    """Alike in any of the eight orientations."""
    by_d = distance(one.dhash, other.dhash[0])
    by_p = distance(one.phash, other.phash[0])
    return bool(min(by_d.min(), by_p.min()) <= _NEAR_BITS)


def _make_copies(chosen: _Chosen, *, target: Path, edits: Sequence[Edit]) -> list[TruthRow]:
    """Write the photo and its copies; the rows that say what they are."""
    stem = re.sub(r"[^\w.-]+", "-", chosen.path.stem)[:60]
    name = f"{chosen.number:05}-{stem}"
    group = f"photo-{chosen.number:05}"
    kept = target / ORIGINAL / f"{name}.jpg"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(chosen.source.jpeg)
    rows = [TruthRow(kept, group, ORIGINAL, str(chosen.path))]
    for number, edit in enumerate(edits):
        path = target / edit.kind / f"{name}{edit.extension}"
        path.parent.mkdir(exist_ok=True)
        random = np.random.default_rng([chosen.number, number])
        path.write_bytes(edit.make(replace(chosen.source, random=random)))
        rows.append(TruthRow(path, group, edit.kind, f"made from {kept.name}"))
    return rows


def _batches(items: Iterator[_Chosen], size: int) -> Iterator[list[_Chosen]]:
    batch: list[_Chosen] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
