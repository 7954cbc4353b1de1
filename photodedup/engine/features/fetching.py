"""Brings a model to this computer, by network or from a file, and leaves it ready to run."""

import importlib.util
from functools import partial
from pathlib import Path

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.download import download
from photodedup.engine.features.embedding import open_on_processor
from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.features.weights import as_used_here, model_file, take_file
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress


def fetch(
    model_id: str, report: ProgressSink = ignore_progress, token: CancelToken | None = None
) -> None:
    """Download a model, check it and prepare it; see `download` for what is kept and reported.

    Raises:
        Cancelled: the person stopped; what arrived is kept.
        ModelUnavailable: no network, a wrong file, or no runtime for it; one clear sentence.
    """
    spec = model_spec(model_id)
    _require_runtime(spec)
    download(spec, report, token, partial(_require_fit, spec))
    _prepare(spec, report)


def use_file(model_id: str, path: Path, report: ProgressSink = ignore_progress) -> None:
    """Take a model's weights from a file the person has, check them and prepare them. The file
    itself stays as it is.

    Raises:
        ModelUnavailable: it is not this model's file, or there is no runtime for it.
    """
    spec = model_spec(model_id)
    if spec.ships_with_program:
        raise ModelUnavailable(f"{spec.name} comes with the program and needs no file.")
    _require_runtime(spec)
    report(Progress(Stage.PREPARING, 0))
    take_file(spec, path, partial(_require_fit, spec))
    _prepare(spec, report)


def _prepare(spec: ModelSpec, report: ProgressSink) -> None:
    """Do now what the first use would wait for."""
    report(Progress(Stage.PREPARING, 0))
    weights = model_file(spec)
    open_on_processor(as_used_here(spec), weights)
    report(Progress(Stage.PREPARING, 1, 1))


def _require_runtime(spec: ModelSpec) -> None:
    """Better said before the download than after it."""
    if not spec.network:
        return
    if any(importlib.util.find_spec(name) is None for name in ("torch", "torchvision")):
        raise ModelUnavailable(
            f"{spec.name} needs PyTorch and torchvision, which this installation does not have."
        )


def _require_fit(spec: ModelSpec, path: Path) -> None:
    """Load the weights once: what a published hash vouches for needs no trial."""
    if spec.sha256 or not spec.network:
        return
    from photodedup.engine.features.networks.loading import load_network

    load_network(spec, path)
