"""What is kept of a library's vectors to propose pairs quickly: shorter vectors, and how alike to
strangers each photo is by the short and by the full ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.coarse import Coarse
from photodedup.engine.matching.strangers import Crowd, Each, Standing

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Of n vectors.

    Attributes:
        coarse: makes short vectors.
        short: (n, short dims), unit length; may be mapped from a file.
        crowd, standing: of the full vectors.
        short_crowd, short_standing: of the short ones.
    """

    coarse: Coarse
    short: NDArray[np.float16]
    crowd: Crowd
    standing: Standing
    short_crowd: Crowd
    short_standing: Standing

    @classmethod
    def of(cls, vectors: Floats, each: Each = map) -> "Sketch":
        """From unit vectors (n, dims), n at least 2; `each` maps a function over items, in order:
        `map`, or one that uses several cores."""
        coarse = Coarse.of(vectors)
        short = coarse.shorten(vectors, each)
        return cls(coarse, short, *Crowd.of(vectors, each), *Crowd.of(short, each))
