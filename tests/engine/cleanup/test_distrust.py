"""No trash is believed: after each move the file is looked for, and put back on any doubt."""

import os
from pathlib import Path

from photodedup.engine.cleanup import TrashReceipt, clean_up, restore
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import TrashFailed

from .conftest import LyingTrash, assert_stays, only, plan_of


def test_a_trash_that_does_nothing_is_not_believed(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")

    operation = clean_up(plan_of(spare, keeper), journal, LyingTrash(lambda path: None))

    assert_stays(operation, spare, "still in its place")


def test_a_trash_that_only_links_the_file_is_undone(shelf, journal, trash_folder):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trashed, note = trash_folder / "files" / "b.jpg", trash_folder / "info" / "b.jpg.trashinfo"
    trashed.parent.mkdir(parents=True)
    note.parent.mkdir()
    note.touch()
    trash = LyingTrash(lambda path: os.link(path, trashed), TrashReceipt(trashed, note))

    operation = clean_up(plan_of(spare, keeper), journal, trash)

    assert_stays(operation, spare, "folder can only be read")
    assert not trashed.exists()
    assert not note.exists()


def test_a_trash_that_does_not_say_where_is_reported_honestly(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trash = LyingTrash(lambda path: path.rename(tmp_path / "somewhere"))

    removal = only(clean_up(plan_of(spare, keeper), journal, trash))

    assert removal.state is RemovalState.LOST_TRACK
    assert "without saying where" in removal.message


def test_a_trash_that_says_where_only_afterwards_can_be_restored_from(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")

    class LateTrash(LyingTrash):
        def move(self, path, announce=ignore_announcement):
            announce(TrashReceipt(None))
            return TrashReceipt(path.rename(tmp_path / "trashed.jpg"))

    (removal,) = clean_up(plan_of(spare, keeper), journal, LateTrash(None)).removed

    assert removal.trashed_path == tmp_path / "trashed.jpg"
    assert len(restore([removal.id], journal).restored) == 1
    assert spare.path.exists()


def test_a_file_that_did_not_arrive_is_reported(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trash = LyingTrash(
        lambda path: path.rename(tmp_path / "elsewhere"), TrashReceipt(tmp_path / "not-there")
    )

    removal = only(clean_up(plan_of(spare, keeper), journal, trash))

    assert removal.state is RemovalState.LOST_TRACK
    assert "neither" in removal.message


def test_a_file_that_arrives_changed_is_put_back(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trashed = tmp_path / "trashed.jpg"

    def change_and_move(path: Path) -> None:
        path.write_bytes(b"edited at the last moment")
        path.rename(trashed)

    operation = clean_up(
        plan_of(spare, keeper), journal, LyingTrash(change_and_move, TrashReceipt(trashed))
    )

    assert_stays(operation, spare, "changed while it was being moved", "put back")
    assert spare.path.read_bytes() == b"edited at the last moment"


def test_a_file_is_put_back_when_its_survivor_went_with_it(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trashed = tmp_path / "trashed.jpg"

    def move_both(path: Path) -> None:
        path.rename(trashed)
        keeper.path.rename(tmp_path / "gone-too.jpg")

    operation = clean_up(
        plan_of(spare, keeper), journal, LyingTrash(move_both, TrashReceipt(trashed))
    )

    assert_stays(operation, spare, "a.jpg", "no longer there", "put back")


def test_a_file_is_put_back_when_its_survivor_became_a_link_to_it(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trashed = tmp_path / "trashed.jpg"

    def link_and_move(path: Path) -> None:
        keeper.path.unlink()
        os.link(path, keeper.path)
        path.rename(trashed)

    operation = clean_up(
        plan_of(spare, keeper), journal, LyingTrash(link_and_move, TrashReceipt(trashed))
    )

    assert_stays(operation, spare, "became a link", "put back")


def test_a_refusal_of_the_trash_is_the_reason(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")

    def refuse(path: Path) -> None:
        raise TrashFailed("The trash is closed today.")

    operation = clean_up(plan_of(spare, keeper), journal, LyingTrash(refuse))

    assert_stays(operation, spare, "closed today")


def test_a_refusal_after_moving_is_not_believed(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    trashed = tmp_path / "trashed.jpg"

    def move_then_fail(path: Path) -> None:
        path.rename(trashed)
        raise TrashFailed("Something failed.")

    removal = only(
        clean_up(plan_of(spare, keeper), journal, LyingTrash(move_then_fail, TrashReceipt(trashed)))
    )

    assert removal.state is RemovalState.LOST_TRACK
    assert str(trashed) in removal.message
