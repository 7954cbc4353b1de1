"""What a labelled folder says of its photos: a groundtruth.csv with a group and a kind for each."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import PhotodedupError

TRUTH_FILE = "groundtruth.csv"
COLUMNS = ("path", "group", "kind", "source", "license")

ORIGINAL = "original"
EXACT = "exact"
DISTINCT = "distinct"

_SAME_KINDS = frozenset(
    {
        ORIGINAL,
        EXACT,
        "same_pixels_no_metadata",
        "same_picture_orientation",
        "same_pixels_or_recompressed_source",
    }
)
_SECOND_SHOTS = frozenset({"near_second_shot", "similar_same_scene"})
_ONE_SHOT = frozenset({"raw_jpeg_pair", "live_pair"})
_FIXED_CAMERA = "series_same_camera"  # a kind that starts so: one place, another moment
_UNSURE = frozenset({"see_names", "corrupt_copy"})


class TruthUnusable(PhotodedupError):
    """The truth file is missing or not in the form it has to have."""


class Relation(StrEnum):
    """What two labelled photos really are to each other."""

    COPIES = "copies"  # one capture: identical, saved again or edited
    BURST = "burst"  # several captures of one moment
    SCENE = "scene"  # other captures of one scene
    ONE_SHOT = "one shot"  # files that belong together and are no copies
    STRANGERS = "strangers"
    UNSURE = "unsure"  # nothing is counted

    def allows(self, verdict: Verdict) -> bool:
        """Whether a tool that says this of such a pair is right."""
        if verdict.is_copy:
            return self is Relation.COPIES
        if verdict is Verdict.BURST:
            return self in (Relation.COPIES, Relation.BURST)
        return self in (Relation.COPIES, Relation.BURST, Relation.SCENE)


@dataclass(frozen=True, slots=True)
class TruthRow:
    """One file. Files with the same non-empty group belong together as their kinds say."""

    path: Path
    group: str
    kind: str
    source: str = ""
    license: str = ""

    @property
    def is_copy(self) -> bool:
        """Shows the same capture as the others of its group that do so."""
        return self.kind in _SAME_KINDS or (
            self.kind.startswith(("near_", "edited_")) and self.kind not in _SECOND_SHOTS
        )

    @property
    def expected(self) -> Verdict | None:
        """The verdict that a copy of this kind deserves; None for a kind that is no copy."""
        if self.kind == EXACT:
            return Verdict.IDENTICAL
        if self.is_copy:
            return Verdict.EDITED if self.kind.startswith("edited_") else Verdict.SAME_PICTURE
        if self.kind == "burst":
            return Verdict.BURST
        return Verdict.SIMILAR if self.kind in _SECOND_SHOTS else None


def relation(one: TruthRow, other: TruthRow) -> Relation:
    """What the labels of two files say of them as a pair."""
    kinds = {one.kind, other.kind}
    if not one.group or one.group != other.group:
        is_one_place = all(kind.startswith(_FIXED_CAMERA) for kind in kinds)
        return Relation.SCENE if is_one_place else Relation.STRANGERS
    if kinds & _UNSURE:
        return Relation.UNSURE
    if kinds & _ONE_SHOT:
        return Relation.ONE_SHOT
    if one.is_copy and other.is_copy:
        return Relation.COPIES
    return Relation.BURST if kinds == {"burst"} else Relation.SCENE


def read_truth(file: Path) -> list[TruthRow]:
    """The rows of a truth file; paths are relative to its folder and come out absolute.

    Raises:
        TruthUnusable: it cannot be read, or a column is missing.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            missing = {"path", "group", "kind"} - set(reader.fieldnames or ())
            if missing:
                raise TruthUnusable(f"{file} has no column {', '.join(sorted(missing))}.")
            folder = file.resolve().parent  # as a library names its photos
            rows = {row["path"]: _row(folder, row) for row in reader if row["path"]}
    except FileNotFoundError as error:
        raise TruthUnusable(
            f"There is no {file.name} in {file.parent}: without it nobody knows what belongs "
            "together. --synthesize makes copies and writes one."
        ) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TruthUnusable(f"{file} cannot be read: {error}.") from error
    rows.pop("path", None)  # a heading in the middle, where two files were put together
    return list(rows.values())


def _row(folder: Path, row: dict[str, str | None]) -> TruthRow:
    facts = {name: (row.get(name) or "").strip() for name in COLUMNS}
    return TruthRow(
        folder / (row["path"] or ""),
        facts["group"],
        facts["kind"],
        facts["source"],
        facts["license"],
    )


def write_truth(file: Path, rows: Iterable[TruthRow]) -> None:
    """Write a truth file for pictures below its folder."""
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            path = row.path.relative_to(file.parent).as_posix()
            writer.writerow((path, row.group, row.kind, row.source, row.license))
