"""The library's Annoy index of vectors: an approximate, rebuildable cache beside the database.

Annoy files carry no header, so a small JSON file beside each says what is in it. An index is
never changed in place: a rebuild writes the next generation, and old ones are dropped when no one
has them open. Where the annoy module is missing everything is compared.

It holds vectors cut to their main components. At 50,000 photos ten trees and a search factor of
two found 290 of 310 hard edits, twenty trees and one 292, at more CPU time than comparing all of
the shorter vectors, which found 308: so it proposes where there are many more.
"""

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal
from zipfile import BadZipFile

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

from photodedup.engine.matching.coarse import Coarse

log = logging.getLogger(__name__)

TREES = 20
SEARCH_FACTOR = 1  # nodes inspected for each tree and neighbour asked for
_METRIC: Final[Literal["angular"]] = "angular"
_SEED = 20
_FORMAT = 3
_ROWS = 4096

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
    """A memory-mapped Annoy index and the photo id of each of its rows."""

    def __init__(
        self, folder: Path, facts: IndexFacts, ids: NDArray[np.int64], coarse: Coarse
    ) -> None:
        from annoy import AnnoyIndex

        self.facts = facts
        self.ids = ids
        self._coarse = coarse
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
                if not facts.fits(model):
                    continue
                with np.load(sidecar.with_suffix(".npz")) as arrays:
                    ids, coarse = arrays["ids"], Coarse(arrays["directions"])
                if len(ids) != facts.count:
                    continue
                if _digest(_path(folder, facts.generation)) == facts.digest:
                    return cls(folder, facts, ids, coarse)
                log.warning("the index %s is damaged", sidecar.name)
            except (OSError, ValueError, TypeError, KeyError, BadZipFile) as error:
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
        known, coarse = np.asarray(ids, np.int64), Coarse.of(vectors)
        try:
            facts = cls._write(folder, generation, model, known, coarse, vectors)
        except OSError as error:
            log.warning("the index cannot be written: %s", error)
            _drop([_path(folder, generation).with_suffix(".json")])
            return None
        _drop(older)
        return cls(folder, facts, known, coarse)

    @staticmethod
    def _write(
        folder: Path,
        generation: int,
        model: str,
        ids: NDArray[np.int64],
        coarse: Coarse,
        vectors: Vectors,
    ) -> IndexFacts:
        from annoy import AnnoyIndex

        dims = coarse.directions.shape[1]
        index = AnnoyIndex(dims, _METRIC)
        index.set_seed(_SEED)
        for start in range(0, len(ids), _ROWS):
            for row, vector in enumerate(coarse.shorten(vectors[start : start + _ROWS]), start):
                index.add_item(row, vector)
        index.build(TREES, n_jobs=1)  # one job: the same trees on every run
        target = _path(folder, generation)
        index.save(str(target) + ".part")
        os.replace(str(target) + ".part", target)
        facts = IndexFacts(generation, model, dims, len(ids), TREES, digest=_digest(target))
        np.savez(target.with_suffix(".npz"), ids=ids, directions=coarse.directions)
        # The sidecar comes last: without it the other two files are not looked at.
        target.with_suffix(".json").write_text(json.dumps(asdict(facts)), encoding="utf-8")
        return facts

    def neighbours(self, vectors: Vectors, count: int) -> list[NDArray[np.int64]]:
        """For each of the unit vectors (n, dims) the photo ids of about the nearest `count`; their
        cosines are for the caller."""
        depth = self.facts.trees * count * SEARCH_FACTOR
        found = []
        for vector in self._coarse.shorten(vectors):
            rows = self._annoy.get_nns_by_vector(vector, count, search_k=depth)
            found.append(np.asarray(self.ids[np.asarray(rows, np.intp)], np.int64))
        return found

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
        for ending in (".json", ".npz", ".npy", ".ann", ".ann.part"):  # .npy: of earlier formats
            path = sidecar.with_suffix(ending)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                log.info("an old index stays for now: %s", error)
