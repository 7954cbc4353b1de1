"""Other keys for commands: the draft, the page of settings, and the window that obeys them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from photodedup.engine.settings import load_settings
from photodedup.ui.dialogs.keys import KeysDialog
from photodedup.ui.models.key_book import KeyBook, KeyCommand, with_keys

COMMANDS = [
    KeyCommand("keep", "Make keeper", ("K", "Return")),
    KeyCommand("skip", "Skip group", ("S",)),
    KeyCommand("log", "Show the log", ()),
]


class TestKeyBook:
    def test_a_command_has_its_default_keys_until_others_are_chosen(self):
        book = KeyBook(COMMANDS, {"skip": ["F2"]})
        assert book.keys("keep") == ("K", "Return")
        assert book.keys("skip") == ("F2",)
        assert book.chosen == {"skip": ["F2"]}

    def test_a_key_is_one_however_it_is_written_and_no_key_is_left_out(self):
        book = KeyBook(COMMANDS, {})
        book.choose("log", ["ctrl+l", "Ctrl+L", ""])
        assert book.keys("log") == ("Ctrl+L",)

    def test_keys_that_two_commands_have_are_told(self):
        book = KeyBook(COMMANDS, {"log": ["S"]})
        ((key, users),) = book.clashes().items()
        assert key == "S"
        assert [command.name for command in users] == ["skip", "log"]

    def test_defaults_come_back_one_by_one_or_all_at_once(self):
        book = KeyBook(COMMANDS, {"skip": [], "log": ["L"]})
        assert book.keys("skip") == ()
        book.reset("skip")
        assert book.chosen == {"log": ["L"]}
        book.choose("log", [])
        assert book.chosen == {}
        book.choose("skip", ["F3"])
        book.reset_all()
        assert book.chosen == {}

    @pytest.mark.parametrize("damaged", [{"skip": "F2"}, {"skip": [3]}, {"gone": ["F2"]}])
    def test_what_cannot_be_understood_is_the_default(self, damaged):
        assert KeyBook(COMMANDS, damaged).keys("skip") == ("S",)

    def test_a_tip_names_keys_only_if_there_are_any(self):
        assert with_keys("Undo", "Ctrl+Z") == "Undo (Ctrl+Z)"
        assert with_keys("Undo", "") == "Undo"


class TestDialog:
    @pytest.fixture
    def dialog(self, qtbot):
        made = KeysDialog(KeyBook(COMMANDS, {}))
        qtbot.addWidget(made)
        made.show()
        return made

    def press(self, dialog, name: str, key: str, button) -> None:
        dialog.select(name)
        dialog.edit.setKeySequence(QKeySequence(key))
        button.click()

    def shown(self, dialog) -> list[str]:
        return [dialog.rows.index(row, 1).data() for row in range(dialog.rows.rowCount())]

    def test_every_command_is_listed_with_its_keys(self, dialog):
        assert self.shown(dialog) == ["K, Return", "S", ""]

    def test_a_key_replaces_the_others_or_is_added(self, dialog, qtbot):
        self.press(dialog, "keep", "F2", dialog.only_button)
        self.press(dialog, "log", "F3", dialog.add_button)
        self.press(dialog, "log", "F4", dialog.add_button)
        assert self.shown(dialog) == ["F2", "S", "F3, F4"]
        with qtbot.waitSignal(dialog.chosen) as caught:
            dialog.save_button.click()
        assert caught.args == [{"keep": ["F2"], "log": ["F3", "F4"]}]

    def test_a_clash_is_told_in_words_and_must_be_solved(self, dialog):
        self.press(dialog, "log", "S", dialog.only_button)
        assert "S is used by Skip group and Show the log" in dialog.clash.text()
        assert self.shown(dialog) == ["K, Return", "⚠ S", "⚠ S"]
        assert not dialog.save_button.isEnabled()
        dialog.select("skip")
        dialog.none_button.click()
        assert not dialog.clash.isVisible()
        assert dialog.save_button.isEnabled()

    def test_all_come_back_by_default(self, dialog):
        self.press(dialog, "keep", "F2", dialog.only_button)
        dialog.all_button.click()
        assert self.shown(dialog) == ["K, Return", "S", ""]


def test_chosen_keys_work_at_once_are_shown_and_are_kept(stage):
    stage.open()
    stage.scan()
    stage.window.menus["keys"].trigger()
    stage.dialog.select("group skip")
    stage.dialog.edit.setKeySequence(QKeySequence("F8"))
    stage.dialog.only_button.click()
    stage.dialog.save_button.click()

    stage.press(Qt.Key.Key_S)
    stage.settle()
    assert not stage.groups[0].is_skipped
    stage.press(Qt.Key.Key_F8)
    stage.until(lambda: stage.groups[0].is_skipped)
    assert ("F8", "Skip group (all stay)") in stage.window.menus.key_list()
    path = stage.controller._settings_path
    assert load_settings(path).keys == {"group skip": ["F8"]}


def test_tips_name_the_present_keys(stage):
    stage.open()
    button = stage.window.bottom.accept_button
    assert button.toolTip().endswith("(A)")
    stage.app.presenter.comfort._change(keys={"group accept": ["F9"]})
    assert button.toolTip().endswith("(F9)")


def test_every_tip_with_a_key_follows_the_key(stage):
    stage.open()
    window = stage.window
    window.scan_panel.begin()
    tips = (window.sidebar.add_button, window.drop_target.button, window.scan_panel.pause_button)
    assert [tip.toolTip()[-8:] for tip in tips[:2]] == ["(Ctrl+O)", "(Ctrl+O)"]
    assert tips[2].toolTip() == "Pause the scan (F6)"
    stage.app.presenter.comfort._change(keys={"add": ["F9"], "pause": [], "keyboard": ["F1"]})
    assert [tip.toolTip()[-4:] for tip in tips[:2]] == ["(F9)", "(F9)"]
    assert tips[2].toolTip() == "Pause the scan"
    assert "F1 shows all keys" in window.drop_target.tour.text()


def test_no_two_commands_have_one_key_by_default(stage):
    assert KeyBook(stage.window.menus.key_commands(), {}).clashes() == {}


def test_redo_has_both_of_its_usual_keys(stage):
    keys = [key.toString() for key in stage.window.menus["redo"].shortcuts()]
    assert keys == ["Ctrl+Shift+Z", "Ctrl+Y"]
