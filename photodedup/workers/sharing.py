"""What a library shares with workers: reading on a share that both see, or the model alone."""

import argparse
import base64
import os
import queue
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from photodedup.engine.errors import Cancelled, ReadingUnavailable, UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.features.embedding import Embedder, EmbedderAround, Pictures, Vectors
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.gathering import gather
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.plain import WrongType
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.settings import Settings
from photodedup.workers.contract import EMBED, READ, contract_of, from_message, make_celery
from photodedup.workers.sending import NoWorker, Sender, require_broker

Say = Callable[[str], None]

BATCH = 8  # photos in one message
_GATHER_S = 0.05
_THREADS = 96  # photos under way at once: enough for some workers
_SENDERS = 24  # batches under way


@contextmanager
def shared(
    options: argparse.Namespace, settings: Settings, say: Say, warn: Say
) -> Iterator[dict[str, Any]]:
    """Arguments for a Library, and `threads` to scan it with; what workers did is said at the end.

    Raises:
        ReadingUnavailable: the model cannot be had here, so no worker can be checked against it;
            or the broker cannot be reached.
    """
    model = ModelChoice(settings.model, settings.device)
    embedder = model.open()
    contract = contract_of(embedder)
    app = make_celery(options.broker, is_patient=False)
    require_broker(app)
    limits = reading_limits(settings.file_limit_s, settings.memory_limit_mib, 2)
    with Sender(app, contract, warn, options.batch_limit) as sender:
        if options.send_pictures:
            if embedder is None:
                raise ReadingUnavailable("Without a model there are no pictures to send.")
            yield {"model": _QueueModel(model, sender), "stop": sender.close}
        else:
            with ReadingProcesses(limits) as processes, QueueReading(sender, processes) as reading:
                yield {
                    "model": model,
                    "reading": reading,
                    "threads": _THREADS,
                    "stop": sender.close,
                }
        for name, count, rate in sender.rates():
            say(f"worker {name}: {count} photos, {rate:.1f} a second")


class QueueReading:
    """Reads photos by workers, several in a message. `read` is called from many threads.

    What no worker manages is read by this computer's own processes.
    """

    def __init__(self, sender: Sender, processes: ReadingProcesses) -> None:
        self._sender = sender
        self._processes = processes
        self._asked: queue.SimpleQueue[tuple[Path, Future[Any]] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, name="sender", daemon=True)
            for _ in range(_SENDERS)
        ]
        self._turn = threading.Lock()
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> "QueueReading":
        return self

    def __exit__(self, *_: object) -> None:
        for _thread in self._threads:
            self._asked.put(None)
        self._sender.close()
        for thread in self._threads:
            thread.join()

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """
        Raises:
            UnreadablePhoto: with the reason.
            ReadingUnavailable, Cancelled: nobody reads any more.
        """
        future: Future[Any] = Future()
        self._asked.put((path, future))
        try:
            found = from_message(future.result())
        except (NoWorker, WrongType):
            return self._processes.read(path, model_input_px)
        return _as_seen_here(found, path)

    def _serve(self) -> None:
        while True:
            with self._turn:  # one gathers, the others wait for answers
                gathered, is_open = gather(self._asked, BATCH, _GATHER_S)
            if gathered:
                self._ask(gathered)
            if not is_open:
                return

    def _ask(self, gathered: list[tuple[Path, Future[Any]]]) -> None:
        paths = [base64.b64encode(os.fsencode(path)).decode("ascii") for path, _ in gathered]
        try:
            answer = self._sender.ask(READ, [paths], len(paths))
            files = answer.get("files")
            if not isinstance(files, list) or len(files) != len(gathered):
                raise NoWorker("the answer has another number of files")
        except (NoWorker, ReadingUnavailable, Cancelled) as error:
            for _, future in gathered:
                future.set_exception(error)
            return
        for (_, future), file in zip(gathered, files, strict=True):
            future.set_result(file)


def _as_seen_here(found: Extract, path: Path) -> Extract:
    """The file's facts as this computer sees them: device, inode and clock are its own.

    Raises:
        UnreadablePhoto: it is another file here than it was for the worker.
    """
    try:
        status = os.lstat(path)
    except OSError as error:
        raise UnreadablePhoto("the file is no longer there") from error
    if status.st_size != found.size_bytes:
        raise UnreadablePhoto("the file was changing while it was read")
    return replace(found, mtime_ns=status.st_mtime_ns, device=status.st_dev, inode=status.st_ino)


class RemoteEmbedder(EmbedderAround):
    """A model that workers run; where none manages, this computer does."""

    def __init__(self, inner: Embedder, sender: Sender) -> None:
        super().__init__(inner)
        self._sender = sender

    @property
    def device_text(self) -> str:
        return "workers"

    @property
    def batch_size(self) -> int:
        return BATCH

    def embed(self, batch: Pictures) -> Vectors:
        data = base64.b64encode(zlib.compress(np.ascontiguousarray(batch).tobytes(), 1))
        try:
            answer = self._sender.ask(EMBED, [len(batch), data.decode("ascii")], len(batch))
            coded = base64.b64decode(answer["vectors"])
            vectors = np.frombuffer(coded, "<f4").reshape(len(batch), self.spec.dims)
        except (NoWorker, KeyError, TypeError, ValueError):
            return self._inner.embed(batch)
        return vectors.astype(np.float32)


class _QueueModel(ModelChoice):
    """A model choice whose embedder asks workers."""

    def __init__(self, inner: ModelChoice, sender: Sender) -> None:
        super().__init__("none", "cpu")
        self._chosen = inner
        self._sender = sender

    def open(self) -> Embedder | None:
        embedder = self._chosen.open()
        return None if embedder is None else RemoteEmbedder(embedder, self._sender)
