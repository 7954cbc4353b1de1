"""Faces in pixels: found where they are, told apart, and measured, by each method."""

from pathlib import Path

import pytest

from photodedup.engine.faces.grouping import distances_to
from photodedup.engine.faces.methods import METHODS, Method, method_named
from photodedup.engine.faces.nouns import FaceReading
from photodedup.engine.faces.seeing import PICTURE_PX, face_sharpness, see_faces
from photodedup.engine.pictures.decode import decode
from tests.engine import pictures_made as made
from tests.engine.faces import drawn

DLIB = [method for method in METHODS if method.name in ("dlib-hog+dlib", "dlib-cnn+dlib")]


def read(pixels: drawn.Pixels, method: Method) -> FaceReading:
    return see_faces("content", pixels, 0.0, method, [str(path) for path in method.weights()])


@pytest.fixture(params=DLIB, ids=lambda method: method.name)
def method(request: pytest.FixtureRequest) -> Method:
    pytest.importorskip("dlib", reason="the extra faces is not installed")
    return request.param


@pytest.fixture
def hog() -> Method:
    pytest.importorskip("dlib", reason="the extra faces is not installed")
    return DLIB[0]


def test_faces_are_found_where_they_are_and_told_apart(method):
    both = read(drawn.portrait(drawn.ADA, drawn.BEA, size=(500, 260)), method)
    ada, bea = both.faces
    for face, centre in ((ada, 130 / 500), (bea, 370 / 500)):
        assert face.box.left < centre < face.box.left + face.box.width
        assert face.box.top < 0.5 < face.box.top + face.box.height
    smiling_ada = drawn.portrait(drawn.ADA, smile=1.0, seed=7, size=(260, 260))
    (smiling,) = read(smiling_ada, method).faces
    same, other = distances_to(smiling.vector, [ada.vector, bea.vector])
    assert same < method.threshold < other


def test_a_picture_without_a_face_has_none(method):
    assert read(made.scene(320, 240, seed=3), method).faces == ()


def test_the_small_picture_shows_the_face(hog):
    (face,) = read(drawn.portrait(drawn.ADA), hog).faces
    shown = decode(face.picture_jpeg, Path("face.jpg"))
    assert max(shown.width_px, shown.height_px) == PICTURE_PX


def test_a_face_at_the_edge_stays_inside_the_picture(hog):
    pixels = drawn.portrait(drawn.ADA, size=(640, 480))
    cut = pixels[:, 215:]
    for face in read(cut.copy(), hog).faces:
        assert 0.0 <= face.box.left <= face.box.left + face.box.width <= 1.0


def test_blur_makes_a_face_less_sharp_and_light_does_not():
    sharp = drawn.head(drawn.ADA)
    dark = (sharp * 0.6).astype("uint8")
    blurred = drawn.portrait(drawn.ADA, blur=3.0, size=(240, 240))
    assert face_sharpness(blurred) < 0.6 * face_sharpness(sharp)
    assert face_sharpness(dark) == pytest.approx(face_sharpness(sharp), rel=0.25)


def test_yunet_and_sface_are_run_as_they_want_it(tmp_path):
    """Networks of their form: boxes and points at three strides in, aligned squares in, vectors
    out."""
    method = method_named("yunet+sface")
    weights = [
        str(drawn.yunet_like(tmp_path / "yunet.onnx")),
        str(drawn.sface_like(tmp_path / "sface.onnx")),
    ]
    red, blue = (200, 40, 40), (40, 40, 200)
    pixels = drawn.coloured_people(red, blue, red)
    faces = see_faces("content", pixels, 0.0, method, weights).faces
    assert len(faces) == 3
    assert faces[0].box.left == pytest.approx((64 + 80 - 48) / 640, abs=0.01)
    assert faces[0].box.width == pytest.approx(96 / 640, abs=0.01)
    assert faces[0].vector.shape == (128,)
    blue_at, red_at = distances_to(faces[0].vector, [faces[1].vector, faces[2].vector])
    assert red_at < 0.1 < blue_at
    larger = drawn.coloured_people(blue, size=(1024, 700))
    assert len(see_faces("content", larger, 0.0, method, weights).faces) == 1
