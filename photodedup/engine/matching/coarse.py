"""Shorter vectors, for a first look at very many: they propose, the full ones decide."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.halves import to_single

COARSE_DIMS = 192
_SAMPLE = 4096
_ROWS = 2048

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Coarse:
    """Main directions of a library's vectors: float32 (dims, at most COARSE_DIMS)."""

    directions: NDArray[np.float32]

    @classmethod
    def of(cls, vectors: Floats) -> "Coarse":
        """From unit vectors (n, dims), of which an evenly spread sample is enough."""
        rows = np.linspace(0, len(vectors) - 1, min(_SAMPLE, len(vectors))).astype(np.int64)
        sample = to_single(vectors[rows])
        # Eigenvectors come in order of rising share.
        _, directions = np.linalg.eigh(sample.T @ sample)
        return cls(np.ascontiguousarray(directions[:, ::-1][:, :COARSE_DIMS]))

    def shorten(
        self, vectors: Floats, each: Callable[..., Iterable[Any]] = map
    ) -> NDArray[np.float16]:
        """Unit vectors (n, dims) as shorter unit vectors; `each` maps a function over items, in
        order: `map`, or one that uses several cores."""
        short = np.empty((len(vectors), self.directions.shape[1]), np.float16)

        def shorten(start: int) -> None:
            rows = slice(start, start + _ROWS)
            part = to_single(vectors[rows]) @ self.directions
            length = np.linalg.norm(part, axis=1, keepdims=True)
            short[rows] = part / np.maximum(length, np.finfo(np.float32).tiny)

        for _ in each(shorten, range(0, len(vectors), _ROWS)):
            pass
        return short
