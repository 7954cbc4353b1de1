"""Reads the vectors of very many photos, or of some."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.store.database import Database

_BLOCK = 4096  # vectors held as they are stored
_AT_ONCE = 500  # photos that one statement asks for


def vector_blocks(
    database: Database, model: str
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float16]]]:
    """Ids (n,) and vectors (n, dims) of all readable photos that a model has seen, in order of
    their ids, some thousand at a time."""
    rows = database.connection.execute(
        "SELECT v.photo_id, v.vector FROM vectors v JOIN photos p ON p.id = v.photo_id "
        "WHERE v.model = ? AND p.state = 'ready' ORDER BY v.photo_id",
        (model,),
    )
    while some := rows.fetchmany(_BLOCK):
        vectors = np.frombuffer(b"".join(vector for _, vector in some), "<f2")
        yield np.array([photo for photo, _ in some], np.int64), vectors.reshape(len(some), -1)


def vectors_of(
    database: Database, model: str, photos: Sequence[PhotoId]
) -> tuple[list[PhotoId], NDArray[np.float16]]:
    """The same of some photos, in order of their ids; those that have none are left out."""
    found: dict[PhotoId, bytes] = {}
    for start in range(0, len(photos), _AT_ONCE):
        some = photos[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found.update(
            database.connection.execute(
                f"SELECT photo_id, vector FROM vectors WHERE model = ? AND photo_id IN ({marks})",
                [model, *some],
            ).fetchall()
        )
    if not found:
        return [], np.empty((0, 0), np.float16)
    ids = sorted(found)
    rows = b"".join(found[photo] for photo in ids)
    return ids, np.frombuffer(rows, "<f2").reshape(len(ids), -1)
