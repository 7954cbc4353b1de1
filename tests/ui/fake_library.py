"""A library in memory: the same methods as the engine's, no files, every step under control."""

import io
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
from PIL import Image

from photodedup.engine.agreements import Decided
from photodedup.engine.comparison import Explanation
from photodedup.engine.details import Details
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.folders import Folder, ScanSummary
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, Removal, RemovalState, RestoreResult
from photodedup.engine.domain.ids import FolderId, GroupId, OperationId, PhotoId, RemovalId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo, SkippedFile
from photodedup.engine.domain.plans import CleanupPlan, Destination, PlannedRemoval, Refusal
from photodedup.engine.errors import CleanupRefused, FolderRefused
from photodedup.engine.library_decisions import ChosenKeeper
from photodedup.engine.looking.placement import WHOLE, Placement
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import (
    CancelToken,
    Progress,
    ProgressSink,
    Stage,
    ignore_progress,
)
from photodedup.engine.search import Hit
from photodedup.engine.settings import Settings
from tests.factories import make_explanation, make_photo, with_keeper, with_mark
from tests.ui.fake_agreements import FakeAgreements
from tests.ui.fake_bulk import FakeBulk
from tests.ui.fake_faces import FakeFaces
from tests.ui.fake_rulings import FakeRulings


class FakeLibrary(FakeRulings, FakeAgreements):
    """Finds `to_find` when it scans.

    A test may clear `gate` to hold a scan, a clean-up or a restore at its first step, and set
    `error` to let the next long or deciding call fail.
    """

    def __init__(
        self,
        places: LibraryPlaces,
        settings: Settings | None = None,
        to_find: Sequence[Group] = (),
        is_read_only: bool = False,
    ) -> None:
        FakeRulings.__init__(self)
        FakeAgreements.__init__(self)
        self.places = places
        self.settings = settings
        self.is_read_only = is_read_only
        self.rescue_text = ""
        self.device_text = "this computer's processor"
        self.to_find = tuple(to_find)
        self.to_skip: tuple[SkippedFile, ...] = ()
        self.refused: tuple[Refusal, ...] = ()
        self.no_trash: tuple[Path, ...] = ()
        self.keep_in_place: dict[PhotoId, str] = {}  # what the trash will not take, and why
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.plan_gate = threading.Event()  # of plans alone
        self.plan_gate.set()
        self.calls: list[str] = []
        self.is_closed = False
        self._folders: list[Folder] = []
        self._groups: dict[GroupId, Group] = {}
        self.bulk = FakeBulk(self._groups, self._call)
        self.faces = FakeFaces()
        self._choices: dict[PhotoId, Choice] = {}
        self._history: list[Operation] = []
        self._skipped: tuple[SkippedFile, ...] = ()

    def stop_looking(self) -> None:
        self._call("stop_looking")

    def close(self) -> None:
        self.is_closed = True

    def change_effort(self, wish: str) -> None:
        self.calls.append(f"effort {wish}")

    def _call(self, name: str) -> None:
        assert not self.is_closed, f"{name} on a closed library"
        self.calls.append(name)
        error, self.error = self.error, None
        if error is not None and name != "groups":
            raise error
        self.error = error

    def _wait(self, token: CancelToken | None) -> None:
        while not self.gate.wait(0.005):
            if token is not None:
                token.check()
        if token is not None:
            token.check()

    # --- facts -------------------------------------------------------------------------------

    def folders(self) -> tuple[Folder, ...]:
        return tuple(self._folders)

    def add_folder(self, path: Path) -> Folder:
        self._call("add_folder")
        if not path.is_dir():
            raise FolderRefused(f"{path.name} is not a folder.")
        for known in self._folders:
            if path == known.path or known.path in path.parents:
                return known
        folder = Folder(FolderId(len(self._folders) + 1), path)
        self._folders.append(folder)
        return folder

    def remove_folder(self, folder: FolderId) -> None:
        self._call("remove_folder")
        self._folders = [each for each in self._folders if each.id != folder]

    def protect_folder(self, path: Path) -> None:
        self._call("protect_folder")
        self._set_lock(path, True)

    def unprotect_folder(self, path: Path) -> None:
        self._call("unprotect_folder")
        self._set_lock(path, False)

    def _set_lock(self, path: Path, is_protected: bool) -> None:
        self._folders = [
            replace(folder, is_protected=is_protected) if folder.path == path else folder
            for folder in self._folders
        ]

    def photo_count(self) -> int:
        return sum(len(group.photos) for group in self.groups())

    def search(self, path: Path, top_k: int = 10) -> list[Hit]:
        self._call("search")
        photos = [photo for group in self.groups() for photo in group.photos]
        return [
            Hit(photo, 0.9, Verdict.EDITED if n == 0 else None, "mirrored", 0.9, 12)
            for n, photo in enumerate(photos[:top_k])
        ]

    def skipped(self) -> tuple[SkippedFile, ...]:
        return self._skipped

    def preview(self, photo: PhotoId) -> bytes | None:
        shade = int(photo) * 37 % 200 + 40
        stream = io.BytesIO()
        Image.new("RGB", (320, 240), (shade, 120, 255 - shade)).save(stream, "JPEG")
        return stream.getvalue()

    def full_picture(self, photo: Photo) -> np.ndarray:
        return np.full((300, 400, 3), int(photo.id) * 37 % 200 + 40, np.uint8)

    def details(self, photo: Photo) -> Details:
        return Details()

    def placements(
        self, photos: Sequence[PhotoId], by_way_of: Sequence[PhotoId] = ()
    ) -> dict[PhotoId, Placement]:
        return dict.fromkeys(photos, WHOLE)

    def explain(self, first: PhotoId, second: PhotoId) -> Explanation:
        self._call(f"explain {first} {second}")
        self._wait(None)
        photos = {photo.id: photo for group in self._groups.values() for photo in group.photos}
        both = {first, second}
        together = any(both <= {p.id for p in group.photos} for group in self._groups.values())
        verdict = Verdict.SAME_PICTURE if together else None
        return make_explanation(photos[first], photos[second], verdict)

    def explain_files(self, first: Path, second: Path) -> Explanation:
        self._call("explain_files")
        return make_explanation(make_photo(1, path=first), make_photo(2, path=second), None)

    # --- scan --------------------------------------------------------------------------------

    def scan(
        self,
        executor: Executor,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        on_groups: object = None,
    ) -> ScanSummary:
        self._call("scan")
        report(Progress(Stage.WALKING, 3))
        total = 2 * max(1, len(self.to_find))
        for done in range(total):
            report(Progress(Stage.READING, done, total, skipped=len(self.to_skip)))
            self._wait(token)
            executor.submit(int).result()
        self._found()
        if callable(on_groups):
            on_groups()
        report(Progress(Stage.COMPARING, 1, 1, skipped=len(self.to_skip)))
        return ScanSummary(total, total, len(self.to_skip), 0)

    def _found(self) -> None:
        for group in self.to_find:
            self._groups.setdefault(group.id, group)
        self._skipped = self.to_skip
        self._folders = [
            replace(
                folder,
                photo_count=sum(len(group.photos) for group in self.to_find),
                skipped_count=len(self.to_skip),
                size_bytes=123_000_000,
            )
            for folder in self._folders
        ]

    # --- groups and decisions ----------------------------------------------------------------

    is_prepared = True

    def groups(self, min_similarity: float = 0.0) -> tuple[Group, ...]:
        self._call("groups")
        gone = {
            removal.path
            for operation in self._history
            for removal in operation.removals
            if removal.state is RemovalState.REMOVED
        }
        found = []
        for group in self._groups.values():
            members = tuple(
                member
                for member in group.members
                if member.similarity >= min_similarity and member.photo.path not in gone
            )
            if members:
                found.append(replace(group, members=members))
        return tuple(self.agreed(self.ruled(found)))

    def group(self, group: GroupId) -> Group | None:
        return next((each for each in self.groups() if each.id == group), None)

    def set_keeper(self, group: GroupId, photo: PhotoId) -> tuple[Group, ...]:
        self._call("set_keeper")
        self._groups[group] = with_keeper(self._groups[group], photo)
        self._choices[photo] = Choice.KEEPER
        return (self._seen(self._groups[group]),)

    def choose_keeper(self, group: GroupId, photo: PhotoId) -> ChosenKeeper:
        return ChosenKeeper(self.set_keeper(group, photo))

    def set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> Group:
        self._call("set_marked")
        if photo == self._groups[group].keeper.id:
            raise CleanupRefused("The last copy cannot be marked.")
        self._groups[group] = with_mark(self._groups[group], photo, marked)
        self._choices[photo] = Choice.REMOVE if marked else Choice.KEEP
        return self._seen(self._groups[group])

    def set_skipped(self, group: GroupId, skipped: bool) -> Group:
        self._call("set_skipped")
        self._groups[group] = replace(self._groups[group], is_skipped=skipped, is_reviewed=True)
        for photo in self._groups[group].photos:
            self._choices[photo.id] = Choice.KEEP
        return self._seen(self._groups[group])

    def _choose(self, choices: Mapping[PhotoId, Choice | None]) -> None:
        for photo, choice in choices.items():
            if choice is None:
                self._choices.pop(photo, None)
            else:
                self._choices[photo] = choice
        first = {group.id: group for group in self.to_find}
        for group_id in self._groups:
            self._groups[group_id] = self._decided(first[group_id])

    def _decided(self, group: Group) -> Group:
        for photo in group.photos:
            if self._choices.get(photo.id) is Choice.KEEPER and photo.id != group.keeper.id:
                group = with_keeper(group, photo.id)
        for member in group.members:
            choice = self._choices.get(member.photo.id)
            if choice in (Choice.REMOVE, Choice.KEEP):
                group = with_mark(group, member.photo.id, choice is Choice.REMOVE)
        return group

    # --- clean-up ----------------------------------------------------------------------------

    def plan(
        self,
        groups: Sequence[Group],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> CleanupPlan:
        self._call("plan")
        report(Progress(Stage.PLANNING, 1, 2))
        while not self.plan_gate.wait(0.005):
            if token is not None:
                token.check()
        removals = tuple(
            PlannedRemoval(member.photo, group.keeper, group.id, member.verdict, member.reason)
            for group in groups
            for member in group.marked
        )
        return CleanupPlan(removals, self.refused, self.no_trash)

    def clean_up(
        self,
        plan: CleanupPlan,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        *,
        quarantine: bool = False,
    ) -> Operation:
        self._call("clean_up")
        operation = OperationId(len(self._history) + 1)
        done = []
        for number, planned in enumerate(plan.removals):
            report(Progress(Stage.REMOVING, number, len(plan.removals)))
            while not self.gate.wait(0.005):
                if token is not None and token.is_cancelled:
                    break
            if token is not None and token.is_cancelled:
                break
            done.append(self._remove(planned, operation, number, quarantine))
        self._history.insert(0, Operation(operation, datetime(2024, 5, 4, 10), tuple(done)))
        return self._history[0]

    def _remove(
        self, planned: PlannedRemoval, operation: OperationId, number: int, quarantine: bool
    ) -> Removal:
        why = self.keep_in_place.get(planned.photo.id, "")
        return Removal(
            id=RemovalId(operation * 1000 + number),
            operation=operation,
            path=planned.photo.path,
            survivor=planned.survivor.path,
            group=planned.group,
            verdict=planned.verdict,
            reason=planned.reason,
            size_bytes=planned.photo.size_bytes,
            content_hash=planned.photo.content_hash,
            state=RemovalState.KEPT if why else RemovalState.REMOVED,
            destination=Destination.QUARANTINE if quarantine else Destination.TRASH,
            message=why,
        )

    def restorable_count(self) -> int:
        return sum(len(operation.removed) for operation in self._history)

    def history(self) -> tuple[Operation, ...]:
        return tuple(self._history)

    def restore(
        self,
        removals: Sequence[RemovalId],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        decided: Decided | None = None,
    ) -> RestoreResult:
        self._call("restore" if decided is None else "restore as decided")
        self._wait(token)
        restored, failed = [], []
        for number, operation in enumerate(self._history):
            rows = []
            for removal in operation.removals:
                if removal.id in removals and removal.state is RemovalState.REMOVED:
                    if str(removal.path) in {str(path) for path in self.keep_in_place}:
                        failed.append((removal, "the trash was emptied"))
                    else:
                        removal = replace(removal, state=RemovalState.RESTORED)
                        restored.append(removal)
                rows.append(removal)
            self._history[number] = replace(operation, removals=tuple(rows))
        return RestoreResult(tuple(restored), tuple(failed))
