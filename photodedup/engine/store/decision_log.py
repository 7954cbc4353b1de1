"""What the person decided, written down a second time as lines of text.

A damaged database takes decisions with it that are newer than its last good copy; from here they
are made again. The last line about a thing counts.
"""

import json
import logging
import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from photodedup.engine.domain.decisions import ByHand, Choice

log = logging.getLogger(__name__)


class Kind(StrEnum):
    """What a line is about."""

    CHOICE = "choice"  # about one photo: its path, its content, and the choice
    RULING = "ruling"  # about two contents: both hashes; the ruling, and when it was made
    FOLDER = "folder"  # a chosen folder
    PROTECTED = "protected"  # a protected folder
    KEPT = "kept"  # about the contents of copies that all stay: when it was decided
    SETTING = "setting"  # how this library is reviewed: its name, and what was chosen


class Subject(NamedTuple):
    """What was decided about; folders need no content hash, and rulings and settings no path."""

    kind: Kind
    path: Path
    content_hash: str = ""


Decisions = dict[Subject, str | None]  # None: taken back


class DecisionLog:
    """One file of JSON lines, appended to with each decision. Not for several writers."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only

    def note(self, decisions: Mapping[Subject, str | None]) -> None:
        """Append decisions. The database has them already, so a full disk is only logged."""
        if self._read_only or not decisions:
            return
        try:
            with self._path.open("ab") as file:
                file.write(_lines(decisions.items()))
        except OSError as error:
            log.warning("decisions are not written down a second time: %s", error)

    def read(self) -> Decisions:
        """The last word about each thing. A line that was cut off or damaged is left out."""
        found: Decisions = {}
        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            return found
        for line in lines:
            try:
                kind, path, content_hash, value = json.loads(line)
                subject = Subject(Kind(kind), Path(os.fsdecode(bytes.fromhex(path))), content_hash)
                _require_sound(subject, value)
            except (ValueError, TypeError):
                log.warning("a line of %s cannot be read", self._path.name)
                continue
            found[subject] = value
        return found

    def rewrite(self, decisions: Mapping[Subject, str | None]) -> None:
        """Let the file hold just these; a crash leaves the old or the new file."""
        if self._read_only:
            return
        draft = self._path.with_name(f"{self._path.name}.part")
        try:
            with draft.open("wb") as file:
                file.write(_lines(decisions.items()))
                os.fsync(file.fileno())
            os.replace(draft, self._path)
        except OSError as error:
            log.warning("%s stays as it is: %s", self._path.name, error)


def _require_sound(subject: Subject, value: object) -> None:
    """
    Raises:
        ValueError: nothing that could have been decided.
    """
    if not isinstance(subject.content_hash, str) or not isinstance(value, str | None):
        raise ValueError("texts are expected")
    if subject.kind is Kind.CHOICE and value is not None:
        Choice(value)
    if subject.kind is Kind.RULING:
        if len(subject.content_hash.split(" ")) != 2:
            raise ValueError("two contents are expected")
        if value:
            ByHand(value.partition(" ")[0])


def _lines(decisions: Iterable[tuple[Subject, str | None]]) -> bytes:
    """Paths as hex of their bytes, because names need not be text."""
    lines = (
        json.dumps([subject.kind, os.fsencode(subject.path).hex(), subject.content_hash, value])
        for subject, value in decisions
    )
    return "".join(f"{line}\n" for line in lines).encode("ascii")
