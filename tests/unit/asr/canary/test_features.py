"""NeMo's features: against what its own code computed, and what they refuse."""

import numpy as np
import pytest

from engine.asr.canary.features import NemoLogMel
from engine.errors import AudioError
from tests.helpers.tiny_canary import expected_floats

_N_MELS = 128


def test_features_are_those_of_the_reference() -> None:
    features = NemoLogMel(_N_MELS)(expected_floats("samples"))

    np.testing.assert_allclose(features, expected_floats("features"), rtol=1e-4, atol=5e-4)


@pytest.mark.parametrize("n_samples", [320, 4_799, 4_800])
def test_there_is_a_column_for_each_whole_hop_and_each_band_is_normalised(n_samples: int) -> None:
    samples = np.random.default_rng(0).normal(size=n_samples).astype(np.float32)

    features = NemoLogMel(_N_MELS)(samples)

    assert features.shape == (_N_MELS, n_samples // 160)
    assert features.dtype == np.float32
    np.testing.assert_allclose(features.mean(axis=1), 0, atol=1e-4)
    np.testing.assert_allclose(features.std(axis=1, ddof=1), 1, atol=1e-3)


def test_digital_silence_gives_numbers() -> None:
    assert np.isfinite(NemoLogMel(_N_MELS)(np.zeros(16_000, np.float32))).all()


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(319, np.float32),
        np.zeros((2, 16_000), np.float32),
        np.full(16_000, np.nan, np.float32),
    ],
    ids=["empty", "shorter than two frames", "stereo", "not numbers"],
)
def test_what_is_no_audio_is_refused(samples: np.ndarray) -> None:
    with pytest.raises(AudioError):
        NemoLogMel(_N_MELS)(samples)
