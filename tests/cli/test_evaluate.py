"""`photodedup evaluate` and `photodedup compare` in the words a person reads."""

import json
from pathlib import Path

import pytest

from photodedup import cli
from photodedup.cli.exits import EXIT_FAILED, EXIT_OK, EXIT_USAGE
from tests.engine.pictures_made import save, scene


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def usage_error(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    return int(end.value.code or 0)


class TestEvaluate:
    def test_makes_copies_of_photos_and_reports(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        for number in range(2):
            save(tmp_path / "in" / f"{number}.jpg", scene(320, 240, number))
        report, web = tmp_path / "report.json", tmp_path / "report.html"
        code = cli.main(
            [
                *("evaluate", "--synthesize", str(tmp_path / "in"), "--out", str(tmp_path / "out")),
                *("--limit", "1", "--model", "none", "--json", str(report), "--html", str(web)),
            ]
        )
        printed = capsys.readouterr().out
        assert code == EXIT_OK
        assert "from 1 photos" in printed
        assert "Pairs found: " in printed
        assert (tmp_path / "out" / "groundtruth.csv").is_file()
        assert json.loads(report.read_text(encoding="utf-8"))["sets"] == 1
        assert web.read_text(encoding="utf-8").startswith("<!doctype html>")

    def test_a_labelled_folder_can_be_evaluated_again(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        folder = tmp_path / "labelled"
        save(folder / "a.jpg", scene(320, 240, 1))
        save(folder / "b.png", scene(320, 240, 1))
        (folder / "groundtruth.csv").write_text(
            "path,group,kind,source,license\na.jpg,s,original,,\nb.png,s,near_png,,\n"
        )
        library = tmp_path / "kept"
        code = cli.main(["evaluate", str(folder), "--model", "none", "--library", str(library)])
        assert code == EXIT_OK
        assert "Pairs found: 1 of 1 (100.00%); wrong pairs: 0" in capsys.readouterr().out
        assert (library / "library.db").is_file()

    def test_without_labels_it_says_what_to_do(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        save(tmp_path / "in" / "a.jpg", scene())
        assert cli.main(["evaluate", str(tmp_path / "in"), "--model", "none"]) == EXIT_FAILED
        assert "--synthesize" in capsys.readouterr().err

    def test_copies_never_go_among_other_files(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        save(tmp_path / "in" / "a.jpg", scene())
        arguments = ["evaluate", "--synthesize", str(tmp_path / "in"), "--out", str(tmp_path)]
        assert cli.main(arguments) == EXIT_FAILED
        assert "not empty" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("here", "--synthesize", "there", "--out", "out"),
            ("--synthesize", "there"),
            ("here", "--out", "out"),
            ("--synthesize", "there", "--out", "out", "--limit", "0"),
        ],
    )
    def test_wrong_arguments(self, arguments: tuple[str, ...]):
        assert usage_error("evaluate", *arguments) == EXIT_USAGE


class TestCompare:
    def test_prints_the_verdict_and_its_reason(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        one = save(tmp_path / "a.jpg", scene())
        other = save(tmp_path / "b.jpg", scene()[:, ::-1])
        assert cli.main(["compare", str(one), str(other)]) == EXIT_OK
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith(f"A: {one}")
        assert any(line.startswith("Model: EfficientNet-Lite0, cosine 0.") for line in lines)
        assert lines[-1].startswith("Verdict: Edited copy, ")
        assert "mirrored" in lines[-1]

    def test_by_hashes_alone(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        one, other = (save(tmp_path / f"{seed}.jpg", scene(seed=seed)) for seed in (1, 2))
        assert cli.main(["compare", str(one), str(other), "--model", "none"]) == EXIT_OK
        lines = capsys.readouterr().out.splitlines()
        assert "Model: none" in lines
        assert lines[-1].startswith("Verdict: none; ")

    def test_a_file_that_is_not_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        one = save(tmp_path / "a.jpg", scene())
        code = cli.main(["compare", str(one), str(tmp_path / "b.jpg"), "--model", "none"])
        assert code == EXIT_FAILED
        assert "b.jpg: the file is no longer there" in capsys.readouterr().err

    def test_a_model_that_nobody_knows(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        one = save(tmp_path / "a.jpg", scene())
        assert cli.main(["compare", str(one), str(one), "--model", "x"]) == EXIT_FAILED
        assert "“x”" in capsys.readouterr().err

    def test_needs_two_files(self):
        assert usage_error("compare", "one.jpg") == EXIT_USAGE
