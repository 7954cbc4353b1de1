"""`photodedup serve`: as a process of its own, and what it refuses to start as."""

import argparse
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from photodedup import cli
from photodedup.server import arguments, running
from photodedup.server.guard import LOOPBACK_HOSTS

ROOT = Path(__file__).parents[2]


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    arguments.add_parser(parser.add_subparsers())
    return parser.parse_args(["serve", *words])


def test_only_this_computer_by_itself():
    assert options().host == "127.0.0.1"
    assert running.choices_of(options()).hosts == LOOPBACK_HOSTS


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_another_address_needs_a_token(host, capsys):
    for words in ((), ("--token", "short")):
        assert cli.main(["serve", "--host", host, *words], (arguments,)) == 1
        assert "token" in capsys.readouterr().err
    chosen = running.choices_of(options("--host", host, "--token", "x" * 16))
    assert (chosen.token, chosen.hosts) == ("x" * 16, None)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_loopback(host):
    assert running.is_loopback(host)


def test_addresses_are_fetched_only_where_asked_for():
    assert running.choices_of(options()).fetcher is None
    assert running.choices_of(options("--allow-urls")).fetcher is not None


def test_limits_and_formats():
    limits = running.choices_of(options("--max-image-mb", "2", "--formats", "webp")).limits
    assert limits.image_bytes == 2 << 20
    assert limits.formats == {"jpeg", "png", "webp"}


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--formats", "psd"), "no format"), (("--library", "nowhere"), "no library")],
)
def test_what_is_not_there(words, said, capsys):
    assert cli.main(["serve", *words], (arguments,)) == 1
    assert said in capsys.readouterr().err


@pytest.fixture
def without_packages(monkeypatch):
    for name in [n for n in sys.modules if n.startswith("photodedup.server.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("photodedup.server.running")
    for name in ("fastapi", "uvicorn"):
        monkeypatch.setitem(sys.modules, name, None)


def test_without_its_packages_it_says_what_to_install(capsys, without_packages):
    assert cli.main(["serve"], (arguments,)) == 1
    assert "pip install photodedup[server]" in capsys.readouterr().err


def test_a_built_program_has_nothing_to_install(capsys, without_packages, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert cli.main(["serve"], (arguments,)) == 1
    said = capsys.readouterr().err
    assert "this build of the program does not contain them" in said
    assert "pip install" not in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_it_starts_answers_and_stops(tmp_path):
    command = [sys.executable, "-m", "photodedup", "serve", "--port", "0", "--model", "none"]
    process = subprocess.Popen(
        [*command, "--store", str(tmp_path / "store")],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
            break
    with urllib.request.urlopen(f"{found[1]}/", timeout=30) as answer:
        assert b'"status":"ok"' in answer.read()
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(30) in (0, 130)
