"""The registry says what each model is and where it comes from."""

import json
import re
from dataclasses import replace

import pytest

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.models import known_models, model_spec
from photodedup.engine.features.weights import model_file
from photodedup.engine.paths import resources_folder


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


def test_each_model_can_be_told_from_the_others() -> None:
    specs = known_models()

    for name in ("id", "name", "key", "file"):
        assert len({getattr(spec, name) for spec in specs}) == len(specs)


def test_only_the_default_model_ships_and_the_others_have_a_safe_address() -> None:
    default, *others = known_models()

    assert default.ships_with_program
    for spec in others:
        assert spec.url.startswith("https://")
        assert spec.url.endswith(f"/{spec.file}")


def test_hashes_are_whole_or_left_out_and_agree_with_the_file_s_name() -> None:
    for spec in known_models():
        assert re.fullmatch("([0-9a-f]{64})?", spec.sha256)
        assert re.fullmatch("([0-9a-f]{8})?", spec.sha256_start)
        if spec.sha256_start:
            assert spec.file.endswith(f"-{spec.sha256_start}.pth")
        if spec.sha256:
            assert spec.sha256.startswith(spec.sha256_start)
            assert spec.size_slack_bytes == 0


def test_only_a_measured_cosine_is_called_calibrated() -> None:
    assert [spec.id for spec in known_models() if spec.is_calibrated] == ["default"]


def test_a_new_version_s_vectors_are_kept_apart() -> None:
    spec = model_spec("default")

    assert replace(spec, version="2").key != spec.key


@pytest.mark.parametrize(
    ("model_id", "words"), [("none", "hashes alone"), ("resnet-9000", "resnet-9000")]
)
def test_no_model_under_this_id(model_id: str, words: str) -> None:
    with pytest.raises(ModelUnavailable, match=words):
        model_spec(model_id)
