"""Makes a folder that nobody would want to scan: names, links, devices, archives and bombs."""

import gzip
import io
import os
import socket
import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image

from tests.engine import pictures_made as made

_DEEPER_THAN_A_PATH = 20  # folders of 250 letters: more than the 4096 bytes that a path may have


def put_hostile_names(folder: Path) -> set[Path]:
    """Good photos under bad names; returns them."""
    names = [
        "$(touch pwned).jpg",
        "`touch pwned`.jpg",
        "; touch pwned #.jpg",
        "-rf.jpg",
        "--version.jpg",
        "%s%n%x.jpg",
        "{{7*7}}.jpg",
        "CON.jpg",
        "holiday\u202egpj.exe.jpg",
        " spaces .jpg",
        "a.jpg.png.jpg",
        "'; DROP TABLE photos; --.jpg",
    ]
    if os.name != "nt":
        names += [
            os.fsdecode(b"\xff\xfe\x80.jpg"),
            "line\nbreak\r\x1b[2J.jpg",
            "n" * 251 + ".jpg",
            'quote".jpg',
        ]
    (folder / "folder.jpg").mkdir()
    names.append("folder.jpg/inside.jpg")
    return {
        made.save(folder / name, made.scene(64, 48, seed=seed)) for seed, name in enumerate(names)
    }


def put_things_that_are_no_files(folder: Path) -> set[Path]:
    """Links that go round, pipes, sockets and links to devices; returns those that a scan tells."""
    (folder / "round").symlink_to(folder)
    (folder / "one.jpg").symlink_to(folder / "other.jpg")
    (folder / "other.jpg").symlink_to(folder / "one.jpg")
    (folder / "zero.jpg").symlink_to("/dev/zero")
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    os.mkfifo(folder / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(folder)  # a socket's path may have only 100 letters
        try:
            server.bind("socket.jpg")
        finally:
            os.chdir(here)
    return {folder / "pipe.jpg", folder / "socket.jpg"}


def put_deep_tree(folder: Path) -> Path:
    """Folders in folders until no path reaches the end, with a photo half way; returns that."""
    level = os.open(folder, os.O_RDONLY)
    for depth in range(_DEEPER_THAN_A_PATH):
        os.mkdir("d" * 250, dir_fd=level)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=level)
        os.close(level)
        level = inner
        if depth == 10:
            made.save(Path(f"/proc/self/fd/{level}/deep.jpg"), made.scene(64, 48, seed=99))
    os.close(level)
    return folder.joinpath(*["d" * 250] * 11, "deep.jpg")


def put_other_things_named_like_photos(folder: Path) -> set[Path]:
    """Archives, texts and the like; returns them."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("photo.jpg", b"\xff\xd8\xff")
    files = {
        "zip.jpg": archive.getvalue(),
        "gzip.jpg": gzip.compress(b"\xff\xd8\xff" * 1000),
        "seven.jpg": b"7z\xbc\xaf\x27\x1c" + bytes(64),
        "document.png": b"%PDF-1.7\n%\xe2\xe3",
        "page.heic": b"<!DOCTYPE html><script>alert(1)</script>",
        "script.tif": b"#!/bin/sh\ntouch pwned\n",
        "empty.jpg": b"",
        "zeros.png": bytes(5000),
        "database.cr2": b"SQLite format 3\0" + bytes(100),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {folder / name for name in files}


def put_bombs(folder: Path) -> set[Path]:
    """Few bytes that become many; returns those that cannot be photos."""
    refused = {
        "huge.png": _png(60000, 60000),
        "wide.png": _png(2**31 - 1, 1),
        "no size.png": _png(0, 0),
        "huge.gif": b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(100),
        "huge.bmp": b"BM"
        + struct.pack("<IHHI", 100, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 50000, 50000, 1, 24, 0, 0, 0, 0, 0, 0),
        "huge.jpg": b"\xff\xd8\xff\xc0"
        + struct.pack(">HBHHB", 17, 8, 65500, 65500, 3)
        + b"\1\x22\0\2\x11\1\3\x11\1"
        + b"\xff\xda\x00\x0c\3\1\0\2\x11\3\x11\0\x3f\0\xff\xd9",
        "text.png": _png(64, 64, _chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(100_000_000), 6))),
    }
    for name, data in refused.items():
        (folder / name).write_bytes(data)
    # Just small enough to be tried: all of it in memory would be 1.3 and two times 0.7 GB.
    fractions = folder / "fractions.tif"
    Image.new("F", (6000, 6000), 0.5).save(fractions, compression="tiff_adobe_deflate")
    for number in range(2):
        glass = Image.new("RGBA", (6000, 6000), (200, 30, 40, 100 + number))
        glass.save(folder / f"glass {number}.png", compress_level=1)
    return {folder / name for name in refused if name != "text.png"} | {fractions}


def _png(width_px: int, height_px: int, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(64 * 65))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + extra
        + _chunk(b"IDAT", rows)
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
