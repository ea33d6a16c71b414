import numpy as np
import pytest

from engine.arrays import Float32
from engine.tts.shaping import EdgeTrimmer, faded, trimmed

_RATE_HZ = 24_000


def _tone(n_samples: int, amplitude: float = 0.3) -> Float32:
    return np.asarray(amplitude * np.sin(np.arange(n_samples) * 0.1), np.float32)


def test_silence_around_speech_goes_and_soft_edges_stay() -> None:
    speech = _tone(_RATE_HZ)
    noise = np.random.default_rng(0).normal(0, 1e-4, _RATE_HZ // 2).astype(np.float32)
    result = trimmed(np.concatenate([noise, speech, noise]), _RATE_HZ)
    assert len(speech) < len(result) <= len(speech) + _RATE_HZ * 70 // 1000
    assert np.isin(speech, result).all()


@pytest.mark.parametrize("n_samples", [0, 5, 4000])
def test_nothing_but_silence_leaves_nothing(n_samples: int) -> None:
    assert len(trimmed(np.zeros(n_samples, np.float32), _RATE_HZ)) == 0


def test_both_ends_begin_at_zero_without_offset() -> None:
    result = faded(_tone(_RATE_HZ) + np.float32(0.2), _RATE_HZ)
    assert result[0] == 0
    assert abs(result[-1]) < 1e-3
    assert abs(result.mean()) < 1e-3
    assert np.abs(np.diff(result)).max() < 0.05


@pytest.mark.parametrize("n_samples", [0, 1, 2, 7])
def test_very_short_speech_can_be_faded(n_samples: int) -> None:
    result = faded(np.ones(n_samples, np.float32), _RATE_HZ)
    assert result.shape == (n_samples,)
    assert np.isfinite(result).all()


@pytest.mark.parametrize("cut", [1, 100, 1920, 100_000])
def test_silence_around_pieces_goes_and_silence_within_stays(cut: int) -> None:
    speech = _tone(_RATE_HZ // 2)
    quiet = np.zeros(_RATE_HZ // 4, np.float32)
    whole = np.concatenate([quiet, speech, quiet, speech, quiet])
    trimmer = EdgeTrimmer(_RATE_HZ)
    parts = [trimmer.push(whole[i : i + cut]) for i in range(0, len(whole), cut)]
    result = np.concatenate([*parts, trimmer.flush()])
    inner = np.concatenate([speech, quiet, speech])
    assert 0 <= len(result) - len(inner) <= _RATE_HZ * 66 // 1000
    start = int(np.flatnonzero(result)[0]) - 1
    np.testing.assert_array_equal(result[start : start + len(inner)], inner)


def test_pieces_of_nothing_but_silence_leave_nothing() -> None:
    trimmer = EdgeTrimmer(_RATE_HZ)
    assert len(trimmer.push(np.zeros(5000, np.float32))) == 0
    assert len(trimmer.flush()) == 0
