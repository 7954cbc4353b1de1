import pytest

from photodedup.engine.paths import library_places
from photodedup.ui.session import (
    SCAN_STOPPED,
    Session,
    library_title,
    load_session,
    save_session,
)


@pytest.fixture
def places():
    made = library_places("Grandma's Photos")
    made.folder.mkdir(parents=True)
    return made


def test_a_session_comes_back_as_it_was_saved(places):
    session = Session(name="Grandma's Photos", scan=SCAN_STOPPED, place={"group": 42})
    save_session(places, session)
    assert load_session(places) == session
    assert library_title(places) == "Grandma's Photos"


def test_without_a_session_there_are_defaults_and_a_title_from_the_folder(places):
    assert load_session(places) == Session()
    assert library_title(places) == "Grandma s photos"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"place": "far", "scan": 3, "new": true}'])
def test_a_damaged_session_falls_back_to_defaults(places, text):
    (places.folder / "window.json").write_text(text)
    assert load_session(places) == Session()


def test_a_session_that_cannot_be_saved_is_no_error(places):
    places.folder.rmdir()
    save_session(places, Session(name="x"))
    assert load_session(places) == Session()
