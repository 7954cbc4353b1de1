"""Groups as a table, one row for each photo, for spreadsheets and scripts."""

import csv
import io
import os
from collections.abc import Sequence

from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.photos import Photo
from photodedup.engine.shot_groups import unfolded

COLUMNS = (
    "group",
    "kind",
    "verdict",
    "path",
    "keeper",
    "similarity",
    "reason",
    "marked",
    "size_bytes",
    "width_px",
    "height_px",
    "taken",
    "camera",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(groups: Sequence[Group]) -> str:
    """The table with a line of names; groups are numbered from 1. A cell that a spreadsheet would
    take for a formula begins with an apostrophe."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, group in enumerate(unfolded(groups), start=1):
        start = (number, group.kind)
        writer.writerow(
            _cells(*start, "keeper", group.keeper, group.keeper, None, group.keeper_reason)
        )
        for member in group.members:
            row = (*start, member.verdict, member.photo, group.keeper, member, member.reason)
            writer.writerow(_cells(*row))
    return lines.getvalue()


def _cells(
    number: int,
    kind: str,
    verdict: str,
    photo: Photo,
    keeper: Photo,
    member: Member | None,
    reason: str,
) -> list[str]:
    return [
        str(number),
        str(kind),
        str(verdict),
        _text(os.fspath(photo.path)),
        _text(os.fspath(keeper.path)),
        f"{member.similarity if member else 1.0:.4f}",
        _text(reason),
        "yes" if member and member.is_marked else "no",
        str(photo.size_bytes),
        str(photo.width_px),
        str(photo.height_px),
        photo.taken_at.isoformat(sep=" ") if photo.taken_at else "",
        _text(photo.camera or ""),
    ]


def _text(text: str) -> str:
    plain = os.fsencode(text).decode("utf-8", "replace")
    return f"'{plain}" if plain.startswith(_FORMULA_SIGNS) else plain
