"""A clean-up with sidecars, and its undo, that can be killed anywhere. Run by
test_sidecar_crashes.py.
"""

from pathlib import Path

from photodedup.engine.cleanup import (
    Journal,
    clean_up,
    plan_cleanup,
    platform_trash,
    recover,
    restore,
    take_back_sidecars,
)
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.plans import CleanupPlan
from tests.engine.details_made import GPS, keywords, packet, picture

from .conftest import Shelf
from .killing import Scenario
from .shelves import with_companions

BEFORE = packet(keywords("boats"))
PLACED = picture(exif={0x8825: GPS})
KEEPERS = {"new/k.jpg": picture(shade=1), "known/k.jpg": picture(shade=2)}
SPARES = {"x/a.jpg": PLACED, "y/b.jpg": picture(exif={0x8825: GPS}, shade=3)}
NEW, KNOWN = "new/k.jpg.xmp", "known/k.jpg.xmp"


def set_up(work: Path) -> None:
    for name, data in (KEEPERS | SPARES | {KNOWN: BEFORE}).items():
        path = work / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (work / "home").mkdir()


def planned(work: Path) -> CleanupPlan:
    shelf = Shelf(work / "photos")
    groups = []
    for number, (keeper, spare) in enumerate(zip(KEEPERS, SPARES, strict=True), 1):
        kept, member = shelf.scanned(shelf.folder / keeper), shelf.scanned(shelf.folder / spare)
        if keeper.startswith("known"):
            kept = with_companions(shelf, kept, k__jpg__xmp=BEFORE)
        marked = Member(member, Verdict.SAME_PICTURE, 1.0, "same", is_marked=True)
        groups.append(Group(GroupId(number), GroupKind.COPIES, kept, "largest", (marked,)))
    return plan_cleanup(groups, probe=lambda _: None)


def clean(work: Path) -> None:
    journal = Journal(work / "journal.db")
    clean_up(planned(work), journal, platform_trash())
    journal.close()


def undo(work: Path) -> None:
    journal = Journal(work / "journal.db")
    restore([r.id for r in journal.operations()[0].removals], journal)
    take_back_sidecars(journal, platform_trash())
    journal.close()


def settle(work: Path) -> None:
    """What the program does when it starts."""
    journal = Journal(work / "journal.db")
    recover(journal)
    take_back_sidecars(journal, platform_trash())
    journal.close()


SCENARIO = Scenario(__spec__.name, set_up, {"clean": clean, "undo": undo, "settle": settle})

if __name__ == "__main__":
    SCENARIO.main()
