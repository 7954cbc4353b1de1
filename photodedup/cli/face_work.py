"""Faces for `photodedup faces` and `photodedup find --faces`: agreeing, reading, what to report."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from photodedup.cli.console import Console
from photodedup.engine.progress import ProgressSink

if TYPE_CHECKING:
    from photodedup.engine.domain.groups import Group
    from photodedup.engine.faces.methods import Method
    from photodedup.engine.faces.nouns import FaceSummary
    from photodedup.engine.faces.reporting import FaceFacts
    from photodedup.engine.library import Library

WHAT_IS_STORED = (
    "To find people, photodedup looks for faces and stores of each where it is in the photo, a "
    "small picture of it, and numbers that tell it from others. All of that stays in the library's "
    "database on this computer. It marks no photo for the trash, and “photodedup faces --forget” "
    "deletes it."
)


def agreed(library: "Library", console: Console, *, is_asked: bool) -> bool:
    """Whether this library may hold faces. The first time, what is stored is said, and asked about
    on a terminal; elsewhere, who gives the command wants it."""
    if library.faces.is_agreed or library.is_read_only:
        return True
    print(WHAT_IS_STORED, file=sys.stderr)
    if is_asked and sys.stdin and sys.stdin.isatty():
        print("Look for faces in this library? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            return False
    library.faces.agree()
    return True


def require_method(options: argparse.Namespace) -> None:
    """Before work that may take hours.

    Raises:
        ModelUnavailable: faces cannot be found on this computer in the way that was chosen.
    """
    from photodedup.engine.errors import ModelUnavailable
    from photodedup.engine.faces.methods import NO_NETWORKS, NOTHING_HERE, method_of

    is_chosen = bool(options.detector_backend or options.model_name)
    problem = method_of(options.detector_backend, options.model_name).why_not()
    if problem:
        raise ModelUnavailable(problem if is_chosen or problem == NO_NETWORKS else NOTHING_HERE)


def chosen_method(options: argparse.Namespace, library: "Library") -> "Method":
    """What was asked for, else what the library was read with."""
    from photodedup.engine.faces.methods import method_of

    if options.detector_backend is None and options.model_name is None:
        return library.faces.method
    return method_of(options.detector_backend, options.model_name)


def read_faces(
    library: "Library", method: "Method", workers: int, report: ProgressSink, console: Console
) -> "FaceSummary | None":
    """Look where nobody looked yet; None in a library that is only looked at."""
    if library.is_read_only:
        console.warn("This library is open in a window: only faces that are stored are shown.")
        return None
    with ThreadPoolExecutor(workers) as executor:
        summary = library.faces.read(method, executor, workers, report)
    if summary.failed_count:
        console.warn(f"Not read, to be tried again next time: {summary.failed_count} photos.")
    return summary


def face_facts(
    library: "Library",
    method: "Method",
    threshold: float | None,
    summary: "FaceSummary | None",
    groups: "tuple[Group, ...]",
) -> "FaceFacts":
    """What a report says."""
    from photodedup.engine.faces.reporting import FaceFacts

    people = library.faces.people(method)
    timings_s = dict(summary.timings_s if summary else {})
    timings_s["compare"] = round(people.compare_s, 4)
    return FaceFacts(
        method=method.name,
        threshold=method.threshold if threshold is None else threshold,
        states=library.faces.states(method),
        people=people.at(threshold),
        best_shots=library.faces.best_shots(groups, method),
        timings_s=timings_s,
    )
