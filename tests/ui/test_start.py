"""What the program loads before its window is there: as little as can be."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
# Whoever adds one has to mean it: each takes time from every start.
LOADED = {"PySide6", "photodedup", "platformdirs", "shiboken6"}
PARTS_OF_PYSIDE = {"shibokensupport", "signature_bootstrap"}
# Some are in the standard library, and heavy all the same.
NEVER = (
    "PIL",
    "annoy",
    "asyncio",
    "blake3",
    "celery",
    "cv2",
    "fastapi",
    "http.client",
    "numpy",
    "onnxruntime",
    "pillow_heif",
    "pydantic",
    "rawpy",
    "redis",
    "scipy",
    "send2trash",
    "ssl",
    "torch",
    "torchvision",
    "urllib.request",
    "uvicorn",
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the system as Linux tells")


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> dict[str, Any]:
    """What is so when the window of a new library is painted for the first time."""
    home = tmp_path_factory.mktemp("home")
    script = ROOT / "tests" / "benchmarks" / "first_paint.py"
    done = subprocess.run(
        [sys.executable, str(script), "--library", str(home / "library")],
        env={**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def modules(start) -> frozenset[str]:
    """All that is loaded by then, but for what this computer's Python always loads."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(start["modules"]) - {*told.stdout.split()}


def test_the_first_sight_says_that_the_library_opens(start):
    assert start["says_that_it_opens"]


def test_nothing_heavy(modules):
    assert [name for name in NEVER if name in modules] == []


def test_nothing_of_others_but_what_is_listed(modules):
    top = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert {name for name in top if not name.startswith("_")} - PARTS_OF_PYSIDE == LOADED


def test_of_the_engine_only_what_the_window_is_made_of(modules):
    heavy = ("matching", "pictures", "reading", "cleanup", "library", "scan", "server", "workers")
    assert [name for name in heavy if f"photodedup.engine.{name}" in modules] == []
