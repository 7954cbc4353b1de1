"""Every format becomes the same upright pixels, and what cannot be read says why."""

import contextlib
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.pictures.decode import (
    decode,
    model_input,
    preview_jpeg,
)
from tests.engine import pictures_made as made

ROTATING_EXTENSIONS = (".jpg", ".png", ".webp", ".tif", ".avif", ".heic")


def decoded(data: bytes, name: str = "photo.jpg"):
    return decode(data, Path(name))


def brightness_correlation(first: made.Pixels, second: made.Pixels) -> float:
    """1 for pictures of the same brightness everywhere, whatever their contrast."""
    small = [
        cv2.resize(pixels, (32, 32), interpolation=cv2.INTER_AREA) for pixels in (first, second)
    ]
    return float(np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1])


def png_claiming(width_px: int, height_px: int) -> bytes:
    """A tiny PNG whose header says that it is as large as this."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    data = made.encoded(np.zeros((8, 8, 3), np.uint8), ".png")
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


def difference(first: made.Pixels, second: made.Pixels) -> float:
    """Mean grey difference (0 to 255) of two RGB pictures, at 64 px."""
    small = [
        cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (64, 64), interpolation=cv2.INTER_AREA)
        for pixels in (first, second)
    ]
    return float(np.abs(small[0].astype(int) - small[1]).mean())


@pytest.mark.parametrize("extension", made.STILL_EXTENSIONS)
def test_every_format_shows_the_picture(extension):
    scene = made.scene()

    picture = decoded(made.encoded(scene, extension), "photo" + extension)

    assert (picture.width_px, picture.height_px) == (640, 480)
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.shape == (480, 640, 3)
    assert difference(picture.pixels, scene) < 4
    assert not picture.is_raw
    assert not picture.is_transparent


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("extension", ROTATING_EXTENSIONS)
def test_pictures_stand_upright_whatever_their_orientation(extension, orientation):
    scene = made.scene()
    exif = made.exif_bytes(orientation=orientation)

    data = made.encoded(made.stored_for(scene, orientation), extension, exif=exif)
    picture = decoded(data, "photo" + extension)

    assert (picture.width_px, picture.height_px) == (640, 480)
    assert difference(picture.pixels, scene) < 4


@pytest.mark.parametrize("extension", [".jpg", ".png", ".jp2"])
def test_large_pictures_are_reduced_but_keep_their_size(extension):
    scene = made.scene(4000, 2600)

    picture = decoded(made.encoded(scene, extension), "photo" + extension)

    assert (picture.width_px, picture.height_px) == (4000, 2600)
    assert picture.pixels.shape == (325, 500, 3)
    assert difference(picture.pixels, scene) < 4


def test_long_side_keeps_400_pixels():
    for long_side_px in (100, 399, 400, 401, 799, 800, 801, 1599, 1607, 3199, 3207):
        picture = decoded(made.encoded(made.scene(long_side_px, 90), ".jpg"))
        assert max(picture.pixels.shape) >= min(400, long_side_px)


@pytest.mark.parametrize(
    ("mode", "extension"),
    [
        *[("L", ".jpg"), ("CMYK", ".jpg"), ("L", ".png"), ("LA", ".png"), ("P", ".png")],
        *[("1", ".png"), ("RGBA", ".png"), ("L", ".tif"), ("CMYK", ".tif"), ("LAB", ".tif")],
        *[("P", ".bmp"), ("L", ".bmp"), ("RGBA", ".webp"), ("L", ".jp2")],
    ],
)
def test_every_colour_mode_is_read(mode, extension):
    image = made.Image.fromarray(made.scene()).convert(mode)
    buffer = BytesIO()
    image.save(buffer, made.Image.registered_extensions()[extension])

    picture = decoded(buffer.getvalue(), "photo" + extension)

    assert difference(picture.pixels, np.asarray(image.convert("RGB"))) < 6


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 0}, {"quality": 10}])
def test_kinds_of_jpeg(options):
    scene = made.scene(1000, 800)
    assert difference(decoded(made.encoded(scene, ".jpg", **options)).pixels, scene) < 5


@pytest.mark.parametrize("extension", [".png", ".tif"])
def test_sixteen_bits_are_scaled_not_cut(extension):
    ramp = np.linspace(0, 65535, 256 * 256).astype(np.uint16).reshape(256, 256)
    data = cv2.imencode(extension, ramp)[1].tobytes()

    picture = decoded(data, "photo" + extension)

    grey = picture.pixels[..., 0]
    assert grey[0, 0] == 0
    assert grey[-1, -1] == 255
    assert abs(float(grey.mean()) - 127.5) < 1


def test_sixteen_bit_colours_are_read():
    scene = made.scene()
    deep = scene[..., ::-1].astype(np.uint16) * 257

    picture = decoded(cv2.imencode(".png", deep)[1].tobytes(), "photo.png")

    assert difference(picture.pixels, scene) < 1


def test_fractional_greys_are_read():
    grey = cv2.cvtColor(made.scene(), cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    buffer = BytesIO()
    made.Image.fromarray(grey).save(buffer, "TIFF")

    picture = decoded(buffer.getvalue(), "photo.tif")

    assert difference(picture.pixels, made.scene()) < 1


class TestTransparency:
    def logo(self, grey: int) -> bytes:
        """A grey disc on nothing."""
        rgba = np.zeros((200, 200, 4), np.uint8)
        cv2.circle(rgba, (100, 100), 60, (grey, grey, grey, 255), -1)
        return made.encoded(rgba, ".png")

    def test_lies_on_white(self):
        picture = decoded(self.logo(20), "logo.png")
        assert picture.is_transparent
        assert picture.pixels[0, 0].tolist() == [255, 255, 255]
        assert picture.pixels[100, 100].tolist() == [20, 20, 20]

    def test_white_on_nothing_is_shown_on_black(self):
        picture = decoded(self.logo(255), "logo.png")
        assert picture.pixels[0, 0].tolist() == [0, 0, 0]
        assert picture.pixels[100, 100].tolist() == [255, 255, 255]

    def test_alpha_that_hides_nothing_is_no_transparency(self):
        opaque = np.dstack([made.scene(), np.full((480, 640), 255, np.uint8)])
        picture = decoded(made.encoded(opaque, ".png"), "photo.png")
        plain = decoded(made.encoded(made.scene(), ".png"), "photo.png")
        assert not picture.is_transparent
        assert picture.pixel_hash == plain.pixel_hash

    def test_hidden_colours_do_not_bleed_into_the_reduced_picture(self):
        rgba = np.full((1800, 1800, 4), (255, 0, 0, 0), np.uint8)
        rgba[:, 900:] = (0, 0, 255, 255)
        picture = decoded(made.encoded(rgba, ".png"), "photo.png")
        reds = picture.pixels[..., 0].astype(int) - picture.pixels[..., 1]
        assert reds.max() <= 1


class TestPixelHash:
    def test_lossless_twins_agree(self):
        scene = made.scene()
        names = {
            decoded(made.encoded(scene, extension), "p" + extension).pixel_hash
            for extension in (".png", ".bmp", ".tif", ".webp")
        }
        assert len(names) == 1

    def test_grey_and_its_colour_twin_agree(self):
        grey = cv2.cvtColor(made.scene(), cv2.COLOR_RGB2GRAY)
        three = np.dstack([grey] * 3)
        assert (
            decoded(made.encoded(grey, ".png"), "p.png").pixel_hash
            == decoded(made.encoded(three, ".bmp"), "p.bmp").pixel_hash
        )

    def test_turned_png_with_its_flag_agrees_with_the_upright_one(self):
        scene = made.scene()
        turned = made.encoded(
            made.stored_for(scene, 6), ".png", exif=made.exif_bytes(orientation=6)
        )
        assert (
            decoded(turned, "p.png").pixel_hash
            == decoded(made.encoded(scene, ".png"), "p.png").pixel_hash
        )

    def test_metadata_does_not_count_in_a_jpeg(self):
        exif = made.exif_bytes(taken="2024:05:06 12:34:56", maker="Maker", model="Model")
        data = made.encoded(made.scene(), ".jpg", exif=exif, comment=b"hello")
        bare = made.jpeg_without_metadata(data)
        assert len(bare) < len(data)
        assert decoded(data).pixel_hash == decoded(bare).pixel_hash

    def test_taking_the_jfif_mark_away_does_not_count(self):
        data = made.encoded(made.scene(), ".jpg")
        bare = made.jpeg_without_metadata(data, keep_jfif=False)
        assert b"JFIF" not in bare
        assert decoded(data).pixel_hash == decoded(bare).pixel_hash

    def test_what_follows_a_jpeg_does_not_count(self):
        data = made.encoded(made.scene(), ".jpg")
        assert decoded(data).pixel_hash == decoded(data + b"film" * 5000).pixel_hash

    @pytest.mark.parametrize(
        ("marker", "names"),
        [
            (0xE2, b"MPF\0" + bytes(20)),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><Container:Directory/></x:xmpmeta>"),
        ],
        ids=["multi-picture format", "container in XMP"],
    )
    def test_a_second_picture_that_a_jpeg_names_does_not_count(self, marker, names):
        data = made.encoded(made.scene(), ".jpg")
        two = made.jpeg_with_segment(data, marker, names) + made.encoded(made.scene(seed=2), ".jpg")
        assert decoded(two).pixel_hash == decoded(data).pixel_hash

    def test_orientation_counts_in_a_jpeg(self):
        scene = made.scene()
        plain = made.encoded(scene, ".jpg")
        flagged = made.encoded(scene, ".jpg", exif=made.exif_bytes(orientation=6))
        assert decoded(plain).pixel_hash != decoded(flagged).pixel_hash

    def test_colour_interpretation_counts_in_a_jpeg(self):
        """Adobe's mark alone decides whether the same data is RGB or YCbCr."""
        data = made.jpeg_without_metadata(made.encoded(made.scene(), ".jpg"), keep_jfif=False)
        as_rgb = made.jpeg_with_segment(data, 0xEE, b"Adobe\0\x64\0\0\0\0\0")
        as_ycc = made.jpeg_with_segment(data, 0xEE, b"Adobe\0\x64\0\0\0\0\1")
        assert difference(decoded(as_rgb).pixels, decoded(as_ycc).pixels) > 5
        assert decoded(as_rgb).pixel_hash != decoded(as_ycc).pixel_hash

    @pytest.mark.parametrize("extension", made.STILL_EXTENSIONS)
    def test_different_pictures_differ(self, extension):
        hashes = {
            decoded(made.encoded(made.scene(seed=seed), extension), "p" + extension).pixel_hash
            for seed in range(3)
        }
        assert len(hashes) == 3
        assert None not in hashes

    def test_one_grey_level_in_one_pixel_counts(self):
        scene = made.scene()
        other = scene.copy()
        other[5, 5, 1] ^= 1
        assert (
            decoded(made.encoded(scene, ".png"), "p.png").pixel_hash
            != decoded(made.encoded(other, ".png"), "p.png").pixel_hash
        )

    def test_unknown_where_not_all_was_seen(self):
        frames = [made.Image.fromarray(made.scene(seed=seed)) for seed in range(2)]
        buffer = BytesIO()
        frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
        animation = decoded(buffer.getvalue(), "a.gif")
        assert animation.frame_count == 2
        assert animation.pixel_hash is None
        large = made.encoded(made.scene(2000, 1500), ".jp2")
        assert decoded(large, "p.jp2").pixel_hash is None
        assert decoded(made.dng(made.scene()), "p.dng").pixel_hash is None


class TestRaw:
    def test_preview_is_used(self):
        preview = made.encoded(made.scene(800, 600, seed=3), ".jpg")
        data = made.dng(made.scene(1000, 750, seed=1), preview=preview)

        picture = decoded(data, "photo.DNG")

        assert picture.is_raw
        assert picture.format == "DNG RAW"
        assert (picture.width_px, picture.height_px) == (1000, 750)
        assert difference(picture.pixels, made.scene(800, 600, seed=3)) < 4

    def test_without_preview_it_is_developed(self):
        grey = cv2.cvtColor(made.scene(1200, 900), cv2.COLOR_RGB2GRAY)
        scene = np.dstack([grey] * 3)
        picture = decoded(made.dng(scene), "photo.dng")
        assert (picture.width_px, picture.height_px) == (1200, 900)
        assert max(picture.pixels.shape) >= 400
        assert brightness_correlation(picture.pixels, scene) > 0.9

    @pytest.mark.parametrize("has_preview", [True, False])
    def test_stands_upright(self, has_preview):
        scene = made.scene(1200, 900)
        preview = made.encoded(made.scene(800, 600), ".jpg") if has_preview else b""
        picture = decoded(made.dng(scene, preview=preview, orientation=6), "photo.dng")
        assert (picture.width_px, picture.height_px) == (900, 1200)
        assert picture.pixels.shape[0] > picture.pixels.shape[1]

    def test_jpeg_named_like_a_raw_is_a_jpeg(self):
        picture = decoded(made.encoded(made.scene(), ".jpg"), "photo.nef")
        assert picture.format == "JPEG"
        assert not picture.is_raw

    def test_preview_inside_an_unknown_raw_is_found(self):
        data = b"\x07unknown camera" * 9 + made.encoded(made.scene(), ".jpg") + b"sensor" * 999
        picture = decoded(data, "photo.raw")
        assert picture.is_raw
        assert difference(picture.pixels, made.scene()) < 4

    def test_tiff_is_no_raw(self):
        assert decoded(made.encoded(made.scene(), ".tif"), "photo.tif").format == "TIFF"


class TestReasons:
    def reason(self, data: bytes, name: str = "photo.jpg") -> str:
        with pytest.raises(UnreadablePhoto) as caught:
            decoded(data, name)
        return str(caught.value)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b"Dear diary, today I took a photo.\n" * 30, "a text"),
            (b"<!DOCTYPE html><html><body>not found</body></html>", "web page"),
            (b"<html lang='en'>" + b" " * 999, "web page"),
            (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "drawing"),
            (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
            (b"\0" * 5000, "zeros"),
            (bytes(range(256)) * 20, "not a picture"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "film"),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "film"),
            (b"\xff\x0a\xfa\x7f\x01\x90", "JPEG XL"),
            (b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl ", "JPEG XL"),
            (b"8BPS\0\1" + b"\0" * 40, "PSD"),
        ],
    )
    def test_names_what_the_file_is(self, data, words):
        assert words in self.reason(data)

    def test_zip_named_like_a_photo(self):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.txt", "hello")
        assert "ZIP" in self.reason(buffer.getvalue())

    @pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
    @pytest.mark.parametrize("extension", [e for e in made.STILL_EXTENSIONS if e != ".mpo"])
    def test_cut_off_files_are_not_shown_half(self, extension, share):
        data = made.encoded(made.scene(), extension)
        reason = self.reason(data[: int(len(data) * share)], "photo" + extension)
        assert "cut off" in reason or "damaged" in reason or "not a picture" in reason

    @pytest.mark.parametrize("options", [{}, {"progressive": True}])
    def test_cut_off_jpeg_says_so(self, options):
        data = made.encoded(made.scene(1500, 1000), ".jpg", **options)
        for end in (700, len(data) // 2, len(data) - 300):
            assert "cut off" in self.reason(data[:end])

    def test_cut_off_jpeg_with_an_end_mark_put_behind_it(self):
        data = made.encoded(made.scene(1500, 1000), ".jpg")
        assert "cut off" in self.reason(data[: len(data) // 2] + b"\xff\xd9")

    def test_cut_off_jpeg_with_a_whole_one_behind_its_end_mark(self):
        cut = made.encoded(made.scene(1500, 1000), ".jpg")[:-20_000] + b"\xff\xd9"
        assert "cut off" in self.reason(cut + made.encoded(made.scene(), ".jpg"))

    def test_jpeg_that_lacks_only_its_end_mark_is_whole(self):
        scene = made.scene(1500, 1000)
        data = made.encoded(scene, ".jpg")
        assert difference(decoded(data[:-2]).pixels, scene) < 4

    def test_middle_grey_picture_is_not_taken_for_a_cut_off_one(self):
        grey = np.full((600, 900, 3), 128, np.uint8)
        assert decoded(made.encoded(grey, ".jpg")).width_px == 900

    def test_bombs_are_refused_before_they_unpack(self):
        assert "too large" in self.reason(png_claiming(40000, 40000), "b.png")
        assert "so few bytes" in self.reason(png_claiming(15000, 15000), "b.png")

    @pytest.mark.parametrize("extension", made.STILL_EXTENSIONS)
    def test_damage_never_raises_anything_else(self, extension):
        data = bytearray(made.encoded(made.scene(200, 150), extension))
        random = np.random.default_rng(7)
        for _ in range(40):
            hurt = data.copy()
            for at in random.integers(0, len(data), 12):
                hurt[at] = random.integers(0, 256)
            with contextlib.suppress(UnreadablePhoto):
                assert decoded(bytes(hurt), "photo" + extension).pixels.ndim == 3


class TestForLookingAt:
    def test_preview_has_at_most_320_pixels(self):
        for size, expected in (
            ((640, 480), (240, 320)),
            ((90, 300), (300, 90)),
            ((1, 9000), (320, 1)),
        ):
            jpeg = preview_jpeg(made.scene(*size))
            assert (
                cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR).shape[:2] == expected
            )

    def test_preview_keeps_its_colours(self):
        red = np.zeros((400, 400, 3), np.uint8)
        red[..., 0] = 200
        picture = decoded(preview_jpeg(red))
        assert np.abs(picture.pixels.reshape(-1, 3).mean(axis=0) - (200, 0, 0)).max() < 4

    def test_model_input_is_the_whole_picture_squashed(self):
        scene = made.scene(640, 320)
        square = model_input(scene, 224)
        assert square.shape == (224, 224, 3)
        assert square.dtype == np.uint8
        assert difference(square, scene) < 1
