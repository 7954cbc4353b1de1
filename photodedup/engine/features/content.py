"""The digest of a file's bytes: what "identical file" means."""

import blake3


def content_hash(data: bytes) -> str:
    """The BLAKE3 digest of these bytes, in hex."""
    return blake3.blake3(data).hexdigest()
