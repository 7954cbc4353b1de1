"""What the person decides about groups, each step with a way back."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import ContentPair
from photodedup.engine.errors import Cancelled
from photodedup.engine.progress import CancelToken, ProgressSink, throttled
from photodedup.ui.collecting import calmly
from photodedup.ui.jobs import SerialTasks, for_any_thread
from photodedup.ui.keeping import keep_only
from photodedup.ui.outcomes import FEW, Changed, Moment, Outcome, again, decide_between
from photodedup.ui.undo import CleanupCommand, DecisionCommand

if TYPE_CHECKING:
    from photodedup.engine.agreements import Decided
    from photodedup.engine.by_hand import HandChange, HandDecision
    from photodedup.engine.library import Library
    from photodedup.engine.store.findings import Findings
    from photodedup.engine.trials import Applied, Preview, RulesAndChoices

log = logging.getLogger(__name__)

Rulings = Mapping[ContentPair, ByHand | None]


class Decisions(QObject):
    """Makes decisions in a thread of their own, in the order they were asked for."""

    group_replaced = Signal(object, object)  # GroupId (more than Qt's int), the groups in its place
    ruled = Signal(object)  # HandChange: photos were taken out of a group, or put together
    keeper_chosen = Signal()  # by hand: something may be learned from it
    bulk_progressed = Signal(object)  # Progress: what was to be applied is worked out again
    bulk_applied = Signal(object)  # Applied: rules or a pair of folders changed many groups
    bulk_stopped = Signal()  # at the person's wish; nothing was changed
    choices_restored = Signal()  # any group may have changed
    restore_requested = Signal(object, object)  # list[RemovalId], Decided: undo a clean-up
    plan_requested = Signal(object)  # list[GroupId]: do a clean-up again
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._tasks = SerialTasks(self)
        self._tasks.failed.connect(self.failed)
        self._library: Library | None = None
        self._bulk_token = CancelToken()

    @property
    def is_idle(self) -> bool:
        return self._tasks.is_idle

    def use(self, library: "Library | None") -> None:
        """Decide about another library; the way back of the old one is gone."""
        self._library = library
        self.stop_bulk()
        self.undo_stack.clear()

    def wait(self) -> None:
        self._tasks.wait()

    # --- one group -----------------------------------------------------------------------------

    def set_keeper(self, group: Group, photo: PhotoId) -> None:
        def decide(library: "Library") -> Outcome:
            chosen = library.choose_keeper(group.id, photo)
            return Outcome({group.id: chosen.groups}, chosen)

        self._make(self.tr("keep another photo"), [group], decide, self.keeper_chosen.emit)

    def set_marked(self, group: Group, photo: PhotoId, marked: bool) -> None:
        def decide(library: "Library") -> Outcome:
            return Outcome({group.id: [library.set_marked(group.id, photo, marked)]})

        text = self.tr("mark a photo") if marked else self.tr("unmark a photo")
        self._make(text, [group], decide)

    def keep_only(self, group: Group, photos: Sequence[PhotoId]) -> None:
        """Keep these photos of a group and mark all others, but for those in protected folders."""

        def decide(library: "Library") -> Outcome:
            groups, chosen = keep_only(library, group, photos)
            return Outcome({group.id: groups}, chosen)

        self._make(self.tr("keep only some photos of a group"), [group], decide)

    def set_skipped(self, group: Group, skipped: bool) -> None:
        def decide(library: "Library") -> Outcome:
            return Outcome({group.id: [library.set_skipped(group.id, skipped)]})

        text = self.tr("keep all photos of a group") if skipped else self.tr("open a group again")
        self._make(text, [group], decide)

    # --- many groups ---------------------------------------------------------------------------

    def accept(self, groups: Sequence[Group]) -> None:
        """The person has looked at these groups and agrees."""

        def decide(library: "Library") -> Outcome:
            library.accept(groups)
            return Outcome(again(library, groups))

        self._make(self.tr("accept groups"), groups, decide)

    def suggest(self, groups: Sequence[Group]) -> None:
        """Mark all but the keeper in these groups, because the person asks for it."""

        def decide(library: "Library") -> Outcome:
            library.suggest(groups)
            return Outcome(again(library, groups))

        self._make(self.tr("suggest for many groups"), groups, decide)

    def keep_all(self, groups: Sequence[Group]) -> None:
        """All photos of these groups stay, and are not shown again."""

        def decide(library: "Library") -> Outcome:
            library.keep_all(groups)
            return Outcome({group.id: () for group in groups} if len(groups) <= FEW else None)

        self._make(self.tr("keep all, and do not show again"), groups, decide)

    def release(self, contents: Sequence[str]) -> None:
        """Ask about copies again that were kept."""
        library = self._library
        if library is not None and contents:
            self._tasks.submit(partial(library.release, contents), partial(self._released, library))

    def apply_bulk(self, text: str, preview: "Preview") -> None:
        """Change the rules, or many groups at once, as a preview has shown. Where that is true no
        more, it is worked out again: `bulk_progressed` tells, `stop_bulk` gives it up."""
        library = self._library
        if library is not None:
            self._bulk_token = token = CancelToken()
            report = throttled(for_any_thread(self, self.bulk_progressed.emit))
            work = calmly(partial(_apply_bulk, library, preview, report, token))
            self._tasks.submit(work, partial(self._bulk_applied, library, text), self._bulk_failed)

    def stop_bulk(self) -> None:
        """Apply nothing, if it is not done yet."""
        self._bulk_token.cancel()

    # --- against or without proof ----------------------------------------------------------------

    def take_out(self, group: GroupId, photos: Sequence[PhotoId]) -> None:
        """These photos are not what the others of their group are."""
        self._rule(self.tr("take out of a group"), lambda library: library.take_out(group, photos))

    def put_together(self, photos: Sequence[PhotoId]) -> None:
        """These photos, and all of their groups, are one picture."""
        self._rule(self.tr("put together"), lambda library: library.put_together(photos))

    def take_back(self, decisions: "Sequence[HandDecision]") -> None:
        """Undo what was decided by hand, however long ago."""
        library = self._library
        if library is not None and decisions:
            before = {each.contents: each.ruling for each in decisions}
            after: Rulings = dict.fromkeys(before)
            done = partial(self._taken_back, before, after)
            self._tasks.submit(partial(library.restore_rulings, after), done)

    # --- clean-ups -------------------------------------------------------------------------------

    def note_cleanup(self, operation: Operation, before: "Decided") -> None:
        """Put a finished clean-up on the undo stack.

        Args:
            before: what was decided about its groups when it began.
        """
        removed = [removal.id for removal in operation.removed]
        groups = list(dict.fromkeys(removal.group for removal in operation.removed))
        if removed:
            restore = partial(self.restore_requested.emit, removed, before)
            plan_again = partial(self.plan_requested.emit, groups)
            self.undo_stack.push(CleanupCommand(self.tr("move to the trash"), restore, plan_again))

    # --- inside ----------------------------------------------------------------------------------

    def _bulk_applied(self, library: "Library", text: str, applied: "Applied") -> None:
        if library is self._library:
            command = DecisionCommand(text, self._restore_bulk, applied.before, applied.after)
            self.undo_stack.push(command)
            self.choices_restored.emit()
            self.bulk_applied.emit(applied)

    def _bulk_failed(self, error: Exception) -> None:
        self.bulk_stopped.emit()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _restore_bulk(self, wanted: "RulesAndChoices") -> None:
        library = self._library
        if library is not None:
            work = calmly(partial(_restore_bulk, library, wanted))
            self._tasks.submit(work, lambda _: self.choices_restored.emit())

    def _make(
        self,
        text: str,
        groups: Sequence[Group],
        decide: Callable[["Library"], Outcome],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        library = self._library
        if library is not None and groups:
            work = partial(decide_between, library, groups, decide)
            self._tasks.submit(work, partial(self._made, library, text, then))

    def _made(
        self,
        library: "Library",
        text: str,
        then: Callable[[], None],
        outcome: tuple[Moment, Moment, Changed],
    ) -> None:
        before, after, changed = outcome
        if library is not self._library:
            return
        if before != after:
            self.undo_stack.push(DecisionCommand(text, self._restore, before, after))
        self._show(changed)
        then()

    def _restore(self, then: Moment) -> None:
        library = self._library
        if library is not None:
            work = partial(library.restore_decided, then.decided, then.known)
            self._tasks.submit(work, self._restored)

    def _restored(self, groups: Sequence[Group] | None) -> None:
        self._show(None if groups is None else {group.id: [group] for group in groups})

    def _show(self, changed: Changed) -> None:
        if changed is None:
            self.choices_restored.emit()
            return
        for group, new in changed.items():
            self.group_replaced.emit(group, tuple(new))

    def _rule(self, text: str, decide: "Callable[[Library], HandChange]") -> None:
        library = self._library
        if library is not None:
            self._tasks.submit(partial(decide, library), partial(self._ruled, library, text))

    def _ruled(self, library: "Library", text: str, change: "HandChange") -> None:
        if library is self._library:
            before = change.before, change.learned.before
            after = change.after, change.learned.after
            self.undo_stack.push(DecisionCommand(text, self._restore_rulings, before, after))
            self.ruled.emit(change)
            self.choices_restored.emit()

    def _taken_back(self, before: Rulings, after: Rulings, _done: object) -> None:
        text = self.tr("take back")
        command = DecisionCommand(text, self._restore_rulings, (before, None), (after, None))
        self.undo_stack.push(command)
        self.choices_restored.emit()

    def _released(self, library: "Library", before: "Decided") -> None:
        if library is self._library:
            after = replace(before, kept=dict.fromkeys(before.kept))
            text = self.tr("ask again about kept photos")
            command = DecisionCommand(text, self._restore, Moment(before), Moment(after))
            self.undo_stack.push(command)
            self.choices_restored.emit()

    def _restore_rulings(self, then: "tuple[Rulings, Findings | None]") -> None:
        library = self._library
        if library is not None:
            work = partial(library.restore_rulings, *then)
            self._tasks.submit(work, lambda _: self.choices_restored.emit())


def _apply_bulk(
    library: "Library", preview: "Preview", report: ProgressSink, token: CancelToken
) -> "Applied":
    return library.bulk.apply(preview, report, token)


def _restore_bulk(library: "Library", wanted: "RulesAndChoices") -> None:
    library.bulk.restore(wanted)
