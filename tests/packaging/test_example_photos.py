"""The library in the README's pictures: copies of photographs, each as its folder says."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
CREDITS = ROOT / "packaging" / "screenshots" / "CREDITS.md"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    return importlib.import_module("example_photos")


@pytest.fixture
def pictures(example: ModuleType, tmp_path: Path) -> Path:
    source = tmp_path / "share" / "backgrounds"
    source.mkdir(parents=True)
    for shade, shot in enumerate(example.ALL):
        Image.new("RGB", (1800, 1200), (20 * shade, 120, 90)).save(source / shot.file)
    example.build_library(tmp_path / "share", tmp_path / "Pictures")
    return tmp_path / "Pictures"


def test_a_backup_is_identical_and_a_sent_photo_is_small_and_bare(
    example: ModuleType, pictures: Path
):
    shot = example.MOUNTAINS
    original = pictures / "Phone" / shot.name
    backup = pictures / "Backup 2019" / "Phone" / shot.name
    (sent,) = (pictures / "WhatsApp Images").glob(f"IMG-{shot.taken_at:%Y%m%d}-*.jpg")

    assert backup.read_bytes() == original.read_bytes()
    with Image.open(original) as first, Image.open(sent) as second:
        assert first.getexif()
        assert not second.getexif()
        assert max(second.size) == 1600


def test_without_the_photographs_it_says_what_to_install(example: ModuleType, tmp_path: Path):
    with pytest.raises(example.PhotographsMissing, match="lomiri-wallpapers"):
        example.build_library(tmp_path, tmp_path / "Pictures")


def test_every_photograph_has_its_author_and_licence_named(example: ModuleType):
    lines = CREDITS.read_text(encoding="utf-8").splitlines()
    for shot in example.ALL:
        (line,) = (line for line in lines if f"`{shot.file}`" in line)
        assert "creativecommons.org" in line
