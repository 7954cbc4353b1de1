"""The library's index of vectors: a rebuildable cache beside the database, by which later photos
are compared with all others without reading all their vectors again.

One generation of it is a sketch (short vectors and standings), and in very large libraries an
Annoy index of the short vectors, on which searching takes a part of the time. Both are mapped into
memory. What is written is never changed: a rebuild writes the next generation, and old ones are
dropped when no one has them open. The trees are grown in the background, straight on the disk;
until they are there, and where the annoy module is missing, all short vectors are compared.

A JSON file comes last and says what belongs to a generation; files that it does not vouch for are
not looked at. So a build that is broken off leaves the generation before it.
"""

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Thread
from threading import enumerate as enumerate_threads
from typing import Any, Final, Literal
from zipfile import BadZipFile

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

from photodedup.engine.matching.coarse import Coarse
from photodedup.engine.matching.halves import to_single
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.strangers import Crowd, Standing

log = logging.getLogger(__name__)

TREES = 20
SEARCH_FACTOR = 4  # nodes inspected for each tree and neighbour asked for
# Photos; all short vectors of fewer are compared nearly as quickly, which misses less.
TREES_FROM = 2_000_000
_METRIC: Final[Literal["angular"]] = "angular"
_SEED = 20
_FORMAT = 4
_ROWS = 4096
_ENDINGS = (".json", ".npz", ".npy", ".ann", ".ann.part", ".json.part")

Vectors = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """What must fit before an index is used. What is mapped into memory must not be damaged, so the
    digests of the files are here."""

    generation: int
    model: str
    count: int
    short_digest: str
    rest_digest: str
    trees: int = 0  # none yet
    trees_digest: str = ""
    outdated: tuple[int, ...] = ()  # photos whose vectors are others by now
    metric: str = _METRIC
    format: int = _FORMAT

    def fits(self, model: str) -> bool:
        return self.model == model and self.metric == _METRIC and self.format == _FORMAT


def annoy_is_available() -> bool:
    try:
        import annoy  # noqa: F401
    except ImportError:
        return False
    return True


class VectorIndex:
    """A sketch of the library's vectors, and the photo id of each of its rows.

    Attributes:
        ids: (n,) photos; 0 for those whose vectors are others by now.
        has_trees: whether `neighbours` can be asked.
    """

    def __init__(
        self, folder: Path, facts: IndexFacts, ids: NDArray[np.int64], sketch: Sketch
    ) -> None:
        self._folder = folder
        self.facts = facts
        self.sketch = sketch
        self.ids = np.where(np.isin(ids, facts.outdated), 0, ids)
        self._annoy: Any = None
        self.has_trees = facts.trees > 0
        if self.has_trees:
            from annoy import AnnoyIndex

            self._annoy = AnnoyIndex(sketch.short.shape[1], _METRIC)
            self._annoy.load(str(_path(folder, facts.generation, ".ann")))

    @classmethod
    def open(cls, folder: Path, model: str) -> "VectorIndex | None":
        """The newest index of this model, or None where there is none that can be trusted."""
        for generation in reversed(_generations(folder)):
            try:
                facts = _read_facts(folder, generation)
                if not facts.fits(model):
                    continue
                if not annoy_is_available():
                    facts = replace(facts, trees=0, trees_digest="")
                if _is_sound(folder, facts):
                    return cls(folder, facts, *_read(folder, facts))
                log.warning("the index vectors-%d is damaged", generation)
            except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile) as error:
                log.warning("the index vectors-%d is left aside: %s", generation, error)
        return None

    @classmethod
    def build(
        cls, folder: Path, model: str, ids: Sequence[int], sketch: Sketch
    ) -> "VectorIndex | None":
        """Write the next generation; None where it cannot be written: without an index the same is
        found, and takes longer."""
        older = _generations(folder)
        generation = 1 + max(older, default=0)
        known = np.asarray(ids, np.int64)
        try:
            facts = _write(folder, generation, model, known, sketch)
        except OSError as error:
            log.warning("the index cannot be written: %s", error)
            _drop(folder, [generation])
            return None
        _drop(folder, older)
        return cls(folder, facts, known, sketch)

    def outdate(self, photos: Sequence[int]) -> None:
        """Never propose these again: their vectors are others by now. Kept with the index."""
        gone = np.intersect1d(self.ids, np.asarray(photos, np.int64))
        if not len(gone):
            return
        self.ids = np.where(np.isin(self.ids, gone), 0, self.ids)
        outdated = tuple(sorted({*self.facts.outdated, *gone.tolist()}))
        self.facts = replace(self.facts, outdated=outdated)
        try:
            _write_facts(self._folder, self.facts)
        except OSError as error:
            log.warning("the index cannot be brought up to date: %s", error)
            _drop(self._folder, [self.facts.generation])

    def grow_trees(self) -> Thread | None:
        """Grow the trees in the background, for who opens the index later; None where they are
        there already, or not worth it. They are dropped where the program ends before them."""
        name = f"trees of {_path(self._folder, self.facts.generation, '.ann')}"
        is_growing = any(thread.name == name for thread in enumerate_threads())
        if self.has_trees or is_growing or len(self.ids) < TREES_FROM or not annoy_is_available():
            return None
        thread = Thread(target=self._grow, name=name, daemon=True)
        thread.start()
        return thread

    def with_trees(self) -> "VectorIndex | None":
        """The same index after its trees were grown, here and now; None where they were not."""
        self._grow()
        index = VectorIndex.open(self._folder, self.facts.model)
        return index if index is not None and index.has_trees else None

    def neighbours(self, vectors: Vectors, count: int) -> list[NDArray[np.int64]]:
        """By the trees: for each of the short vectors (n, dims) the rows of about the nearest
        `count`; their cosines are for the caller."""
        depth = self.facts.trees * count * SEARCH_FACTOR
        return [
            np.asarray(self._annoy.get_nns_by_vector(vector, count, search_k=depth), np.int64)
            for vector in to_single(vectors)
        ]

    def close(self) -> None:
        """Let go of the trees; they cannot be searched afterwards."""
        if self._annoy is not None:
            self._annoy.unload()
        self.has_trees = False

    def _grow(self) -> None:
        from annoy import AnnoyIndex

        generation = self.facts.generation
        part = _path(self._folder, generation, ".ann.part")
        target = _path(self._folder, generation, ".ann")
        try:
            index = AnnoyIndex(self.sketch.short.shape[1], _METRIC)
            index.set_seed(_SEED)
            index.on_disk_build(str(part))
            for start in range(0, len(self.ids), _ROWS):
                vectors = to_single(self.sketch.short[start : start + _ROWS])
                for row, vector in enumerate(vectors, start):
                    index.add_item(row, vector)
            index.build(TREES, n_jobs=1)  # one job: the same trees on every run
            index.unload()
            os.replace(part, target)
            # Another find may have written this meanwhile, or dropped the generation.
            facts = _read_facts(self._folder, generation)
            _write_facts(self._folder, replace(facts, trees=TREES, trees_digest=_digest(target)))
        except Exception as error:  # noqa: BLE001 - annoy knows no other; without trees all goes on
            log.warning("the index has no trees: %s", error)
            for path in (part, target):
                path.unlink(missing_ok=True)


def forget_indexes(folder: Path) -> None:
    """Remove every index of a library; the next find that needs one builds it."""
    _drop(folder, _generations(folder))


def _write(
    folder: Path, generation: int, model: str, ids: NDArray[np.int64], sketch: Sketch
) -> IndexFacts:
    short, rest = _path(folder, generation, ".npy"), _path(folder, generation, ".npz")
    np.save(short, sketch.short)
    np.savez(
        rest,
        ids=ids,
        directions=sketch.coarse.directions,
        sample=sketch.crowd.sample,
        scale=sketch.standing.scale,
        offset=sketch.standing.offset,
        short_sample=sketch.short_crowd.sample,
        short_scale=sketch.short_standing.scale,
        short_offset=sketch.short_standing.offset,
        widest=np.array([sketch.crowd.widest, sketch.short_crowd.widest]),
    )
    facts = IndexFacts(generation, model, len(ids), _digest(short), _digest(rest))
    _write_facts(folder, facts)
    return facts


def _read(folder: Path, facts: IndexFacts) -> tuple[NDArray[np.int64], Sketch]:
    short = np.load(_path(folder, facts.generation, ".npy"), mmap_mode="r")
    with np.load(_path(folder, facts.generation, ".npz")) as arrays:
        widest, short_widest = arrays["widest"].tolist()
        sketch = Sketch(
            Coarse(arrays["directions"]),
            short,
            Crowd(arrays["sample"], widest),
            Standing(arrays["scale"], arrays["offset"]),
            Crowd(arrays["short_sample"], short_widest),
            Standing(arrays["short_scale"], arrays["short_offset"]),
        )
        return arrays["ids"], sketch


def _read_facts(folder: Path, generation: int) -> IndexFacts:
    facts = json.loads(_path(folder, generation, ".json").read_text(encoding="utf-8"))
    facts["outdated"] = tuple(facts.get("outdated", ()))
    return IndexFacts(**facts)


def _write_facts(folder: Path, facts: IndexFacts) -> None:
    target = _path(folder, facts.generation, ".json")
    part = _path(folder, facts.generation, ".json.part")
    part.write_text(json.dumps(asdict(facts)), encoding="utf-8")
    os.replace(part, target)


def _is_sound(folder: Path, facts: IndexFacts) -> bool:
    digests = {".npy": facts.short_digest, ".npz": facts.rest_digest}
    if facts.trees:
        digests[".ann"] = facts.trees_digest
    return all(
        _digest(_path(folder, facts.generation, ending)) == digest
        for ending, digest in digests.items()
    )


def _path(folder: Path, generation: int, ending: str) -> Path:
    return folder / f"vectors-{generation}{ending}"


def _digest(path: Path) -> str:
    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()


def _generations(folder: Path) -> list[int]:
    """Of all generations that were finished, oldest first."""
    stems = (path.stem.removeprefix("vectors-") for path in folder.glob("vectors-*.json"))
    return sorted(int(stem) for stem in stems if stem.isdigit())


def _drop(folder: Path, generations: Sequence[int]) -> None:
    """Remove older generations of our own files; one that is still mapped stays for next time."""
    for generation in generations:
        for ending in _ENDINGS:
            try:
                _path(folder, generation, ending).unlink(missing_ok=True)
            except OSError as error:
                log.info("an old index stays for now: %s", error)
