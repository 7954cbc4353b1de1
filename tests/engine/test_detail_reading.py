"""What is known of a photo, from each of the places where programs and cameras keep it."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photodedup.engine.detail_reading import photo_details
from photodedup.engine.details import Detail, Details, Place, conflicts, lacking
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Companion, CompanionKind, Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.exif import read_exif
from photodedup.engine.files.photo_details import (
    details_of_exif,
    details_of_iptc,
    details_of_packet,
    details_of_photoshop,
    details_of_takeout,
)
from tests.engine.details_made import DATE, GPS, keywords, packet, picture, write


def known(path: Path, *beside: Path) -> Details:
    companions = tuple(Companion(file, CompanionKind.SIDECAR, 1, 1) for file in beside)
    return photo_details(Photo(PhotoId(1), path, 1, 1, companions=companions))


EXIF = {
    0x010E: "Harbour",
    0x4746: 3,
    0x9C9E: "Sydney;été".encode("utf-16-le") + b"\0\0",
    0x8769: DATE,
    0x8825: GPS,
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_exif_of_any_format(form, tmp_path):
    found = known(write(tmp_path / f"a.{form.lower()}", picture(form, exif=EXIF)))
    assert found.taken_at == datetime(2019, 6, 8, 14, 30, 5)
    assert found.rating == 3
    assert found.caption == "Harbour"
    assert found.keywords == ("Sydney", "été")
    assert found.place is not None
    assert found.place.latitude_deg == pytest.approx(-33.8588, abs=1e-4)
    assert found.place.longitude_deg == pytest.approx(151.215, abs=1e-4)


XMP = packet(
    keywords("Sydney"),
    'xmp:Rating="4" photoshop:DateCreated="2018-01-02T03:04:05" '
    'exif:GPSLatitude="33,51,31S" exif:GPSLongitude="151.215"',
)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "TIFF"])
def test_xmp_inside_the_picture(form, tmp_path):
    found = known(write(tmp_path / "a", picture(form, xmp=XMP)))
    assert found.kinds == (Detail.DATE, Detail.PLACE, Detail.RATING, Detail.KEYWORDS)
    assert found.place == Place(pytest.approx(-33.8586, abs=1e-4), 151.215)


def test_xmp_behind_the_picture_of_a_png(tmp_path):
    whole = picture("PNG")
    body = b"XML:com.adobe.xmp\0\0\0\0\0" + XMP
    chunk = len(body).to_bytes(4, "big") + b"iTXt" + body + b"\0\0\0\0"
    found = known(write(tmp_path / "a.png", whole[:-12] + chunk + whole[-12:]))
    assert found.rating == 4


def test_iptc_of_a_jpeg(tmp_path):
    def dataset(record: int, number: int, value: bytes) -> bytes:
        return bytes([0x1C, record, number]) + len(value).to_bytes(2, "big") + value

    iptc = dataset(2, 25, b"Sydney") + dataset(2, 25, "été".encode("latin-1"))
    iptc += dataset(2, 120, b"Harbour")
    resource = b"8BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc
    body = b"Photoshop 3.0\0" + resource
    segment = b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body
    whole = picture()
    found = known(write(tmp_path / "a.jpg", whole[:2] + segment + whole[2:]))
    assert found.keywords == ("Sydney", "été")
    assert found.caption == "Harbour"


def test_sidecars_are_believed_before_the_picture(tmp_path):
    photo = write(tmp_path / "a.jpg", picture(exif={0x4746: 1, 0x010E: "from the camera"}))
    sidecar = write(tmp_path / "a.jpg.xmp", XMP)
    found = known(photo, sidecar)
    assert found.rating == 4
    assert found.caption == "from the camera"


def test_the_json_of_an_online_album(tmp_path):
    told = {
        "photoTakenTime": {"timestamp": "1559997005"},
        "geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0},
        "geoDataExif": {"latitude": -33.8588, "longitude": 151.215, "altitude": 12},
        "description": "Harbour",
    }
    photo = write(tmp_path / "a.jpg", picture())
    beside = write(tmp_path / "a.jpg.json", json.dumps(told).encode())
    found = known(photo, beside)
    assert found.taken_at == datetime(2019, 6, 8, 12, 30, 5, tzinfo=UTC)
    assert found.place == Place(-33.8588, 151.215, 12.0)
    assert found.caption == "Harbour"


@pytest.mark.parametrize(
    "text", [b"", b"[1]", b"{}", b'{"photoTakenTime": 3}', b"[" * 100_000, b"\xff\xfe"]
)
def test_other_json_says_nothing(text):
    assert details_of_takeout(text) == Details()


def test_the_time_and_the_name_of_a_file_are_no_date(tmp_path):
    assert known(write(tmp_path / "IMG_20190608_143005.jpg", picture())).taken_at is None


@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "DCIM\\100GOPRO", "SAMSUNG", "    ", "12 / 3", "oznor"]
)
def test_what_a_camera_writes_into_every_file_is_no_caption(words, tmp_path):
    assert known(write(tmp_path / "a.jpg", picture(exif={0x010E: words}))).caption is None


@pytest.mark.parametrize("words", ["Default settings of my life", "Samsung party", "Maker fair"])
def test_a_persons_words_are_a_caption(words, tmp_path):
    assert known(write(tmp_path / "a.jpg", picture(exif={0x010E: words}))).caption == words


def test_zeros_without_a_fix_are_no_place():
    block = Image.Exif()
    block.get_ifd(0x8825).update({1: "N", 2: (0, 0, 0), 3: "E", 4: (0, 0, 0)})
    assert details_of_exif(read_exif(block.tobytes())).place is None


def test_any_damage_gives_less_and_never_an_error(tmp_path):
    out = BytesIO()
    Image.new("RGB", (32, 32)).save(out, "JPEG", xmp=XMP)
    for cut in range(0, len(out.getvalue()), 7):
        path = write(tmp_path / "a.jpg", out.getvalue()[:cut])
        try:
            known(path)
        except UnreadablePhoto:
            assert cut < 16


def test_a_link_or_a_folder_is_not_read(tmp_path):
    real = write(tmp_path / "a.jpg", picture())
    (tmp_path / "b.jpg").symlink_to(real)
    for path in (tmp_path / "b.jpg", tmp_path, tmp_path / "gone.jpg"):
        with pytest.raises(UnreadablePhoto):
            known(path)


def test_what_is_lacking():
    keeper = Details(rating=2, keywords=("Sydney",))
    spare = Details(datetime(2019, 6, 8), Place(1, 2), 5, "Harbour", ("sydney", "boats"))
    found = lacking(keeper, spare)
    assert found.kinds == (Detail.DATE, Detail.PLACE, Detail.CAPTION, Detail.KEYWORDS)
    assert found.keywords == ("boats",)
    assert conflicts(keeper, spare) == (Detail.RATING,)


def test_one_moment_in_two_zones_is_no_conflict():
    at = datetime(2019, 6, 8, 14, 30)
    for other in (at.replace(hour=16), at.replace(hour=4, tzinfo=UTC), at.replace(second=30)):
        assert conflicts(Details(at), Details(other)) == ()
    for other in (at.replace(minute=47), at.replace(year=2018)):
        assert conflicts(Details(at), Details(other)) == (Detail.DATE,)
    assert conflicts(Details(place=Place(1, 179.999)), Details(place=Place(1, -179.999))) == ()
    assert conflicts(Details(place=Place(1, 2)), Details(place=Place(1, 3))) == (Detail.PLACE,)


HUGE = ["9" * 5000, "1" + "0" * 400, "-1e999", "nan", "inf", "", "-", "\uff11\uff12", "1/0", "0/0"]
NUMBERS = ["exif:GPSLatitude", "exif:GPSLongitude", "exif:GPSAltitude", "xmp:Rating"]
DATES = ["exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate"]


@pytest.mark.parametrize("value", [*HUGE, *(f"1/{number}" for number in HUGE)])
@pytest.mark.parametrize("name", [*NUMBERS, *DATES])
def test_numbers_that_are_none_are_left_out(name, value):
    """A sidecar comes from anywhere, and must not stop the plan."""
    said = {"exif:GPSLatitude": "1,1N", "exif:GPSLongitude": "1,1E", name: value}
    found = details_of_packet(packet("", " ".join(f'{n}="{v}"' for n, v in said.items())))
    assert found.rating is None
    assert found.place is None or found.place.altitude_m is None or name == "exif:GPSAltitude"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(10**400), 10**400)
    | st.text(max_size=5)
    | st.integers(-(10**12), 10**12).map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["latitude", "longitude", "altitude"]), inner)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["geoData", "geoDataExif", "description"]), JSON),
    st.dictionaries(st.just("timestamp"), JSON),
)
def test_any_json_beside_a_photo_is_taken(known, moment):
    text = json.dumps({**known, "photoTakenTime": moment}).encode()
    place = details_of_takeout(text).place
    assert place is None or abs(place.latitude_deg) <= 90


@given(st.binary(max_size=400))
def test_any_bytes_are_taken(data):
    for read in (details_of_packet, details_of_iptc, details_of_photoshop, details_of_takeout):
        assert isinstance(read(data), Details)
    assert isinstance(details_of_photoshop(b"8BIM" + data), Details)
    assert isinstance(details_of_iptc(b"\x1c\x02" + data), Details)
    assert isinstance(details_of_exif(read_exif(b"II*\0\x08\0\0\0" + data)), Details)
