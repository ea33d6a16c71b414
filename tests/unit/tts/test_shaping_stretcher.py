import numpy as np
import pytest

from engine.arrays import Float32
from engine.tts.shaping import Stretcher

_RATE_HZ = 24_000


def quickened(samples: Float32, rate_hz: int, *, factor: float, cut: int = 1 << 30) -> Float32:
    stretcher = Stretcher(rate_hz, factor=factor)
    parts = [stretcher.push(samples[i : i + cut]) for i in range(0, len(samples), cut)]
    return np.concatenate([*parts, stretcher.flush()])


def _voice_like(seconds: float, pitch_hz: float = 120.0) -> Float32:
    time_s = np.arange(int(seconds * _RATE_HZ)) / _RATE_HZ
    harmonics = sum(np.sin(2 * np.pi * k * pitch_hz * time_s) / k for k in range(1, 12))
    return np.asarray(0.1 * harmonics, np.float32)


def _pitch_hz(samples: Float32) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 18))
    return float(np.argmax(spectrum) * _RATE_HZ / (1 << 18))


@pytest.mark.parametrize("factor", [0.8, 1.1, 1.2, 1.35, 1.5])
def test_the_length_changes_and_pitch_and_level_stay(factor: float) -> None:
    voice = _voice_like(1.5)
    result = quickened(voice, _RATE_HZ, factor=factor)
    assert result.dtype == np.float32
    assert len(result) == round(len(voice) / factor)
    assert _pitch_hz(result) == pytest.approx(_pitch_hz(voice), rel=0.02)
    inside = result[_RATE_HZ // 10 : -_RATE_HZ // 10]
    assert np.sqrt(np.square(inside).mean()) == pytest.approx(
        np.sqrt(np.square(voice).mean()), rel=0.05
    )
    assert np.abs(np.diff(result)).max() <= 1.2 * np.abs(np.diff(voice)).max()


def test_what_was_said_first_stays_first() -> None:
    low, high = _voice_like(0.5, 100.0), _voice_like(0.5, 190.0)
    result = quickened(np.concatenate([low, high]), _RATE_HZ, factor=1.25)
    half = len(result) // 2
    assert _pitch_hz(result[: half - 1000]) == pytest.approx(100, rel=0.03)
    assert _pitch_hz(result[half + 1000 :]) == pytest.approx(190, rel=0.03)


def test_one_changes_nothing() -> None:
    voice = _voice_like(0.3)
    np.testing.assert_array_equal(quickened(voice, _RATE_HZ, factor=1.0), voice)


@pytest.mark.parametrize("factor", [0.8, 1.0, 1.35])
@pytest.mark.parametrize("cut", [1, 37, 1920, 10_000])
def test_how_it_is_cut_changes_nothing(factor: float, cut: int) -> None:
    noise = np.random.default_rng(1).normal(0, 0.01, 12_345).astype(np.float32)
    voice = _voice_like(12_345 / _RATE_HZ)[:12_345] + noise
    whole = quickened(voice, _RATE_HZ, factor=factor)
    np.testing.assert_array_equal(quickened(voice, _RATE_HZ, factor=factor, cut=cut), whole)


def test_speech_comes_out_while_more_goes_in() -> None:
    stretcher = Stretcher(_RATE_HZ, factor=1.2)
    voice = _voice_like(1.0)
    n_out = sum(len(stretcher.push(voice[i : i + 1920])) for i in range(0, len(voice), 1920))
    held_back_s = (len(voice) / 1.2 - n_out) / _RATE_HZ
    assert 0 < held_back_s < 0.1


@pytest.mark.parametrize("n_samples", [0, 1, 100, 960, 1500, 1700])
def test_short_and_silent_input_is_no_trouble(n_samples: int) -> None:
    result = quickened(np.zeros(n_samples, np.float32), _RATE_HZ, factor=1.3)
    assert len(result) <= n_samples
    assert not result.any()


def test_a_factor_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        quickened(_voice_like(0.1), _RATE_HZ, factor=0.0)
