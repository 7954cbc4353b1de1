"""`photodedup clean`: do a plan, with every file proved again at its moment."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.cli.console import Console
from photodedup.cli.exits import EXIT_FAILED, EXIT_OK, EXIT_PARTLY
from photodedup.cli.places import existing_places
from photodedup.engine.paths import settings_file
from photodedup.engine.reports.sizes import size_text
from photodedup.engine.settings import load_settings

if TYPE_CHECKING:
    from photodedup.engine.cleanup import PlanFile
    from photodedup.engine.domain.history import Removal
    from photodedup.engine.domain.plans import CleanupPlan
    from photodedup.engine.library import Library

Refused = list[tuple[Path, str]]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    clean = commands.add_parser(
        "clean",
        help="move the photos of a plan to the trash, each proved again",
        description="Do a plan that “photodedup find --plan FILE” or the window wrote. Before a "
        "photo moves, it and the one that stays for it are read again; what changed since, or is "
        "not proved, stays where it is, with the reason. Photos go to the trash, never for good: "
        "“photodedup restore” brings them back.",
    )
    clean.add_argument("--plan", type=Path, required=True, metavar="FILE")
    clean.add_argument("--dry-run", action="store_true", help="prove every file, and move nothing")
    clean.add_argument("--yes", action="store_true", help="do not ask, also on a terminal")
    clean.add_argument(
        "--library", metavar="DIR", help="another place of the plan's library, by folder or name"
    )
    clean.add_argument(
        "--quarantine",
        action="store_true",
        help="where a volume has no trash, use a quarantine folder on it",
    )
    clean.add_argument(
        "--no-rescue",
        action="store_true",
        help="do not write what only the removed photos know to the sidecar of the one that stays",
    )
    clean.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from photodedup.engine.cleanup import read_plan
    from photodedup.engine.library import Library

    console = Console(options)
    file = read_plan(options.plan.expanduser())
    settings = load_settings(settings_file())
    rescues = settings.rescue_details and not options.no_rescue
    places = existing_places(options.library or str(file.library))
    with Library(places, settings) as library:
        if library.rescue_text:
            console.warn(library.rescue_text)
        plan, refused = _checked(library, file)
        plan = plan if rescues else replace(plan, rescues=())
        for notice in plan.notices:
            console.say(notice)
        if options.dry_run:
            return _rehearse(library, plan, refused, options, console)
        if not plan.removals:
            _tell_stays(refused, console)
            console.say("Nothing was moved.")
            return EXIT_PARTLY if refused else EXIT_OK
        if not _is_confirmed(plan, options):
            console.say("Nothing was moved.")
            return EXIT_FAILED
        return _clean(library, plan, refused, options, console)


def _checked(library: "Library", file: "PlanFile") -> "tuple[CleanupPlan, Refused]":
    """What of the plan the library still stands for, and why the rest stays."""
    from photodedup.engine.cleanup import agreed

    groups, stays = agreed(file, library.groups())
    plan = library.plan(groups)
    refused = [*stays, *((refusal.photo.path, refusal.reason) for refusal in plan.refused)]
    return plan, refused


def _is_confirmed(plan: "CleanupPlan", options: argparse.Namespace) -> bool:
    """Asked on a terminal; elsewhere, who names a plan has confirmed it."""
    if options.yes or not (sys.stdin and sys.stdin.isatty()):
        return True
    count = f"{len(plan.removals)} photos ({size_text(plan.size_bytes)})"
    print(f"Move {count} to the trash? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _rehearse(
    library: "Library",
    plan: "CleanupPlan",
    refused: Refused,
    options: argparse.Namespace,
    console: Console,
) -> int:
    found = library.rehearse(plan, console.progress(), quarantine=options.quarantine)
    refused += [(refusal.photo.path, refusal.reason) for refusal in found]
    staying = {path for path, _ in refused}
    going = [planned for planned in plan.removals if planned.photo.path not in staying]
    for planned in going:
        console.say(f"would go: {planned.photo.path}")
        console.say(f"   stays: {planned.survivor.path} ({planned.reason})")
    _tell_stays(refused, console)
    size = size_text(sum(planned.size_bytes for planned in going))
    console.answer(
        f"{len(going)} photos ({size}) would go to the trash, {len(refused)} would stay. "
        "Nothing was moved."
    )
    return EXIT_PARTLY if refused else EXIT_OK


def _clean(
    library: "Library",
    plan: "CleanupPlan",
    refused: Refused,
    options: argparse.Namespace,
    console: Console,
) -> int:
    from photodedup.cli.stopping import stops_between_files
    from photodedup.engine.domain.history import RemovalState

    with stops_between_files() as token:
        operation = library.clean_up(plan, console.progress(), token, quarantine=options.quarantine)
    photos = [removal for removal in operation.removals if removal.companion is None]
    gone = [removal for removal in photos if removal.state is RemovalState.REMOVED]
    refused += [
        (removal.path, removal.message)
        for removal in photos
        if removal.state is not RemovalState.REMOVED
    ]
    _tell_stays(refused, console)
    console.say(
        f"{len(gone)} photos ({size_text(operation.size_bytes)}) are in {_where(gone)}, "
        f"{len(refused)} stayed. “photodedup restore --library {library.places.folder} "
        f"--operation {operation.id}” brings them back."
    )
    if token.is_cancelled:
        raise KeyboardInterrupt
    return EXIT_PARTLY if refused else EXIT_OK


def _where(gone: "Sequence[Removal]") -> str:
    from photodedup.engine.domain.plans import Destination

    quarantined = [removal.destination is Destination.QUARANTINE for removal in gone]
    if not any(quarantined):
        return "the trash"
    return "quarantine" if all(quarantined) else "the trash and in quarantine"


def _tell_stays(refused: Sequence[tuple[Path, str]], console: Console) -> None:
    for path, reason in refused:
        console.warn(f"{path} stays: {reason}")
