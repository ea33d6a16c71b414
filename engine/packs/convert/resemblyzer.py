"""Converts Resemblyzer's speaker encoder to one ONNX graph, without torch.

The network is that of Wan et al. 2018, "Generalized End-to-End Loss for Speaker Verification"
(arXiv:1710.10467): three LSTM layers, a linear layer on the last hidden state, ReLU, unit length.

encoder.onnx, for N stretches of T mel frames:
    mel             float [N, T, 40]
    -> embeddings   float [N, 256]   unit length
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.packs.convert.graph import Graph, Value
from engine.packs.convert.torch_file import TorchFile

_N_MELS: Final = 40
_SIZE: Final = 256
_N_LAYERS: Final = 3

# torch keeps the gates as input, forget, cell, output; ONNX as input, output, forget, cell.
_GATES: Final = (0, 3, 1, 2)


def convert_resemblyzer(
    checkpoint: Path, target_folder: Path, *, progress: Callable[[float], None] | None = None
) -> None:
    """Write encoder.onnx.

    Args:
        checkpoint: `pretrained.pt` of the package Resemblyzer.
        target_folder: an existing folder to write into.
        progress: called with the fraction done, from 0 to 1.

    Raises:
        ModelError: the checkpoint is damaged or is another network's.
    """
    weights = TorchFile(checkpoint, "model_state")
    encoder_graph(weights).save(target_folder / "encoder.onnx")
    if progress is not None:
        progress(1.0)


def encoder_graph(weights: TorchFile) -> Graph:
    """Build the graph that the module describes."""
    graph = Graph("resemblyzer")
    mel = graph.input("mel", np.float32, ("n", "n_frames", _N_MELS))
    x = graph.transpose(mel, 1, 0, 2)  # [T, N, 40]: time leads in ONNX
    last = x
    for layer in range(_N_LAYERS):
        x, last = _lstm(graph, x, weights, layer)
    # [1, N, 256] -> [N, 256]
    hidden = graph.op("Squeeze", last, graph.integers(0))
    embedding = graph.op(
        "Gemm",
        hidden,
        graph.constant(weights.tensor("linear.weight", _SIZE, _SIZE)),
        graph.constant(weights.tensor("linear.bias", _SIZE)),
        attributes={"transB": 1},
    )
    positive = graph.op("Relu", embedding)
    length = graph.op("ReduceL2", positive, graph.integers(1), attributes={"keepdims": 1})
    # Silence may leave nothing above zero; it then has no direction, and stays zero.
    length = graph.op("Max", length, graph.constant(np.float32(1e-6)))
    graph.output(graph.op("Div", positive, length), "embeddings", np.float32, ("n", _SIZE))
    return graph


def _lstm(graph: Graph, x: Value, weights: TorchFile, layer: int) -> tuple[Value, Value]:
    """One layer: all hidden states [T, N, 256] and the last one [1, N, 256]."""
    n_inputs = _N_MELS if layer == 0 else _SIZE
    inner = weights.tensor(f"lstm.weight_ih_l{layer}", 4 * _SIZE, n_inputs)
    recurrent = weights.tensor(f"lstm.weight_hh_l{layer}", 4 * _SIZE, _SIZE)
    biases = [
        _by_gate(weights.tensor(f"lstm.bias_{kind}_l{layer}", 4 * _SIZE)) for kind in ("ih", "hh")
    ]
    states, last, _ = graph.split_op(
        "LSTM",
        x,
        graph.constant(_by_gate(inner)[np.newaxis]),
        graph.constant(_by_gate(recurrent)[np.newaxis]),
        graph.constant(np.concatenate(biases)[np.newaxis]),
        n_outputs=3,
        attributes={"hidden_size": _SIZE},
    )
    # [T, directions, N, 256]: there is one direction.
    return graph.op("Squeeze", states, graph.integers(1)), last


def _by_gate(weights: Float32) -> Float32:
    gates = weights.reshape(4, _SIZE, *weights.shape[1:])
    return gates[list(_GATES)].reshape(weights.shape)
