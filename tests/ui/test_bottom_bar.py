from dataclasses import replace

from photodedup.engine.domain.groups import Part
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.tabs import MarkSum, marks_in
from photodedup.ui.views.bottom_bar import BottomBar
from tests.factories import make_group, make_photo

PROVED = (Verdict.SAME_PICTURE, 0.98, "same picture")


def test_every_picture_of_a_marked_shot_is_counted_as_in_the_plan(qtbot):
    group = make_group(1, 1)
    (member,) = group.members
    part = Part(make_photo(7, size_bytes=500_000), group.keeper, *PROVED)
    shot = replace(group, members=(replace(member, parts=(part,)),))
    bar = BottomBar()
    qtbot.addWidget(bar)

    bar.show_marks(marks_in([shot]), marks_in([shot]))

    assert bar.marked.text() == "2 photos marked, 2.5 MB"


def test_what_is_marked_in_other_tabs_is_told_too(qtbot):
    bar = BottomBar()
    qtbot.addWidget(bar)
    bar.show_marks(MarkSum(), MarkSum(2, 5, 9_000_000))
    assert bar.marked.text() == "Nothing is marked · 5 photos in all tabs"
