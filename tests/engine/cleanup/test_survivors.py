"""Whatever groups are thrown at it, a plan leaves a proved survivor for every file that goes."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from photodedup.engine.cleanup import plan_survivors
from photodedup.engine.cleanup.survivors import (
    KEPT_BY_SKIP,
    KEPT_ELSEWHERE,
    NOT_READ,
    SAME_FILE,
    SURVIVOR_NOT_READ,
    keys,
)
from photodedup.engine.domain.matches import Verdict
from tests.factories import make_group, make_member, make_photo
from tests.thoroughness import IS_FULL, PATIENT

PLANS = 20_000 if IS_FULL else 2_000

pytestmark = PATIENT


def marked(photo, verdict=Verdict.IDENTICAL):
    return make_member(photo, verdict, is_marked=True)


def test_every_marked_member_names_the_keeper_as_its_survivor():
    group = make_group(members=[marked(1), marked(2), make_member(3, is_marked=False)])

    plan = plan_survivors([group])

    assert [(r.photo.id, r.survivor, r.group) for r in plan.removals] == [
        (1, group.keeper, group.id),
        (2, group.keeper, group.id),
    ]
    assert plan.refused == ()


def test_a_chain_keeps_its_middle():
    a, b, c = make_photo(1), make_photo(2), make_photo(3)
    first = make_group(1, keeper=a, members=[marked(b)])
    second = make_group(2, keeper=b, members=[marked(c)])

    for groups in ([first, second], [second, first]):
        plan = plan_survivors(groups)
        assert [(r.photo, r.survivor) for r in plan.removals] == [(c, b)]
        assert [(r.photo, r.reason) for r in plan.refused] == [(b, KEPT_ELSEWHERE)]


def test_two_groups_that_keep_each_others_spare_lose_nothing():
    a, b = make_photo(1), make_photo(2)

    plan = plan_survivors(
        [make_group(1, keeper=a, members=[marked(b)]), make_group(2, keeper=b, members=[marked(a)])]
    )

    assert plan.removals == ()
    assert {refusal.photo for refusal in plan.refused} == {a, b}


def test_a_photo_marked_twice_goes_once_for_the_surest_reason():
    spare = make_photo(9)
    edited = make_group(1, members=[marked(spare, Verdict.EDITED)])
    identical = make_group(2, members=[marked(spare, Verdict.IDENTICAL)])

    (removal,) = plan_survivors([edited, identical]).removals

    assert (removal.survivor, removal.verdict) == (identical.keeper, Verdict.IDENTICAL)


def test_a_hard_link_to_the_keeper_is_refused():
    keeper = make_photo(1, device=5, inode=77)
    linked = make_photo(2, device=5, inode=77)
    named = make_photo(3, hard_links=(keeper.path,))

    plan = plan_survivors([make_group(keeper=keeper, members=[marked(linked), marked(named)])])

    assert plan.removals == ()
    assert {refusal.reason for refusal in plan.refused} == {SAME_FILE}


def test_photos_of_a_skipped_group_stay_in_every_group():
    spare = make_photo(9)
    skipped = make_group(1, members=[marked(spare)], is_skipped=True)
    other = make_group(2, members=[marked(spare), marked(8)])

    plan = plan_survivors([skipped, other])

    assert [r.photo.id for r in plan.removals] == [8]
    assert [(r.photo, r.reason) for r in plan.refused] == [(spare, KEPT_BY_SKIP)]


def test_what_the_scan_has_not_read_whole_is_refused():
    unread = make_photo(1, content_hash="")
    first = make_group(1, members=[marked(unread)])
    second = make_group(2, keeper=make_photo(7, content_hash=""), members=[marked(8)])

    assert [r.reason for r in plan_survivors([first, second]).refused] == [
        NOT_READ,
        SURVIVOR_NOT_READ,
    ]


@st.composite
def tangled_groups(draw):
    """Groups over few photos: overlapping, linked, aliased, unread, kept here and marked there."""
    count = draw(st.integers(2, 8))
    photos = []
    for number in range(1, count + 1):
        photo = make_photo(
            number,
            device=draw(st.integers(1, 2)),
            inode=draw(st.integers(0, count)),
            content_hash=draw(st.sampled_from(["aa", "bb", ""])),
        )
        if photos and draw(st.integers(0, 5)) == 0:
            photo = replace(photo, path=draw(st.sampled_from(photos)).path)
        if photos and draw(st.integers(0, 5)) == 0:
            photo = replace(photo, hard_links=(draw(st.sampled_from(photos)).path,))
        photos.append(photo)
    groups = []
    for group_id in range(1, draw(st.integers(1, 5)) + 1):
        chosen = draw(st.lists(st.sampled_from(photos), min_size=2, unique_by=lambda p: p.id))
        members = [
            make_member(photo, draw(st.sampled_from(Verdict)), is_marked=draw(st.booleans()))
            for photo in chosen[1:]
        ]
        is_skipped = draw(st.integers(0, 5)) == 0
        groups.append(
            make_group(group_id, keeper=chosen[0], members=members, is_skipped=is_skipped)
        )
    return groups


@settings(max_examples=PLANS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tangled_groups())
def test_every_removal_has_a_survivor_that_stays(groups):
    plan = plan_survivors(groups)

    going = {key for removal in plan.removals for key in keys(removal.photo)}
    for removal in plan.removals:
        event("a removal")
        assert going.isdisjoint(keys(removal.survivor))
        assert removal.photo.content_hash
        assert removal.survivor.content_hash
        group = next(group for group in groups if group.id == removal.group)
        assert group.keeper == removal.survivor
        assert not group.is_skipped
        assert any(
            member.photo.path == removal.photo.path
            and (member.verdict, member.reason) == (removal.verdict, removal.reason)
            for member in group.marked
        )


@settings(max_examples=PLANS // 4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tangled_groups())
def test_every_marked_file_is_planned_or_refused_once(groups):
    plan = plan_survivors(groups)

    asked = {m.photo.path for group in groups if not group.is_skipped for m in group.marked}
    answered = [r.photo.path for r in plan.removals] + [r.photo.path for r in plan.refused]
    assert sorted(answered) == sorted(asked)
    assert all(refusal.reason for refusal in plan.refused)


@settings(max_examples=PLANS // 4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tangled_groups(), st.randoms())
def test_the_order_of_groups_changes_nothing(groups, random):
    shuffled = list(groups)
    random.shuffle(shuffled)

    def going(plan):
        return {(removal.photo.path, removal.group) for removal in plan.removals}

    assert going(plan_survivors(groups)) == going(plan_survivors(shuffled))


def test_two_names_of_one_file_may_both_go_while_the_keeper_stays():
    keeper = make_photo(1)
    names = [make_photo(n, device=5, inode=77, path=Path(f"/photos/{n}.jpg")) for n in (2, 3)]

    plan = plan_survivors([make_group(keeper=keeper, members=[marked(name) for name in names])])

    assert [removal.photo for removal in plan.removals] == names


@settings(max_examples=PLANS // 4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tangled_groups(), st.sets(st.integers(1, 8)))
def test_nothing_that_is_protected_is_planned(groups, numbers):
    """Whatever else is planned, it is planned as if the protected photos were not marked."""
    photos = {photo.id: photo for group in groups for photo in group.photos}
    protected = {photos[number].path for number in numbers if number in photos}

    def why_stays(path):
        return "It is protected." if path in protected else None

    plan = plan_survivors(groups, why_stays)

    assert protected.isdisjoint(removal.photo.path for removal in plan.removals)
    for removal in plan.removals:
        going = {key for other in plan.removals for key in keys(other.photo)}
        assert going.isdisjoint(keys(removal.survivor))
    asked = {m.photo.path for group in groups if not group.is_skipped for m in group.marked}
    refused = {refusal.photo.path for refusal in plan.refused}
    assert asked & protected <= refused
