"""A library of rows without files: photos, what is proved of them, and all decisions about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photodedup.engine.agreeing import Agreeing
from photodedup.engine.bulk import BulkDecisions
from photodedup.engine.by_hand import HandDecisions
from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.engine.groups import GroupBook
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.library_decisions import LibraryDecisions
from photodedup.engine.marking import Marking
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.store.database import Database
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.hand_keepers import HandKeepers
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photo_rows import PhotoFeatures, Remarks
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.trials import Trials

Pair = tuple[int, int]  # numbers of photos, from 1, the smaller first


@dataclass(frozen=True)
class Shown:
    """A photo to put into the library; what is not said is the same for all."""

    path: str
    width_px: int = 4000
    size_bytes: int = 1000
    content: str = ""  # empty: its own
    has_location: bool = True
    mtime_ns: int = 5
    date_source: DateSource | None = None
    sharpness: float | None = None


class TruthfulChecker:
    """Proves the pairs that are true, and counts what it was asked."""

    def __init__(self, truth: Mapping[Pair, Verdict]) -> None:
        self._truth = dict(truth)
        self.asked: list[Pair] = []

    def check(self, first: Photo, second: Photo, _candidate: Candidate) -> Match | None:
        pair = (first.id, second.id)
        self.asked.append(pair)
        return match(pair, self._truth[pair]) if pair in self._truth else None

    def prove(self, pair: Pair, verdict: Verdict) -> None:
        """From now on this pair can be proved so."""
        self._truth[pair] = verdict

    def can_see(self, _photo: Photo) -> bool:
        return True


def match(pair: Pair, verdict: Verdict = Verdict.SAME_PICTURE) -> Match:
    return Match(PhotoId(pair[0]), PhotoId(pair[1]), verdict, 0.9, Evidence("told"))


class DecisionDesk(LibraryDecisions):
    """The decisions of a bench, as a library makes them."""

    def __init__(self, bench: "ReviewBench") -> None:
        self._bench = bench
        self._photos, self._pairs, self._book = bench.photos, bench.pairs, bench.book
        self._marking, self._agreeing, self._bulk = bench.marking, bench.agreeing, bench.bulk
        self._by_hand = HandDecisions(bench.photos, bench.pairs, bench.book, self._prover)

    def _require_writable(self) -> None:
        pass

    def _prover(self, pairs: PairStore) -> KeeperProver:
        checker: Any = self._bench.checker
        return KeeperProver(pairs, self._photos.lazily(), checker)


class ReviewBench:
    """
    Args:
        shown: the photos; their numbers are their places, from 1.
        known: pairs that are proved already.
        truth: pairs that can be proved besides.
        protected: folders from which nothing goes.
    """

    def __init__(
        self,
        root: Path,
        shown: Sequence[Shown],
        known: Iterable[Pair] | Mapping[Pair, Verdict],
        truth: Iterable[Pair] = (),
        protected: Sequence[str] = (),
    ) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        proved = dict(known) if isinstance(known, Mapping) else _same(known)
        self.checker = TruthfulChecker({**_same(truth), **proved})
        self.protected = tuple(protected)
        self._open()
        folder = FolderStore(self.database).add(Path("/"))
        for number, each in enumerate(shown, start=1):
            made = self.photos.add_new(folder, Path(each.path), each.size_bytes, 1, 1, number)
            self.photos.set_features(made, _features(number, each), 1)
        self.pairs.add([match(pair, verdict) for pair, verdict in proved.items()], [])
        self.pairs.set_compared(self.photos.photos())

    def _open(self) -> None:
        self.database = Database(self.root / "library.db", LIBRARY_MIGRATIONS)
        remarks = Remarks(
            lambda path: any(str(path).startswith(f"{place}/") for place in self.protected)
        )
        self.photos = PhotoStore(self.database, remarks)
        self.pairs = PairStore(self.database)
        self.agreements = AgreementStore(self.database)
        self.book = GroupBook(self.photos, self.pairs, self.agreements)
        self.marking = Marking(self.book)
        self.agreeing = Agreeing(self.photos, self.agreements, self.book)
        checker: Any = self.checker
        trials = Trials(self.pairs, self.book, checker)
        keepers = HandKeepers(self.database, remarks)
        self.bulk = BulkDecisions(
            self.pairs, self.book, trials, self.agreeing, keepers, lambda: None
        )
        self.desk = DecisionDesk(self)

    def reopen(self) -> None:
        """As the next start of the program does."""
        self.database.close()
        self._open()

    def copies(self) -> list[Group]:
        return [group for group in self.book.all(0.0) if group.kind is GroupKind.COPIES]

    def group_of(self, number: int) -> Group:
        (group,) = (g for g in self.copies() if number in {photo.id for photo in g.photos})
        return group

    def keep_by_hand(self, number: int) -> None:
        group = self.group_of(number)
        self.bulk.note_keeper(group.id, PhotoId(number))
        self.marking.choose_keeper(group.id, PhotoId(number))

    def stored(self) -> tuple[list[Match], set[tuple[PhotoId, PhotoId]]]:
        """All that is known of pairs: proofs, and those that failed."""
        return self.pairs.matches(), self.pairs.rejected_pairs()

    def change_file(self, number: int) -> None:
        """Another picture is there under the same name, and a scan has read it."""
        self.photos.set_features(PhotoId(number), _features(number, Shown("", content="f" * 64)), 1)

    def keepers(self) -> dict[int, set[int]]:
        """The number of each keeper, and of the photos that are marked beside it."""
        return {int(g.keeper.id): {int(m.photo.id) for m in g.marked} for g in self.copies()}

    def close(self) -> None:
        self.database.close()


MakeBench = Callable[..., ReviewBench]  # takes what is shown, and facts by name


def _same(pairs: Iterable[Pair]) -> dict[Pair, Verdict]:
    return dict.fromkeys(pairs, Verdict.SAME_PICTURE)


def _features(number: int, shown: Shown) -> PhotoFeatures:
    return PhotoFeatures(
        size_bytes=shown.size_bytes,
        mtime_ns=shown.mtime_ns,
        device=1,
        inode=number,
        content_hash=shown.content or f"{number:064x}",
        pixel_hash=None,
        format="JPEG",
        width_px=shown.width_px,
        height_px=3000,
        is_raw=False,
        detail=50.0,
        sharpness=shown.sharpness,
        taken_at=None,
        date_source=shown.date_source,
        camera=None,
        has_location=shown.has_location,
        software=None,
        burst_id=None,
        content_identifier=None,
        has_film_inside=False,
        frame_count=1,
        hashes=bytes(64),
    )
