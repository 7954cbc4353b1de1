"""What shells complete, tried in each shell that is here."""

import shutil
from pathlib import Path

import pytest

from photodedup import cli
from tests.cli.folders import run
from tests.cli.shells import in_bash, in_fish, in_zsh


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not here")


ONE_OFFER = pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sear"], "search"),
        (["find", "--verdi"], "--verdict"),
        (["find", "--verdict", "i"], "identical"),
        (["find", "--min-similarity", "0.9", "--verdict", "burs"], "burst"),
        (["completion", "f"], "fish"),
        (["clean", "--d"], "--dry-run"),
        (["compare", "bea"], "beach.jpg"),
        (["compare", "a.jpg", "bea"], "beach.jpg"),
        (["find", "--verdict", "burst", "--verdict", "id"], "identical"),
        (["models", "--use-file", "resnet50", "bea"], "beach.jpg"),
    ],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One with a photo and a folder in it."""
    place = tmp_path / "here"
    (place / "photos").mkdir(parents=True)
    (place / "beach.jpg").touch()
    return place


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run("completion", shell) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_its_options(shell, capsys):
    out = script(shell, capsys)
    assert all(command in out for command in cli.COMMANDS)
    assert "min-similarity" in out


@needs("bash")
@ONE_OFFER
def test_in_bash(words, offered, capsys, folder):
    assert in_bash(script("bash", capsys), words, folder) == [offered]


@needs("fish")
@ONE_OFFER
def test_in_fish(words, offered, capsys, folder):
    assert in_fish(script("fish", capsys), words, folder) == [offered]


@needs("fish")
def test_fish_offers_all_commands_first(capsys, folder):
    offered = in_fish(script("fish", capsys), ['""'], folder)
    assert set(cli.COMMANDS) <= set(offered)


@needs("fish")
def test_fish_offers_only_folders_where_a_folder_is_wanted(capsys, folder):
    offered = in_fish(script("fish", capsys), ["find", "--protect", '""'], folder)
    assert offered == ["photos/"]


@needs("zsh")
@ONE_OFFER
def test_in_zsh(words, offered, capsys, folder):
    line = in_zsh(script("zsh", capsys), words, folder)
    assert line == " ".join([*words[:-1], offered])


@needs("zsh")
def test_zsh_fills_in_only_folders_where_a_folder_is_wanted(capsys, folder):
    assert in_zsh(script("zsh", capsys), ["find", "--protect", ""], folder) == (
        "find --protect photos/"
    )


@needs("zsh")
def test_zsh_finds_it_among_its_functions(capsys, folder):
    """As a package puts it there, and as the README says."""
    functions = folder / "functions"
    functions.mkdir()
    (functions / "_photodedup").write_text(script("zsh", capsys))
    setup = f"fpath=({functions} $fpath); compinit -u -D"
    assert in_zsh(setup, ["sear"], folder) == "search"
    assert in_zsh(setup, ["find", "--verdict", "i"], folder) == "find --verdict identical"
