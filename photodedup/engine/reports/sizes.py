"""Sizes in words."""


def size_text(size_bytes: int) -> str:
    """A size in the largest unit that fits, of a thousand each."""
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" or size >= 10 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
