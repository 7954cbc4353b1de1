"""Shots on a shelf: pictures with their films and sidecars, described as a scan would."""

from collections.abc import Sequence
from dataclasses import replace

from photodedup.engine.domain.groups import Group, Member, Part
from photodedup.engine.domain.ids import ShotId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, Photo, Shot
from photodedup.engine.files.companions import kind_of

from .conftest import Shelf, group_of


def with_companions(shelf: Shelf, photo: Photo, **files: bytes) -> Photo:
    """The photo with files beside it; "IMG_1__MOV" is IMG_1.MOV."""
    companions = []
    for name, data in files.items():
        path = photo.path.with_name(name.replace("__", "."))
        path.write_bytes(data)
        kind = kind_of(path.name)
        assert kind is not None
        companions.append(Companion(path, kind, len(data), path.stat().st_mtime_ns))
    return replace(photo, companions=tuple(companions))


def as_shot(*pictures: Photo) -> list[Photo]:
    """The same photos as one shot."""
    shot = Shot(
        ShotId(pictures[0].id),
        tuple(photo.id for photo in pictures),
        tuple(photo.path for photo in pictures),
        len(pictures),
        sum(len(photo.companions) for photo in pictures),
        min(photo.mtime_ns for photo in pictures),
    )
    return [replace(photo, shot=shot) for photo in pictures]


def group_of_shots(
    keepers: Sequence[Photo], spares: Sequence[Photo], verdict: Verdict = Verdict.IDENTICAL
) -> Group:
    """A group in which the spare shot is marked, each picture with its counterpart."""
    parts = tuple(
        Part(spare, keeper, verdict, 1.0, "same")
        for keeper, spare in zip(keepers[1:], spares[1:], strict=True)
    )
    group = group_of(keepers[0], spares[0], verdict=verdict)
    member = Member(spares[0], verdict, 1.0, "same", is_marked=True, parts=parts)
    return replace(group, members=(member,))
