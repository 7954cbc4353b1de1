"""Details written to an XMP document: they are there, and nothing else has changed."""

from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.details import Details, Place, lacking
from photodedup.engine.files.photo_details import details_of_xmp
from photodedup.engine.files.xmp_document import MAX_BYTES, BadXmp, read_document
from photodedup.engine.files.xmp_writing import with_details
from tests.engine.details_made import RDF, keywords, packet

ALL = Details(
    datetime(2019, 6, 8, 14, 30, 5, tzinfo=timezone(timedelta(hours=2))),
    Place(-33.8588, 151.215, 12.5),
    4,
    'Harbour <"bridge"> & boats',
    ("Sydney", "été"),
    ("Places|Australia|Sydney",),
)
DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes) -> Details:
    return details_of_xmp(read_document(data))


def test_a_new_document_says_what_it_was_given():
    data, added = with_details(None, ALL)
    assert added == ALL
    assert lacking(read(data), ALL) == Details()
    assert read(data).place.latitude_deg == pytest.approx(-33.8588, abs=1e-6)


def test_any_xml_reader_finds_the_standard_properties():
    root = ElementTree.fromstring(with_details(None, ALL)[0])
    texts = {element.tag: element.text for element in root.iter()}
    assert texts["{http://ns.adobe.com/xap/1.0/}Rating"] == "4"
    assert texts["{http://ns.adobe.com/exif/1.0/}GPSLatitude"] == "33,51.528000S"
    assert texts["{http://ns.adobe.com/exif/1.0/}GPSLongitude"] == "151,12.900000E"
    created = texts["{http://ns.adobe.com/photoshop/1.0/}DateCreated"]
    assert created == "2019-06-08T14:30:05+02:00"
    words = root.findall(f".//{DC}subject/{{{RDF}}}Bag/{{{RDF}}}li")
    assert [word.text for word in words] == ["Sydney", "été"]
    caption = root.find(f".//{DC}description/{{{RDF}}}Alt/{{{RDF}}}li")
    assert caption is not None
    assert caption.text == ALL.caption
    assert caption.get("{http://www.w3.org/XML/1998/namespace}lang") == "x-default"


def test_all_that_was_in_a_document_stays_byte_for_byte():
    old = packet(
        "<!-- kept --><darktable:history><rdf:Seq><rdf:li darktable:operation='a>b'/></rdf:Seq>"
        f"</darktable:history>{keywords('boats')}",
        'darktable:xmp_version="5"',
    )
    new, added = with_details(old, ALL)
    assert added == ALL
    for part in (old[: old.index(b"</rdf:Bag>")], b"</rdf:Bag></dc:subject></rdf:Description>"):
        assert part in new
    assert read(new).keywords == ("boats", "Sydney", "été")


PATHS = "lr:hierarchicalSubject"


def hierarchy(*paths: str, name: str = PATHS) -> str:
    items = "".join(f"<rdf:li>{path}</rdf:li>" for path in paths)
    return f"<{name}><rdf:Bag>{items}</rdf:Bag></{name}>"


NAMESPACES = (
    'xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"'
)


def test_keywords_with_the_wider_ones_above_them_are_added_to_those_that_are_there():
    old = packet(hierarchy("Places|Norway"), NAMESPACES)
    new, added = with_details(old, ALL)
    assert added.keyword_paths == ALL.keyword_paths
    assert read(new).keyword_paths == ("Places|Norway", "Places|Australia|Sydney")
    assert new.count(PATHS.encode()) == 2  # in the list that there was


@pytest.mark.parametrize(
    "body",
    [
        hierarchy("places|australia|SYDNEY"),
        hierarchy("Places/Australia/Sydney", name="digiKam:TagsList"),
    ],
)
def test_those_that_it_has_are_not_added_again(body):
    known = Details(keyword_paths=ALL.keyword_paths)
    old = packet(body, NAMESPACES)
    assert with_details(old, known) == (old, Details())


def test_a_word_alone_is_no_path():
    assert read(packet(hierarchy("Sydney"), NAMESPACES)).keyword_paths == ()


def test_what_is_there_is_never_overwritten():
    old = packet(keywords("sydney"), 'xmp:Rating="2" exif:DateTimeOriginal="2001-01-01T01:01:01"')
    new, added = with_details(old, ALL)
    assert read(new).rating == 2
    assert read(new).taken_at == datetime(2001, 1, 1, 1, 1, 1)
    assert added.keywords == ("été",)
    assert added.rating is None
    assert added.taken_at is None


@pytest.mark.parametrize("unrated", ['xmp:Rating="0"', "xmp:Rating='0'"])
def test_no_stars_are_no_rating(unrated):
    new, _ = with_details(packet("", unrated), Details(rating=5))
    assert new.count(b"Rating") == 2  # one element
    assert read(new).rating == 5


def test_rejected_is_a_rating():
    old = packet("", 'xmp:Rating="-1"')
    assert with_details(old, Details(rating=5)) == (old, Details())


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<dc:subject/>",
        "<dc:subject><rdf:Bag/></dc:subject>",
        "<dc:subject><rdf:Bag></rdf:Bag></dc:subject>",
        "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'/></rdf:Alt></dc:description>",
        keywords("one", "two"),
    ],
)
def test_empty_properties_give_way(body):
    new, _ = with_details(packet(body), ALL)
    assert set(ALL.keywords) <= set(read(new).keywords)
    assert read(new).caption == ALL.caption
    assert new.count(b":subject>") == 2
    assert new.count(b":description>") == 2


def test_writing_twice_changes_nothing_more():
    once, _ = with_details(packet(keywords("boats")), ALL)
    assert with_details(once, ALL) == (once, Details())


def test_other_prefixes_and_other_resources_are_followed():
    old = (
        f'<r:RDF xmlns:r="{RDF}"><r:Description r:about="uuid:7"><d:subject '
        'xmlns:d="http://purl.org/dc/elements/1.1/"><r:Bag><r:li>x</r:li></r:Bag></d:subject>'
        "</r:Description></r:RDF>"
    ).encode()
    new, _ = with_details(old, ALL)
    root = ElementTree.fromstring(new)
    assert {d.get(f"{{{RDF}}}about") for d in root} == {"uuid:7"}
    assert read(new).keywords == ("x", "Sydney", "été")


BOMB = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]>' + packet("&c;")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (BOMB, "document type"),
        (packet("")[:-9], "damaged"),
        (b"", "damaged"),
        (b"<html/>", "no XMP"),
        (packet("").decode().encode("utf-16"), "UTF-8"),
        (b"<?xml version='1.0' encoding='latin-1'?>" + packet(""), "UTF-8"),
        (b"<a>" * 100_000, "nested"),
        (packet(" " * MAX_BYTES), "large"),
        (packet("<dc:subject/>" * 100_000), "many"),
        (packet("<dc:subject>free words</dc:subject>"), "safely"),
    ],
)
def test_what_cannot_be_added_to_safely_is_refused(data, word):
    with pytest.raises(BadXmp, match=word):
        with_details(data, ALL)


@given(
    st.builds(
        Details,
        st.none() | st.just(datetime(2011, 2, 3, 4, 5, 6, tzinfo=UTC)),
        st.none() | st.builds(Place, st.floats(-90, -0.1), st.floats(0.1, 180)),
        st.none() | st.integers(1, 5),
        st.none() | st.text(min_size=1).map(lambda text: f"a{text}b"),
        st.lists(st.text(min_size=1).map(lambda text: f"a{text}b"), max_size=4).map(tuple),
    ),
    st.sampled_from(["", keywords("known"), "<dc:subject><rdf:Bag/></dc:subject>"]),
)
def test_any_words_give_a_document_that_other_readers_take(details, body):
    new, _ = with_details(packet(body), details)
    ElementTree.fromstring(new)
    assert set(details.kinds) <= set(read(new).kinds)
