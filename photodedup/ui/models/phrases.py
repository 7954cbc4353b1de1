"""Groups and photos in plain words, as they are written on the screen and spoken."""

from collections import Counter
from collections.abc import Iterable
from datetime import time

from PySide6.QtCore import QCoreApplication, QLocale

from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.ui import wording
from photodedup.ui.engine_words import translated

SEPARATOR = " · "
MIDNIGHT = time()


def tr(text: str) -> str:
    return QCoreApplication.translate("phrases", text)


def dimensions_text(photo: Photo) -> str:
    return f"{photo.width_px} × {photo.height_px}"  # noqa: RUF001


def facts_text(photo: Photo) -> str:
    """ "4032 x 3024 · 4.0 MB · JPEG"."""
    facts = [dimensions_text(photo), wording.size(photo.size_bytes), photo.format]
    return _joined(SEPARATOR, facts)


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def date_text(photo: Photo) -> str:
    """When the photo was taken; says so where that is only the file's own date or its name's."""
    if photo.taken_at is None:
        return tr("date unknown")
    taken = photo.taken_at
    moment = wording.as_it_is(taken)
    text = QLocale().toString(moment, tr("d MMM yyyy, HH:mm"))
    if photo.date_source is DateSource.FILE_NAME:
        has_time = taken.time() != MIDNIGHT  # many names tell the day only
        named = text if has_time else QLocale().toString(moment.date(), tr("d MMM yyyy"))
        return tr("{date}, by its name").format(date=named)
    if photo.date_source is DateSource.FILE_TIME:
        return tr("file date {date}").format(date=text)
    return text


def verdict_text(verdict: Verdict) -> str:
    """What a photo is to the keeper, in two words."""
    return {
        Verdict.IDENTICAL: tr("identical file"),
        Verdict.SAME_PICTURE: tr("same picture"),
        Verdict.EDITED: tr("edited copy"),
        Verdict.BURST: tr("same burst"),
        Verdict.SIMILAR: tr("similar picture"),
        Verdict.PUT_TOGETHER: tr("put together by you"),
    }[verdict]


def is_going(group: Group, member: Member) -> bool:
    """Whether the next clean-up takes the member; it takes nothing of a skipped group."""
    return member.is_marked and not group.is_skipped


def fate_text(group: Group, member: Member) -> str:
    return tr("→ Trash") if is_going(group, member) else tr("Stays")


def why_text(group: Group, position: int, best_shot: str = "") -> str:
    """Why a photo is the keeper, or what it is to the keeper and how that was seen; before it why
    it is the best of its burst by its face, if it is."""
    if position == 0:
        why = _keeper_why(group)
    else:
        member = group.members[position - 1]
        why = what_text(member.verdict, member.reason)
    return _joined(SEPARATOR, [translated(best_shot), why])


def _keeper_why(group: Group) -> str:
    """Among different pictures there is no best one that rules could name: they only suggest."""
    if group.needs_look:
        return translated(group.needs_look)
    if group.kind is GroupKind.COPIES or group.is_reviewed:
        return translated(group.keeper_reason)
    return tr("suggested: {why}").format(why=translated(group.keeper_reason))


def what_text(verdict: Verdict, reason: str) -> str:
    """What a photo is to the keeper; the engine's sentence says so itself but for edited copies."""
    if verdict is Verdict.EDITED or not reason:
        return _joined(": ", [verdict_text(verdict), translated(reason)])
    return translated(reason)


def group_title(group: Group) -> str:
    """ "3 photos · same picture · frees 4.2 MB"."""
    count = wording.photos(len(group.members) + 1)
    return SEPARATOR.join([count, _group_verdict(group), outcome_text(group)])


def _group_verdict(group: Group) -> str:
    """What the photos of a group are to each other."""
    if group.kind is GroupKind.BURST:
        return tr("a burst, each one different")
    if group.kind is GroupKind.SIMILAR:
        return tr("similar, each one different")
    texts = {
        Verdict.IDENTICAL: (tr("identical file"), tr("identical files")),
        Verdict.SAME_PICTURE: (tr("same picture"), tr("same picture")),
        Verdict.EDITED: (tr("edited copy"), tr("edited copies")),
        Verdict.PUT_TOGETHER: (tr("put together by you"), tr("put together by you")),
    }
    counts = Counter(member.verdict for member in group.members)
    return ", ".join(texts[each][counts[each] > 1] for each in texts if counts[each])


def state_texts(group: Group) -> list[str]:
    """That the person agreed to a group just as it is."""
    return [tr("✓ reviewed")] if group.is_accepted else []


def photo_details(group: Group, position: int, best_shot: str = "") -> str:
    """Everything worth a line about one photo, for a tool tip; plain text."""
    photo = group.photos[position]
    lines = [
        str(photo.path),
        facts_text(photo),
        _joined(SEPARATOR, [date_text(photo), photo.camera or "", location_text(photo)]),
        why_text(group, position, best_shot),
        *(_for_and_against(group) if position == 0 else ()),
        *(tr("the same file is also at {path}").format(path=path) for path in photo.hard_links),
    ]
    return "\n".join(line for line in lines if line)


def _for_and_against(group: Group) -> list[str]:
    """All that sets a keeper of copies apart from them."""
    if group.kind is not GroupKind.COPIES:
        return []
    sides = [
        (tr("For it: {what}"), group.reasons_for),
        (tr("Against it: {what}"), group.reasons_against),
    ]
    return [text.format(what=", ".join(map(translated, each))) for text, each in sides if each]


def location_text(photo: Photo) -> str:
    return tr("has location") if photo.has_location else tr("no location")


def photo_spoken(group: Group, position: int, best_shot: str = "") -> str:
    """ "2 of 3, goes to the trash: same picture, half the size, 2016 by 1512, IMG_1.jpg"."""
    photo = group.photos[position]
    place = tr("{number} of {count}").format(number=position + 1, count=len(group.members) + 1)
    if position == 0:
        fate = _joined(": ", [tr("keeper"), translated(group.needs_look or group.keeper_reason)])
    else:
        member = group.members[position - 1]
        going = tr("goes to the trash") if is_going(group, member) else tr("stays")
        fate = _joined(": ", [going, what_text(member.verdict, member.reason)])
    face = translated(best_shot)
    return _joined(", ", [place, fate, face, *_facts_spoken(photo), photo.path.name])


def alone_spoken(photo: Photo) -> str:
    """The same of a photo that is in no group."""
    return _joined(", ", [*_facts_spoken(photo), photo.path.name])


def _facts_spoken(photo: Photo) -> list[str]:
    pixels = tr("{width} by {height}").format(width=photo.width_px, height=photo.height_px)
    return [pixels, location_text(photo) if photo.has_location else ""]


def group_spoken(group: Group, number: int, count: int) -> str:
    """ "group 12 of 340: 3 photos, same picture, frees 4.2 MB"."""
    place = tr("group {number} of {count}").format(number=number + 1, count=count)
    state = [tr("reviewed")] if group.is_accepted else []
    return f"{place}: {', '.join([*group_title(group).split(SEPARATOR), *state])}"


def outcome_text(group: Group) -> str:
    """What the next clean-up does with the group."""
    if group.is_skipped:
        return tr("skipped, all stay")
    if group.needs_look and not group.marked:
        return tr("no clear winner")
    if not group.marked:
        return tr("nothing marked")
    return tr("frees {size}").format(size=wording.size(group.marked_bytes))


def _joined(separator: str, parts: Iterable[str]) -> str:
    return separator.join(part for part in parts if part)
