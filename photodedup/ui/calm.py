"""Making very many objects off the GUI thread without stopping it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def calm() -> Iterator[None]:
    """For what reads or makes groups.

    Hundreds of thousands of objects that are in no cycle: to search them for cycles would stop the
    window for a third of a second, and the first time right after they are made. So they are left
    out of the search from then on.
    """
    from photodedup.engine.collection import collection_paused

    with collection_paused():
        gc.collect(1)  # what lies around unused goes before, while it is little
        yield
        gc.freeze()
