"""Names of picture formats: which file endings look like photos, and what each RAW is called."""

from pathlib import PurePath

RENDERED_EXTENSIONS = frozenset(
    {
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".png",
        ".apng",
        ".gif",
        ".bmp",
        ".dib",
        ".tif",
        ".tiff",
        ".webp",
        ".avif",
        ".avifs",
        ".heic",
        ".heif",
        ".heics",
        ".heifs",
        ".hif",
        ".jp2",
        ".j2k",
        ".j2c",
        ".jpc",
        ".jpf",
        ".jpx",
        ".jxl",
        ".jxr",
    }
)

_RAW_MAKERS = {
    ".3fr": "Hasselblad",
    ".ari": "Arri",
    ".arq": "Sony",
    ".arw": "Sony",
    ".bay": "Casio",
    ".cam": "Casio",
    ".cap": "Phase One",
    ".cr2": "Canon",
    ".cr3": "Canon",
    ".crw": "Canon",
    ".dcr": "Kodak",
    ".dcs": "Kodak",
    ".dng": "DNG",
    ".erf": "Epson",
    ".fff": "Hasselblad",
    ".gpr": "GoPro",
    ".iiq": "Phase One",
    ".k25": "Kodak",
    ".kdc": "Kodak",
    ".mef": "Mamiya",
    ".mos": "Leaf",
    ".mrw": "Minolta",
    ".nef": "Nikon",
    ".nrw": "Nikon",
    ".orf": "Olympus",
    ".ori": "Olympus",
    ".pef": "Pentax",
    ".raf": "Fujifilm",
    ".raw": "",
    ".rw2": "Panasonic",
    ".rwl": "Leica",
    ".sr2": "Sony",
    ".srf": "Sony",
    ".srw": "Samsung",
    ".x3f": "Sigma",
}
RAW_EXTENSIONS = frozenset(_RAW_MAKERS)
PHOTO_EXTENSIONS = RENDERED_EXTENSIONS | RAW_EXTENSIONS


def has_raw_name(path: PurePath) -> bool:
    """Whether a file is named like a camera's RAW."""
    return path.suffix.lower() in RAW_EXTENSIONS


def raw_format_name(path: PurePath) -> str:
    """What a person calls this RAW: "Nikon RAW", or "RAW" where the name does not say."""
    return f"{_RAW_MAKERS.get(path.suffix.lower(), '')} RAW".strip()
