"""The groups of a library as one HTML page that needs no other file: totals, times, pictures."""

import base64
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import cv2
import numpy as np

from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo, SkippedFile
from photodedup.engine.reports.page_style import STYLE
from photodedup.engine.reports.sizes import size_text
from photodedup.engine.shot_groups import unfolded

Preview = Callable[[PhotoId], bytes | None]

GROUPS_WITH_PICTURES = 1000  # so that a browser can still open the page of a large library
_THUMBNAIL_PX = 200
_QUALITY = 75

_VERDICT_TEXTS = {
    "keeper": "stays",
    "identical": "identical file",
    "same-picture": "same picture",
    "edited": "edited copy",
    "burst": "burst",
    "similar": "similar",
    "put-together": "put together by you",
}
_STEP_TEXTS = {
    "walk": "looking for photos",
    "read": "reading them",
    "find": "comparing and checking",
    "total": "all together",
}
_KIND_TITLES = {
    GroupKind.COPIES: "Copies",
    GroupKind.BURST: "Bursts",
    GroupKind.SIMILAR: "Similar photos",
}


def page(
    photo_count: int,
    groups: Sequence[Group],
    skipped: Sequence[SkippedFile],
    timings_s: Mapping[str, float],
    preview: Preview,
    more: str = "",
) -> str:
    """The whole page. `preview` gives a photo's preview as JPEG, None where there is none. `more`
    is HTML to be put behind the groups."""
    shown = unfolded(groups)
    parts = [
        "<header><h1>Duplicates in your photos</h1>",
        _totals(photo_count, shown, skipped),
        "</header>",
        _times(timings_s),
        _contents(shown),
    ]
    number = 0
    for kind, title in _KIND_TITLES.items():
        chosen = [group for group in shown if group.kind is kind]
        if not chosen:
            continue
        parts.append(f'<h2 id="{kind}">{title}</h2>')
        for group in chosen:
            number += 1
            has_pictures = number <= GROUPS_WITH_PICTURES
            parts.append(_group(number, group, preview if has_pictures else lambda _: None))
    if number > GROUPS_WITH_PICTURES:
        parts.append(f"<p>Pictures are shown for the first {GROUPS_WITH_PICTURES} groups.</p>")
    if not shown:
        parts.append("<p>There are no duplicates among these photos.</p>")
    parts += [more, _skipped(skipped)]
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<title>photodedup: duplicates</title>"
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _totals(photo_count: int, groups: Sequence[Group], skipped: Sequence[SkippedFile]) -> str:
    copies = [group for group in groups if group.kind is GroupKind.COPIES]
    spares = [member for group in copies for member in group.members]
    marked = [member for group in groups for member in group.marked]
    figures = [
        (f"{photo_count:,}", "photos"),
        (f"{len(copies):,}", "groups of copies"),
        (f"{len(spares):,}", "copies beside their keepers"),
        (f"{len(groups) - len(copies):,}", "groups of bursts and similar photos"),
        (size_text(sum(m.photo.size_bytes for m in marked)), f"in {len(marked):,} marked photos"),
        (f"{len(skipped):,}", "files skipped"),
    ]
    cells = "".join(f"<div><b>{value}</b><span>{text}</span></div>" for value, text in figures)
    verdicts = Counter(str(member.verdict) for group in groups for member in group.members)
    counts = ", ".join(
        f"{_VERDICT_TEXTS[verdict]} {count:,}" for verdict, count in verdicts.items()
    )
    return f'<div class="totals">{cells}</div>' + (f"<p>{counts}</p>" if counts else "")


def _times(timings_s: Mapping[str, float]) -> str:
    rows = "".join(
        f"<tr><td>{_text(_STEP_TEXTS.get(step, step))}</td><td>{seconds:.1f} s</td></tr>"
        for step, seconds in timings_s.items()
    )
    return f"<h2>Time</h2><table>{rows}</table>" if rows else ""


def _contents(groups: Sequence[Group]) -> str:
    counts = Counter(group.kind for group in groups)
    links = (
        f'<a href="#{kind}">{title}</a> {counts[kind]:,}'
        for kind, title in _KIND_TITLES.items()
        if counts[kind]
    )
    return f"<nav>{' &middot; '.join(links)}</nav>" if groups else ""


def _group(number: int, group: Group, preview: Preview) -> str:
    keeper = group.keeper
    cards = [_card(keeper, "keeper", "", group.keeper_reason, preview)]
    cards += [_member(member, preview) for member in group.members]
    note = " (skipped: all stay)" if group.is_skipped else ""
    return (
        f"<section><h3>{number}. {_text(keeper.path.name)}{note}</h3>"
        f'<div class="cards">{"".join(cards)}</div></section>'
    )


def _member(member: Member, preview: Preview) -> str:
    fate = "marked for the trash" if member.is_marked else ""
    text = f"{member.similarity:.0%} alike" + (f", {fate}" if fate else "")
    return _card(member.photo, str(member.verdict), text, member.reason, preview)


def _card(photo: Photo, verdict: str, note: str, reason: str, preview: Preview) -> str:
    facts = f"{photo.width_px} by {photo.height_px} pixels, {size_text(photo.size_bytes)}"
    if photo.taken_at:
        facts += f", {photo.taken_at:%Y-%m-%d %H:%M}"
    return (
        f'<figure class="{verdict}">{_picture(photo, preview)}<figcaption>'
        f'<b class="verdict">{_text(_VERDICT_TEXTS.get(verdict, verdict))}</b> {_text(note)}'
        f"<br>{_text(reason)}<br><small>{_text(facts)}<br>{_path(photo.path)}</small>"
        "</figcaption></figure>"
    )


def _picture(photo: Photo, preview: Preview) -> str:
    small = _thumbnail(preview(photo.id))
    if small is None:
        return '<div class="lacking">no picture</div>'
    coded = base64.b64encode(small).decode("ascii")
    return f'<img alt="{_text(photo.path.name)}" src="data:image/jpeg;base64,{coded}">'


def _thumbnail(jpeg: bytes | None) -> bytes | None:
    """A smaller JPEG, so that a page with thousands of them stays small."""
    if not jpeg:
        return None
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        return None
    height, width = pixels.shape[:2]
    scale = min(1.0, _THUMBNAIL_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    is_done, coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return coded.tobytes() if is_done else None


def _skipped(files: Iterable[SkippedFile]) -> str:
    rows = "".join(
        f"<tr><td>{_path(file.path)}</td><td>{_text(file.reason)}</td></tr>" for file in files
    )
    return f'<h2>Skipped</h2><table class="skipped">{rows}</table>' if rows else ""


def _path(path: Path) -> str:
    return _text(os.fsencode(path).decode("utf-8", "replace"))


def _text(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode("utf-8"))
