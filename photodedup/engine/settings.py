"""What a person can choose, declared once with types and defaults, kept as JSON."""

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Passed in, never global; use `dataclasses.replace` to change one."""

    model: str = "default"  # registry id, or "none" for hashes only
    device: str = "auto"  # auto, cpu, cuda, mps
    workers: int = 0  # 0: one for each processor core
    effort: str = "auto"  # auto: gently on battery; full, gentle: always so
    file_limit_s: int = 60  # one file may take so long, and longer the larger it is
    memory_limit_mib: int = 1400  # below 1.5 GB, of a scan in all; what needs more is skipped
    include_hidden: bool = False
    min_similarity: float = 0.0  # groups below are not shown
    theme: str = "system"  # system, light, dark
    language: str = "system"  # system, or a code such as "de"
    thumbnail_size_px: int = 160
    rescue_details: bool = True  # what only spares know is written to the keeper's sidecar
    faces_by: str = ""  # name of the method that finds people; empty: what the library used last
    last_library: str = "my-photos"
    reduce_motion: bool = False  # nothing moves by itself
    keys: dict[str, list[str]] = field(default_factory=dict)  # of commands, where not the default


def load_settings(path: Path) -> Settings:
    """Read settings; what is missing, unknown or of the wrong type falls back to its default."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("settings cannot be read, defaults are used: %s", error)
        return Settings()
    defaults = Settings()
    known = {}
    for each in fields(Settings):
        default = getattr(defaults, each.name)
        value = raw.get(each.name, default) if isinstance(raw, dict) else default
        if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        known[each.name] = value if type(value) is type(default) else default
    return Settings(**known)


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings so that a crash leaves either the old or the new file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".json.part")
    draft.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
    os.replace(draft, path)
