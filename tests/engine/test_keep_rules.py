"""The list of keep rules: its order, what is stored of it, and what each rule prefers."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import DateSource
from photodedup.engine.group_building import NO_CLEAR_WINNER
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES, KeepRules, keep_rules_of
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.ranking import DEFAULT_RULES, RULES, best, grounds, keeper_reason
from photodedup.engine.review import make_groups
from tests.factories import make_photo

NAMES = [rule.name for rule in RULES]


def plain(number: int, place: str | None = None, **facts):
    same = {"mtime_ns": 5, "size_bytes": 1000}
    path = Path(place or f"/photos/IMG_{number}.jpg")
    return make_photo(number, path=path, **(same | facts))


def only(*names: str) -> KeepRules:
    """Rules of which just these are on, in this order."""
    rules = DEFAULT_KEEP_RULES
    for name in NAMES:
        rules = rules.switched(name, name in names)
    for place, name in enumerate(names):
        rules = rules.moved(name, place)
    return rules


class TestEachRule:
    @pytest.mark.parametrize(
        ("name", "better", "worse"),
        [
            ("format", {"format": "TIFF"}, {"format": "JPEG"}),
            ("format", {"format": "HEIC"}, {"format": "WebP"}),
            ("format", {"format": "RAF", "is_raw": True}, {"format": "TIFF"}),
            ("format", {"format": "JPEG"}, {"format": "something else"}),
            ("not-chat", {}, {"place": "/photos/WhatsApp Images/a.jpg"}),
            ("not-chat", {}, {"place": "/photos/IMG-20190608-WA0004.jpg"}),
            ("older-date", {"taken_at": datetime(2019, 1, 1)}, {"taken_at": datetime(2020, 1, 1)}),
            ("older-date", {}, {"taken_at": None}),
            ("older-date", {}, {"date_source": DateSource.FILE_TIME}),
            ("larger-file", {"size_bytes": 1001}, {"size_bytes": 1000}),
            ("short-path", {"place": "/photos/a.jpg"}, {"place": "/photos/b/a.jpg"}),
        ],
    )
    def test_prefers(self, name, better, worse):
        keeper, other = plain(2, **better), plain(1, **worse)
        rules = only(name).active()
        assert best([other, keeper], rules) == keeper
        assert grounds(keeper, [other], rules).better

    def test_every_rule_says_of_a_keeper_why(self):
        assert all(rule.won for rule in RULES)
        assert len(set(NAMES)) == len(NAMES)

    def test_a_preferred_folder_holds_those_below_it_and_no_namesakes(self):
        rules = only("folders").preferring([Path("/a/b"), Path("/c")]).active()
        inside = plain(1, "/a/b/deep/1.jpg")
        second = plain(2, "/c/2.jpg")
        beside = plain(3, "/a/bb/3.jpg")
        assert best([second, beside, inside], rules) == inside
        assert best([beside, second], rules) == second

    def test_no_preferred_folder_decides_nothing(self):
        one, other = plain(1, "/a/1.jpg"), plain(2, "/b/2.jpg")
        assert not grounds(one, [other], only("folders").active()).better


class TestTheList:
    def test_the_usual_order_is_what_was_always_done(self):
        names = [rule.name for rule in DEFAULT_RULES]
        assert names[:3] == ["folders", "raw", "resolution"]
        assert [rule.name for rule in DEFAULT_KEEP_RULES.active()] == names

    def test_a_rule_that_is_off_decides_nothing(self):
        large, located = plain(1, width_px=9000, has_location=False), plain(2)
        assert best([large, located], DEFAULT_KEEP_RULES.active()) == large
        switched = DEFAULT_KEEP_RULES.switched("resolution", False)
        assert best([large, located], switched.active()) == located

    def test_a_moved_rule_decides_first(self):
        large, located = plain(1, width_px=9000, has_location=False), plain(2)
        moved = DEFAULT_KEEP_RULES.moved("location", 0)
        assert moved.order[0].name == "location"
        assert best([large, located], moved.active()) == located

    def test_what_is_stored_is_read_again(self):
        odd = Path(os.fsdecode(b"/photos/caf\xe9"))
        rules = DEFAULT_KEEP_RULES.moved("name", 3).switched("raw", False).preferring([odd])
        assert keep_rules_of(rules.to_json()) == rules

    @pytest.mark.parametrize("text", [None, "", "{", "[]", '{"order": 3}', '{"folders": []}'])
    def test_what_cannot_be_read_is_the_usual_list(self, text):
        assert keep_rules_of(text) == DEFAULT_KEEP_RULES

    def test_a_rule_of_another_version_is_no_obstacle(self):
        stored = '{"order": [["no such rule", true], ["name", true]], "folders": []}'
        rules = keep_rules_of(stored)
        assert sorted(rule.name for rule in rules.order) == sorted(NAMES)


class TestReasons:
    def test_they_say_what_speaks_against_a_keeper(self):
        large, located = plain(1, width_px=9000, has_location=False), plain(2)
        assert keeper_reason(large, [located]) == "largest; but lacks the location"

    def test_nothing_is_said_against_what_nobody_beats(self):
        found = grounds(plain(1, width_px=9000), [plain(2)])
        assert (found.better, found.worse) == (("largest",), ())


def group_of(*photos, choices=None, rules=DEFAULT_KEEP_RULES, verdict=Verdict.SAME_PICTURE):
    """The group of these photos, each of which is proved to each other one."""
    known = {photo.id: photo for photo in photos}
    ids = sorted(known)
    matches = Matches(
        Match(one, other, verdict, 0.9, Evidence("pixels"))
        for one in ids
        for other in ids
        if one < other
    )
    members = {photo: [photo] for photo in known}
    (group,) = make_groups(known, members, matches, choices or {}, rules=rules.active())
    return group


class TestNoClearWinner:
    def test_it_asks_and_marks_nothing(self):
        group = group_of(plain(1, "/a/1.jpg"), plain(2, "/b/2.jpg"))
        assert group.needs_look == NO_CLEAR_WINNER
        assert not group.marked

    def test_a_winner_is_not_asked_about(self):
        group = group_of(plain(1, width_px=9000), plain(2), plain(3))
        assert not group.needs_look
        assert len(group.marked) == 2

    def test_the_same_bytes_need_no_winner(self):
        twins = plain(1, "/a/1.jpg", content_hash="x"), plain(2, "/b/2.jpg", content_hash="x")
        assert not group_of(*twins).needs_look
        assert len(group_of(*twins).marked) == 1

    def test_a_person_can_want_to_be_asked_about_these_too(self):
        twins = plain(1, "/a/1.jpg", content_hash="x"), plain(2, "/b/2.jpg", content_hash="x")
        asking = DEFAULT_KEEP_RULES.switched("first-name", False)
        assert group_of(*twins, rules=asking).needs_look
        assert not group_of(*twins, rules=asking).marked

    def test_edited_copies_are_not_suggested_anyway(self):
        group = group_of(plain(1, "/a/1.jpg"), plain(2, "/b/2.jpg"), verdict=Verdict.EDITED)
        assert not group.needs_look

    @pytest.mark.parametrize("choice", [Choice.KEEPER, Choice.REMOVE, Choice.KEEP])
    def test_what_the_person_decided_is_not_asked_again(self, choice):
        one, other = plain(1, "/a/1.jpg"), plain(2, "/b/2.jpg")
        group = group_of(one, other, choices={PhotoId(2): choice})
        assert not group.needs_look
        marked = {Choice.KEEPER: [one], Choice.REMOVE: [other], Choice.KEEP: []}[choice]
        assert [member.photo for member in group.marked] == marked


PHOTOS = st.builds(
    plain,
    st.integers(1, 10_000),
    st.sampled_from(["/a/1.jpg", "/a/1 copy.jpg", "/b/1.jpg", "/b/WhatsApp/1.jpg", "/c/1.png"]),
    width_px=st.sampled_from([4000, 4001, 8000]),
    has_location=st.booleans(),
    is_raw=st.booleans(),
    format=st.sampled_from(["JPEG", "PNG", "?"]),
    size_bytes=st.sampled_from([1000, 1100, 4000]),
    taken_at=st.sampled_from([None, datetime(2019, 1, 1), datetime(2020, 1, 1)]),
)
SETS = st.lists(PHOTOS, min_size=1, max_size=6, unique_by=lambda photo: photo.path)
ORDERS = st.permutations(NAMES).flatmap(
    lambda names: st.integers(0, len(names)).map(lambda count: only(*names[:count]))
)
FOLDERS = st.lists(st.sampled_from([Path("/a"), Path("/b"), Path("/c")]), unique=True)


@given(SETS, ORDERS, FOLDERS, st.randoms(use_true_random=False))
def test_one_is_kept_whatever_the_rules_and_in_whatever_order(photos, rules, folders, chance):
    active = rules.preferring(folders).active()
    shuffled = list(photos)
    chance.shuffle(shuffled)
    assert best(shuffled, active) == best(photos, active)
    assert best(photos, active) in photos


@given(st.lists(PHOTOS, min_size=3, max_size=3, unique_by=lambda p: p.path), ORDERS, FOLDERS)
def test_the_choice_between_clearly_different_photos_is_an_order(photos, rules, folders):
    """Who wins over the winner wins over the loser: sizes are the same here or far apart."""
    active = rules.preferring(folders).active()
    even = [
        plain(p.id, str(p.path), has_location=p.has_location, is_raw=p.is_raw, format=p.format)
        for p in photos
    ]
    first, second, third = sorted(even, key=lambda photo: photo.id)
    winner = {frozenset(pair): best(pair, active) for pair in _pairs(first, second, third)}
    wins = sorted(sum(each == photo for each in winner.values()) for photo in even)
    assert wins == [0, 1, 2]
    assert best(even, active) == max(
        even, key=lambda photo: sum(each == photo for each in winner.values())
    )


def _pairs(*photos):
    return [(a, b) for n, a in enumerate(photos) for b in photos[n + 1 :]]


@given(SETS, ORDERS)
def test_a_list_survives_being_stored(photos, rules):
    again = keep_rules_of(rules.to_json())
    assert best(photos, again.active()) == best(photos, rules.active())
