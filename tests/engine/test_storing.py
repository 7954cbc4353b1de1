"""What was read is stored with its vectors, whatever becomes of the threads that make them."""

import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.models import DEFAULT_MODEL, model_spec
from tests.engine import pictures_made as made
from tests.engine.scanning import ScanBench


class Model:
    """Gives all pictures one vector and notes in which threads."""

    spec = model_spec(DEFAULT_MODEL)
    device_text = "a test"
    batch_size = 4

    def __init__(self) -> None:
        self.threads: set[str] = set()

    def embed(self, batch):
        self.threads.add(threading.current_thread().name)
        vectors = np.zeros((len(batch), self.spec.dims), np.float32)
        vectors[:, 0] = 1.0
        return vectors


@pytest.fixture
def bench(tmp_path: Path, photos: Path) -> Iterator[ScanBench]:
    for number in range(40):
        made.save(photos / f"{number:02}.bmp", made.scene(48, 32, seed=number))
    opened = ScanBench(tmp_path / "library")
    opened.choose(photos)
    yield opened
    opened.close()


def test_full_batches_go_through_the_model_beside_the_readers(bench):
    model = Model()
    with ThreadPoolExecutor(4, thread_name_prefix="reader") as pool:
        summary = bench.scan(model=model, executor=pool, workers=4)
    assert summary.photo_count == 40
    assert not bench.stores.pairs.without_vector(model.spec.key)
    assert any(name.startswith("reader") for name in model.threads)


class NeverInModel(Executor):
    """Reads at once, and drops what is for the model, as an executor does that is shut down."""

    def submit(self, fn, /, *args, **kwargs):
        future: Future = Future()
        if fn.__name__ == "embed":
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_nothing_is_lost_when_the_threads_go_away(bench):
    model = Model()
    bench.scan(model=model, executor=NeverInModel())
    assert len(bench.photos) == 40
    assert not bench.stores.pairs.without_vector(model.spec.key)


class Broken(Model):
    def embed(self, batch):
        raise ModelUnavailable("the device failed for good")


def test_a_model_that_fails_is_told(bench):
    with (
        ThreadPoolExecutor(2) as pool,
        pytest.raises(ModelUnavailable, match="failed for good"),
    ):
        bench.scan(model=Broken(), executor=pool, workers=2)
