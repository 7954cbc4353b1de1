"""The few contents that the steps put on the disk, each made once for all examples."""

from functools import cache

from tests.engine import pictures_made as made

TAKEN = "2024:05:06 12:34:56"
SCENES = 3


def _with_date(seed: int) -> bytes:
    exif = made.exif_bytes(taken=TAKEN, maker="Maker", model=f"Model {seed}")
    return made.encoded(_scene(seed), ".jpg", quality=92, exif=exif)


def _small(seed: int) -> bytes:
    return made.encoded(made.scene(120, 90, seed=seed), ".jpg")


def _moment(seed: int, number: int) -> bytes:
    """One of several shots of a moment: something in the scene has moved."""
    pixels, left = _scene(seed), 60 + 5 * number
    pixels[60:90, left : left + 30] = made.scene(30, 30, seed=70)
    exif = made.exif_bytes(
        taken=f"2024:05:06 12:34:5{number}", maker="Maker", model="Burst", fraction="00"
    )
    return made.encoded(pixels, ".jpg", exif=exif)


def _scene(seed: int) -> made.Pixels:
    return made.scene(200, 150, seed=seed)


# By kind: the extension, and how the picture of a scene is made. The same pixels come in three
# files, one of them with a date; a small one, and a raw file. All of a scene are proved to be
# copies whichever is laid onto which, or else what is found depends on who came first.
KINDS = {
    "dated": (".jpg", _with_date),
    "plain": (".jpg", lambda seed: made.jpeg_without_metadata(_with_date(seed))),
    "worse": (".jpg", lambda seed: made.encoded(_scene(seed), ".jpg", quality=60)),
    "png": (".png", lambda seed: made.encoded(_scene(seed), ".png")),
    "bmp": (".bmp", lambda seed: made.encoded(_scene(seed), ".bmp")),
    "small": (".jpg", _small),
    "raw": (".dng", lambda seed: made.dng(_scene(seed), taken=TAKEN)),
    "first": (".jpg", lambda seed: _moment(seed + 10, 0)),
    "second": (".jpg", lambda seed: _moment(seed + 10, 1)),
    "third": (".jpg", lambda seed: _moment(seed + 10, 2)),
    "broken": (".jpg", lambda seed: _with_date(seed)[:200]),
}


@cache
def content(kind: str, seed: int) -> bytes:
    """The bytes of one file."""
    _, make = KINDS[kind]
    return make(seed)


def extension(kind: str) -> str:
    """What files of this kind end in."""
    return KINDS[kind][0]
