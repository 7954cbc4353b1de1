"""What is remembered about models on this computer: the hashes of files.

Kept as one small JSON file beside the downloaded models. If it cannot be read, it is as if nothing
were remembered: files are hashed again.
"""

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

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
