"""The self-test tries every part once, somewhere else, and survives what does not work."""

import os

import pytest

from photodedup.engine import selftest
from photodedup.engine.matching import vector_index
from photodedup.engine.selftest import run_self_test


def test_every_part_works():
    outcomes = list(run_self_test())
    assert [outcome.message for outcome in outcomes if not outcome.is_good] == []
    assert [outcome.name for outcome in outcomes] == [
        *("imports", "one decode", "one forward pass", "one index", "find, trash and restore")
    ]


def test_leaves_no_trace(home, monkeypatch, tmp_path):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    before = dict(os.environ)
    list(run_self_test())
    assert list((tmp_path / "temporary").iterdir()) == []
    assert list(home.iterdir()) == []
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("part", "name"), [("_imports", "imports"), ("_decode", "one decode"), ("_index", "one index")]
)
def test_a_part_that_breaks_does_not_stop_the_others(monkeypatch, part, name):
    def broken(_):
        raise RuntimeError("out of order")

    monkeypatch.setattr(selftest, part, broken)
    outcomes = {outcome.name: outcome for outcome in run_self_test()}
    assert outcomes[name].message == "RuntimeError: out of order"
    assert [outcome.is_good for outcome in outcomes.values()].count(False) == 1


def test_without_annoy_it_says_what_that_means(monkeypatch):
    monkeypatch.setattr(selftest, "annoy_is_available", lambda: False)
    monkeypatch.setattr(vector_index, "annoy_is_available", lambda: False)
    outcomes = {outcome.name: outcome for outcome in run_self_test()}
    assert outcomes["one index"].is_good
    assert "compared exactly" in outcomes["one index"].message
