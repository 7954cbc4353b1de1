"""Whether a library is still as the last find left it, so that another would find nothing new."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from photodedup.engine.ready_groups import program_stamp
from photodedup.engine.store.database import Database
from photodedup.engine.store.results import ResultStore

_NAME = "find"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there was when a find began: the database's generation, how often this thread had
    raised it, and the surroundings."""

    generation: int | None
    own_changes: int
    around: str


class LastFind:
    """Remembers what the last find that came to its end had seen: every row, and the rest.

    Args:
        surroundings: a text that is another one when something outside the database changes that
            has a part in which photo is kept.
    """

    def __init__(self, database: Database, surroundings: Callable[[], str]) -> None:
        self._db = database
        self._results = ResultStore(database)
        self._surroundings = surroundings

    def was_of_now(self, model_key: str | None) -> bool:
        """Whether nothing has changed since the last find with this model."""
        return self._results.is_there(_NAME, self._made_of(model_key))

    def begin(self) -> Beginning:
        """A find is about to read what it goes by, in this thread."""
        return Beginning(self._db.generation, self._db.own_changes, self._around())

    def note(self, model_key: str | None, began: Beginning) -> None:
        """That find came to its end, and left nothing to be compared later. It counts only if
        nothing was decided meanwhile: the find did not go by that."""
        if self.is_undisturbed(began):
            self._results.put(_NAME, self._made_of(model_key))

    def is_undisturbed(self, began: Beginning) -> bool:
        """Whether since then nothing was changed but by this thread."""
        now = self.begin()
        if now.generation is None or began.generation is None or now.around != began.around:
            return False
        return now.generation - began.generation == now.own_changes - began.own_changes

    def _made_of(self, model_key: str | None) -> str:
        return f"{program_stamp()} {self._db.generation} {model_key} {self._around()}"

    def _around(self) -> str:
        told = self._surroundings().encode(errors="replace")
        return hashlib.blake2b(told).hexdigest()[:32]
