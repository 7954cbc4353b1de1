"""The model a library works with: the chosen one, else the default one, else none."""

import logging
import threading

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.embedding import Embedder, open_embedder
from photodedup.engine.features.models import DEFAULT_MODEL, NO_MODEL

log = logging.getLogger(__name__)


class ModelChoice:
    """Loads a model at the first wish for it. All methods may be called from any thread; they
    wait while a model loads."""

    def __init__(self, model_id: str, device: str) -> None:
        self._model_id = model_id
        self._device = device
        self._embedder: Embedder | None = None
        self._problem = ""
        self._is_known = False
        self._guard = threading.Lock()

    def open(self) -> Embedder | None:
        """The model, loaded once; None for hashes only, by choice or because none can be had.
        Where another stands in, the chosen one is tried again: it may have been downloaded."""
        with self._guard:
            is_settled = self._model_id == NO_MODEL or (self._embedder and not self._problem)
            if not is_settled:
                self._choose()
            self._is_known = True
            return self._embedder

    @property
    def device_text(self) -> str:
        """What computes vectors, in words for the person, and why it is not the chosen model if
        so; empty until it is known."""
        with self._guard:
            if not self._is_known:
                return ""
            computes = self._embedder.device_text if self._embedder else "hashes only"
            return f"{computes}. {self._problem}" if self._problem else computes

    @property
    def problem(self) -> str:
        """Why the chosen model is not used, and what is done instead, in one sentence; empty if
        it is used, or as long as nothing needed it."""
        with self._guard:
            return self._problem

    def _choose(self) -> None:
        try:
            self._embedder = open_embedder(self._model_id, self._device)
            self._problem = ""
            return
        except ModelUnavailable as error:
            problem = str(error)
        if self._embedder is None and self._model_id != DEFAULT_MODEL:
            try:
                self._embedder = open_embedder(DEFAULT_MODEL, self._device)
            except ModelUnavailable as error:
                problem = f"{problem} {error}"
        instead = "the default model is used" if self._embedder else "hashes alone are compared"
        self._problem = f"{problem.removesuffix('.')}; {instead} instead."
        log.info("%s", self._problem)  # whoever opened the library says it
