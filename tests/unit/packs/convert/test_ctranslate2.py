"""Reading CTranslate2's model.bin: all storage types, and files that are not what they claim."""

import struct
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.errors import ModelError
from engine.packs.convert.ctranslate2 import CTranslate2File
from tests.helpers.tiny_whisper import Stored, TinyWhisper, write_model_file

_ROWS = np.arange(6, dtype=np.float32).reshape(2, 3) - 2


def _file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    return path


def _small_file(tmp_path: Path) -> bytes:
    path = tmp_path / "small.bin"
    variables: dict[str, Stored] = {
        "a/weight": _ROWS,
        "a/bias": np.zeros(2, np.float16),
        "n": np.array(3, np.int8),
    }
    write_model_file(path, variables, aliases={"b/weight": "a/weight"})
    return path.read_bytes()


def test_header_names_and_scalars_are_read(tmp_path: Path) -> None:
    file = CTranslate2File(_file(tmp_path, _small_file(tmp_path)))
    assert (file.spec, file.revision) == ("WhisperSpec", 3)
    assert file.names == {"a/weight", "a/bias", "n", "b/weight"}
    assert file.integer("n") == 3


def test_alias_gives_the_tensor_that_it_names(tmp_path: Path) -> None:
    file = CTranslate2File(_file(tmp_path, _small_file(tmp_path)))
    np.testing.assert_array_equal(file.tensor("b/weight", 2, 3), _ROWS)


@pytest.mark.parametrize(
    ("storage", "tolerance"), [("float32", 0), ("float16", 1e-3), ("int16", 2e-3), ("int8", 1e-2)]
)
def test_every_storage_type_gives_the_weights(
    tmp_path: Path, storage: str, tolerance: float
) -> None:
    tiny = TinyWhisper(storage=storage)
    tiny.write(tmp_path)
    file = CTranslate2File(tmp_path / "model.bin")
    for name, expected in tiny.tensors().items():
        found = file.tensor(name, *expected.shape)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected, atol=tolerance * np.abs(expected).max())


def test_bfloat16_is_the_upper_half_of_float32(tmp_path: Path) -> None:
    halves = (np.array([1.5, -2.0], np.float32).view(np.uint32) >> 16).astype(np.int16)
    path = tmp_path / "model.bin"
    write_model_file(path, {"x": halves}, aliases={})
    content = path.read_bytes().replace(struct.pack("<BI", 2, 4), struct.pack("<BI", 5, 4))
    found = CTranslate2File(_file(tmp_path, content)).tensor("x", 2)
    np.testing.assert_array_equal(found, [1.5, -2.0])


def test_layers_are_counted(tmp_path: Path) -> None:
    TinyWhisper(n_encoder_layers=3, n_layers=2).write(tmp_path)
    file = CTranslate2File(tmp_path / "model.bin")
    assert file.n_layers("encoder/layer") == 3
    assert file.n_layers("decoder/layer") == 2
    assert file.n_layers("other/layer") == 0


def test_layers_with_a_gap_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_model_file(path, {"e/layer_0/x": _ROWS, "e/layer_2/x": _ROWS}, aliases={})
    with pytest.raises(ModelError, match="without gaps"):
        CTranslate2File(path).n_layers("e/layer")


def test_every_truncation_is_an_error(tmp_path: Path) -> None:
    content = _small_file(tmp_path)
    for length in range(len(content)):
        with pytest.raises(ModelError, match=r"model\.bin can't be used"):
            CTranslate2File(_file(tmp_path, content[:length]))


def test_flipped_bytes_never_raise_anything_but_a_model_error(tmp_path: Path) -> None:
    content = _small_file(tmp_path)
    n_refused = 0
    for position in range(len(content)):
        for mask in (0x01, 0x80, 0xFF):
            flipped = bytearray(content)
            flipped[position] ^= mask
            try:
                file = CTranslate2File(_file(tmp_path, bytes(flipped)))
                file.tensor("a/weight", 2, 3)
            except ModelError:
                n_refused += 1
    assert n_refused > len(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b"GGUF" + bytes(100), "format version"),
        (struct.pack("<IH", 6, 0) + bytes(9), "no end"),
        (struct.pack("<IH", 6, 2) + b"\xff\0" + bytes(9), "not text"),
        (struct.pack("<IH", 6, 1) + b"\0" + struct.pack("<II", 3, 2**31), "claims to hold"),
    ],
)
def test_garbage_is_an_error(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        CTranslate2File(_file(tmp_path, content))


def test_bytes_after_the_end_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="follow its end"):
        CTranslate2File(_file(tmp_path, _small_file(tmp_path) + b"x"))


def test_alias_of_nothing_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_model_file(path, {"a": _ROWS}, aliases={"b": "c"})
    with pytest.raises(ModelError, match="alias"):
        CTranslate2File(path)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.bin can't be used"):
        CTranslate2File(tmp_path / "model.bin")


def test_tensor_of_another_shape_or_name_is_an_error(tmp_path: Path) -> None:
    file = CTranslate2File(_file(tmp_path, _small_file(tmp_path)))
    with pytest.raises(ModelError, match=r"shape \[2, 3\], not \[3, any\]"):
        file.tensor("a/weight", 3, None)
    with pytest.raises(ModelError, match="has no c/weight"):
        file.tensor("c/weight", 1)
    with pytest.raises(ModelError, match="not one whole number"):
        file.integer("a/weight")


def test_values_that_are_not_numbers_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    write_model_file(path, {"a": np.array([1, np.nan], np.float32)}, aliases={})
    with pytest.raises(ModelError, match="not numbers"):
        CTranslate2File(path).tensor("a", 2)


@pytest.mark.parametrize("scale", [None, np.zeros(2, np.float32), np.ones(5, np.float32)])
def test_int8_tensor_needs_a_scale_that_fits(tmp_path: Path, scale: Float32 | None) -> None:
    path = tmp_path / "model.bin"
    variables: dict[str, Stored] = {"a": np.ones((2, 3), np.int8)}
    if scale is not None:
        variables["a_scale"] = scale
    write_model_file(path, variables, aliases={})
    with pytest.raises(ModelError, match="a_scale"):
        CTranslate2File(path).tensor("a", 2, 3)
