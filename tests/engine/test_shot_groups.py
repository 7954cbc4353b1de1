"""In groups a shot is one member, is never a copy of itself, and is suggested only as a whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, CompanionKind, Shot
from photodedup.engine.ranking import best, keeper_reason
from photodedup.engine.shot_groups import company, face, fold, unfolded, with_whole_shots
from tests.engine.libraries import scan
from tests.engine.pictures_made import dng, encoded, exif_bytes, film, scene
from tests.factories import make_group, make_member, make_photo

TAKEN = "2024:05:06 12:34:56"
PIXELS = scene(640, 480, 1)
RAW = dng(PIXELS, taken=TAKEN)
JPEG = encoded(PIXELS, ".jpg", exif=exif_bytes(taken=TAKEN))
HEIC = encoded(PIXELS, ".heic", exif=exif_bytes(taken=TAKEN))


def put(folder: Path, **files: bytes) -> None:
    """Write files; "IMG_1__DNG" is IMG_1.DNG."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)


def by_place(library) -> dict[str, dict[str, list[str]]]:
    """Keeper -> member -> its parts, as folder/name."""
    return {
        _place(group.keeper): {
            _place(member.photo): [_place(part.photo) for part in member.parts]
            for member in group.members
        }
        for group in library.groups()
        if group.kind is GroupKind.COPIES
    }


def _place(photo) -> str:
    return f"{photo.path.parent.name}/{photo.path.name}"


def marked(library) -> set[str]:
    return {_place(m.photo) for group in library.groups() for m in group.marked}


# --- in a library -----------------------------------------------------------------------------


def test_a_raw_and_its_jpeg_are_no_copies(open_library, photos):
    put(photos, IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    library = open_library()

    scan(library, photos)

    assert library.groups() == ()


def test_a_raw_and_a_jpeg_that_are_a_shot_elsewhere_are_no_copies(open_library, photos):
    put(photos / "a", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    put(photos / "b", other__JPG=JPEG)
    put(photos / "c", another__DNG=RAW)
    library = open_library()

    scan(library, photos)

    assert by_place(library) == {"a/IMG_1.DNG": {"c/another.DNG": []}} | {
        "a/IMG_1.JPG": {"b/other.JPG": []}
    }
    assert marked(library) == {"b/other.JPG", "c/another.DNG"}


def test_a_copied_shot_is_one_member_of_one_group(open_library, photos):
    put(photos / "a", IMG_1__DNG=RAW, IMG_1__JPG=JPEG, IMG_1__xmp=b"<x/>")
    put(photos / "b", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    library = open_library()

    scan(library, photos)

    assert by_place(library) == {"a/IMG_1.DNG": {"b/IMG_1.DNG": ["b/IMG_1.JPG"]}}
    (group,) = library.groups()
    assert group.marked_bytes == len(RAW) + len(JPEG)
    assert "with its JPEG" in group.members[0].reason


def test_choosing_the_other_shots_raw_keeps_its_jpeg_too(open_library, photos):
    put(photos / "a", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    put(photos / "b", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    library = open_library()
    scan(library, photos)
    (group,) = library.groups()

    (group,) = library.set_keeper(group.id, group.members[0].photo.id)

    assert by_place(library) == {"b/IMG_1.DNG": {"a/IMG_1.DNG": ["a/IMG_1.JPG"]}}
    assert library.group(group.id) == group


def test_marking_a_shot_marks_it_whole(open_library, photos):
    put(photos / "a", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    put(photos / "b", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    library = open_library()
    scan(library, photos)
    (group,) = library.groups()
    spare = group.members[0].photo.id

    assert library.set_marked(group.id, spare, False).marked_bytes == 0
    assert library.set_marked(group.id, spare, True).marked_bytes == len(RAW) + len(JPEG)


def test_the_fuller_shot_is_kept(open_library, photos):
    put(photos / "a", IMG_1__HEIC=HEIC)
    put(photos / "b", IMG_1__HEIC=HEIC, IMG_1__MOV=film("LIVE-A"))
    library = open_library()

    scan(library, photos)

    assert by_place(library) == {"b/IMG_1.HEIC": {"a/IMG_1.HEIC": []}}
    assert marked(library) == {"a/IMG_1.HEIC"}


def test_a_live_photo_whose_film_has_no_copy_is_not_suggested(open_library, photos):
    put(photos / "a", IMG_1__HEIC=HEIC, IMG_1__MOV=film("LIVE-A"))
    put(photos / "b", IMG_1__HEIC=HEIC, IMG_1__MOV=film("LIVE-A", b"another film"))
    library = open_library()

    scan(library, photos)

    (group,) = library.groups()
    assert marked(library) == set()
    assert "its film exists only here" in group.members[0].reason


def test_an_edited_sibling_is_no_copy_of_its_original(open_library, photos):
    edited = encoded(PIXELS[40:440, 60:600], ".jpg", exif=exif_bytes(taken=TAKEN))
    for folder in ("a", "b"):
        put(photos / folder, IMG_1234__JPG=JPEG, IMG_E1234__JPG=edited, IMG_1234__AAE=b"edit")
    library = open_library()

    scan(library, photos)

    assert by_place(library) == {"a/IMG_1234.JPG": {"b/IMG_1234.JPG": ["b/IMG_E1234.JPG"]}}


def test_an_edited_sibling_with_the_same_pixels_is_no_copy_either(open_library, photos):
    put(photos, IMG_1234__JPG=JPEG, IMG_E1234__JPG=JPEG)
    library = open_library()

    scan(library, photos)

    assert library.groups() == ()


def test_a_chat_copy_of_a_shot_is_a_member_of_its_own(open_library, photos):
    put(photos / "a", IMG_1__DNG=RAW, IMG_1__JPG=JPEG)
    put(photos / "b", chat__jpg=encoded(PIXELS, ".jpg", quality=60))
    library = open_library()

    scan(library, photos)

    (group,) = library.groups()
    assert [_place(m.photo) for m in group.members] == ["b/chat.jpg"]


# --- the rules --------------------------------------------------------------------------------


def shot_of(number: int, *names: str, **facts) -> list:
    """Photos of one shot, ids from `number`."""
    paths = [Path(f"/photos/{number}/{name}") for name in names]
    ids = tuple(PhotoId(number + index) for index in range(len(paths)))
    shot = Shot(ShotId(number), ids, tuple(paths), len(paths), 0, 1_000 + number)
    return [
        make_photo(
            photo,
            path=path,
            shot=shot,
            is_raw=path.suffix == ".CR2",
            content_hash="c" * 64,
            **facts,
        )
        for photo, path in zip(ids, paths, strict=True)
    ]


def test_the_raw_is_the_face_of_a_shot_and_else_the_original():
    raw, jpeg = shot_of(1, "IMG_1.CR2", "IMG_1.JPG")
    original, edited = shot_of(5, "IMG_1234.HEIC", "IMG_E1234.JPG")
    assert (face(raw), face(jpeg)) == (raw.id, raw.id)
    assert (face(edited), face(make_photo(9))) == (original.id, 9)


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_member_of_another_shot_stays_a_member(is_reversed):
    raw, jpeg = shot_of(10, "IMG_1.CR2", "IMG_1.JPG")
    raw_copy, jpeg_copy = shot_of(20, "IMG_1.CR2", "IMG_1.JPG")
    alone = make_photo(30)
    raws = make_group(1, keeper=raw, members=[make_member(raw_copy)])
    jpegs = make_group(2, keeper=jpeg, members=[make_member(jpeg_copy), make_member(alone)])

    groups = fold([jpegs, raws] if is_reversed else [raws, jpegs], {})

    assert {
        group.id: [(m.photo.id, [p.photo.id for p in m.parts]) for m in group.members]
        for group in groups
    } == {1: [(20, [21])], 2: [(30, [])]}
    assert groups[0].members[0].parts[0].survivor == jpeg


def test_what_was_folded_comes_apart_again():
    raw, jpeg = shot_of(10, "IMG_1.CR2", "IMG_1.JPG")
    raw_copy, jpeg_copy = shot_of(20, "IMG_1.CR2", "IMG_1.JPG")
    raws = make_group(1, keeper=raw, members=[make_member(raw_copy)])
    jpegs = make_group(2, keeper=jpeg, members=[make_member(jpeg_copy)])

    folded = fold([raws, jpegs], {})
    apart = unfolded(folded)

    assert [(g.keeper, [m.photo for m in g.members], len(g.marked)) for g in apart] == [
        (raw, [raw_copy], 1),
        (jpeg, [jpeg_copy], 1),
    ]
    assert (len(folded), len({group.id for group in apart})) == (1, 2)


def test_a_shot_is_suggested_only_if_all_of_it_is():
    raw, jpeg = shot_of(10, "IMG_1.CR2", "IMG_1.JPG")
    raw_copy, jpeg_edit = shot_of(20, "IMG_1.CR2", "IMG_1.JPG")
    raws = make_group(1, keeper=raw, members=[make_member(raw_copy, Verdict.IDENTICAL)])
    jpegs = make_group(2, keeper=jpeg, members=[make_member(jpeg_edit, Verdict.EDITED)])

    (group,) = fold([raws, jpegs], {})
    assert group.marked == ()

    marked_raw = make_member(raw_copy, Verdict.IDENTICAL, is_marked=True)
    chosen = replace(raws, members=(marked_raw,))
    (group,) = fold([chosen, jpegs], {raw_copy.id: Choice.REMOVE})
    assert [member.photo for member in group.marked] == [raw_copy]


def test_half_a_shot_is_not_suggested_and_says_why():
    keeper = make_photo(1)
    jpeg, _ = shot_of(20, "IMG_1.JPG", "IMG_1.CR2")

    (group,) = fold([make_group(1, keeper=keeper, members=[make_member(jpeg)])], {})

    assert group.marked == ()
    assert group.members[0].reason.endswith("its RAW file has no copy that stays")


def test_in_a_burst_a_shot_brings_its_other_picture():
    raw, jpeg = shot_of(20, "IMG_1.CR2", "IMG_1.JPG")
    group = make_group(1, kind=GroupKind.BURST, members=[make_member(raw, Verdict.BURST)])

    whole = with_whole_shots(group, {raw.id: raw, jpeg.id: jpeg})

    (part,) = whole.members[0].parts
    assert (part.photo, part.survivor, part.verdict) == (jpeg, group.keeper, Verdict.BURST)


def test_company_in_words():
    kinds = (CompanionKind.SIDECAR, CompanionKind.FILM, CompanionKind.SIDECAR)
    companions = tuple(Companion(Path(f"/{n}"), kind, 1, 1) for n, kind in enumerate(kinds))
    raw, _ = shot_of(20, "IMG_1.CR2", "IMG_1.JPG", companions=companions)
    assert company(raw) == "with its JPEG, its film and its sidecar"
    assert company(make_photo(1, companions=companions[:1])) == "with its sidecar"
    assert company(make_photo(1)) == ""


def test_copied_shots_agree_about_the_keeper_whatever_their_files_dates():
    raw, jpeg = shot_of(10, "IMG_1.CR2", "IMG_1.JPG")
    raw_copy, jpeg_copy = shot_of(20, "IMG_1.CR2", "IMG_1.JPG")
    jpeg_copy = replace(jpeg_copy, mtime_ns=1)  # older than the other JPEG, unlike the RAW
    assert best([raw, raw_copy]) == raw
    assert best([jpeg, jpeg_copy]) == jpeg


def test_a_sidecar_decides_between_equals():
    companion = Companion(Path("/x.xmp"), CompanionKind.SIDECAR, 1, 1)
    plain, with_sidecar = make_photo(1), make_photo(2, companions=(companion,))
    assert best([plain, with_sidecar]) == with_sidecar
    assert keeper_reason(with_sidecar, [plain]) == "has its sidecar with it"


def test_a_film_is_no_sidecar():
    companion = Companion(Path("/x.mov"), CompanionKind.FILM, 1, 1)
    plain, live = make_photo(1), make_photo(2, companions=(companion,))
    assert keeper_reason(live, [plain]) == "has its film or raw file with it"
