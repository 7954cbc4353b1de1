"""A shot goes to the trash whole, with its films and sidecars, or stays whole; so it comes back."""

import os
from dataclasses import replace

import pytest

from photodedup.engine.cleanup import Journal, clean_up, plan_survivors, platform_trash, restore
from photodedup.engine.cleanup import recover as recover_journal
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.domain.plans import CleanupPlan, Destination
from photodedup.engine.errors import TrashFailed

from .conftest import group_of
from .shelves import as_shot, group_of_shots, with_companions

FILM, RAW, SIDECAR = b"a film", b"raw values", b"<edit/>"


def live_photo(shelf, folder: str, *, film: bytes = FILM, **more: bytes):
    photo = shelf.photo(f"{folder}/IMG_1.HEIC")
    return with_companions(shelf, photo, IMG_1__MOV=film, **more)


def raw_and_jpeg(shelf, folder: str):
    """A RAW with a sidecar, and its JPEG."""
    raw = with_companions(shelf, shelf.photo(f"{folder}/IMG_1.CR2", RAW), IMG_1__xmp=SIDECAR)
    return as_shot(raw, shelf.photo(f"{folder}/IMG_1.JPG"))


def reasons(plan: CleanupPlan) -> list[str]:
    return [refusal.reason for refusal in plan.refused]


def names(paths) -> set[str]:
    return {path.name for path in paths}


def files_in(folder) -> set[str]:
    return names(path for path in folder.rglob("*") if path.is_file())


# --- the plan ---------------------------------------------------------------------------------


def test_companions_go_with_their_photo_and_count(shelf):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b", IMG_1__AAE=SIDECAR)

    plan = plan_survivors([group_of(keeper, spare)])

    (removal,) = plan.removals
    film, sidecar = removal.companions
    assert (film.file, film.survivor) == (spare.companions[0], keeper.companions[0])
    assert (sidecar.file, sidecar.survivor) == (spare.companions[1], None)
    assert plan.size_bytes == spare.unit_bytes == 9 + len(FILM) + len(SIDECAR)


def test_a_film_that_the_keeper_lacks_keeps_its_photo(shelf):
    spare = live_photo(shelf, "b")

    assert reasons(plan_survivors([group_of(shelf.photo("a/IMG_1.HEIC"), spare)])) == [
        "Its film exists only here."
    ]
    longer = live_photo(shelf, "c", film=b"another film")
    assert plan_survivors([group_of(longer, spare)]).removals == ()


@pytest.mark.parametrize("verdict", [Verdict.BURST, Verdict.SIMILAR])
def test_another_shot_takes_its_film_along(shelf, verdict):
    """The person lets go of a picture that has no copy, and so of what belongs to it."""
    plan = plan_survivors(
        [group_of(shelf.photo("a.HEIC"), live_photo(shelf, "b"), verdict=verdict)]
    )

    assert [companion.survivor for companion in plan.removals[0].companions] == [None]


def test_a_motion_photo_goes_only_for_the_same_file(shelf):
    keeper, spare = shelf.photo("a.jpg"), replace(shelf.photo("b.jpg"), has_film_inside=True)

    for verdict in (Verdict.SAME_PICTURE, Verdict.EDITED):
        plan = plan_survivors([group_of(keeper, spare, verdict=verdict)])
        assert "motion photo" in reasons(plan)[0]
    assert len(plan_survivors([group_of(keeper, spare)]).removals) == 1


def test_a_shot_goes_whole(shelf):
    keepers, spares = raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b")

    plan = plan_survivors([group_of_shots(keepers, spares)])

    assert [removal.photo for removal in plan.removals] == spares
    assert [removal.survivor for removal in plan.removals] == keepers
    assert {removal.unit for removal in plan.removals} == {spares[0].shot.id}


def test_half_a_shot_stays(shelf):
    _, jpeg = raw_and_jpeg(shelf, "b")

    plan = plan_survivors([group_of(shelf.photo("a.jpg"), jpeg)])

    assert plan.removals == ()
    assert reasons(plan) == ["Its RAW file has no copy that stays."]


def test_the_halves_may_be_marked_in_two_groups(shelf):
    keeper, other_keeper = shelf.photo("a.CR2", RAW), shelf.photo("c.jpg")
    raw, jpeg = raw_and_jpeg(shelf, "b")

    plan = plan_survivors([group_of(keeper, raw), group_of(other_keeper, jpeg, group_id=2)])

    assert [removal.photo for removal in plan.removals] == [raw, jpeg]


def test_a_shot_stays_if_one_of_its_pictures_is_kept_elsewhere(shelf):
    keepers, spares = raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b")
    other = group_of(spares[1], shelf.photo("c.jpg"), group_id=2)

    plan = plan_survivors([group_of_shots(keepers, spares), other])

    assert names(removal.photo.path for removal in plan.removals) == {"c.jpg"}
    assert len(plan.refused) == 2


def test_a_shot_of_a_skipped_group_stays(shelf):
    keepers, spares = raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b")
    skipped = replace(group_of_shots(keepers, spares), is_skipped=True)
    other = group_of(keepers[1], spares[1], group_id=2)

    assert plan_survivors([skipped, other]).removals == ()


# --- going and coming back --------------------------------------------------------------------


def clean(shelf, journal, *groups, trash=None):
    return clean_up(plan_survivors(list(groups)), journal, trash or platform_trash())


def test_a_live_photo_goes_and_comes_back_whole(shelf, journal, trash_folder):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b", IMG_1__AAE=SIDECAR)

    operation = clean(shelf, journal, group_of(keeper, spare))

    assert files_in(shelf.folder / "b") == set()
    assert files_in(shelf.folder / "a") == {"IMG_1.HEIC", "IMG_1.MOV"}
    assert len({row.unit for row in operation.removed}) == 1
    by_kind = {row.companion: row for row in operation.removed}
    assert by_kind[CompanionKind.FILM].survivor == keeper.companions[0].path
    assert by_kind[CompanionKind.SIDECAR].survivor == keeper.path
    assert operation.size_bytes == spare.unit_bytes

    result = restore([by_kind[None].id], journal)

    assert names(row.path for row in result.restored) == {"IMG_1.HEIC", "IMG_1.MOV", "IMG_1.AAE"}
    assert (shelf.folder / "b" / "IMG_1.MOV").read_bytes() == FILM
    assert (shelf.folder / "b" / "IMG_1.AAE").read_bytes() == SIDECAR
    assert files_in(trash_folder) == set()


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_asking_for_any_of_its_files_brings_back_the_shot(shelf, journal, asked):
    keepers, spares = raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b")
    operation = clean(shelf, journal, group_of_shots(keepers, spares))
    assert files_in(shelf.folder / "b") == set()

    result = restore([operation.removals[asked].id], journal)

    assert len(result.restored) == 3
    assert files_in(shelf.folder / "b") == {"IMG_1.CR2", "IMG_1.JPG", "IMG_1.xmp"}


def test_asking_for_all_of_them_brings_each_back_once(shelf, journal):
    operation = clean(
        shelf, journal, group_of_shots(raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b"))
    )

    result = restore([row.id for row in operation.removals], journal)

    assert (len(result.restored), result.failed) == (3, ())


def test_names_still_belong_together_when_a_place_is_taken(shelf, journal):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b", IMG_1__HEIC__xmp=SIDECAR)
    operation = clean(shelf, journal, group_of(keeper, spare))
    (shelf.folder / "b" / "IMG_1.MOV").write_bytes(b"a newcomer")

    restore([operation.removals[0].id], journal)

    assert files_in(shelf.folder / "b") == {
        *("IMG_1.MOV", "IMG_1 (restored).MOV", "IMG_1 (restored).HEIC"),
        "IMG_1 (restored).HEIC.xmp",
    }
    assert (shelf.folder / "b" / "IMG_1.MOV").read_bytes() == b"a newcomer"


def test_what_is_left_of_a_shot_in_the_trash_comes_back(shelf, journal):
    operation = clean(shelf, journal, group_of(live_photo(shelf, "a"), live_photo(shelf, "b")))
    film = next(row for row in operation.removed if row.companion)
    film.trashed_path.unlink()

    result = restore([row.id for row in operation.removed], journal)

    assert names(row.path for row in result.restored) == {"IMG_1.HEIC"}
    ((failed, reason),) = result.failed
    assert (failed.id, "no longer in the trash" in reason) == (film.id, True)
    assert journal.unsettled() == ()


# --- staying ----------------------------------------------------------------------------------


def assert_all_stays(operation, folder, *words: str) -> None:
    assert operation.removed == ()
    for row in operation.removals:
        assert row.state is RemovalState.KEPT
        assert row.message
    told = " ".join(row.message for row in operation.removals)
    for word in words:
        assert word in told
    assert {"IMG_1.HEIC", "IMG_1.MOV"} <= files_in(folder)


def test_a_film_of_the_same_size_that_is_another_one_keeps_its_photo(shelf, journal):
    keeper, spare = live_photo(shelf, "a", film=b"A film"), live_photo(shelf, "b")

    operation = clean(shelf, journal, group_of(keeper, spare))

    assert_all_stays(operation, shelf.folder / "b", "IMG_1.MOV", "not byte for byte", "film")


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_a_link_to_the_film_is_no_survivor(shelf, journal, link):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b")
    keeper.companions[0].path.unlink()
    link(spare.companions[0].path, keeper.companions[0].path)

    assert_all_stays(clean(shelf, journal, group_of(keeper, spare)), shelf.folder / "b")


def test_a_film_that_vanished_beside_the_keeper_keeps_the_photo(shelf, journal):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b")
    keeper.companions[0].path.unlink()

    operation = clean(shelf, journal, group_of(keeper, spare))

    assert_all_stays(operation, shelf.folder / "b", "The film to keep", "no longer there")


def test_a_sidecar_that_was_written_since_the_scan_keeps_the_photo(shelf, journal):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b", IMG_1__xmp=SIDECAR)
    spare.companions[1].path.write_bytes(b"<edit>more</edit>")

    operation = clean(shelf, journal, group_of(keeper, spare))

    assert_all_stays(operation, shelf.folder / "b", "IMG_1.xmp", "changed since the scan")


class StumblingTrash:
    """The real trash, which refuses or loses its nth file."""

    destination = Destination.TRASH

    def __init__(self, nth: int, stumble) -> None:
        self._trash, self._left, self._stumble = platform_trash(), nth, stumble

    def probe(self, folder):
        return self._trash.probe(folder)

    def move(self, path, announce=ignore_announcement):
        self._left -= 1
        if self._left == 0:
            self._stumble(path)
        return self._trash.move(path, announce)


def refuse(path) -> None:
    raise TrashFailed("Another program is using it.")


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize(
    "stumble", [refuse, lambda path: path.write_bytes(b"changed late")], ids=["refused", "changed"]
)
def test_a_file_that_cannot_go_brings_the_others_back(shelf, journal, trash_folder, nth, stumble):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b", IMG_1__AAE=SIDECAR)

    operation = clean(shelf, journal, group_of(keeper, spare), trash=StumblingTrash(nth, stumble))

    assert_all_stays(operation, shelf.folder / "b")
    assert files_in(shelf.folder / "b") == {"IMG_1.HEIC", "IMG_1.MOV", "IMG_1.AAE"}
    assert files_in(trash_folder) == set()
    assert all(row.trashed_path is None for row in operation.removals)
    assert recover_journal(journal) == ()


def test_a_file_that_is_lost_brings_the_others_back(shelf, journal, tmp_path):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b")

    def lose(path) -> None:
        path.rename(tmp_path / "lost")
        raise TrashFailed("It went wrong.")

    operation = clean(shelf, journal, group_of(keeper, spare), trash=StumblingTrash(2, lose))

    assert {row.path.name: row.state for row in operation.removals} == {
        "IMG_1.HEIC": RemovalState.LOST_TRACK,
        "IMG_1.MOV": RemovalState.KEPT,
    }
    assert files_in(shelf.folder / "b") == {"IMG_1.MOV"}


def test_a_half_that_is_gone_keeps_the_other_half(shelf, journal):
    keepers, spares = raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b")
    keepers[0].path.unlink()

    operation = clean(shelf, journal, group_of_shots(keepers, spares))

    assert {row.state for row in operation.removals} == {RemovalState.KEPT}
    assert "IMG_1.CR2, which belongs to it, has to stay" in operation.removals[1].message
    assert files_in(shelf.folder / "b") == {"IMG_1.CR2", "IMG_1.JPG", "IMG_1.xmp"}


# --- after a crash ----------------------------------------------------------------------------


class Crash(BaseException):
    """The program ends here."""


def crash(path) -> None:
    raise Crash


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_crash_between_its_files_leaves_the_shot_whole(shelf, journal, tmp_path, nth):
    keepers, spares = raw_and_jpeg(shelf, "a"), raw_and_jpeg(shelf, "b")
    with pytest.raises(Crash):
        clean(shelf, journal, group_of_shots(keepers, spares), trash=StumblingTrash(nth, crash))
    journal.close()

    later = Journal(tmp_path / "journal.db")
    rows = recover_journal(later)

    assert [row.state for row in rows] == [RemovalState.KEPT] * 3
    assert files_in(shelf.folder / "b") == {"IMG_1.CR2", "IMG_1.JPG", "IMG_1.xmp"}
    assert recover_journal(later) == ()
    later.close()


def test_a_crash_after_the_last_file_is_a_removal(shelf, journal):
    keeper, spare = live_photo(shelf, "a"), live_photo(shelf, "b")
    settle, journal.settle_together = journal.settle_together, crash
    with pytest.raises(Crash):
        clean(shelf, journal, group_of(keeper, spare))
    journal.settle_together = settle

    rows = recover_journal(journal)

    assert [row.state for row in rows] == [RemovalState.REMOVED] * 2
    assert len(restore([rows[0].id], journal).restored) == 2


def test_a_restore_that_was_interrupted_is_finished(shelf, journal):
    operation = clean(shelf, journal, group_of(live_photo(shelf, "a"), live_photo(shelf, "b")))
    done = []

    def stop(progress) -> None:
        done.append(progress)
        raise Crash

    with pytest.raises(Crash):
        restore([operation.removals[0].id], journal, stop)
    assert len(files_in(shelf.folder / "b")) == 1

    rows = recover_journal(journal)

    assert [row.state for row in rows] == [RemovalState.RESTORED]
    assert files_in(shelf.folder / "b") == {"IMG_1.HEIC", "IMG_1.MOV"}
    assert journal.unsettled() == ()
