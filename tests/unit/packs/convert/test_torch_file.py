import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ModelError
from engine.packs.convert.torch_file import TorchFile
from tests.helpers.torch_files import MAGIC, write_torch_archive, write_torch_file

_WEIGHT = np.arange(6, dtype=np.float32).reshape(2, 3)
_BIAS = np.array([7.0], np.float32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "model.pt"
    state = OrderedDict(weight=_WEIGHT, bias=_BIAS)
    write_torch_file(path, {"step": 3, "model_state": state, "optimizer_state": {"lr": 0.1}})
    return path


def test_tensors_are_read(path: Path) -> None:
    file = TorchFile(path, "model_state")
    assert file.names == {"weight", "bias"}
    np.testing.assert_array_equal(file.tensor("weight", 2, 3), _WEIGHT)
    np.testing.assert_array_equal(file.tensor("bias", 1), _BIAS)


def test_an_archive_of_a_newer_torch_is_read(tmp_path: Path) -> None:
    path = tmp_path / "model.pt"
    write_torch_archive(path, {"weight": _WEIGHT, "n_batches": np.array([7]), "bias": _BIAS})
    file = TorchFile(path)
    np.testing.assert_array_equal(file.tensor("weight", 2, 3), _WEIGHT)
    np.testing.assert_array_equal(file.tensor("bias", 1), _BIAS)
    with pytest.raises(ModelError, match="row by row"):
        file.tensor("n_batches", 1)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ModelError, match="can't be used"):
        TorchFile(path)


def test_an_archive_that_lacks_a_storage_is_refused(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.pt", tmp_path / "model.pt"
    write_torch_archive(whole, {"weight": _WEIGHT})
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        new.writestr("archive/data.pkl", old.read("archive/data.pkl"))
    with pytest.raises(ModelError, match="can't be used"):
        TorchFile(path)


def test_what_is_not_there_is_refused(path: Path) -> None:
    file = TorchFile(path, "model_state")
    with pytest.raises(ModelError, match=r"shape \[2, 3\], not \[3, 2\]"):
        file.tensor("weight", 3, 2)
    with pytest.raises(ModelError, match="has no wait"):
        file.tensor("wait", 3, 2)
    with pytest.raises(ModelError, match="has no other"):
        TorchFile(path, "other")


def test_a_transposed_tensor_is_refused(tmp_path: Path) -> None:
    write_torch_file(tmp_path / "t.pt", {"model_state": {"weight": _WEIGHT.T}})
    with pytest.raises(ModelError, match="row by row"):
        TorchFile(tmp_path / "t.pt", "model_state").tensor("weight", 3, 2)


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    values = np.array([1.0, np.nan], np.float32)
    write_torch_file(tmp_path / "n.pt", {"model_state": {"weight": values}})
    with pytest.raises(ModelError, match="not numbers"):
        TorchFile(tmp_path / "n.pt", "model_state").tensor("weight", 2)


@pytest.mark.parametrize("kept", [0, 5, 60, 200, -1])
def test_a_file_that_ends_early_is_refused(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelError, match=r"model\.pt can't be used"):
        TorchFile(path, "model_state")


def test_nothing_in_the_file_is_run(tmp_path: Path) -> None:
    path = tmp_path / "evil.pt"
    victim = tmp_path / "victim"

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(victim),)

    with path.open("wb") as file:
        values: tuple[object, ...] = (MAGIC, 1001, {}, {"model_state": Evil()}, [])
        for value in values:
            pickle.dump(value, file, protocol=2)
    with pytest.raises(ModelError, match=r"it names \w+\.mkdir"):
        TorchFile(path, "model_state")
    assert not victim.exists()
