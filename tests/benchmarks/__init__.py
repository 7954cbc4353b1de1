"""Benchmarks, run by hand: `python -m tests.benchmarks`. None of them is part of the tests."""

import photodedup  # noqa: F401 - before NumPy, as in the program: it says how many threads that has
