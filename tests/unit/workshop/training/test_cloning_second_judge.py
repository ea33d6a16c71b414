"""The second speaker model, with random weights: the real ones are fetched by whoever measures."""

from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.workshop import WorkshopError
from tests.helpers.audio_files import tone

torch = pytest.importorskip("torch")

from engine.workshop.training.cloning.second_judge import SecondJudge, filter_bank  # noqa: E402


def test_a_tone_is_loudest_in_the_band_of_its_pitch() -> None:
    bands = [
        int(filter_bank(tone(SOURCE_RATE_HZ, 1.0, frequency_hz=hz)).mean(axis=0).argmax())
        for hz in (200, 1000, 5000)
    ]
    assert bands == sorted(bands)
    assert bands[1] == pytest.approx(27, abs=1)
    assert filter_bank(tone(SOURCE_RATE_HZ, 1.0)).shape == (98, 80)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pt"
    with pytest.raises(WorkshopError, match="unpack it again"):
        SecondJudge(path)
    torch.save({"head.conv1.weight": torch.zeros(32, 1, 3, 3)}, path)
    with pytest.raises(WorkshopError, match="unpack it again"):
        SecondJudge(path)
    path.write_bytes(np.zeros(9).tobytes())
    with pytest.raises(WorkshopError, match="unpack it again"):
        SecondJudge(path)
