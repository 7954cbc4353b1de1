"""Faces in memory: as many people as a test wants, and every step under control."""

import io
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.faces.grouping import face_tree
from photodedup.engine.faces.methods import METHODS, Method
from photodedup.engine.faces.nouns import (
    BestShot,
    Box,
    Face,
    FaceHit,
    FaceSearch,
    FaceSummary,
    SeenFace,
)
from photodedup.engine.faces.people import People
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage

DLIB = METHODS[1]
_SMALL = io.BytesIO()
Image.new("RGB", (48, 48), (200, 150, 120)).save(_SMALL, "JPEG")
PICTURE = _SMALL.getvalue()


class FakeFaces:
    """`at` gives each photo a place on a line: photos near each other show one person. A test may
    clear `gate` to hold a run at its first photo."""

    def __init__(self) -> None:
        self.is_agreed = False
        self.method: Method = DLIB
        self.at: dict[Photo, float] = {}
        self.best: Sequence[BestShot] = ()
        self.asked: FaceSearch | PhotodedupError | None = None
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.is_read = False
        self.calls: list[str] = []

    def agree(self) -> None:
        self.is_agreed = True
        self.calls.append("agree")

    def forget(self) -> None:
        self.is_agreed = self.is_read = False
        self.calls.append("forget")

    def unread_count(self, _method: Method) -> int:
        return 0 if self.is_read else len(self.at)

    def read(
        self,
        _method: Method,
        _executor: object,
        _workers: int,
        report: ProgressSink,
        token: CancelToken,
    ) -> FaceSummary:
        self.calls.append("read")
        report(Progress(Stage.READING, 0, len(self.at)))
        while not self.gate.wait(0.005):
            token.check()
        if self.error is not None:
            raise self.error
        self.is_read = True
        return FaceSummary(len(self.at), 0, len(self.at), len(self.at), 0, {})

    def people(self, _method: Method) -> People:
        photos = list(self.at) if self.is_read else []
        faces = [[Face(photo, 0, Box(0.4, 0.4, 0.2, 0.2), 1.0, 0.1, PICTURE)] for photo in photos]
        vectors = np.array([[self.at[photo]] for photo in photos], np.float32)
        return People(self.method, faces, face_tree(vectors.reshape(len(photos), 1)))

    def best_shots(self, _groups: Sequence[Group], _method: Method) -> Sequence[BestShot]:
        return self.best

    def near(self, picture: Path, top_k: int, method: Method) -> FaceSearch | None:
        self.calls.append(f"near {picture.name}")
        if isinstance(self.asked, PhotodedupError):
            raise self.asked
        return None if self.asked is None else replace(self.asked, hits=self.asked.hits[:top_k])


def found(*photos: Photo, face_count: int = 1) -> FaceSearch:
    """An answer with these photos."""
    box = Box(0.4, 0.4, 0.2, 0.2)
    asked = SeenFace(box, 1.0, 0.1, np.zeros(1, np.float32), PICTURE)
    hits = tuple(
        FaceHit(Face(photo, 0, box, 1.0, 0.1, PICTURE), number / 10)
        for number, photo in enumerate(photos)
    )
    return FaceSearch(asked, face_count, hits, 0.1, 0.0)
