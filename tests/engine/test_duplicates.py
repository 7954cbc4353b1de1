"""What is called a copy, what is not, and that the answer is always the same."""

import os
import random
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import Cancelled
from photodedup.engine.features.models import DEFAULT_MODEL
from photodedup.engine.library import Library
from photodedup.engine.progress import CancelToken, Progress, Stage
from tests.engine import pictures_made as made
from tests.engine.conftest import OpenLibrary
from tests.engine.libraries import Found, found, scan
from tests.engine.pictures_made import Pixels

WIDTH_PX, HEIGHT_PX = 800, 600
CAMERA = {"maker": "Fairphone", "model": "FP5"}


def original(seed: int = 1) -> Pixels:
    return made.scene(WIDTH_PX, HEIGHT_PX, seed=seed)


def resized(pixels: Pixels, share: float) -> Pixels:
    size = (round(pixels.shape[1] * share), round(pixels.shape[0] * share))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def cropped(pixels: Pixels, share: float) -> Pixels:
    """The middle of the picture, this share of each side."""
    height, width = pixels.shape[:2]
    top, left = round(height * (1 - share) / 2), round(width * (1 - share) / 2)
    return np.ascontiguousarray(pixels[top : height - top, left : width - left])


def framed(pixels: Pixels, width_px: int = 60, grey: int = 250) -> Pixels:
    edges = (width_px,) * 4
    made_frame = cv2.copyMakeBorder(pixels, *edges, cv2.BORDER_CONSTANT, value=(grey,) * 3)
    return np.asarray(made_frame, np.uint8)


def grey(pixels: Pixels) -> Pixels:
    return np.repeat(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2)


def brighter(pixels: Pixels) -> Pixels:
    return (255 * (pixels / 255) ** 0.6).astype(np.uint8)


def captioned(pixels: Pixels) -> Pixels:
    changed = pixels.copy()
    for colour, thickness in (((0, 0, 0), 5), ((255, 255, 255), 2)):
        cv2.putText(changed, "Summer 2019", (20, len(changed) - 20), 0, 1.2, colour, thickness)
    return changed


def with_animal(pixels: Pixels, x: int, y: int) -> Pixels:
    """The same place with something dark in it, as a fixed camera sees it."""
    changed = pixels.copy()
    cv2.ellipse(changed, (x, y), (75, 40), 10, 0, 360, (40, 32, 25), -1, cv2.LINE_AA)
    cv2.circle(changed, (x + 66, y - 33), 24, (45, 38, 30), -1, cv2.LINE_AA)
    return changed


def noisy(pixels: Pixels, seed: int, strength: float) -> Pixels:
    noise = np.random.default_rng(seed).normal(0, strength, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


@pytest.fixture
def look(open_library: OpenLibrary, photos: Path):
    """Scan what is in the folder of photos and return the groups of copies in short."""

    def scan_and_look() -> Found:
        library = open_library(model=DEFAULT_MODEL)
        scan(library, photos)
        assert not library.skipped()
        return copies(library)

    return scan_and_look


def copies(library: Library) -> Found:
    return found([group for group in library.groups() if group.kind is GroupKind.COPIES])


def only_verdict(groups: Found, *names: str) -> str:
    """The verdict of the one member of the one group that holds these two files."""
    ((keeper, members),) = groups.items()
    assert {keeper, *members} == set(names)
    (verdict,) = members.values()
    return verdict


class TestIdentical:
    def test_same_bytes(self, look, photos):
        made.save(photos / "a.jpg", original())
        (photos / "sub").mkdir()
        shutil.copy(photos / "a.jpg", photos / "sub" / "b.jpg")
        assert only_verdict(look(), "a.jpg", "b.jpg") == Verdict.IDENTICAL

    def test_even_where_there_is_nothing_to_see(self, look, photos):
        """White pages are compared by their bytes alone; these are equal."""
        made.save(photos / "a.png", np.full((300, 300, 3), 255, np.uint8))
        shutil.copy(photos / "a.png", photos / "b.png")
        assert only_verdict(look(), "a.png", "b.png") == Verdict.IDENTICAL


class TestSamePicture:
    def test_without_its_metadata(self, look, photos):
        exif = made.exif_bytes(taken="2024:05:06 12:34:56", **CAMERA)
        path = made.save(photos / "a.jpg", original(), exif=exif)
        (photos / "b.jpg").write_bytes(made.jpeg_without_metadata(path.read_bytes()))
        assert look() == {"a.jpg": {"b.jpg": "same-picture"}}

    @pytest.mark.parametrize("quality", [85, 60, 30])
    def test_compressed_more(self, look, photos, quality):
        made.save(photos / "a.jpg", original(), quality=95)
        made.save(photos / "b.jpg", original(), quality=quality)
        assert look() == {"a.jpg": {"b.jpg": "same-picture"}}

    @pytest.mark.parametrize("share", [0.75, 0.5, 0.25])
    def test_smaller(self, look, photos, share):
        made.save(photos / "a.jpg", original())
        made.save(photos / "b.jpg", resized(original(), share))
        assert look() == {"a.jpg": {"b.jpg": "same-picture"}}

    @pytest.mark.parametrize("name", ["b.png", "b.tif", "b.bmp", "b.webp", "b.heic", "b.jp2"])
    def test_in_another_format(self, look, photos, name):
        made.save(photos / "a.jpg", original())
        made.save(photos / name, original())
        assert only_verdict(look(), "a.jpg", name) == Verdict.SAME_PICTURE

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_stored_in_every_orientation(self, look, photos, orientation):
        made.save(photos / "a.png", original())
        stored = made.stored_for(original(), orientation)
        made.save(photos / "b.jpg", stored, exif=made.exif_bytes(orientation=orientation))
        assert only_verdict(look(), "a.png", "b.jpg") == Verdict.SAME_PICTURE

    def test_compressed_again_by_a_messenger(self, look, photos):
        """Smaller, worse, stripped, renamed, all at once."""
        exif = made.exif_bytes(taken="2024:05:06 12:34:56", **CAMERA)
        made.save(photos / "IMG_0001.jpg", original(), exif=exif, quality=95)
        made.save(photos / "IMG-20240506-WA0001.jpg", resized(original(), 0.4), quality=50)
        assert look() == {"IMG_0001.jpg": {"IMG-20240506-WA0001.jpg": "same-picture"}}

    def test_a_clock_in_another_time_zone(self, look, photos):
        """One program writes the hour of home, another that of the journey."""
        for name, taken in (("a.jpg", "12:34:56"), ("b.jpg", "14:34:56")):
            exif = made.exif_bytes(taken=f"2024:05:06 {taken}", **CAMERA)
            made.save(photos / name, original(), exif=exif, quality=95 if name == "a.jpg" else 70)
        assert look() == {"a.jpg": {"b.jpg": "same-picture"}}


def pages(*pictures: Pixels) -> list[Image.Image]:
    return [Image.fromarray(pixels) for pixels in pictures]


@pytest.mark.parametrize(
    ("extension", "kind"), [(".tif", "TIFF"), (".gif", "GIF"), (".webp", "WEBP")]
)
def test_files_of_several_pages_are_never_marked(look, photos, extension, kind):
    """Two letters with one cover page: nobody compared what is behind it."""
    cover, one, other = original(1), original(2), original(3)
    for name, (first, *more) in {"a": pages(cover, one), "b": pages(cover, other)}.items():
        first.save(photos / f"{name}{extension}", kind, save_all=True, append_images=more)
    made.save(photos / "c.png", cover)
    verdicts = {verdict for members in look().values() for verdict in members.values()}
    assert verdicts <= {"edited"}


EDITS = {
    "mirrored": lambda pixels: pixels[:, ::-1],
    "upside down": lambda pixels: pixels[::-1, ::-1],
    "turned left": lambda pixels: np.rot90(pixels),
    "turned right": lambda pixels: np.rot90(pixels, 3),
    "cropped a little": lambda pixels: cropped(pixels, 0.85),
    "cropped to half": lambda pixels: cropped(pixels, 0.6),
    "framed": framed,
    "framed in black": lambda pixels: framed(pixels, 40, 0),
    "grey": grey,
    "brighter": brighter,
    "captioned": captioned,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_edited(look, photos, edit):
    made.save(photos / "a.jpg", original())
    made.save(photos / "b.jpg", np.ascontiguousarray(edit(original())))
    assert only_verdict(look(), "a.jpg", "b.jpg") == Verdict.EDITED


class TestNotCopies:
    """Nothing here may ever be in one group: one would be offered for the trash."""

    def save_all(self, photos: Path, *pictures: Pixels, exif=None) -> None:
        for number, pixels in enumerate(pictures):
            block = exif[number] if exif else b""
            made.save(photos / f"{number}.jpg", pixels, exif=block, quality=92)

    def test_different_scenes(self, look, photos):
        self.save_all(photos, *(original(seed) for seed in range(8)))
        assert look() == {}

    def test_flat_pictures(self, look, photos):
        colours = [(0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 30, 30), (3, 3, 3)]
        self.save_all(photos, *(np.full((HEIGHT_PX, WIDTH_PX, 3), c, np.uint8) for c in colours))
        assert look() == {}

    def test_flat_pictures_of_different_shapes(self, look, photos):
        sizes = [(600, 800), (800, 600), (600, 600), (300, 400)]
        self.save_all(photos, *(np.zeros((*size, 3), np.uint8) for size in sizes))
        assert look() == {}

    def test_dark_pictures_with_a_little_noise(self, look, photos):
        """The lens cap was on, twice."""
        dark = np.full((HEIGHT_PX, WIDTH_PX, 3), 6, np.uint8)
        self.save_all(photos, *(noisy(dark, seed, 2.0) for seed in range(3)))
        assert look() == {}

    def test_clear_skies(self, look, photos):
        """From light to dark and nothing else: two evenings look alike to the pixel."""
        ramp = np.linspace(90, 220, HEIGHT_PX)[:, None, None] * np.ones((1, WIDTH_PX, 3))
        steeper = np.linspace(70, 230, HEIGHT_PX)[:, None, None] * np.ones((1, WIDTH_PX, 3))
        self.save_all(photos, ramp.astype(np.uint8), steeper.astype(np.uint8), noisy(ramp, 1, 1.5))
        assert look() == {}

    def test_grain_alone(self, look, photos):
        flat = np.full((HEIGHT_PX, WIDTH_PX, 3), 128, np.uint8)
        self.save_all(photos, *(noisy(flat, seed, 40.0) for seed in range(3)))
        assert look() == {}

    def test_a_fixed_camera_and_an_animal(self, look, photos):
        """The background agrees to the pixel; what matters is the animal."""
        place = cv2.GaussianBlur(original(), (0, 0), 2)
        self.save_all(
            photos,
            noisy(with_animal(place, 200, 400), 1, 3),
            noisy(with_animal(place, 550, 350), 2, 3),
            noisy(with_animal(place, 350, 200), 3, 3),
        )
        assert look() == {}

    def test_two_shots_that_the_camera_dates_apart(self, look, photos):
        """On a tripod, seconds apart: the same view, but two captures."""
        moments = [made.exif_bytes(taken=f"2024:05:06 12:34:{s}", **CAMERA) for s in ("10", "13")]
        self.save_all(photos, noisy(original(), 1, 4), noisy(original(), 2, 4), exif=moments)
        assert look() == {}

    def test_raw_and_the_picture_the_camera_wrote_beside_it(self, look, photos):
        scene = original()
        for name, taken in (("IMG_1", "2024:05:06 12:34:56"), ("IMG_2", "")):
            made.save(photos / f"{name}.jpg", scene, exif=made.exif_bytes(taken=taken or None))
            preview = made.encoded(scene, ".jpg")
            (photos / f"{name}.dng").write_bytes(made.dng(scene, preview=preview, taken=taken))
        groups = [{keeper, *members} for keeper, members in look().items()]
        for shot in ("IMG_1", "IMG_2"):
            assert not any({f"{shot}.jpg", f"{shot}.dng"} <= members for members in groups)

    def test_white_drawings_on_nothing(self, look, photos):
        """Transparent pictures whose colour is white all over: only their shapes differ."""
        shapes = [np.zeros((300, 300, 1), np.uint8) for _ in range(3)]
        cv2.circle(shapes[0], (150, 150), 90, 255, 12)
        cv2.rectangle(shapes[1], (60, 90), (240, 200), 255, -1)
        cv2.putText(shapes[2], "Hello", (20, 180), 0, 3, 255, 8)
        for number, shape in enumerate(shapes):
            colours = np.full((300, 300, 3), 255, np.uint8)
            made.save(photos / f"{number}.png", np.dstack([colours, shape]))
        assert look() == {}

    def test_two_parts_of_one_wide_picture(self, look, photos):
        """Left half and right half share nothing."""
        wide = made.scene(1600, 600, seed=3)
        self.save_all(photos, wide[:, :800], wide[:, 800:])
        assert look() == {}


@pytest.mark.parametrize(("size_px", "line_count", "size"), [(1200, 14, 1.2), (2200, 40, 1.0)])
def test_pages_are_never_marked(open_library, photos, size_px, line_count, size):
    """Two bills that differ in one digit are two bills, and a preview does not show a digit."""
    for name, number in (("a.jpg", 1001), ("b.jpg", 1007)):
        page = np.full((size_px, size_px * 7 // 10, 3), 252, np.uint8)
        for line in range(line_count):
            place = (size_px // 15, size_px // 10 + line * size_px * 4 // 5 // line_count)
            cv2.putText(page, f"Invoice {number} line {line}", place, 0, size, (20,) * 3, 2)
        made.save(photos / name, page, quality=92)
    library = open_library(model=DEFAULT_MODEL)
    scan(library, photos)
    for group in library.groups():
        assert group.marked == ()
        if group.kind is GroupKind.COPIES:
            assert "small differences may not show" in group.members[0].reason


def shot_files(photos: Path) -> None:
    """A RAW with its JPEG, and a copy of the JPEG in a backup."""
    scene = original()
    made.save(photos / "IMG_1.jpg", scene)
    preview = (photos / "IMG_1.jpg").read_bytes()
    (photos / "IMG_1.dng").write_bytes(made.dng(scene, preview=preview))
    (photos / "backup").mkdir()
    shutil.copy(photos / "IMG_1.jpg", photos / "backup" / "copy.jpg")


def test_a_copy_of_a_jpeg_does_not_tie_it_to_its_raw(look, photos):
    shot_files(photos)
    groups = look()
    assert {"IMG_1.jpg", "copy.jpg"} in [{keeper, *members} for keeper, members in groups.items()]
    assert not any("IMG_1.dng" in {keeper, *members} for keeper, members in groups.items())


class TestAlwaysTheSame:
    NAMES = tuple(f"{number:02}.jpg" for number in range(14))

    def make_all(self, photos: Path, names=NAMES) -> None:
        """Three pictures with copies of every kind, and strangers; always the same under a name."""
        made_pictures = [
            original(1),
            resized(original(1), 0.5),
            brighter(original(1)),
            cropped(original(1), 0.8),
            original(2),
            np.ascontiguousarray(original(2)[:, ::-1]),
            captioned(original(2)),
            resized(original(2), 0.3),
            original(3),
            grey(original(3)),
            framed(original(3)),
            original(4),
            original(5),
            original(6),
        ]
        for name in names:
            made.save(photos / name, made_pictures[int(name[:2])], quality=90)
        for name in names:  # no rule may go by the time of writing
            os.utime(photos / name, ns=(10**18 + int(name[:2]), 10**18 + int(name[:2])))

    def test_for_any_number_of_threads(self, open_library, photos):
        self.make_all(photos)
        results = []
        for threads in (1, 4):
            library = open_library(f"library-{threads}", model=DEFAULT_MODEL, workers=threads)
            scan(library, photos, threads=threads)
            results.append(library.groups())
        assert results[0] == results[1]

    def test_for_any_order_of_writing(self, open_library, tmp_path):
        results = []
        for seed in range(2):
            names = list(self.NAMES)
            random.Random(seed).shuffle(names)
            folder = tmp_path / f"photos-{seed}"
            self.make_all(folder, names)
            library = open_library(f"library-{seed}", model=DEFAULT_MODEL)
            scan(library, folder)
            results.append(copies(library))
        assert results[0] == results[1]

    @pytest.mark.parametrize("seed", [1, 2])
    def test_whether_found_at_once_or_in_parts(self, open_library, tmp_path, photos, seed):
        """Photos come over the years; the groups are those of one scan."""
        self.make_all(photos)
        at_once = open_library("at-once", model=DEFAULT_MODEL)
        scan(at_once, photos)
        names = list(self.NAMES)
        random.Random(seed).shuffle(names)
        folder = tmp_path / "growing"
        in_parts = open_library("in-parts", model=DEFAULT_MODEL)
        for start in range(0, len(names), 5):
            self.make_all(folder, names[start : start + 5])
            scan(in_parts, folder)
        assert copies(in_parts) == copies(at_once)

    def test_when_the_scan_was_stopped_meanwhile(self, open_library, photos):
        self.make_all(photos)
        at_once = open_library("at-once", model=DEFAULT_MODEL)
        scan(at_once, photos)
        stopped = open_library("stopped", model=DEFAULT_MODEL)
        for stage in (Stage.READING, Stage.COMPARING, Stage.CHECKING):
            token = CancelToken()

            def report(progress: Progress, stage=stage, token=token) -> None:
                if progress.stage is stage and (progress.done or stage is not Stage.READING):
                    token.cancel()

            with pytest.raises(Cancelled):
                scan(stopped, photos, report=report, token=token)
        scan(stopped)
        assert copies(stopped) == copies(at_once)
