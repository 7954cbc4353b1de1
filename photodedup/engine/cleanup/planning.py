"""The plan a person confirms: survivors named, and volumes without a trash found beforehand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from photodedup.engine.cleanup.survivors import plan_survivors
from photodedup.engine.cleanup.volumes import volume_top
from photodedup.engine.domain import CleanupPlan, Group

Probe = Callable[[Path], str | None]


def plan_cleanup(groups: Sequence[Group], *, probe: Probe) -> CleanupPlan:
    """What moving the marked photos of these groups to the trash would do. Touches no photo.

    `probe` is `Trash.probe`; it is asked once for each volume.
    """
    plan = plan_survivors(groups)
    refusals: dict[Path, str | None] = {}
    no_trash = []
    for folder in sorted({removal.photo.path.parent for removal in plan.removals}):
        top = volume_top(folder)
        if top not in refusals:
            refusals[top] = probe(folder)
        if refusals[top] is not None:
            no_trash.append(folder)
    return replace(plan, no_trash=tuple(no_trash))
