"""Dates, cameras and places are read from what cameras and editors really write."""

import os
import struct
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.files.metadata import Metadata, date_in_name, parse_date, read_metadata
from tests.engine.pictures_made import apple_note, exif_bytes

MTIME_NS = int(datetime(2022, 2, 3, 4, 5, 6).timestamp() * 1e9)


def read(exif: bytes = b"", xmp: bytes = b"", name: str = "photo.jpg") -> Metadata:
    return read_metadata(exif, xmp, Path("/photos") / name, MTIME_NS)


def packet(inner: str) -> bytes:
    return f"<x:xmpmeta><rdf:RDF><rdf:Description {inner}</rdf:RDF></x:xmpmeta>".encode()


class TestDate:
    def test_taken(self):
        found = read(exif_bytes(taken="2024:05:06 12:34:56"))
        assert found.taken_at == datetime(2024, 5, 6, 12, 34, 56)
        assert found.date_source is DateSource.EXIF

    def test_fraction_and_offset(self):
        found = read(exif_bytes(taken="2024:05:06 12:34:56", fraction="07", offset="-03:30"))
        zone = timezone(-timedelta(hours=3, minutes=30))
        assert found.taken_at == datetime(2024, 5, 6, 12, 34, 56, 70_000, tzinfo=zone)

    def test_order_of_sources(self):
        digitized = {"digitized": "2021:01:01 01:01:01"}
        gps = {"gps_moment": ("2020:01:01", (7.0, 8.0, 9.0))}
        xmp = packet('photoshop:DateCreated="2019-01-01T02:02:02"/>')
        name = "IMG_20180102_030405.jpg"
        assert read(exif_bytes(**digitized, **gps), xmp, name).taken_at.year == 2021
        from_gps = read(exif_bytes(**gps), xmp, name).taken_at
        assert from_gps == datetime(2020, 1, 1, 7, 8, 9, tzinfo=UTC)
        from_xmp = read(b"", xmp, name)
        assert from_xmp.taken_at == datetime(2019, 1, 1, 2, 2, 2)
        assert from_xmp.date_source is DateSource.XMP
        from_name = read(b"", b"", name)
        assert from_name.taken_at == datetime(2018, 1, 2, 3, 4, 5)
        assert from_name.date_source is DateSource.FILE_NAME
        from_file = read()
        assert from_file.taken_at == datetime(2022, 2, 3, 4, 5, 6)
        assert from_file.date_source is DateSource.FILE_TIME

    @pytest.mark.parametrize(
        "unset",
        [
            *("0000:00:00 00:00:00", "1970:01:01 00:00:00", "    :  :     :  :  ", ""),
            *("2999:01:01 00:00:00", "2023:02:31 10:00:00", "2023:13:01 10:00:00", "garbage"),
        ],
    )
    def test_unset_and_impossible_dates_are_not_believed(self, unset):
        found = read(exif_bytes(taken=unset, digitized="2021:01:01 01:01:01"))
        assert found.taken_at == datetime(2021, 1, 1, 1, 1, 1)

    def test_absurd_file_time(self):
        assert read_metadata(b"", b"", Path("a.jpg"), 10**30) == Metadata()

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("IMG_20240506_123456.jpg", datetime(2024, 5, 6, 12, 34, 56)),
            ("IMG_20240506_123456789.jpg", datetime(2024, 5, 6, 12, 34, 56, 789_000)),
            ("PXL_20240506_123456789.MP.jpg", datetime(2024, 5, 6, 12, 34, 56, 789_000)),
            ("20240506_123456(0).jpg", datetime(2024, 5, 6, 12, 34, 56)),
            ("2024-05-06 12.34.56.png", datetime(2024, 5, 6, 12, 34, 56)),
            ("2024-05-06 12.34.56-1.png", datetime(2024, 5, 6, 12, 34, 56)),
            ("Screenshot_20240506-123456_Maps.png", datetime(2024, 5, 6, 12, 34, 56)),
            ("Screenshot 2024-05-06 at 12.34.56.png", datetime(2024, 5, 6, 12, 34, 56)),
            ("signal-2024-05-06-12-34-56-789.jpg", datetime(2024, 5, 6, 12, 34, 56)),
            ("IMG-20240506-WA0001.jpg", datetime(2024, 5, 6)),
            ("WhatsApp Image 2024-05-06 at 12.34.56.jpeg", datetime(2024, 5, 6, 12, 34, 56)),
            ("2024-05-06.jpg", datetime(2024, 5, 6)),
            ("IMG_1234.jpg", None),
            ("DSC20240.jpg", None),
            ("IMG_20241399_123456.jpg", None),
            ("1234202405061234567.jpg", None),
            ("photo 29991231.jpg", None),
        ],
    )
    def test_dates_in_names(self, name, expected):
        assert date_in_name(Path(name)) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2024-05-06T12:34:56Z", datetime(2024, 5, 6, 12, 34, 56, tzinfo=UTC)),
            ("2024-05-06T12:34:56.25", datetime(2024, 5, 6, 12, 34, 56, 250_000)),
            ("2024-05-06T12:34", datetime(2024, 5, 6, 12, 34)),
            ("2024:05:06 12:34:60", datetime(2024, 5, 6, 12, 34, 59)),
            ("2024-05-06", None),
            (None, None),
        ],
    )
    def test_spellings(self, text, expected):
        assert parse_date(text) == expected


class TestCamera:
    @pytest.mark.parametrize(
        ("maker", "model", "expected"),
        [
            ("Apple", "iPhone XR", "Apple iPhone XR"),
            ("Canon", "Canon EOS 80D", "Canon EOS 80D"),
            ("NIKON CORPORATION", "NIKON D750", "NIKON D750"),
            ("NIKON CORPORATION", "COOLPIX P900", "NIKON COOLPIX P900"),
            ("EASTMAN KODAK COMPANY", "KODAK DC120", "KODAK DC120"),
            ("KONICA MINOLTA CAMERA, Inc.", "DiMAGE A2", "KONICA MINOLTA DiMAGE A2"),
            ("HP", "HP PhotoSmart", "HP PhotoSmart"),
            ("OLYMPUS IMAGING CORP.", "E-M10", "OLYMPUS E-M10"),
            ("  SONY \0", "DSLR-A550  ", "SONY DSLR-A550"),
            (None, "Pixel 7", "Pixel 7"),
            ("HTC", None, "HTC"),
            (None, None, None),
        ],
    )
    def test_is_said_as_people_say_it(self, maker, model, expected):
        assert read(exif_bytes(maker=maker, model=model)).camera == expected

    def test_from_xmp(self):
        assert read(xmp=packet('tiff:Make="Leica" tiff:Model="Q2"/>')).camera == "Leica Q2"


class TestLocation:
    def test_known(self):
        assert read(exif_bytes(location=(52.5, 13.4))).has_location

    def test_on_the_equator(self):
        assert read(exif_bytes(location=(0.0, 13.4))).has_location

    def test_zeros_of_a_phone_without_a_fix(self):
        assert not read(exif_bytes(location=(0.0, 0.0))).has_location

    def test_unknown(self):
        assert not read(exif_bytes(maker="Apple")).has_location

    def test_from_xmp(self):
        assert read(
            xmp=packet('exif:GPSLatitude="52,30N" exif:GPSLongitude="13,24E"/>')
        ).has_location


class TestIdentifiers:
    def test_apple_burst_and_live_photo(self):
        note = apple_note(burst=(0x0B, "BURST-UUID"), content=(0x11, "CONTENT-UUID"))
        found = read(exif_bytes(maker_note=note))
        assert found.burst_id == "BURST-UUID"
        assert found.content_identifier == "CONTENT-UUID"

    def test_android_burst(self):
        assert read(xmp=packet('GCamera:BurstID="abc-1"/>')).burst_id == "abc-1"

    def test_element_instead_of_attribute(self):
        xmp = packet("><xmp:CreatorTool>Editor 3</xmp:CreatorTool></rdf:Description>")
        assert read(xmp=xmp).software == "Editor 3"

    def test_software(self):
        assert read(exif_bytes(software="GIMP 2.10")).software == "GIMP 2.10"


class TestRaw:
    """Cameras hide the same facts in different places of their RAW files."""

    block = exif_bytes(taken="2024:05:06 12:34:56", model="Model")

    @pytest.mark.parametrize(
        "data",
        [
            block[6:],
            b"FUJIFILMCCD-RAW 0201" + bytes(128) + b"\xff\xd8\xff\xe1\0\0" + block,
            b"\0MRM\0\0\0\0\0PRD" + bytes(24) + b"\0TTW\0\0\0\x80" + block[6:],
            block[6:8] + b"RO" + block[10:],
        ],
        ids=["like a TIFF", "Fujifilm", "Minolta", "Olympus"],
    )
    def test_date_and_camera(self, data):
        found = read(data)
        assert found.taken_at == datetime(2024, 5, 6, 12, 34, 56)
        assert found.camera == "Model"

    def test_canon_keeps_its_directories_apart(self):
        main = struct.pack("<2sHIHHHII", b"II", 42, 8, 1, 0x0110, 2, 6, 26) + bytes(4) + b"EOS R\0"
        taken = b"2024:05:06 12:34:56\0"
        photo = struct.pack("<2sHIHHHII", b"II", 42, 8, 1, 0x9003, 2, 20, 26) + bytes(4) + taken
        found = read(b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + b"CMT1" + main + b"CMT2" + photo)
        assert found.camera == "EOS R"
        assert found.taken_at == datetime(2024, 5, 6, 12, 34, 56)


class TestDamage:
    @given(st.binary(max_size=400), st.binary(max_size=400))
    def test_no_bytes_make_it_raise(self, exif, xmp):
        assert read(exif, xmp).date_source is DateSource.FILE_TIME or read(exif, xmp).taken_at

    @given(st.data())
    def test_damaged_blocks_do_not_make_it_raise(self, data):
        block = bytearray(
            exif_bytes(
                taken="2024:05:06 12:34:56",
                maker="Maker",
                location=(1.0, 2.0),
                maker_note=apple_note(burst=(0x0B, "B")),
            )
        )
        for at in data.draw(st.lists(st.integers(0, len(block) - 1), max_size=8)):
            block[at] = data.draw(st.integers(0, 255))
        assert read(bytes(block[: data.draw(st.integers(0, len(block)))])).date_source

    def test_directory_that_points_to_itself(self):
        block = b"II*\0\x08\0\0\0\x01\0" + b"\x69\x87\x04\0\x01\0\0\0\x08\0\0\0" + bytes(4)
        assert read(block).camera is None

    def test_random_names(self):
        for name in (os.fsdecode(b"\xff\xfe.jpg"), "2024\n.jpg", "." * 200):
            assert read(name=name).date_source is DateSource.FILE_TIME
