"""Whatever is marked, no shot is split and no last copy of any part of one goes."""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from photodedup.engine.cleanup import Journal, clean_up, plan_survivors, platform_trash, restore
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import GroupId, ShotId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, CompanionKind, Photo, Shot
from photodedup.engine.shot_groups import fold
from tests.factories import make_group, make_member, make_photo
from tests.thoroughness import IS_FULL, PATIENT

from .conftest import Shelf

EXAMPLES = 5_000 if IS_FULL else 150
PLANS = 20_000 if IS_FULL else 1_000

pytestmark = PATIENT

# A shot: what its RAW, its JPEG and its film hold (None: it has none), and whether it has a
# sidecar. Equal letters are equal bytes.
shots = st.lists(
    st.tuples(
        st.sampled_from([None, "raw"]),
        st.sampled_from(["picture", "picture", "other picture"]),
        st.sampled_from([None, "film", "elif"]),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
)
marks = st.lists(st.booleans(), min_size=10, max_size=10)


def make_shots(shelf: Shelf, wanted: Iterable[tuple]) -> list[list[Photo]]:
    """The pictures of each shot, the RAW first."""
    made = []
    for number, (raw, jpeg, film, has_sidecar) in enumerate(wanted, start=1):
        folder = str(number)
        pictures = [shelf.photo(f"{folder}/IMG_1.JPG", jpeg.encode())]
        companions = []
        if film:
            companions.append(_companion(shelf, folder, "IMG_1.MOV", CompanionKind.FILM, film))
        if has_sidecar:
            name, note = "IMG_1.xmp", f"note {number}"
            companions.append(_companion(shelf, folder, name, CompanionKind.SIDECAR, note))
        pictures[0] = replace(pictures[0], companions=tuple(companions))
        if raw:
            pictures.insert(0, shelf.photo(f"{folder}/IMG_1.CR2", raw.encode()))
            ids, paths = zip(*((p.id, p.path) for p in pictures), strict=True)
            shot = Shot(ShotId(number), ids, paths, len(ids), len(companions), number)
            pictures = [replace(picture, shot=shot) for picture in pictures]
        made.append(pictures)
    return made


def _companion(shelf: Shelf, folder: str, name: str, kind: CompanionKind, text: str) -> Companion:
    path = shelf.folder / folder / name
    path.write_bytes(text.encode())
    return Companion(path, kind, len(text), path.stat().st_mtime_ns)


def groups_of(pictures: list[Photo], marked: list[bool], keeper: int) -> list[Group]:
    """Pictures of one kind, around any of them."""
    if len(pictures) < 2:
        return []
    kept = pictures[keeper % len(pictures)]
    members = tuple(
        Member(
            photo,
            Verdict.IDENTICAL if photo.content_hash == kept.content_hash else Verdict.SAME_PICTURE,
            1.0,
            "same",
            is_marked=mark,
        )
        for photo, mark in zip(pictures, marked, strict=False)
        if photo is not kept
    )
    return [Group(GroupId(kept.id), GroupKind.COPIES, kept, "kept", members)]


def assert_no_part_is_lost(before: dict[Path, bytes], shelf: Shelf) -> None:
    """Every recording that was there is there still, and each shot whole or gone."""
    left = {path: path.read_bytes() for path in shelf.folder.rglob("*") if path.is_file()}
    recorded = {path.suffix: set() for path in before}
    for path, data in before.items():
        recorded[path.suffix].add(data)
    for suffix in (".CR2", ".MOV"):
        kept = {data for path, data in left.items() if path.suffix == suffix}
        assert recorded.get(suffix, set()) == kept
    assert any(path.suffix == ".JPG" for path in left)
    for folder in {path.parent for path in before}:
        was = {path.name for path in before if path.parent == folder}
        now = {path.name for path in left if path.parent == folder}
        assert now in (was, set())


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(shots, marks, st.tuples(st.integers(0, 4), st.integers(0, 4)), st.booleans(), st.booleans())
def test_no_shot_is_split_and_no_part_lost(wanted, marked, keepers, is_folded, is_stumbling):
    with tempfile.TemporaryDirectory() as base, mock.patch.dict(os.environ, HOME=f"{base}/home"):
        shelf = Shelf(Path(base, "photos"))
        made = make_shots(shelf, wanted)
        jpegs = [pictures[-1] for pictures in made]
        raws = [pictures[0] for pictures in made if len(pictures) > 1]
        groups = groups_of(jpegs, marked[:5], keepers[0]) + groups_of(raws, marked[5:], keepers[1])
        if is_folded:
            choices = {m.photo.id: Choice.REMOVE for g in groups for m in g.marked}
            groups = fold(groups, choices)
        before = {p: p.read_bytes() for p in shelf.folder.rglob("*") if p.is_file()}
        plan = plan_survivors(groups)
        if is_stumbling and plan.removals:  # a film or a sidecar that changes before it goes
            for companion in plan.removals[-1].companions:
                companion.file.path.write_bytes(b"changed meanwhile")
                before[companion.file.path] = b"changed meanwhile"
        journal = Journal(Path(base, "journal.db"))

        operation = clean_up(plan, journal, platform_trash())

        for _ in operation.removed:
            event("a file went")
        assert_no_part_is_lost(before, shelf)
        restore([row.id for row in operation.removed], journal)
        assert {p: p.read_bytes() for p in shelf.folder.rglob("*") if p.is_file()} == before
        journal.close()


@st.composite
def tangled_shots(draw):
    """Groups over few photos in few shots, any of them marked in any group for any other."""
    photos = [
        make_photo(number, content_hash=draw(st.sampled_from("ab"))) for number in range(1, 9)
    ]
    shot_of = draw(st.lists(st.integers(0, 3), min_size=8, max_size=8))
    for number in {*shot_of} - {0}:
        parts = [photo for photo, own in zip(photos, shot_of, strict=True) if own == number]
        ids, paths = zip(*((part.id, part.path) for part in parts), strict=True)
        shot = Shot(ShotId(number), ids, paths, len(parts), 0, 1)
        photos = [replace(p, shot=shot) if p in parts and len(parts) > 1 else p for p in photos]
    for index, photo in enumerate(photos):
        sizes = draw(st.lists(st.integers(1, 2), max_size=2))
        films = (
            Companion(photo.path.with_suffix(f".{n}.mov"), CompanionKind.FILM, size, 1)
            for n, size in enumerate(sizes)
        )
        photos[index] = replace(photo, companions=tuple(films))
    groups = []
    for group_id in range(1, draw(st.integers(1, 4)) + 1):
        chosen = draw(st.lists(st.sampled_from(photos), min_size=2, unique_by=lambda p: p.id))
        members = [
            make_member(photo, draw(st.sampled_from(Verdict)), is_marked=draw(st.booleans()))
            for photo in chosen[1:]
        ]
        groups.append(make_group(group_id, keeper=chosen[0], members=members))
    return groups


@settings(max_examples=PLANS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tangled_shots(), st.booleans())
def test_a_plan_takes_whole_shots_and_leaves_each_film_one_like_it(groups, is_folded):
    if is_folded:
        groups = fold(groups, {})
    plan = plan_survivors(groups)

    going = {removal.photo.path for removal in plan.removals}
    for removal in plan.removals:
        event("a removal")
        assert going.issuperset(removal.photo.partners)
        assert removal.survivor.path not in going
        assert [c.file for c in removal.companions] == list(removal.photo.companions)
        for companion in removal.companions:
            assert removal.verdict.is_copy is (companion.survivor is not None)
            if companion.survivor is not None:
                event("a film with a survivor")
                assert companion.survivor in removal.survivor.companions
                assert companion.survivor.size_bytes == companion.file.size_bytes
