"""What `photodedup faces` says and writes."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photodedup.cli.console import Console, bold
from photodedup.cli.places import checked_target, write
from photodedup.engine.errors import ReportFailed

if TYPE_CHECKING:
    from photodedup.engine.faces.nouns import FaceSearch
    from photodedup.engine.faces.reporting import FaceFacts


def found_json(image: Path, found: "FaceSearch | None") -> dict[str, Any]:
    """What looking for a person came to, as plain values."""
    facts: dict[str, Any] = {"image": os.fsencode(image).decode("utf-8", "replace")}
    if found is None:
        return {**facts, "state": "NO_FACE_DETECTED", "photos": []}
    return {
        **facts,
        "state": "FACES_FOUND",
        "faces": found.face_count,
        "photos": [
            {
                "path": os.fsencode(hit.face.photo.path).decode("utf-8", "replace"),
                "distance": round(hit.distance, 4),
            }
            for hit in found.hits
        ],
        "timings_s": {"encode": round(found.encode_s, 4), "compare": round(found.compare_s, 4)},
    }


class FaceOutputs:
    """The files asked for; made before the work, so that nothing fails only afterwards.

    Raises:
        ReportFailed: one of them cannot be written.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        names = [name for name in ("json", "csv") if getattr(options, name) == "-"]
        if len(names) > 1:
            raise ReportFailed("Only one report can go to standard output.")
        self._to_output = names[0] if names else ""
        self._json = checked_target(options.json)
        self._csv = checked_target(options.csv)
        self._page = checked_target(options.report)
        if self._page is not None and self._page.suffix.lower() not in (".html", ".htm"):
            raise ReportFailed("The name of a report must end in .html.")

    @property
    def uses_standard_output(self) -> bool:
        return bool(self._to_output)

    def write(self, facts: "FaceFacts") -> None:
        from photodedup.engine.faces.reporting import faces_csv, faces_json, faces_page
        from photodedup.engine.reports.as_json import to_json

        if self._json is not None:
            write(self._json, to_json(faces_json(facts)))
        if self._csv is not None:
            write(self._csv, faces_csv(facts))
        if self._page is not None:
            write(self._page, faces_page(facts))
            write(self._page.with_suffix(".json"), to_json(faces_json(facts)))
        if self._to_output:
            is_json = self._to_output == "json"
            text = to_json(faces_json(facts)) if is_json else faces_csv(facts)
            sys.stdout.buffer.write(text.encode("utf-8"))


def tell(facts: "FaceFacts", console: Console) -> None:
    """For a person to read."""
    from photodedup.engine.faces.nouns import FaceState

    for person in facts.people:
        count = len(person.photos)
        console.answer(bold(f"Person {person.number}: {count} photo{'s' if count > 1 else ''}"))
        for photo in person.photos:
            console.answer(f"    {photo.path}")
    for best in facts.best_shots:
        console.answer(f"Best shot of a burst: {best.photo.path} ({best.reason})")
    times = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in facts.timings_s.items())
    console.say(
        f"{len(facts.people)} people, {facts.face_count} faces in "
        f"{facts.count(FaceState.FOUND)} photos, "
        f"NO_FACE_DETECTED in {facts.count(FaceState.NO_FACE_DETECTED)}. "
        f"{facts.method}: {times}. It can be wrong about who is who."
    )
