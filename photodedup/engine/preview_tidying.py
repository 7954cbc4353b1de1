"""Drops previews of photos that are gone, so that the cache does not grow for ever.

What the library forgot goes at once. A photo that is only away, on a disk that is not plugged in
or in the trash, keeps its preview for a while: so it need not be read again when it comes back.
"""

import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path

from photodedup.engine.errors import LibraryError
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.progress import CancelToken
from photodedup.engine.store.idle_previews import IdlePreview

log = logging.getLogger(__name__)

KEPT_S = 90 * 24 * 3600.0  # how long after its photo went
_AT_ONCE = 100  # previews, a megabyte or two: short enough that nobody waits for it
_AT_MOST_S = 2.0  # the rest goes after the next scan


def drop_idle_previews(stores: LibraryStores, token: CancelToken) -> int:
    """Drop what is due, for two seconds at the most; returns how many photos it looked at. A cache
    of an earlier version is written anew once, if much of it lies unused.

    Photos that still lie in the trash keep theirs. Ends early when the token is cancelled, and
    never fails: what cannot be dropped now is tried again the next time.
    """
    count, ends_s = 0, time.monotonic() + _AT_MOST_S
    try:
        while not token.is_cancelled and time.monotonic() < ends_s:
            done = _drop_some(stores, time.time())
            if not done:
                break
            count += done
        if not token.is_cancelled:
            stores.previews.begin_to_shrink(lambda: token.is_cancelled)
    except LibraryError as error:
        log.warning("previews of photos that are gone stay for now: %s", error)
    return count


def _drop_some(stores: LibraryStores, now_s: float) -> int:
    due = stores.idle_previews.idle_since(now_s - KEPT_S, _AT_ONCE)
    if not due:
        unknown = stores.previews.beyond(stores.idle_previews.last_photo(), _AT_ONCE)
        stores.previews.drop(unknown)
        return len(unknown)
    trashed = _in_trash(stores, due)
    kept = [idle.photo for idle in due if idle.path in trashed]
    stores.idle_previews.begin_anew(kept, now_s)
    dropped = [idle.photo for idle in due if idle.path not in trashed]
    stores.previews.drop(dropped)
    stores.idle_previews.forget(dropped)
    return len(due)


def _in_trash(stores: LibraryStores, due: Sequence[IdlePreview]) -> set[Path]:
    """Where those of them were that clean-ups moved to the trash, and that still lie there."""
    places = {idle.path for idle in due if idle.path is not None}
    return {
        removal.path
        for operation in (stores.journal.operations() if places else ())
        for removal in operation.removed
        if removal.path in places
        and removal.trashed_path is not None
        and os.path.lexists(removal.trashed_path)
    }
