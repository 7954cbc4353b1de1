"""Runs a model as a torch module on a graphics processor, in batches that fit its memory.

Importing this module imports torch; only `embedding.open_embedder` does so, and only where a
graphics processor is likely, or for weights of torch that are not yet written for ONNX Runtime.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from photodedup.engine.features.embedding import CPU_BATCH, Pictures, Vectors, check_batch
from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.networks.loading import load_network
from photodedup.engine.features.pinned import Copies, Mark, PinnedRing, copies_for

log = logging.getLogger(__name__)

FIRST_BATCH_LIMIT = 256

Network = Callable[[torch.Tensor], torch.Tensor]


def open_torch_embedder(spec: ModelSpec, weights: Path, device_name: str) -> "TorchEmbedder":
    """The model on "cuda" or "mps" in half precision, or on "cpu" in full.

    Raises:
        RuntimeError: torch finds no such device.
        ModelUnavailable, OSError, ImportError: the weights cannot be used.
    """
    is_there = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
        "cpu": lambda: True,
    }[device_name]
    if not is_there():
        raise RuntimeError("torch finds no such device")
    network = load_network(spec, weights).to(device_name)
    if device_name != "cpu":
        network = network.half()
    if device_name != "mps":
        network = network.to(memory_format=torch.channels_last)
    device = torch.device(device_name)
    return TorchEmbedder(
        spec,
        network,
        device,
        _device_text(device_name),
        CPU_BATCH if device_name == "cpu" else FIRST_BATCH_LIMIT,
        copies_for(device),
    )


class TorchEmbedder:
    """A torch network on one device. Out of memory, it goes on with half the batch for good.

    With `copies`, pictures are brought to the device while it computes on those before them: the
    parts of one call, and those of another thread's next call.
    """

    def __init__(
        self,
        spec: ModelSpec,
        network: Network,
        device: torch.device,
        device_text: str,
        batch_size: int = FIRST_BATCH_LIMIT,
        copies: Copies | None = None,
    ) -> None:
        self.spec = spec
        self.device_text = device_text
        self._network = network
        self._device = device
        self._batch_size = batch_size
        self._copies = copies
        self._ring = PinnedRing(copies) if copies is not None else None
        self._lock = threading.Lock()

    @property
    def network(self) -> Any:
        """The torch module itself."""
        return self._network

    @property
    def batch_size(self) -> int:
        return self._batch_size

    def embed(self, batch: Pictures) -> Vectors:
        """See `Embedder`. Raises RuntimeError when the device fails."""
        check_batch(self.spec, batch)
        if not len(batch):
            return np.empty((0, self.spec.dims), np.float32)
        with self._lock, torch.inference_mode():
            vectors, mark = self._bring(torch.cat(self._parts(batch)))
        if mark is not None:
            mark.synchronize()  # outside the lock: the next batch is on its way meanwhile
        result: Vectors = vectors.numpy()
        return result

    def _parts(self, batch: Pictures) -> list[torch.Tensor]:
        """The batch's vectors on the device, in parts, perhaps not yet computed."""
        parts: list[torch.Tensor] = []
        start = 0
        while start < len(batch):
            try:
                part = self._network(self._send(batch[start : start + self._batch_size]))
            except RuntimeError as error:
                if not _is_out_of_memory(error) or self._batch_size == 1:
                    raise
                self._halve()
                continue
            start += len(part)
            parts.append(part)
        return parts

    def _send(self, part: Pictures) -> torch.Tensor:
        if self._ring is not None:
            return self._ring.send(part, self._batch_size)
        return torch.from_numpy(np.ascontiguousarray(part)).to(self._device)

    def _bring(self, vectors: torch.Tensor) -> tuple[torch.Tensor, Mark | None]:
        if self._copies is not None:
            return self._copies.bring(vectors)
        return vectors.cpu(), None

    def _halve(self) -> None:
        self._batch_size //= 2
        log.info("%s: memory is short, %d at a time", self.device_text, self._batch_size)
        if self._ring is not None:
            self._ring.forget()
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        elif self._device.type == "mps":
            torch.mps.empty_cache()


def _is_out_of_memory(error: RuntimeError) -> bool:
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error).lower()


def _device_text(device_name: str) -> str:
    if device_name == "cuda":
        kind = "ROCm" if torch.version.hip else "CUDA"
        return f"{torch.cuda.get_device_name()} ({kind})"
    return "Apple graphics processor (MPS)" if device_name == "mps" else "this computer's processor"
