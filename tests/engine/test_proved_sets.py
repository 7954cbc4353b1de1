"""A find leaves sets of photos alone in which nothing has changed, and finds what one that looks at
all of them finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photodedup.engine.domain.decisions import ByHand, Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import CompanionKind, Photo
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES, KeepRules
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.progress import CancelToken
from photodedup.engine.proved_sets import ProvedSets
from photodedup.engine.store.photo_rows import Remarks
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.results import ResultStore
from photodedup.engine.store.shots import CompanionRow, ShotStore
from tests.engine.review_bench import Pair, ReviewBench, Shown, _features, match

BEST = Shown("/a/best.jpg", size_bytes=1500)
SECOND = Shown("/b/second.jpg")
THIRD = Shown("/a/third.jpg", has_location=False)
FOURTH = Shown("/a/fourth.jpg", has_location=False)
CHAIN = [(1, 2), (1, 3), (1, 4), (3, 4)]  # the best one is proved to all, no other is


class Bench(ReviewBench):
    """Rows whose keepers are proved by the rules of now."""

    rules: KeepRules = DEFAULT_KEEP_RULES

    def prove(
        self, *, remembering: bool, photos: Mapping[PhotoId, Photo] | None = None
    ) -> list[Pair]:
        """What had to be checked."""
        checker: Any = self.checker
        photos = self.photos.lazily() if photos is None else photos
        prover = KeeperProver(self.pairs, photos, checker, self.rules.active())
        results = ResultStore(self.database)
        proved = ProvedSets(results, self.photos.basis, self.rules.to_json())
        before = len(self.checker.asked)
        prover.prove_keepers(None, CancelToken(), proved=proved if remembering else None)
        proved.keep()
        return self.checker.asked[before:]


class Untouchable(Mapping[PhotoId, Photo]):
    """Photos of which none may be looked at."""

    def __getitem__(self, photo: PhotoId) -> Photo:
        raise AssertionError(f"photo {photo} was looked at")

    def __iter__(self) -> Iterator[PhotoId]:
        raise AssertionError("all photos were looked at")

    def __len__(self) -> int:
        return 4


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Bench, Bench]]:
    """The same library twice, of which both were proved to the end."""
    shown = [BEST, SECOND, THIRD, FOURTH]
    benches = tuple(Bench(tmp_path / name, shown, CHAIN) for name in ("one", "other"))
    for bench in benches:
        assert bench.prove(remembering=True) == []
    yield benches[0], benches[1]
    for bench in benches:
        bench.close()


def companion(photo: int, name: str) -> CompanionRow:
    return CompanionRow(Path(name), PhotoId(photo), CompanionKind.FILM, 10, 5)


def films(bench: Bench, came: list[CompanionRow], went: list[str]) -> None:
    ShotStore(bench.database).change_companions(came, [Path(name) for name in went])


def keep_by_folder(bench: Bench) -> None:
    bench.rules = replace(DEFAULT_KEEP_RULES, folders=(Path("/b"),))


def choose(bench: Bench, *photos: int) -> None:
    bench.pairs.set_choices({PhotoId(photo): Choice.KEEPER for photo in photos})


def remove_best(bench: Bench) -> None:
    """Its file is gone, and the second one ties the others together."""
    bench.pairs.add([match((2, 3))], [])
    bench.prove(remembering=True)
    with bench.database.transaction() as con:
        con.execute("UPDATE photos SET state = 'missing' WHERE id = 1")


def edit_second(bench: Bench) -> None:
    """A larger version of it was saved, and matches as before."""
    bench.photos.set_features(PhotoId(2), _features(2, replace(SECOND, width_px=8000)), 1)
    bench.pairs.add([match((1, 2))], [])


def move_into_shot(bench: Bench) -> None:
    """The second one turns out to be one shot with a film beside it."""
    films(bench, [companion(2, "/b/second.mov")], [])


def trash_best(bench: Bench) -> None:
    day = datetime(2024, 5, 6, tzinfo=UTC)
    was_there = Remarks(trashed_at=lambda path, *_: day if path.name == "best.jpg" else None)
    bench.photos = PhotoStore(bench.database, was_there)


def protect_second(bench: Bench) -> None:
    bench.protected = ("/b",)


def come_apart(bench: Bench) -> None:
    """What is kept apart from the best one is no part of its set."""
    contents = sorted(f"{number:064x}" for number in (1, 3))
    bench.pairs.set_rulings({(contents[0], contents[1]): ByHand.APART})
    bench.pairs.add([match((2, 4))], [])
    choose(bench, 2)


def frame_best(bench: Bench) -> None:
    """Looked at again, the best one shows the second with a border."""
    proof = match((1, 2))
    framed = replace(proof, evidence=replace(proof.evidence, first_is_framed=True))
    bench.pairs.replace([(PhotoId(1), PhotoId(2))], [framed], [])


CHANGES: list[Callable[[Bench], None]] = [
    keep_by_folder,
    lambda bench: choose(bench, 2),
    remove_best,
    move_into_shot,
    protect_second,
    edit_second,
    trash_best,
    come_apart,
    frame_best,
]


def test_nothing_is_looked_at_where_nothing_changed(two):
    made, _ = two
    assert made.prove(remembering=True, photos=Untouchable()) == []
    made.reopen()
    assert made.prove(remembering=True, photos=Untouchable()) == []


@pytest.mark.parametrize("change", CHANGES)
def test_another_keeper_is_proved_whatever_made_it_one(two, change):
    remembering, plain = two
    for bench in two:
        change(bench)
    asked = remembering.prove(remembering=True)
    assert asked
    assert asked == plain.prove(remembering=False)
    assert remembering.stored() == plain.stored()


def test_a_film_under_another_name_is_no_longer_the_photos(two):
    for bench in two:
        films(bench, [companion(1, "/a/best.mov"), companion(2, "/b/second.mov")], [])
        assert bench.prove(remembering=True) == []
        films(bench, [companion(1, "/a/best.mov")], ["/a/best.mov"])
        films(bench, [], ["/a/best.mov"])
    remembering, plain = two
    asked = remembering.prove(remembering=True)
    assert asked == plain.prove(remembering=False) == [(2, 3), (2, 4)]


def test_what_failed_once_and_was_forgotten_is_checked_again(tmp_path):
    """As when one of the two was read anew."""
    made = Bench(tmp_path / "one", [BEST, SECOND, THIRD], [(1, 2), (2, 3)])
    assert made.prove(remembering=True) == [(1, 3)]
    assert made.prove(remembering=True) == made.prove(remembering=True) == []
    made.pairs.replace([(PhotoId(1), PhotoId(3))], [], [])
    assert made.prove(remembering=True) == [(1, 3)]
    made.close()


def test_a_set_that_was_not_proved_to_its_end_is_not_remembered(tmp_path):
    """What a check found may leave others to check: only the next time shows that none is left."""
    made = Bench(tmp_path / "one", [BEST, SECOND, THIRD], [(1, 2), (2, 3)])
    assert made.prove(remembering=True) == [(1, 3)]
    with pytest.raises(AssertionError, match="was looked at"):
        made.prove(remembering=True, photos=Untouchable())
    made.close()


COUNT = 6
PAIRS = [(a, b) for a in range(1, COUNT + 1) for b in range(a + 1, COUNT + 1)]
SOME_PAIRS = st.sets(st.sampled_from(PAIRS))
ANY_CHANGE = st.sampled_from(["choice", "width", "film", "match", "forget", "rules", "missing"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    widths=st.lists(st.sampled_from([500, 1000, 4000]), min_size=COUNT, max_size=COUNT),
    known=SOME_PAIRS,
    truth=SOME_PAIRS,
    changes=st.lists(
        st.tuples(ANY_CHANGE, st.integers(1, COUNT), st.sampled_from(PAIRS)), max_size=5
    ),
)
def test_any_history_is_proved_as_without_a_memory(
    widths: list[int],
    known: set[Pair],
    truth: set[Pair],
    changes: list[tuple[str, int, Pair]],
) -> None:
    shown = [Shown(f"/a/{number}.jpg", width_px=width) for number, width in enumerate(widths)]
    with TemporaryDirectory() as folder:
        one, other = (Bench(Path(folder, name), shown, known, truth) for name in ("1", "2"))
        for change in [None, None, *changes]:
            if change is not None:
                _change(one, *change)
                _change(other, *change)
            assert one.prove(remembering=True) == other.prove(remembering=False)
            assert one.stored() == other.stored()
        one.close()
        other.close()


def _change(bench: Bench, what: str, photo: int, pair: Pair) -> None:
    pairs, number = bench.pairs, PhotoId(photo)
    if what == "choice":
        chosen = pairs.choices().get(number)
        pairs.set_choices({number: None if chosen else Choice.KEEPER})
    elif what == "width":
        with bench.database.transaction() as con:
            con.execute("UPDATE photos SET width_px = 4500 - width_px WHERE id = ?", (number,))
    elif what == "film":
        films(bench, [companion(photo, "/a/film.mov")], [])
    elif what == "match":
        pairs.add([match(pair)], [])
    elif what == "forget":
        pairs.replace([(PhotoId(pair[0]), PhotoId(pair[1]))], [], [])
    elif what == "rules":
        bench.rules = replace(DEFAULT_KEEP_RULES, order=bench.rules.order[::-1])
    elif what == "missing":
        with bench.database.transaction() as con:
            con.execute(
                "UPDATE photos SET state = iif(state = 'ready', 'missing', 'ready') WHERE id = ?",
                (number,),
            )
