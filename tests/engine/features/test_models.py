"""The registry says where a model comes from, and no damaged file gets past it."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features import models
from photodedup.engine.features.models import known_models, model_file, model_spec
from photodedup.engine.paths import resources_folder


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which models are looked for."""
    monkeypatch.setattr(models, "_folders", lambda: [tmp_path])
    return tmp_path


def test_default_model_ships_whole_with_its_licence() -> None:
    spec = model_spec("default")

    path = model_file(spec)

    assert path.stat().st_size == spec.size_bytes
    licence = (path.parent / "LICENSE-efficientnet-lite0.txt").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in licence


def test_papers_beside_the_model_say_what_the_registry_says() -> None:
    spec = model_spec("default")
    papers = resources_folder() / "models" / "efficientnet-lite0.json"

    facts = json.loads(papers.read_text(encoding="utf-8"))

    for name in ("file", "sha256", "size_bytes", "name", "licence", "source", "dims", "input_px"):
        assert facts[name] == getattr(spec, name)


def test_ids_are_those_of_the_specs() -> None:
    assert next(iter(known_models())).id == "default"
    assert all(model_spec(spec.id) is spec for spec in known_models())


def test_a_new_version_s_vectors_are_kept_apart() -> None:
    spec = model_spec("default")

    assert replace(spec, version="2").key != spec.key


@pytest.mark.parametrize(
    ("model_id", "words"), [("none", "hashes alone"), ("resnet-9000", "resnet-9000")]
)
def test_no_model_under_this_id(model_id: str, words: str) -> None:
    with pytest.raises(ModelUnavailable, match=words):
        model_spec(model_id)


def test_missing_file_is_said_in_plain_words(empty_folder: Path) -> None:
    with pytest.raises(ModelUnavailable, match="EfficientNet-Lite0 is missing"):
        model_file(model_spec("default"))


def test_one_flipped_bit_is_noticed(empty_folder: Path) -> None:
    content = bytearray((resources_folder() / "models" / "efficientnet-lite0.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (empty_folder / "efficientnet-lite0.onnx").write_bytes(content)

    with pytest.raises(ModelUnavailable, match="damaged"):
        model_file(model_spec("default"))


def test_downloaded_model_is_found_where_none_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"weights"
    spec = replace(
        model_spec("default"), file="later.pt", sha256=hashlib.sha256(content).hexdigest()
    )
    monkeypatch.setattr(models, "models_folder", lambda: tmp_path)
    (tmp_path / "later.pt").write_bytes(content)

    assert model_file(spec) == tmp_path / "later.pt"


def test_program_without_resources_says_that_the_model_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_resources() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(models, "resources_folder", no_resources)
    monkeypatch.setattr(models, "models_folder", lambda: tmp_path)

    with pytest.raises(ModelUnavailable, match="missing"):
        model_file(model_spec("default"))
