"""What one decode gives."""

from dataclasses import dataclass

from photodedup.engine.pictures.geometry import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class DecodedPicture:
    """One picture, decoded once.

    `pixels` is uint8 of shape (h, w, 3), RGB, upright, transparency laid on a plain ground. Width
    and height are of the whole upright picture, of which `pixels` may be a reduction. `pixel_hash`
    is equal for files with the same pixels, whatever their metadata; None where that is not
    known. `exif` is a TIFF structure, for TIFF and RAW the file itself.
    """

    pixels: Pixels
    width_px: int
    height_px: int
    format: str
    pixel_hash: str | None = None
    exif: bytes = b""
    xmp: bytes = b""
    is_raw: bool = False
    is_transparent: bool = False
    frame_count: int = 1
