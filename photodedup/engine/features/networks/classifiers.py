"""torchvision's networks for ImageNet, cut off before their classifier."""

from collections.abc import Callable

from torch import nn

from photodedup.engine.features.networks.state_dicts import StateDict
from photodedup.engine.features.networks.torchvision_door import torchvision_models

Cut = Callable[[nn.Module], None]


def _cut_fc(network: nn.Module) -> None:
    network.fc = nn.Identity()


def _cut_head(network: nn.Module) -> None:
    network.head = nn.Identity()


def _cut_classifier(network: nn.Module) -> None:
    network.classifier = nn.Identity()


def _cut_last_layer(network: nn.Module) -> None:
    """MaxViT's classifier is pooling, a norm and two layers: only the last names the classes."""
    network.classifier[-1] = nn.Identity()


# by torchvision's name of the network: how it is cut, and the weights that fall away
_CUTS: dict[str, tuple[Cut, str]] = {
    "resnet50": (_cut_fc, "fc."),
    "efficientnet_v2_s": (_cut_classifier, "classifier."),
    "maxvit_t": (_cut_last_layer, "classifier.5."),
    "swin_v2_s": (_cut_head, "head."),
}
CLASSIFIERS = tuple(_CUTS)


def load_classifier(name: str, weights: StateDict) -> nn.Module:
    """The network with these weights, giving what its classifier would see.

    Raises:
        RuntimeError: a weight is missing, is one too many, or has another shape.
    """
    cut, prefix = _CUTS[name]
    network = getattr(torchvision_models(), name)(weights=None)
    cut(network)
    kept = {key: value for key, value in weights.items() if not key.startswith(prefix)}
    network.load_state_dict(kept)
    return network
