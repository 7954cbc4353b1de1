"""Adding details to an XMP document, so that every byte that was in it stays as it is.

Properties that are there with a value are never changed: the new ones go into a description of
their own, keywords into the list that there is. Only a property that is there and empty (a rating
of 0, a caption without a letter) gives way to the new one.
"""

import re
from dataclasses import replace
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from photodedup.engine.details import Details, Place, lacking
from photodedup.engine.files.photo_details import details_of_xmp
from photodedup.engine.files.xmp_document import (
    DC,
    EXIF,
    LIGHTROOM,
    PHOTOSHOP,
    RDF,
    XAP,
    BadXmp,
    Property,
    XmpDocument,
    read_document,
)

_EMPTY: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="photodedup">\n'
    f' <rdf:RDF xmlns:rdf="{RDF}">\n'
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    '<?xpacket end="w"?>\n'
).encode()
_NAMESPACES: Final = {
    "dc": DC,
    "xmp": XAP,
    "exif": EXIF,
    "photoshop": PHOTOSHOP,
    "lr": LIGHTROOM,
}
_DAMAGE: Final = "it is built in a way that cannot be added to safely"
_NO_TEXT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Edit = tuple[int, int, bytes]  # from, to before, what comes there instead


def with_details(data: bytes | None, wanted: Details) -> tuple[bytes, Details]:
    """A document with these details added, and which were: those that it has already are not.
    None stands for no document yet. If it has them all, it is returned as it is.

    Raises:
        BadXmp: it cannot be read, or not be added to without changing it; the message says why.
    """
    before = _EMPTY if data is None else data
    document = read_document(before)
    added = lacking(details_of_xmp(document), _writable(wanted))
    if not added.kinds:
        return before, added
    after = _applied(before, [*_edits(before, document, added)])
    _require_only_added(document, read_document(after), added)
    return after, added


def _edits(data: bytes, document: XmpDocument, added: Details) -> list[_Edit]:
    edits: list[_Edit] = []
    properties = _properties(added)
    for prefix, name in [*properties]:
        old = document.properties.get((_NAMESPACES[prefix], name))
        if old is not None and old.text and name != "Rating":
            del properties[prefix, name]  # it says something: not ours to change
        elif old is not None:
            edits.append((old.span.start, old.span.end, b""))
    for (prefix, name), words in _lists(added).items():
        known = document.properties.get((_NAMESPACES[prefix], name))
        if known is not None and known.list_span is not None:
            edits.append(_into_list(data, known, words))
            continue
        if known is not None:
            edits.append((known.span.start, known.span.end, b""))
        items = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in words)
        properties[prefix, name] = f"<rdf:Bag>{items}</rdf:Bag>"
    if properties:
        edits.append(_description(data, document, properties))
    return edits


def _lists(added: Details) -> dict[tuple[str, str], tuple[str, ...]]:
    """New items of lists by prefix and name, as far as there are any."""
    words = {
        ("dc", "subject"): added.keywords,
        ("lr", "hierarchicalSubject"): added.keyword_paths,
    }
    return {name: items for name, items in words.items() if items}


def _properties(added: Details) -> dict[tuple[str, str], str]:
    """The content of new elements by prefix and name; keywords not among them."""
    new: dict[tuple[str, str], str] = {}
    if added.taken_at is not None:
        has_fraction = bool(added.taken_at.microsecond)
        moment = added.taken_at.isoformat(timespec="milliseconds" if has_fraction else "seconds")
        new["exif", "DateTimeOriginal"] = new["photoshop", "DateCreated"] = moment
    if added.place is not None:
        new |= _place(added.place)
    if added.rating is not None:
        new["xmp", "Rating"] = str(added.rating)
    if added.caption is not None:
        item = f'<rdf:li xml:lang="x-default">{escape(added.caption)}</rdf:li>'
        new["dc", "description"] = f"<rdf:Alt>{item}</rdf:Alt>"
    return new


def _place(place: Place) -> dict[tuple[str, str], str]:
    found = {
        ("exif", "GPSVersionID"): "2.3.0.0",
        ("exif", "GPSLatitude"): _degrees(place.latitude_deg, "NS"),
        ("exif", "GPSLongitude"): _degrees(place.longitude_deg, "EW"),
    }
    if place.altitude_m is not None:
        found["exif", "GPSAltitude"] = f"{round(abs(place.altitude_m) * 100)}/100"
        found["exif", "GPSAltitudeRef"] = "1" if place.altitude_m < 0 else "0"
    return found


def _degrees(value_deg: float, letters: str) -> str:
    """As XMP writes them: degrees, minutes with their fraction, and a direction."""
    millionths = round(abs(value_deg) * 60_000_000)
    degrees, rest = divmod(millionths, 60_000_000)
    return f"{degrees},{rest // 1_000_000}.{rest % 1_000_000:06}{letters[value_deg < 0]}"


def _writable(details: Details) -> Details:
    """Without the signs that no XML can hold."""
    return replace(
        details,
        caption=_NO_TEXT.sub(" ", details.caption or "").strip() or None,
        keywords=_writable_words(details.keywords),
        keyword_paths=tuple(p for p in _writable_words(details.keyword_paths) if "|" in p),
    )


def _writable_words(words: tuple[str, ...]) -> tuple[str, ...]:
    clean = (" ".join(_NO_TEXT.sub(" ", word).split()) for word in words)
    return tuple(dict.fromkeys(word for word in clean if word))


def _into_list(data: bytes, known: Property, words: tuple[str, ...]) -> _Edit:
    """More items at the end of a list, in the prefix that the document uses."""
    span = known.list_span
    assert span is not None
    tag = re.compile(rb"<(?:([^\s/>:]+):)?([^\s/>]+)").match(data, span.start)
    if tag is None:
        raise BadXmp(_DAMAGE)
    prefix = tag[1] + b":" if tag[1] else b""
    items = b"".join(b"<%bli>%b</%bli>" % (prefix, escape(w).encode(), prefix) for w in words)
    if span.inner_end >= 0:
        return (span.inner_end, span.inner_end, items)
    opened = data[span.start : span.end].removesuffix(b"/>")
    return (span.start, span.end, b"%b>%b</%b%b>" % (opened, items, prefix, tag[2]))


def _description(
    data: bytes, document: XmpDocument, properties: dict[tuple[str, str], str]
) -> _Edit:
    """A description of the same resource at the end, with prefixes of its own."""
    assert document.rdf is not None
    prefixes = sorted({prefix for prefix, _ in properties})
    names = "".join(f'\n    xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in prefixes)
    body = "".join(
        f"   <{prefix}:{name}>{content}</{prefix}:{name}>\n"
        for (prefix, name), content in properties.items()
    )
    about = quoteattr(document.about)
    block = (
        f' <rdf:Description rdf:about={about}\n    xmlns:rdf="{RDF}"{names}>\n'
        f"{body}  </rdf:Description>\n "
    ).encode()
    span = document.rdf
    if span.inner_end >= 0:
        return (span.inner_end, span.inner_end, block)
    opened = data[span.start : span.end].removesuffix(b"/>").rstrip()
    name = re.compile(rb"<([^\s/>]+)").match(opened)
    if name is None:
        raise BadXmp(_DAMAGE)
    return (span.start, span.end, b"%b>\n%b</%b>" % (opened, block, name[1]))


def _applied(data: bytes, edits: list[_Edit]) -> bytes:
    """The bytes with all edits made, the last first, so that places before them stay true."""
    for start, end, instead in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        data = data[:start] + instead + data[end:]
    return data


def _require_only_added(before: XmpDocument, after: XmpDocument, added: Details) -> None:
    """
    Raises:
        BadXmp: something that was there is not as it was, or something new cannot be read back.
    """
    for name, old in before.properties.items():
        new = after.properties.get(name)
        if old.text and (new is None or new.items[: len(old.items)] != old.items):
            is_unrated = name == (XAP, "Rating") and added.rating is not None
            if not is_unrated:
                raise BadXmp(_DAMAGE)
    if lacking(details_of_xmp(after), added).kinds:
        raise BadXmp(_DAMAGE)
