"""Log-mel features: lengths, silence, edges and the mel scale."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.asr.whisper.features import LogMel
from engine.audio.features import mel_filters
from engine.errors import AudioError
from engine.messages import Code
from tests.helpers.raising import raises

_RECORDED = Path(__file__).parents[3] / "data" / "whisper_features.npz"


@pytest.mark.parametrize("n_mels", [80, 128])
def test_features_equal_a_recorded_reference(n_mels: int) -> None:
    """Recorded by tests/parity/record_whisper_features.py."""
    with np.load(_RECORDED) as recorded:
        samples, expected = recorded["samples"], recorded[f"features_{n_mels}"]
    found = LogMel(n_mels)(samples)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected[:, : found.shape[1]], rtol=1e-4, atol=5e-4)


@settings(deadline=None, max_examples=50)
@given(n_samples=st.integers(1, 3000))
def test_there_is_one_frame_for_each_begun_10_ms(n_samples: int) -> None:
    samples = np.ones(n_samples, np.float32)
    assert LogMel(8)(samples).shape == (8, -(-n_samples // 160))


@settings(deadline=None, max_examples=50)
@given(
    n_samples=st.integers(200, 4000),
    n_silence=st.integers(0, 2000),
    seed=st.integers(0, 2**32 - 1),
)
def test_silence_behind_the_audio_changes_no_frame_before(
    n_samples: int, n_silence: int, seed: int
) -> None:
    samples = np.random.default_rng(seed).normal(size=n_samples).astype(np.float32)
    alone = LogMel(80)(samples)
    padded = LogMel(80)(np.pad(samples, (0, n_silence)))
    np.testing.assert_allclose(padded[:, : alone.shape[1]], alone, atol=1e-5)


@settings(deadline=None, max_examples=50)
@given(
    n_samples=st.integers(1, 4000),
    padded_to=st.integers(0, 6000),
    seed=st.integers(0, 2**32 - 1),
)
def test_silence_that_is_asked_for_is_what_zeros_are(
    n_samples: int, padded_to: int, seed: int
) -> None:
    samples = np.random.default_rng(seed).uniform(-1, 1, n_samples).astype(np.float32)
    zeros = np.zeros(max(0, padded_to - n_samples), np.float32)
    expected = LogMel(8)(np.concatenate([samples, zeros]))
    found = LogMel(8)(samples, padded_to_samples=padded_to)
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_silence_has_one_value_everywhere() -> None:
    np.testing.assert_allclose(LogMel(80)(np.zeros(8000, np.float32)), -1.5, atol=1e-6)


def test_a_tone_is_loudest_in_the_band_of_its_frequency() -> None:
    times_s = np.arange(16000) / 16000
    features = LogMel(80)(np.sin(2 * np.pi * 1000 * times_s).astype(np.float32))
    centre_bins = mel_filters(80).argmax(axis=1)
    loudest = features.mean(axis=1).argmax()
    assert centre_bins[loudest] * 40 == pytest.approx(1000, abs=40)


def test_filters_cover_every_bin_between_the_first_and_the_last() -> None:
    for n_mels in (80, 128):
        covered = mel_filters(n_mels).sum(axis=0)
        assert np.all(covered[1:-1] > 0)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_samples_that_are_not_numbers_are_an_error(value: float) -> None:
    samples = np.zeros(1000, np.float32)
    samples[500] = value
    with pytest.raises(AudioError, match="not numbers"):
        LogMel(80)(samples)


def test_no_samples_are_an_error() -> None:
    with raises(AudioError, Code.AUDIO_NO_SAMPLES):
        LogMel(80)(np.zeros(0, np.float32))
