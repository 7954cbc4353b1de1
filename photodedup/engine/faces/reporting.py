"""What is known of faces, for other programs and as part of a page. Only written when asked for;
vectors never leave the library."""

import base64
import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from photodedup.engine.domain.photos import Photo
from photodedup.engine.faces.nouns import BestShot, Face, FaceState, Person
from photodedup.engine.reports.page_style import STYLE

SCHEMA = 1
COLUMNS = (
    *("person", "path", "state", "left", "top", "width", "height"),
    *("score", "sharpness", "best_shot"),
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_PEOPLE_WITH_PICTURES = 500  # so that a browser can still open the page
_FACES_OF_A_PERSON = 60
_STEP_TEXTS = {
    "decode": "opening pictures, in all processes",
    "detect": "finding faces",
    "encode": "encoding faces",
    "compare": "comparing faces",
    "total": "all together",
}


@dataclass(frozen=True, slots=True, eq=False)
class FaceFacts:
    """Everything a report says of faces, as of one moment."""

    method: str
    threshold: float
    states: Sequence[tuple[Photo, FaceState]]
    people: Sequence[Person]
    best_shots: Sequence[BestShot]
    timings_s: Mapping[str, float]

    @property
    def face_count(self) -> int:
        """Faces, one in several copies of a file counted once."""
        keys = {(f.photo.content_hash, f.number) for person in self.people for f in person.faces}
        return len(keys)

    def count(self, state: FaceState) -> int:
        return sum(each is state for _, each in self.states)


def faces_json(facts: FaceFacts) -> dict[str, Any]:
    """As plain values; paths are absolute, places in shares of the upright picture."""
    by_photo: dict[int, list[dict[str, Any]]] = {}
    for person in facts.people:
        for face in person.faces:
            by_photo.setdefault(face.photo.id, []).append(_face_json(person.number, face))
    return {
        "schema": SCHEMA,
        "method": facts.method,
        "threshold": facts.threshold,
        "photos": [
            {"path": _plain(photo.path), "state": str(state), "faces": by_photo.get(photo.id, [])}
            for photo, state in facts.states
        ],
        "people": [
            {"person": person.number, "photos": [_plain(photo.path) for photo in person.photos]}
            for person in facts.people
        ],
        "best_shots": [
            {"path": _plain(best.photo.path), "reason": best.reason} for best in facts.best_shots
        ],
        "timings_s": dict(facts.timings_s),
    }


def _face_json(person: int, face: Face) -> dict[str, Any]:
    box = face.box
    return {
        "person": person,
        "box": [round(value, 4) for value in (box.left, box.top, box.width, box.height)],
        "score": round(face.score, 3),
        "sharpness": round(face.sharpness, 4),
    }


def faces_csv(facts: FaceFacts) -> str:
    """One row for each face, and one for each photo without; a cell that a spreadsheet would take
    for a formula begins with an apostrophe."""
    best = {shot.photo.id: shot.reason for shot in facts.best_shots}
    found = {face.photo.id for person in facts.people for face in person.faces}
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in facts.people:
        for face in sorted(person.faces, key=lambda face: face.photo.path):
            box = face.box
            writer.writerow(
                [
                    *(person.number, _cell(face.photo.path), FaceState.FOUND),
                    *(f"{v:.4f}" for v in (box.left, box.top, box.width, box.height)),
                    *(f"{face.score:.3f}", f"{face.sharpness:.4f}"),
                    best.get(face.photo.id, ""),
                ]
            )
    for photo, state in facts.states:
        if photo.id not in found:
            writer.writerow(["", _cell(photo.path), state, "", "", "", "", "", "", ""])
    return lines.getvalue()


def faces_page(facts: FaceFacts) -> str:
    """One page that needs no other file."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>photodedup: people</title><style>{STYLE}</style></head>\n<body>\n"
        f"<header><h1>People in your photos</h1></header>\n{faces_section(facts)}\n</body></html>\n"
    )


def faces_section(facts: FaceFacts) -> str:
    """Totals, times, people and best shots, to be put into a page with the same style."""
    parts = ['<h2 id="faces">Faces</h2>', _totals(facts), _times(facts)]
    for person in facts.people[:_PEOPLE_WITH_PICTURES]:
        parts.append("".join(_person(person)))
    if len(facts.people) > _PEOPLE_WITH_PICTURES:
        parts.append(f"<p>The first {_PEOPLE_WITH_PICTURES} people are shown.</p>")
    if facts.best_shots:
        rows = "".join(
            f"<tr><td>{_text(_plain(best.photo.path))}</td><td>{best.reason}</td></tr>"
            for best in facts.best_shots
        )
        parts.append(f"<h3>Best shots of bursts, by faces</h3><table>{rows}</table>")
    return "\n".join(parts)


def _totals(facts: FaceFacts) -> str:
    none = FaceState.NO_FACE_DETECTED.value
    figures = [
        (len(facts.people), "person", "people"),
        (facts.face_count, "face", "faces"),
        (facts.count(FaceState.FOUND), "photo with faces", "photos with faces"),
        (facts.count(FaceState.NO_FACE_DETECTED), f"photo with {none}", f"photos with {none}"),
        (facts.count(FaceState.NOT_READ), "photo not read", "photos not read"),
    ]
    cells = "".join(
        f"<div><b>{count:,}</b><span>{one if count == 1 else several}</span></div>"
        for count, one, several in figures
    )
    told = (
        f"Found by {facts.method}; one person up to a distance of {facts.threshold:g}. "
        "This can be wrong about who is who."
    )
    return f'<div class="totals">{cells}</div><p>{_text(told)}</p>'


def _times(facts: FaceFacts) -> str:
    rows = "".join(
        f"<tr><td>{_STEP_TEXTS.get(step, step)}</td><td>{seconds:.2f} s</td></tr>"
        for step, seconds in facts.timings_s.items()
    )
    return f"<table>{rows}</table>"


def _person(person: Person) -> Iterator[str]:
    count = len(person.photos)
    photos = "1 photo" if count == 1 else f"{count:,} photos"
    yield f'<section><h3>Person {person.number}: {photos}</h3><div class="cards">'
    for face in person.faces[:_FACES_OF_A_PERSON]:
        coded = base64.b64encode(face.picture_jpeg).decode("ascii")
        path = _text(_plain(face.photo.path))
        yield (
            f'<figure style="width:110px"><img style="width:96px;height:96px" alt="A face" '
            f'src="data:image/jpeg;base64,{coded}"><figcaption><small>{path}</small></figcaption>'
            "</figure>"
        )
    yield "</div></section>"


def _cell(path: Path) -> str:
    plain = _plain(path)
    return f"'{plain}" if plain.startswith(_FORMULA_SIGNS) else plain


def _plain(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _text(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode("utf-8"))
