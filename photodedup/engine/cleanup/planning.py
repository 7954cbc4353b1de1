"""The plan a person confirms: survivors named, and what stands in the way found beforehand."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from photodedup.engine.cleanup.rescuing import with_rescues
from photodedup.engine.cleanup.survivors import WhyStays, may_go, plan_survivors
from photodedup.engine.cleanup.volumes import volume_top
from photodedup.engine.detail_reading import Inside, details_inside
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval
from photodedup.engine.files.folder_notices import cloud_of, is_read_only
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress

Probe = Callable[[Path], str | None]

READ_ONLY = "Its folder can only be read, so nothing can be moved out of it."


def plan_cleanup(
    groups: Sequence[Group],
    *,
    probe: Probe,
    why_stays: WhyStays = may_go,
    inside: Inside = details_inside,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> CleanupPlan:
    """What moving the marked photos of these groups to the trash would do. Touches no photo; reads
    the heads of those that go and of those that stay.

    `probe` is `Trash.probe`; it is asked once for each volume. `why_stays` tells of a path why it
    is protected; it is asked once for each folder. `inside` reads the heads.

    Raises:
        Cancelled: the token was cancelled.
    """
    held = _ByFolder(why_stays)
    plan = plan_survivors(groups, _ByFolder(lambda path: held(path) or _read_only(path)))
    plan = with_rescues(plan, held, inside, report, token)
    refusals: dict[Path, str | None] = {}
    no_trash = []
    for folder in sorted({removal.photo.path.parent for removal in plan.removals}):
        top = volume_top(folder)
        if top not in refusals:
            refusals[top] = probe(folder)
        if refusals[top] is not None:
            no_trash.append(folder)
    return replace(plan, no_trash=tuple(no_trash), notices=_cloud_notices(plan.removals))


class _ByFolder:
    """Why files of a folder cannot or must not be moved, each folder asked once."""

    def __init__(self, why_stays: WhyStays) -> None:
        self._why_stays = why_stays
        self._known: dict[Path, str | None] = {}

    def __call__(self, path: Path) -> str | None:
        folder = path.parent
        if folder not in self._known:
            self._known[folder] = self._why_stays(path)
        return self._known[folder]


def _read_only(path: Path) -> str | None:
    return READ_ONLY if is_read_only(path.parent) else None


def _cloud_notices(removals: Iterable[PlannedRemoval]) -> tuple[str, ...]:
    """How many photos go from other devices, too."""
    folders = Counter(removal.photo.path.parent for removal in removals)
    clouds: Counter[str] = Counter()
    for folder, count in folders.items():
        if (cloud := cloud_of(folder)) is not None:
            clouds[cloud] += count
    return tuple(
        f"{count} of these photos {'is' if count == 1 else 'are'} in {cloud}, "
        f"so {'it goes' if count == 1 else 'they go'} from your other devices, too."
        for cloud, count in sorted(clouds.items())
    )
