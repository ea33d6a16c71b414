"""Packs with networks of a few bytes that ONNX Runtime runs."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from engine.arrays import Float32
from engine.onnx import OnnxGraph, Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.entries import Pack, PackFile, Part, Role, ShippedFile, Source
from engine.packs.install import Installer
from engine.packs.store import PackStore

FILE_NAME = "doubler.onnx"


def write_network(path: Path, nodes: Sequence[NodeProto] | None = None) -> None:
    """Write a network that doubles x [3], or one of other nodes from x to y."""
    graph = helper.make_graph(
        nodes or [helper.make_node("Mul", ["x", "two"], ["y"])],
        "network",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [3])],
        [numpy_helper.from_array(np.array([2.0], np.float32), "two")],
    )
    opset = helper.make_opsetid("", 17)
    onnx.save(helper.make_model(graph, opset_imports=[opset], ir_version=9), path)


def write_endless_network(path: Path) -> None:
    """Write a network that takes x [3] and computes for as long as it may."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["goes_on"], ["goes_on_still"]),
            helper.make_node("Identity", ["before"], ["after"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("turn", TensorProto.INT64, []),
            helper.make_tensor_value_info("goes_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("before", TensorProto.FLOAT, [3]),
        ],
        [
            helper.make_tensor_value_info("goes_on_still", TensorProto.BOOL, []),
            helper.make_tensor_value_info("after", TensorProto.FLOAT, [3]),
        ],
    )
    always = numpy_helper.from_array(np.array(True))
    nodes = [
        helper.make_node("Constant", [], ["always"], value=always),
        helper.make_node("Loop", ["", "always", "x"], ["y"], body=body),
    ]
    write_network(path, nodes)


class Doubler:
    """Runs a network of `write_network`.

    Attributes:
        runtime: that it was loaded with.
        folder: that it was loaded from.
    """

    def __init__(self, folder: Path, runtime: Runtime) -> None:
        self.folder = folder
        self.runtime = runtime
        self._graph = OnnxGraph(folder / FILE_NAME, runtime)
        self.double(np.zeros(3, np.float32))

    def double(self, x: Float32) -> Float32:
        """What the network makes of x [3]."""
        (y,) = self._graph.run(("y",), {"x": x})
        return np.asarray(y, np.float32)


def network_store(folder: Path, *, nodes: Sequence[NodeProto] | None = None) -> PackStore:
    """A store with the pack `doubler` installed."""
    path = folder / FILE_NAME
    write_network(path, nodes)
    sha256, size = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size
    part = Part(location=ShippedFile(path=path), sha256=sha256, size=size)
    file = PackFile(name=FILE_NAME, sha256=sha256, size=size, sources=(Source(parts=(part,)),))
    pack = Pack(
        id="doubler",
        title="Doubler",
        role=Role.SPEAKER_ENCODER,
        family="resemblyzer",
        languages=(),
        pairs=(),
        transcribes=False,
        licence="MIT",
        attribution="nobody",
        note="made for a test",
        download_bytes=size,
        installed_bytes=size,
        converter="copy",
        files=(file,),
    )
    store = PackStore(folder / "models", Catalogue([pack]))
    Installer(store).install(["doubler"])
    return store
