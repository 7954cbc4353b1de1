"""Reading labels, and what they say of pairs."""

from pathlib import Path

import pytest

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.evaluation.truth import (
    Relation,
    TruthRow,
    TruthUnusable,
    read_truth,
    relation,
    write_truth,
)


def row(kind: str, group: str = "a", name: str = "x.jpg") -> TruthRow:
    return TruthRow(Path("/photos") / name, group, kind)


class TestRelation:
    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            ("original", "exact", Relation.COPIES),
            ("near_tone", "edited_crop20", Relation.COPIES),
            ("burst", "burst", Relation.BURST),
            ("similar_same_scene", "similar_same_scene", Relation.SCENE),
            ("near_second_shot", "near_second_shot", Relation.SCENE),
            ("raw_jpeg_pair", "raw_jpeg_pair", Relation.ONE_SHOT),
            ("live_pair", "live_pair", Relation.ONE_SHOT),
            ("original", "see_names", Relation.UNSURE),
        ],
    )
    def test_within_a_set(self, one: str, other: str, expected: Relation):
        assert relation(row(one), row(other)) is expected

    def test_other_sets_are_strangers(self):
        assert relation(row("original", "a"), row("exact", "b")) is Relation.STRANGERS

    def test_no_set_is_no_relation(self):
        assert relation(row("distinct", ""), row("distinct", "")) is Relation.STRANGERS

    def test_shots_of_a_fixed_camera_may_be_called_similar_and_never_the_same(self):
        trap = row("series_same_camera_TRAP", "")
        found = relation(trap, trap)
        assert found.allows(Verdict.SIMILAR)
        assert not found.allows(Verdict.SAME_PICTURE)
        assert not found.allows(Verdict.EDITED)

    def test_a_burst_may_not_be_called_a_copy(self):
        assert Relation.BURST.allows(Verdict.BURST)
        assert not any(Relation.BURST.allows(verdict) for verdict in Verdict if verdict.is_copy)

    def test_files_of_one_shot_may_be_called_nothing(self):
        assert not any(Relation.ONE_SHOT.allows(verdict) for verdict in Verdict)


class TestExpected:
    @pytest.mark.parametrize(
        ("kind", "verdict"),
        [
            ("exact", Verdict.IDENTICAL),
            ("near_webp", Verdict.SAME_PICTURE),
            ("same_pixels_no_metadata", Verdict.SAME_PICTURE),
            ("edited_gray", Verdict.EDITED),
            ("burst", Verdict.BURST),
            ("near_second_shot", Verdict.SIMILAR),
            ("distinct", None),
        ],
    )
    def test_verdict_of_a_kind(self, kind: str, verdict: Verdict | None):
        assert row(kind).expected is verdict


class TestFile:
    def test_comes_back_as_it_was_written(self, tmp_path: Path):
        rows = [
            TruthRow(tmp_path / "a" / "ünder, score.jpg", "set 1", "original", "x.jpg", "CC0-1.0"),
            TruthRow(tmp_path / "b.jpg", "", "distinct"),
        ]
        write_truth(tmp_path / "groundtruth.csv", rows)
        assert read_truth(tmp_path / "groundtruth.csv") == rows

    def test_paths_are_those_that_a_library_uses(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        write_truth(tmp_path / "groundtruth.csv", [TruthRow(tmp_path / "a.jpg", "", "distinct")])
        monkeypatch.chdir(tmp_path)
        (read,) = read_truth(Path("groundtruth.csv"))
        assert read.path == (tmp_path / "a.jpg").resolve()

    def test_a_second_heading_is_no_photo(self, tmp_path: Path):
        file = tmp_path / "groundtruth.csv"
        file.write_text("path,group,kind\na.jpg,s,original\npath,group,kind\nb.jpg,s,exact\n")
        assert [row.path.name for row in read_truth(file)] == ["a.jpg", "b.jpg"]

    def test_says_what_is_missing(self, tmp_path: Path):
        with pytest.raises(TruthUnusable, match="There is no groundtruth"):
            read_truth(tmp_path / "groundtruth.csv")
        (tmp_path / "groundtruth.csv").write_text("path,label\na.jpg,1\n")
        with pytest.raises(TruthUnusable, match="no column group, kind"):
            read_truth(tmp_path / "groundtruth.csv")
