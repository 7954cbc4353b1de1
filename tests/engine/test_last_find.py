"""Where nothing changed a scan looks for nothing, and misses nothing all the same."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Match
from photodedup.engine.duplicates import Finder
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.library import Library
from photodedup.engine.matching.checker import PairChecker
from photodedup.engine.shots import ShotBook
from photodedup.engine.trials import RuleChange
from tests.engine import pictures_made as made
from tests.engine.libraries import found, scan


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    made.save(photos / "a.jpg", made.scene(640, 480, seed=1), quality=92)
    shutil.copy(photos / "a.jpg", photos / "b.jpg")
    made.save(photos / "small.jpg", made.scene(320, 240, seed=1))
    opened = open_library()
    scan(opened, photos)
    return opened


@pytest.fixture
def finds(monkeypatch) -> list[int]:
    """One entry for each find that really looks."""
    seen: list[int] = []
    run = Finder.run
    monkeypatch.setattr(Finder, "run", lambda *given: seen.append(1) or run(*given))
    return seen


def test_nothing_changed(library, finds, monkeypatch):
    before = library.groups()
    monkeypatch.setattr(ShotBook, "_companions", lambda *_: pytest.fail("looked at a folder"))
    summary = scan(library)
    assert (summary.read_count, summary.photo_count) == (0, 3)
    assert finds == []
    assert library.groups() == before


def test_nothing_changed_since_the_program_was_closed(library, open_library, finds):
    library.close()
    scan(open_library())
    assert finds == []


def test_a_new_photo(library, finds, photos):
    shutil.copy(photos / "a.jpg", photos / "c.jpg")
    scan(library)
    assert finds == [1]
    assert found(library.groups())["a.jpg"].keys() == {"b.jpg", "c.jpg", "small.jpg"}


def test_a_photo_that_is_gone(library, finds, photos):
    (photos / "a.jpg").unlink()
    scan(library)
    assert finds == [1]
    assert found(library.groups()) == {"b.jpg": {"small.jpg": "same-picture"}}


def test_a_photo_that_was_moved(library, finds, photos):
    (photos / "sub").mkdir()
    (photos / "a.jpg").rename(photos / "sub" / "z.jpg")
    scan(library)
    assert finds == [1]
    assert {p.path.name for g in library.groups() for p in g.photos} == {
        "z.jpg",
        "b.jpg",
        "small.jpg",
    }


def test_a_decision(library, finds):
    (group,) = library.groups()
    library.set_skipped(group.id, True)
    scan(library)
    assert finds == [1]


def test_a_sidecar_that_came(library, photos):
    scan(library)
    (photos / "b.xmp").write_bytes(b"<edit/>")
    scan(library)
    (photo,) = (p for g in library.groups() for p in g.photos if p.path.name == "b.jpg")
    assert [companion.path.name for companion in photo.companions] == ["b.xmp"]


def cannot_see(*_: object) -> None:
    raise UnreadablePhoto("its drive is away")


def test_what_could_not_be_seen_is_looked_at_again(open_library, photos, finds, monkeypatch):
    made.save(photos / "a.jpg", made.scene(640, 480, seed=1), quality=92)
    made.save(photos / "small.jpg", made.scene(320, 240, seed=1))
    library = open_library()
    with monkeypatch.context() as blind:
        blind.setattr(PairChecker, "can_see", lambda *_: False)
        blind.setattr(PairChecker, "check", cannot_see)
        scan(library, photos)
    assert library.groups() == ()
    scan(library)
    assert finds == [1, 1]
    assert found(library.groups()) == {"a.jpg": {"small.jpg": "same-picture"}}


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let a person do something, once, while a find compares pictures."""
    check, is_done = PairChecker.check, threading.Event()

    def check_later(*given: Any) -> Match | None:
        if not is_done.is_set():
            is_done.set()
            person = threading.Thread(target=act)
            person.start()
            person.join()
        return check(*given)

    monkeypatch.setattr(PairChecker, "check", check_later)


def test_other_rules_while_it_looked(library, finds, photos, monkeypatch):
    def prefer_small_files() -> None:
        rules = library.bulk.keep_rules().switched("resolution", is_on=False)
        library.bulk.apply(library.bulk.preview(RuleChange(rules)))

    made.save(photos / "c.jpg", made.scene(480, 360, seed=1))
    meanwhile(monkeypatch, prefer_small_files)
    scan(library)
    scan(library)
    assert finds == [1, 1]
    scan(library)
    assert finds == [1, 1]


def test_photos_that_may_come_together_again_while_it_looked(open_library, photos, monkeypatch):
    for number in range(2):
        exif = made.exif_bytes(taken=f"2024:05:06 12:34:5{number}", maker="Acme", fraction="00")
        pixels = made.scene(640, 480, seed=1)
        left = 200 + 8 * number
        pixels[200:260, left : left + 60] = made.scene(60, 60, seed=70)
        made.save(photos / f"shot {number}.jpg", pixels, exif=exif)
    made.save(photos / "other.jpg", made.scene(480, 360, seed=3))
    made.save(photos / "other small.jpg", made.scene(320, 240, seed=3))
    library = open_library()
    scan(library, photos)
    (burst,) = (group for group in library.groups() if group.kind is GroupKind.BURST)
    change = library.take_out(burst.id, [burst.members[0].photo.id])
    library.read_all_again()
    meanwhile(monkeypatch, lambda: library.restore_rulings(change.before))
    scan(library)
    scan(library)
    assert burst.kind in {group.kind for group in library.groups()}
