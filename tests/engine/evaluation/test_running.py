"""One evaluation from end to end on made pictures, and its reports."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest

from photodedup.engine.evaluation.diagnosis import Diagnosis, diagnose, spread
from photodedup.engine.evaluation.edits import EDITS
from photodedup.engine.evaluation.facts import facts
from photodedup.engine.evaluation.page import page
from photodedup.engine.evaluation.running import Evaluation, evaluate
from photodedup.engine.evaluation.synthesis import synthesize
from photodedup.engine.evaluation.truth import TRUTH_FILE, TruthRow, read_truth, write_truth
from photodedup.engine.evaluation.wording import plain_lines, table
from photodedup.engine.paths import library_places_at
from photodedup.engine.reports.as_json import to_json
from photodedup.engine.settings import Settings
from tests.engine.pictures_made import save, scene

EASY = [edit for edit in EDITS if edit.kind in ("exact", "near_png", "edited_mirror")]


def run(folder: Path, library: Path, model: str = "none") -> tuple[Evaluation, Diagnosis]:
    truth = {row.path: row for row in read_truth(folder / TRUTH_FILE)}
    settings = Settings(model=model, device="cpu", workers=2)
    with ThreadPoolExecutor(2) as executor:
        result = evaluate(folder, truth, library_places_at(library), executor, settings)
        return result, diagnose(result, None, executor)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Three photos with three easy copies each, and two that lie about belonging together."""
    for number in range(3):
        save(tmp_path / "in" / f"{number}.jpg", scene(320, 240, number))
    folder = tmp_path / "labelled"
    with ThreadPoolExecutor(2) as executor:
        synthesize(tmp_path / "in", folder, executor, edits=EASY)
    rows = read_truth(folder / TRUTH_FILE)
    odd = [
        TruthRow(save(folder / "odd" / "a.jpg", scene(320, 240, 50)), "odd", "original"),
        TruthRow(save(folder / "odd" / "b.jpg", scene(320, 240, 51)), "odd", "edited_<i>odd</i>"),
        TruthRow(save(folder / "odd" / "c.jpg", scene(320, 240, 0)), "", "distinct"),
    ]
    write_truth(folder / TRUTH_FILE, rows + odd)
    return folder


class TestEvaluation:
    def test_finds_the_easy_ones_and_names_the_lies(self, labelled: Path, tmp_path: Path):
        result, diagnosis = run(labelled, tmp_path / "library")
        assert result.photo_count == 3 * 4 + 3
        assert result.score.pairs.true_count == 3 * 6 + 1
        assert result.score.pairs.found_count == 3 * 6
        assert [pair.missed.copy.name for pair in diagnosis.missed] == ["b.jpg"]
        # c.jpg is a stranger by its label and a photo of the first set by its pixels.
        assert result.score.pairs.wrong_count == 4
        assert {"c.jpg"} <= {
            path.name for claim in result.all_wrong for path in (claim.keeper, claim.member)
        }

    def test_curve_begins_with_everything_and_falls(self, labelled: Path, tmp_path: Path):
        result, _ = run(labelled, tmp_path / "library")
        found = [point.pairs.found_count for point in result.curve]
        assert found[0] == result.score.pairs.found_count
        assert found == sorted(found, reverse=True)

    def test_times_and_checks_are_told(self, labelled: Path, tmp_path: Path):
        result, _ = run(labelled, tmp_path / "library")
        assert {"reading", "comparing"} <= {step.name for step in result.steps}
        assert result.checked_pairs > 0
        assert result.checks_a_photo == result.checked_pairs / result.photo_count

    def test_without_a_model_no_cosine_is_suggested(self, labelled: Path, tmp_path: Path):
        result, _ = run(labelled, tmp_path / "library")
        assert (result.model, result.suggestion) == ("hashes only", None)

    def test_with_the_model_limits_are_suggested(self, labelled: Path, tmp_path: Path):
        result, _ = run(labelled, tmp_path / "library", model="default")
        assert result.model == "EfficientNet-Lite0"
        assert result.suggestion is not None
        assert 0 < result.suggestion.loose_cosine <= 1
        assert result.suggestion.kept_share is not None

    def test_a_file_that_cannot_be_used_is_named(self, labelled: Path, tmp_path: Path):
        (next((labelled / "near_png").iterdir())).write_bytes(b"\x89PNG\r\n\x1a\n and no more")
        result, _ = run(labelled, tmp_path / "library")
        assert [path.parent.name for path, _ in result.skipped] == ["near_png"]
        assert result.score.pairs.found_count == 3 * 6 - 3

    def test_clean_similarity_lies_above_every_wrong_pair(self, labelled: Path, tmp_path: Path):
        result, _ = run(labelled, tmp_path / "library")
        for point in result.curve:
            if result.clean_similarity is not None:
                assert point.min_similarity < result.clean_similarity or not (
                    point.pairs.wrong_count
                )
        assert result.clean_similarity is None  # equal pixels are equal at any similarity


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]


class TestReports:
    @pytest.fixture
    def outcome(self, labelled: Path, tmp_path: Path) -> tuple[Evaluation, Diagnosis]:
        return run(labelled, tmp_path / "library")

    def test_page_needs_no_other_file(self, outcome: tuple[Evaluation, Diagnosis]):
        tags = _Tags()
        tags.feed(page(*outcome))
        assert tags.sources
        assert all(source.startswith("data:image/jpeg;base64,") for source in tags.sources)
        assert "script" not in tags.names
        assert "link" not in tags.names

    def test_page_shows_labels_as_text(self, outcome: tuple[Evaluation, Diagnosis]):
        text = page(*outcome)
        assert "edited_&lt;i&gt;odd&lt;/i&gt;" in text
        assert "<i>odd" not in text

    def test_page_does_without_pictures_that_are_gone(self, outcome: tuple[Evaluation, Diagnosis]):
        assert "no picture" in page(*outcome, preview=lambda path: None)

    def test_json_holds_the_numbers_and_the_reasons(self, outcome: tuple[Evaluation, Diagnosis]):
        report = json.loads(to_json(facts(*outcome)))
        assert report["schema"] == 1
        assert report["pairs"]["found"] == 18
        assert report["missed"][0]["copy"].endswith("b.jpg")
        assert report["missed"][0]["why"][-1].startswith("Verdict: ")
        assert report["wrong"][0]["truth"] == "strangers"
        assert {kind["kind"]: kind["copies"] for kind in report["kinds"]}["near_png"] == 3

    def test_lines_name_kinds_verdicts_curve_time_and_pairs(
        self, outcome: tuple[Evaluation, Diagnosis]
    ):
        text = "\n".join(plain_lines(*outcome))
        assert "Pairs found: 18 of 19 (94.74%)" in text
        assert re.search(r"^near_png +100\.0% +3 ", text, re.MULTILINE)
        assert re.search(r"^identical +", text, re.MULTILINE)
        assert "similarity from" in text
        assert "processor seconds" in text
        assert "Missed (1; some of each kind):" in text
        assert "odd/b.jpg: " in text.replace("\\", "/")


class TestSpread:
    def test_takes_in_turn_from_each_kind(self):
        items = ["a1", "a2", "a3", "a4", "b1", "c1", "c2"]
        assert spread(items, lambda item: item[0], 5) == ["a1", "a3", "b1", "c1", "c2"]

    def test_takes_all_where_there_are_few(self):
        assert spread(["a1", "b1"], lambda item: item[0], 9) == ["a1", "b1"]

    def test_nothing(self):
        assert spread(list[str](), lambda item: item, 3) == []


def test_table_sets_columns_under_each_other():
    assert table(("kind", "n"), [("near", "12"), ("a", "3")]) == [
        "kind   n",
        "near  12",
        "a      3",
    ]
