"""The folders a person chose, and what a scan saw in them."""

from dataclasses import dataclass, field
from pathlib import Path

from photodedup.engine.domain.ids import FolderId


@dataclass(frozen=True, slots=True)
class FolderNotice:
    """What is special about a folder: two words for a list, and a sentence that explains."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the person chose. `is_online` is False while its drive is not there.

    `is_protected` says that no file in it is ever removed; `protected_inside` are folders inside
    it of which that is true while it is not true of all of it.
    """

    id: FolderId
    path: Path
    photo_count: int = 0
    skipped_count: int = 0
    size_bytes: int = 0
    is_online: bool = True
    is_protected: bool = False
    protected_inside: tuple[Path, ...] = ()
    notice: FolderNotice | None = None


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a scan saw. `read_count` is the number of files whose pictures were read this time."""

    photo_count: int
    read_count: int
    skipped_count: int
    missing_count: int
    timings_s: dict[str, float] = field(default_factory=dict)
