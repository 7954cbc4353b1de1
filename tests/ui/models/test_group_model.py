"""The list of photos behind the review screen: what changes, and what keeps its place."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.ui.models.group_model import GroupModel, Role
from tests.factories import make_group, with_keeper, with_mark


@pytest.fixture
def model() -> GroupModel:
    model = GroupModel()
    model.set_groups([make_group(1, 2), make_group(2, 1), make_group(3, 4)])
    return model


def photo_ids(model: GroupModel) -> list[int]:
    return [model.index(row).data(Role.PHOTO).id for row in range(model.rowCount())]


def test_it_is_a_proper_model(model, qtmodeltester):
    qtmodeltester.check(model)
    model.replace_groups(GroupId(1), [make_group(7), make_group(8)])
    model.replace_groups(GroupId(2), [])
    model.set_groups([])
    qtmodeltester.check(model)


def test_each_photo_is_a_row_with_the_keeper_first(model):
    assert photo_ids(model) == [1000, 1001, 1002, 2000, 2001, 3000, 3001, 3002, 3003, 3004]
    assert [model.index(row).data(Role.POSITION) for row in range(5)] == [0, 1, 2, 0, 1]
    assert model.index(3).data(Role.GROUP).id == 2
    assert model.index(3).data(Role.MEMBER) is None
    assert model.index(4).data(Role.MEMBER).photo.id == 2001


def test_a_mark_changes_one_group_and_nothing_else(model, qtbot):
    group = model.group_at(1)
    revision = model.revision

    with (
        qtbot.waitSignal(model.dataChanged) as changed,
        qtbot.assertNotEmitted(model.rowsRemoved),
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.replace_groups(GroupId(2), [with_mark(group, PhotoId(2001), False)])

    assert [index.row() for index in changed.args[:2]] == [3, 4]
    assert not model.index(4).data(Role.MEMBER).is_marked
    assert model.revision == revision


def test_a_new_keeper_leaves_the_indexes_of_other_groups_valid(model):
    other = QPersistentModelIndex(model.index(6))

    model.replace_groups(GroupId(1), [with_keeper(model.group_at(0), PhotoId(1002))])

    assert photo_ids(model)[:3] == [1002, 1001, 1000]
    assert other.isValid()
    assert other.data(Role.PHOTO).id == 3001


def test_one_group_can_become_several_or_none(model):
    other = QPersistentModelIndex(model.index(5))

    model.replace_groups(GroupId(2), [make_group(8, 1), make_group(9, 1)])
    assert [group.id for group in model.groups()] == [1, 8, 9, 3]
    model.replace_groups(GroupId(1), [])
    assert [group.id for group in model.groups()] == [8, 9, 3]
    assert other.data(Role.PHOTO).id == 3000


def test_a_group_that_was_elsewhere_moves(model):
    model.replace_groups(GroupId(1), [make_group(3, 1)])

    assert [group.id for group in model.groups()] == [3, 2]
    assert photo_ids(model) == [3000, 3001, 2000, 2001]


def test_a_late_answer_about_a_group_that_is_gone_adds_nothing(model):
    changed = with_mark(model.group_at(1), PhotoId(2001), False)

    model.replace_groups(GroupId(77), [make_group(77), changed])

    assert [group.id for group in model.groups()] == [1, 2, 3]
    assert model.group_at(1) == changed


def test_rows_are_found_by_ids(model):
    assert model.row_of(GroupId(3), PhotoId(3002)) == 7
    assert model.row_of(GroupId(3), PhotoId(1)) is None
    assert model.row_of(GroupId(99), PhotoId(3002)) is None
    assert [model.number_at_row(row) for row in (0, 2, 3, 5, 9)] == [0, 0, 1, 2, 2]


def test_every_row_can_be_read_aloud(model):
    for row in range(model.rowCount()):
        index = model.index(row)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
        assert str(index.data(Role.PHOTO).path) in index.data(Qt.ItemDataRole.ToolTipRole)
