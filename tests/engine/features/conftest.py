"""Models of the test's own, in a home of the test's own."""

from pathlib import Path

import pytest

from photodedup.engine.features import models
from photodedup.engine.features.models import ModelSpec
from photodedup.engine.paths import models_folder


@pytest.fixture
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of downloaded models, away from the person's; no network beyond this computer."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("PHOTODEDUP_MODEL_DIR", raising=False)
    return models_folder()


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch):
    """Put a model into the registry, in the place of the one with its id."""

    def put(spec: ModelSpec) -> ModelSpec:
        monkeypatch.setitem(models._MODELS, spec.id, spec)
        return spec

    return put
