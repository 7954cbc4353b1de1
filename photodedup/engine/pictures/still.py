"""Pictures that are decoded in full: every mode of Pillow becomes upright 8-bit RGB."""

import io
import logging
import warnings
from contextlib import nullcontext
from typing import Any

import blake3
import cv2
import numpy as np
import pillow_heif
from PIL import Image

from photodedup.engine.exif import read_exif
from photodedup.engine.pictures.geometry import (
    BYTES_A_PIXEL,
    MAX_PIXELS,
    Pixels,
    check_size,
    memory_for,
    reduce,
    reduction_for,
    upright,
)
from photodedup.engine.pictures.picture import DecodedPicture
from photodedup.engine.pictures.sniff import Kind
from photodedup.engine.pictures.transparency import is_see_through, on_plain_ground, premultiplied
from photodedup.engine.pictures.webp import canvas_size

# Pillow's own limit would refuse honest panoramas; `check_size` is asked before each decode.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# Pillow remarks on odd metadata; nobody who scans thousands of photos can use that.
warnings.filterwarnings("ignore", module=r"PIL\.")

_PILLOW_FORMATS = {
    Kind.PNG: "PNG",
    Kind.GIF: "GIF",
    Kind.BMP: "BMP",
    Kind.TIFF: "TIFF",
    Kind.WEBP: "WEBP",
    Kind.AVIF: "AVIF",
    Kind.JPEG_2000: "JPEG2000",
}
_TIFF_BITS = 258
_HEIF_BYTES_A_PIXEL = 10
_WEBP_BYTES_A_PIXEL = 20
_STRIP_ROWS = 256

log = logging.getLogger(__name__)


def read_still(data: bytes, kind: Kind, *, full: bool) -> DecodedPicture:
    """Decode the first picture of anything but JPEG, HEIF and RAW; `full` keeps every pixel.

    Raises:
        UnreadablePhoto: the picture is too large.
        Exception: whatever the decoder raises for damaged files.
    """
    if kind is Kind.JPEG_2000 and not full:
        try:
            return _read(data, kind, full=full, reduced=True)
        except OSError as error:
            # Some hold fewer small pictures than would be needed.
            log.debug("a JPEG 2000 is decoded in full: %s", error)
    return _read(data, kind, full=full)


def _read(data: bytes, kind: Kind, *, full: bool, reduced: bool = False) -> DecodedPicture:
    canvas = canvas_size(data) if kind is Kind.WEBP else None
    if canvas is None:
        return _opened(data, kind, full=full, reduced=reduced)
    # Opening it takes the memory already.
    check_size(*canvas, len(data))
    with memory_for(*canvas, _WEBP_BYTES_A_PIXEL):
        return _opened(data, kind, full=full, has_memory=True)


def _opened(
    data: bytes, kind: Kind, *, full: bool, reduced: bool = False, has_memory: bool = False
) -> DecodedPicture:
    with Image.open(io.BytesIO(data), formats=(_PILLOW_FORMATS[kind],)) as image:
        width_px, height_px = image.size
        check_size(width_px, height_px, len(data))
        frame_count = int(getattr(image, "n_frames", 1))
        is_deep = "16" in _raw_mode(image)
        is_reduced = reduced and _reduce_jpeg_2000(image)
        wanted = memory_for(width_px, height_px, _bytes_a_pixel(image, kind))
        with nullcontext() if has_memory else wanted:
            plain = _plain_webp(data, image) if kind is Kind.WEBP and frame_count == 1 else None
            if plain is None:
                image.load()
            exif = data if kind is Kind.TIFF else _bytes_of(image.info.get("exif"))
            return _finished(
                image,
                kind,
                exif=exif,
                xmp=_bytes_of(image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")),
                # Pillow puts a TIFF upright by itself; the others only say how they lie.
                orientation=1 if kind is Kind.TIFF else read_exif(exif).orientation,
                frame_count=frame_count,
                is_exact=not (is_deep or is_reduced or frame_count > 1),
                full=full,
                size=(width_px, height_px) if is_reduced else None,
                pixels=plain,
            )


def _plain_webp(data: bytes, image: Image.Image) -> Pixels | None:
    """A still, opaque WebP by OpenCV, which takes the same decoder for the same pixels, but not
    the way for films: less than half the time. None for others, and for what it refuses."""
    if image.mode != "RGB":
        return None
    mode = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), mode)
    except cv2.error as error:
        log.debug("a WebP is left to Pillow: %s", error)
        return None
    if pixels is None or pixels.shape[1::-1] != image.size:
        return None
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)


def read_heif(data: bytes, kind: Kind, *, full: bool) -> DecodedPicture:
    """Decode the main picture of a HEIC or HEIF; libheif turns it upright itself.

    Raises: as `read_still`.
    """
    container = pillow_heif.open_heif(data)
    main = container[container.primary_index]
    width_px, height_px = main.size
    check_size(width_px, height_px, len(data))
    with memory_for(width_px, height_px, _HEIF_BYTES_A_PIXEL):
        image = main.to_pillow()
        info, frame_count = main.info, len(container)
        del main, container  # the picture is in memory twice as long as they live
        return _finished(
            image,
            kind,
            exif=_bytes_of(info.get("exif")),
            xmp=_bytes_of(info.get("xmp")),
            orientation=1,
            frame_count=frame_count,
            is_exact=info.get("bit_depth", 8) == 8,
            full=full,
        )


def _bytes_a_pixel(image: Image.Image, kind: Kind) -> int:
    """The most memory that a decode was seen to take, the way to RGB included."""
    if image.mode.startswith(("I", "F")) and "16" not in image.mode:
        return 37
    if kind is Kind.AVIF:
        return 13
    if kind is Kind.WEBP:
        return _WEBP_BYTES_A_PIXEL
    if image.has_transparency_data or image.mode == "CMYK":
        return 20
    return BYTES_A_PIXEL


def _finished(
    image: Image.Image,
    kind: Kind,
    *,
    exif: bytes,
    xmp: bytes,
    orientation: int,
    frame_count: int,
    is_exact: bool,
    full: bool,
    size: tuple[int, int] | None = None,
    pixels: Pixels | None = None,
) -> DecodedPicture:
    """`is_exact`: the loaded pixels are all that the file holds. `pixels` are what was decoded
    where the image itself was not loaded. `size` is the whole picture's,
    not yet upright, where the loaded one is already smaller."""
    pixels = upright(_to_bytes(image) if pixels is None else pixels, orientation)
    height_px, width_px = pixels.shape[:2]
    if size is not None:
        width_px, height_px = size if orientation < 5 else size[::-1]
    is_transparent = pixels.shape[2] == 4
    pixel_hash = _pixel_hash(image, pixels, orientation) if is_exact and not full else None
    if is_transparent:
        pixels = premultiplied(pixels)
    if not full:
        pixels = reduce(pixels)
    if is_transparent:
        pixels = on_plain_ground(pixels)
    return DecodedPicture(
        pixels=np.ascontiguousarray(pixels),
        width_px=width_px,
        height_px=height_px,
        format=kind.value,
        pixel_hash=pixel_hash,
        exif=exif,
        xmp=xmp,
        is_transparent=is_transparent,
        frame_count=frame_count,
    )


def _to_bytes(image: Image.Image) -> Pixels:
    """uint8 (h, w, 3), or (h, w, 4) where something shines through."""
    if image.mode.startswith(("I", "F")):
        grey = _deep_to_bytes(image)
        return np.repeat(grey[..., np.newaxis], 3, axis=2)
    if image.has_transparency_data:
        rgba = np.asarray(image.convert("RGBA"), np.uint8)
        if is_see_through(rgba):
            return rgba
        return np.ascontiguousarray(rgba[..., :3])
    return _to_rgb(image)


def _to_rgb(image: Image.Image) -> Pixels:
    """uint8 (h, w, 3), some rows at a time: at once, Pillow would hold the picture twice more."""
    width_px, height_px = image.size
    pixels = np.empty((height_px, width_px, 3), np.uint8)
    for top in range(0, height_px, _STRIP_ROWS):
        strip = image.crop((0, top, width_px, min(top + _STRIP_ROWS, height_px)))
        strip = strip if strip.mode == "RGB" else strip.convert("RGB")
        pixels[top : top + _STRIP_ROWS] = np.asarray(strip, np.uint8)
    return pixels


def _deep_to_bytes(image: Image.Image) -> Pixels:
    """Grey of 12, 16 or 32 bits, or of fractions, as 8 bits."""
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        bits = max(9, min(16, _declared_bits(image)))
        return np.asarray(np.minimum(values >> (bits - 8), 255), np.uint8)
    values = np.nan_to_num(values.astype(np.float64), posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    for usual_range in (1.0, 255.0, 65535.0):
        if low >= 0.0 and high <= usual_range:
            low, high = 0.0, usual_range
            break
    scaled = (values - low) * (255.0 / max(high - low, 1e-9))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def _declared_bits(image: Image.Image) -> int:
    bits: Any = getattr(image, "tag_v2", {}).get(_TIFF_BITS, 16)
    return int(bits[0]) if isinstance(bits, tuple) and bits else int(bits or 16)


def _pixel_hash(image: Image.Image, pixels: Pixels, orientation: int) -> str | None:
    """The digest of the upright pixels, the same for all formats that hold them exactly."""
    if image.mode in ("F", "I", "LAB", "HSV"):
        return None
    name = "rgba" if pixels.shape[2] == 4 else "rgb"
    if image.mode == "CMYK":
        name, pixels = "cmyk", upright(np.asarray(image, np.uint8), orientation)
    elif image.mode.startswith("I;16"):
        grey = np.asarray(image).astype("<u2")
        halves = grey.view(np.uint8).reshape(*grey.shape, 2)
        name, pixels = "grey16", upright(np.ascontiguousarray(halves), orientation)
    elif name == "rgba":
        # What lies under full transparency cannot be seen, and programs fill it as they like.
        pixels = pixels * (pixels[..., 3:] > 0)
    height_px, width_px = pixels.shape[:2]
    digest = blake3.blake3(f"{name} {width_px}x{height_px}\n".encode())
    digest.update(np.ascontiguousarray(pixels).data)
    return f"pixels:{digest.hexdigest()}"


def _reduce_jpeg_2000(image: Image.Image) -> bool:
    """Ask for one of the smaller pictures inside a JPEG 2000; False if it is small anyway."""
    reduction = reduction_for(*image.size)
    if reduction > 1:
        image.reduce = reduction.bit_length() - 1  # type: ignore[method-assign,assignment]
    return reduction > 1


def _raw_mode(image: Image.Image) -> str:
    """How the file itself stores a pixel, as Pillow calls it: "RGB;16B" becomes mode RGB."""
    for tile in getattr(image, "tile", ()):
        arguments = tile[3]
        first = arguments[0] if isinstance(arguments, tuple) and arguments else arguments
        return first if isinstance(first, str) else ""
    return ""


def _bytes_of(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return bytes(value) if isinstance(value, bytes | bytearray) else b""
