"""Turns model inputs into unit vectors, on the graphics processor or on this computer's own."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.accelerators import (
    may_have_cuda,
    may_have_mps,
    promising_device,
)
from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.features.onnx_export import export, known_export
from photodedup.engine.features.weights import as_used_here, model_file

if TYPE_CHECKING:
    from photodedup.engine.features.torch_embedding import TorchEmbedder

log = logging.getLogger(__name__)

Pictures = NDArray[np.uint8]
Vectors = NDArray[np.float32]

CPU_BATCH = 4  # larger batches gain nothing on a CPU and cost memory
SMALLEST_AGREEMENT = 0.999  # cosine of a graphics processor's vectors to the CPU's


class Embedder(Protocol):
    """A loaded model on one device. `embed` may be called from any thread."""

    @property
    def spec(self) -> ModelSpec: ...

    @property
    def device_text(self) -> str:
        """What computes, in words for a person; may change when a graphics processor fails."""

    @property
    def batch_size(self) -> int:
        """How many pictures are best handed over at a time; any number is right."""

    def embed(self, batch: Pictures) -> Vectors:
        """Unit vectors (n, dims) of upright RGB pictures (n, input_px, input_px, 3), in order.

        Raises:
            ValueError: the batch has another shape or type.
            ModelUnavailable: the device failed for good.
        """


def open_embedder(model_id: str, device: str = "auto", threads: int = 1) -> Embedder:
    """Load a model where it runs fastest: CUDA, else MPS, else the CPU.

    `device` is auto, cpu, cuda or mps; one that is not there gives the CPU, with a line in the
    log. `threads` is for the CPU alone. One is best while decoding runs beside it.

    Raises:
        ModelUnavailable: the model is unknown, or its file is missing or damaged, or there is no
            runtime for it; or the id is "none".
    """
    weights = model_file(model_spec(model_id))
    spec = as_used_here(model_spec(model_id))

    def open_cpu() -> Embedder:
        return open_on_processor(spec, weights, threads)

    target = _target(device)
    if target == "cpu":
        return open_cpu()
    try:
        return GuardedEmbedder(_open_torch(spec, weights, target), open_cpu)
    except (ImportError, OSError, RuntimeError, ValueError, ModelUnavailable) as error:
        log.warning("%s cannot be used, the processor computes instead: %s", target, error)
        return open_cpu()


def open_on_processor(spec: ModelSpec, weights: Path, threads: int = 1) -> Embedder:
    """The model in ONNX Runtime; in torch only where it cannot be written for ONNX Runtime.

    Weights of torch are written for ONNX Runtime at the first call, which takes some seconds.

    Raises:
        ModelUnavailable: the weights do not fit, or there is no runtime for them.
    """
    if not spec.network:
        return OnnxEmbedder(spec, weights, threads)
    made = known_export(spec)
    if made is not None:
        return OnnxEmbedder(spec, made, threads)
    try:
        by_torch = _open_torch(spec, weights, "cpu")
    except ImportError as error:
        raise ModelUnavailable(
            f"{spec.name} needs PyTorch and torchvision, which this installation does not have."
        ) from error
    except OSError as error:
        raise ModelUnavailable(f"{spec.name} cannot be read: {error.strerror}.") from error
    try:
        by_onnx = OnnxEmbedder(spec, export(spec, by_torch.network), threads)
        check_agreement(by_onnx, by_torch)
    except (ImportError, RuntimeError, ModelUnavailable) as error:
        log.warning("%s runs in torch on the processor: %s", spec.name, error)
        return by_torch
    return by_onnx


class OnnxEmbedder:
    """The model in ONNX Runtime on the CPU."""

    def __init__(self, spec: ModelSpec, weights: Path, threads: int = 1) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise ModelUnavailable(f"ONNX Runtime cannot be loaded: {error}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, threads)
        options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors alone
        options.enable_mem_pattern = False  # as fast without it, and 30 MiB less
        # Threads that spin while they wait would take the processor from the decoders.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        onnxruntime.disable_telemetry_events()
        try:
            self._session = onnxruntime.InferenceSession(
                str(weights), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime's errors share no other base
            raise ModelUnavailable(f"The model {spec.name} cannot be started: {error}") from error
        self.spec = spec
        self.device_text = "this computer's processor"
        self.batch_size = CPU_BATCH

    def embed(self, batch: Pictures) -> Vectors:
        check_batch(self.spec, batch)
        vectors = np.empty((len(batch), self.spec.dims), np.float32)
        for start in range(0, len(batch), CPU_BATCH):
            part = batch[start : start + CPU_BATCH]
            vectors[start : start + CPU_BATCH] = self._run(part)
        return vectors

    def _run(self, part: Pictures) -> Vectors:
        try:
            (vectors,) = self._session.run(None, {"pictures": part})
        except Exception as error:
            raise ModelUnavailable(f"The model {self.spec.name} failed: {error}") from error
        found: Vectors = vectors
        return found


class EmbedderAround:
    """What computes through another embedder, and says of itself what that one says."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner

    @property
    def spec(self) -> ModelSpec:
        return self._inner.spec

    @property
    def device_text(self) -> str:
        return self._inner.device_text

    @property
    def batch_size(self) -> int:
        return self._inner.batch_size


class GuardedEmbedder(EmbedderAround):
    """An embedder on a graphics processor that hands over to the CPU for good when it fails.

    Before it is trusted, it must agree with the CPU about a picture: drivers have been known to
    compute wrong numbers in silence, and wrong vectors would hide duplicates.
    """

    def __init__(self, accelerated: Embedder, open_cpu: Callable[[], Embedder]) -> None:
        """Raises RuntimeError if the two do not agree, and what `accelerated` raises."""
        super().__init__(accelerated)
        self._open_cpu = open_cpu
        self._lock = threading.Lock()
        check_agreement(accelerated, open_cpu())

    def embed(self, batch: Pictures) -> Vectors:
        inner = self._inner
        try:
            return inner.embed(batch)
        except RuntimeError as error:
            with self._lock:
                if self._inner is inner:
                    log.warning("%s failed, the processor goes on: %s", inner.device_text, error)
                    self._inner = self._open_cpu()
            return self._inner.embed(batch)


def check_batch(spec: ModelSpec, batch: Pictures) -> None:
    """Raises ValueError unless the batch is uint8 (n, input_px, input_px, 3)."""
    wanted = (spec.input_px, spec.input_px, 3)
    if batch.dtype != np.uint8 or batch.shape[1:] != wanted:
        raise ValueError(f"pictures must be uint8 (n, *{wanted}), not {batch.dtype} {batch.shape}")


def check_agreement(one: Embedder, other: Embedder) -> None:
    """Raises RuntimeError unless both give the same vector for a picture."""
    picture = _test_picture(one.spec)
    agreement = float((one.embed(picture) * other.embed(picture)).sum())
    if not agreement >= SMALLEST_AGREEMENT:  # also when it is not a number
        raise RuntimeError(f"its numbers are wrong (agreement {agreement:.4f})")


def _target(device: str) -> str:
    """The device to try, without importing torch."""
    if device == "cpu":
        return "cpu"
    if device in ("cuda", "mps"):
        if may_have_cuda() if device == "cuda" else may_have_mps():
            return device
        log.warning("%s was asked for and is not there; the processor computes instead", device)
        return "cpu"
    if device != "auto":
        log.warning("unknown device %r; the best one is chosen", device)
    return promising_device() or "cpu"


def _open_torch(spec: ModelSpec, weights: Path, device: str) -> "TorchEmbedder":
    from photodedup.engine.features.torch_embedding import open_torch_embedder

    return open_torch_embedder(spec, weights, device)


def _test_picture(spec: ModelSpec) -> Pictures:
    """One picture of slopes and grain, always the same."""
    ramp = np.linspace(0, 200, spec.input_px)
    slopes = np.stack([ramp[:, None] + 0 * ramp, ramp[None] + 0 * ramp[:, None]], axis=-1)
    colours = np.concatenate([slopes, slopes.mean(axis=-1, keepdims=True)], axis=-1)
    grain = np.random.default_rng(1).integers(0, 55, colours.shape)
    return (colours + grain).astype(np.uint8)[None]
