"""A real Redis server and real workers, each a process of its own. Skips where they are not."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("celery", reason="the workers' packages are not installed")

from tests.engine.conftest import home, photos

__all__ = ["home", "photos"]

ROOT = Path(__file__).parents[2]


class Broker:
    """A Redis server that remembers nothing; it can be ended and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""],
            cwd=self._folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if "Ready to accept connections" in line:
                break
        _let_run(self._process)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


class Worker:
    """A `photodedup worker`; made when it is ready."""

    def __init__(self, broker: Broker, name: str, *words: object) -> None:
        command = [sys.executable, "-m", "photodedup", "worker", "--broker", broker.url]
        self._process = subprocess.Popen(
            [*command, "--name", name, "--workers", "1", *map(str, words)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self._process.stderr is not None
        lines = []
        for line in self._process.stderr:
            lines.append(line)
            if " ready." in line:
                break
        else:
            raise AssertionError("".join(lines))
        _let_run(self._process)

    def kill(self) -> None:
        """With all its processes, and without a word."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _let_run(process: "subprocess.Popen[str]") -> None:
    """Read on what it says, so that it never waits for a reader."""
    stream = process.stdout or process.stderr
    assert stream is not None
    threading.Thread(target=stream.read, daemon=True).start()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    server = Broker(tmp_path)
    yield server
    server.end()


@pytest.fixture
def work(broker: Broker) -> Iterator[Callable[..., Worker]]:
    """Starts workers by name."""
    started: list[Worker] = []

    def start(name: str, *words: object) -> Worker:
        started.append(Worker(broker, name, *words))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
