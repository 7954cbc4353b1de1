"""The library's Annoy index of vectors: an approximate, rebuildable cache beside the database.

Annoy files carry no header, so a small JSON file beside each says what is in it. An index is
never changed in place: a rebuild writes the next generation, and old ones are dropped when no one
has them open. Where the annoy module is missing everything is compared exactly.
"""

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

log = logging.getLogger(__name__)

TREES = 20
SEARCH_FACTOR = 4  # nodes inspected for each tree and neighbour asked for
_METRIC: Final[Literal["angular"]] = "angular"
_SEED = 20

Vectors = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """What must fit before an index is used."""

    generation: int
    model: str
    dims: int
    count: int
    trees: int
    digest: str  # of the file: what is mapped into memory must not be damaged
    metric: str = _METRIC
    format: int = 2


def annoy_is_available() -> bool:
    try:
        import annoy  # noqa: F401
    except ImportError:
        return False
    return True


class VectorIndex:
    """A memory-mapped Annoy index and the photo id of each of its rows."""

    def __init__(self, folder: Path, facts: IndexFacts, ids: NDArray[np.int64]) -> None:
        from annoy import AnnoyIndex

        self.facts = facts
        self.ids = ids
        self._annoy = AnnoyIndex(facts.dims, _METRIC)
        self._annoy.load(str(_path(folder, facts.generation)))

    @classmethod
    def open(cls, folder: Path, model: str) -> "VectorIndex | None":
        """The newest index of this model, or None where there is none that can be trusted."""
        if not annoy_is_available():
            return None
        for sidecar in reversed(_sidecars(folder)):
            try:
                facts = IndexFacts(**json.loads(sidecar.read_text(encoding="utf-8")))
                ids = np.load(sidecar.with_suffix(".npy"))
                if facts.model != model or facts.metric != _METRIC or len(ids) != facts.count:
                    continue
                if _digest(_path(folder, facts.generation)) == facts.digest:
                    return cls(folder, facts, ids)
                log.warning("the index %s is damaged", sidecar.name)
            except (OSError, ValueError, TypeError) as error:
                log.warning("the index %s is left aside: %s", sidecar.name, error)
        return None

    @classmethod
    def build(
        cls, folder: Path, model: str, ids: Sequence[int], vectors: Vectors
    ) -> "VectorIndex | None":
        """Write the next generation from unit vectors (n, dims); None without annoy or photos, and
        where it cannot be written: without an index the same is found, and takes longer."""
        if not annoy_is_available() or len(ids) == 0:
            return None
        older = _sidecars(folder)
        generation = 1 + max((int(path.stem.rpartition("-")[2]) for path in older), default=0)
        try:
            facts = cls._write(folder, generation, model, ids, vectors)
        except OSError as error:
            log.warning("the index cannot be written: %s", error)
            _drop([_path(folder, generation).with_suffix(".json")])
            return None
        _drop(older)
        return cls(folder, facts, np.asarray(ids, np.int64))

    @staticmethod
    def _write(
        folder: Path, generation: int, model: str, ids: Sequence[int], vectors: Vectors
    ) -> IndexFacts:
        from annoy import AnnoyIndex

        index = AnnoyIndex(vectors.shape[1], _METRIC)
        index.set_seed(_SEED)
        for row, vector in enumerate(vectors):
            index.add_item(row, vector)
        index.build(TREES, n_jobs=1)  # one job: the same trees on every run
        target = _path(folder, generation)
        index.save(str(target) + ".part")
        os.replace(str(target) + ".part", target)
        facts = IndexFacts(
            generation, model, vectors.shape[1], len(ids), TREES, digest=_digest(target)
        )
        np.save(target.with_suffix(".npy"), np.asarray(ids, np.int64))
        # The sidecar comes last: without it the other two files are not looked at.
        target.with_suffix(".json").write_text(json.dumps(asdict(facts)), encoding="utf-8")
        return facts

    def neighbours(self, vector: Vectors, count: int) -> NDArray[np.int64]:
        """Photo ids of about the nearest `count` vectors; their cosine is for the caller."""
        rows = self._annoy.get_nns_by_vector(
            vector, count, search_k=self.facts.trees * count * SEARCH_FACTOR
        )
        return np.asarray(self.ids[np.asarray(rows, np.intp)], np.int64)

    def close(self) -> None:
        """Let go of the file; the index cannot be used afterwards."""
        self._annoy.unload()


def forget_indexes(folder: Path) -> None:
    """Remove every index of a library; the next find that needs one builds it."""
    _drop(_sidecars(folder))


def _path(folder: Path, generation: int) -> Path:
    return folder / f"vectors-{generation}.ann"


def _digest(path: Path) -> str:
    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()


def _sidecars(folder: Path) -> list[Path]:
    """The JSON files of all generations, oldest first."""
    found = [path for path in folder.glob("vectors-*.json") if path.stem[8:].isdigit()]
    return sorted(found, key=lambda path: int(path.stem[8:]))


def _drop(sidecars: Sequence[Path]) -> None:
    """Remove older generations of our own files; one that is still mapped stays for next time."""
    for sidecar in sidecars:
        for ending in (".json", ".npy", ".ann", ".ann.part"):
            path = sidecar.with_suffix(ending)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                log.info("an old index stays for now: %s", error)
