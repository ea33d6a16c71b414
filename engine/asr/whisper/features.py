"""Log-mel features as Whisper hears them.

The same numbers as `log_mel_spectrogram` of openai/whisper (whisper/audio.py) with its window of
30 seconds cut to the length of the audio: Hann window, 25 ms every 10 ms, Slaney mel scale with
Slaney normalisation (librosa.filters.mel), log10, at most 80 dB below the loudest value, then
(x + 4) / 4.
"""

from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.audio.features import HOP_SAMPLES, WINDOW_SAMPLES, mel_filters
from engine.errors import AudioError
from engine.messages import Code

_SMALLEST_POWER: Final = 1e-10
_RANGE_LOG10: Final = 8.0


class LogMel:
    """Turns samples into log-mel features; immutable, safe to use from any thread.

    Args:
        n_mels: number of mel bands (80; 128 for large-v3).
    """

    def __init__(self, n_mels: int) -> None:
        self._filters = mel_filters(n_mels)
        # The periodic Hann window of scipy and torch: one sample longer, without its last one.
        self._window = np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32)

    def __call__(self, samples: Float32, *, padded_to_samples: int = 0) -> Float32:
        """Compute features.

        The audio is taken to be followed by silence, so that its frames are the same however much
        silence it is padded with.

        Args:
            samples: [n], mono at SOURCE_RATE_HZ, -1 to 1.
            padded_to_samples: silence follows, up to this length; it costs next to nothing.

        Returns:
            [n_mels, ceil(n / HOP_SAMPLES)], n with the silence.

        Raises:
            AudioError: there are no samples, or some are not numbers.
        """
        if samples.ndim != 1 or not samples.size:
            raise AudioError(Code.AUDIO_NO_SAMPLES)
        if not np.isfinite(samples).all():
            raise AudioError(Code.AUDIO_INVALID_SAMPLES)
        n_frames = -(-max(samples.size, padded_to_samples) // HOP_SAMPLES)
        half = WINDOW_SAMPLES // 2
        n_silent = max(0, n_frames - -(-(samples.size + half) // HOP_SAMPLES))
        n_frames -= n_silent
        padded = np.zeros((n_frames - 1) * HOP_SAMPLES + WINDOW_SAMPLES, np.float32)
        # Of very short audio there is less to reflect than half a window.
        before = samples[half:0:-1]
        padded[half - before.size : half] = before
        kept = min(samples.size, padded.size - half)
        padded[half : half + kept] = samples[:kept]
        frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::HOP_SAMPLES]
        spectrum = np.fft.rfft(frames * self._window, axis=1)
        power = spectrum.real**2 + spectrum.imag**2  # [n_frames, bins]
        mel = self._filters @ power.T.astype(np.float32)
        log = np.log10(np.maximum(mel, _SMALLEST_POWER))
        silence = np.log10(np.float32(_SMALLEST_POWER))
        log = np.pad(log, ((0, 0), (0, n_silent)), constant_values=silence)
        features: Float32 = (np.maximum(log, log.max() - _RANGE_LOG10) + 4.0) / 4.0
        return features.astype(np.float32, copy=False)
