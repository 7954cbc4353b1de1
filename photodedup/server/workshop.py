"""Where the server's work is done: threads, model and reading processes that all requests share."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.pictures.threads import use_one_thread_each
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.search import Query, query_of
from photodedup.engine.settings import Settings
from photodedup.server.batching import BatchedModel
from photodedup.server.limits import Limits

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many threads a workshop has: those that read images, and those that do requests."""

    readers: int
    jobs: int


class LimitedReading:
    """Reads images in processes that may die, so many at a time, and no larger than allowed."""

    def __init__(self, processes: ReadingProcesses, at_once: int, most_pixels: int) -> None:
        self._processes = processes
        self._turns = threading.BoundedSemaphore(at_once)
        self._most_pixels = most_pixels

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """
        Raises:
            UnreadablePhoto: with the reason; also for too many pixels.
        """
        with self._turns:
            found = self._processes.read(path, model_input_px)
        if found.width_px * found.height_px > self._most_pixels:
            millions = self._most_pixels / 1e6
            raise UnreadablePhoto(f"it has more than the {millions:.0f} million pixels taken here")
        return found


class Workshop:
    """Does blocking work beside the event loop. Use as a context manager, or `close` it."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        use_one_thread_each()
        cores = settings.workers or os.cpu_count() or 1
        self.sizes = Sizes(readers=cores, jobs=max(4, 2 * cores))
        self.settings = replace(settings, workers=cores)
        self.model = BatchedModel(settings.model, settings.device)
        self._processes = ReadingProcesses(
            reading_limits(limits.image_s, settings.memory_limit_mib, cores)
        )
        self.reading = LimitedReading(self._processes, cores, limits.pixels)
        # Coordinators and readers in one full pool would wait for each other for ever.
        self.readers = ThreadPoolExecutor(2 * cores, thread_name_prefix="reader")
        self._jobs = ThreadPoolExecutor(self.sizes.jobs, thread_name_prefix="job")

    async def do(
        self, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        """The result of a blocking call, made in one of the threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._jobs, lambda: work(*given, **named))

    def query(self, path: Path) -> Query:
        """What to look for, read of a file.

        Raises:
            UnreadablePhoto: the file is no readable image.
        """
        embedder = self.model.open()
        read = self.reading.read(path, embedder.spec.input_px if embedder else None)
        return query_of(path, read, embedder)

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._jobs.shutdown(cancel_futures=True)
        self.readers.shutdown(cancel_futures=True)
        self._processes.close()
        self.model.close()
