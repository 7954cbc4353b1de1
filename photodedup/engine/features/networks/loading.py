"""From a model's file to its torch module, whichever network it is."""

from pathlib import Path

from torch import nn

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.networks.classifiers import CLASSIFIERS, load_classifier
from photodedup.engine.features.networks.efficientnet_lite import load_lite0
from photodedup.engine.features.networks.onnx_weights import read_weights
from photodedup.engine.features.networks.sscd import SSCD_NETWORKS, load_sscd
from photodedup.engine.features.networks.state_dicts import read_state_dict
from photodedup.engine.features.networks.unit_vectors import UnitVectors


def load_network(spec: ModelSpec, weights: Path) -> nn.Module:
    """Pictures (n, input_px, input_px, 3), uint8 RGB, to unit vectors (n, dims), float32: in full
    precision on the CPU, ready for inference.

    Raises:
        ModelUnavailable: the file is not this network's weights.
        OSError: the file cannot be read.
        ImportError: torchvision is missing.
    """
    try:
        network = _build(spec, weights)
    except (RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "they do not fit"
        raise ModelUnavailable(
            f"This file cannot be used as weights of {spec.name}: {reason}."
        ) from error
    network.requires_grad_(False)
    network.eval()
    return network


def _build(spec: ModelSpec, weights: Path) -> nn.Module:
    if not spec.network:
        return load_lite0(read_weights(weights))
    table = read_state_dict(weights)
    if spec.network in CLASSIFIERS:
        return UnitVectors(load_classifier(spec.network, table))
    if spec.network in SSCD_NETWORKS:
        return UnitVectors(load_sscd(spec.network, table))
    raise ValueError(f"no network is called {spec.network}")
