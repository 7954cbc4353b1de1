"""What only photos that go know, in plain words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from photodedup.engine.details import Detail
from photodedup.engine.domain.history import SidecarChange
from photodedup.engine.domain.plans import PlannedRemoval
from photodedup.ui import engine_words, wording


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("detail_words", text, "", count)


def name(kind: Detail) -> str:
    return {
        Detail.DATE: _tr("date"),
        Detail.PLACE: _tr("location"),
        Detail.RATING: _tr("rating"),
        Detail.CAPTION: _tr("caption"),
        Detail.KEYWORDS: _tr("keywords"),
    }[kind]


def names(kinds: Iterable[Detail]) -> str:
    """ "location, keywords"."""
    return ", ".join(map(name, kinds))


def with_articles(kinds: Sequence[Detail]) -> str:
    """ "a date, a location and keywords"."""
    said = [
        name(kind) if kind is Detail.KEYWORDS else _tr("a {detail}").format(detail=name(kind))
        for kind in kinds
    ]
    if len(said) < 2:
        return "".join(said)
    return _tr("{some} and {last}").format(some=", ".join(said[:-1]), last=said[-1])


def counted(kinds: Iterable[Detail]) -> str:
    """ "2 locations" as "location (2)", each kind once, in their own order."""
    counts = Counter(kinds)
    return ", ".join(
        f"{name(kind)} ({wording.number(counts[kind])})" for kind in Detail if kind in counts
    )


def only_here(removal: PlannedRemoval) -> str:
    """For a cell: "location, keywords; other date"."""
    parts = [names(removal.only_here)] if removal.only_here else []
    if removal.disagrees:
        parts.append(_tr("other {details}").format(details=names(removal.disagrees)))
    return "; ".join(parts)


def only_here_sentence(removal: PlannedRemoval) -> str:
    """The same in sentences."""
    parts = []
    if removal.only_here:
        told = _tr("It has {details} that the kept photo lacks.")
        parts.append(told.format(details=with_articles(removal.only_here)))
    if removal.disagrees:
        told = _tr("The kept photo has another {details}; that stays as it is.")
        parts.append(told.format(details=names(removal.disagrees)))
    return "\n".join(parts)


def stays_sentence(removal: PlannedRemoval, obstacle: str) -> str:
    """Why a photo stays whose details cannot be written."""
    told = _tr("It has {details} that the kept photo lacks and that cannot be written beside it.")
    told = told.format(details=with_articles(removal.only_here))
    return f"{told} {engine_words.translated(obstacle)}"


def summary(removals: Iterable[PlannedRemoval]) -> str:
    """What a plan would lose, summed up; empty for nothing."""
    telling = [removal for removal in removals if removal.only_here]
    if not telling:
        return ""
    kinds = counted(kind for removal in telling for kind in removal.only_here)
    told = (
        _tr("{photos} has what the photo that stays for it lacks: {kinds}.")
        if len(telling) == 1
        else _tr("{photos} have what the photos that stay for them lack: {kinds}.")
    )
    return told.format(photos=wording.photos(len(telling)), kinds=kinds)


def disagreement(removals: Iterable[PlannedRemoval]) -> str:
    """That some say otherwise; empty for none."""
    count = sum(bool(removal.disagrees) for removal in removals)
    if not count:
        return ""
    told = (
        _tr("{photos} says something else than the photo that stays, which is not changed.")
        if count == 1
        else _tr(
            "{photos} say something else than the photos that stay, which are left as they are."
        )
    )
    return told.format(photos=wording.photos(count))


def written(sidecars: Sequence[SidecarChange]) -> str:
    """What a clean-up wrote; empty for nothing."""
    if not sidecars:
        return ""
    kinds = counted(kind for sidecar in sidecars for kind in sidecar.added)
    return _tr("Written beside the photos that stay: {kinds}.").format(kinds=kinds)
