"""What is written in a photo, asked of a library: read by the process that may die of it."""

import pytest
from PIL.TiffImagePlugin import IFDRational

from photodedup.engine.details import CameraSettings
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Companion, CompanionKind, Photo
from photodedup.engine.errors import UnreadablePhoto
from tests.engine.details_made import keywords, packet, picture, write

TAKEN_SO = {0x829A: IFDRational(1, 125), 0x8827: 400}


def test_what_the_file_and_what_lies_beside_it_say(open_library, tmp_path):
    path = write(tmp_path / "photos/a.jpg", picture(exif={0x4746: 3, 0x8769: TAKEN_SO}))
    beside = write(tmp_path / "photos/a.xmp", packet(keywords("Sydney")))
    sidecar = Companion(beside, CompanionKind.SIDECAR, 1, 1)
    found = open_library().details(Photo(PhotoId(1), path, 1, 1, companions=(sidecar,)))
    assert found.rating == 3
    assert found.keywords == ("Sydney",)
    assert found.settings == CameraSettings(exposure_s=0.008, iso=400)


def test_a_photo_that_is_gone_is_told(open_library, tmp_path):
    with pytest.raises(UnreadablePhoto):
        open_library().details(Photo(PhotoId(1), tmp_path / "gone.jpg", 1, 1))
