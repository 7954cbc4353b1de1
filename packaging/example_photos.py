"""Build a small photo library as people have them, from freely licensed photographs.

The photographs are those of Debian's package lomiri-wallpapers-16.04; the others of its files
are left out. `screenshots/CREDITS.md` names authors and licences.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

PHONE_MAKE, PHONE_MODEL = "Meridian", "Meridian P3"  # a camera that nobody makes
LONG_SIDE_PX = 3264
SENT_SIDE_PX = 1600  # what chat programs make of a photo
SCREEN_PX = (1080, 2160)
BURST_STEP_S = 0.4
GPS_IFD, EXIF_IFD = 0x8825, 0x8769


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph of the package, and when and where it is pretended to have been taken."""

    file: str
    taken_at: datetime
    place: tuple[float, float]  # degrees north and east

    @property
    def name(self) -> str:
        return f"IMG_{self.taken_at:%Y%m%d_%H%M%S}.jpg"


MOUNTAINS = Shot(
    "picosdeeuropa_by_Aitzol_Berasategi.jpg", datetime(2018, 5, 12, 11, 42, 7), (43.19, -4.83)
)
BRUSHES = Shot("Picture_1A_by_freespace.jpg", datetime(2018, 3, 3, 15, 20, 41), (43.26, -2.93))
MEADOW = Shot(
    "aitzgorri_by_Aitzol_Berasategi.jpg", datetime(2018, 10, 28, 13, 5, 33), (42.95, -2.32)
)
DOGS = Shot("friends_by_Aitzol_Berasategi.jpg", datetime(2018, 8, 19, 17, 31, 2), (43.31, -2.00))
BROOK = Shot("life_by_Aitzol_Berasategi.jpg", datetime(2018, 6, 2, 12, 14, 50), (43.05, -2.20))
SUNSET = Shot("sunset_by_Aitzol_Berasategi.jpg", datetime(2018, 12, 30, 17, 48, 16), (42.95, -2.32))
DANDELIONS = Shot(
    "seeding_by_Clements_Engelhardt.jpg", datetime(2018, 4, 29, 19, 22, 9), (50.74, 7.10)
)
FIG = Shot("Picture_0B_by_freespace.jpg", datetime(2018, 9, 8, 14, 2, 55), (43.26, -2.93))
ROOM = Shot("Wine_by_Jakkub_Mede.jpg", datetime(2018, 11, 16, 20, 11, 38), (48.15, 17.11))
ALL = (MOUNTAINS, BRUSHES, MEADOW, DOGS, BROOK, SUNSET, DANDELIONS, FIG, ROOM)


class PhotographsMissing(Exception):
    """The package's photographs are not in the folder."""


def build_library(photographs: Path, pictures: Path) -> None:
    """Fill `pictures` with originals, and with copies as they come about over the years.

    Args:
        photographs: any folder above the package's files, such as /usr/share.

    Raises:
        PhotographsMissing
    """
    found = {path.name: path for path in photographs.rglob("*_by_*.jpg")}
    missing = [shot.file for shot in ALL if shot.file not in found]
    if missing:
        raise PhotographsMissing(
            f"{missing[0]} is not below {photographs}. Install lomiri-wallpapers-16.04, or unpack"
            " it with dpkg -x and name that folder."
        )
    maker = _Maker(found, pictures)
    for shot in ALL:
        maker.original(shot)
    for shot in (MOUNTAINS, MEADOW, BROOK, FIG):
        maker.backup(shot)
    for number, shot in enumerate((MOUNTAINS, DOGS, SUNSET, MEADOW, ROOM), start=3):
        maker.sent(shot, number)
    maker.edited(MOUNTAINS, "black and white", ImageOps.grayscale)
    maker.edited(SUNSET, "cropped", lambda picture: _cropped(picture, (0.3, 0.1, 1.0, 0.8)))
    maker.edited(BRUSHES, "mirrored", ImageOps.mirror)
    maker.screenshot(MEADOW)
    maker.burst(DANDELIONS, 4)


def _cropped(picture: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """The part between left, top, right and bottom, as shares of the sides."""
    sides = (picture.width, picture.height) * 2
    left, top, right, bottom = (round(side * at) for side, at in zip(sides, box, strict=True))
    return picture.crop((left, top, right, bottom))


class _Maker:
    def __init__(self, found: dict[str, Path], pictures: Path) -> None:
        self._found = found
        self._pictures = pictures

    def original(self, shot: Shot) -> None:
        self._save_shot(self._picture(shot), self._original(shot), shot.taken_at, shot.place)

    def backup(self, shot: Shot) -> None:
        copy = self._place("Backup 2019", "Phone", shot.name)
        shutil.copy2(self._original(shot), copy)

    def sent(self, shot: Shot, number: int) -> None:
        picture = self._picture(shot)
        picture.thumbnail((SENT_SIDE_PX, SENT_SIDE_PX), Image.Resampling.LANCZOS)
        name = f"IMG-{shot.taken_at:%Y%m%d}-WA{number:04}.jpg"
        path = self._place("WhatsApp Images", name)
        picture.save(path, quality=72)
        _date(path, shot.taken_at + timedelta(hours=3))

    def edited(self, shot: Shot, how: str, edit: Callable[[Image.Image], Image.Image]) -> None:
        path = self._place("Edited", f"{Path(shot.name).stem} {how}.jpg")
        edit(self._picture(shot)).save(path, quality=90)
        _date(path, shot.taken_at + timedelta(days=30))

    def screenshot(self, shot: Shot) -> None:
        """A phone's screen with the photo in the middle."""
        screen = Image.new("RGB", SCREEN_PX, "#101214")
        picture = ImageOps.contain(self._picture(shot), SCREEN_PX)
        screen.paste(picture, (0, (screen.height - picture.height) // 2))
        draw = ImageDraw.Draw(screen)
        draw.rounded_rectangle((40, 60, 400, 90), 12, fill="#e8eaec")
        draw.rounded_rectangle((40, 108, 280, 128), 10, fill="#8a9096")
        for number in range(3):
            left = 180 + 300 * number
            draw.ellipse((left, 2010, left + 60, 2070), outline="#e8eaec", width=5)
        taken_at = shot.taken_at + timedelta(days=2)
        path = self._place("Screenshots", f"Screenshot_{taken_at:%Y%m%d-%H%M%S}.png")
        screen.save(path)
        _date(path, taken_at)

    def burst(self, shot: Shot, count: int) -> None:
        """Further shots of the moment: the camera moves a little from one to the next."""
        picture = self._picture(shot)
        for number in range(1, count):
            taken_at = shot.taken_at + timedelta(seconds=BURST_STEP_S * number)
            shift = 0.09 * number
            part = _cropped(picture, (shift, shift / 2, 0.72 + shift, 0.72 + shift / 2))
            name = f"{Path(shot.name).stem}_{number}.jpg"
            self._save_shot(part, self._place("Phone", name), taken_at, shot.place)

    # --- files -------------------------------------------------------------------------------

    def _picture(self, shot: Shot) -> Image.Image:
        with Image.open(self._found[shot.file]) as picture:
            picture.draft("RGB", (LONG_SIDE_PX, LONG_SIDE_PX))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX), Image.Resampling.LANCZOS)
        upright.info.clear()
        return upright

    def _original(self, shot: Shot) -> Path:
        return self._place("Phone", shot.name)

    def _place(self, *parts: str) -> Path:
        path = self._pictures.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @staticmethod
    def _save_shot(
        picture: Image.Image, path: Path, taken_at: datetime, place: tuple[float, float]
    ) -> None:
        picture.save(path, quality=93, exif=_exif(taken_at, place))
        _date(path, taken_at)


def _exif(taken_at: datetime, place: tuple[float, float]) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = PHONE_MAKE, PHONE_MODEL
    details = exif.get_ifd(EXIF_IFD)
    details[0x9003] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    details[0x9291] = f"{taken_at.microsecond // 1000:03}"
    north, east = place
    gps = exif.get_ifd(GPS_IFD)
    gps[1], gps[2] = "N" if north >= 0 else "S", _degrees(north)
    gps[3], gps[4] = "E" if east >= 0 else "W", _degrees(east)
    return exif


def _degrees(angle: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds."""
    minutes, seconds = divmod(round(abs(angle) * 3600), 60)
    degrees, minutes = divmod(minutes, 60)
    return float(degrees), float(minutes), float(seconds)


def _date(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))
