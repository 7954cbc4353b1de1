"""Pixels to faces, in a reading process: the only module that runs detectors and embedders."""

import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.faces.methods import Detector, FaceModel, Method
from photodedup.engine.faces.nouns import Box, FaceReading, SeenFace
from photodedup.engine.pictures.geometry import memory_for

Pixels = NDArray[np.uint8]

PICTURE_PX = 96
MOST_FACES = 200  # of one picture; a poster of more is nobody's photo
_MARGIN = 0.25  # of the box, around the face in its small picture
_SHARPNESS_PX = 128
_PICTURE_QUALITY = 85
_YUNET_SCORE = 0.9  # as published
_HOG_SCORE = 0.3  # what scores less is a face in one of two cases
_CNN_SCORE = 0.6
_BYTES_A_PIXEL = {Detector.YUNET: 120, Detector.DLIB_HOG: 100, Detector.DLIB_CNN: 900}

# A place in pixels (left, top, width, height), its score, and what the embedder needs of it.
Found = tuple[tuple[float, float, float, float], float, Any]
Detect = Callable[[Pixels], list[Found]]
Vector = NDArray[np.float32]
Encode = Callable[[Pixels, Any], Vector]


def see_faces(
    content_hash: str, pixels: Pixels, decode_s: float, method: Method, weights: Sequence[str]
) -> FaceReading:
    """Find the faces of an upright RGB picture (h, w, 3) and make a vector of each.

    Args:
        weights: the files that `method` runs on, as its `weights` gives them.
    """
    detect, encode = _open(method, tuple(weights))
    height_px, width_px = pixels.shape[:2]
    with memory_for(width_px, height_px, _BYTES_A_PIXEL[method.detector]):
        started_s = time.monotonic()
        found = sorted(detect(pixels), key=lambda each: -each[1])[:MOST_FACES]
        detected_s = time.monotonic()
        vectors = [encode(pixels, points) for _, _, points in found]
        encoded_s = time.monotonic()
    faces = [
        _seen(pixels, place, score, vector)
        for (place, score, _), vector in zip(found, vectors, strict=True)
    ]
    return FaceReading(
        content_hash=content_hash,
        decode_s=decode_s,
        detect_s=detected_s - started_s,
        encode_s=encoded_s - detected_s,
        faces=tuple(sorted(faces, key=lambda face: (face.box.left, face.box.top))),
    )


def _seen(
    pixels: Pixels, place: tuple[float, float, float, float], score: float, vector: Vector
) -> SeenFace:
    height_px, width_px = pixels.shape[:2]
    left, top, width, height = place
    right, bottom = min(left + width, width_px), min(top + height, height_px)
    left, top = max(0.0, left), max(0.0, top)
    box = Box(
        left / width_px,
        top / height_px,
        max(1.0, right - left) / width_px,
        max(1.0, bottom - top) / height_px,
    )
    face = _cut(pixels, box, 0.0)
    return SeenFace(box, float(score), face_sharpness(face), vector, _picture(pixels, box))


def face_sharpness(face: Pixels) -> float:
    """The variance of the Laplacian over that of the grey values, at 128 px, so that neither light
    nor contrast counts. A face with fewer pixels has less to be sharp with.

    Args:
        face: uint8 (h, w, 3), RGB.
    """
    grey = cv2.cvtColor(face, cv2.COLOR_RGB2GRAY)
    is_larger = min(grey.shape) > _SHARPNESS_PX
    method = cv2.INTER_AREA if is_larger else cv2.INTER_LINEAR
    same = cv2.resize(grey, (_SHARPNESS_PX, _SHARPNESS_PX), interpolation=method)
    calm = cv2.GaussianBlur(same, (3, 3), 0.8)  # noise is no sharpness
    contrast = float(calm.var())
    return float(cv2.Laplacian(calm, cv2.CV_32F).var()) / contrast if contrast > 1.0 else 0.0


def _cut(pixels: Pixels, box: Box, margin: float) -> Pixels:
    height_px, width_px = pixels.shape[:2]
    left = max(0, int((box.left - margin * box.width) * width_px))
    top = max(0, int((box.top - margin * box.height) * height_px))
    right = min(width_px, int((box.left + (1 + margin) * box.width) * width_px) + 1)
    bottom = min(height_px, int((box.top + (1 + margin) * box.height) * height_px) + 1)
    return np.ascontiguousarray(pixels[top:bottom, left:right])


def _picture(pixels: Pixels, box: Box) -> bytes:
    cut = _cut(pixels, box, _MARGIN)
    height_px, width_px = cut.shape[:2]
    share = min(1.0, PICTURE_PX / max(height_px, width_px))
    size = (max(1, round(width_px * share)), max(1, round(height_px * share)))
    small = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    swapped = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    _, coded = cv2.imencode(".jpg", swapped, [cv2.IMWRITE_JPEG_QUALITY, _PICTURE_QUALITY])
    return bytes(coded)


# --- methods -----------------------------------------------------------------------------------


@cache
def _open(method: Method, weights: tuple[str, ...]) -> tuple[Detect, Encode]:
    """Loaded once in a process: what finds, and what tells apart."""
    files = list(weights)
    detect: Detect
    if method.detector is Detector.YUNET:
        detect = _yunet(files.pop(0))
    elif method.detector is Detector.DLIB_CNN:
        detect = _dlib_cnn(files.pop(0))
    else:
        detect = _dlib_hog()
    encode = _sface(*files) if method.model is FaceModel.SFACE else _dlib_vectors(*files)
    return detect, encode


def _yunet(weights: str) -> Detect:
    detector = cv2.FaceDetectorYN.create(weights, "", (320, 320), _YUNET_SCORE)

    def detect(pixels: Pixels) -> list[Found]:
        height_px, width_px = pixels.shape[:2]
        detector.setInputSize((width_px, height_px))
        _, rows = detector.detect(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
        found: list[Found] = []
        for row in rows if rows is not None else ():
            left, top, width, height = (float(value) for value in row[:4])
            found.append(((left, top, width, height), float(row[14]), row))
        return found

    return detect


def _sface(weights: str) -> Encode:
    recogniser = cv2.FaceRecognizerSF.create(weights, "")

    def encode(pixels: Pixels, row: Any) -> Vector:
        aligned = recogniser.alignCrop(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), row)
        vector = np.asarray(recogniser.feature(aligned), np.float32).ravel()
        length = float(np.linalg.norm(vector))
        return vector / length if length > 0 else vector

    return encode


def _dlib_hog() -> Detect:
    import dlib

    detector = dlib.get_frontal_face_detector()

    def detect(pixels: Pixels) -> list[Found]:
        rectangles, scores, _ = detector.run(pixels, 0, _HOG_SCORE)
        return [_of_dlib(each, score) for each, score in zip(rectangles, scores, strict=True)]

    return detect


def _dlib_cnn(weights: str) -> Detect:
    import dlib

    detector = dlib.cnn_face_detection_model_v1(weights)

    def detect(pixels: Pixels) -> list[Found]:
        found = [_of_dlib(each.rect, each.confidence) for each in detector(pixels, 0)]
        return [each for each in found if each[1] >= _CNN_SCORE]

    return detect


def _of_dlib(rectangle: Any, score: float) -> Found:
    place = (rectangle.left(), rectangle.top(), rectangle.width(), rectangle.height())
    return (place, float(score), place)


def _dlib_vectors(landmarks: str, weights: str) -> Encode:
    """dlib finds the eyes and the nose in the box by itself, whoever found the box."""
    import dlib

    predictor = dlib.shape_predictor(landmarks)
    network = dlib.face_recognition_model_v1(weights)

    def encode(pixels: Pixels, place: Any) -> Vector:
        left, top, width, height = (round(float(value)) for value in place[:4])
        box = dlib.rectangle(left, top, left + width, top + height)
        return np.asarray(
            network.compute_face_descriptor(pixels, predictor(pixels, box)), np.float32
        )

    return encode
