import numpy as np
import pytest

from engine.audio.mixing import SILENCE_DBFS, measure_level
from tests.helpers.audio_files import tone


def test_a_sine_has_the_textbook_level() -> None:
    level = measure_level(tone(16_000, 1) * 2)
    assert level.peak_dbfs == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("size", [0, 1_600])
def test_silence_has_a_finite_level(size: int) -> None:
    assert measure_level(np.zeros(size, np.float32)).peak_dbfs == SILENCE_DBFS


@pytest.mark.parametrize("loudest", [0.5, -0.5])
def test_the_peak_counts_on_both_sides(loudest: float) -> None:
    samples = np.array([0.25, loudest, -0.25], np.float32)
    assert measure_level(samples).peak_dbfs == pytest.approx(-6.02, abs=0.01)
