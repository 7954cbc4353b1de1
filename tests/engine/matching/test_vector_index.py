"""The index of a library's vectors: rebuilt by generation, left aside where it is damaged."""

import json
import threading

import numpy as np
import pytest

from photodedup.engine.matching import vector_index
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.vector_index import VectorIndex, forget_indexes
from tests.engine.matching.test_vectors import unit_vectors

needs_annoy = pytest.mark.skipif(
    not vector_index.annoy_is_available(), reason="the annoy module is not installed"
)


def build(folder, count=30, first_id=100):
    sketch = Sketch.of(unit_vectors(count))
    return VectorIndex.build(folder, "model", range(first_id, first_id + count), sketch)


def names(folder):
    return sorted(path.name for path in folder.glob("vectors*"))


class TestGenerations:
    def test_is_opened_again(self, tmp_path):
        made = build(tmp_path)
        index = VectorIndex.open(tmp_path, "model")
        assert index.ids.tolist() == list(range(100, 130))
        assert (index.facts.count, index.facts.model) == (30, "model")
        for one, other in (
            (made.sketch.short, index.sketch.short),
            (made.sketch.coarse.directions, index.sketch.coarse.directions),
            (made.sketch.standing.scale, index.sketch.standing.scale),
            (made.sketch.short_standing.offset, index.sketch.short_standing.offset),
        ):
            assert np.array_equal(one, other)

    def test_a_new_one_replaces_the_old(self, tmp_path):
        build(tmp_path)
        old = VectorIndex.open(tmp_path, "model")
        new = build(tmp_path, 40)
        assert (old.facts.generation, new.facts.generation) == (1, 2)
        assert np.array_equal(old.sketch.short, Sketch.of(unit_vectors(30)).short)  # still mapped
        assert names(tmp_path) == ["vectors-2.json", "vectors-2.npy", "vectors-2.npz"]
        assert VectorIndex.open(tmp_path, "model").facts.count == 40

    def test_one_that_is_broken_off_leaves_the_old(self, tmp_path, monkeypatch):
        build(tmp_path)

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(vector_index, "_write_facts", full)
        assert build(tmp_path, 40) is None
        assert VectorIndex.open(tmp_path, "model").facts.count == 30
        assert len(names(tmp_path)) == 3

    def test_of_another_model_is_not_used(self, tmp_path):
        build(tmp_path)
        assert VectorIndex.open(tmp_path, "other") is None

    def test_is_forgotten(self, tmp_path):
        build(tmp_path)
        forget_indexes(tmp_path)
        assert names(tmp_path) == []

    @pytest.mark.parametrize("damage", ["json", "npz", "npy", "no npy", "no npz", "future"])
    def test_a_damaged_one_is_left_aside(self, tmp_path, damage):
        build(tmp_path)
        files = {ending: tmp_path / f"vectors-1.{ending}" for ending in ("json", "npz", "npy")}
        if damage == "future":
            facts = json.loads(files["json"].read_text(encoding="utf-8"))
            files["json"].write_text(json.dumps(facts | {"unheard": 1}), encoding="utf-8")
        elif damage.startswith("no "):
            files[damage[3:]].unlink()
        else:
            files[damage].write_bytes(files[damage].read_bytes()[:-40])
        assert VectorIndex.open(tmp_path, "model") is None
        assert build(tmp_path) is not None

    def test_outdated_vectors_are_remembered(self, tmp_path):
        index = build(tmp_path)
        index.outdate([103, 999])
        assert index.ids[2:5].tolist() == [102, 0, 104]
        again = VectorIndex.open(tmp_path, "model")
        assert again.ids[2:5].tolist() == [102, 0, 104]
        again.outdate([104])
        assert VectorIndex.open(tmp_path, "model").ids[2:5].tolist() == [102, 0, 0]


@needs_annoy
class TestTrees:
    def test_find_what_is_near(self, tmp_path):
        build(tmp_path)
        index = VectorIndex.open(tmp_path, "model").with_trees()
        (nearest,) = index.neighbours(index.sketch.short[4:5], 1)
        assert nearest.tolist() == [4]

    def test_are_the_same_on_every_run(self, tmp_path):
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            build(tmp_path / name).with_trees().close()
        one, other = (tmp_path / name / "vectors-1.ann" for name in ("a", "b"))
        assert one.read_bytes() == other.read_bytes()

    def test_grow_in_the_background(self, tmp_path, monkeypatch):
        index = build(tmp_path)
        assert index.grow_trees() is None  # a small library has no use for them
        monkeypatch.setattr(vector_index, "TREES_FROM", 10)
        index.grow_trees().join()
        later = VectorIndex.open(tmp_path, "model")
        assert later.has_trees
        assert later.grow_trees() is None

    def test_grow_once_at_a_time(self, tmp_path, monkeypatch):
        monkeypatch.setattr(vector_index, "TREES_FROM", 10)
        may_go_on = threading.Event()
        monkeypatch.setattr(VectorIndex, "_grow", lambda self: may_go_on.wait(60))
        index = build(tmp_path)
        thread = index.grow_trees()
        assert index.grow_trees() is None
        may_go_on.set()
        thread.join()

    def test_of_a_generation_that_is_gone_meanwhile_are_dropped(self, tmp_path):
        index = build(tmp_path)
        build(tmp_path, 40)
        assert index.with_trees() is None
        assert names(tmp_path) == ["vectors-2.json", "vectors-2.npy", "vectors-2.npz"]

    def test_what_was_outdated_meanwhile_stays_so(self, tmp_path):
        index = build(tmp_path)
        VectorIndex.open(tmp_path, "model").outdate([105])
        assert index.with_trees().ids[5] == 0

    def test_damaged_ones_are_not_searched(self, tmp_path):
        build(tmp_path).with_trees().close()
        path = tmp_path / "vectors-1.ann"
        path.write_bytes(path.read_bytes()[:-8])
        assert VectorIndex.open(tmp_path, "model") is None

    def test_are_done_without_where_annoy_is_missing(self, tmp_path, monkeypatch):
        build(tmp_path).with_trees().close()
        monkeypatch.setattr(vector_index, "annoy_is_available", lambda: False)
        monkeypatch.setattr(vector_index, "TREES_FROM", 10)
        index = VectorIndex.open(tmp_path, "model")
        assert not index.has_trees
        assert index.grow_trees() is None
