"""Copies to scan are other files that show the same pictures, metadata included."""

from photodedup.engine.extraction import extract
from tests.benchmarks.pictures import copies
from tests.engine import pictures_made as made


def test_copies_differ_in_their_bytes_alone(tmp_path):
    exif = made.exif_bytes(orientation=6, taken="2024:05:06 12:34:56")
    one = made.save(tmp_path / "one.jpg", made.scene(120, 90), exif=exif)
    other = made.save(tmp_path / "other.jpg", made.scene(120, 90, seed=7))
    paths = copies([one, other], 5, tmp_path / "many")
    read = [extract(path, model_input_px=None) for path in (one, other, *paths)]
    assert len({extract.content_hash for extract in read}) == 7
    assert {extract.pixel_hash for extract in read[2::2]} == {read[0].pixel_hash}
    assert {extract.pixel_hash for extract in read[3::2]} == {read[1].pixel_hash}
    assert all(extract.metadata == read[0].metadata for extract in read[2::2])
