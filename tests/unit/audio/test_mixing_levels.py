import numpy as np
import pytest

from engine.audio.mixing import SILENCE_DBFS, measure_level
from tests.helpers.audio_files import tone


def test_a_sine_has_the_textbook_level() -> None:
    level = measure_level(tone(16_000, 1) * 2)
    assert level.peak_dbfs == pytest.approx(0.0, abs=0.01)
    assert level.rms_dbfs == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("size", [0, 1_600])
def test_silence_has_a_finite_level(size: int) -> None:
    level = measure_level(np.zeros(size, np.float32))
    assert (level.peak_dbfs, level.rms_dbfs, level.clipped_samples) == (SILENCE_DBFS,) * 2 + (0,)


def test_clipped_samples_are_counted_on_both_sides() -> None:
    samples = np.array([0.5, 1.0, -1.0, 0.999, 1.7], np.float32)
    assert measure_level(samples).clipped_samples == 3
