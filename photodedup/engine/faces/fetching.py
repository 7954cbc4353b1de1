"""Brings the files that find faces to this computer, by network or from a file."""

from pathlib import Path

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.faces.methods import FACE_FILES
from photodedup.engine.features.download import download
from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.weights import take_file
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress


def fetch_face_file(
    file_id: str, report: ProgressSink = ignore_progress, token: CancelToken | None = None
) -> None:
    """Download “yunet” or “sface” and check it; see `download` for what is kept and reported.

    Raises:
        Cancelled: the person stopped; what arrived is kept.
        ModelUnavailable: there is no such file, no network, or another file came.
    """
    download(_spec(file_id), report, token)


def use_face_file(file_id: str, path: Path) -> None:
    """Take “yunet” or “sface” from a file the person has, which stays as it is.

    Raises:
        ModelUnavailable: it is not the published file.
    """
    take_file(_spec(file_id), path)


def _spec(file_id: str) -> ModelSpec:
    try:
        return FACE_FILES[file_id]
    except KeyError:
        raise ModelUnavailable(f"This version knows no face model called “{file_id}”.") from None
