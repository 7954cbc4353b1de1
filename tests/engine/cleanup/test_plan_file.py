"""A plan as a file: what is written comes back; only what the library still proves is agreed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.cleanup import agreed, plan_survivors, plan_text, read_plan
from photodedup.engine.domain.groups import Part
from photodedup.engine.domain.matches import Verdict
from tests.factories import make_group, make_member, make_photo


def written(groups, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(plan_text(plan_survivors(groups), Path("/library")), encoding="utf-8")
    return read_plan(path)


def marked(groups):
    return {member.photo.path.name for group in groups for member in group.marked}


def raw_pair():
    """A JPEG with its RAW file, and a copy of both, as one group."""
    raw, raw_copy = make_photo(10, "A.DNG"), make_photo(20, "B.DNG")
    part = Part(raw_copy, raw, Verdict.SAME_PICTURE, 0.99, "same picture")
    spare = replace(make_member(2, is_marked=True), parts=(part,))
    return make_group(1, keeper=make_photo(1), members=[spare])


def test_what_is_written_comes_back(tmp_path):
    group = make_group()
    plan = written([group], tmp_path)
    assert plan.library == Path("/library")
    assert set(plan.removals) == {member.photo.path for member in group.members}


def test_marks_are_those_of_the_plan_alone(tmp_path):
    first, second = make_group(1), make_group(2)
    groups, stays = agreed(written([first], tmp_path), [first, second])
    assert marked(groups) == marked([first])
    assert stays == ()


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text(tmp_path):
    name = os.fsdecode(b"caf\xe9.jpg")
    group = make_group(1, keeper=make_photo(1), members=[make_member(make_photo(2, name))])
    groups, _ = agreed(written([group], tmp_path), [group])
    assert marked(groups) == {name}


class TestShots:
    def test_all_pictures_of_a_shot_are_named_and_go_together(self, tmp_path):
        group = raw_pair()
        groups, stays = agreed(written([group], tmp_path), [group])
        assert (marked(groups), stays) == ({"IMG_0002.jpg"}, ())

    @pytest.mark.parametrize("missing", ["IMG_0002.jpg", "B.DNG"])
    def test_half_a_shot_goes_not_at_all(self, tmp_path, missing):
        group = raw_pair()
        plan = written([group], tmp_path)
        left = {path: file for path, file in plan.removals.items() if path.name != missing}
        groups, stays = agreed(replace(plan, removals=left), [group])
        assert marked(groups) == set()
        assert [path for path, _ in stays] == list(left)


class TestWhatIsNotProved:
    """A file cannot mark what the window would only mark by a person's hand."""

    @pytest.mark.parametrize("verdict", [Verdict.BURST, Verdict.SIMILAR, Verdict.PUT_TOGETHER])
    def test_only_what_the_library_has_marked(self, tmp_path, verdict):
        spare = make_member(2, verdict, is_marked=True)
        group = make_group(1, keeper=make_photo(1), members=[spare])
        plan = written([group], tmp_path)
        assert marked(agreed(plan, [group])[0]) == {"IMG_0002.jpg"}
        unmarked = replace(group, members=(replace(spare, is_marked=False),))
        groups, ((path, why),) = agreed(plan, [unmarked])
        assert marked(groups) == set()
        assert (path.name, "not proved" in why) == ("IMG_0002.jpg", True)
