"""Objects made many at once are those that the class itself makes."""

from dataclasses import FrozenInstanceError, astuple, fields, replace
from datetime import datetime
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import Member
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.many import maker_of
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import DateSource, Photo
from tests.factories import make_photo

PHOTO = replace(
    make_photo(7),
    taken_at=datetime(2019, 7, 1, 12),
    date_source=DateSource.EXIF,
    hard_links=(Path("/photos/link.jpg"),),
    is_protected=True,
)
MEMBER = Member(PHOTO, Verdict.EDITED, 0.93, "black and white", is_marked=True)


@pytest.mark.parametrize("made", [PHOTO, MEMBER])
def test_they_are_no_others(made):
    values = [getattr(made, each.name) for each in fields(made)]
    again = maker_of(type(made))(*values)

    assert type(again) is type(made)
    assert again == made
    assert hash(again) == hash(made)
    assert repr(again) == repr(made)
    assert astuple(again) == astuple(made)


def test_they_are_as_frozen():
    photo = maker_of(Photo)(*(getattr(PHOTO, each.name) for each in fields(Photo)))

    with pytest.raises(FrozenInstanceError):
        photo.id = PhotoId(8)
    assert replace(photo, id=PhotoId(8)).id == 8


def test_a_value_too_few_is_an_error():
    with pytest.raises(TypeError):
        maker_of(Photo)(1, Path("/photos/1.jpg"))
