"""Counts, sizes and times in plain words, in the person's language."""

import os
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime, QTimeZone

from photodedup.engine.errors import PhotodedupError
from photodedup.engine.progress import Stage
from photodedup.ui.engine_words import translated

MINUTE_S = 60
HOUR_S = 3600


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording", text, None, count)


def number(value: int) -> str:
    return QLocale().toString(value)


def decimal(value: float) -> str:
    """For example "2.8", or "2,8" where people write it so; two places at the most."""
    shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
    return QLocale().toString(round(value, 2), "f", shortest)


def size(size_bytes: int) -> str:
    """For example "48.2 MB"; bytes below a kilobyte are shown whole."""
    precision = 0 if size_bytes < 1_000_000 else 1
    return QLocale().formattedDataSize(
        size_bytes, precision, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def photos(count: int) -> str:
    if count == 0:
        return _tr("no photos")
    return _tr("1 photo") if count == 1 else _tr("{n} photos").format(n=number(count))


def groups(count: int) -> str:
    if count == 0:
        return _tr("No groups")
    return _tr("1 group") if count == 1 else _tr("{n} groups").format(n=number(count))


def copies(count: int) -> str:
    return _tr("1 copy") if count == 1 else _tr("{n} copies").format(n=number(count))


def bursts(count: int) -> str:
    return _tr("1 burst") if count == 1 else _tr("{n} bursts").format(n=number(count))


def pairs(count: int) -> str:
    return _tr("1 pair") if count == 1 else _tr("{n} pairs").format(n=number(count))


def files(count: int) -> str:
    return _tr("1 file") if count == 1 else _tr("{n} files").format(n=number(count))


def time_left(seconds: float) -> str:
    """A calm estimate: no seconds that tick, no false precision."""
    if seconds < 10:
        return _tr("a few seconds left")
    if seconds < MINUTE_S:
        return _tr("less than a minute left")
    if seconds < HOUR_S:
        minutes = round(seconds / MINUTE_S)
        if minutes == 1:
            return _tr("about a minute left")
        return _tr("about {n} minutes left").format(n=minutes)
    hours, minutes = divmod(round(seconds / MINUTE_S), 60)
    return _tr("about {h} h {m} min left").format(h=hours, m=minutes)


def stage(value: Stage) -> str:
    """What the program is doing, as a person would say it."""
    return {
        Stage.WALKING: _tr("Looking for photos"),
        Stage.READING: _tr("Reading photos"),
        Stage.COMPARING: _tr("Comparing photos"),
        Stage.CHECKING: _tr("Checking every pair"),
        Stage.PLANNING: _tr("Looking at what would go"),
        Stage.REMOVING: _tr("Moving photos to the trash"),
        Stage.RESTORING: _tr("Bringing photos back"),
        Stage.DOWNLOADING: _tr("Downloading"),
        Stage.PREPARING: _tr("Preparing the model"),
    }[value]


def error(value: Exception) -> str:
    """An error for the person: the engine's own words, or an honest general sentence."""
    if isinstance(value, PhotodedupError):
        return _as_sentence(translated(str(value)))
    if isinstance(value, OSError) and value.strerror:
        where = f" ({value.filename})" if value.filename else ""
        return _as_sentence(translated(value.strerror) + where)
    return _tr("Something unexpected happened. The log file tells more.")


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def moment(value: datetime) -> str:
    return QLocale().toString(as_it_is(value), _tr("d MMM yyyy, HH:mm"))


def as_it_is(value: datetime) -> QDateTime:
    """The same day and time for Qt, whatever its zone: Qt's local times take long to make."""
    day = QDate(value.year, value.month, value.day)
    at = QTime(value.hour, value.minute, value.second)
    return QDateTime(day, at, QTimeZone(QTimeZone.Initialization.UTC))


def short_path(path: Path | str) -> str:
    """The path with the home folder as "~". As texts: a screen of photos asks for dozens."""
    text, home = str(path), os.path.expanduser("~").rstrip(os.sep)
    start, rest = text[: len(home)], text[len(home) :]
    is_in_home = os.path.normcase(start) == os.path.normcase(home)
    return f"~{rest}" if is_in_home and (not rest or rest.startswith(os.sep)) else text
