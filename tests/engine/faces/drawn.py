"""Drawn people, whom dlib takes for people, and made networks in the form of YuNet and SFace."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from tests.engine import pictures_made as made

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

_DRAWN_PX = 480  # side of a head as it is drawn
_GROUND = (90, 110, 120)


@dataclass(frozen=True)
class DrawnPerson:
    """Widths are shares of the square that the head is drawn in."""

    wide: float
    eyes: float
    brow: float
    mouth: float
    skin: Colour
    hair: Colour


# For dlib, their vectors are 0.6 apart, and those of one person less than 0.2.
ADA = DrawnPerson(0.60, 0.30, 0.08, 0.22, (120, 80, 60), (15, 12, 10))
BEA = DrawnPerson(0.72, 0.36, 0.10, 0.30, (235, 200, 185), (200, 170, 90))


def head(person: DrawnPerson, side_px: int = 240, smile: float = 0.0, seed: int = 0) -> Pixels:
    """Head and shoulders with the grain of this seed, uint8 (side, side, 3), RGB."""
    drawn = cv2.resize(_drawn(person, smile), (side_px, side_px), interpolation=cv2.INTER_AREA)
    grain = np.random.default_rng(seed).normal(0, 3, drawn.shape)
    return np.clip(drawn + grain, 0, 255).astype(np.uint8)


@cache
def _drawn(person: DrawnPerson, smile: float) -> NDArray[np.float32]:
    canvas = _Canvas(_DRAWN_PX)
    skin = np.array(person.skin, np.float32)
    hair = np.array(person.hair, np.float32)
    canvas.oval((0.5, 1.05), (0.38, 0.25), (70, 80, 120))
    canvas.oval((0.5, 0.85), (0.13, 0.2), skin * 0.8)
    canvas.oval((0.5, 0.42), (person.wide / 2 + 0.04, 0.42), hair)
    canvas.oval((0.5, 0.50), (person.wide / 2, 0.42), skin, soft=0.006)
    canvas.oval((0.5, 0.12), (person.wide / 2 - 0.02, 0.13), hair, soft=0.01)
    for side in (-1, 1):
        x = 0.5 + side * person.eyes / 2
        canvas.oval((x, 0.43), (0.095, 0.06), skin * 0.6, soft=0.02)
        canvas.oval((x, 0.44), (0.068, 0.030), (240, 238, 235), soft=0.002)
        canvas.oval((x, 0.44), (0.028, 0.030), (50, 35, 30), soft=0.002)
        canvas.oval((x, 0.435), (0.072, 0.036), (40, 30, 30), arc=(185, 355), line=0.012)
        canvas.oval((x, 0.44 - person.brow), (0.085, 0.03), hair * 0.8, arc=(195, 345), line=0.022)
        canvas.oval((0.5 + side * person.wide * 0.42, 0.55), (0.06, 0.25), skin * 0.55, soft=0.03)
        canvas.oval((0.5 + side * 0.045, 0.60), (0.02, 0.014), skin * 0.32, soft=0.004)
    canvas.oval((0.5, 0.52), (0.025, 0.11), np.minimum(skin * 1.15, 255), soft=0.012)
    canvas.oval((0.455, 0.54), (0.012, 0.08), skin * 0.55, soft=0.012)
    canvas.oval((0.5, 0.612), (0.06, 0.012), skin * 0.55, arc=(0, 180), line=0.008)
    canvas.oval((0.5, 0.73), (person.mouth / 2, 0.035), (150, 70, 70), soft=0.004)
    smiling = (person.mouth / 2, 0.02 * smile + 0.004)
    canvas.oval((0.5, 0.728), smiling, (60, 25, 30), arc=(0, 180), line=0.012)
    canvas.oval((0.5, 0.80), (0.08, 0.015), skin * 0.55, soft=0.012)
    return cv2.GaussianBlur(canvas.pixels, (0, 0), 1.2)


class _Canvas:
    def __init__(self, side: int) -> None:
        self._side = side
        self.pixels = np.full((side, side, 3), _GROUND, np.float32)

    def oval(
        self,
        centre: tuple[float, float],
        axes: tuple[float, float],
        colour: object,
        *,
        arc: tuple[int, int] = (0, 360),
        line: float = 0.0,
        soft: float = 0.003,
    ) -> None:
        """Filled unless `line` is a width; `soft` blurs its edge."""
        layer = np.zeros((self._side, self._side), np.float32)
        place, reach = (tuple(int(v * self._side) for v in pair) for pair in (centre, axes))
        thickness = int(line * self._side) if line else -1
        cv2.ellipse(layer, place, reach, 0, *arc, 1.0, thickness, cv2.LINE_AA)
        share = cv2.GaussianBlur(layer, (0, 0), soft * self._side)[..., None]
        self.pixels = self.pixels * (1 - share) + np.asarray(colour, np.float32) * share


def portrait(
    *people: DrawnPerson,
    side_px: int = 240,
    smile: float = 0.0,
    seed: int = 0,
    size: tuple[int, int] = (640, 480),
    blur: float = 0.0,
) -> Pixels:
    """People beside each other before a plain ground, uint8 (height, width, 3), RGB."""
    width_px, height_px = size
    pixels = np.full((height_px, width_px, 3), _GROUND, np.uint8)
    top = (height_px - side_px) // 2
    for number, person in enumerate(people):
        left = (width_px - side_px * len(people)) // 2 + side_px * number
        drawn = head(person, side_px, smile, seed)
        pixels[top : top + side_px, left : left + side_px] = drawn
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), blur), np.uint8) if blur else pixels


def album(folder: Path) -> Path:
    """Two people: Ada in three photos, Bea in two, both in one of these, and one photo of
    nobody."""
    made.save(folder / "ada1.jpg", portrait(ADA, seed=1))
    made.save(folder / "ada2.jpg", portrait(ADA, seed=2, smile=1.0, side_px=300))
    made.save(folder / "bea1.jpg", portrait(BEA, seed=3))
    made.save(folder / "both.jpg", portrait(ADA, BEA, seed=4, smile=0.5))
    made.save(folder / "nobody.jpg", made.scene(640, 480, seed=5))
    return folder


# --- networks ----------------------------------------------------------------------------------

_FACE_BLOCKS = 3.0  # side of the box around a bright block, in blocks of 32 px
_POINTS = (-0.3, -0.2, 0.3, -0.2, 0.0, 0.1, -0.2, 0.4, 0.2, 0.4)  # eyes, nose, mouth; in blocks


def yunet_like(path: Path) -> Path:
    """A network with YuNet's input and outputs, to which each white block of 32 px is a face."""
    nodes, starts, outputs = [], [], []
    for stride in (8, 16, 32):
        pooled = f"pooled{stride}"
        nodes.append(
            helper.make_node(
                "AveragePool", ["input"], [pooled], kernel_shape=[stride] * 2, strides=[stride] * 2
            )
        )
        steep, bias = (0.5, -120.0) if stride == 32 else (0.0, -100.0)
        box = [0.5, 0.5, float(np.log(_FACE_BLOCKS)), float(np.log(_FACE_BLOCKS))]
        points = [0.5 + value for value in _POINTS]
        for name, slope, biases in (
            ("cls", steep, [bias]),
            ("obj", steep, [bias]),
            ("bbox", 0.0, box),
            ("kps", 0.0, points),
        ):
            whole = f"{name}_{stride}"
            count = len(biases)
            weights = np.full((count, 3, 1, 1), slope / 3, np.float32)
            starts += [
                numpy_helper.from_array(weights, f"{whole}_w"),
                numpy_helper.from_array(np.array(biases, np.float32), f"{whole}_b"),
                numpy_helper.from_array(np.array([1, -1, count], np.int64), f"{whole}_shape"),
            ]
            nodes.append(
                helper.make_node("Conv", [pooled, f"{whole}_w", f"{whole}_b"], [f"{whole}_c"])
            )
            last = f"{whole}_c"
            if name in ("cls", "obj"):
                nodes.append(helper.make_node("Sigmoid", [last], [f"{whole}_s"]))
                last = f"{whole}_s"
            nodes.append(helper.make_node("Transpose", [last], [f"{whole}_t"], perm=[0, 2, 3, 1]))
            nodes.append(helper.make_node("Reshape", [f"{whole}_t", f"{whole}_shape"], [whole]))
            outputs.append((whole, [1, (640 // stride) ** 2, count]))
    order = ("cls", "obj", "bbox", "kps")
    outputs.sort(key=lambda each: (order.index(each[0].partition("_")[0]), len(each[0]), each[0]))
    return _save(path, nodes, starts, ("input", [1, 3, 640, 640]), outputs)


def sface_like(path: Path) -> Path:
    """A network with SFace's input and output, whose vectors tell colours apart."""
    weights = np.random.default_rng(1).normal(0, 1, (48, 128)).astype(np.float32)
    nodes = [
        helper.make_node("AveragePool", ["data"], ["p"], kernel_shape=[28, 28], strides=[28, 28]),
        helper.make_node("Flatten", ["p"], ["f"]),
        helper.make_node("Gemm", ["f", "w", "b"], ["fc1"]),
    ]
    starts = [
        numpy_helper.from_array(weights, "w"),
        numpy_helper.from_array((-127 * weights.sum(axis=0)).astype(np.float32), "b"),
    ]
    return _save(path, nodes, starts, ("data", [1, 3, 112, 112]), [("fc1", [1, 128])])


def _save(
    path: Path,
    nodes: list[onnx.NodeProto],
    starts: list[onnx.TensorProto],
    given: tuple[str, list[int]],
    outputs: list[tuple[str, list[int]]],
) -> Path:
    float_ = TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        "made",
        [helper.make_tensor_value_info(given[0], float_, given[1])],
        [helper.make_tensor_value_info(name, float_, shape) for name, shape in outputs],
        starts,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8)
    onnx.save(model, str(path))
    return path


def coloured_people(*colours: Colour, size: tuple[int, int] = (640, 480)) -> Pixels:
    """For `yunet_like`: white blocks in fields of these colours, from left to right."""
    pixels = np.full((size[1], size[0], 3), 20, np.uint8)
    for number, colour in enumerate(colours):
        left = 64 + 192 * number
        pixels[64:256, left : left + 160] = colour
        pixels[128:160, left + 64 : left + 96] = 255
    return pixels
