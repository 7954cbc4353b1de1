"""Brings pictures to a graphics processor while it computes on those before them.

Copies run aside from the computing only out of memory that the system may not move ("pinned").
That is dear to get, so a few such buffers are used in turn.
"""

from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

BUFFERS = 3  # one is filled, one is copied, one waits for its copy to end


class Mark(Protocol):
    """A moment in what the device has to do."""

    def synchronize(self) -> None:
        """Wait until the device has come so far; raises RuntimeError if it failed."""


class Copies(Protocol):
    """Starts copies and does not wait for them."""

    def buffer(self, shape: tuple[int, ...]) -> torch.Tensor:
        """Pinned memory for bytes; raises RuntimeError where there is none left."""

    def begin(self, pinned: torch.Tensor) -> tuple[torch.Tensor, Mark]:
        """The same on the device, once the mark is reached; the device's next computation waits
        for that by itself."""

    def bring(self, values: torch.Tensor) -> tuple[torch.Tensor, Mark]:
        """The way back: what has been computed, to be looked at once the mark is reached."""


class CudaCopies:
    """Copies on a stream of their own, beside the one on which a thread computes."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._stream = torch.cuda.Stream(device)

    def buffer(self, shape: tuple[int, ...]) -> torch.Tensor:
        return torch.empty(shape, dtype=torch.uint8, pin_memory=True)

    def begin(self, pinned: torch.Tensor) -> tuple[torch.Tensor, Mark]:
        computing = torch.cuda.current_stream(self._device)
        with torch.cuda.stream(self._stream):
            there = pinned.to(self._device, non_blocking=True)
            mark = torch.cuda.Event()
            mark.record(self._stream)
        computing.wait_event(mark)
        there.record_stream(computing)  # its memory is not given away before it was computed on
        return there, mark

    def bring(self, values: torch.Tensor) -> tuple[torch.Tensor, Mark]:
        here = torch.empty(values.shape, dtype=values.dtype, pin_memory=True)
        here.copy_(values, non_blocking=True)
        mark = torch.cuda.Event()
        mark.record(torch.cuda.current_stream(self._device))
        return here, mark


class PinnedRing:
    """A few pinned buffers, used in turn. Not for several threads at once."""

    def __init__(self, copies: Copies, buffers: int = BUFFERS) -> None:
        self._copies = copies
        self._count = buffers
        self._buffers: list[tuple[torch.Tensor, Mark | None]] = []
        self._next = 0

    def send(self, part: NDArray[np.uint8], room: int) -> torch.Tensor:
        """Pictures of shape (n, ...) as they will be on the device. A buffer holds `room` of
        them, and is filled again only when its last copy is done."""
        pinned, mark = self._turn((max(room, len(part)), *part.shape[1:]))
        if mark is not None:
            mark.synchronize()
        filled = pinned[: len(part)]
        filled.numpy()[:] = part
        there, mark = self._copies.begin(filled)
        self._buffers[self._next] = (pinned, mark)
        self._next = (self._next + 1) % self._count
        return there

    def forget(self) -> None:
        """Give the buffers back when their copies are done."""
        for _, mark in self._buffers:
            if mark is not None:
                mark.synchronize()
        self._buffers.clear()
        self._next = 0

    def _turn(self, shape: tuple[int, ...]) -> tuple[torch.Tensor, Mark | None]:
        """The buffer whose turn it is, made where it is not there yet or too small."""
        if self._buffers and self._buffers[0][0].shape != shape:
            self.forget()
        if self._next == len(self._buffers):
            self._buffers.append((self._copies.buffer(shape), None))
        return self._buffers[self._next]


def copies_for(device: torch.device) -> Copies | None:
    """What copies aside on this device; None where copies are plain ones."""
    return CudaCopies(device) if device.type == "cuda" else None
