"""One model for all requests: what several ask of it at one moment is computed in one go."""

import queue
import threading
from concurrent.futures import Future
from typing import Any

import numpy as np

from photodedup.engine.features.embedding import Embedder, EmbedderAround, Pictures, Vectors
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.gathering import gather

_Asked = tuple[Pictures, "Future[Vectors]"]

GATHER_S = 0.005  # how long a picture waits for others
LARGEST_BATCH = 32


class BatchingEmbedder(EmbedderAround):
    """An embedder that gathers what threads ask of it, and computes that together.

    `close` it when nobody asks any more.
    """

    def __init__(self, inner: Embedder, gather_s: float = GATHER_S) -> None:
        super().__init__(inner)
        self._gather_s = gather_s
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self.batch_sizes: list[int] = []  # of the last batches, for figures
        self._thread = threading.Thread(target=self._work, name="model", daemon=True)
        self._thread.start()

    def embed(self, batch: Pictures) -> Vectors:
        """As the inner embedder's; waits for a turn. From any thread."""
        if not len(batch):
            return self._inner.embed(batch)
        future: Future[Vectors] = Future()
        self._asked.put((batch, future))
        return future.result()

    def close(self) -> None:
        self._asked.put(None)
        self._thread.join()

    def _work(self) -> None:
        is_open = True
        while is_open:
            gathered, is_open = gather(self._asked, LARGEST_BATCH, self._gather_s, _count)
            if gathered:
                self._answer(gathered)

    def _answer(self, gathered: list[_Asked]) -> None:
        try:
            pictures = np.concatenate([pictures for pictures, _ in gathered])
            vectors = self._inner.embed(pictures)
        except Exception as error:  # noqa: BLE001 - it belongs to those who asked
            for _, future in gathered:
                future.set_exception(error)
            return
        self.batch_sizes = [*self.batch_sizes[-999:], len(pictures)]
        start = 0
        for part, future in gathered:
            future.set_result(vectors[start : start + len(part)])
            start += len(part)


class BatchedModel(ModelChoice):
    """A model choice whose embedder gathers; shared by all collections of a server."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._batching: BatchingEmbedder | None = None
        self._turn = threading.Lock()

    def open(self) -> Embedder | None:
        inner = super().open()
        with self._turn:
            if inner is None:
                return None
            if self._batching is None:
                self._batching = BatchingEmbedder(inner)
            return self._batching

    def close(self) -> None:
        if self._batching is not None:
            self._batching.close()


def _count(asked: _Asked) -> int:
    return len(asked[0])
