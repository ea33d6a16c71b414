"""Log-mel features as Whisper hears them.

The same numbers as `log_mel_spectrogram` of openai/whisper (whisper/audio.py) with its window of
30 seconds cut to the length of the audio: Hann window, 25 ms every 10 ms, Slaney mel scale with
Slaney normalisation (librosa.filters.mel), log10, at most 80 dB below the loudest value, then
(x + 4) / 4.
"""

from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import AudioError

HOP_SAMPLES: Final = 160
"""Samples from one feature frame to the next: 10 ms."""

_WINDOW_SAMPLES: Final = 400
_SMALLEST_POWER: Final = 1e-10
_RANGE_LOG10: Final = 8.0

# The Slaney scale is linear to 1 kHz, then 27 steps for each factor of 6.4.
_HZ_PER_LINEAR_MEL: Final = 200.0 / 3.0
_LINEAR_END_HZ: Final = 1000.0
_MELS_PER_LOG_STEP: Final = 27.0 / np.log(6.4)


class LogMel:
    """Turns samples into log-mel features; immutable, safe to use from any thread.

    Args:
        n_mels: number of mel bands (80; 128 for large-v3).
    """

    def __init__(self, n_mels: int) -> None:
        self._filters = mel_filters(n_mels)
        # The periodic Hann window of scipy and torch: one sample longer, without its last one.
        self._window = np.hanning(_WINDOW_SAMPLES + 1)[:-1].astype(np.float32)

    def __call__(self, samples: Float32) -> Float32:
        """Compute features.

        The audio is taken to be followed by silence, so that its frames are the same however much
        silence it is padded with.

        Args:
            samples: [n], mono at SOURCE_RATE_HZ, -1 to 1.

        Returns:
            [n_mels, ceil(n / HOP_SAMPLES)].

        Raises:
            AudioError: there are no samples, or some are not numbers.
        """
        if samples.ndim != 1 or not samples.size:
            raise AudioError("The audio has no samples; give at least a moment of speech.")
        if not np.isfinite(samples).all():
            raise AudioError("The audio has samples that are not numbers; record it again.")
        n_frames = -(-samples.size // HOP_SAMPLES)
        half = _WINDOW_SAMPLES // 2
        padded = np.zeros((n_frames - 1) * HOP_SAMPLES + _WINDOW_SAMPLES, np.float32)
        # Of very short audio there is less to reflect than half a window.
        before = samples[half:0:-1]
        padded[half - before.size : half] = before
        kept = min(samples.size, padded.size - half)
        padded[half : half + kept] = samples[:kept]
        frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW_SAMPLES)[::HOP_SAMPLES]
        spectrum = np.fft.rfft(frames * self._window, axis=1)
        power = spectrum.real**2 + spectrum.imag**2  # [n_frames, bins]
        mel = self._filters @ power.T.astype(np.float32)
        log = np.log10(np.maximum(mel, _SMALLEST_POWER))
        features: Float32 = (np.maximum(log, log.max() - _RANGE_LOG10) + 4.0) / 4.0
        return features.astype(np.float32, copy=False)


def mel_filters(n_mels: int, *, fft_samples: int = _WINDOW_SAMPLES) -> Float32:
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
