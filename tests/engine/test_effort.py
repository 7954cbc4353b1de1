"""A scan stands back for what the person does, and for the battery, at once."""

import os
import sys
import threading

import pytest

from photodedup.engine.effort import Effort, Wish
from photodedup.engine.power import on_battery
from photodedup.engine.priority import Level, lower_process, run_lowered

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone")


class Battery:
    """A power source that is plugged in or not, and counts how often it is asked."""

    def __init__(self) -> None:
        self.is_used = False
        self.asked = 0
        self.now_s = 0.0

    def __call__(self) -> bool:
        self.asked += 1
        return self.is_used

    def clock(self) -> float:
        return self.now_s


@pytest.fixture
def battery() -> Battery:
    return Battery()


def test_plugged_in_a_scan_uses_all_cores_behind_what_the_person_does(battery):
    effort = Effort(Wish.AUTO, battery, battery.clock)
    assert (effort.level, effort.workers(8)) == (Level.POLITE, 8)


def test_on_battery_it_uses_half_of_them_and_only_idle_time(battery):
    effort = Effort(Wish.AUTO, battery, battery.clock)
    battery.is_used = True
    assert (effort.level, effort.workers(8), effort.workers(1)) == (Level.IDLE, 4, 1)


def test_unplugging_is_noticed_while_it_runs_and_not_asked_for_every_file(battery):
    effort = Effort(Wish.AUTO, battery, battery.clock)
    assert [effort.level for _ in range(100)] == [Level.POLITE] * 100
    assert battery.asked == 1
    battery.is_used = True
    battery.now_s += 60
    assert effort.level is Level.IDLE


@pytest.mark.parametrize(("wish", "level"), [(Wish.FULL, Level.FULL), (Wish.GENTLE, Level.IDLE)])
def test_a_persons_wish_has_the_last_word(battery, wish, level):
    for battery.is_used in (False, True):
        effort = Effort(Wish.AUTO, battery, battery.clock)
        effort.change(wish)
        assert effort.level is level


def test_an_unknown_wish_from_a_settings_file_is_none(battery):
    assert Effort("as you like", battery).wish is Wish.AUTO


class TestStandingBack:
    def test_work_comes_back_with_its_result_or_error(self):
        assert run_lowered(Level.IDLE, lambda: 7) == 7
        with pytest.raises(ValueError, match="what is wrong"):
            run_lowered(Level.IDLE, lambda: int("what is wrong"))

    @on_linux
    def test_only_the_work_itself_stands_back(self):
        def niceness() -> int:
            return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

        before = niceness()
        assert Effort(Wish.GENTLE).run(niceness) == 19
        assert Effort(Wish.FULL).run(niceness) == niceness() == before

    def test_a_process_that_is_gone_disturbs_nobody(self):
        lower_process(2**22 + 1, Level.IDLE)


@on_linux
class TestPowerOfLinux:
    @pytest.fixture
    def supplies(self, tmp_path):
        def add(name: str, **words: str) -> None:
            (tmp_path / name).mkdir()
            for word, text in words.items():
                (tmp_path / name / word).write_text(text + "\n")

        add("BAT0", type="Battery", status="Discharging")
        return tmp_path, add

    def test_a_battery_that_is_emptied(self, supplies):
        folder, _ = supplies
        assert on_battery(folder)

    def test_plugged_in(self, supplies):
        folder, add = supplies
        add("AC", type="Mains", online="1")
        assert not on_battery(folder)

    def test_unplugged(self, supplies):
        folder, add = supplies
        add("AC", type="Mains", online="0")
        assert on_battery(folder)

    def test_the_battery_of_a_mouse_alone(self, tmp_path, supplies):
        folder, _ = supplies
        (folder / "BAT0" / "scope").write_text("Device\n")
        assert not on_battery(folder)

    def test_a_computer_that_says_nothing(self, tmp_path):
        assert not on_battery(tmp_path / "nothing")
