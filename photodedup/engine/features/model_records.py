"""What is remembered about models on this computer: hashes of files, and calibrated cosines.

Kept as one small JSON file beside the downloaded models. If it cannot be read, it is as if nothing
were remembered: files are hashed again and the registry's cosines hold.
"""

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.models import model_spec
from photodedup.engine.paths import models_folder

log = logging.getLogger(__name__)

_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file whose whole content was hashed, to know it again without reading it."""

    path: str
    size_bytes: int
    mtime_ns: int
    sha256: str

    def is_still(self, path: Path) -> bool:
        """Whether `path` is that file, unchanged as far as the file system tells."""
        try:
            status = path.stat()
        except OSError:
            return False
        known = (self.path, self.size_bytes, self.mtime_ns)
        return known == (str(path), status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """`sha256` is that of the weights a person downloaded or gave, where none is published.
    `exports` holds the hashes of files that were made from the weights, by file name."""

    sha256: str = ""
    calibrated_cosine: float | None = None
    seen: SeenFile | None = None
    exports: dict[str, str] = field(default_factory=dict)


def model_record(model_id: str) -> ModelRecord:
    """What is remembered about a model; an empty record if nothing is."""
    entry = _read().get(model_id, {})
    try:
        known = {name: entry[name] for name in _FIELDS if name in entry}
        if known.get("seen") is not None:
            known["seen"] = SeenFile(**known["seen"])
        return ModelRecord(**known)
    except (KeyError, TypeError, ValueError) as error:
        log.warning("what was known of the model %s cannot be read: %s", model_id, error)
        return ModelRecord()


def change_record(model_id: str, **changes: Any) -> None:
    """Remember some fields of a record. Where that cannot be written, the log says so and the
    work goes on: everything here can be found out again."""
    try:
        _write(model_id, replace(model_record(model_id), **changes))
    except OSError as error:
        log.warning("nothing can be remembered about models: %s", error)


def set_calibrated_cosine(model_id: str, value: float) -> None:
    """Keep the cosine below which pairs of this model are not worth a closer look, as measured on
    photos of the person; `calibrated_cosine` gives it from then on, and it is used from the next
    time the model is loaded.

    Raises:
        ValueError: not between -1 and 1.
        ModelUnavailable: no such model, or the value cannot be written.
    """
    model_spec(model_id)
    if not -1.0 <= value <= 1.0:
        raise ValueError(f"a cosine lies between -1 and 1, not at {value}")
    record = replace(model_record(model_id), calibrated_cosine=float(value))
    try:
        _write(model_id, record)
    except OSError as error:
        raise ModelUnavailable(f"The value cannot be kept: {error.strerror}.") from error


def calibrated_cosine(model_id: str) -> float | None:
    """The cosine that was measured on this computer; None if none was."""
    value = model_record(model_id).calibrated_cosine
    is_fit = isinstance(value, int | float) and -1.0 <= value <= 1.0
    return float(value) if is_fit and value is not None else None


def _records_file() -> Path:
    return models_folder() / "models.json"


_FIELDS = tuple(one.name for one in fields(ModelRecord))


def _read() -> dict[str, dict[str, Any]]:
    try:
        raw = json.loads(_records_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("the notes about models cannot be read: %s", error)
        return {}
    if not isinstance(raw, dict):
        return {}
    return {name: entry for name, entry in raw.items() if isinstance(entry, dict)}


def _write(model_id: str, record: ModelRecord) -> None:
    with _guard:
        records = _read()
        records[model_id] = asdict(record)
        path = _records_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".json.part")
        draft.write_text(json.dumps(records, indent=2) + "\n", encoding="utf-8")
        os.replace(draft, path)
