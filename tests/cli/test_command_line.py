"""The options that every command line has, and the self-test."""

import sys

import pytest

from photodedup import __version__, cli
from photodedup.engine.paths import settings_file
from tests.engine import pictures_made as made


def test_version(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert not end.value.code
    assert capsys.readouterr().out == f"photodedup {__version__}\n"


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--help"])
    assert not end.value.code
    out = capsys.readouterr().out
    assert all(command in out for command in cli.COMMANDS)
    assert "Exit codes" in out


def test_unknown_option(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--unheard-of"])
    assert end.value.code == 2
    assert "unheard-of" in capsys.readouterr().err


def test_self_test_says_what_works(capsys):
    assert cli.main(["--self-test"]) == 0
    out = capsys.readouterr().out
    assert out.count("ok    ") == 5
    assert out.endswith("All parts work.\n")


def test_self_test_says_what_does_not(capsys, no_model_file):
    assert cli.main(["--self-test"]) == 1
    out = capsys.readouterr().out
    (failed,) = [line for line in out.splitlines() if line.startswith("FAILED")]
    assert "one forward pass" in failed
    assert "is missing" in failed
    assert out.endswith("1 parts do not work.\n")


@pytest.mark.parametrize("deed", ["segfault", "hang"])
def test_compare_outlives_a_file_that_breaks_the_decoder(capfd, photos, home, monkeypatch, deed):
    """It ends with a sentence that names the file, not with the decoder."""
    breaking = made.save(photos / f"{deed}.png", made.scene(64, 48, seed=1))
    good = made.save(photos / "good.png", made.scene(64, 48, seed=2))
    hostile = [sys.executable, "-m", "tests.engine.reading.hostile_child"]
    monkeypatch.setattr("photodedup.engine.reading.pool.reading_command", lambda: hostile)
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('{"file_limit_s": 2}')
    assert cli.main(["compare", str(good), str(breaking), "--model", "none"]) == 1
    said = capfd.readouterr().err
    assert breaking.name in said
    assert "crash" in said or "takes too long" in said
