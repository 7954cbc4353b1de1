"""How the camera took a photo, from its EXIF. What is damaged or not to be believed is left out."""

from photodedup.engine.details import CameraSettings
from photodedup.engine.exif import (
    EXPOSURE_TIME,
    F_NUMBER,
    FOCAL_LENGTH,
    ISO_SPEED,
    LENS_MODEL,
    Exif,
    Value,
)

_MOST_EXPOSURE_S = 86_400.0
_MOST_F_NUMBER = 1000.0
_MOST_ISO = 10_000_000.0
_MOST_FOCAL_LENGTH_MM = 100_000.0
_MAX_LENS = 200


def camera_settings(exif: Exif) -> CameraSettings | None:
    """None where it says nothing."""
    iso = _number(exif.photo.get(ISO_SPEED), _MOST_ISO)
    found = CameraSettings(
        exposure_s=_number(exif.photo.get(EXPOSURE_TIME), _MOST_EXPOSURE_S),
        f_number=_number(exif.photo.get(F_NUMBER), _MOST_F_NUMBER),
        iso=None if iso is None else round(iso),
        focal_length_mm=_number(exif.photo.get(FOCAL_LENGTH), _MOST_FOCAL_LENGTH_MM),
        lens=_lens(exif.photo.get(LENS_MODEL)),
    )
    return None if found == CameraSettings() else found


def _number(value: Value | None, most: float) -> float | None:
    """The first number, if it is above zero (what cameras write for unknown) and can be true."""
    if isinstance(value, tuple) and value:
        value = value[0]  # type: ignore[assignment]  # a float
    if not isinstance(value, int | float) or not 0 < value <= most:
        return None
    return float(value)


def _lens(value: Value | None) -> str | None:
    """A name with letters in it: adapters make cameras write "----" or zeros."""
    if not isinstance(value, str):
        return None
    name = " ".join(value.replace("\0", " ").split())[:_MAX_LENS]
    is_zero = name.startswith(("0.0 mm", "0 mm"))
    return name if any(sign.isalpha() for sign in name) and not is_zero else None
