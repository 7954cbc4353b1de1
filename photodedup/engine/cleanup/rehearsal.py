"""A clean-up without moving anything: every file proved as it would be, and what would stay."""

from collections.abc import Sequence
from pathlib import Path

from photodedup.engine.cleanup.proofs import Proofs
from photodedup.engine.cleanup.quarantine import Quarantine
from photodedup.engine.cleanup.survivors import WhyStays, may_go
from photodedup.engine.cleanup.trash import Trash
from photodedup.engine.cleanup.volumes import volume_top
from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval, Refusal
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.store.journal_rows import companion_files, photo_file


def rehearse(
    plan: CleanupPlan,
    trash: Trash,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
    *,
    quarantine: bool = False,
    why_stays: WhyStays = may_go,
) -> tuple[Refusal, ...]:
    """The photos of a plan that would stay if it were done now, each with the reason. Reads every
    file of the plan, and those that stay for them; writes and moves nothing.

    Raises:
        Cancelled: the token was cancelled.
    """
    proofs = Proofs(plan.removals, why_stays)
    obstacles = {spare: r.obstacle for r in plan.rescues if r.obstacle for spare in r.spares}
    destinations: dict[Path, str | None] = {}
    refused: list[Refusal] = []
    done = 0
    for unit in _units(plan.removals):
        if token is not None:
            token.check()
        try:
            _require_destination(unit[0].photo.path.parent, trash, destinations, quarantine)
            for planned in unit:
                for file in (photo_file(planned), *companion_files(planned)):
                    proofs.prove(file)
                if planned.photo.path in obstacles:
                    raise CleanupRefused(obstacles[planned.photo.path])
        except CleanupRefused as refusal:
            refused += [Refusal(planned.photo, str(refusal)) for planned in unit]
        done += len(unit)
        report(Progress(Stage.CHECKING, done, len(plan.removals), len(refused)))
    return tuple(refused)


def _units(removals: Sequence[PlannedRemoval]) -> list[list[PlannedRemoval]]:
    """Pictures of one shot go together."""
    units: dict[object, list[PlannedRemoval]] = {}
    for index, planned in enumerate(removals):
        key = ("shot", planned.unit) if planned.unit is not None else ("photo", index)
        units.setdefault(key, []).append(planned)
    return list(units.values())


def _require_destination(
    folder: Path, trash: Trash, known: dict[Path, str | None], quarantine: bool
) -> None:
    """
    Raises:
        CleanupRefused: its volume takes nothing.
    """
    top = volume_top(folder)
    if top not in known:
        known[top] = trash.probe(folder)
        if known[top] is not None and quarantine:
            known[top] = Quarantine("rehearsal").probe(folder)
    why = known[top]
    if why is not None:
        raise CleanupRefused(why)
