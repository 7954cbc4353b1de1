"""A server in the test's own folder, and clients that ask it. Skips where its packages are not."""

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the server's packages are not installed")

import uvicorn
from fastapi.testclient import TestClient

from photodedup.engine.settings import Settings
from photodedup.server.app import ServerChoices, make_app
from tests.engine import pictures_made as made
from tests.engine.conftest import home, photos, read_in_place

__all__ = ["home", "photos", "read_in_place"]

Serve = Callable[..., TestClient]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts a server by hashes alone (quick), with choices and limits as keywords. `stop` it for
    another one, which has the same collections."""
    opened: list[TestClient] = []

    def start(**choices: Any) -> TestClient:
        limits = choices.pop("limits", {})
        plain = ServerChoices(tmp_path / "store", Settings(model="none", workers=2))
        made_choices = replace(plain, **choices)
        chosen = replace(made_choices, limits=replace(made_choices.limits, **limits))
        client = TestClient(make_app(chosen), base_url="http://127.0.0.1:8000")
        client.__enter__()
        opened.append(client)
        return client

    yield start
    for client in opened:
        stop(client)


def stop(client: TestClient) -> None:
    """End a server; a second time nothing happens."""
    if not client.is_closed:
        client.__exit__(None, None, None)


def images() -> dict[str, bytes]:
    """A photo, the same file again, a smaller copy, a mirrored one, and a stranger."""
    scene = made.scene(640, 480, seed=1)
    small = np.asarray(cv2.resize(scene, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    first = made.encoded(scene, ".jpg", quality=92)
    return {
        "a.jpg": first,
        "b.jpg": first,
        "c.png": made.encoded(small, ".png"),
        "d.jpg": made.encoded(np.ascontiguousarray(scene[:, ::-1]), ".jpg"),
        "e.jpg": made.encoded(made.scene(640, 480, seed=2), ".jpg"),
    }


def files(pictures: dict[str, bytes], field: str = "files") -> list[tuple[str, Any]]:
    """Multipart files for httpx."""
    return [(field, (name, io.BytesIO(data))) for name, data in pictures.items()]


def add(client: TestClient, pictures: dict[str, bytes] | None = None) -> str:
    """A collection of these pictures; its id."""
    answer = client.post("/images", files=files(pictures or images()))
    assert answer.status_code == 200, answer.text
    return answer.json()["request_id"]


class _Ready(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.listens.set()


@pytest.fixture
def live() -> Iterator[Callable[[Any], str]]:
    """Lets an app that is started already listen on a port of its own; gives its address."""
    running: list[tuple[_Ready, threading.Thread]] = []

    def listen(app: Any) -> str:
        config = uvicorn.Config(app, port=0, lifespan="off", log_level="error", ws="none")
        server = _Ready(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        assert server.listens.wait(30)
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    yield listen
    for server, thread in running:
        server.should_exit = True
        thread.join()
