"""Folders in little room: the part that tells two of them apart is what remains."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from photodedup.ui.views.folder_text import fitted_folder

PHONE = str(Path("/media/backup/2019/Pictures from the old phone/Summer in Italy/DCIM/Camera"))
LAPTOP = PHONE.replace("2019", "2021")


@pytest.fixture
def metrics(qapp) -> QFontMetrics:
    return QFontMetrics(QFont())


def test_where_there_is_room_all_of_it_is_shown(metrics):
    assert fitted_folder(PHONE, [PHONE, LAPTOP], metrics, 10_000) == PHONE


def test_the_part_that_differs_stays(metrics):
    room = metrics.horizontalAdvance("/…/2019/…/Camera mm")

    assert "2019" in fitted_folder(PHONE, [PHONE, LAPTOP], metrics, room)
    assert "2021" in fitted_folder(LAPTOP, [PHONE, LAPTOP], metrics, room)


def test_what_is_shared_gives_way_first(metrics):
    albums = [str(Path("/media/backup/photos/all of them", name)) for name in ("Rome", "Oslo")]
    room = metrics.horizontalAdvance(albums[0]) - 5

    assert fitted_folder(albums[0], albums, metrics, room) == str(Path("/", "…", "Rome"))


def test_in_one_folder_its_own_name_stays(metrics):
    room = metrics.horizontalAdvance("…/Camera mm")

    assert fitted_folder(PHONE, [PHONE, PHONE], metrics, room).endswith("Camera")


@pytest.mark.parametrize("width_px", [5, 20, 60, 150])
def test_it_never_takes_more_than_its_room(metrics, width_px):
    for folder in (PHONE, str(Path("/")), str(Path("/a"))):
        text = fitted_folder(folder, [PHONE, LAPTOP], metrics, width_px)
        assert metrics.horizontalAdvance(text) <= width_px or text == "…"
