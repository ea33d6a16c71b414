"""Converts Resemblyzer's speaker encoder to one ONNX graph, without torch.

The file that `torch.save` wrote before version 1.6 is a run of pickles: a magic number, the
protocol version, what the machine was, the saved object, and the keys of its storages; then each
storage, in the order of the keys, as int64 number of elements and the bytes
(torch/serialization.py, `_legacy_save`). A pickle can name any function of any package; this reader
knows the three that saved tensors need and refuses others, so nothing in the file is ever run.

The network is that of Wan et al. 2018, "Generalized End-to-End Loss for Speaker Verification"
(arXiv:1710.10467): three LSTM layers, a linear layer on the last hidden state, ReLU, unit length.

encoder.onnx, for N stretches of T mel frames:
    mel             float [N, T, 40]
    -> embeddings   float [N, 256]   unit length
"""

import math
import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

import numpy as np

from engine.arrays import Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.packs.convert.graph import Graph, Value

_MAGIC: Final = 0x1950A86A20F9469CFC6C
_PROTOCOL: Final = 1001


@dataclass(slots=True)
class _Storage:
    """The numbers of one or more tensors; read after the tensors that refer to them."""

    size: int
    values: Float32 | None = None


@dataclass(frozen=True, slots=True)
class _Tensor:
    """Where in a storage a tensor lies, in elements."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    stride: tuple[int, ...]


class TorchFile:
    """The float32 tensors of one file.

    Args:
        path: of the file.
        entry: the key of the saved dictionary that holds a dictionary of tensors.

    Raises:
        ModelError: the file is damaged, is of another format, or holds more than tensors there.
    """

    def __init__(self, path: Path, entry: str) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                saved = self._load(file)
        except ModelError:
            raise
        except Exception as error:  # a damaged pickle can raise anything
            raise self._damaged(str(error) or type(error).__name__) from error
        table = saved.get(entry) if isinstance(saved, dict) else None
        if not isinstance(table, dict):
            raise self._damaged(f"it has no {entry}")
        self._tensors = {name: value for name, value in table.items() if type(value) is _Tensor}

    @property
    def names(self) -> frozenset[str]:
        """Names of all tensors."""
        return frozenset(self._tensors)

    def tensor(self, name: str, *shape: int) -> Float32:
        """Read one tensor.

        Args:
            name: its key.
            shape: the size that each axis must have.

        Raises:
            ModelError: there is no such tensor, it has another shape, it reaches beyond its
                storage, or it holds values that are not numbers.
        """
        tensor = self._tensors.get(name)
        if tensor is None:
            raise self._damaged(f"it has no {name}")
        if tensor.shape != shape:
            raise self._damaged(f"{name} has shape {list(tensor.shape)}, not {list(shape)}")
        values = tensor.storage.values
        dense = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        end = tensor.offset + math.prod(shape)
        if values is None or tensor.stride != tuple(dense) or not 0 <= tensor.offset <= end:
            raise self._damaged(f"{name} is not stored row by row")
        if end > len(values) or not np.isfinite(values[tensor.offset : end]).all():
            raise self._damaged(f"{name} holds values that are not numbers")
        return values[tensor.offset : end].reshape(shape)

    def _load(self, file: BinaryIO) -> object:
        storages: dict[str, _Storage] = {}
        magic, protocol, _machine, saved, keys = (
            _TensorUnpickler(file, storages).load() for _ in range(5)
        )
        if magic != _MAGIC or protocol != _PROTOCOL:
            raise self._damaged("it does not begin as one")
        if not isinstance(keys, list) or set(keys) != set(storages):
            raise self._damaged("its list of storages is wrong")
        for key in keys:
            self._read(file.read, storages[key])
        return saved

    def _read(self, read: Callable[[int], bytes], storage: _Storage) -> None:
        n_elements = int.from_bytes(read(8), "little")
        if n_elements != storage.size:
            raise self._damaged(f"a storage has {n_elements} elements, not {storage.size}")
        storage.values = np.frombuffer(read(4 * n_elements), "<f4").astype(np.float32, copy=False)
        if len(storage.values) != n_elements:
            raise self._damaged("it ends too early")

    def _damaged(self, what: str) -> ModelError:
        return ModelError(Code.MODEL_FILE_INVALID, file=self._path.name, detail=what)


class _TensorUnpickler(pickle.Unpickler):  # a name outside _ALLOWED is refused: see find_class
    """Reads the pickles of one file; the storages that they mention are gathered in `storages`."""

    def __init__(self, file: BinaryIO, storages: dict[str, _Storage]) -> None:
        super().__init__(file)
        self._storages = storages

    def find_class(self, module: str, name: str) -> object:
        """Give what a name in the file stands for."""
        try:
            return _ALLOWED[f"{module}.{name}"]
        except KeyError:
            raise pickle.UnpicklingError(f"it names {module}.{name}") from None

    def persistent_load(self, reference: object) -> _Storage:
        """Give the storage of a reference: "storage", type, key, device, size, view."""
        match reference:
            case ("storage", kind, str(key), str(), int(size), None) if kind is _FLOATS:
                return self._storages.setdefault(key, _Storage(size))
        raise pickle.UnpicklingError("it has a storage of another type than float32")


_FLOATS: Final = object()


def _rebuild(
    storage: _Storage, offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> _Tensor:
    return _Tensor(storage, offset, tuple(shape), tuple(stride))


_ALLOWED: Final[Mapping[str, object]] = MappingProxyType(
    {
        "collections.OrderedDict": OrderedDict,
        "torch._utils._rebuild_tensor_v2": _rebuild,
        "torch.FloatStorage": _FLOATS,
    }
)


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
