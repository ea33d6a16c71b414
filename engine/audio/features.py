"""The frame clock and the mel filters that speech models share (librosa.filters.mel, Slaney)."""

from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32

HOP_SAMPLES: Final = 160
"""Samples from one feature frame to the next: 10 ms."""

WINDOW_SAMPLES: Final = 400
"""What a feature frame looks at: 25 ms."""

# The Slaney scale is linear to 1 kHz, then 27 steps for each factor of 6.4.
_HZ_PER_LINEAR_MEL: Final = 200.0 / 3.0
_LINEAR_END_HZ: Final = 1000.0
_MELS_PER_LOG_STEP: Final = 27.0 / np.log(6.4)


def mel_filters(n_mels: int, *, fft_samples: int = WINDOW_SAMPLES) -> Float32:
    """Triangular mel filters over the bins of one Fourier transform.

    Args:
        n_mels: number of filters.
        fft_samples: length of the transform.

    Returns:
        [n_mels, fft_samples / 2 + 1]; each filter is scaled to unit area in hertz.
    """
    nyquist_hz = SOURCE_RATE_HZ / 2
    bins_hz = np.linspace(0, nyquist_hz, fft_samples // 2 + 1)
    edges_mel = np.linspace(0.0, _mel_from_hz(nyquist_hz), n_mels + 2)
    edges_hz = _hz_from_mel(edges_mel)
    widths_hz = np.diff(edges_hz)
    rising = (bins_hz[None, :] - edges_hz[:-2, None]) / widths_hz[:-1, None]
    falling = (edges_hz[2:, None] - bins_hz[None, :]) / widths_hz[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    area = 2.0 / (edges_hz[2:] - edges_hz[:-2])
    return (triangles * area[:, None]).astype(np.float32)


def _mel_from_hz(hz: float) -> float:
    if hz < _LINEAR_END_HZ:
        return hz / _HZ_PER_LINEAR_MEL
    logarithmic = np.log(hz / _LINEAR_END_HZ) * _MELS_PER_LOG_STEP
    return float(_LINEAR_END_HZ / _HZ_PER_LINEAR_MEL + logarithmic)


def _hz_from_mel(
    mel: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    linear_end_mel = _LINEAR_END_HZ / _HZ_PER_LINEAR_MEL
    logarithmic = _LINEAR_END_HZ * np.exp((mel - linear_end_mel) / _MELS_PER_LOG_STEP)
    return np.where(mel < linear_end_mel, mel * _HZ_PER_LINEAR_MEL, logarithmic)
