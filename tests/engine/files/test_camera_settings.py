"""Exposure, aperture, ISO, focal length and lens, as cameras write them and as damage does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL.TiffImagePlugin import IFDRational

from photodedup.engine.detail_reading import details_inside
from photodedup.engine.details import CameraSettings, Details, lacking, together
from photodedup.engine.exif import Exif
from photodedup.engine.files.camera_settings import camera_settings
from tests.engine.details_made import picture, write

TAKEN_SO = {
    0x829A: IFDRational(1, 125),
    0x829D: IFDRational(28, 10),
    0x8827: 400,
    0x920A: IFDRational(35),
    0xA434: "XF35mmF1.4 R",
}
SO = CameraSettings(0.008, 2.8, 400, 35.0, "XF35mmF1.4 R")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_they_are_read_from_any_format(form, tmp_path):
    path = write(
        tmp_path / f"a.{form.lower()}", picture(form, exif={0x010F: "Fujifilm", 0x8769: TAKEN_SO})
    )
    assert details_inside(path).settings == SO


def test_a_file_that_says_nothing_has_none(tmp_path):
    assert details_inside(write(tmp_path / "a.jpg", picture())).settings is None


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (0x829A, (0.0,)),
        (0x829D, (0.0,)),
        (0x8827, 0),
        (0x8827, -1),
        (0x920A, (4e9,)),
        (0xA434, "----"),
        (0xA434, "0.0 mm f/0.0"),
        (0xA434, b"\xff\xfe"),
        (0xA434, ""),
    ],
)
def test_what_cameras_write_for_unknown_is_unknown(tag, value):
    assert camera_settings(Exif(photo={tag: value})) is None


def test_of_several_iso_numbers_the_first_counts():
    found = camera_settings(Exif(photo={0x8827: (200.0, 0.0)}))
    assert found == CameraSettings(iso=200)


@given(
    st.dictionaries(
        st.sampled_from(sorted(TAKEN_SO)),
        st.one_of(
            st.text(),
            st.binary(),
            st.integers(),
            st.lists(st.floats(allow_infinity=True), max_size=3).map(tuple),
        ),
    )
)
def test_nothing_in_a_file_is_an_error(tags):
    camera_settings(Exif(photo=tags))


def test_they_are_told_and_never_asked_of_the_photo_that_stays():
    spare = Details(rating=3, settings=SO)
    assert together(Details(), spare).settings == SO
    assert lacking(Details(), spare).settings is None
