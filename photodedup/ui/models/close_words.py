"""What was measured of pictures beside each other, in words a person would use."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain.photos import Photo

if TYPE_CHECKING:  # they bring what measures pictures, which the first window does without
    from photodedup.engine.looking.difference import Difference
    from photodedup.engine.looking.grades import Grade, Grades

SHARPNESS, BRIGHTNESS, NOISE, COMPRESSION = "sharpness", "brightness", "noise", "compression"
_EDGES = ("top", "right", "bottom", "left")  # a quarter turn to the right makes each the next
_MOST_NAMED = 4


def tr(text: str) -> str:
    return QCoreApplication.translate("close_words", text)


def grade_text(grades: "Grades", count: int) -> str:
    """What sets one of so many photos apart: "sharper, a little darker"."""
    known = {str(trait): grade for trait, grade in grades.items()}
    said = [words for trait, grade in known.items() if (words := _notable(trait, grade, count))]
    if said:
        return ", ".join(said)
    if not known:
        return tr("cannot be told")
    return tr("equally sharp, bright and clean") if count == 2 else tr("nothing stands out")


def grade_lines(grades: "Grades", count: int) -> list[str]:
    """All four, also where nothing differs, for a tool tip."""
    known = {str(trait): grade for trait, grade in grades.items()}
    names = {
        SHARPNESS: tr("Sharpness"),
        BRIGHTNESS: tr("Brightness"),
        NOISE: tr("Noise"),
        COMPRESSION: tr("Compression"),
    }
    lines = []
    for trait, name in names.items():
        grade = known.get(trait)
        if grade is None:
            words = tr("cannot be told")
        else:
            words = _notable(trait, grade, count) or tr("as good as any other")
        lines.append(tr("{name}: {words}").format(name=name, words=words))
    return lines


def is_better(grades: "Grades") -> bool | None:
    """Whether a photo leads in something and is behind in nothing; None where neither or both."""
    judged = [grade for trait, grade in grades.items() if str(trait) != BRIGHTNESS]
    leads, lags = any(g.leads for g in judged), any(g.level < 0 for g in judged)
    return None if leads == lags else leads


def _notable(trait: str, grade: "Grade", count: int) -> str:
    if trait == BRIGHTNESS:
        return _brightness(grade)
    if grade.leads:
        best = {
            SHARPNESS: (tr("sharper"), tr("among the sharpest")),
            NOISE: (tr("less noise"), tr("least noise")),
            COMPRESSION: (tr("less compressed"), tr("least compressed")),
        }
        return best[trait][count > 2]
    worse = {
        SHARPNESS: (tr("a little less sharp"), tr("less sharp"), tr("much less sharp")),
        NOISE: (tr("a little noisier"), tr("noisier"), tr("much noisier")),
        COMPRESSION: (
            tr("a little more compressed"),
            tr("more compressed"),
            tr("much more compressed"),
        ),
    }
    return worse[trait][-grade.level - 1] if grade.level < 0 else ""


def _brightness(grade: "Grade") -> str:
    darker = (tr("a little darker"), tr("darker"), tr("much darker"))
    brighter = (tr("a little brighter"), tr("brighter"), tr("much brighter"))
    said = ""
    if grade.level:
        said = (brighter if grade.level > 0 else darker)[abs(grade.level) - 1]
    if grade.loses and said:
        lost = tr("with lost highlights") if grade.level > 0 else tr("with lost shadows")
        return tr("{how} {what}").format(how=said, what=lost)
    return said


# --- differences -----------------------------------------------------------------------------


def difference_text(found: "Difference", base: Photo, other: Photo, quarter_turns: int = 0) -> str:
    """Where two photos differ, as the view shows them turned, and what else was done to one."""
    names = telling_names((base, other))
    said = [_where_text(found, names, quarter_turns), *_tone_texts(found, names[1])]
    shown = (found.shown_of_base, found.shown_of_other)
    for share, part, whole in ((shown[0], names[1], names[0]), (shown[1], names[0], names[1])):
        if share < 0.97:
            text = tr("{part} shows {percent}% of {whole}.")
            said.append(text.format(part=part, percent=round(100 * share), whole=whole))
    return " ".join(said)


def telling_names(photos: Sequence[Photo]) -> list[str]:
    """File names, with their folder where two are the same."""
    names = [photo.path.name for photo in photos]
    return [
        f"{photo.path.parent.name}/{name}" if names.count(name) > 1 else name
        for photo, name in zip(photos, names, strict=True)
    ]


def _where_text(found: "Difference", names: Sequence[str], turns: int) -> str:
    where = str(found.where)
    if where in _EDGES:
        edge = _EDGES[(_EDGES.index(where) + turns) % 4]
        along = {
            "top": tr("They differ along the top"),
            "right": tr("They differ along the right"),
            "bottom": tr("They differ along the bottom"),
            "left": tr("They differ along the left"),
        }
        return along[edge] + _what_text(found, names)
    if where == "places":
        return _places_text(found, turns) + _what_text(found, names)
    is_toned = found.is_brighter is not None or len(set(found.is_colourless)) > 1
    same = tr("Nothing was added, moved or taken away.") if is_toned else ""
    return {
        "nowhere": same or tr("No difference can be seen."),
        "around": tr("They differ all around the edge, as by a frame."),
        "many": tr("They differ in many places."),
        "all-over": tr("They differ all over."),
    }[where]


def _what_text(found: "Difference", names: Sequence[str]) -> str:
    """What is there in one place or strip, and in which of the two."""
    what = tr("something like a caption") if found.is_writing else tr("something")
    if found.has_more is not None:
        text = tr(": {what} that only {name} has.")
        return text.format(what=what, name=names[found.has_more])
    return tr(": {what}.").format(what=what) if found.is_writing else "."


def _places_text(found: "Difference", turns: int) -> str:
    places = dict.fromkeys(_place(*spot.centre, turns) for spot in found.spots)
    if len(found.spots) == 1:
        return tr("They differ in one place, {place}").format(place=next(iter(places)))
    text = tr("They differ in {count} places: {places}")
    named = ", ".join(list(places)[:_MOST_NAMED])
    return text.format(count=len(found.spots), places=named)


def _place(x: float, y: float, turns: int) -> str:
    for _ in range(turns % 4):
        x, y = 1 - y, x
    rows = (
        (tr("at the top left"), tr("at the top"), tr("at the top right")),
        (tr("on the left"), tr("in the middle"), tr("on the right")),
        (tr("at the bottom left"), tr("at the bottom"), tr("at the bottom right")),
    )
    return rows[min(2, int(y * 3))][min(2, int(x * 3))]


def _tone_texts(found: "Difference", other: str) -> list[str]:
    said = []
    if found.is_brighter is not None:
        text = tr("{name} is brighter.") if found.is_brighter else tr("{name} is darker.")
        said.append(text.format(name=other))
    base_is_plain, other_is_plain = found.is_colourless
    if other_is_plain and not base_is_plain:
        said.append(tr("{name} has no colour.").format(name=other))
    if base_is_plain and not other_is_plain:
        said.append(tr("{name} has colour.").format(name=other))
    return said
