"""`photodedup clean` and `restore`: a plan file has no more power than the window has."""

import json

import pytest

from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from tests.cli.folders import fill, json_of, run


@pytest.fixture
def folder(photos):
    return fill(photos)


@pytest.fixture
def plan(folder, tmp_path):
    """A plan for the identical file and the smaller copy, in a library beside the photos."""
    path = tmp_path / "plan.json"
    assert run("find", folder, "--library", tmp_path / "lib", "--plan", path, "-q", quick=True) == 0
    return path


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.jpg"))


ALL = ["a.jpg", "b.jpg", "d.jpg", "f.jpg", "sub/c.jpg"]


def changed(plan, change):
    facts = json_of(plan)
    change(facts["removals"])
    plan.write_text(json.dumps(facts), encoding="utf-8")


def test_the_plan_names_what_goes_and_what_stays_for_it(plan, folder):
    removals = {entry["path"]: entry for entry in json_of(plan)["removals"]}
    assert set(removals) == {str(folder / "b.jpg"), str(folder / "sub" / "c.jpg")}
    assert {entry["keep"] for entry in removals.values()} == {str(folder / "a.jpg")}


def test_it_is_done_and_comes_back(plan, folder, tmp_path, capsys):
    before = {path: path.read_bytes() for path in folder.rglob("*.jpg")}
    assert run("clean", "--plan", plan) == 0
    assert names(folder) == ["a.jpg", "d.jpg", "f.jpg"]
    assert run("restore", "--library", tmp_path / "lib", "--last") == 0
    assert {path: path.read_bytes() for path in folder.rglob("*.jpg")} == before


def test_a_dry_run_moves_nothing_and_says_what_would_go(plan, folder, capsys):
    assert run("clean", "--plan", plan, "--dry-run") == 0
    assert names(folder) == ALL
    out = capsys.readouterr().out
    assert f"would go: {folder / 'b.jpg'}" in out
    assert "2 photos" in out


def test_a_second_time_it_moves_nothing(plan, folder, capsys):
    run("clean", "--plan", plan)
    assert run("clean", "--plan", plan) == 3
    assert names(folder) == ["a.jpg", "d.jpg", "f.jpg"]
    assert "no group any more" in capsys.readouterr().err


class TestWhatChanged:
    def test_a_photo_that_goes(self, plan, folder, capsys):
        with (folder / "b.jpg").open("ab") as file:
            file.write(b"x")
        for words in (("--dry-run",), ()):
            assert run("clean", "--plan", plan, *words) == 3
            assert f"{folder / 'b.jpg'} stays: It changed" in capsys.readouterr().err
        assert names(folder) == ["a.jpg", "b.jpg", "d.jpg", "f.jpg"]

    def test_the_photo_that_stays(self, plan, folder, capsys):
        (folder / "a.jpg").unlink()
        assert run("clean", "--plan", plan) == 3
        assert names(folder) == ["b.jpg", "d.jpg", "f.jpg", "sub/c.jpg"]
        assert capsys.readouterr().err.count("is no longer there") == 2

    def test_the_library_since(self, plan, folder, tmp_path, capsys):
        with Library(library_places_at(tmp_path / "lib")) as library:
            (group,) = library.groups()
            library.set_keeper(group.id, next(p.id for p in group.photos if p.path.name == "b.jpg"))
        assert run("clean", "--plan", plan) == 3
        assert names(folder) == ALL
        assert "The photo to keep for it is now" in capsys.readouterr().err

    def test_a_group_that_was_skipped_since(self, plan, folder, tmp_path):
        with Library(library_places_at(tmp_path / "lib")) as library:
            library.set_skipped(library.groups()[0].id, True)
        assert run("clean", "--plan", plan) == 3
        assert names(folder) == ALL

    def test_a_folder_that_was_protected_since(self, plan, folder, tmp_path, capsys):
        with Library(library_places_at(tmp_path / "lib")) as library:
            library.protect_folder(folder / "sub")
        assert run("clean", "--plan", plan) == 3
        assert (folder / "sub" / "c.jpg").exists()


class TestForgedPlans:
    """A plan that was edited proves nothing."""

    def test_a_stranger(self, plan, folder, capsys):
        changed(plan, lambda entries: entries[0].update(path=str(folder / "d.jpg")))
        assert run("clean", "--plan", plan) == 3
        assert (folder / "d.jpg").exists()
        assert "no group any more" in capsys.readouterr().err

    def test_another_verdict(self, plan, folder, capsys):
        changed(plan, lambda entries: [entry.update(verdict="edited") for entry in entries])
        assert run("clean", "--plan", plan) == 3
        assert names(folder) == ALL

    def test_another_hash(self, plan, folder):
        changed(plan, lambda entries: [entry.update(keep_hash="00") for entry in entries])
        assert run("clean", "--plan", plan) == 3
        assert names(folder) == ALL

    def test_the_keeper_itself(self, plan, folder):
        def turn(entries):
            for entry in entries:
                entry.update(path=entry["keep"], keep=entry["path"])
            del entries[1:]

        changed(plan, turn)
        assert run("clean", "--plan", plan) == 3
        assert names(folder) == ALL

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "no json",
            "[]",
            '{"kind": "other"}',
            '{"kind": "photodedup plan", "schema": 9}',
            '{"kind": "photodedup plan", "schema": 1, "library": "/x", "removals": [{"path": 1}]}',
        ],
    )
    def test_no_plan_at_all(self, folder, tmp_path, text, capsys):
        path = tmp_path / "bad.json"
        path.write_text(text, encoding="utf-8")
        assert run("clean", "--plan", path) == 1
        assert "photodedup: " in capsys.readouterr().err

    def test_a_file_named_twice(self, plan, capsys):
        changed(plan, lambda entries: entries.append(entries[0]))
        assert run("clean", "--plan", plan) == 1
        assert "twice" in capsys.readouterr().err


def test_a_no_on_a_terminal_moves_nothing(plan, folder, monkeypatch, capsys):
    import io

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    assert run("clean", "--plan", plan) == 1
    assert names(folder) == ALL
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert run("clean", "--plan", plan) == 0
    assert names(folder) == ["a.jpg", "d.jpg", "f.jpg"]


def test_while_the_window_has_the_library(plan, folder, tmp_path, capsys):
    with Library(library_places_at(tmp_path / "lib")):
        assert run("clean", "--plan", plan) == 1
    assert names(folder) == ALL
    assert "another window or program" in capsys.readouterr().err


class TestRestore:
    def test_one_file_by_its_place(self, plan, folder, tmp_path):
        run("clean", "--plan", plan)
        assert run("restore", "--library", tmp_path / "lib", folder / "sub" / "c.jpg") == 0
        assert names(folder) == ["a.jpg", "d.jpg", "f.jpg", "sub/c.jpg"]

    def test_the_list(self, plan, folder, tmp_path, capsys):
        run("clean", "--plan", plan, "-q")
        assert run("restore", "--library", tmp_path / "lib", "--json") == 0
        (cleanup,) = json.loads(capsys.readouterr().out)["cleanups"]
        assert {entry["state"] for entry in cleanup["files"]} == {"removed"}

    def test_never_over_another_file(self, plan, folder, tmp_path, capsys):
        run("clean", "--plan", plan)
        (folder / "b.jpg").write_bytes(b"new")
        assert run("restore", "--library", tmp_path / "lib", "--operation", "1") == 0
        assert (folder / "b.jpg").read_bytes() == b"new"
        assert (folder / "b (restored).jpg").exists()

    def test_the_library_cleaned_last_without_a_name(self, folder, tmp_path):
        path = tmp_path / "plan.json"
        run("find", folder, "--plan", path, quick=True)
        run("clean", "--plan", path)
        assert run("restore", "--last") == 0
        assert names(folder) == ALL

    @pytest.mark.parametrize("words", [("--last",), ("--operation", "7"), ("gone.jpg",)])
    def test_what_is_not_there(self, plan, tmp_path, words, capsys):
        assert run("restore", "--library", tmp_path / "lib", *words) == 1
        assert "photodedup: " in capsys.readouterr().err

    def test_no_library(self, capsys):
        assert run("restore") == 1
        assert "No library" in capsys.readouterr().err
