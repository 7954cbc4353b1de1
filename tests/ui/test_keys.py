"""Other keys for commands: the draft, the page of settings, and the window that obeys them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from photodedup.engine.settings import load_settings
from photodedup.ui.dialogs.keys import KeysDialog
from photodedup.ui.dialogs.row_table import VALUE_ROLE
from photodedup.ui.models.key_book import KeyBook, KeyCommand, Where, native, with_keys
from photodedup.ui.views.compare_keys import CompareKeys, Do
from photodedup.ui.views.compare_stage import Look

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

    def test_one_key_may_do_another_thing_where_another_page_is_seen(self):
        here = KeyCommand("list", "Mark", ("F2",), Where.LIST)
        there = KeyCommand("compare", "Flicker", ("F2",), Where.COMPARING)
        everywhere = KeyCommand("window", "Rescan", ("F2",))
        assert KeyBook([here, there], {}).clashes() == {}
        assert KeyBook([there, everywhere], {}).clashes() == {"F2": [there, everywhere]}
        dialog = KeyCommand("dialog", "Agree", ("F2",), Where.DIALOGS)
        assert KeyBook([everywhere, dialog], {}).clashes() == {}
        twin = KeyCommand("twin", "Wipe", ("F2",), Where.COMPARING)
        assert KeyBook([here, there, twin], {}).clashes() == {"F2": [there, twin]}

    def test_arrows_are_written_as_signs(self):
        assert native(("Left", "Ctrl+Right", "F2")) == "←, Ctrl+→, F2"

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
        rows = [dialog.rows.index(row, 1) for row in range(dialog.rows.rowCount())]
        return [row.data() for row in rows if row.data(VALUE_ROLE) is not None]

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

    def test_after_a_choice_the_keyboard_is_with_the_list_again(self, dialog, qtbot):
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.select("log")
        dialog.edit.setKeySequence(QKeySequence("F3"))
        dialog.only_button.setFocus()
        qtbot.keyClick(dialog.only_button, Qt.Key.Key_Space)
        qtbot.waitUntil(dialog.table.hasFocus)
        assert self.shown(dialog) == ["K, Return", "S", "F3"]

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
    assert KeyBook(stage.app.presenter.comfort.key_commands(), {}).clashes() == {}


def test_redo_has_both_of_its_usual_keys(stage):
    keys = [key.toString() for key in stage.window.menus["redo"].shortcuts()]
    assert keys == ["Ctrl+Shift+Z", "Ctrl+Y"]


class TestComparing:
    """The comparison has keys of its own, which can be others, too."""

    @pytest.fixture
    def comparing(self, stage):
        stage.open()
        stage.scan()
        stage.press(Qt.Key.Key_C)
        stage.until(stage.window.compare.isVisible)
        return stage

    def choose(self, stage, **keys: list[str]) -> None:
        """Give commands other keys on the page of keys."""
        stage.window.menus["keys"].trigger()
        for name, texts in keys.items():
            stage.dialog.select(f"compare {name}")
            stage.dialog.none_button.click()
            for text in texts:
                stage.dialog.edit.setKeySequence(QKeySequence(text))
                stage.dialog.add_button.click()

    def test_they_are_listed_in_a_section_of_their_own(self, comparing):
        self.choose(comparing)
        rows = comparing.dialog.rows
        texts = [rows.index(row, 0).data() for row in range(rows.rowCount())]
        at = texts.index("While looking closely")
        assert texts.index("In the list of groups") < at < texts.index("Everywhere")
        assert "Show what differs" in texts[at:]
        assert rows.index(texts.index("The photo before"), 1).data() == "←"

    def test_another_key_works_at_once_is_told_everywhere_and_is_kept(self, comparing):
        view = comparing.window.compare
        self.choose(comparing, wipe=["F7"], mark=["G"])
        comparing.dialog.save_button.click()

        assert view.bar.buttons[Do.WIPE].toolTip().endswith("(F7)")
        assert "F7 wipe" in view.status.text()
        comparing.qtbot.keyClick(view, Qt.Key.Key_V)
        assert view.stage.look is Look.SIDE_BY_SIDE
        comparing.qtbot.keyClick(view, Qt.Key.Key_F7)
        assert view.stage.look is Look.WIPE
        was_marked = comparing.groups[0].members[0].is_marked
        comparing.qtbot.keyClick(view, Qt.Key.Key_G)
        comparing.until(lambda: comparing.groups[0].members[0].is_marked is not was_marked)
        kept = load_settings(comparing.controller._settings_path).keys
        assert kept == {"compare wipe": ["F7"], "compare mark": ["G"]}
        comparing.window.menus["keyboard"].trigger()
        rows = comparing.dialog.rows
        listed = [rows.index(r, 0).data(VALUE_ROLE) for r in range(rows.rowCount())]
        assert ("F7", "One over the other, with a line to move") in listed
        assert rows.index(0, 0).data() == "While looking closely"

    def test_one_key_for_two_things_there_must_be_solved(self, comparing):
        self.choose(comparing, wipe=["D"])
        assert "One over the other" in comparing.dialog.clash.text()
        assert not comparing.dialog.save_button.isEnabled()
        self.choose(comparing, wipe=["F5"])
        assert "Rescan" in comparing.dialog.clash.text()  # works while comparing, too

    def test_a_key_of_the_list_may_do_something_else_there(self, comparing):
        self.choose(comparing, wipe=["R"])
        assert not comparing.dialog.clash.isVisible()

    def test_a_held_key_is_held_until_it_is_let_go_whatever_else_is(self, comparing):
        view = comparing.window.compare
        comparing.app.presenter.comfort._change(keys={"compare flicker": ["Shift+G"]})
        comparing.qtbot.keyPress(view, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
        assert view.flicker.is_swapped
        comparing.qtbot.keyRelease(view, Qt.Key.Key_G)  # Shift was let go of before
        assert not view.flicker.is_swapped

    def test_esc_always_leads_back(self, comparing):
        comparing.app.presenter.comfort._change(keys={"compare back": []})
        comparing.qtbot.keyClick(comparing.window.compare, Qt.Key.Key_Escape)
        comparing.until(lambda: not comparing.window.compare.isVisible())

    @pytest.mark.parametrize("modifier", ["ShiftModifier", "AltModifier"])
    def test_a_sign_means_the_same_however_a_keyboard_makes_it(self, modifier):
        keys = CompareKeys()
        held = Qt.KeyboardModifier[modifier]
        assert keys.meaning(Qt.Key.Key_BracketLeft, held) is Do.TURN_LEFT
        assert keys.meaning(Qt.Key.Key_V, held) is None

    def test_a_refusal_names_the_present_key(self, comparing, qtbot):
        view = comparing.window.compare
        comparing.app.presenter.comfort._change(keys={"compare skip": ["F8"]})
        comparing.qtbot.keyClick(view, Qt.Key.Key_F8)
        comparing.until(lambda: comparing.groups[0].is_skipped)
        with qtbot.waitSignal(view.decisions.refused) as told:
            comparing.qtbot.keyClick(view, Qt.Key.Key_Space)
        assert told.args == ["This group is skipped. Press F8 to take it up again."]


def test_tips_of_dialogs_name_keys_as_the_platform_does(german, stage):
    stage.open()
    stage.scan()
    stage.window.menus["trash"].trigger()
    stage.until(lambda: stage.dialog is not None)
    assert stage.dialog.confirm_button.toolTip().endswith("(Strg+Return)")


def test_the_key_that_agrees_to_a_dialog_can_be_another_one(stage):
    stage.open()
    stage.scan()
    comfort = stage.app.presenter.comfort
    comfort._change(keys={"dialog confirm": ["F9"]})
    assert (Where.DIALOGS, [("F9", "Do what the dialog asks about")]) in comfort.key_lists()
    stage.window.menus["trash"].trigger()
    stage.until(lambda: stage.dialog is not None and stage.dialog.confirm_button.isEnabled())
    assert stage.dialog.confirm_button.toolTip().endswith("(F9)")
    stage.qtbot.keyClick(stage.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.dialog is not None
    stage.dialog.activateWindow()
    stage.until(stage.dialog.isActiveWindow)
    stage.qtbot.keyClick(stage.dialog, Qt.Key.Key_F9)
    stage.until(lambda: stage.controller.decisions.undo_stack.canUndo())
    comfort._change(keys={})


def test_hints_in_the_list_name_the_present_keys(stage):
    stage.open()
    stage.scan()
    stage.app.presenter.comfort._change(keys={"group together": ["F9"], "group why": []})
    stage.press(Qt.Key.Key_F9)
    stage.until(stage.window.picked.isVisible)
    assert stage.window.picked.text.text().endswith("now F9 on another")
    assert stage.window.picked.together_button.toolTip().endswith("(F9)")
