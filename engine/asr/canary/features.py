"""Log-mel features as NeMo's models hear them.

The numbers of NeMo's `AudioToMelSpectrogramPreprocessor` (asr/modules/audio_preprocessing.py,
asr/parts/preprocessing/features.py) at inference: preemphasis, frames centred in zero padding, a
symmetric Hann window, Slaney mel filters, natural logarithm, then each band normalised over the
whole of the audio. No dither.
"""

from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.audio.features import HOP_SAMPLES, mel_filters
from engine.errors import AudioError
from engine.messages import Code

_WINDOW_SAMPLES: Final = 400
_FFT_SAMPLES: Final = 512
_PREEMPHASIS: Final = np.float32(0.97)
_SMALLEST_POWER: Final = np.float32(2.0**-24)
_SMALLEST_DEVIATION: Final = np.float32(1e-5)


class NemoLogMel:
    """Turns samples into normalised log-mel features; immutable, safe to use from any thread.

    Args:
        n_mels: number of mel bands.
    """

    def __init__(self, n_mels: int) -> None:
        self._filters = mel_filters(n_mels, fft_samples=_FFT_SAMPLES)
        margin = (_FFT_SAMPLES - _WINDOW_SAMPLES) // 2
        self._window = np.pad(np.hanning(_WINDOW_SAMPLES), margin).astype(np.float32)

    def __call__(self, samples: Float32) -> Float32:
        """Compute features.

        Args:
            samples: [n], mono at SOURCE_RATE_HZ, -1 to 1; at least two frames, 20 ms.

        Returns:
            [n_mels, n // HOP_SAMPLES]; each band has mean 0 and deviation 1.

        Raises:
            AudioError: there are too few samples, or some are not numbers.
        """
        if samples.ndim != 1 or samples.size < 2 * HOP_SAMPLES:
            raise AudioError(Code.AUDIO_NO_SAMPLES)
        if not np.isfinite(samples).all():
            raise AudioError(Code.AUDIO_INVALID_SAMPLES)
        emphasised = np.append(samples[:1], samples[1:] - _PREEMPHASIS * samples[:-1])
        padded = np.pad(emphasised.astype(np.float32), _FFT_SAMPLES // 2)
        frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT_SAMPLES)[::HOP_SAMPLES]
        spectrum = np.fft.rfft(frames[: samples.size // HOP_SAMPLES] * self._window, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)  # [n_frames, bins]
        log = np.log(self._filters @ power.T + _SMALLEST_POWER)
        mean = log.mean(axis=1, keepdims=True)
        deviation = log.std(axis=1, keepdims=True, ddof=1) + _SMALLEST_DEVIATION
        features: Float32 = ((log - mean) / deviation).astype(np.float32)
        return features
