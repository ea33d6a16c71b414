import numpy as np
import pytest

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.tts.shaping import Finisher

_RATE_HZ = 24_000


def _tone(n_samples: int, amplitude: float = 0.3) -> Float32:
    return np.asarray(amplitude * np.sin(np.arange(n_samples) * 0.1), np.float32)


def _finished(samples: Float32, cut: int, *, gain_db: float = 0.0, tempo: float = 1.0) -> Float32:
    finisher = Finisher(_RATE_HZ, gain_db=gain_db, tempo=tempo, pitch_semitones=0.0)
    parts = [finisher.push(samples[i : i + cut]) for i in range(0, len(samples), cut)]
    return np.concatenate([*parts, finisher.flush()])


@pytest.mark.parametrize("tempo", [1.0, 1.3])
@pytest.mark.parametrize("cut", [100, 1920])
def test_pieces_give_what_the_whole_gives(tempo: float, cut: int) -> None:
    speech = _tone(_RATE_HZ)
    whole = _finished(speech, len(speech), tempo=tempo)
    np.testing.assert_allclose(_finished(speech, cut, tempo=tempo), whole, atol=1e-6)


@pytest.mark.parametrize("n_samples", [0, 1, 7, 200, 5000])
def test_it_begins_and_ends_at_zero_whatever_its_length(n_samples: int) -> None:
    finished = _finished(np.full(n_samples, 0.5, np.float32), 960)
    assert len(finished) == 2 * n_samples
    assert np.isfinite(finished).all()
    if n_samples >= 200:
        assert finished[0] == 0
        assert abs(finished[-1]) < 1e-3
        assert np.abs(np.diff(finished)).max() < 0.02


def test_a_gain_is_a_gain_until_the_peak_is_too_high() -> None:
    inside = slice(TARGET_RATE_HZ // 10, -TARGET_RATE_HZ // 10)
    quiet = _finished(_tone(_RATE_HZ, 0.1), 1920, gain_db=6.0)[inside]
    assert np.abs(quiet).max() == pytest.approx(0.1 * 10**0.3, rel=0.01)
    loud = _finished(_tone(_RATE_HZ), _RATE_HZ, gain_db=40.0)
    assert np.abs(loud).max() == pytest.approx(10 ** (-1 / 20), rel=0.02)
    assert not _finished(np.zeros(_RATE_HZ, np.float32), 1920, gain_db=20.0).any()


def test_speech_that_grows_too_loud_is_turned_down_without_a_jump() -> None:
    speech = _tone(19_200, 0.2)
    speech[9_582:] *= 4.5  # where the tone passes zero
    finished = _finished(speech, 1920, gain_db=6.0)
    assert np.abs(finished).max() < 1
    steepest = 0.05 * 0.9
    assert np.abs(np.diff(finished)).max() < 1.5 * steepest
