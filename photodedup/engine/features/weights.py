"""The files of models on this computer, and proof that each is the one that was published."""

import hashlib
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.model_records import (
    SeenFile,
    change_record,
    model_record,
)
from photodedup.engine.features.models import ModelSpec, known_models
from photodedup.engine.paths import models_folder, offered_models_folder, resources_folder

log = logging.getLogger(__name__)


Check = Callable[[Path], None]  # raises ModelUnavailable for a file that cannot be used


def accept(_: Path) -> None:
    """Checks nothing but size and hash."""


class FileState(StrEnum):
    """Whether a model's file can be used."""

    READY = "ready"
    NOT_DOWNLOADED = "not downloaded"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model as a list shows it; the spec's hash is the one in use on this computer."""

    spec: ModelSpec
    file_state: FileState


def model_states() -> tuple[ModelState, ...]:
    """Every known model and whether it can be used. A file is read once, and again only when
    its size or date changed."""
    return tuple(ModelState(as_used_here(spec), file_state(spec)) for spec in known_models())


def file_state(spec: ModelSpec) -> FileState:
    """Whether the weights are here and whole; see `model_states` for what that costs."""
    path = find_file(spec)
    if path is None:
        return FileState.NOT_DOWNLOADED
    seen = model_record(spec.id).seen
    try:
        digest = seen.sha256 if seen and seen.is_still(path) else hash_of(path)
    except OSError as error:
        log.warning("a model cannot be read: %s", error)
        return FileState.DAMAGED
    if not digest.startswith(_expected_hash(spec)):
        return FileState.DAMAGED
    _note_seen(spec, path, digest)
    return FileState.READY


def as_used_here(spec: ModelSpec) -> ModelSpec:
    """The registry's entry with what this computer knows: the hash of weights where none is
    published. Vectors of other weights are of another version."""
    if spec.sha256:
        return spec
    digest = model_record(spec.id).sha256
    return replace(spec, sha256=digest, version=f"{spec.version}-{digest[:8]}") if digest else spec


def model_file(spec: ModelSpec) -> Path:
    """The model's weights on this computer, checked to be the very file that was published, or
    the one that was taken first where no hash is published.

    Raises:
        ModelUnavailable: the file is missing, unreadable or damaged.
    """
    path = find_file(spec)
    if path is None:
        raise ModelUnavailable(_how_to_get(spec))
    try:
        digest = hash_of(path)
    except OSError as error:
        raise ModelUnavailable(
            f"The model {spec.name} cannot be read: {error.strerror}."
        ) from error
    if not digest.startswith(_expected_hash(spec)):
        repair = "Installing the program" if spec.ships_with_program else "Downloading it"
        raise ModelUnavailable(
            f"The model {spec.name} is damaged ({path} is not the file that was published). "
            f"{repair} again repairs it."
        )
    _note_seen(spec, path, digest)
    return path


def take_file(spec: ModelSpec, path: Path, check: Check = accept) -> Path:
    """Copy a file the person has into the models folder and use it as this model's weights.

    Raises:
        ModelUnavailable: it cannot be read or written, or is not the file that was published.
    """
    part = part_file(spec)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path.expanduser(), part)
        return adopt(spec, part, check, was_chosen=True)
    except OSError as error:
        raise ModelUnavailable(f"{path} cannot be used: {error.strerror or error}.") from error


def adopt(spec: ModelSpec, part: Path, check: Check = accept, *, was_chosen: bool = False) -> Path:
    """Check a finished `.part` file and give it its name; a wrong one is dropped.

    `was_chosen`: the person gave this file, so it may be another than the one before it where no
    hash is published.

    Raises:
        ModelUnavailable: it is not the file that was published, or `check` says so.
        OSError: it cannot be read or renamed.
    """
    digest = hash_of(part)
    expected = _first_hash(spec) if was_chosen else _expected_hash(spec)
    try:
        if not digest.startswith(expected):
            raise ModelUnavailable(
                f"This is not the published file of {spec.name}: its SHA-256 is {digest[:12]}…, "
                f"not {expected[:12]}…."
            )
        check(part)
    except ModelUnavailable:
        part.unlink()
        raise
    target = models_folder() / spec.file
    os.replace(part, target)
    if not spec.sha256:
        change_record(spec.id, sha256=digest)
    _note_seen(spec, target, digest)
    return target


def part_file(spec: ModelSpec) -> Path:
    """Where a file lies while it is not whole."""
    return models_folder() / f"{spec.file}.part"


def find_file(spec: ModelSpec) -> Path | None:
    """The model's file, unchecked: one that ships, else one downloaded, else one offered."""
    for folder in _folders():
        if (folder / spec.file).is_file():
            return folder / spec.file
    return None


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_hash(spec: ModelSpec) -> str:
    """As much of the hash as is published: all, its start, or nothing."""
    return spec.sha256 or spec.sha256_start


def _expected_hash(spec: ModelSpec) -> str:
    """Where it is not published whole, that of the first good file holds."""
    return spec.sha256 or model_record(spec.id).sha256 or spec.sha256_start


def _note_seen(spec: ModelSpec, path: Path, digest: str) -> None:
    """Remember a good file, and its hash where none is published."""
    record = model_record(spec.id)
    status = path.stat()
    seen = SeenFile(str(path), status.st_size, status.st_mtime_ns, digest)
    if not spec.sha256 and not record.sha256:
        change_record(spec.id, sha256=digest, seen=seen)
    elif record.seen != seen:
        change_record(spec.id, seen=seen)


def _how_to_get(spec: ModelSpec) -> str:
    if spec.ships_with_program:
        return (
            f"The model {spec.name} is missing ({spec.file}). "
            "Installing the program again repairs it."
        )
    return f"The model {spec.name} is not downloaded yet."


def _folders() -> list[Path]:
    """Where models are looked for, in this order."""
    folders = [models_folder(), offered_models_folder()]
    try:
        folders.insert(0, resources_folder() / "models")
    except FileNotFoundError:
        log.debug("the program has no resources folder")
    return [folder for folder in folders if folder is not None]
