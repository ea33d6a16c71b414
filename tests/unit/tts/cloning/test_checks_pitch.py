import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.tts.cloning.checks import measure_manner, pitch_track_hz
from tests.helpers.tiny_voices import buzz, style_of


@pytest.mark.parametrize("octaves", [-1.0, -0.3, 0.0, 0.6])
def test_pitch_and_pace_are_found(octaves: float) -> None:
    style = style_of([0, 0, 0, octaves / 0.3])
    said = buzz(style, n_samples=4 * SOURCE_RATE_HZ, rate_hz=SOURCE_RATE_HZ)
    manner = measure_manner(said)
    assert manner is not None
    assert manner.pitch_hz == pytest.approx(150 * 2**octaves, rel=0.02)
    assert manner.syllables_per_s == pytest.approx(5, abs=0.5)


def test_noise_and_silence_have_no_pitch() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, SOURCE_RATE_HZ).astype(np.float32)
    assert measure_manner(noise) is None
    assert measure_manner(np.zeros(SOURCE_RATE_HZ, np.float32)) is None
    assert len(pitch_track_hz(np.zeros(100, np.float32))) == 0
