"""What the window remembers about one library between starts."""

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from photodedup.engine.paths import LibraryPlaces

log = logging.getLogger(__name__)

SCAN_DONE = "done"
SCAN_RUNNING = "running"  # the program ended in the middle: go on at the next start
SCAN_STOPPED = "stopped"  # the person stopped it: offer to go on


@dataclass(frozen=True, slots=True)
class Session:
    name: str = ""  # of the library, as the person wrote it
    scan: str = SCAN_DONE
    group: int = 0  # where the review was


def _file(places: LibraryPlaces) -> Path:
    return places.folder / "window.json"


def load_session(places: LibraryPlaces) -> Session:
    """The last session; anything unreadable in it falls back to its default."""
    try:
        raw = json.loads(_file(places).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Session()
    defaults = Session()
    known = {}
    for field in fields(Session):
        default = getattr(defaults, field.name)
        value = raw.get(field.name, default) if isinstance(raw, dict) else default
        known[field.name] = value if type(value) is type(default) else default
    return Session(**known)


def save_session(places: LibraryPlaces, session: Session) -> None:
    """Write it beside the database; a failure costs comfort only, so it is logged."""
    draft = _file(places).with_suffix(".json.part")
    try:
        draft.write_text(json.dumps(asdict(session)) + "\n", encoding="utf-8")
        os.replace(draft, _file(places))
    except OSError as error:
        log.warning("the session cannot be saved: %s", error)


class SessionBook:
    """The session of the library that is open; writes it down where that is allowed."""

    def __init__(self) -> None:
        self.now = Session()
        self._places: LibraryPlaces | None = None

    def open(self, places: LibraryPlaces, *, is_read_only: bool) -> None:
        self.now = load_session(places)
        self._places = None if is_read_only else places

    def note_place(self, group: int) -> None:
        """Remember where the review is; it is written down with the next `note_scan` or `close`."""
        self.now = replace(self.now, group=group)

    def note_scan(self, state: str) -> None:
        """Write down at once how the scan stands: a crash must not lose it."""
        self.now = replace(self.now, scan=state)
        self._save()

    def close(self) -> None:
        self._save()
        self._places = None

    def _save(self) -> None:
        if self._places is not None:
            save_session(self._places, self.now)


def library_title(places: LibraryPlaces) -> str:
    """The library's name for the person: as they wrote it, or made from its folder's name."""
    name = load_session(places).name or places.folder.name.replace("-", " ")
    return name[:1].upper() + name[1:]
