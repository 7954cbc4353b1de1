"""The files that `photodedup find` writes: JSON, CSV, a page, a plan."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.cli.console import Console
from photodedup.cli.places import checked_target, write
from photodedup.engine.cleanup import plan_text
from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.domain.groups import Group
from photodedup.engine.errors import ReportFailed
from photodedup.engine.faces.reporting import FaceFacts, faces_json, faces_section
from photodedup.engine.reports.as_csv import csv_text
from photodedup.engine.reports.as_html import page
from photodedup.engine.reports.as_json import report, to_json
from photodedup.engine.reports.sizes import size_text

if TYPE_CHECKING:
    from photodedup.engine.library import Library


class Reports:
    """What the arguments ask for; made before the scan, so that nothing fails only afterwards.

    Raises:
        ReportFailed: one of the files cannot be written.
    """

    def __init__(self, options: argparse.Namespace, console: Console) -> None:
        self._console = console
        self._to_output = [name for name in ("json", "csv") if getattr(options, name) == "-"]
        if len(self._to_output) > 1:
            raise ReportFailed("Only one report can go to standard output.")
        self._json = checked_target(options.json)
        self._csv = checked_target(options.csv)
        self._plan = checked_target(options.plan)
        self._page = checked_target(options.report)
        self._beside_page: Path | None = None
        if self._page is not None:
            if self._page.suffix.lower() not in (".html", ".htm"):
                raise ReportFailed("The name of a report must end in .html.")
            self._beside_page = checked_target(str(self._page.with_suffix(".json")))

    @property
    def uses_standard_output(self) -> bool:
        return bool(self._to_output)

    def write(
        self,
        library: "Library",
        summary: ScanSummary,
        groups: Sequence[Group],
        faces: FaceFacts | None = None,
    ) -> None:
        """Faces are written only where they are given.

        Raises:
            ReportFailed: a file cannot be written.
        """
        skipped = library.skipped()
        told = report(summary.photo_count, groups, skipped, summary.timings_s)
        facts = to_json(told | ({"faces": faces_json(faces)} if faces else {}))
        for target in (self._json, self._beside_page):
            if target is not None:
                write(target, facts)
        if self._csv is not None:
            write(self._csv, csv_text(groups))
        for name in self._to_output:
            text = facts if name == "json" else csv_text(groups)
            sys.stdout.buffer.write(text.encode("utf-8"))
        if self._page is not None:
            timings_s = summary.timings_s
            more = faces_section(faces) if faces else ""
            count = summary.photo_count
            write(self._page, page(count, groups, skipped, timings_s, library.preview, more=more))
        if self._plan is not None:
            self._write_plan(self._plan, library, groups)

    def _write_plan(self, target: Path, library: "Library", groups: Sequence[Group]) -> None:
        plan = library.plan(groups)
        write(target, plan_text(plan, library.places.folder))
        if not self._to_output:
            self._console.say(
                f"The plan in {target} names {len(plan.removals)} photos "
                f"({size_text(plan.size_bytes)}). “photodedup clean --plan {target}” does it."
            )
