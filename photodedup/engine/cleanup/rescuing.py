"""What only the photos of a plan know, and where it could be kept. Reads, never writes."""

from dataclasses import replace
from pathlib import Path

from photodedup.engine.cleanup.sidecar_files import read_sidecar, sidecar_of
from photodedup.engine.cleanup.survivors import WhyStays
from photodedup.engine.detail_reading import (
    Inside,
    details_inside,
    photo_details,
    sidecar_details,
)
from photodedup.engine.details import Details, conflicts, lacking, together
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval, Rescue
from photodedup.engine.errors import CleanupRefused, UnreadablePhoto
from photodedup.engine.files.folder_notices import is_read_only
from photodedup.engine.files.xmp_document import BadXmp
from photodedup.engine.files.xmp_writing import with_details
from photodedup.engine.progress import (
    CancelToken,
    Progress,
    ProgressSink,
    Stage,
    ignore_progress,
)

READ_ONLY = "Its folder can only be read."
UNREADABLE = "The sidecar that is there cannot be read."


def with_rescues(
    plan: CleanupPlan,
    why_stays: WhyStays,
    inside: Inside = details_inside,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> CleanupPlan:
    """The plan that says of each photo what the one that stays does not know or says otherwise,
    and how all of that could be kept. `inside` reads what a photo's own file says.

    Raises:
        Cancelled: the token was cancelled.
    """
    keepers: dict[Path, _Keeper] = {}
    removals = []
    for number, planned in enumerate(plan.removals):
        if token is not None:
            token.check()
        report(Progress(Stage.PLANNING, number, len(plan.removals)))
        keeper = keepers.setdefault(planned.survivor.path, _Keeper(planned.survivor, inside))
        removals.append(keeper.compared(planned))
    rescues = (keeper.rescue(why_stays) for keeper in keepers.values())
    return replace(
        plan,
        removals=tuple(removals),
        rescues=tuple(rescue for rescue in rescues if rescue is not None),
    )


class _Keeper:
    """A photo that stays, and what its spares know beyond it."""

    def __init__(self, photo: Photo, inside: Inside) -> None:
        self._photo = photo
        self._inside = inside
        self._known: Details | None = None
        self._is_read = False
        self._saved = Details()
        self._spares: list[Path] = []

    def compared(self, planned: PlannedRemoval) -> PlannedRemoval:
        """The removal with what only its photo knows. A different picture of the same moment has
        a date and words of its own, which are none of the keeper's."""
        if not planned.verdict.is_copy or not _may_differ(planned):
            return planned
        try:
            spare = photo_details(planned.photo, self._inside)
        except UnreadablePhoto:
            return planned
        known = self._details()
        if known is None:
            return planned
        only_here = lacking(known, spare)
        if only_here.kinds:
            self._spares.append(planned.photo.path)
            self._saved = together(self._saved, only_here)
        known = together(known, self._saved)  # two spares may say different things, too
        return replace(planned, only_here=only_here.kinds, disagrees=conflicts(known, spare))

    def rescue(self, why_stays: WhyStays) -> Rescue | None:
        if not self._spares:
            return None
        sidecar = sidecar_of(self._photo)
        obstacle = _obstacle(sidecar, self._saved, why_stays)
        return Rescue(self._photo, sidecar, self._saved, tuple(self._spares), obstacle)

    def _details(self) -> Details | None:
        """None if it cannot be read: then nothing is said of what it lacks."""
        if not self._is_read:
            self._is_read = True
            try:
                self._known = photo_details(self._photo, self._inside)
            except UnreadablePhoto:
                self._known = None
        return self._known


def _may_differ(planned: PlannedRemoval) -> bool:
    """The same bytes say the same, unless something beside them says more."""
    if planned.verdict is not Verdict.IDENTICAL:
        return True
    return bool(sidecar_details(planned.photo).kinds)


def _obstacle(sidecar: Path, wanted: Details, why_stays: WhyStays) -> str:
    """Why nothing can be written there, as far as that can be seen without writing."""
    held = why_stays(sidecar)
    if held is not None:
        return held
    if is_read_only(sidecar.parent):
        return READ_ONLY
    try:
        with_details(read_sidecar(sidecar), wanted)
    except CleanupRefused as refusal:
        return str(refusal)
    except BadXmp as error:
        return f"The sidecar that is there stays as it is: {error}."
    except OSError:
        return UNREADABLE
    return ""
