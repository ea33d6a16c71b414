"""8-bit linear layers: how far they are from float, and what they do with odd input."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper, numpy_helper

from engine.arrays import Float32
from engine.packs.convert.graph import Graph, linear, quantise_by_block, quantise_by_channel


def _run(
    x: Float32, weight: Float32, bias: Float32 | None, *, int8: bool, few_rows: bool = False
) -> Float32:
    graph = Graph("test")
    value = graph.input("x", np.float32, ("n", weight.shape[0]))
    product = linear(graph, value, weight, bias=bias, int8=int8, few_rows=few_rows)
    graph.output(product, "y", np.float32, ("n", weight.shape[1]))
    session = ort.InferenceSession(
        graph.model().SerializeToString(), providers=["CPUExecutionProvider"]
    )
    result: Float32 = session.run(["y"], {"x": x})[0]
    return result


def _random(*shape: int, seed: int) -> Float32:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@pytest.mark.parametrize("n_in", [32, 48, 80])
@pytest.mark.parametrize("few_rows", [False, True])
@pytest.mark.parametrize("has_bias", [False, True])
def test_quantised_product_is_close_to_the_exact_one(
    n_in: int, few_rows: bool, has_bias: bool
) -> None:
    x, weight = _random(7, n_in, seed=0), _random(n_in, 24, seed=1)
    bias = _random(24, seed=2) if has_bias else None
    exact = x @ weight + (0 if bias is None else bias)
    found = _run(x, weight, bias, int8=True, few_rows=few_rows)
    assert np.linalg.norm(found - exact) < 0.015 * np.linalg.norm(exact)
    np.testing.assert_allclose(_run(x, weight, bias, int8=False), exact, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("few_rows", [False, True])
def test_one_huge_row_does_not_blur_the_others(few_rows: bool) -> None:
    x, weight = _random(6, 64, seed=0), _random(64, 16, seed=1)
    x[3] *= 1000
    exact = x @ weight
    found = _run(x, weight, None, int8=True, few_rows=few_rows)
    for row, expected in zip(found, exact, strict=True):
        assert np.linalg.norm(row - expected) < 0.03 * np.linalg.norm(expected)


@pytest.mark.parametrize("few_rows", [False, True])
def test_largest_activations_and_weights_do_not_overflow(few_rows: bool) -> None:
    """The case that saturates unsigned-by-signed products on processors without VNNI."""
    x, weight = np.ones((2, 256), np.float32), np.ones((256, 8), np.float32)
    found = _run(x, weight, None, int8=True, few_rows=few_rows)
    np.testing.assert_allclose(found, 256, rtol=0.01)


def test_two_products_of_channel_weights_fit_into_16_bits() -> None:
    weights = quantise_by_channel(_random(64, 16, seed=5))
    assert weights.values.dtype == np.int8
    assert 2 * 255 * np.abs(weights.values.astype(np.int64)).max() < 2**15


@pytest.mark.parametrize("few_rows", [False, True])
def test_zeros_give_zeros(few_rows: bool) -> None:
    zeros, ones = np.zeros((3, 64), np.float32), np.ones((64, 8), np.float32)
    assert np.all(_run(zeros, ones, None, int8=True, few_rows=few_rows) == 0)
    assert np.all(_run(zeros + 1, ones * 0, None, int8=True, few_rows=few_rows) == 0)


def test_weights_come_back_within_half_a_step() -> None:
    weight = _random(70, 9, seed=3)
    by_channel = quantise_by_channel(weight)
    back = by_channel.values * by_channel.scales
    assert np.all(np.abs(back - weight) <= by_channel.scales / 2 + 1e-6)
    by_block = quantise_by_block(weight)
    assert by_block.values.shape == (9, 3, 32)
    blocks = (by_block.values.astype(np.float32) - 128) * by_block.scales[:, :, None]
    back = blocks.reshape(9, -1)[:, :70].T
    assert np.all(np.abs(back - weight) <= by_block.scales.max(axis=1) / 2 + 1e-6)


_ROOT = Path(__file__).parents[4]
_OLDER = _ROOT / "tests" / "helpers" / "without_vnni.c"


def _sums(product: Path, full: Path, variables: dict[str, str]) -> "tuple[Float32, Float32]":
    program = f"""
import sys
import numpy as np
import onnxruntime as ort
for file, x in (({str(product)!r}, "x.npy"), ({str(full)!r}, "bytes.npy")):
    session = ort.InferenceSession(file, providers=["CPUExecutionProvider"])
    np.save(file + ".npy", session.run(None, {{"x": np.load(sys.argv[1] + x)}})[0])
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, f"{product.parent}{os.sep}"],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if "CPUID" in done.stderr:
        pytest.skip(done.stderr)
    assert done.returncode == 0, done.stderr
    first, second = (np.load(f"{file}.npy") for file in (product, full))
    return first, second


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("gcc"), reason="needs gcc on Linux"
)
@pytest.mark.parametrize("few_rows", [False, True])
def test_an_older_processor_adds_up_the_same(few_rows: bool, tmp_path: Path) -> None:
    library = tmp_path / "older.so"
    command = ["gcc", "-O2", "-shared", "-fPIC", "-o", str(library), str(_OLDER)]
    subprocess.run(command, check=True)  # noqa: S603
    x, weight = np.abs(_random(9, 256, seed=7)), _random(256, 48, seed=8)
    np.save(tmp_path / "x.npy", x)
    graph = Graph("product")
    value = graph.input("x", np.float32, ("n", 256))
    made = linear(graph, value, weight, bias=None, int8=True, few_rows=few_rows)
    graph.output(made, "y", np.float32, ("n", 48))
    product = tmp_path / "product.onnx"
    product.write_bytes(graph.model().SerializeToString())
    # Whole bytes times whole bytes, which such a processor does not add up exactly, show that it
    # is one.
    numbers = np.full((9, 256), 255, np.uint8)
    np.save(tmp_path / "bytes.npy", numbers)
    plain = helper.make_graph(
        [helper.make_node("MatMulInteger", ["x", "w"], ["y"])],
        "full",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, [9, 256])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [9, 48])],
        [numpy_helper.from_array(np.full((256, 48), 127, np.int8), "w")],
    )
    full = tmp_path / "full.onnx"
    model = helper.make_model(plain, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, full)
    here, _ = _sums(product, full, {})
    older, saturated = _sums(product, full, {"LD_PRELOAD": str(library)})
    assert np.all(saturated < 256 * 255 * 127)
    np.testing.assert_allclose(older, here, rtol=1e-4, atol=1e-4)
