"""Reads when photos were taken, of those that may be of one burst with some others."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import DateSource
from photodedup.engine.store.database import Database

_AROUND_DAYS = 2  # a moment has two dates around the world, and a burst may go on after midnight
_TAKEN = "taken_at IS NOT NULL AND date_source = 'exif' AND coalesce(camera, '') <> ''"


class CaptureRow(NamedTuple):
    """What the camera says about when a photo was taken."""

    id: PhotoId
    camera: str
    taken_at: datetime

    @property
    def date_source(self) -> DateSource:
        return DateSource.EXIF


def captures_around(database: Database, photos: Iterable[PhotoId]) -> list[CaptureRow]:
    """These photos, and all readable ones of the same cameras and the same days or days beside
    them, as far as their cameras say when that was; by id."""
    con, ids = database.connection, json.dumps(list(photos))
    known = con.execute(
        "SELECT DISTINCT camera, substr(taken_at, 1, 10) FROM photos "
        f"WHERE id IN (SELECT value FROM json_each(?)) AND {_TAKEN}",
        (ids,),
    ).fetchall()
    days = {near for _, day in known for near in _days_around(day)}
    rows = con.execute(
        f"SELECT id, camera, taken_at FROM photos WHERE state = 'ready' AND {_TAKEN} "
        "AND camera IN (SELECT value FROM json_each(?)) "
        "AND substr(taken_at, 1, 10) IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted({camera for camera, _ in known})), json.dumps(sorted(days))),
    ).fetchall()
    parsed = datetime.fromisoformat
    return [CaptureRow(number, camera, parsed(taken)) for number, camera, taken in rows]


def _days_around(day: str) -> list[str]:
    at = date.fromisoformat(day)
    near = range(-_AROUND_DAYS, _AROUND_DAYS + 1)
    first, last = date.min.toordinal(), date.max.toordinal()
    ordinals = (at.toordinal() + days for days in near)
    return [date.fromordinal(each).isoformat() for each in ordinals if first <= each <= last]
