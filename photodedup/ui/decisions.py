"""What the person decides about groups, each step with a way back."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from photodedup.engine.domain import (
    ByHand,
    Choice,
    ContentPair,
    Group,
    GroupId,
    Operation,
    PhotoId,
    RemovalId,
)
from photodedup.ui.jobs import SerialTasks

if TYPE_CHECKING:
    from photodedup.engine.by_hand import HandChange, HandDecision
    from photodedup.engine.library import Library

log = logging.getLogger(__name__)

Choices = dict[PhotoId, Choice | None]
Rulings = Mapping[ContentPair, ByHand | None]
Stored = Mapping[Any, Any]  # decisions of either kind, None for none


class DecisionCommand(QUndoCommand):
    """A decision that has been made already: it can be taken back and made again."""

    def __init__(
        self, text: str, apply: Callable[[Any], None], before: Stored, after: Stored
    ) -> None:
        super().__init__(text)
        self._apply = apply
        self._before = before
        self._after = after
        self._is_new = True

    def undo(self) -> None:
        self._apply(self._before)

    def redo(self) -> None:
        if self._is_new:  # pushing calls redo, but the work is done
            self._is_new = False
            return
        self._apply(self._after)


class CleanupCommand(QUndoCommand):
    """A clean-up that has happened. Undo restores; it is never redone without a new plan."""

    def __init__(self, text: str, restore: Callable[[], None]) -> None:
        super().__init__(text)
        self._restore = restore

    def undo(self) -> None:
        self.setObsolete(True)
        self._restore()

    def redo(self) -> None:
        """Nothing: the files went when the person confirmed the plan."""


class Decisions(QObject):
    """Makes decisions in a thread of their own, in the order they were asked for."""

    group_replaced = Signal(object, object)  # GroupId (more than Qt's int), the groups in its place
    ruled = Signal(object)  # HandChange: photos were taken out of a group, or put together
    choices_restored = Signal()  # any group may have changed
    restore_requested = Signal(object)  # list[RemovalId]: a clean-up is to be undone
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._tasks = SerialTasks(self)
        self._tasks.failed.connect(self.failed)
        self._library: Library | None = None

    @property
    def is_idle(self) -> bool:
        return self._tasks.is_idle

    def use(self, library: "Library | None") -> None:
        """Decide about another library; the way back of the old one is gone."""
        self._library = library
        self.undo_stack.clear()

    def wait(self) -> None:
        self._tasks.wait()

    def set_keeper(self, group: Group, photo: PhotoId) -> None:
        def decide(library: "Library") -> Sequence[Group]:
            return library.set_keeper(group.id, photo)

        self._make(self.tr("keep another photo"), group, decide)

    def set_marked(self, group: Group, photo: PhotoId, marked: bool) -> None:
        def decide(library: "Library") -> Sequence[Group]:
            return (library.set_marked(group.id, photo, marked),)

        self._make(self.tr("mark a photo") if marked else self.tr("unmark a photo"), group, decide)

    def set_skipped(self, group: Group, skipped: bool) -> None:
        def decide(library: "Library") -> Sequence[Group]:
            return (library.set_skipped(group.id, skipped),)

        text = self.tr("keep all photos of a group") if skipped else self.tr("open a group again")
        self._make(text, group, decide)

    def take_out(self, group: GroupId, photos: Sequence[PhotoId]) -> None:
        """These photos are not what the others of their group are."""
        self._rule(self.tr("take out of a group"), lambda library: library.take_out(group, photos))

    def put_together(self, photos: Sequence[PhotoId]) -> None:
        """These photos, and all of their groups, are one picture."""
        self._rule(self.tr("put together"), lambda library: library.put_together(photos))

    def take_back(self, decisions: "Sequence[HandDecision]") -> None:
        """Undo what was decided by hand, however long ago."""
        library = self._library
        if library is not None:
            before = {each.contents: each.ruling for each in decisions}
            after: Rulings = dict.fromkeys(before)
            done = partial(self._taken_back, before, after)
            self._tasks.submit(partial(library.restore_rulings, after), done)

    def note_cleanup(self, operation: Operation) -> None:
        """Put a finished clean-up on the undo stack."""
        removed = [removal.id for removal in operation.removed]
        if removed:
            self.undo_stack.push(
                CleanupCommand(self.tr("move to the trash"), partial(self._undo_cleanup, removed))
            )

    def _make(
        self, text: str, group: Group, decide: Callable[["Library"], Sequence[Group]]
    ) -> None:
        library = self._library
        if library is None:
            return
        photos = [photo.id for photo in group.photos]

        def work() -> tuple[Choices, Choices, Sequence[Group]]:
            before = library.choices(photos)
            groups = decide(library)
            return before, library.choices(photos), groups

        self._tasks.submit(work, partial(self._made, library, text, group.id))

    def _made(
        self,
        library: "Library",
        text: str,
        group: GroupId,
        outcome: tuple[Choices, Choices, Sequence[Group]],
    ) -> None:
        before, after, groups = outcome
        if library is not self._library:
            return
        if before != after:
            self.undo_stack.push(DecisionCommand(text, self._restore_choices, before, after))
        self.group_replaced.emit(group, tuple(groups))

    def _rule(self, text: str, decide: "Callable[[Library], HandChange]") -> None:
        library = self._library
        if library is not None:
            self._tasks.submit(partial(decide, library), partial(self._ruled, library, text))

    def _ruled(self, library: "Library", text: str, change: "HandChange") -> None:
        if library is self._library:
            command = DecisionCommand(text, self._restore_rulings, change.before, change.after)
            self.undo_stack.push(command)
            self.ruled.emit(change)
            self.choices_restored.emit()

    def _taken_back(self, before: Rulings, after: Rulings, _done: object) -> None:
        text = self.tr("take back")
        self.undo_stack.push(DecisionCommand(text, self._restore_rulings, before, after))
        self.choices_restored.emit()

    def _restore_rulings(self, rulings: Rulings) -> None:
        library = self._library
        if library is not None:
            self._tasks.submit(
                partial(library.restore_rulings, rulings), lambda _: self.choices_restored.emit()
            )

    def _restore_choices(self, choices: Choices) -> None:
        library = self._library
        if library is not None:
            self._tasks.submit(
                partial(library.restore_choices, choices), lambda _: self.choices_restored.emit()
            )

    def _undo_cleanup(self, removals: list[RemovalId]) -> None:
        self.restore_requested.emit(removals)
