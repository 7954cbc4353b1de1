"""What outlives a damaged database: good copies, the log of decisions, and how they come back."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from photodedup.engine.domain.decisions import ByHand, Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.vector_index import forget_indexes
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.store.backups import Backups
from photodedup.engine.store.database import Database
from photodedup.engine.store.decision_log import DecisionLog, Kind, Subject
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.journal import Journal
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.protected import ProtectedStore
from photodedup.engine.store.rescue import Rescue, open_or_rescue
from photodedup.engine.store.soundness import LIBRARY_QUESTIONS

log = logging.getLogger(__name__)

_UNCHECKED = ("vectors",)  # nine tenths of what an opening would read
_TO_APPLY = "decisions to make again"  # a fact that is set until a scan has found the photos


class Safekeeping:
    """Opens the databases of a library, copies them when it is time, and tells of a rescue.

    `rescue_text` says in plain words what was damaged and what was opened instead; empty mostly.
    """

    def __init__(self, places: LibraryPlaces, *, read_only: bool) -> None:
        self._places = places
        self._read_only = read_only
        self._rescue: Rescue | None = None
        self.rescue_text = ""
        self.log = DecisionLog(places.decisions, read_only=read_only)

    # --- opening -----------------------------------------------------------------------------

    def open_database(self) -> Database:
        """
        Raises:
            LibraryTooNew, LibraryDamaged, LibraryError: it cannot be used.
        """

        def open_() -> Database:
            path = self._places.database
            return Database(
                path,
                LIBRARY_MIGRATIONS,
                read_only=self._read_only,
                questions=LIBRARY_QUESTIONS,
                unchecked=_UNCHECKED,
            )

        if self._read_only:
            return open_()
        database, self._rescue = open_or_rescue(self._places.database, open_)
        if self._rescue is not None:
            forget_indexes(self._places.folder)  # its numbers may mean other photos now
            self._tell(_library_text(self._rescue))
        return database

    def open_journal(self) -> Journal:
        """
        Raises:
            LibraryTooNew, LibraryDamaged, LibraryError: it cannot be used.
        """

        def open_() -> Journal:
            return Journal(self._places.journal, read_only=self._read_only)

        if self._read_only:
            return open_()
        journal, rescue = open_or_rescue(self._places.journal, open_)
        if rescue is not None:
            if rescue.kept is not None:
                journal.take_in(rescue.kept)
            self._tell(_journal_text(rescue))
        return journal

    def _tell(self, text: str) -> None:
        log.warning("%s", text)
        self.rescue_text = f"{self.rescue_text} {text}".strip()

    # --- after a rescue ------------------------------------------------------------------------

    def put_back_folders(self, chosen: FolderStore, protected: ProtectedStore) -> None:
        """After a rescue: choose and protect again what was chosen and protected last."""
        if self._rescue is None:
            return
        for subject, value in self.log.read().items():
            if subject.kind is Kind.FOLDER:
                _agree(subject.path, value, [f.path for f in chosen.all()], chosen.add)
            elif subject.kind is Kind.PROTECTED and value is not None:
                protected.add(subject.path)
            elif subject.kind is Kind.PROTECTED:
                protected.remove(subject.path)

    def put_back_choices(self, pairs: PairStore, agreements: AgreementStore) -> None:
        """After a rescue, and once more when a scan has read what the copy did not know."""
        if self._rescue is None and pairs.fact(_TO_APPLY) is None:
            return
        pairs.set_fact(_TO_APPLY, "yes")
        choices: dict[PhotoId, Choice | None] = {}
        for subject, value in self.log.read().items():
            if subject.kind is Kind.RULING:
                first, second = subject.content_hash.split(" ")
                ruling, _, decided_at = (value or "").partition(" ")
                pairs.set_rulings(
                    {(first, second): ByHand(ruling) if ruling else None}, decided_at or None
                )
            if subject.kind is Kind.SETTING and value is not None:
                pairs.set_fact(subject.content_hash, value)
            if subject.kind is Kind.KEPT:
                agreements.set_kept({subject.content_hash: value})
            if subject.kind is Kind.CHOICE:
                photo = pairs.photo_of_content(subject.path, subject.content_hash)
                if photo is not None:
                    choices[photo] = None if value is None else Choice(value)
        pairs.set_choices(choices)

    # --- copies ------------------------------------------------------------------------------

    def after_scan(self, database: Database, pairs: PairStore, agreements: AgreementStore) -> None:
        """Make decisions again that a rescue could not make yet; copy the library once a day."""
        self.put_back_choices(pairs, agreements)
        self._rescue = None
        pairs.drop_fact(_TO_APPLY)
        self._copy_library(database, pairs)

    def after_clean_up(self, database: Database, pairs: PairStore, journal: Journal) -> None:
        """Copy the journal, which alone knows how to bring files back; and the library if due."""
        journal.make_copy(Backups(self._places.journal))
        self._copy_library(database, pairs)

    def _copy_library(self, database: Database, pairs: PairStore) -> None:
        backups = Backups(self._places.database)
        if backups.is_due() and backups.make(database):
            self._shorten_log(pairs)

    def _shorten_log(self, pairs: PairStore) -> None:
        """Only the last word about each thing, and about each choice that still holds."""
        present = {
            Subject(Kind.CHOICE, path, content_hash): str(choice)
            for path, content_hash, choice in pairs.choices_by_content()
        }
        others = {s: value for s, value in self.log.read().items() if s.kind is not Kind.CHOICE}
        self.log.rewrite({**others, **present})


def _agree(
    path: Path, value: str | None, present: list[Path], add: Callable[[Path], object]
) -> None:
    if value is not None and path not in present:
        add(path)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _library_text(rescue: Rescue) -> str:
    what = "damaged" if rescue.kept is not None else "gone"
    if rescue.copied_at is None:
        told = "there was no good copy of it. Scan again: your photos are not touched by this."
    else:
        told = (
            f"the copy of {_day(rescue.copied_at)} was opened, with your later decisions. "
            "Scan again to bring it up to date."
        )
    return f"The library's database was {what}: {told}{_kept(rescue)}"


def _journal_text(rescue: Rescue) -> str:
    what = "damaged" if rescue.kept is not None else "gone"
    if rescue.copied_at is None:
        told = "there was no good copy of it. What could still be read is in it."
    else:
        told = f"the copy of {_day(rescue.copied_at)} was opened, with what could still be read."
    return f"The history of clean-ups was {what}: {told}{_kept(rescue)}"


def _kept(rescue: Rescue) -> str:
    return " The damaged file is kept." if rescue.kept else ""
