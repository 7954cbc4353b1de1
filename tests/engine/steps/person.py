"""A person at one library, who does one thing after the other, and starts again in every way."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import CleanupRefused, DecisionRefused, FolderRefused
from photodedup.engine.features.content import content_hash
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.groups import GroupBook
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.progress import Progress
from photodedup.engine.ranking import RULES
from photodedup.engine.settings import Settings
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.trials import RuleChange
from tests.engine.libraries import InlineExecutor

from .ground import FOLDERS, Ground
from .outcome import differences, outcome

SIMILARITIES = (0.0, 0.95, 0.99, 0.999)
_SETTINGS = Settings(model="none", device="cpu", workers=1)
_MEASURED = (
    "DELETE FROM matches",
    "DELETE FROM rejected_pairs",
    "DELETE FROM vectors",
    "DELETE FROM results",
    "DELETE FROM companions",
    "DELETE FROM hard_links",
    "DELETE FROM skipped",
    "DELETE FROM photos WHERE state <> 'ready'",
    "UPDATE photos SET is_compared = 0, pipeline = 0, shot_id = NULL",
)


class Person:
    """
    Args:
        root: an empty folder, for the photos, the library, and what else is needed.
        model: what computes vectors; None for hashes alone.
    """

    def __init__(self, root: Path, model: ModelChoice | None = None) -> None:
        self._model = model
        self.ground = Ground(root)
        self._root = root
        self._libraries = 0
        self._folder = root / "library"
        self._undo: Callable[[], object]
        self.min_similarity = 0.0
        self._begin()
        for folder in ("A", "B", "C"):
            self.library.add_folder(self.ground.photos / folder)

    # --- looking ---------------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        return self.library.groups(self.min_similarity)

    def group(self, number: int) -> Group | None:
        """One of the groups that are shown, for any number."""
        shown = self.groups()
        return shown[number % len(shown)] if shown else None

    def _photo(self, group: Group, number: int) -> Photo:
        return group.photos[number % len(group.photos)]

    # --- scanning, starting ------------------------------------------------------------------

    def scan(self, *, is_live: bool = False) -> None:
        look = (lambda: self.groups() and None) if is_live else None
        self.library.scan(InlineExecutor(), on_groups=look)

    def scan_and_die(self, at: int) -> None:
        """A scan in which the program is killed when it reports for that time; whether it came to
        an end before makes no difference."""
        dead = self._root / "dead"

        def report(_: Progress, told: list[int] = []) -> None:  # noqa: B006 - it counts
            told.append(1)
            if len(told) == at:
                shutil.copytree(self._folder, dead, ignore=shutil.ignore_patterns("*-shm"))

        self.library.scan(InlineExecutor(), report)
        self.library.close()
        if dead.exists():
            shutil.rmtree(self._folder)
            dead.rename(self._folder)
        self._begin()

    def start_again(self, *, orderly: bool) -> None:
        if orderly:
            self.library.close()
        else:
            self.library._viewing.close()
            self.library._stores.close()  # nothing is stored any more
        self._begin()

    def close(self) -> None:
        self.library.close()

    def _begin(self) -> None:
        self.library = self._open()
        self._undo = lambda: None

    def _open(self, folder: Path | None = None) -> Library:
        return Library(library_places_at(folder or self._folder), _SETTINGS, model=self._model)

    # --- deciding ----------------------------------------------------------------------------

    def mark(self, group: Group, number: int, marked: bool) -> None:
        self._note(group)
        before = self.library._pairs.choices()
        try:
            self.library.set_marked(group.id, self._photo(group, number).id, marked)
        except CleanupRefused:
            assert self.library._pairs.choices() == before

    def keep(self, group: Group, number: int) -> None:
        before = self.library.decided([group])
        chosen = self.library.choose_keeper(group.id, self._photo(group, number).id)
        found = chosen.learned.before
        self._undo = lambda: self.library.restore_decided(before, found)

    def skip(self, group: Group) -> None:
        self._note(group)
        self.library.set_skipped(group.id, not group.is_skipped)

    def accept(self, groups: Sequence[Group]) -> None:
        self.library.accept(groups)

    def suggest(self, groups: Sequence[Group]) -> None:
        self.library.suggest(groups)

    def keep_all(self, group: Group) -> None:
        self._note(group)
        self.library.keep_all([group])

    def release(self) -> None:
        self.library.release([kept.contents for kept in self.library.kept()][:1])

    def take_out(self, group: Group, number: int) -> None:
        with suppress(DecisionRefused):
            change = self.library.take_out(group.id, [self._photo(group, number).id])
            self._undo = lambda: self.library.restore_rulings(change.before, change.learned.before)

    def put_together(self, one: int, other: int) -> None:
        known = sorted(self.library._photos.photos())
        if known:
            with suppress(DecisionRefused):
                chosen = [known[one % len(known)], known[other % len(known)]]
                change = self.library.put_together(chosen)
                self._undo = lambda: self.library.restore_rulings(
                    change.before, change.learned.before
                )

    def take_back(self) -> None:
        """Ctrl+Z; for what is not noted here, nothing."""
        undo, self._undo = self._undo, lambda: None
        undo()

    def _note(self, group: Group) -> None:
        before = self.library.decided([group])
        self._undo = lambda: self.library.restore_decided(before)

    def change_rules(self, rule: int, place: int, is_on: bool, folder: int | None) -> None:
        bulk = self.library.bulk
        name = RULES[rule % len(RULES)].name
        wanted = bulk.keep_rules().moved(name, place).switched(name, is_on)
        if folder is not None:
            wanted = wanted.with_folder_first(self.ground.photos / FOLDERS[folder])
        applied = bulk.apply(bulk.preview(RuleChange(wanted)))
        self._undo = lambda: bulk.restore(applied.before)

    def protect(self, folder: int, protected: bool) -> None:
        path = self.ground.photos / FOLDERS[folder]
        with suppress(FolderRefused):
            (self.library.protect_folder if protected else self.library.unprotect_folder)(path)

    def choose_folder(self, folder: int, chosen: bool) -> None:
        path = self.ground.photos / FOLDERS[folder]
        if chosen:
            self.library.add_folder(path)
        for known in self.library.folders():
            if known.path == path and not chosen:
                self.library.remove_folder(known.id)

    # --- clearing ----------------------------------------------------------------------------

    def clean_up(self, groups: Sequence[Group], *, quarantine: bool) -> None:
        """Move what is marked; each file has to leave one behind that stays."""
        plan = self.library.plan(groups)
        going = {removal.photo.path for removal in plan.removals}
        for removal in plan.removals:
            assert removal.survivor.path not in going, removal
        self._undo = lambda: None
        operation = self.library.clean_up(plan, quarantine=quarantine)
        for row in operation.removed:
            assert row.survivor.is_file(), row

    def restore(self, number: int, count: int) -> None:
        rows = list(chain.from_iterable(o.removed for o in self.library.history()))
        if rows:
            start = number % len(rows)
            chosen = rows[start : start + count]
            self.library.restore([row.id for row in chosen])

    # --- what must be true -------------------------------------------------------------------

    def decided(self) -> Counter[tuple[str, Choice]]:
        """What is decided about photos, by their contents."""
        choices = self.library._pairs.choices()
        photos = self.library._photos.photos().values()
        return Counter((p.content_hash, choices[p.id]) for p in photos if p.id in choices)

    def assert_nothing_is_lost(self) -> None:
        there = Counter(content_hash(path.read_bytes()) for path in self.ground.files())
        rows = [row for operation in self.library.history() for row in operation.removals]
        states = {row.state for row in rows}
        assert not states & {RemovalState.PENDING, RemovalState.LOST_TRACK}, states
        for row in rows:
            if row.state is RemovalState.REMOVED and row.trashed_path is not None:
                there[content_hash(row.trashed_path.read_bytes())] += 1
        assert not self.ground.owed - there

    def assert_groups_can_be_cleared(self) -> None:
        for group in self.groups():
            assert group.photos, group
            for member in group.marked:
                assert not member.is_protected, member
                assert member.photo.id != group.keeper.id

    def assert_shown_is_stored(self) -> None:
        """What is at hand in memory is what would be read from the database now."""
        library = self.library
        fresh = GroupBook(library._photos, library._pairs, AgreementStore(library._database))
        shown = self.groups()
        now = fresh.all(self.min_similarity)
        assert shown == now, differences(outcome(library, shown), outcome(library, now))
        for group in shown[:3]:
            assert library.group(group.id) == group

    def assert_as_from_scratch(self) -> None:
        """All is as if the library had been made just now, with the same decisions."""
        self.scan()
        self.assert_shown_is_stored()
        shown = outcome(self.library, self.groups())
        with closing(self._made_anew()) as other:
            other.scan(InlineExecutor())
            now = outcome(other, other.groups(self.min_similarity))
        assert shown == now, "\n" + "\n".join(differences(shown, now))

    def _made_anew(self) -> Library:
        """A library of the same folders and decisions that has read and compared nothing."""
        self._libraries += 1
        folder = self._root / f"anew {self._libraries}"
        folder.mkdir()
        self.library._database.back_up(folder / "library.db")
        with (
            closing(sqlite3.connect(self._folder / "journal.db")) as stored,
            closing(sqlite3.connect(folder / "journal.db")) as copy,
        ):
            stored.backup(copy)
        with closing(sqlite3.connect(folder / "library.db")) as con, con:
            con.execute("PRAGMA foreign_keys=ON")
            for statement in _MEASURED:
                con.execute(statement)
        return self._open(folder)
