"""The manual."""

import pytest

from photodedup import cli
from tests.cli.folders import run


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_the_manual_of_every_command(command, capsys):
    assert run("help", command) == 0
    out = capsys.readouterr().out
    for title in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS"):
        assert f"{title}\n" in out
    assert f"photodedup {command} - " in out


def test_the_manual_of_all(capsys):
    assert run("help") == 0
    out = capsys.readouterr().out
    assert all(f"       {command}\n" in out for command in cli.COMMANDS)
    assert "NO_COLOR" in out


def test_the_manual_of_nothing(capsys):
    with pytest.raises(SystemExit) as end:
        run("help", "unheard-of")
    assert end.value.code == 2


def test_no_colours_in_a_pipe(capsys):
    run("help")
    assert "\033" not in capsys.readouterr().out
