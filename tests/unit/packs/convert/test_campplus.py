"""The graph of CAM++ against torch, with made-up weights; see tests/parity/record_campplus.py."""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import ModelError
from engine.onnx import Runtime
from engine.packs.convert.campplus import convert_campplus, encoder_graph
from engine.speakers.campplus import CamPlusModel
from tests.helpers.random_campplus import LENGTHS, RandomWeights, random_features
from tests.helpers.torch_files import write_torch_archive

_RECORDED = Path(__file__).parents[3] / "data" / "campplus.npz"


def test_the_graph_gives_what_torch_gives(tmp_path: Path) -> None:
    encoder_graph(RandomWeights()).save(tmp_path / "encoder.onnx")
    model = CamPlusModel(tmp_path, runtime=Runtime(threads=1))
    with np.load(_RECORDED) as recorded:
        for n_frames in LENGTHS:
            found = model.embed_features(random_features(n_frames))
            np.testing.assert_allclose(found, recorded[str(n_frames)], atol=2e-5)


def test_another_network_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pt"
    write_torch_archive(path, {"head.conv1.weight": np.zeros((32, 1, 5, 5), np.float32)})
    with pytest.raises(ModelError, match="has shape"):
        convert_campplus(path, tmp_path)
    assert not (tmp_path / "encoder.onnx").exists()
