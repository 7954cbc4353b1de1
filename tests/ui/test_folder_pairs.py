"""Pairs of folders in the window, and one decision for two of them."""

from pathlib import Path

import pytest

from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.ui.dialogs.folder_pairs import FolderPairsDialog
from photodedup.ui.dialogs.keep_rules import KeepRulesDialog
from photodedup.ui.models.rule_words import told_apart
from tests.factories import make_group, make_member, make_photo

BACKUP, PICTURES = Path("/disk/Backup"), Path("/home/Pictures")


@pytest.fixture
def prepare():
    def find_two(library):
        library.to_find = tuple(
            make_group(
                n,
                keeper=make_photo(n * 1000, path=BACKUP / f"{n}.jpg"),
                members=[make_member(make_photo(n * 1000 + 1, path=PICTURES / f"{n}.jpg"))],
            )
            for n in (1, 2)
        )

    return [find_two]


@pytest.fixture
def folders(stage):
    """The stage with the dialog open and its pairs shown."""
    stage.open()
    stage.scan()
    stage.window.menus["folder_pairs"].trigger()
    stage.until(lambda: isinstance(stage.dialog, FolderPairsDialog))
    stage.until(lambda: stage.dialog.rows.rowCount() == 1)
    return stage


def test_tells_what_is_in_both(folders):
    dialog = folders.dialog
    texts = [dialog.rows.index(0, column).data() for column in range(6)]
    assert texts == [str(BACKUP), str(PICTURES), "2", "0", "0", "8.0 MB"]
    assert dialog.sentences.text().splitlines() == [
        "“Backup” holds all 2 photos of “Pictures”.",
        "“Pictures” holds all 2 photos of “Backup”.",
    ]
    assert [button.text() for button in dialog.keep_buttons] == [
        "Keep those in “Backup”",
        "Keep those in “Pictures”",
    ]
    assert dialog.outcomes[0].text().endswith("Marked already")
    assert len(dialog.examples.shown) == 2


def decide(stage) -> FolderPairsDialog:
    dialog = stage.dialog
    dialog.keep_buttons[1].click()
    stage.until(lambda: dialog.pane.preview is not None)
    return dialog


def test_a_decision_is_shown_before_it_is_made(folders):
    dialog = decide(folders)
    assert folders.library.bulk.previews == [FolderDecision(PICTURES, BACKUP)]
    assert dialog.pane.headline.text() == f"Keep those in “{PICTURES}”"
    assert dialog.pane.details.text().startswith("Changes 2 of 2 groups")
    assert {group.keeper.path.parent for group in folders.groups} == {BACKUP}
    dialog.back_button.click()
    assert dialog.apply_button.isHidden()
    assert {group.keeper.path.parent for group in folders.groups} == {BACKUP}


def test_a_decision_is_applied_and_undone_in_one_step(folders):
    dialog = decide(folders)
    with folders.qtbot.waitSignal(folders.controller.decisions.bulk_applied):
        dialog.apply_button.click()
    folders.until(lambda: {group.keeper.path.parent for group in folders.groups} == {PICTURES})
    assert folders.window.notice.text.text() == "Applied: 2 groups changed."
    folders.until(lambda: dialog.busy.isHidden())
    folders.window.menus["undo"].trigger()
    folders.until(lambda: {group.keeper.path.parent for group in folders.groups} == {BACKUP})


def test_edited_copies_go_only_if_asked_for(folders):
    folders.dialog.edited.setChecked(True)
    decide(folders)
    assert folders.library.bulk.previews == [FolderDecision(PICTURES, BACKUP, edited_too=True)]


def test_a_folder_can_be_preferred_everywhere(folders):
    folders.dialog.prefer_buttons[1].click()
    folders.until(lambda: isinstance(folders.dialog, KeepRulesDialog))
    rules = folders.dialog.rules()
    assert (rules.folders, rules.order[0].name) == ((PICTURES,), "folders")
    folders.until(lambda: folders.dialog.pane.preview is not None)
    assert folders.dialog.pane.headline.text() == "Changes 2 of 2 groups"
    assert folders.library.bulk.rules == DEFAULT_KEEP_RULES


def test_a_preview_can_be_stopped(folders):
    folders.library.bulk.gate.clear()
    folders.dialog.keep_buttons[1].click()
    folders.until(lambda: folders.controller.bulk.is_running)
    folders.dialog.pane.stop_button.click()
    folders.until(lambda: folders.dialog.pane.headline.text() == "Stopped")
    assert not folders.dialog.apply_button.isEnabled()
    folders.library.bulk.gate.set()


def test_the_library_can_be_closed_under_a_preview(folders):
    folders.library.bulk.gate.clear()
    folders.dialog.keep_buttons[1].click()
    folders.until(lambda: folders.controller.bulk.is_running)
    folders.window.close()
    assert folders.library.is_closed


def test_no_pairs_are_told(stage):
    stage.open()
    stage.window.menus["folder_pairs"].trigger()
    stage.until(lambda: isinstance(stage.dialog, FolderPairsDialog))
    told = "No two folders hold the same photos."
    stage.until(lambda: stage.dialog.told.text() == told)
    assert stage.dialog.decide_pages.isHidden()


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("/a/x", "/a/y", ("x", "y")),
        ("/disk/2019", "/home/2019", ("disk/2019", "home/2019")),
        ("/2019", "/home/2019", ("/2019", "home/2019")),
        ("/a", "/a/a", ("/a", "a/a")),
    ],
)
def test_names_tell_folders_apart(first, second, names):
    assert told_apart(Path(first), Path(second)) == names
