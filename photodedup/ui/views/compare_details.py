"""What is written in two photos, line by line: how they were taken, what people said of them."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from photodedup.engine.details import REJECTED, CameraSettings, Details
from photodedup.ui import wording
from photodedup.ui.views.compare_facts import DIFFERENT, SAME, Fact

Text = Callable[[Details], str]


def tr(text: str) -> str:
    return QCoreApplication.translate("compare_details", text)


def detail_facts(left: Details, right: Details, *, only_different: bool) -> list[Fact]:
    """Exposure, aperture, ISO, focal length, lens, rating, keywords and caption, in this order;
    what neither of the two says is left out, and what both say alike if that is asked for."""
    lines: list[tuple[str, Text, bool]] = [
        (tr("Exposure"), _of_camera(_exposure), False),
        (tr("Aperture"), _of_camera(_aperture), True),
        (tr("ISO"), _of_camera(_iso), False),
        (tr("Focal length"), _of_camera(_focal_length), True),
        (tr("Lens"), _of_camera(lambda settings: settings.lens or ""), False),
        (tr("Rating"), _rating, False),
        (tr("Keywords"), _keywords, False),
        (tr("Caption"), _caption, False),
    ]
    facts: list[Fact] = []
    has_room = False  # beside the one before
    for name, text, is_short in lines:
        texts = text(left), text(right)
        is_told = texts[0] != texts[1] if only_different else any(texts)
        if is_told:
            facts.append(_fact(name, texts, is_short=is_short and has_room))
        has_room = is_told and not is_short
    return facts


def _fact(name: str, texts: tuple[str, str], *, is_short: bool) -> Fact:
    mark = SAME if texts[0] == texts[1] else DIFFERENT
    shown = [" ".join(text.split()) or tr("not recorded") for text in texts]
    tips = (texts[0] or shown[0], texts[1] or shown[1])
    return Fact(name, shown[0], shown[1], mark, mark, tips, is_short=is_short)


def _of_camera(text: Callable[[CameraSettings], str]) -> Text:
    return lambda details: text(details.settings) if details.settings else ""


def _exposure(settings: CameraSettings) -> str:
    """As on a camera's dial: fractions of a second below a third of one."""
    seconds = settings.exposure_s
    if seconds is None:
        return ""
    if seconds < 0.3:
        return tr("1/{number} s").format(number=wording.number(round(1 / seconds)))
    return tr("{number} s").format(number=wording.decimal(seconds))


def _aperture(settings: CameraSettings) -> str:
    return f"f/{wording.decimal(settings.f_number)}" if settings.f_number else ""


def _iso(settings: CameraSettings) -> str:
    return wording.number(settings.iso) if settings.iso else ""


def _focal_length(settings: CameraSettings) -> str:
    if settings.focal_length_mm is None:
        return ""
    return tr("{number} mm").format(number=wording.decimal(settings.focal_length_mm))


def _rating(details: Details) -> str:
    if details.rating == REJECTED:
        return tr("rejected")
    return tr("{count} of 5 stars").format(count=details.rating) if details.rating else ""


def _keywords(details: Details) -> str:
    """In one order, for two files may keep the same ones in another."""
    leaves = [path.rpartition("|")[2] for path in details.keyword_paths]
    return ", ".join(sorted(details.keywords or leaves, key=str.casefold))


def _caption(details: Details) -> str:
    return details.caption or ""
