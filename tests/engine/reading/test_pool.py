"""Files that break the decoder become rows with a reason; the scan and its processes end well."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.detail_reading import details_inside
from photodedup.engine.effort import Effort, Wish
from photodedup.engine.errors import Cancelled, ReadingUnavailable, UnreadablePhoto
from photodedup.engine.extraction import extract, full_picture
from photodedup.engine.paths import library_places_at
from photodedup.engine.progress import CancelToken
from photodedup.engine.reading.limits import ReadingLimits, reading_limits
from photodedup.engine.reading.pool import CRASHES, KILLED, ReadingProcesses
from tests.engine import pictures_made as made
from tests.engine.libraries import scan
from tests.engine.reading.hostile_child import PID_PIPE
from tests.processes import children

ROOT = Path(__file__).parents[3]
HOSTILE = [sys.executable, "-m", "tests.engine.reading.hostile_child"]
LIMITS = reading_limits(60, 1400, 2)
MIB = 1 << 20

pytestmark = pytest.mark.processes
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


@pytest.fixture
def hostile(monkeypatch):
    """Libraries read with the decoder that does what a file's name says."""
    monkeypatch.setattr("photodedup.engine.reading.pool.reading_command", lambda: HOSTILE)


def put(folder: Path, *names: str) -> list[Path]:
    return [
        made.save(folder / name, made.scene(64, 48, seed=number))
        for number, name in enumerate(names)
    ]


def reason(pool: ReadingProcesses, path: Path) -> str:
    with pytest.raises(UnreadablePhoto) as caught:
        pool.read(path, None)
    return str(caught.value)


class TestGoodFiles:
    @pytest.mark.parametrize("extension", made.STILL_EXTENSIONS)
    @pytest.mark.parametrize("input_px", [None, 64])
    def test_what_comes_back_is_what_extraction_gives(self, photos, extension, input_px):
        path = made.save(photos / f"a{extension}", made.scene())
        here = extract(path, model_input_px=input_px)
        with ReadingProcesses(LIMITS) as pool:
            there = pool.read(path, input_px)
        for name in here.__slots__:
            one, other = getattr(here, name), getattr(there, name)
            if name == "hashes":
                one, other = one.to_bytes(), other.to_bytes()
            assert np.array_equal(one, other) if name == "model_input" else one == other, name

    def test_one_process_reads_many_files(self, photos):
        with ReadingProcesses(LIMITS) as pool:
            for path in put(photos, *(f"{number}.png" for number in range(5))):
                pool.read(path, None)
            assert len(pool.pids()) == 1

    def test_a_damaged_file_costs_no_process(self, photos):
        (photos / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing more")
        with ReadingProcesses(LIMITS) as pool:
            pool.read(*put(photos, "good.png"), None)
            before = pool.pids()
            with pytest.raises(UnreadablePhoto) as here:
                extract(photos / "bad.jpg", model_input_px=None)
            assert reason(pool, photos / "bad.jpg") == str(here.value)
            assert pool.pids() == before

    @on_posix
    def test_names_that_are_no_text(self, photos):
        name = os.fsdecode(b"caf\xe9\n\xff.png")
        with ReadingProcesses(LIMITS) as pool:
            assert pool.read(*put(photos, name), None).width_px == 64

    def test_modules_in_the_working_folder_are_not_imported(self, photos, monkeypatch):
        (photos / "numpy.py").write_text("raise SystemExit('imported from a folder of photos')")
        monkeypatch.chdir(photos)
        with ReadingProcesses(LIMITS) as pool:
            assert pool.read(*put(photos, "a.png"), None).width_px == 64


class TestLookingClosely:
    def test_a_whole_picture_comes_back_as_it_is(self, photos):
        (path,) = put(photos, "a.png")
        with ReadingProcesses(LIMITS) as pool:
            assert np.array_equal(pool.picture(path), full_picture(path))
            height_px, width_px, _ = pool.picture(path, max_pixels=500).shape
            assert height_px * width_px <= 500

    def test_a_large_one_too(self, photos):
        """More than fits into a pipe, and than other answers may hold."""
        path = made.save(photos / "large.png", made.scene(6000, 4000))
        with ReadingProcesses(LIMITS) as pool:
            assert np.array_equal(pool.picture(path), full_picture(path))

    def test_details_come_back_as_they_are(self, photos):
        exif = made.exif_bytes(taken="2024:05:06 12:34:56", location=(52.5, 13.4))
        path = made.save(photos / "a.jpg", made.scene(64, 48), exif=exif)
        with ReadingProcesses(LIMITS) as pool:
            assert pool.details(path) == details_inside(path)
            assert pool.details(path).place is not None

    @pytest.mark.parametrize("ask", [ReadingProcesses.picture, ReadingProcesses.details])
    @pytest.mark.parametrize("deed", ["abort", "segfault", "lie", "boast", "brag"])
    def test_a_crash_is_a_reason_and_the_next_file_is_read(self, photos, deed, ask):
        crashing, good = put(photos, f"{deed}.png", "good.png")
        with ReadingProcesses(LIMITS, HOSTILE) as pool:
            with pytest.raises(UnreadablePhoto, match=CRASHES):
                ask(pool, crashing)
            ask(pool, good)

    def test_a_file_without_end_is_given_up(self, photos):
        (endless,) = put(photos, "hang.png")
        limits = ReadingLimits(0.5, 128 * MIB, 512 * MIB)
        with (
            ReadingProcesses(limits, HOSTILE) as pool,
            pytest.raises(UnreadablePhoto, match="takes too long"),
        ):
            pool.picture(endless)

    @on_linux
    def test_a_picture_that_eats_memory_is_stopped(self, photos):
        (hungry,) = put(photos, "hunger.png")
        with (
            ReadingProcesses(LIMITS, HOSTILE) as pool,
            pytest.raises(UnreadablePhoto, match="more memory than the program may use"),
        ):
            pool.picture(hungry)


class TestLibraries:
    """Pictures that broke nothing when they were scanned, and break their decoder now."""

    @pytest.fixture
    def library(self, open_library, tmp_path, photos, monkeypatch):
        """Two copies without previews, one of which crashes the decoder from now on."""
        for name in ("abort.png", "good.png"):
            made.save(photos / name, made.scene(64, 48))
        with open_library() as library:
            scan(library, photos)
        library_places_at(tmp_path / "library").previews.unlink()
        monkeypatch.setattr("photodedup.engine.reading.pool.reading_command", lambda: HOSTILE)
        return open_library()

    def test_the_program_goes_on(self, library):
        (group,) = library.groups()
        crashing, good = sorted(group.photos, key=lambda photo: photo.path.name)
        with pytest.raises(UnreadablePhoto, match=CRASHES):
            library.full_picture(crashing)
        with pytest.raises(UnreadablePhoto, match=CRASHES):
            library.explain(crashing.id, good.id)
        assert library.preview(crashing.id) is None
        assert library.preview(good.id) is not None
        assert library.full_picture(good).shape == (48, 64, 3)
        assert len(library.plan(library.groups()).removals) == 1

    @on_linux
    def test_no_process_is_left(self, library):
        before = children()
        library.full_picture(next(p for p in library.groups()[0].photos if p.path.stem == "good"))
        assert children() > before
        library.close()
        assert children() == before


class TestBreakingFiles:
    @pytest.mark.parametrize("deed", ["abort", "segfault", "leave", "lie", "boast"])
    def test_a_crash_is_a_reason_and_the_next_file_is_read(self, photos, deed):
        crashing, good = put(photos, f"{deed}.png", "good.png")
        with ReadingProcesses(LIMITS, HOSTILE) as pool:
            assert reason(pool, crashing) == CRASHES
            assert pool.read(good, None).width_px == 64

    @pytest.mark.parametrize("deed", ["hang", "spin"])
    def test_a_file_without_end_is_given_up(self, photos, deed):
        endless, good = put(photos, f"{deed}.png", "good.png")
        with ReadingProcesses(ReadingLimits(0.5, 128 * MIB, 512 * MIB), HOSTILE) as pool:
            assert "takes too long" in reason(pool, endless)
        with ReadingProcesses(LIMITS, HOSTILE) as pool:
            assert pool.read(good, None).width_px == 64

    @on_linux
    def test_a_file_that_eats_memory_is_stopped(self, photos):
        hungry, good = put(photos, "hunger.png", "good.png")
        with ReadingProcesses(LIMITS, HOSTILE) as pool:
            assert "more memory than the program may use" in reason(pool, hungry)
            assert pool.read(good, None).width_px == 64

    def test_what_a_decoder_prints_disturbs_nothing(self, photos, capfd):
        with ReadingProcesses(LIMITS, HOSTILE) as pool:
            assert pool.read(*put(photos, "chatter.png"), None).width_px == 64
        assert capfd.readouterr() == ("", "")

    def test_the_file_after_a_breaking_one_is_innocent(self, photos):
        poison, good = put(photos, "poison.png", "good.png")
        with ReadingProcesses(LIMITS, HOSTILE) as pool:
            pool.read(poison, None)
            assert pool.read(good, None).width_px == 64

    @on_posix
    def test_a_process_that_the_system_ends(self, photos, tmp_path):
        """A file that is read when memory runs out is tried again by the next scan."""
        pipe, (hanging,) = tmp_path / "pipe", put(photos, "hang.png")
        os.mkfifo(pipe)
        with (
            ReadingProcesses(LIMITS, [*_with_pipe(pipe), *HOSTILE]) as pool,
            ThreadPoolExecutor(1) as threads,
        ):
            future = threads.submit(reason, pool, hanging)
            os.kill(_first_line(pipe), 9)
            assert future.result() == KILLED

    def test_a_mistake_of_the_program_is_no_reason(self, photos):
        with (
            ReadingProcesses(LIMITS, HOSTILE) as pool,
            pytest.raises(RuntimeError, match="a mistake of the program"),
        ):
            pool.read(*put(photos, "mistake.png"), None)


class TestEnding:
    @on_linux
    def test_no_process_is_left(self, photos):
        before = children()
        with ReadingProcesses(LIMITS, HOSTILE) as pool, ThreadPoolExecutor(3) as threads:
            paths = put(photos, "a.png", "abort.png", "b.png", "segfault.png", "c.png", "d.png")
            futures = [threads.submit(pool.read, path, None) for path in paths]
            assert sum(future.exception() is None for future in futures) == 4
        assert children() == before

    @on_posix
    def test_closing_ends_a_file_that_hangs(self, photos, tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        before = children()
        with ThreadPoolExecutor(1) as threads:
            pool = ReadingProcesses(LIMITS, [*_with_pipe(pipe), *HOSTILE])
            future = threads.submit(pool.read, *put(photos, "hang.png"), None)
            _first_line(pipe)
            pool.close()
            assert isinstance(future.exception(), Cancelled)
        assert children() == before
        with pytest.raises(Cancelled):
            pool.read(photos / "hang.png", None)

    def test_where_no_process_can_be_started(self, photos, monkeypatch):
        monkeypatch.setattr("photodedup.engine.reading.pool._START_AGAIN_S", 0.0)
        for command in ([str(photos / "not there")], [sys.executable, "-c", "pass"]):
            with (
                ReadingProcesses(LIMITS, command) as pool,
                pytest.raises(ReadingUnavailable, match="cannot start"),
            ):
                pool.read(*put(photos, "a.png"), None)


class TestScans:
    @on_linux
    def test_the_scan_goes_on_and_tells(self, open_library, photos, hostile):
        good = [f"good {number}.png" for number in range(8)] + ["chatter.png"]
        bad = ["abort.png", "segfault 1.png", "segfault 2.png", "lie.png", "hang.png", "hunger.png"]
        put(photos, *good, *bad)
        before = children()
        library = open_library(file_limit_s=10)
        assert scan(library, photos).photo_count == len(good)
        reasons = {file.path.name: file.reason for file in library.skipped()}
        assert reasons.keys() == set(bad)
        for name in ("abort.png", "segfault 1.png", "segfault 2.png", "lie.png"):
            assert reasons[name] == CRASHES
        assert reasons["hang.png"].endswith("takes too long (more than 10 seconds)")
        assert "memory" in reasons["hunger.png"]
        assert children() == before
        assert scan(library).read_count == 0  # none of them is tried at every scan

    def test_nothing_is_skipped_where_nothing_can_be_read(self, open_library, photos, monkeypatch):
        put(photos, "a.png", "b.png")
        library = open_library()
        with monkeypatch.context() as patch:
            patch.setattr("photodedup.engine.reading.pool._START_AGAIN_S", 0.0)
            patch.setattr("photodedup.engine.reading.pool.reading_command", lambda: ["not there"])
            with pytest.raises(ReadingUnavailable):
                scan(library, photos)
        assert library.skipped() == ()
        assert scan(library).photo_count == 2

    @on_posix
    def test_stopping_does_not_wait_for_a_file_that_hangs(
        self, open_library, photos, hostile, tmp_path, monkeypatch
    ):
        pipe, token = tmp_path / "pipe", CancelToken()
        os.mkfifo(pipe)
        monkeypatch.setenv(PID_PIPE, str(pipe))
        put(photos, "hang.png")
        stopper = threading.Thread(target=lambda: (_first_line(pipe), token.cancel()))
        stopper.start()
        library = open_library()
        with pytest.raises(Cancelled):
            scan(library, photos, token=token)
        stopper.join()
        assert library.skipped() == ()


_COMMAND_LINE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which jobs in the background ignore
from photodedup.engine.reading import pool
pool.reading_command = lambda: [sys.executable, "-m", "tests.engine.reading.hostile_child"]
from photodedup.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@on_posix
@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_the_program(tmp_path, photos, home, signal_number):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    put(photos, "hang.png", "good.png")
    program = subprocess.Popen(
        [sys.executable, "-c", _COMMAND_LINE, "find", str(photos), "--model", "none"],
        cwd=ROOT,
        env={**os.environ, PID_PIPE: str(pipe)},
        stderr=subprocess.PIPE,
    )
    with open(pipe, "rb") as told:
        told.readline()
        program.send_signal(signal_number)
        _, err = program.communicate()
        assert told.read() == b""  # the end: the process that held the other side is gone
    assert program.returncode == (130 if signal_number == signal.SIGINT else -signal_number)
    assert signal_number == signal.SIGKILL or b"what was read is kept" in err


def test_the_process_imports_no_window_and_no_model():
    code = (
        "import sys, photodedup.engine.reading.child; "
        "print({'PySide6', 'torch', 'onnxruntime', 'annoy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def _with_pipe(pipe: Path) -> list[str]:
    return ["env", f"{PID_PIPE}={pipe}"]


def _first_line(pipe: Path) -> int:
    """The process that hangs; waits until it does."""
    with open(pipe, "rb") as told:
        return int(told.readline())


@pytest.mark.parametrize("extension", [".jpg", ".png", ".webp", ".tif", ".heic", ".avif", ".gif"])
def test_a_photo_of_twelve_megapixels_is_read_whatever_its_format(tmp_path, extension):
    options = {".webp": {"lossless": False, "method": 0}, ".avif": {"speed": 10}}
    pixels = np.tile(made.scene(400, 300), (10, 10, 1))
    photo = made.save(tmp_path / f"photo{extension}", pixels, **options.get(extension, {}))
    with ReadingProcesses(LIMITS) as pool:
        read = pool.read(photo, None)
    assert (read.width_px, read.height_px) == (4000, 3000)


def test_a_large_webp_tells_when_it_was_taken(tmp_path):
    pixels = np.tile(made.scene(400, 300), (10, 10, 1))
    exif = made.exif_bytes(taken="2024:05:03 12:00:00")
    photo = made.save(tmp_path / "photo.webp", pixels, exif=exif, lossless=False, method=0)
    with ReadingProcesses(LIMITS) as pool:
        assert pool.details(photo).taken_at is not None


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="says nothing about priorities")
class TestPace:
    def niceness(self, pool: ReadingProcesses) -> list[int]:
        return [os.getpriority(os.PRIO_PROCESS, pid) for pid in pool.pids()]

    def test_slowing_down_and_hurrying_hold_from_the_next_file_on(self, photos):
        effort = Effort(Wish.FULL)
        first, second, third = put(photos, "a.png", "b.png", "c.png")
        with ReadingProcesses(LIMITS, effort=effort, workers=1) as pool:
            pool.read(first, None)
            usual = self.niceness(pool)
            effort.change(Wish.GENTLE)
            pool.read(second, None)
            assert self.niceness(pool) == [19]
            effort.change(Wish.FULL)
            pool.read(third, None)
            assert self.niceness(pool) == usual

    def test_gently_only_half_of_the_workers_read(self, photos):
        paths = put(photos, *(f"{number}.png" for number in range(8)))
        with (
            ReadingProcesses(LIMITS, effort=Effort(Wish.GENTLE), workers=4) as pool,
            ThreadPoolExecutor(4) as threads,
        ):
            assert len(list(threads.map(lambda path: pool.read(path, None), paths))) == 8
            assert len(pool.pids()) <= 2

    def test_who_waits_for_a_turn_is_let_go_when_it_closes(self, photos):
        (path,) = put(photos, "a.png")
        pool = ReadingProcesses(LIMITS, effort=Effort(Wish.GENTLE), workers=1)
        with pool._effort_turns.turn(), ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(pool.read, path, None)
            pool.close()
            with pytest.raises(Cancelled):
                waiting.result()
