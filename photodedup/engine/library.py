"""The engine's front door: one library of photos, from folders to restored files."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from types import TracebackType

from photodedup.engine.domain import (
    Choice,
    CleanupPlan,
    Folder,
    FolderId,
    Group,
    GroupId,
    Operation,
    Photo,
    PhotoId,
    RemovalId,
    RestoreResult,
    ScanSummary,
    SkippedFile,
)
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress
from photodedup.engine.settings import Settings

log = logging.getLogger(__name__)

GroupsSink = Callable[[], None]


class Library:
    """Folders, their photos, the groups found in them, and what was cleared.

    Reading methods may be called from any thread. `scan`, `find`, `clean_up`, `restore` and
    `set_keeper` are long: call them outside the GUI thread, one at a time. Use as a context
    manager or call `close`.
    """

    def __init__(self, places: LibraryPlaces, settings: Settings | None = None) -> None:
        """Open or create the library.

        A second process on the same library opens it read-only (`is_read_only`).

        Raises:
            LibraryTooNew, LibraryDamaged: the database cannot be used.
        """
        raise NotImplementedError

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None: ...

    # --- facts -------------------------------------------------------------------------------

    @property
    def places(self) -> LibraryPlaces: ...

    @property
    def is_read_only(self) -> bool: ...

    @property
    def device_text(self) -> str:
        """What computes vectors, for the person: "NVIDIA ... (CUDA)" or "this computer's processor"."""

    def folders(self) -> tuple[Folder, ...]:
        """The chosen folders in the order they were added, with counts from the last scan."""

    def add_folder(self, path: Path) -> Folder:
        """Choose a folder. One that is already inside a chosen folder returns that folder.

        Raises:
            FolderRefused: not a folder, not readable, or one the program itself writes to.
        """

    def remove_folder(self, folder: FolderId) -> None:
        """Forget a folder and what is known of its photos. Touches no photo."""

    def photo(self, photo: PhotoId) -> Photo | None: ...

    def photo_count(self) -> int: ...

    def skipped(self) -> tuple[SkippedFile, ...]:
        """Files that could not be used, by path, each with its reason."""

    def preview(self, photo: PhotoId) -> bytes | None:
        """A JPEG of at most 320 px on the long side, upright; None if it cannot be made."""

    # --- long work ---------------------------------------------------------------------------

    def scan(
        self,
        executor: Executor,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        on_groups: GroupsSink | None = None,
    ) -> ScanSummary:
        """Walk, read what is new or changed, find groups; `on_groups` is called (in the calling
        thread) whenever there are new groups to show. Saves as it goes; the next call resumes.

        Raises:
            Cancelled: the token was cancelled; what was read is kept.
        """

    def find(self, report: ProgressSink = ignore_progress, token: CancelToken | None = None) -> None:
        """Compare what was read and store matches. `scan` calls it at its end."""

    # --- groups and decisions ------------------------------------------------------------------

    def groups(self, min_similarity: float = 0.0) -> tuple[Group, ...]:
        """Groups from stored matches, largest saving first, with decisions applied. Fast enough
        to follow a slider."""

    def group(self, group: GroupId, min_similarity: float = 0.0) -> Group | None: ...

    def set_keeper(self, group: GroupId, photo: PhotoId) -> tuple[Group, ...]:
        """Make another photo the keeper. The others are proved against it again; one that is not
        proved leaves the group. Returns the groups that took the old one's place."""

    def set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> Group:
        """Mark or unmark one member.

        Raises:
            CleanupRefused: the photo is the keeper: the last copy cannot be marked.
        """

    def set_skipped(self, group: GroupId, skipped: bool) -> Group:
        """Keep all photos of a group (nothing in it is marked), or take that back."""

    def choices(self, photos: Sequence[PhotoId]) -> dict[PhotoId, Choice]:
        """The decisions the person made about these photos (for undo)."""

    def restore_choices(self, choices: dict[PhotoId, Choice | None]) -> None:
        """Put decisions back exactly (None: no decision)."""

    # --- clean-up ----------------------------------------------------------------------------

    def plan(self, groups: Sequence[Group], *, quarantine: bool = False) -> CleanupPlan:
        """What moving the marked members of these groups to the trash would do. Touches nothing."""

    def clean_up(
        self,
        plan: CleanupPlan,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        *,
        quarantine: bool = False,
    ) -> Operation:
        """Do the plan, each file proved at its moment. Cancelling stops between files; the
        operation so far is returned."""

    def history(self) -> tuple[Operation, ...]:
        """Past clean-ups, newest first."""

    def restore(
        self,
        removals: Sequence[RemovalId],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> RestoreResult:
        """Bring removed files back to their places, never over another file."""
