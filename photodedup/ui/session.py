"""What the window remembers about one library between starts."""

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from photodedup.engine.paths import LibraryPlaces

log = logging.getLogger(__name__)

SCAN_DONE = "done"
SCAN_RUNNING = "running"  # the program ended in the middle: go on at the next start
SCAN_STOPPED = "stopped"  # the person stopped it: offer to go on
SAVE_AFTER_MS = 400  # moving through groups must not write a file at each step


@dataclass(frozen=True, slots=True)
class Place:
    """Where a review was: the current photo, and the group by which the list was scrolled.

    `below_top` is how many pixels that group begins below the upper edge of the list.
    """

    group: int = 0
    photo: int = 0
    anchor: int = 0
    below_top: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    name: str = ""  # of the library, as the person wrote it
    scan: str = SCAN_DONE
    place: dict[str, int] = field(default_factory=dict)  # a `Place`
    wish: dict[str, Any] = field(default_factory=dict)  # what was to be seen, as `sifting` says it


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
    for each in fields(Session):
        default = getattr(defaults, each.name)
        value = raw.get(each.name, default) if isinstance(raw, dict) else default
        known[each.name] = value if type(value) is type(default) else default
    return Session(**known)


def save_session(places: LibraryPlaces, session: Session) -> None:
    """Write it beside the database; a failure costs comfort only, so it is logged."""
    draft = _file(places).with_suffix(".json.part")
    try:
        draft.write_text(json.dumps(asdict(session)) + "\n", encoding="utf-8")
        os.replace(draft, _file(places))
    except OSError as error:
        log.warning("the session cannot be saved: %s", error)


class SessionBook(QObject):
    """The session of the library that is open; writes it down where that is allowed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = Session()
        self._places: LibraryPlaces | None = None
        self._soon = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._soon.timeout.connect(self._save)

    def open(self, places: LibraryPlaces, *, is_read_only: bool) -> None:
        self.now = load_session(places)
        self._places = None if is_read_only else places

    @property
    def place(self) -> Place:
        """Where the review was; what cannot be read is the beginning."""
        known = {
            each.name: value
            for each in fields(Place)
            if isinstance(value := self.now.place.get(each.name), int)
        }
        return Place(**known)

    def note_place(self, place: Place) -> None:
        """Remember where the review is; it is written down in a moment, for a crash may come."""
        self._note(replace(self.now, place=asdict(place)))

    def note_wish(self, wish: dict[str, Any]) -> None:
        """The same for what is to be seen."""
        self._note(replace(self.now, wish=wish))

    def _note(self, session: Session) -> None:
        if session != self.now:
            self.now = session
            self._soon.start()

    def note_scan(self, state: str) -> None:
        """Write down at once how the scan stands: a crash must not lose it."""
        self.now = replace(self.now, scan=state)
        self._save()

    def close(self) -> None:
        self._soon.stop()
        self._save()
        self._places = None

    def _save(self) -> None:
        if self._places is not None:
            save_session(self._places, self.now)


def library_title(places: LibraryPlaces) -> str:
    """The library's name for the person: as they wrote it, or made from its folder's name."""
    name = load_session(places).name or places.folder.name.replace("-", " ")
    if name == "my photos":  # the first library, which nobody gave a name
        return QCoreApplication.translate("session", "My photos")
    return name[:1].upper() + name[1:]
