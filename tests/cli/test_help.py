"""The manual and what shells complete."""

import shutil
import subprocess

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


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_every_command_and_its_options(self, shell, capsys):
        assert run("completion", shell) == 0
        out = capsys.readouterr().out
        assert all(command in out for command in cli.COMMANDS)
        assert "min-similarity" in out

    @pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            (["sear"], {"search"}),
            (["find", "--verdi"], {"--verdict"}),
            (["find", "--verdict", "i"], {"identical"}),
            (["completion", "f"], {"fish"}),
            (["clean", "--d"], {"--dry-run"}),
        ],
    )
    def test_in_bash(self, words, offered, capsys, tmp_path):
        run("completion", "bash")
        line = " ".join(words)
        script = (
            f"{capsys.readouterr().out}\nCOMP_WORDS=(photodedup {line})\n"
            f"COMP_CWORD={len(words)}\n_photodedup\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
        )
        done = subprocess.run(
            ["bash", "-u"], input=script, text=True, capture_output=True, cwd=tmp_path
        )
        assert set(done.stdout.split()) == offered
