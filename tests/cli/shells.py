"""What a shell makes of a line when Tab is pressed, in the shell itself."""

import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path

_READY = b"ready to type>"
_FINISH = b"\x14"  # Ctrl+T, which terminals give no meaning of their own


def in_bash(script: str, words: Sequence[str], folder: Path) -> list[str]:
    """All that is offered for the last word."""
    asked = (
        f"{script}\nCOMP_WORDS=(photodedup {' '.join(words)})\nCOMP_CWORD={len(words)}\n"
        "_photodedup\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    done = subprocess.run(["bash", "-u"], input=asked, text=True, capture_output=True, cwd=folder)
    return done.stdout.split()


def in_fish(script: str, words: Sequence[str], folder: Path) -> list[str]:
    """All that is offered for the last word."""
    line = " ".join(["photodedup", *words])
    asked = f"{script}\ncomplete -C '{line}'\n"
    done = subprocess.run(
        ["fish", "--no-config"], input=asked, text=True, capture_output=True, cwd=folder
    )
    assert not done.stderr, done.stderr
    return [offer.partition("\t")[0] for offer in done.stdout.splitlines()]


def in_zsh(setup: str, words: Sequence[str], folder: Path) -> str:
    """The words after Tab was pressed behind the last one, as they stand on the line."""
    line = folder / "line"
    (folder / ".zshrc").write_text(
        f"autoload -Uz compinit; compinit -u -D\n{setup}\n"
        f"finish() {{ print -r -- $BUFFER > {line}; BUFFER=' exit'; zle accept-line }}\n"
        f"zle -N finish; bindkey '^T' finish\nunsetopt beep; PS1='{_READY.decode()}'\n"
    )
    terminal, shell_side = pty.openpty()
    environment = {**os.environ, "ZDOTDIR": str(folder), "TERM": "dumb", "HISTFILE": "/dev/null"}
    with subprocess.Popen(
        ["zsh", "-d", "-i"],
        stdin=shell_side,
        stdout=shell_side,
        stderr=shell_side,
        env=environment,
        cwd=folder,
        start_new_session=True,
    ) as shell:
        os.close(shell_side)
        _read_until(terminal, _READY)
        os.write(terminal, " ".join(["photodedup", *words]).encode() + b"\t" + _FINISH)
        _read_until(terminal, None)
        shell.wait(30)
    os.close(terminal)
    return line.read_text().strip().removeprefix("photodedup ")


def _read_until(terminal: int, wanted: bytes | None) -> None:
    """Read what the shell writes, to some text or to its end."""
    seen = b""
    while wanted is None or wanted not in seen:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # the shell has closed its side
            break
        if not read:
            break
        seen += read
