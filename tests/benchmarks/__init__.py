"""Benchmarks, run by hand: `python -m tests.benchmarks`. None of them is part of the tests."""
