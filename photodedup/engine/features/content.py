"""The digest of a file's bytes: what "identical file" means."""

from pathlib import Path

import blake3

_BLOCK_BYTES = 1 << 20


def content_hash(data: bytes) -> str:
    """The BLAKE3 digest of these bytes, in hex."""
    return blake3.blake3(data).hexdigest()


def file_hash(path: Path) -> str:
    """The digest of a file, read in blocks; the same as `content_hash` of all its bytes.

    Raises:
        OSError: the file cannot be read.
    """
    digest = blake3.blake3()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
