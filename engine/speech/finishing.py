"""From a voice model's pieces to target speech: level, tempo, pitch, rate and soft ends."""

from typing import Final

import numpy as np
import soxr

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.speech.stretching import Stretcher

_PEAK: Final = 0.89  # -1 dBFS
_RAMP_MS: Final = 5
_FADE_IN_SAMPLES: Final = TARGET_RATE_HZ * 5 // 1000
_FADE_OUT_SAMPLES: Final = TARGET_RATE_HZ * 20 // 1000


class Finisher:
    """Finishes one clause; what it returns begins and ends at zero and joins without clicks.

    Pitch is changed by reading the signal at another rate, and the change of its length undone
    together with the change of tempo.

    Args:
        rate_hz: of the pieces.
        gain_db: brings the voice to its level; speech that would pass -1 dBFS is turned down for
            the rest of the clause.
        tempo: by how much the signal is to become faster; 1.0 leaves it.
        pitch_semitones: by how much it is to become higher; 0 leaves it.
    """

    def __init__(
        self, rate_hz: int, *, gain_db: float, tempo: float, pitch_semitones: float
    ) -> None:
        ratio = 2 ** (pitch_semitones / 12)
        self._gain = 10 ** (gain_db / 20)
        self._stretcher = Stretcher(rate_hz, factor=tempo / ratio)
        self._resampler = soxr.ResampleStream(rate_hz * ratio, TARGET_RATE_HZ, 1, dtype="float32")
        self._ramp_samples = rate_hz * _RAMP_MS // 1000
        self._ahead: Float32 = np.zeros(0, np.float32)
        self._n_faded_in = 0
        self._held: Float32 = np.zeros(0, np.float32)

    def push(self, samples: Float32) -> Float32:
        """Add [n] samples and return the finished ones at TARGET_RATE_HZ; the last are held back.

        Args:
            samples: mono at the rate of the pieces.
        """
        if len(samples) == 0:
            return samples
        stretched = self._stretcher.push(self._levelled(samples))
        return self._let_go(self._resampler.resample_chunk(stretched))

    def flush(self) -> Float32:
        """End the clause and return what was held back."""
        last = self._stretcher.push(self._ahead * np.float32(self._gain))
        stretched = np.concatenate([last, self._stretcher.flush()])
        rest = self._resampler.resample_chunk(stretched, last=True)
        finished = np.concatenate([self._let_go(rest), self._held])
        n = min(len(finished), _FADE_OUT_SAMPLES)
        finished[len(finished) - n :] *= _rise(n)[::-1]
        return finished

    def _levelled(self, samples: Float32) -> Float32:
        """Apply the gain; it falls over the samples that were held back, before what is loud."""
        peak = float(np.abs(samples).max())
        gain = min(self._gain, _PEAK / peak) if peak else self._gain
        gains = np.full(len(self._ahead) + len(samples), gain, np.float32)
        gains[: len(self._ahead)] = np.linspace(self._gain, gain, len(self._ahead))
        self._gain = gain
        joined = np.concatenate([self._ahead, samples])
        n_settled = max(len(joined) - self._ramp_samples, 0)
        self._ahead = joined[n_settled:]
        return joined[:n_settled] * gains[:n_settled]

    def _let_go(self, samples: Float32) -> Float32:
        """Fade the beginning in, and hold the end back that may have to be faded out."""
        ramp = _rise(_FADE_IN_SAMPLES)[self._n_faded_in : self._n_faded_in + len(samples)]
        faded = samples.copy()
        faded[: len(ramp)] *= ramp
        self._n_faded_in += len(ramp)
        joined = np.concatenate([self._held, faded])
        n_settled = max(len(joined) - _FADE_OUT_SAMPLES, 0)
        self._held = joined[n_settled:]
        return joined[:n_settled]


def _rise(n_samples: int) -> Float32:
    """A raised cosine from 0 that would reach 1 at its end."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(n_samples) / max(n_samples, 1))).astype(np.float32)
