"""No damaged file gets past, whether it shipped, was downloaded, offered or given by a person."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features import weights
from photodedup.engine.features.models import ModelSpec, known_models, model_spec
from photodedup.engine.features.weights import (
    FileState,
    as_used_here,
    file_state,
    model_file,
    model_states,
    take_file,
)
from photodedup.engine.paths import resources_folder

CONTENT = b"weights of a network"
OTHER = b"weights of another network"

Register = Callable[[ModelSpec], ModelSpec]


@pytest.fixture
def published(own_models: Path) -> ModelSpec:
    """A model whose whole hash is published."""
    return replace(
        model_spec("resnet50"),
        file="published.pth",
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        sha256_start="",
    )


@pytest.fixture
def unpublished(own_models: Path, register: Register) -> ModelSpec:
    """A model of whose hash nothing is published."""
    return register(replace(model_spec("sscd-disc-mixup"), file="unpublished.pt"))


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "from a stick.pth"
    path.write_bytes(CONTENT)
    return path


def test_missing_default_model_is_said_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "_folders", lambda: [tmp_path])

    with pytest.raises(ModelUnavailable, match="EfficientNet-Lite0 is missing"):
        model_file(model_spec("default"))


def test_one_flipped_bit_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_folders", lambda: [tmp_path])
    content = bytearray((resources_folder() / "models" / "efficientnet-lite0.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "efficientnet-lite0.onnx").write_bytes(content)

    with pytest.raises(ModelUnavailable, match=r"damaged.*Installing the program again"):
        model_file(model_spec("default"))


def test_program_without_resources_says_that_the_model_is_missing(
    own_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_resources() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(weights, "resources_folder", no_resources)

    with pytest.raises(ModelUnavailable, match="missing"):
        model_file(model_spec("default"))


def test_a_model_that_is_not_downloaded_says_so(published: ModelSpec) -> None:
    with pytest.raises(ModelUnavailable, match="The model ResNet-50 is not downloaded yet"):
        model_file(published)


def test_a_given_file_becomes_the_model_and_stays_where_it_was(
    published: ModelSpec, given: Path, own_models: Path
) -> None:
    assert take_file(published, given) == own_models / "published.pth"
    assert model_file(published).read_bytes() == CONTENT
    assert given.read_bytes() == CONTENT


def test_a_wrong_file_is_refused_and_leaves_nothing(
    published: ModelSpec, given: Path, own_models: Path
) -> None:
    given.write_bytes(OTHER)

    with pytest.raises(ModelUnavailable, match="not the published file of ResNet-50"):
        take_file(published, given)

    assert file_state(published) is FileState.NOT_DOWNLOADED
    assert list(own_models.glob("*.p*")) == []


def test_a_file_that_is_not_there_is_said(published: ModelSpec, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="No such file"):
        take_file(published, tmp_path / "nothing.pth")


def test_a_damaged_download_says_how_to_repair_it(
    published: ModelSpec, given: Path, own_models: Path
) -> None:
    take_file(published, given)
    (own_models / "published.pth").write_bytes(OTHER)

    assert file_state(published) is FileState.DAMAGED
    with pytest.raises(ModelUnavailable, match=r"damaged.*Downloading it again"):
        model_file(published)


def test_a_folder_can_offer_models_and_is_only_read(
    published: ModelSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = tmp_path / "share"
    offered.mkdir()
    (offered / "published.pth").write_bytes(CONTENT)
    monkeypatch.setenv("PHOTODEDUP_MODEL_DIR", str(offered))

    assert file_state(published) is FileState.READY
    assert model_file(published) == offered / "published.pth"
    assert [path.name for path in offered.iterdir()] == ["published.pth"]


def test_the_first_file_s_hash_is_kept_where_none_is_published(
    unpublished: ModelSpec, own_models: Path
) -> None:
    own_models.mkdir(parents=True)
    (own_models / "unpublished.pt").write_bytes(CONTENT)
    model_file(unpublished)

    (own_models / "unpublished.pt").write_bytes(OTHER)

    with pytest.raises(ModelUnavailable, match="damaged"):
        model_file(unpublished)


def test_another_given_file_is_taken_but_its_vectors_are_kept_apart(
    unpublished: ModelSpec, given: Path
) -> None:
    take_file(unpublished, given)
    first = as_used_here(unpublished)
    given.write_bytes(OTHER)
    take_file(unpublished, given)

    assert model_file(unpublished).read_bytes() == OTHER
    assert as_used_here(unpublished).key != first.key


def test_a_list_reads_a_file_once(
    published: ModelSpec, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_file(published, given)

    def must_not_be_called(path: Path) -> str:
        raise AssertionError(f"{path} was read again")

    monkeypatch.setattr(weights, "hash_of", must_not_be_called)
    assert file_state(published) is FileState.READY


def test_the_list_has_every_model_and_only_the_default_is_ready(own_models: Path) -> None:
    states = {state.spec.id: state.file_state for state in model_states()}

    assert list(states) == [spec.id for spec in known_models()]
    assert states.pop("default") is FileState.READY
    assert set(states.values()) == {FileState.NOT_DOWNLOADED}


@pytest.mark.parametrize(
    "notes",
    ["", "{", "[]", '{"default": 3}', '{"default": {"seen": {"path": 1}}}',
     '{"default": {"calibrated_cosine": 0.9}}'],
)  # fmt: skip
def test_spoiled_notes_are_as_good_as_none(own_models: Path, notes: str) -> None:
    own_models.mkdir(parents=True)
    (own_models / "models.json").write_text(notes, encoding="utf-8")

    assert as_used_here(model_spec("default")) == model_spec("default")
    assert file_state(model_spec("default")) is FileState.READY


def test_a_folder_that_cannot_be_written_stops_nothing(own_models: Path) -> None:
    own_models.parent.mkdir(parents=True)
    own_models.write_text("a file where the folder should be")

    assert model_file(model_spec("default")).is_file()
