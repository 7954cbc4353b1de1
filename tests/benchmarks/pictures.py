"""Makes the photographs that are timed: sizes, bits a pixel and metadata like a camera's.

They are rendered, or cut from the pictures of a folder (Debian's wallpaper packages hold freely
licensed ones). Made once for each cache folder.
"""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from tests.engine.pictures_made import encoded, exif_bytes

Pixels = NDArray[np.uint8]
Plane = NDArray[np.float32]

LARGE_PX = (4000, 3000)  # 12 MP
SMALL_PX = (1600, 1200)  # 2 MP
BITS_PER_PIXEL = 2.5  # of camera JPEGs: most hold 2 to 4
_QUALITIES = (75, 80, 85, 88, 90, 92, 94, 96, 97)
_ORIENTATIONS = (1, 1, 1, 6, 1, 8, 1, 1)  # most photos are taken level
_SMALLEST_SOURCE_PIXELS = 1_500_000
_SOURCE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
_APP_SEGMENTS = {bytes((0xFF, 0xE0 + number)) for number in range(16)}
_RECIPE = 3  # raise it when the pictures would come out differently


@dataclass(frozen=True, slots=True)
class Pictures:
    """Files by kind: `large` and `small` are baseline JPEGs, `others` one file of each format."""

    large: list[Path]
    small: list[Path]
    others: dict[str, Path]


def make_pictures(
    cache: Path, count: int, source: Path | None = None, say: Callable[[str], None] = print
) -> Pictures:
    """Make `count` 12 MP and twice as many 2 MP photos in a folder, or take those already there."""
    wanted = {"recipe": _RECIPE, "count": count, "source": str(source)}
    note = cache / "made.json"
    pictures = Pictures(
        large=[cache / "large" / f"IMG_{number:04}.jpg" for number in range(count)],
        small=[cache / "small" / f"IMG_{number:04}.jpg" for number in range(2 * count)],
        others={name: cache / "others" / file for name, file in _OTHERS.items()},
    )
    if not (note.is_file() and json.loads(note.read_text()) == wanted):
        say(f"making {3 * count + len(_OTHERS)} pictures in {cache}")
        scenes = _scenes(source)
        for paths, size in ((pictures.large, LARGE_PX), (pictures.small, SMALL_PX)):
            for number, path in enumerate(paths):
                _save_like_a_camera(path, next(scenes)(size), number)
        pixels = next(scenes)(LARGE_PX)
        for name, path in pictures.others.items():
            _save(path, _encode_other(name, pixels))
        note.write_text(json.dumps(wanted))
    return pictures


def copies(of: list[Path], count: int, folder: Path) -> list[Path]:
    """So many files of these JPEGs over and over, each with a comment of its own behind its EXIF:
    other files, with the same picture. Those already in the folder are taken as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / f"IMG_{number:05}.jpg" for number in range(count)]
    for number, (path, source) in enumerate(zip(made, cycle(of), strict=False)):
        if not path.exists():
            path.write_bytes(_with_comment(source.read_bytes(), b"copy %d" % number))
    return made


def _with_comment(data: bytes, text: bytes) -> bytes:
    at = 2
    while data[at : at + 2] in _APP_SEGMENTS:
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    comment = b"\xff\xfe" + (2 + len(text)).to_bytes(2, "big") + text
    return data[:at] + comment + data[at:]


def bits_per_pixel(paths: list[Path]) -> float:
    """Of all these files together."""
    pixels = 0
    for path in paths:
        with Image.open(path) as image:
            pixels += image.width * image.height
    return 8 * sum(path.stat().st_size for path in paths) / pixels


# --- pixels ---------------------------------------------------------------------------------------

Scene = Callable[[tuple[int, int]], Pixels]


def _scenes(source: Path | None) -> Iterator[Scene]:
    """Endless scenes, each a function from (width, height) to pixels, no two alike."""
    if source is None:
        seed = 0
        while True:
            yield _rendered(seed)
            seed += 1
    files = sorted(p for p in source.rglob("*") if p.suffix.lower() in _SOURCE_SUFFIXES)
    large_enough = [path for path in files if _pixel_count(path) >= _SMALLEST_SOURCE_PIXELS]
    if not large_enough:
        raise SystemExit(f"no picture of at least 1.5 megapixels in {source}")
    for turn, path in enumerate(cycle(large_enough)):
        yield _cut_out(path, seed=turn)


def _pixel_count(path: Path) -> int:
    with Image.open(path) as image:
        return image.width * image.height


def _rendered(seed: int) -> Scene:
    def render(size: tuple[int, int]) -> Pixels:
        """Forms of every size in uneven light, here smooth and there rough, with grain."""
        random = np.random.default_rng(seed)
        light = _clouds(random, size, octaves=range(2, 9), falloff=0.6)
        colours = [_clouds(random, size, octaves=range(1, 6), falloff=0.6) for _ in range(3)]
        picture = 128 + 40 * cv2.merge(colours)
        _draw_forms(picture, random)
        texture = _clouds(random, size, octaves=range(8, 12), falloff=0.8)
        roughness = _clouds(random, size, octaves=range(2, 6), falloff=0.7)
        shade = 45 * light + 30 * texture * np.clip(roughness + 0.3, 0, None)
        picture += cv2.merge([shade, shade, shade])
        return _with_grain(picture, random)

    return render


def _clouds(
    random: np.random.Generator, size: tuple[int, int], *, octaves: range, falloff: float
) -> Plane:
    """Noise of several scales, as nature has it: (height, width), about -1 to 1."""
    width_px, height_px = size
    # Coarse noise needs no fine grid while it is added up.
    share = min(1.0, 2 ** (octaves.stop + 1) / width_px)
    inner = (round(width_px * share), round(height_px * share))
    total = np.zeros(inner[::-1], np.float32)
    for octave in octaves:
        columns = min(2**octave, inner[0])
        rows = max(2, columns * height_px // width_px)
        grid = random.standard_normal((rows, columns), np.float32)
        weight = falloff ** (octave - octaves.start)
        total += weight * cv2.resize(grid, inner, interpolation=cv2.INTER_CUBIC)
    total /= 2 * total.std()
    return np.asarray(cv2.resize(total, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _draw_forms(picture: Plane, random: np.random.Generator) -> None:
    """Edges of many sizes, most of them small and in quiet colours."""
    height_px, width_px = picture.shape[:2]
    for size_px in np.geomspace(height_px / 5, height_px / 400, 400):
        centre = (int(random.integers(0, width_px)), int(random.integers(0, height_px)))
        axes = (max(1, int(size_px * random.uniform(0.1, 0.8))), max(1, int(size_px)))
        colour = random.uniform(40, 215) + random.normal(0, 18, 3)
        turn_deg = float(random.uniform(0, 180))
        cv2.ellipse(picture, centre, axes, turn_deg, 0, 360, colour.tolist(), -1, cv2.LINE_AA)


def _with_grain(picture: Plane, random: np.random.Generator) -> Pixels:
    grain = 2.5 * random.standard_normal(picture.shape[:2], np.float32)
    return np.asarray(cv2.convertScaleAbs(np.clip(picture + grain[..., None], 0, 255)), np.uint8)


def _cut_out(path: Path, seed: int) -> Scene:
    def cut(size: tuple[int, int]) -> Pixels:
        """A window of a picture, at full size where it is large enough, with grain."""
        random = np.random.default_rng(seed)
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB"), np.uint8)
        height_px, width_px = pixels.shape[:2]
        share = min(width_px / size[0], height_px / size[1], float(random.uniform(0.6, 1.0)) * 4)
        wide, high = int(size[0] * share), int(size[1] * share)
        left = int(random.integers(0, width_px - wide + 1))
        top = int(random.integers(0, height_px - high + 1))
        window = pixels[top : top + high, left : left + wide]
        method = cv2.INTER_AREA if share > 1 else cv2.INTER_CUBIC
        return _with_grain(
            cv2.resize(window, size, interpolation=method).astype(np.float32), random
        )

    return cut


# --- files ----------------------------------------------------------------------------------------

_OTHERS = {
    "progressive JPEG": "progressive.jpg",
    "PNG": "lossless.png",
    "HEIC": "phone.heic",
    "WebP": "lossy.webp",
}


def _save_like_a_camera(path: Path, pixels: Pixels, number: int) -> None:
    """A baseline JPEG with EXIF, at the quality that comes nearest to a camera's bits a pixel."""
    quality = min(
        _QUALITIES,
        key=lambda quality: abs(_size_bits(pixels, quality) / _area(pixels) - BITS_PER_PIXEL),
    )
    exif = _camera_exif(_ORIENTATIONS[number % len(_ORIENTATIONS)], number)
    _save(path, encoded(pixels, ".jpg", quality=quality, exif=exif))


def _area(pixels: Pixels) -> int:
    return int(pixels.shape[0] * pixels.shape[1])


def _size_bits(pixels: Pixels, quality: int) -> int:
    """Of the JPEG, estimated from a band across the picture's middle."""
    height_px = pixels.shape[0]
    block = np.ascontiguousarray(pixels[height_px // 3 : 2 * height_px // 3])
    return int(8 * len(encoded(block, ".jpg", quality=quality)) * _area(pixels) / _area(block))


def _camera_exif(orientation: int, number: int) -> bytes:
    minute, second = divmod(number, 60)
    exif = Image.Exif()
    exif.load(
        exif_bytes(
            orientation=orientation,
            taken=f"2021:07:14 16:{minute % 60:02}:{second:02}",
            maker="Maker",
            model="Model 3",
            software="1.0",
            location=(47.6, 9.2),
        )
    )
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = bytes(20_000)
    return exif.tobytes()


def _encode_other(name: str, pixels: Pixels) -> bytes:
    if name == "progressive JPEG":
        return encoded(pixels, ".jpg", quality=88, progressive=True)
    if name == "PNG":
        return encoded(pixels, ".png", compress_level=6)
    if name == "HEIC":
        return encoded(pixels, ".heic", quality=70)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "WEBP", quality=88)
    return buffer.getvalue()


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
