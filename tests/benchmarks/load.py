"""The server under load: requests a second and latency with 1, 8 and 64 clients at once.

Server and clients run on this computer, and share its processor.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.measuring import table
from tests.benchmarks.pictures import Pictures

CLIENTS = (1, 8, 64)
_MOST_REQUESTS = 2000  # of one measurement
_COLLECTION = 40  # images that are searched


@dataclass(slots=True)
class _Seen:
    """What clients of one measurement saw: latencies of what was done, and all answers."""

    latencies_s: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    guard: threading.Lock = field(default_factory=threading.Lock)


def run(pictures: Pictures, seconds: float = 10.0) -> str:
    """A table, as Markdown; each row takes `seconds`."""
    images = [path.read_bytes() for path in pictures.small]
    rows = []
    with tempfile.TemporaryDirectory() as home, _server(Path(home)) as port:
        name = _collection(port, images)
        search = f"/similarity-search?request_id={name}&top_k=5"
        works = {
            "health": ("GET", "/", [b""]),
            "duplicates of a collection": ("GET", f"/duplicates/{name}", [b""]),
            "search with a 2 MP photo": ("POST", search, [_form([i], "image") for i in images]),
            "a new collection of 4 photos": (
                "POST",
                "/images",
                [_form(images[i : i + 4], "files") for i in range(0, len(images) - 3, 4)],
            ),
        }
        for title, (method, path, bodies) in works.items():
            for clients in CLIENTS:
                seen, took_s = _measure(port, method, path, bodies, clients, seconds)
                rows.append([title, str(clients), *_figures(seen, took_s)])
        assert _ask(http.client.HTTPConnection("127.0.0.1", port), "GET", "/", b"")[0] == 200
    head = ("request", "clients", "done a second", "median", "95 %", "turned away (429)", "failed")
    return table(head, rows)


def _figures(seen: _Seen, took_s: float) -> list[str]:
    latencies = sorted(seen.latencies_s) or [0.0]
    failed = sum(count for status, count in seen.statuses.items() if status not in (200, 429))
    return [
        f"{len(seen.latencies_s) / took_s:.1f}",
        f"{latencies[len(latencies) // 2] * 1000:.0f} ms",
        f"{latencies[int(len(latencies) * 0.95)] * 1000:.0f} ms",
        str(seen.statuses[429]),
        str(failed),
    ]


def _measure(
    port: int, method: str, path: str, bodies: Sequence[bytes], clients: int, seconds: float
) -> tuple[_Seen, float]:
    seen, started_s = _Seen(), time.monotonic()
    threads = [
        threading.Thread(
            target=_client,
            args=(port, method, path, bodies, number, started_s + seconds, clients, seen),
        )
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen, time.monotonic() - started_s


def _client(
    port: int,
    method: str,
    path: str,
    bodies: Sequence[bytes],
    number: int,
    until_s: float,
    clients: int,
    seen: _Seen,
) -> None:
    """One after the other; after a 429 it waits the second that the server asks for."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for turn in range(_MOST_REQUESTS // clients):
        started_s = time.monotonic()
        if started_s > until_s:
            break
        status, _ = _ask(connection, method, path, bodies[(number + turn) % len(bodies)])
        took_s = time.monotonic() - started_s
        with seen.guard:
            seen.statuses[status] += 1
            if status == 200:
                seen.latencies_s.append(took_s)
        if status == 429:
            time.sleep(min(1.0, max(0.0, until_s - time.monotonic())))
    connection.close()


_BOUNDARY = uuid.uuid4().hex


def _form(images: Sequence[bytes], name: str) -> bytes:
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{i}.jpg"'
        "\r\nContent-Type: image/jpeg\r\n\r\n".encode()
        + image
        + b"\r\n"
        for i, image in enumerate(images)
    ]
    return b"".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes
) -> tuple[int, bytes]:
    headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"} if body else {}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0, b""


def _collection(port: int, images: Sequence[bytes]) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    chosen = [images[i % len(images)] for i in range(_COLLECTION)]
    status, body = _ask(connection, "POST", "/images", _form(chosen, "files"))
    found = re.search(rb'"request_id":"([^"]+)"', body)
    assert status == 200, body
    assert found is not None
    return found[1].decode()


@contextmanager
def _server(home: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "photodedup", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--store", str(home / "store"), "--quota-mb", "20000"],
        env={**os.environ, "HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    port = 0
    for line in process.stderr:
        if found := re.search(r"running on http://127\.0\.0\.1:(\d+)", line):
            port = int(found[1])
            break
    drain = threading.Thread(target=process.stderr.read, daemon=True)
    drain.start()
    try:
        yield port
    finally:
        process.terminate()
        process.wait(30)
