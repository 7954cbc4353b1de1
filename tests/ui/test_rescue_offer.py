"""The plan says what only photos that go know, and offers to keep it."""

from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.details import Detail, Details, Place
from photodedup.engine.domain.history import RestoreResult, SidecarChange, SidecarState
from photodedup.engine.domain.ids import OperationId, SidecarId
from photodedup.engine.domain.plans import CleanupPlan, Rescue
from photodedup.ui.dialogs.cleanup_plan import ONLY_HERE_COLUMN, CleanupPlanDialog
from photodedup.ui.dialogs.cleanup_report import restore_problems
from photodedup.ui.dialogs.history import HistoryDialog
from photodedup.ui.models import detail_words
from tests.factories import make_operation

from .test_dialogs import make_plan

SIDECAR = Path("/photos/2019/IMG_1000.jpg.xmp")


def telling_plan(obstacle: str = "") -> CleanupPlan:
    """Of two photos that go, the first has a place and keywords of its own; the second disagrees
    about the date."""
    plan = make_plan()
    first = replace(plan.removals[0], only_here=(Detail.PLACE, Detail.KEYWORDS))
    second = replace(plan.removals[1], disagrees=(Detail.DATE,))
    found = Details(place=Place(1, 2), keywords=("boats",))
    rescue = Rescue(first.survivor, SIDECAR, found, (first.photo.path,), obstacle)
    return replace(plan, removals=(first, second), rescues=(rescue,))


@pytest.fixture
def show(qtbot):
    def shown(plan, **facts):
        dialog = CleanupPlanDialog(plan, **facts)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return shown


def change(state: SidecarState, message: str = "", **facts) -> SidecarChange:
    defaults = {
        "operation": OperationId(1),
        "path": SIDECAR,
        "keeper": Path("/photos/2019/original.jpg"),
        "added": (Detail.PLACE, Detail.KEYWORDS),
        "is_new": True,
    }
    return SidecarChange(SidecarId(1), state=state, message=message, **(defaults | facts))


def test_each_row_and_the_sum_say_what_would_be_lost(show):
    dialog = show(telling_plan())
    cells = [dialog.going.index(row, ONLY_HERE_COLUMN).data() for row in range(2)]
    assert cells == ["location, keywords", "other date"]
    said = dialog.rescue.summary.text()
    assert "1 photo has what" in said
    assert "location (1), keywords (1)" in said
    assert "1 photo says something else" in said


def test_it_is_kept_unless_the_person_says_otherwise(show, qtbot):
    plan = telling_plan()
    dialog = show(plan)
    assert dialog.rescue.box.isChecked()
    assert dialog.what_goes() == plan
    dialog.rescue.box.click()
    assert dialog.what_goes() == replace(plan, rescues=())
    assert "goes to the trash" in dialog.rescue.note.text()
    answers = []
    dialog.details_decided.connect(answers.append)
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        dialog.confirm_button.click()
    assert answers == [False]
    assert confirmed.args[0].rescues == ()


def test_the_last_answer_is_the_first_suggestion(show):
    assert not show(telling_plan(), keep_details=False).rescue.box.isChecked()


def test_a_photo_stays_whose_details_cannot_be_written(show):
    dialog = show(telling_plan("Its folder can only be read."))
    assert len(dialog.what_goes().removals) == 1
    assert dialog.what_goes().rescues == ()
    reason = dialog.staying.index(0, 1).data()
    assert reason.startswith("It has a location and keywords that the kept photo lacks")
    assert reason.endswith("Its folder can only be read.")
    assert dialog.confirm_button.text() == "Move 1 photo to the trash"
    assert dialog.rescue.box.isVisible()
    dialog.rescue.box.click()
    assert len(dialog.what_goes().removals) == 2
    assert dialog.staying.rowCount() == 0


def test_a_plan_that_loses_nothing_offers_nothing(show, qtbot):
    dialog = show(make_plan())
    assert not dialog.rescue.isVisible()
    with qtbot.assertNotEmitted(dialog.details_decided):
        dialog.confirm_button.click()


def test_other_words_alone_are_said_without_a_box(show):
    plan = telling_plan()
    dialog = show(replace(plan, removals=plan.removals[1:], rescues=()))
    assert dialog.rescue.isVisible()
    assert not dialog.rescue.box.isVisible()


def test_the_history_tells_what_was_written_and_what_became_of_it(qtbot):
    operation = replace(make_operation(1), sidecars=(change(SidecarState.WRITTEN),))
    dialog = HistoryDialog([operation])
    qtbot.addWidget(dialog)
    branch = dialog.tree.topLevelItem(0).child(0)
    leaf = branch.child(branch.childCount() - 1)
    assert leaf.text(0) == "Location, keywords written to IMG_1000.jpg.xmp"
    assert leaf.text(2) == "beside the photo that stayed"
    dialog.tree.setCurrentItem(leaf)
    assert dialog.selected_removals() == []
    dialog.show_operations([replace(operation, sidecars=(change(SidecarState.TAKEN_BACK),))])
    assert dialog.tree.topLevelItem(0).child(0).child(2).text(2) == "taken back"


def test_a_sidecar_that_could_not_be_taken_back_is_reported():
    left = change(SidecarState.LEFT, "It was changed after the clean-up.")
    (row,) = restore_problems(RestoreResult((), (), (left, change(SidecarState.TAKEN_BACK))))
    assert row.texts[1] == "It was changed after the clean-up."


def test_what_was_written_is_said_in_one_sentence():
    twice = (change(SidecarState.WRITTEN), change(SidecarState.WRITTEN, added=(Detail.DATE,)))
    said = "Written beside the photos that stay: date (1), location (1), keywords (1)."
    assert detail_words.written(twice) == said
    assert detail_words.written(()) == ""
