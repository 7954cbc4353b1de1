"""The report for other programs, made from any groups."""

import json
import os
import sys
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.reports.as_json import report, to_json
from tests.factories import make_group, make_member, make_photo, make_skipped


def read_back(**facts):
    return json.loads(to_json(report(**({"photo_count": 0, "groups": (), "skipped": (),
                                         "timings_s": {}} | facts))))  # fmt: skip


def test_empty():
    assert read_back() == {
        "schema": 1,
        "photos": 0,
        "groups": [],
        "skipped": [],
        "timings_s": {},
    }


@pytest.mark.parametrize("kind", GroupKind)
def test_every_kind_of_group(kind):
    group = make_group(kind=kind)
    (row,) = read_back(groups=[group])["groups"]
    assert row["kind"] == {"copies": "copies", "burst": "burst", "similar": "similar"}[kind]
    assert row["keeper"] == row["members"][0]["path"] == str(group.keeper.path)
    assert len(row["members"]) == 3


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict(verdict):
    member = make_member(make_photo(7), verdict, similarity=0.87, reason="half the size")
    group = make_group(members=[member])
    keeper, row = read_back(groups=[group])["groups"][0]["members"]
    assert keeper["verdict"] == "keeper"
    assert keeper["reason"] == group.keeper_reason
    assert row == {
        "path": str(member.photo.path),
        "verdict": str(verdict),
        "reason": "half the size",
        "similarity": 0.87,
        "size_bytes": member.photo.size_bytes,
    }


def test_skipped_files():
    (row,) = read_back(skipped=[make_skipped("broken.jpg", "the file ends too early")])["skipped"]
    assert row == {"path": "/photos/broken.jpg", "reason": "the file ends too early"}


@pytest.mark.skipif(sys.platform == "win32", reason="names are text on Windows")
def test_names_that_are_no_text():
    photo = make_photo(1, path=Path(os.fsdecode(b"/photos/caf\xe9 \xe2\x98\x83.jpg")))
    text = to_json(report(1, [make_group(keeper=photo)], [], {}))
    assert text.encode("utf-8", "strict")
    assert json.loads(text)["groups"][0]["keeper"] == "/photos/caf\ufffd \u2603.jpg"
