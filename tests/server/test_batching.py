"""What several threads ask of the model is computed together, and each gets its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from photodedup.server.batching import LARGEST_BATCH, BatchingEmbedder


class Model:
    """Says of each picture what number it has; the first batch waits for a sign."""

    device_text, batch_size, spec = "a test", 8, None

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.go_on = threading.Event()

    def embed(self, batch):
        assert self.go_on.wait(30)
        self.sizes.append(len(batch))
        if (batch == 255).any():
            raise RuntimeError("a bad picture")
        return batch[:, :1, 0, 0].astype(np.float32)


def numbered(number: int, count: int = 1):
    return np.full((count, 2, 2, 3), number, np.uint8)


def test_each_gets_its_own():
    model = Model()
    batching = BatchingEmbedder(model)
    with ThreadPoolExecutor(20) as pool:
        futures = [pool.submit(batching.embed, numbered(n, 1 + n % 3)) for n in range(20)]
        model.go_on.set()
        for number, future in enumerate(futures):
            assert future.result().tolist() == [[number]] * (1 + number % 3)
    batching.close()
    assert sum(model.sizes) == sum(1 + n % 3 for n in range(20))
    assert max(model.sizes) > 1
    assert max(model.sizes) <= LARGEST_BATCH + 2


def test_a_failure_reaches_those_who_asked_and_ends_nothing():
    model = Model()
    model.go_on.set()
    batching = BatchingEmbedder(model, gather_s=0)
    with pytest.raises(RuntimeError, match="bad picture"):
        batching.embed(numbered(255))
    assert batching.embed(numbered(7)).tolist() == [[7]]
    batching.close()
