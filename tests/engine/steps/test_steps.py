"""Whatever is done in whatever order: a library that follows shows what a new one would show."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from photodedup.engine import scan, scan_and_find
from photodedup.engine.features.model_choice import ModelChoice
from tests.thoroughness import IS_FULL, PATIENT

from .ground import BESIDE, FOLDERS, NAMES, content_beside
from .person import SIMILARITIES, Person
from .pictures import KINDS, SCENES, content, extension
from .quick_checks import remember_checks
from .simple_model import SimpleModel

EXAMPLES, STEPS = (500, 50) if IS_FULL else (10, 20)

pytestmark = PATIENT

kinds = st.sampled_from(tuple(KINDS))
scenes = st.integers(0, SCENES - 1)
folders = st.integers(0, len(FOLDERS) - 1)
names = st.integers(0, len(NAMES) - 1)
numbers = st.integers(0, 11)


class Steps(RuleBasedStateMachine):
    """One person, one library, some files."""

    model: ModelChoice | None = None

    def __init__(self) -> None:
        super().__init__()
        where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.root = Path(tempfile.mkdtemp(prefix="photodedup-test-", dir=where))
        self.home = os.environ["HOME"]
        os.environ["HOME"] = str(self.root / "home")
        (self.root / "home").mkdir()
        self.person = Person(self.root, self.model)
        self.ground = self.person.ground

    def teardown(self) -> None:
        try:
            self.person.assert_nothing_is_lost()
            self.person.assert_as_from_scratch()
        finally:
            self.person.close()
            os.environ["HOME"] = self.home
            shutil.rmtree(self.root)

    def file(self, number: int) -> Path:
        files = self.ground.files()
        return files[number % len(files)]

    def picture(self, number: int) -> Path:
        files = self.ground.pictures()
        return files[number % len(files)]

    def has_pictures(self) -> bool:
        return bool(self.ground.pictures())

    # --- other programs ----------------------------------------------------------------------

    @initialize(
        files=st.lists(
            st.tuples(kinds, scenes, folders, names, st.booleans()), min_size=4, max_size=12
        ),
        is_scanned=st.booleans(),
    )
    def begin(self, files: list[tuple[str, int, int, int, bool]], is_scanned: bool) -> None:
        for file in files:
            self.add(*file)
        if is_scanned:
            self.scan(False)

    @rule(kind=kinds, scene=scenes, folder=folders, name=names, is_old=st.booleans())
    def add(self, kind: str, scene: int, folder: int, name: int, is_old: bool) -> None:
        place = self.ground.place(folder, name, extension(kind))
        self.ground.put(place, content(kind, scene), is_old=is_old)

    @rule(scene=scenes, folder=folders, name=names)
    def add_shot(self, scene: int, folder: int, name: int) -> None:
        for kind in ("raw", "dated"):
            self.add(kind, scene, folder, name, False)

    @precondition(has_pictures)
    @rule(number=numbers, folder=folders, name=names)
    def copy(self, number: int, folder: int, name: int) -> None:
        source = self.picture(number)
        self.ground.put(self.ground.place(folder, name, source.suffix), source.read_bytes())

    @precondition(has_pictures)
    @rule(number=numbers, folder=folders, name=names)
    def move(self, number: int, folder: int, name: int) -> None:
        source = self.file(number)
        self.ground.move(source, self.ground.place(folder, name, source.suffix))

    @precondition(has_pictures)
    @rule(number=numbers, count=st.integers(2, 3), by_copies=st.booleans())
    def turn(self, number: int, count: int, by_copies: bool) -> None:
        """Files take each other's names; what is decided goes with what is in them."""
        self.scan(False)
        before = self.person.decided()
        chosen = [folder.path for folder in self.person.library.folders()]
        shown = [f for f in self.ground.pictures() if any(map(f.is_relative_to, chosen))]
        alike = [f for f in shown if f.suffix == shown[number % len(shown)].suffix]
        start = number % len(alike) if alike else 0
        self.ground.turn((alike[start:] + alike[:start])[:count], by_copies=by_copies)
        self.scan(False)
        assert not before - self.person.decided()

    @precondition(has_pictures)
    @rule(number=numbers, folder=folders, name=names)
    def link(self, number: int, folder: int, name: int) -> None:
        source = self.picture(number)
        self.ground.link(source, self.ground.place(folder, name, source.suffix))

    @precondition(has_pictures)
    @rule(number=numbers)
    def lose(self, number: int) -> None:
        self.ground.lose(self.file(number))

    @precondition(has_pictures)
    @rule(number=numbers, is_old=st.booleans())
    def touch(self, number: int, is_old: bool) -> None:
        self.ground.date(self.file(number), is_old=is_old)

    @precondition(has_pictures)
    @rule(number=numbers, kind=kinds, scene=scenes)
    def edit(self, number: int, kind: str, scene: int) -> None:
        self.ground.edit(self.picture(number), content(kind, scene))

    @precondition(has_pictures)
    @rule(number=numbers, suffix=st.sampled_from(BESIDE), length=st.integers(0, 2))
    def beside(self, number: int, suffix: str, length: int) -> None:
        path = self.picture(number).with_suffix(suffix)
        self.ground.put(path, content_beside(path.suffix, length))

    # --- the program -------------------------------------------------------------------------

    @rule(is_live=st.booleans())
    def scan(self, is_live: bool) -> None:
        self.person.scan(is_live=is_live)
        self.look()

    @rule()
    def read_all_again(self) -> None:
        self.person.library.read_all_again()
        self.scan(False)

    @rule()
    def compare(self) -> None:
        self.person.assert_as_from_scratch()

    @rule(at=st.integers(1, 30))
    def scan_and_die(self, at: int) -> None:
        self.person.scan_and_die(at)
        self.look()

    @rule(orderly=st.booleans())
    def start_again(self, orderly: bool) -> None:
        self.person.start_again(orderly=orderly)
        self.look()

    @rule(similarity=st.sampled_from(SIMILARITIES))
    def slide(self, similarity: float) -> None:
        self.person.min_similarity = similarity
        self.look()

    def look(self) -> None:
        self.person.assert_shown_is_stored()
        self.person.assert_groups_can_be_cleared()
        self.person.assert_nothing_is_lost()

    # --- the person --------------------------------------------------------------------------

    def has_groups(self) -> bool:
        return bool(self.person.groups())

    @precondition(has_groups)
    @rule(group=numbers, number=numbers, marked=st.booleans())
    def mark(self, group: int, number: int, marked: bool) -> None:
        self.person.mark(self.person.group(group), number, marked)
        self.look()

    @precondition(has_groups)
    @rule(group=numbers, number=numbers)
    def keep(self, group: int, number: int) -> None:
        self.person.keep(self.person.group(group), number)
        self.look()

    @precondition(has_groups)
    @rule(group=numbers)
    def skip(self, group: int) -> None:
        self.person.skip(self.person.group(group))
        self.look()

    @precondition(has_groups)
    @rule(group=numbers)
    def keep_all(self, group: int) -> None:
        self.person.keep_all(self.person.group(group))
        self.look()

    @rule()
    def release(self) -> None:
        self.person.release()
        self.look()

    @rule(suggests=st.booleans())
    def accept(self, suggests: bool) -> None:
        (self.person.suggest if suggests else self.person.accept)(self.person.groups())
        self.look()

    @precondition(has_groups)
    @rule(group=numbers, number=numbers)
    def take_out(self, group: int, number: int) -> None:
        self.person.take_out(self.person.group(group), number)
        self.look()

    @rule(one=numbers, other=numbers)
    def put_together(self, one: int, other: int) -> None:
        self.person.put_together(one, other)
        self.look()

    @rule()
    def take_back(self) -> None:
        self.person.take_back()
        self.look()

    @rule(number=st.integers(0, 30), place=st.integers(0, 6), on=st.booleans(), folder=folders)
    def change_rules(self, number: int, place: int, on: bool, folder: int) -> None:
        self.person.change_rules(number, place, on, folder if number > 18 else None)
        self.look()

    @rule(folder=folders, protected=st.booleans())
    def protect(self, folder: int, protected: bool) -> None:
        self.person.protect(folder, protected)
        self.look()

    @rule(folder=folders, chosen=st.booleans())
    def choose_folder(self, folder: int, chosen: bool) -> None:
        self.person.choose_folder(folder, chosen)
        self.look()

    @precondition(has_groups)
    @rule(count=st.integers(1, 4), quarantine=st.booleans())
    def clean_up(self, count: int, quarantine: bool) -> None:
        self.person.clean_up(self.person.groups()[:count], quarantine=quarantine)
        self.look()

    @rule(number=numbers, count=st.integers(1, 3))
    def restore(self, number: int, count: int) -> None:
        self.person.restore(number, count)
        self.look()


class StepsWithModel(Steps):
    """The same where vectors propose, too."""

    model = SimpleModel()


@pytest.fixture
def every_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans store what was read, and show groups, as often as they can."""
    remember_checks(monkeypatch)
    monkeypatch.setattr(scan, "_COMMIT_EVERY_S", 0.0)
    monkeypatch.setattr(scan_and_find, "_LIVE_FIND_AFTER_S", 0.0)
    monkeypatch.setattr(scan_and_find, "_LIVE_FIND_SHARE", 0.0)


@pytest.mark.parametrize("steps", [Steps, StepsWithModel])
def test_steps_in_any_order(steps: type[Steps], every_moment: None) -> None:
    run_state_machine_as_test(
        steps,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not IS_FULL,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_what_the_person_keeps_apart_ties_no_others(every_moment: None) -> None:
    steps = Steps()
    steps.add_shot(scene=0, folder=1, name=2)
    for kind, folder, name in (("small", 2, 0), ("png", 2, 3), ("bmp", 3, 0)):
        steps.add(kind=kind, scene=0, folder=folder, name=name, is_old=kind != "small")
    steps.scan(is_live=False)
    steps.take_out(group=4, number=6)
    steps.compare()
    steps.add(kind="worse", scene=2, folder=1, name=2, is_old=True)
    steps.teardown()
