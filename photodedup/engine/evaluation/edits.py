"""The edits that people, programs and chat apps make of a photo: pixels in, a saved file out."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from photodedup.engine.evaluation.truth import EXACT

_QUALITY = 90
_CHAT_LONG_SIDE_PX = 1600
_SCREEN_PX = (1080, 2160)
_SEPIA = (0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A photo to make copies of.

    Attributes:
        picture: the upright picture, RGB.
        jpeg: the file that the copies are copies of.
        exif: the camera's data as an EXIF block that says "upright", empty for none.
        random: chooses where a crop lies; the same for the same photo.
    """

    picture: Image.Image
    jpeg: bytes
    exif: bytes
    random: np.random.Generator


@dataclass(frozen=True, slots=True)
class Edit:
    """One kind of copy, as the truth file names it."""

    kind: str
    extension: str
    make: Callable[[Source], bytes]


def as_jpeg(picture: Image.Image, exif: bytes = b"", quality: int = _QUALITY) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return file.getvalue()


def upright_exif(exif: bytes) -> bytes:
    """The same camera data, for pixels that are upright already; empty where it is unreadable."""
    if not exif:
        return b""
    facts = Image.Exif()
    try:
        facts.load(exif)
        if ExifTags.Base.Orientation in facts:
            facts[ExifTags.Base.Orientation] = 1
        return facts.tobytes()
    except Exception:  # noqa: BLE001 - a stranger's metadata fails in any way at all
        return b""


def without_metadata(jpeg: bytes) -> bytes:
    """The same coded picture without EXIF, XMP, comments and thumbnails; colour data stays."""
    kept = [jpeg[:2]]
    position = 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF and jpeg[position + 1] != 0xDA:
        marker = jpeg[position + 1]
        end = position + 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
        is_colour = marker == 0xEE or jpeg[position + 4 : end].startswith(b"ICC_PROFILE")
        if is_colour or not (marker == 0xFE or 0xE1 <= marker <= 0xEF):
            kept.append(jpeg[position:end])
        position = end
    return b"".join([*kept, jpeg[position:]])


# --- edits of pixels -------------------------------------------------------------------------


def _crop(share_of_area: float) -> Callable[[Source], Image.Image]:
    def cropped(source: Source) -> Image.Image:
        width, height = source.picture.size
        side = share_of_area**0.5
        new_width, new_height = max(1, round(width * side)), max(1, round(height * side))
        left = int(source.random.integers(0, width - new_width + 1))
        top = int(source.random.integers(0, height - new_height + 1))
        return source.picture.crop((left, top, left + new_width, top + new_height))

    return cropped


def _scaled(picture: Image.Image, share: float) -> Image.Image:
    width, height = (max(1, round(side * share)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _squashed(source: Source) -> Image.Image:
    side = min(source.picture.size)
    return source.picture.resize((side, side), Image.Resampling.LANCZOS)


def _turned(degrees: float) -> Callable[[Source], Image.Image]:
    def turned(source: Source) -> Image.Image:
        return source.picture.rotate(degrees, Image.Resampling.BICUBIC)

    return turned


def _straightened(source: Source) -> Image.Image:
    """Turned by two degrees and cropped so that no corner is empty."""
    width, height = source.picture.size
    turned = source.picture.rotate(2, Image.Resampling.BICUBIC)
    margin = 0.5 * np.sin(np.radians(2)) * max(width, height) + 1
    return turned.crop((int(margin), int(margin), int(width - margin), int(height - margin)))


def _toned(source: Source) -> Image.Image:
    brighter = ImageEnhance.Brightness(source.picture).enhance(1.2)
    return ImageEnhance.Contrast(brighter).enhance(1.25)


def _blurred(source: Source) -> Image.Image:
    radius = max(source.picture.size) / 400
    return source.picture.filter(ImageFilter.GaussianBlur(radius))


def _noisy(source: Source) -> Image.Image:
    pixels = np.asarray(source.picture, np.float32)
    grain = source.random.normal(0, 12, pixels.shape).astype(np.float32)
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))


def _sepia(source: Source) -> Image.Image:
    return source.picture.convert("RGB", _SEPIA)


def _framed(source: Source) -> Image.Image:
    border = max(2, round(0.06 * max(source.picture.size)))
    return ImageOps.expand(source.picture, border, (250, 248, 240))


def _captioned(source: Source) -> Image.Image:
    width, height = source.picture.size
    bar = max(12, round(0.14 * height))
    page = Image.new("RGB", (width, height + bar), "white")
    page.paste(source.picture)
    _write(page, (width * 0.04, height + bar * 0.2), "When it is Friday", bar * 0.5, "black")
    return page


def _watermarked(source: Source) -> Image.Image:
    width, height = source.picture.size
    layer = Image.new("RGBA", source.picture.size, (0, 0, 0, 0))
    place = (width * 0.6, height * 0.88)
    _write(layer, place, "© photo-site", height * 0.06, (255, 255, 255, 150))
    return Image.alpha_composite(source.picture.convert("RGBA"), layer).convert("RGB")


def _screenshot(source: Source) -> Image.Image:
    """A phone's screen with the photo across its width, a status line above and buttons below."""
    screen = Image.new("RGB", _SCREEN_PX, (18, 18, 20))
    width, height = source.picture.size
    share = min(_SCREEN_PX[0] / width, 0.8 * _SCREEN_PX[1] / height)
    shown = _scaled(source.picture, share)
    left, top = (_SCREEN_PX[0] - shown.width) // 2, (_SCREEN_PX[1] - shown.height) // 2
    screen.paste(shown, (left, top))
    _write(screen, (40, 24), "12:41", 44, "white")
    _write(screen, (900, 24), "84 %", 44, "white")
    drawing = ImageDraw.Draw(screen)
    for number in range(4):
        x = 150 + 250 * number
        drawing.ellipse((x, 2050, x + 50, 2100), outline="white", width=5)
    return screen


def _write(
    picture: Image.Image,
    place: tuple[float, float],
    text: str,
    size_px: float,
    colour: str | tuple[int, ...],
) -> None:
    font = ImageFont.load_default(max(8, size_px))
    ImageDraw.Draw(picture).text(place, text, fill=colour, font=font)


# --- ways of saving --------------------------------------------------------------------------


def _edited(edit: Callable[[Source], Image.Image], quality: int = _QUALITY) -> Callable[..., bytes]:
    """Saved by a photo editor, which keeps the camera's data."""
    return lambda source: as_jpeg(edit(source).convert("RGB"), source.exif, quality)


def _published(edit: Callable[[Source], Image.Image], quality: int = 85) -> Callable[..., bytes]:
    """Saved by something that keeps pixels alone."""
    return lambda source: as_jpeg(edit(source).convert("RGB"), quality=quality)


def _transposed(method: Image.Transpose) -> Callable[[Source], Image.Image]:
    return lambda source: source.picture.transpose(method)


def _whole(source: Source) -> Image.Image:
    return source.picture


def _for_chat(source: Source) -> Image.Image:
    share = _CHAT_LONG_SIDE_PX / max(source.picture.size)
    return _scaled(source.picture, share) if share < 1 else source.picture


def _by_flag(source: Source) -> bytes:
    """Pixels stored lying on their side, with the flag that tells viewers to turn them back."""
    facts = Image.Exif()
    if source.exif:
        facts.load(source.exif)
    facts[ExifTags.Base.Orientation] = 6
    return as_jpeg(source.picture.transpose(Image.Transpose.ROTATE_90), facts.tobytes(), 95)


def _as_webp(source: Source) -> bytes:
    file = io.BytesIO()
    source.picture.save(file, "WEBP", quality=80)
    return file.getvalue()


def _as_png(source: Source) -> bytes:
    file = io.BytesIO()
    source.picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _as_heic(source: Source) -> bytes:
    file = io.BytesIO()
    pillow_heif.from_pillow(source.picture).save(file, quality=60)
    return file.getvalue()


EDITS: tuple[Edit, ...] = (
    Edit(EXACT, ".jpg", lambda source: source.jpeg),
    Edit("same_pixels_no_metadata", ".jpg", lambda source: without_metadata(source.jpeg)),
    Edit("same_picture_orientation", ".jpg", _by_flag),
    Edit("near_jpeg20", ".jpg", _edited(_whole, 20)),
    Edit("near_chat", ".jpg", _published(_for_chat, 70)),
    Edit("near_half_size", ".jpg", _edited(lambda source: _scaled(source.picture, 0.5))),
    Edit("near_squashed", ".jpg", _edited(_squashed)),
    Edit("near_webp", ".webp", _as_webp),
    Edit("near_png", ".png", _as_png),
    Edit("near_heic", ".heic", _as_heic),
    Edit("near_blur", ".jpg", _edited(_blurred)),
    Edit(
        "near_sharpen",
        ".jpg",
        _edited(lambda source: source.picture.filter(ImageFilter.UnsharpMask(2, 150))),
    ),
    Edit("near_noise", ".jpg", _edited(_noisy)),
    Edit("near_tone", ".jpg", _edited(_toned)),
    Edit(
        "near_saturation",
        ".jpg",
        _edited(lambda source: ImageEnhance.Color(source.picture).enhance(1.7)),
    ),
    Edit("near_watermark", ".jpg", _published(_watermarked)),
    Edit("edited_gray", ".jpg", _edited(lambda source: ImageOps.grayscale(source.picture))),
    Edit("edited_sepia", ".jpg", _edited(_sepia)),
    Edit("edited_crop87", ".jpg", _edited(_crop(0.87))),
    Edit("edited_crop50", ".jpg", _edited(_crop(0.5))),
    Edit("edited_crop25", ".jpg", _edited(_crop(0.25))),
    Edit("edited_mirror", ".jpg", _edited(_transposed(Image.Transpose.FLIP_LEFT_RIGHT))),
    Edit("edited_flip", ".jpg", _edited(_transposed(Image.Transpose.FLIP_TOP_BOTTOM))),
    Edit("edited_turn90", ".jpg", _edited(_transposed(Image.Transpose.ROTATE_90))),
    Edit("edited_turn25", ".jpg", _edited(_turned(25))),
    Edit("edited_turn2", ".jpg", _edited(_straightened)),
    Edit("edited_frame", ".jpg", _published(_framed)),
    Edit("edited_caption", ".jpg", _published(_captioned)),
    Edit("edited_screenshot", ".png", lambda source: _png(_screenshot(source))),
)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def source_of(pixels: NDArray[np.uint8], exif: bytes, jpeg: bytes | None, seed: int) -> Source:
    """A photo to make copies of; without `jpeg` the file is made from the pixels."""
    picture = Image.fromarray(pixels)
    facts = upright_exif(exif)
    file = jpeg if jpeg is not None else as_jpeg(picture, facts, 93)
    return Source(picture, file, facts, np.random.default_rng(seed))
