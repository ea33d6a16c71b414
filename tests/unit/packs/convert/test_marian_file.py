import struct
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.errors import ModelError
from engine.packs.convert.marian_file import parse_model_yaml, read_marian_binary
from tests.helpers.marian_files import TinyStudent, write_marian_binary, write_student

_HEADER_BYTES = 32


@pytest.fixture
def values() -> dict[str, Float32]:
    random = np.random.default_rng(3)
    return {
        "Wemb": random.normal(size=(11, 6)).astype(np.float32),
        "encoder_l1_ffn_W1": random.normal(size=(6, 9)).astype(np.float32),
        "encoder_l1_ffn_b1": random.normal(size=(1, 9)).astype(np.float32),
    }


def test_float_tensors_come_back_exactly(tmp_path: Path, values: dict[str, Float32]) -> None:
    path = tmp_path / "model.bin"
    write_marian_binary(path, values, config="enc-depth: 1\n")
    weights = read_marian_binary(path)
    assert set(weights.tensors) == set(values)
    for name, expected in values.items():
        np.testing.assert_array_equal(weights.tensors[name], expected)
    assert weights.multipliers == {}
    assert weights.config == {"enc-depth": 1}


@pytest.mark.parametrize("bits", [8, 16])
def test_integer_tensors_come_back_in_the_logical_orientation(
    tmp_path: Path, values: dict[str, Float32], bits: int
) -> None:
    path = tmp_path / "model.bin"
    matrices = ("Wemb", "encoder_l1_ffn_W1")
    write_marian_binary(
        path,
        values,
        config="enc-depth: 1\n",
        int8=matrices if bits == 8 else (),
        int16=matrices if bits == 16 else (),
    )
    weights = read_marian_binary(path)
    for name in matrices:
        multiplier = weights.multipliers[name]
        assert weights.tensors[name].shape == values[name].shape
        np.testing.assert_allclose(weights.tensors[name], values[name], atol=0.5001 / multiplier)
        steps = weights.tensors[name].astype(np.float64) * multiplier
        np.testing.assert_allclose(steps, np.rint(steps), atol=1e-3)
    np.testing.assert_array_equal(weights.tensors["encoder_l1_ffn_b1"], values["encoder_l1_ffn_b1"])


def test_options_are_typed() -> None:
    text = (
        "dec-cell: ssru\n"
        "dim-vocabs:\n  - 32000\n  - 16000\n"
        "input-types: []\n"
        "transformer-tied-layers:\n  []\n"
        'transformer-preprocess: ""\n'
        "skip: false\n"
        "label-smoothing: 0.1\n"
        "version: v1.9.56 94aeaa46 2021-04-28 00:28:35 +0100\n\0"
    )
    assert parse_model_yaml(text) == {
        "dec-cell": "ssru",
        "dim-vocabs": (32000, 16000),
        "input-types": (),
        "transformer-tied-layers": (),
        "transformer-preprocess": "",
        "skip": False,
        "label-smoothing": 0.1,
        "version": "v1.9.56 94aeaa46 2021-04-28 00:28:35 +0100",
    }


@pytest.mark.parametrize(
    "text", ["just words\n", "  - 3\n", "key: 1\n  inner: 2\n", "a: b\n - c\n"]
)
def test_other_yaml_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line"):
        parse_model_yaml(text)


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_student(path, TinyStudent(n_encoder_layers=1), int8=True)
    content = path.read_bytes()
    for length in [*range(64), *range(64, len(content) - 1, 997)]:
        path.write_bytes(content[:length])
        with pytest.raises(ModelError, match=r"model\.bin can't be used"):
            read_marian_binary(path)


def test_damaged_headers_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_student(path, TinyStudent(n_encoder_layers=1), int8=True)
    content = path.read_bytes()
    for offset in range(0, 16 + 3 * _HEADER_BYTES, 8):
        for value in (0xFFFF_FFFF_FFFF_FFFF, 1 << 40):
            path.write_bytes(content[:offset] + struct.pack("<Q", value) + content[offset + 8 :])
            with pytest.raises(ModelError):
                read_marian_binary(path)


@pytest.mark.parametrize("size", [0, 1, 100, 10_000])
def test_garbage_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(np.random.default_rng(size).bytes(size))
    with pytest.raises(ModelError, match=r"can't be used"):
        read_marian_binary(path)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"can't be used"):
        read_marian_binary(tmp_path / "absent.bin")


def test_values_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_marian_binary(path, {"b": np.array([[np.nan]], np.float32)}, config="enc-depth: 1\n")
    with pytest.raises(ModelError, match="not numbers"):
        read_marian_binary(path)


def test_a_file_without_options_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_marian_binary(path, {"b": np.ones((1, 1), np.float32)}, config="")
    content = path.read_bytes().replace(b"special:model.yml", b"special:other.yml")
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"no special:model\.yml"):
        read_marian_binary(path)
