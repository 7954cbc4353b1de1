"""A folder with known duplicates, and how tests run commands on it."""

import json
import shutil
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from photodedup import cli
from tests.engine import pictures_made as made

QUICK = ("--model", "none", "--workers", "2")


def fill(photos: Path) -> Path:
    """A photo (a), the same file (b), a smaller copy (sub/c), an edited one (f), a stranger (d)."""
    scene = made.scene(640, 480, seed=1)
    made.save(photos / "a.jpg", scene, quality=92)
    shutil.copy(photos / "a.jpg", photos / "b.jpg")
    small = cv2.resize(scene, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    made.save(photos / "sub" / "c.jpg", np.asarray(small, np.uint8))
    made.save(photos / "d.jpg", made.scene(640, 480, seed=2))
    made.save(photos / "f.jpg", np.ascontiguousarray(scene[:, ::-1]))
    return photos


def run(command: str, *words: object, quick: bool = False) -> int:
    return cli.main([command, *(QUICK if quick else ()), *map(str, words)])


def json_of(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
