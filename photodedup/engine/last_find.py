"""Whether a library is still as the last find left it, so that another would find nothing new."""

import hashlib
from collections.abc import Callable

from photodedup.engine.ready_groups import program_stamp
from photodedup.engine.store.database import Database
from photodedup.engine.store.results import ResultStore

_NAME = "find"


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

    def note(self, model_key: str | None) -> None:
        """A find came to its end, and left nothing to be compared later."""
        if self._db.generation is not None:
            self._results.put(_NAME, self._made_of(model_key))

    def _made_of(self, model_key: str | None) -> str:
        around = hashlib.blake2b(self._surroundings().encode(errors="replace")).hexdigest()[:32]
        return f"{program_stamp()} {self._db.generation} {model_key} {around}"
