"""Slow files begin before quick ones where few are left, and never out of a slow disc's order."""

from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.files.media import Medium
from photodedup.engine.files.reading_order import reading_order


@dataclass(frozen=True)
class File:
    path: Path
    size_bytes: int = 3_000_000


def ordered(*names: str, workers: int = 2, medium: Medium = Medium.QUICK) -> list[str]:
    files = [File(Path(name)) for name in names]
    return [file.path.name for file in reading_order(files, workers, lambda _: medium)]


def test_slow_formats_begin_first():
    assert ordered("a.jpg", "b.webp", "c.jpg", "d.HEIC", "e.png") == [
        "d.HEIC", "b.webp", "e.png", "a.jpg", "c.jpg",
    ]  # fmt: skip


def test_the_larger_of_two_alike_begins_first():
    files = [File(Path("a.jpg"), 1000), File(Path("b.jpg"), 9000)]
    assert reading_order(files, 1, lambda _: Medium.QUICK) == files[::-1]


def test_on_a_slow_medium_the_order_stays():
    for medium in (Medium.SPINNING, Medium.NETWORK):
        assert ordered("a.jpg", "b.heic", medium=medium) == ["a.jpg", "b.heic"]


def test_in_a_large_library_all_but_the_end_keeps_its_order():
    names = [f"{number:04}.{'heic' if number % 7 == 0 else 'jpg'}" for number in range(1000)]
    found = ordered(*names)
    assert sorted(found) == names
    assert found[:900] == names[:900]
    assert found[-1].endswith(".jpg")


def test_nothing_to_read():
    assert ordered() == []
