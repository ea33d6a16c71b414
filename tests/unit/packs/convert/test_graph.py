"""The builder of ONNX graphs."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest

from engine.packs.convert import graph as graph_module
from engine.packs.convert.graph import MICROSOFT, Graph


def _adder() -> Graph:
    graph = Graph("adder")
    x = graph.input("x", np.float32, ("n", 3))
    y = graph.op("Add", x, graph.constant(np.arange(3, dtype=np.float32)))
    graph.output(graph.reshape(y, -1), "y", np.float32, ("n_values",))
    return graph


def test_a_saved_graph_is_valid_and_runs(tmp_path: Path) -> None:
    path = tmp_path / "adder.onnx"
    _adder().save(path)
    onnx.checker.check_model(str(path))
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (found,) = session.run(["y"], {"x": np.ones((2, 3), np.float32)})
    np.testing.assert_array_equal(found, [1, 2, 3, 1, 2, 3])


def test_weights_beyond_the_limit_go_to_a_file_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_module, "_LARGEST_SINGLE_FILE_BYTES", 1000)
    graph = Graph("large")
    x = graph.input("x", np.float32, ("n", 40))
    weight = np.random.default_rng(0).normal(size=(40, 40)).astype(np.float32)
    graph.output(graph.matmul(x, graph.constant(weight)), "y", np.float32, ("n", 40))
    path = tmp_path / "large.onnx"
    graph.save(path)
    assert (tmp_path / "large.onnx.data").stat().st_size >= weight.nbytes
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (found,) = session.run(["y"], {"x": np.eye(40, dtype=np.float32)})
    np.testing.assert_allclose(found, weight, rtol=1e-6)


def test_small_equal_constants_are_stored_once() -> None:
    graph = Graph("constants")
    first = graph.integers(1, 2)
    assert graph.integers(1, 2) == first
    assert graph.integers(2, 1) != first
    assert graph.constant(np.array([1, 2], np.int32)) != first


def test_fused_product_scales_and_transposes() -> None:
    graph = Graph("fused")
    a = graph.input("a", np.float32, (2, 3, 4))
    b = graph.input("b", np.float32, (2, 5, 4))
    graph.output(graph.matmul(a, b, transpose_b=True, scale=0.5), "y", np.float32, (2, 3, 5))
    model = graph.model()
    assert model.graph.node[0].domain == MICROSOFT
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    left = random.normal(size=(2, 3, 4)).astype(np.float32)
    right = random.normal(size=(2, 5, 4)).astype(np.float32)
    (found,) = session.run(["y"], {"a": left, "b": right})
    np.testing.assert_allclose(found, 0.5 * left @ right.transpose(0, 2, 1), rtol=1e-5, atol=1e-6)


def test_an_output_is_copied_only_where_it_has_two_names_or_is_an_input() -> None:
    graph = Graph("outputs")
    x = graph.input("x", np.float32, (2,))
    y = graph.op("Neg", x)
    z = graph.op("Neg", y)
    for value, name in ((y, "first"), (z, "second"), (y, "third"), (x, "fourth")):
        graph.output(value, name, np.float32, (2,))
    model = graph.model()
    assert [node.op_type for node in model.graph.node].count("Identity") == 2
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = session.run(["first", "second", "third", "fourth"], {"x": np.array([1, 2], np.float32)})
    np.testing.assert_array_equal(found, [[-1, -2], [1, 2], [-1, -2], [1, 2]])


def test_left_out_inputs_are_empty_names() -> None:
    graph = Graph("optional")
    x = graph.input("x", np.float32, (2,))
    graph.op("Clip", x, None, graph.constant(np.float32(1)))
    assert graph.model().graph.node[0].input[1] == ""
