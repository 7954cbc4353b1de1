"""What `photodedup find` writes besides JSON, and what the filters leave of it."""

import csv
import io
import re
from dataclasses import replace

import pytest

from tests.cli.folders import fill, json_of, run


@pytest.fixture
def folder(photos):
    return fill(photos)


class TestFilters:
    def test_by_verdict(self, folder, tmp_path):
        out = tmp_path / "out.json"
        assert run("find", folder, "--verdict", "identical", "--json", out, quick=True) == 0
        (group,) = json_of(out)["groups"]
        assert [m["verdict"] for m in group["members"]] == ["keeper", "identical"]

    def test_several_verdicts(self, folder, tmp_path):
        out = tmp_path / "out.json"
        words = ("--verdict", "identical", "--verdict", "edited", "--json", out)
        assert run("find", folder, *words, quick=True) == 0
        verdicts = {m["verdict"] for g in json_of(out)["groups"] for m in g["members"]}
        assert verdicts == {"keeper", "identical", "edited"}

    def test_by_similarity(self, folder, tmp_path):
        out = tmp_path / "out.json"
        assert run("find", folder, "--min-similarity", "1", "--json", out, quick=True) == 0
        members = [m for g in json_of(out)["groups"] for m in g["members"]]
        assert {m["similarity"] for m in members} == {1.0}

    @pytest.mark.parametrize("value", ["1.5", "-0.1", "much"])
    def test_a_similarity_that_is_none(self, folder, value, capsys):
        with pytest.raises(SystemExit) as end:
            run("find", folder, "--min-similarity", value)
        assert end.value.code == 2
        assert "--min-similarity" in capsys.readouterr().err


class TestTable:
    def test_a_row_for_each_photo(self, folder, capfdbinary):
        assert run("find", folder, "--csv", "-", quick=True) == 0
        rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
        seen = {row["path"]: row for row in rows}
        assert len(rows) == len(seen) == 4
        assert seen[str(folder / "a.jpg")]["verdict"] == "keeper"
        assert seen[str(folder / "b.jpg")]["marked"] == "yes"
        assert seen[str(folder / "f.jpg")]["marked"] == "no"
        assert {row["keeper"] for row in rows} == {str(folder / "a.jpg")}

    def test_a_name_that_a_spreadsheet_would_run_is_a_text(self):
        from photodedup.engine.reports.as_csv import csv_text
        from tests import factories

        keeper = factories.make_photo(1, camera="=HYPERLINK(1)")
        text = csv_text([replace(factories.make_group(), keeper=keeper)])
        assert "'=HYPERLINK(1)" in text

    def test_two_reports_on_standard_output(self, folder, capsys):
        assert run("find", folder, "--csv", "-", "--json", "-", quick=True) == 1
        assert "Only one" in capsys.readouterr().err


class TestPage:
    def test_it_needs_no_other_file(self, folder, tmp_path):
        page = tmp_path / "report.html"
        assert run("find", folder, "--report", page, quick=True) == 0
        text = page.read_text(encoding="utf-8")
        assert text.count("data:image/jpeg;base64,") == 4
        assert not re.search(r"(src|href)=\"(?!data:|#)", text)
        for words in ("identical file", "edited copy", "stays", "reading them", "a.jpg"):
            assert words in text

    def test_the_json_lies_beside_it(self, folder, tmp_path):
        assert run("find", folder, "--report", tmp_path / "report.html", quick=True) == 0
        assert json_of(tmp_path / "report.json")["photos"] == 5

    def test_a_name_is_no_markup(self, photos, tmp_path):
        fill(photos)
        (photos / "b.jpg").rename(photos / "<img src=x onerror=alert(1)>.jpg")
        assert run("find", photos, "--report", tmp_path / "r.html", quick=True) == 0
        text = (tmp_path / "r.html").read_text(encoding="utf-8")
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text

    def test_another_ending(self, folder, tmp_path, capsys):
        assert run("find", folder, "--report", tmp_path / "report.pdf") == 1
        assert ".html" in capsys.readouterr().err

    def test_no_duplicates(self, photos, tmp_path):
        assert run("find", photos, "--report", tmp_path / "r.html", quick=True) == 0
        assert "no duplicates" in (tmp_path / "r.html").read_text(encoding="utf-8")


class TestQuiet:
    def test_nothing_is_said(self, folder, tmp_path, capfd):
        assert run("find", folder, "--quiet", "--plan", tmp_path / "p.json", quick=True) == 0
        assert capfd.readouterr() == ("", "")

    def test_not_together_with_verbose(self, folder):
        with pytest.raises(SystemExit) as end:
            run("find", folder, "-q", "-v")
        assert end.value.code == 2


class TestReset:
    def test_every_photo_is_read_again_and_decisions_stay(self, folder, tmp_path, monkeypatch):
        from photodedup.engine.library import Library
        from photodedup.engine.paths import library_places_at
        from photodedup.engine.reading.pool import ReadingProcesses

        place = tmp_path / "library"
        run("find", folder, "--library", place, quick=True)
        with Library(library_places_at(place)) as library:
            (group,) = library.groups()
            library.set_keeper(group.id, next(p.id for p in group.photos if p.path.name == "b.jpg"))
        read, before = [], ReadingProcesses.read

        def note(self, path, px):
            read.append(path.name)
            return before(self, path, px)

        monkeypatch.setattr(ReadingProcesses, "read", note)
        run("find", folder, "--library", place, "--json", tmp_path / "1.json", quick=True)
        assert read == []
        words = ("--library", place, "--reset", "--json", tmp_path / "2.json")
        run("find", folder, *words, quick=True)
        assert sorted(read) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "f.jpg"]
        assert json_of(tmp_path / "2.json")["groups"][0]["keeper"] == str(folder / "b.jpg")
