"""A library with another model than the default one: chosen, not here yet, or exchanged."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.features import models
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.features.weights import take_file
from photodedup.engine.paths import resources_folder
from tests.engine import pictures_made as made
from tests.engine.libraries import found, scan

LITE0 = resources_folder() / "models" / "efficientnet-lite0.onnx"

Register = Callable[..., ModelSpec]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Makes ResNet-50 a model that runs the default one's weights, under its own name."""

    def put(**facts: object) -> ModelSpec:
        spec = replace(
            model_spec("resnet50"),
            file="other.onnx",
            network="",
            dims=1280,
            sha256=hashlib.sha256(LITE0.read_bytes()).hexdigest(),
            **facts,
        )
        monkeypatch.setitem(models._MODELS, "resnet50", spec)
        return spec

    return put


@pytest.fixture
def crop(photos: Path) -> Path:
    """A photo and a strong crop of it, which only a model finds."""
    scene = made.scene(1000, 800, seed=3)
    made.save(photos / "a.jpg", scene)
    made.save(photos / "b.jpg", np.ascontiguousarray(scene[200:600, 250:750]))
    return photos


CROP_FOUND = {"a.jpg": {"b.jpg": "edited"}}


def test_a_model_that_is_not_downloaded_is_said_and_the_default_goes_on(
    open_library, crop, register
):
    register()
    library = open_library(model="resnet50")
    scan(library, crop)

    assert found(library.groups()) == CROP_FOUND
    said = "The model ResNet-50 is not downloaded yet; the default model is used instead."
    assert library.model_problem == said
    assert library.device_text == f"this computer's processor. {said}"


@pytest.mark.usefixtures("no_model_file")
def test_without_any_model_hashes_go_on(open_library, crop, register):
    register()
    library = open_library(model="resnet50")
    scan(library, crop)

    assert library.photo_count() == 2
    assert library.model_problem.startswith("The model ResNet-50 is not downloaded yet.")
    assert library.model_problem.endswith("; hashes alone are compared instead.")
    assert library.device_text.startswith("hashes only. ")


def test_an_unknown_model_is_said(open_library, crop):
    library = open_library(model="model-of-tomorrow")
    scan(library, crop)

    assert "model-of-tomorrow" in library.model_problem
    assert found(library.groups()) == CROP_FOUND


def test_a_model_downloaded_meanwhile_is_used_by_the_next_scan(open_library, crop, register):
    spec = register()
    library = open_library(model="resnet50")
    scan(library, crop)
    take_file(spec, LITE0)

    summary = scan(library)

    assert library.model_problem == ""
    assert summary.read_count == 2
    assert found(library.groups()) == CROP_FOUND


def test_another_model_sees_every_photo_again(open_library, crop, register):
    spec = register()
    take_file(spec, LITE0)
    library = open_library(model="default")
    scan(library, crop)
    library.close()

    library = open_library(model="resnet50")

    assert scan(library).read_count == 2
    assert library.model_problem == ""
    assert found(library.groups()) == CROP_FOUND
    assert scan(library).read_count == 0


def test_a_model_proposes_pairs_that_another_did_not(open_library, crop, register):
    blind, seeing = register(loose_cosine=1.0), register()
    take_file(seeing, LITE0)
    models._MODELS["resnet50"] = blind
    library = open_library(model="resnet50")
    scan(library, crop)
    assert library.groups() == ()
    library.close()

    library = open_library(model="default")
    scan(library)
    assert found(library.groups()) == CROP_FOUND


def test_with_hashes_by_choice_nothing_is_amiss():
    choice = ModelChoice("none", "cpu")

    assert choice.device_text == ""
    assert choice.open() is None
    assert (choice.device_text, choice.problem) == ("hashes only", "")
