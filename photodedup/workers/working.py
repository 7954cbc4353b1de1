"""The worker: reads what the queue names, in its own limited processes, and answers."""

import argparse
import base64
import logging
import os
import socket
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from celery import Celery

from photodedup.engine.errors import ServingRefused, UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.paths import settings_file
from photodedup.engine.pictures.threads import use_one_thread_each
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.settings import load_settings
from photodedup.workers.contract import (
    EMBED,
    READ,
    contract_of,
    make_celery,
    queue_of,
    to_message,
)

log = logging.getLogger(__name__)

NOT_OURS = "this worker has other versions: {}"
OUTSIDE = "this worker reads no photos there"
_MOST_BYTES = 64 << 20  # of the pictures of one batch
_MOST_FILES = 256


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that may be read, and what the computer with the library calls it."""

    theirs: str
    ours: Path


def places_of(words: Sequence[str]) -> list[Place]:
    """Of “FOLDER” and “THEIRS=FOLDER”.

    Raises:
        ServingRefused: a folder is not there.
    """
    places = []
    for word in words:
        theirs, _, ours = word.rpartition("=")
        folder = Path(ours).expanduser().resolve()
        if not folder.is_dir():
            raise ServingRefused(f"The folder {folder} is not there.")
        places.append(Place((theirs or str(folder)).rstrip("/"), folder))
    return places


def found_in(places: Sequence[Place], name: str) -> Path:
    """Where a photo is on this computer.

    Raises:
        UnreadablePhoto: it is in no folder that may be read, also by a link or by “..”.
    """
    for place in places:
        if name.startswith(f"{place.theirs}/"):
            path = Path(os.path.realpath(place.ours / name[len(place.theirs) + 1 :]))
            if path.is_relative_to(place.ours):
                return path
    raise UnreadablePhoto(OUTSIDE)


class Reader:
    """Does the two tasks. From any thread."""

    def __init__(
        self,
        places: Sequence[Place],
        read: Callable[[Path, int | None], Extract],
        embedder: Embedder | None,
        name: str,
    ) -> None:
        self._places = places
        self._read = read
        self._embedder = embedder
        self._name = name
        self._contract = contract_of(embedder)

    def read(self, contract: str, paths: Sequence[str]) -> dict[str, Any]:
        """Each file's extract with its vector, or why it cannot be read; paths as base64."""
        if contract != self._contract:
            return {"worker": self._name, "refused": NOT_OURS.format(self._contract)}
        found = [self._read_one(path) for path in paths[:_MOST_FILES]]
        self._add_vectors(found)
        return {
            "worker": self._name,
            "files": [
                {"refused": one} if isinstance(one, str) else to_message(one) for one in found
            ],
        }

    def _read_one(self, coded: str) -> Extract | str:
        px = self._embedder.spec.input_px if self._embedder is not None else None
        try:
            name = os.fsdecode(base64.b64decode(coded))
            return self._read(found_in(self._places, name), px)
        except UnreadablePhoto as error:
            return str(error)

    def _add_vectors(self, found: list[Extract | str]) -> None:
        if self._embedder is None:
            return
        rows = [(i, one) for i, one in enumerate(found) if isinstance(one, Extract)]
        inputs = [one.model_input for _, one in rows if one.model_input is not None]
        if not inputs:
            return
        vectors = self._embedder.embed(np.stack(inputs))
        for (index, one), vector in zip(rows, vectors, strict=True):
            found[index] = replace(one, model_input=None, vector=vector)

    def embed(self, contract: str, count: int, data: str) -> dict[str, Any]:
        """Vectors of reduced pictures, which come one behind the other as zlib in base64."""
        if contract != self._contract or self._embedder is None:
            return {"worker": self._name, "refused": NOT_OURS.format(self._contract)}
        px = self._embedder.spec.input_px
        if not 0 < count * px * px * 3 <= _MOST_BYTES:
            return {"worker": self._name, "refused": "the batch is too large"}
        inflate = zlib.decompressobj()
        pixels = inflate.decompress(base64.b64decode(data), _MOST_BYTES)
        batch = np.frombuffer(pixels, np.uint8).reshape(count, px, px, 3)
        vectors = np.ascontiguousarray(self._embedder.embed(batch), "<f4")
        coded = base64.b64encode(vectors.tobytes()).decode("ascii")
        return {"worker": self._name, "vectors": coded}


def _register(app: Celery, reader: Reader) -> None:
    @app.task(name=READ)
    def read(contract: str, paths: list[str]) -> dict[str, Any]:
        return reader.read(contract, paths)

    @app.task(name=EMBED)
    def embed(contract: str, count: int, data: str) -> dict[str, Any]:
        return reader.embed(contract, count, data)


def work(options: argparse.Namespace) -> int:
    """Work until stopped; the exit code.

    Raises:
        ServingRefused: a folder is not there.
        ModelUnavailable: the model that was asked for cannot be had.
    """
    use_one_thread_each()
    settings = load_settings(settings_file())
    count = options.workers if options.workers > 0 else settings.workers or os.cpu_count() or 1
    model = ModelChoice(options.model or settings.model, settings.device)
    embedder = model.open()
    if model.problem:
        raise ServingRefused(model.problem)
    places = places_of(options.photos)
    name = options.name or f"{socket.gethostname()}-{os.getpid()}"
    limits = reading_limits(settings.file_limit_s, settings.memory_limit_mib, count)
    app = make_celery(options.broker)
    with ReadingProcesses(limits) as processes:
        reader = Reader(places, processes.read, embedder, name)
        _register(app, reader)
        level = "WARNING" if getattr(options, "quiet", False) else "INFO"
        app.worker_main(
            [
                *("worker", "--pool", "threads", "--concurrency", str(count)),
                *("--queues", queue_of(contract_of(embedder)), "--hostname", f"photodedup@{name}"),
                *("--loglevel", level, "--without-gossip", "--without-mingle"),
            ]
        )
    return 0
