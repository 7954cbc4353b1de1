"""Pictures and sidecars that say something about themselves, made in the tests."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def picture(
    form: str = "JPEG", *, exif: dict[int, object] | None = None, xmp: bytes = b"", shade: int = 90
) -> bytes:
    """A small picture; `exif` is of the main directory, with sub-directories as dicts."""
    block, out = Image.Exif(), BytesIO()
    for tag, value in (exif or {}).items():
        if isinstance(value, dict):
            block.get_ifd(tag).update(value)
        else:
            block[tag] = value
    if form == "TIFF":  # Pillow's writer drops most of it; its EXIF is a TIFF without a picture
        if xmp:
            block[0x02BC] = xmp
        return block.tobytes().removeprefix(b"Exif\0\0")
    options = {"xmp": xmp} if xmp else {}
    Image.new("RGB", (48, 32), (shade, 40, 40)).save(out, form, exif=block, **options)
    return out.getvalue()


GPS = {
    1: "S",
    2: (IFDRational(33), IFDRational(51), IFDRational(3168, 100)),
    3: "E",
    4: (IFDRational(151), IFDRational(12), IFDRational(54)),
}
DATE = {0x9003: "2019:06:08 14:30:05"}


def packet(body: str, attributes: str = "") -> bytes:
    """An XMP document with one description."""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        f'xmlns:darktable="http://darktable.sf.net/" {attributes}>{body}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def keywords(*words: str) -> str:
    items = "".join(f"<rdf:li>{word}</rdf:li>" for word in words)
    return f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>"


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
