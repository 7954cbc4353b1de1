"""The plan a person confirms: survivors named, and what stands in the way found beforehand."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from photodedup.engine.cleanup.rescuing import with_rescues
from photodedup.engine.cleanup.survivors import WhyStays, may_go, plan_survivors
from photodedup.engine.cleanup.volumes import volume_top
from photodedup.engine.detail_reading import Inside, details_inside
from photodedup.engine.domain import CleanupPlan, Group, PlannedRemoval
from photodedup.engine.files.folder_notices import cloud_of, is_read_only

Probe = Callable[[Path], str | None]

READ_ONLY = "Its folder can only be read, so nothing can be moved out of it."


def plan_cleanup(
    groups: Sequence[Group],
    *,
    probe: Probe,
    why_stays: WhyStays = may_go,
    inside: Inside = details_inside,
) -> CleanupPlan:
    """What moving the marked photos of these groups to the trash would do. Touches no photo; reads
    the heads of those that go and of those that stay.

    `probe` is `Trash.probe`; it is asked once for each volume. `why_stays` tells of a path why it
    is protected; it is asked once for each folder. `inside` reads the heads.
    """
    plan = with_rescues(plan_survivors(groups, _Obstacles(why_stays)), why_stays, inside)
    refusals: dict[Path, str | None] = {}
    no_trash = []
    for folder in sorted({removal.photo.path.parent for removal in plan.removals}):
        top = volume_top(folder)
        if top not in refusals:
            refusals[top] = probe(folder)
        if refusals[top] is not None:
            no_trash.append(folder)
    return replace(plan, no_trash=tuple(no_trash), notices=_cloud_notices(plan.removals))


class _Obstacles:
    """Why files of a folder cannot or must not be moved, each folder asked once."""

    def __init__(self, why_stays: WhyStays) -> None:
        self._why_stays = why_stays
        self._known: dict[Path, str | None] = {}

    def __call__(self, path: Path) -> str | None:
        folder = path.parent
        if folder not in self._known:
            held = self._why_stays(path)
            self._known[folder] = held or (READ_ONLY if is_read_only(folder) else None)
        return self._known[folder]


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
