"""photodedup: find the duplicates in a photo library and clear them safely."""

__version__ = "0.1.0"
