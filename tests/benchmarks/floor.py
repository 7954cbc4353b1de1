"""One photo at a time: the decode floor, what a plain decoder takes, and what an extraction takes.

The floor is libjpeg-turbo's decode to an eighth of the size in grey: every bit of the file has to
be decoded for it, so that no correct scan can be faster.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from photodedup.engine.extraction import extract
from photodedup.engine.features.embedding import open_embedder
from photodedup.engine.pictures.decode import decode
from tests.benchmarks.measuring import Cost, as_in_a_scan, best_costs, table
from tests.benchmarks.pictures import Pictures, bits_per_pixel

_PHOTOS = 8  # of each size: what takes turns should still be in the processor's caches alike
_INPUT_PX = 224

Work = Callable[[], object]


def decode_floor(data: bytes) -> None:
    """The least that must be done to a JPEG."""
    cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_8)


def decode_in_full(data: bytes) -> None:
    """What a program does that does not think about it."""
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB")


def run(pictures: Pictures, repeats: int) -> str:
    """Both tables, as Markdown."""
    return as_in_a_scan(_tables, pictures, repeats)


def _tables(pictures: Pictures, repeats: int) -> str:
    sizes = {"12 MP": pictures.large[:_PHOTOS], "2 MP": pictures.small[:_PHOTOS]}
    costs = {size: best_costs(_works(paths), repeats) for size, paths in sizes.items()}
    head = ["one photo, one thread"]
    for size, paths in sizes.items():
        head += [f"{size} ({bits_per_pixel(paths):.1f} bits a pixel): CPU ms", "x floor", "wall ms"]
    rows = []
    for name in costs["12 MP"]:
        row = [name]
        for size, paths in sizes.items():
            row += _columns(costs[size][name], costs[size]["**decode floor**"], len(paths))
        rows.append(row)
    return table(head, rows) + "\n\n" + _others(pictures, repeats)


def _columns(cost: Cost, floor: Cost, count: int) -> list[str]:
    return [
        f"{cost.cpu_s / count * 1e3:.2f}",
        f"{cost.cpu_s / floor.cpu_s:.2f}",
        f"{cost.wall_s / count * 1e3:.2f}",
    ]


def _works(paths: Sequence[Path]) -> dict[str, Work]:
    held = [path.read_bytes() for path in paths]
    embedder = open_embedder("default", "cpu")

    def for_each(work: Callable[[bytes], object]) -> Work:
        return lambda: [work(data) for data in held]

    def extract_and_embed() -> None:
        inputs = [extract(path, model_input_px=_INPUT_PX).model_input for path in paths]
        embedder.embed(np.stack([pixels for pixels in inputs if pixels is not None]))

    return {
        "**decode floor**": for_each(decode_floor),
        "Pillow, full decode": for_each(decode_in_full),
        "read the bytes": lambda: [path.read_bytes() for path in paths],
        "the program's decode": lambda: [
            decode(data, path) for data, path in zip(held, paths, strict=True)
        ],
        "**extraction** (read, decode, hashes, preview, metadata)": lambda: [
            extract(path, model_input_px=None) for path in paths
        ],
        "extraction with model input": lambda: [
            extract(path, model_input_px=_INPUT_PX) for path in paths
        ],
        "**extraction and default model**, batches of 8": extract_and_embed,
    }


def _others(pictures: Pictures, repeats: int) -> str:
    works: dict[str, Work] = {"baseline JPEG": _extraction(pictures.large[0])}
    works |= {name: _extraction(path) for name, path in pictures.others.items()}
    costs = best_costs(works, repeats)
    baseline = costs["baseline JPEG"]
    return table(
        ["extraction of one 12 MP picture", "CPU ms", "wall ms", "x a baseline JPEG"],
        [
            [
                name,
                f"{cost.cpu_s * 1e3:.0f}",
                f"{cost.wall_s * 1e3:.0f}",
                f"{cost.cpu_s / baseline.cpu_s:.1f}",
            ]
            for name, cost in costs.items()
        ],
    )


def _extraction(path: Path) -> Work:
    return lambda: extract(path, model_input_px=None)
