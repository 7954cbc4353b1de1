"""A clean-up, a restore and a recovery that can be killed anywhere. Run by test_crashes.py."""

from pathlib import Path

from photodedup.engine.cleanup import Journal, clean_up, platform_trash, recover, restore
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, CompanionKind
from photodedup.engine.domain.plans import CleanupPlan, PlannedCompanion, PlannedRemoval

from .conftest import Shelf
from .killing import Scenario

KEEPER = "keeper.jpg"
FILM_TO_KEEP = "keeper.mov"
UNIT = ("w/live.jpg", "w/live.mov", "w/live.xmp")
SINGLES = ("x/same.jpg", "y/same.jpg", "z/edited.jpg")
SPARES = (*UNIT, *SINGLES)


def contents(name: str) -> bytes:
    if not name.endswith(".jpg"):
        return b"film" if name.endswith(".mov") else b"sidecar"
    return b"edited" if "edited" in name else b"picture"


def set_up(work: Path) -> None:
    for name in (KEEPER, FILM_TO_KEEP, *SPARES):
        path = work / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents(name))
    (work / "home").mkdir()


def planned(work: Path) -> CleanupPlan:
    shelf = Shelf(work / "photos")
    keeper, live, *spares = (
        shelf.scanned(shelf.folder / name) for name in (KEEPER, UNIT[0], *SINGLES)
    )
    with_film = PlannedRemoval(
        live, keeper, GroupId(1), Verdict.IDENTICAL, "a spare", _companions(work)
    )
    return CleanupPlan(
        (
            with_film,
            *(
                PlannedRemoval(
                    spare,
                    keeper,
                    GroupId(1),
                    Verdict.EDITED if "edited" in spare.path.name else Verdict.IDENTICAL,
                    "a spare",
                )
                for spare in spares
            ),
        )
    )


def _companions(work: Path) -> tuple[PlannedCompanion, ...]:
    film_to_keep, film, sidecar = (
        Companion(path, kind, path.stat().st_size, path.stat().st_mtime_ns)
        for path, kind in (
            (work / "photos" / FILM_TO_KEEP, CompanionKind.FILM),
            (work / "photos" / UNIT[1], CompanionKind.FILM),
            (work / "photos" / UNIT[2], CompanionKind.SIDECAR),
        )
    )
    return (PlannedCompanion(film, film_to_keep), PlannedCompanion(sidecar))


def clean(work: Path) -> None:
    journal = Journal(work / "journal.db")
    clean_up(planned(work), journal, platform_trash())
    journal.close()


def bring_back(work: Path) -> None:
    journal = Journal(work / "journal.db")
    restore([r.id for r in journal.operations()[0].removals], journal)
    journal.close()


def settle(work: Path) -> None:
    journal = Journal(work / "journal.db")
    recover(journal)
    journal.close()


SCENARIO = Scenario(
    __spec__.name, set_up, {"clean": clean, "restore": bring_back, "recover": settle}
)

if __name__ == "__main__":
    SCENARIO.main()
