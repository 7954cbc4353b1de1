"""A whole XMP document: its properties, and where in its bytes each of them is.

Documents come from anywhere, so they are small, UTF-8 and free of document types: no entity is
ever declared, let alone expanded.
"""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

MAX_BYTES: Final = 4 << 20
_MAX_DEPTH = 64
_MAX_ELEMENTS = 50_000  # a thousand times what programs write

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML: Final = "http://www.w3.org/XML/1998/namespace"
DC: Final = "http://purl.org/dc/elements/1.1/"
XAP: Final = "http://ns.adobe.com/xap/1.0/"
EXIF: Final = "http://ns.adobe.com/exif/1.0/"
PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
LIGHTROOM: Final = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM: Final = "http://www.digikam.org/ns/1.0/"

_LISTS = tuple(f"{RDF} {name}" for name in ("Bag", "Seq", "Alt"))
_ATTRIBUTE = re.compile(rb"\s+([^\s=>/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_TAG_NAME = re.compile(rb"<[^\s/>]+")
_WHOLE_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")


class BadXmp(Exception):
    """These bytes are no XMP document that can be read safely; the message says why."""


@dataclass(slots=True)
class Span:
    """Bytes from `start` to before `end`."""

    start: int
    end: int = -1
    inner_end: int = -1  # where more can be put at the end of an element; -1 in `<a/>`


@dataclass(slots=True)
class Property:
    """A property, an attribute or an element. `items` are those of its list, a text without a list
    is the only one; of alternatives the default comes first."""

    span: Span
    items: list[str] = field(default_factory=list)
    list_span: Span | None = None

    @property
    def text(self) -> str:
        return next((item for item in self.items if item.strip()), "").strip()


@dataclass(slots=True)
class XmpDocument:
    """Properties by (namespace, name), the first of each; `rdf` is the element that holds them."""

    properties: dict[tuple[str, str], Property] = field(default_factory=dict)
    about: str = ""
    rdf: Span | None = None

    def text(self, namespace: str, name: str) -> str:
        found = self.properties.get((namespace, name))
        return found.text if found else ""

    def items(self, namespace: str, name: str) -> list[str]:
        found = self.properties.get((namespace, name))
        return [item.strip() for item in found.items if item.strip()] if found else []


def read_document(data: bytes) -> XmpDocument:
    """
    Raises:
        BadXmp: too large, not UTF-8, not well formed, with a document type, or no XMP.
    """
    if len(data) > MAX_BYTES:
        raise BadXmp("it is too large")
    reader = _Reader(data)
    try:
        data.decode("utf-8")
        reader.parser.Parse(data, True)
    except UnicodeDecodeError as error:
        raise BadXmp("it is not in UTF-8") from error
    except (expat.ExpatError, ValueError) as error:
        raise BadXmp("it is damaged") from error
    if reader.document.rdf is None:
        raise BadXmp("it holds no XMP")
    return reader.document


class _Reader:
    """Listens to the parser. Levels are counted from the rdf:RDF element: 1 is a description, 2 a
    property, 3 its list, 4 an item."""

    def __init__(self, data: bytes) -> None:
        self.document = XmpDocument()
        self._data = data
        self._level = -1  # outside of rdf:RDF
        self._depth = self._count = 0
        self._now: Property | None = None
        self._texts: list[str] | None = None
        self._is_default = False
        self.parser = parser = expat.ParserCreate(None, " ")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.XmlDeclHandler = self._check_encoding
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _refuse_doctype(self, *_: object) -> None:
        raise BadXmp("it declares a document type")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8"):
            raise BadXmp("it is not in UTF-8")

    def _start(self, name: str, attributes: list[str]) -> None:
        at = self.parser.CurrentByteIndex
        self._depth += 1
        self._count += 1
        if self._depth > _MAX_DEPTH:
            raise BadXmp("it is nested too deeply")
        if self._count > _MAX_ELEMENTS:
            raise BadXmp("it holds too many elements")
        if self._level < 0:
            if name == f"{RDF} RDF" and self.document.rdf is None:
                self.document.rdf, self._level = Span(at), 0
            return
        self._level += 1
        if self._level == 1:
            self._describe(at, attributes)
        elif self._level == 2:
            self._now = Property(Span(at), [""])
            self.document.properties.setdefault(_split(name), self._now)
        elif self._now is not None and self._level == 3 and name in _LISTS:
            self._now.items, self._now.list_span = [], Span(at)
        elif self._now is not None and self._level == 4 and self._now.list_span is not None:
            named = dict(zip(attributes[::2], attributes[1::2], strict=True))
            self._is_default = named.get(f"{XML} lang") == "x-default"
            self._texts = []

    def _describe(self, at: int, attributes: list[str]) -> None:
        """A description's attributes are properties, too."""
        names, values = attributes[::2], attributes[1::2]
        for name, value, span in zip(names, values, self._attribute_spans(at), strict=True):
            namespace, local = _split(name)
            if local == "about" and namespace in (RDF, ""):
                self.document.about = self.document.about or value
            elif namespace not in (RDF, XML, ""):
                self.document.properties.setdefault((namespace, local), Property(span, [value]))

    def _attribute_spans(self, at: int) -> list[Span]:
        """Where the attributes of the tag at `at` are, in order, without those for namespaces."""
        tag = _TAG_NAME.match(self._data, at)
        end, spans = tag.end() if tag else at, []
        while (found := _ATTRIBUTE.match(self._data, end)) is not None:
            end = found.end()
            if found[1] != b"xmlns" and not found[1].startswith(b"xmlns:"):
                spans.append(Span(found.start(), end))
        return spans

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._level < 0:
            return
        if self._level == 0 and self.document.rdf is not None:
            self._close(self.document.rdf)
        elif self._now is not None and self._level == 2:
            self._close(self._now.span)
            self._now = None
        elif self._now is not None and self._level == 3 and self._now.list_span is not None:
            if self._now.list_span.end < 0:
                self._close(self._now.list_span)
        elif self._now is not None and self._level == 4 and self._texts is not None:
            place = 0 if self._is_default else len(self._now.items)
            self._now.items.insert(place, "".join(self._texts))
            self._texts = None
        self._level -= 1

    def _close(self, span: Span) -> None:
        """The parser stands at the end tag, if there is one."""
        at, tag = self.parser.CurrentByteIndex, _WHOLE_TAG.match(self._data, span.start)
        if tag is None:
            raise BadXmp("it is built in a way that is not known")
        if tag[1]:
            span.end = tag.end()
        else:
            span.inner_end, span.end = at, self._data.index(b">", at) + 1

    def _characters(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)
        elif self._now is not None and self._level == 2 and self._now.list_span is None:
            self._now.items[0] += text


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local
