"""A model of Kokoro's shape with random weights: every token is 20 ms of its own noise."""

import json
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

VOCABULARY: Final = " ,.:;!?…abcdefghijklmnopqrstuvwxyzçéɐ"
SAMPLES_PER_TOKEN: Final = 480


def write_tiny_kokoro(folder: Path, *, seed: int = 7) -> Path:
    """Write kokoro.onnx and vocab.json, and return the folder.

    The audio of a token is a row of a random table, stretched by 1/speed and scaled by the first
    number of the style; the padding token and the space are silent.
    """
    rng = np.random.default_rng(seed)
    rows = rng.normal(0, 0.1, (len(VOCABULARY) + 1, SAMPLES_PER_TOKEN)).astype(np.float32)
    rows[:2] = 0.0
    initialisers: dict[str, npt.NDArray[np.generic]] = {
        "table": rows,
        "flat": np.array([1, 1, -1], np.int64),
        "line": np.array([-1], np.int64),
        "ones": np.ones(2, np.float32),
        "one": np.ones(1, np.float32),
        "zero": np.array(0, np.int64),
        "roi": np.zeros(0, np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "tokens"], ["rows"]),
        helper.make_node("Reshape", ["rows", "flat"], ["noise"]),
        helper.make_node("Div", ["one", "speed"], ["stretch"]),
        helper.make_node("Concat", ["ones", "stretch"], ["scales"], axis=0),
        helper.make_node("Resize", ["noise", "roi", "scales"], ["stretched"], mode="nearest"),
        helper.make_node("Reshape", ["stretched", "line"], ["mono"]),
        helper.make_node("Gather", ["style", "zero"], ["volume"], axis=1),
        helper.make_node("Mul", ["mono", "volume"], ["audio"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny_kokoro",
        [
            helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
            helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
        ],
        [helper.make_tensor_value_info("audio", TensorProto.FLOAT, ["m"])],
        [numpy_helper.from_array(value, name) for name, value in initialisers.items()],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=onnx.IR_VERSION_2023_5_5
    )
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "kokoro.onnx")
    vocabulary = {"vocab": {c: index for index, c in enumerate(VOCABULARY, start=1)}}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    return folder
