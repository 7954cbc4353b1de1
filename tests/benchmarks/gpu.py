"""Photos a second with a graphics processor against this computer's processor, and how long the
graphics processor waits meanwhile. Larger networks have random weights: they take as long."""

import importlib.util
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from photodedup.engine.extraction import extract
from photodedup.engine.features.accelerators import may_have_cuda
from photodedup.engine.features.embedding import Embedder, open_embedder
from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.features.weights import model_file
from tests.benchmarks.measuring import table
from tests.benchmarks.pictures import Pictures

NO_GPU = (
    "There is no graphics processor here that torch can use (CUDA), so nothing was measured: "
    "neither photos a second nor how long it waits."
)
_MODELS = ("default", "swin-v2-s", "sscd-disc-mixup")
_ALONE = 4096  # pictures that the model alone gets
_GPU_PHOTOS = 1500
_CPU_PHOTOS = 48
_CPU_BATCH = 16
_IN_FLIGHT = 2  # batches, as in a scan


@dataclass(frozen=True, slots=True)
class _Run:
    """Photos a second, and the share of the time in which the device had nothing to compute."""

    photos_a_second: float
    waiting_share: float


class Stopwatch:
    """A network that notes how long its device computes; calls are answered as before.

    `moment` gives something that can tell the milliseconds to a later one, once `settle` was
    called: an event of CUDA.
    """

    def __init__(self, network: Any, moment: Callable[[], Any], settle: Callable[[], None]) -> None:
        self._network = network
        self._moment = moment
        self._settle = settle
        self._laps: list[tuple[Any, Any]] = []

    def __call__(self, pictures: Any) -> Any:
        begin = self._moment()
        vectors = self._network(pictures)
        self._laps.append((begin, self._moment()))
        return vectors

    def take_s(self) -> float:
        """Seconds of computing since the last time."""
        self._settle()
        laps, self._laps = self._laps, []
        return float(sum(begin.elapsed_time(end) for begin, end in laps)) / 1e3


def run(pictures: Callable[[], Pictures]) -> str:
    """The table as Markdown, or a sentence where there is nothing to measure."""
    if not may_have_cuda() or importlib.util.find_spec("torchvision") is None:
        return NO_GPU
    import torch

    if not torch.cuda.is_available():
        return NO_GPU
    paths = pictures().large
    rows = [_row(model_id, paths) for model_id in _MODELS]
    head = [
        f"12 MP photos a second, {os.cpu_count()} cores",
        "processor alone",
        "graphics processor, reading included",
        "x",
        "it waits",
        "model alone",
    ]
    return f"{torch.cuda.get_device_name()}, torch {torch.__version__}\n\n" + table(head, rows)


def _row(model_id: str, paths: Sequence[Path]) -> list[str]:
    spec = model_spec(model_id)
    watch, embedder = _on_cuda(spec)
    alone = _alone(embedder)
    cpu = pipeline(_on_processor(spec), _many(paths, _CPU_PHOTOS), lambda: 0.0)
    gpu = pipeline(embedder, _many(paths, _GPU_PHOTOS), watch.take_s)
    return [
        spec.name,
        f"{cpu.photos_a_second:.1f}",
        f"{gpu.photos_a_second:.1f}",
        f"{gpu.photos_a_second / cpu.photos_a_second:.1f}",
        f"{gpu.waiting_share:.0%}",
        f"{alone:.0f}",
    ]


def pipeline(embedder: Embedder, paths: Sequence[Path], computed_s: Callable[[], float]) -> _Run:
    """Read all photos with all cores, and have the model see them in batches meanwhile, as a scan
    does. `computed_s` tells how long the device computed since it was last asked."""
    size = max(_CPU_BATCH, embedder.batch_size)
    cores = os.cpu_count() or 1
    in_model: deque[Future[Any]] = deque()
    computed_s()
    started_s = time.perf_counter()
    with ThreadPoolExecutor(cores + _IN_FLIGHT) as pool, ThreadPoolExecutor(cores) as readers:
        reads = readers.map(lambda path: _input(path, embedder.spec.input_px), paths)
        batch = []
        for number, pixels in enumerate(reads, 1):
            batch.append(pixels)
            if len(batch) == size or number == len(paths):
                in_model.append(pool.submit(embedder.embed, np.stack(batch)))
                batch = []
            while len(in_model) > _IN_FLIGHT:
                in_model.popleft().result()
        for future in in_model:
            future.result()
    wall_s = time.perf_counter() - started_s
    return _Run(len(paths) / wall_s, max(0.0, 1 - computed_s() / wall_s))


def _input(path: Path, side_px: int) -> Any:
    return extract(path, model_input_px=side_px).model_input


def _alone(embedder: Embedder) -> float:
    """Pictures a second when they are all there: copies to and fro included."""
    side_px = embedder.spec.input_px
    some = np.random.default_rng(0).integers(0, 256, (_ALONE, side_px, side_px, 3), np.uint8)
    embedder.embed(some)
    started_s = time.perf_counter()
    embedder.embed(some)
    return _ALONE / (time.perf_counter() - started_s)


def _many(paths: Sequence[Path], count: int) -> list[Path]:
    return [paths[number % len(paths)] for number in range(count)]


def _on_cuda(spec: ModelSpec) -> tuple[Stopwatch, Embedder]:
    import torch

    from photodedup.engine.features.pinned import copies_for
    from photodedup.engine.features.torch_embedding import TorchEmbedder

    def moment() -> Any:
        event = torch.cuda.Event(enable_timing=True)
        event.record()
        return event

    device = torch.device("cuda")
    network = untrained(spec).to(device).half().to(memory_format=torch.channels_last)
    watch = Stopwatch(network, moment, torch.cuda.synchronize)
    return watch, TorchEmbedder(spec, watch, device, "CUDA", copies=copies_for(device))


def _on_processor(spec: ModelSpec) -> Embedder:
    """The default model as it ships, others in torch: their files need not be here."""
    if not spec.network:
        return open_embedder(spec.id, "cpu")
    import torch

    from photodedup.engine.features.torch_embedding import TorchEmbedder

    return TorchEmbedder(spec, untrained(spec), torch.device("cpu"), "CPU", _CPU_BATCH)


def untrained(spec: ModelSpec) -> Any:
    """The model's network in full precision on the processor; all but the default one with random
    weights."""
    from photodedup.engine.features.networks.classifiers import CLASSIFIERS, load_classifier
    from photodedup.engine.features.networks.loading import load_network
    from photodedup.engine.features.networks.sscd import build_sscd
    from photodedup.engine.features.networks.torchvision_door import torchvision_models
    from photodedup.engine.features.networks.unit_vectors import UnitVectors

    if not spec.network:
        return load_network(spec, model_file(spec))
    if spec.network in CLASSIFIERS:
        random = getattr(torchvision_models(), spec.network)(weights=None).state_dict()
        trunk = load_classifier(spec.network, random)
    else:
        trunk = build_sscd(spec.network)
    return UnitVectors(trunk).eval().requires_grad_(False)
