"""The keep rules in the window: order, preview, apply, undo, and what was learned."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from photodedup.engine.errors import LibraryError
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.engine.learned_rules import HandChoice, Proposal, RuleStep
from photodedup.engine.ranking import RULES
from photodedup.engine.trials import GroupChange
from photodedup.ui.dialogs.keep_rules import KeepRulesDialog
from photodedup.ui.dialogs.ordered_list import OrderedList
from photodedup.ui.dialogs.working import WorkingDialog
from photodedup.ui.models.rule_words import (
    change_reasons,
    change_title,
    rule_explanation,
    rule_title,
)
from tests.factories import make_group, make_member, make_photo

LOCATED = 2001  # it is smaller, and the only one of its group with a location


@pytest.fixture
def prepare():
    def find_two(library):
        large = make_photo(2000, has_location=False)
        located = make_photo(LOCATED, width_px=2000, height_px=1500)
        library.to_find = (make_group(1), make_group(2, keeper=large, members=[_copy(located)]))

    return [find_two]


def _copy(photo):
    return make_member(photo)


@pytest.fixture
def rules(stage):
    """The stage with the dialog open, and its first preview shown."""
    stage.open()
    stage.scan()
    stage.window.menus["keep_rules"].trigger()
    stage.until(lambda: isinstance(stage.dialog, KeepRulesDialog))
    stage.until(lambda: stage.dialog.pane.preview is not None)
    return stage


def put_first(dialog: KeepRulesDialog, name: str) -> None:
    dialog.list.select(name)
    while dialog.list.up_button.isEnabled():
        dialog.list.up_button.click()


def shown(dialog: KeepRulesDialog) -> bool:
    return dialog.pane.preview is not None


class TestDialog:
    def test_shows_the_rules_of_the_library_and_nothing_to_apply(self, rules):
        assert rules.dialog.rules() == DEFAULT_KEEP_RULES
        assert not rules.dialog.apply_button.isEnabled()
        assert rules.dialog.pane.headline.text() == "These are your rules"

    def test_tells_what_a_moved_rule_would_change(self, rules):
        dialog = rules.dialog
        put_first(dialog, "location")
        assert not dialog.apply_button.isEnabled()
        rules.until(lambda: shown(dialog))
        assert dialog.pane.headline.text() == "Changes 1 of 2 groups"
        (example,) = dialog.pane.examples.shown
        assert [photo.id for photo in example.photos] == [2000, LOCATED]
        assert example.title == "2019/IMG_2001.jpg is kept"
        assert dialog.apply_button.isEnabled()

    def test_a_rule_can_be_switched_off_with_the_space_bar(self, rules):
        dialog = rules.dialog
        dialog.list.select("resolution")
        rules.qtbot.keyClick(dialog.list.list, Qt.Key.Key_Space)
        assert not dialog.rules().rule("resolution").is_on
        rules.until(lambda: shown(dialog))
        assert dialog.pane.headline.text() == "Changes 2 of 2 groups"

    def test_preferred_folders_are_put_in_order(self, rules):
        folders = rules.dialog.folders
        for name in ("/a", "/b"):
            folders.add(Path(name))
        rules.qtbot.keyClick(folders.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert rules.dialog.rules().folders == (Path("/b"), Path("/a"))
        folders.remove_button.click()
        assert rules.dialog.rules().folders == (Path("/a"),)

    def test_the_usual_order_comes_back_and_leaves_the_folders(self, rules):
        put_first(rules.dialog, "location")
        rules.dialog.folders.add(Path("/a"))
        rules.dialog.usual_button.click()
        assert rules.dialog.rules() == DEFAULT_KEEP_RULES.preferring([Path("/a")])

    def test_a_preview_can_be_stopped_and_asked_for_again(self, rules):
        dialog = rules.dialog
        rules.library.bulk.gate.clear()
        put_first(dialog, "location")
        rules.until(lambda: rules.controller.bulk.is_running)
        dialog.pane.stop_button.click()
        rules.until(lambda: dialog.pane.headline.text() == "Stopped")
        assert not dialog.apply_button.isEnabled()
        rules.library.bulk.gate.set()
        dialog.pane.again_button.click()
        rules.until(lambda: shown(dialog))

    def test_a_preview_that_fails_says_why(self, rules):
        rules.library.error = LibraryError("The disk is full.")
        put_first(rules.dialog, "location")
        rules.until(lambda: rules.dialog.pane.details.text() == "The disk is full.")
        rules.library.error = None

    def test_a_late_preview_of_other_rules_cannot_be_applied(self, rules):
        dialog = rules.dialog
        put_first(dialog, "location")
        rules.until(lambda: shown(dialog))
        late = dialog.pane.preview
        put_first(dialog, "name")
        dialog.show_preview(late)
        assert not dialog.apply_button.isEnabled()
        rules.until(lambda: shown(dialog))
        assert dialog.pane.preview.decided.rules.order[0].name == "name"

    def test_closing_it_changes_nothing(self, rules):
        put_first(rules.dialog, "location")
        rules.dialog.cancel_button.click()
        assert rules.library.bulk.rules == DEFAULT_KEEP_RULES
        rules.until(lambda: not rules.controller.bulk.is_running)


class TestApplying:
    def apply(self, rules):
        dialog = rules.dialog
        put_first(dialog, "location")
        rules.until(lambda: shown(dialog))
        with rules.qtbot.waitSignal(rules.controller.decisions.bulk_applied):
            dialog.apply_button.click()
        rules.until(lambda: rules.groups == rules.library.groups())

    def test_makes_just_what_was_shown(self, rules):
        self.apply(rules)
        assert {group.keeper.id for group in rules.groups} == {1000, LOCATED}
        assert rules.library.bulk.rules.order[0].name == "location"
        assert rules.window.notice.text.text() == "Applied: one group changed."

    def test_is_one_step_to_undo_and_to_do_again(self, rules):
        self.apply(rules)
        stack = rules.controller.decisions.undo_stack
        assert stack.undoText() == "change the keep rules"
        rules.window.menus["undo"].trigger()
        rules.until(lambda: {group.keeper.id for group in rules.groups} == {1000, 2000})
        assert rules.library.bulk.rules == DEFAULT_KEEP_RULES
        assert rules.window.notice.isHidden()
        rules.window.menus["redo"].trigger()
        rules.until(lambda: {group.keeper.id for group in rules.groups} == {1000, LOCATED})

    def test_a_read_only_library_shows_but_does_not_apply(self, stage):
        stage.open()
        stage.scan()
        stage.library.is_read_only = True
        stage.window.menus["keep_rules"].trigger()
        stage.until(lambda: isinstance(stage.dialog, KeepRulesDialog))
        put_first(stage.dialog, "location")
        stage.until(lambda: shown(stage.dialog))
        assert not stage.dialog.apply_button.isEnabled()


class TestLearned:
    @pytest.fixture
    def offered(self, stage):
        """A proposal was made after a decision by hand."""
        stage.open()
        stage.scan()
        against = HandChoice(
            make_photo(1, has_location=False), (make_photo(2, path=Path("/other/b.jpg")),)
        )
        first = DEFAULT_KEEP_RULES.moved("location", 0)
        stage.library.bulk.learned = Proposal(first, (RuleStep("location"),), 21, (against,))
        stage.controller.decisions.set_keeper(stage.groups[0], stage.groups[0].photos[1].id)
        stage.until(lambda: not stage.window.notice.isHidden())
        return stage

    def test_is_told_quietly_and_not_applied(self, offered):
        told = "20 of your 21 choices follow one rule: “Has the location” comes first."
        offered.until(lambda: offered.window.notice.text.text() == told)
        assert offered.dialog is None
        assert offered.library.bulk.rules == DEFAULT_KEEP_RULES

    def test_is_shown_with_what_speaks_against_it(self, offered):
        offered.until(lambda: offered.window.notice.button.text() == "Look at it…")
        offered.window.notice.button.click()
        offered.until(lambda: isinstance(offered.dialog, KeepRulesDialog))
        dialog = offered.dialog
        offered.until(lambda: shown(dialog))
        assert dialog.rules().order[0].name == "location"
        assert dialog.learned.text().startswith("20 of your 21 choices follow one rule")
        example = dialog.pane.examples.shown[0]
        assert example.lines == ["You kept: 2019/IMG_0001.jpg", "By this rule: other/b.jpg"]
        assert offered.library.bulk.rules == DEFAULT_KEEP_RULES


class TestOrderedList:
    @pytest.fixture
    def ordered(self, qtbot):
        made = OrderedList("Things")
        qtbot.addWidget(made)
        made.show_entries([(key, key.upper(), "") for key in "abc"], [True, False, True])
        return made

    def test_dragging_an_entry_is_a_change(self, ordered, qtbot):
        model = ordered.list.model()
        with qtbot.waitSignal(ordered.changed):
            assert model.moveRow(model.index(-1, -1), 2, model.index(-1, -1), 0)
        assert ordered.keys() == ["c", "a", "b"]
        assert ordered.checked() == [True, True, False]

    def test_keys_move_an_entry_and_stop_at_the_ends(self, ordered, qtbot):
        ordered.select("b")
        alt = Qt.KeyboardModifier.AltModifier
        for _ in range(3):
            qtbot.keyClick(ordered.list, Qt.Key.Key_Up, alt)
        assert ordered.keys() == ["b", "a", "c"]
        assert ordered.current_key() == "b"
        assert not ordered.up_button.isEnabled()
        qtbot.keyClick(ordered.list, Qt.Key.Key_Down, alt)
        assert ordered.keys() == ["a", "b", "c"]

    def test_other_entries_leave_the_selected_one_selected(self, ordered):
        ordered.select("b")
        ordered.show_entries([(key, key, "") for key in "cba"])
        assert ordered.current_key() == "b"


def test_every_rule_has_words():
    for rule in RULES:
        assert rule_title(rule.name) != rule.name
        assert rule_explanation(rule.name)


def test_what_would_have_no_clear_winner_is_said_so():
    before = make_group(1)
    after = replace(before, needs_look="choose the one to keep")
    assert change_title(GroupChange(before, after)) == "No clear winner: you would be asked"
    alone = GroupChange(before, None)
    assert change_title(alone) == "2019/IMG_1000.jpg stays alone"
    assert change_reasons(alone)[1] == "Then nothing is proved to be a copy of it"


# --- when the library has changed since the preview ------------------------------------------


@pytest.fixture
def outrun(rules):
    """The rules are changed and applied, and what they do has to be worked out again first."""
    put_first(rules.dialog, "location")
    rules.until(lambda: shown(rules.dialog) and rules.dialog.apply_button.isEnabled())
    rules.library.bulk.is_outrun = True
    rules.library.bulk.gate.clear()
    rules.dialog.apply_button.click()
    rules.until(lambda: working(rules) is not None)
    return rules


def working(stage) -> WorkingDialog | None:
    shown = [each for each in stage.window.findChildren(WorkingDialog) if each.isVisible()]
    return shown[0] if shown else None


def keepers(stage) -> list[int]:
    return [group.keeper.id for group in stage.groups]


def test_a_preview_that_is_true_no_more_is_worked_out_again_in_sight(outrun):
    dialog = working(outrun)
    outrun.until(lambda: dialog.bar.maximum() == 2 and dialog.bar.value() == 1)
    assert keepers(outrun) == [1000, 2000]
    outrun.library.bulk.gate.set()
    outrun.until(lambda: keepers(outrun) == [1000, LOCATED])
    outrun.until(lambda: working(outrun) is None)
    assert outrun.window.notice.text.text() == "Applied: one group changed."


def test_that_can_be_stopped_and_then_nothing_is_changed(outrun):
    working(outrun).stop_button.click()
    outrun.until(lambda: working(outrun) is None)
    assert outrun.window.notice.text.text() == "Nothing was changed."
    assert outrun.library.bulk.rules == DEFAULT_KEEP_RULES
    assert keepers(outrun) == [1000, 2000]
    assert not outrun.controller.decisions.undo_stack.canUndo()


def test_a_preview_that_is_still_true_is_applied_at_once(rules):
    put_first(rules.dialog, "location")
    rules.until(lambda: shown(rules.dialog) and rules.dialog.apply_button.isEnabled())
    rules.dialog.apply_button.click()
    rules.until(lambda: keepers(rules) == [1000, LOCATED])
    assert rules.window.findChildren(WorkingDialog) == []
