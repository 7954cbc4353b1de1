"""Half precision becomes single precision without a change."""

import numpy as np

from photodedup.engine.matching.halves import to_single


def test_every_finite_half_stays_what_it_is():
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)].reshape(-1, 8)
    assert np.array_equal(to_single(halves), halves.astype(np.float32))
    assert np.array_equal(to_single(halves[::3]), halves[::3].astype(np.float32))


def test_nothing_and_singles():
    assert to_single(np.empty((0, 5), np.float16)).shape == (0, 5)
    singles = np.ones((2, 3), np.float32)
    assert np.array_equal(to_single(singles), singles)
