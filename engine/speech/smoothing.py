"""Takes the silence and the offset from around what a voice model said at once."""

from typing import Final

import numpy as np

from engine.arrays import Float32

_FRAME_MS: Final = 5
_SILENCE_DB: Final = -42.0
_SILENT_POWER: Final = 10 ** (-55 / 10)  # of a stream, whose loudest part is not known yet
_KEEP_BEFORE_MS: Final = 15
_KEEP_AFTER_MS: Final = 40
_FADE_IN_MS: Final = 5
_FADE_OUT_MS: Final = 20


def trimmed(samples: Float32, rate_hz: int) -> Float32:
    """Remove the silence around speech, leaving room for soft beginnings and endings.

    Args:
        samples: [n] mono.
        rate_hz: its rate.

    Returns:
        [m] a view of it; empty if all of it is silence.
    """
    frame = rate_hz * _FRAME_MS // 1000
    n_frames = len(samples) // frame
    if n_frames == 0:
        return samples[:0]
    power = np.square(samples[: n_frames * frame].reshape(n_frames, frame)).mean(axis=1)
    threshold = power.max() * 10 ** (_SILENCE_DB / 10)
    loud = np.flatnonzero(power > max(threshold, 1e-10))
    if len(loud) == 0:
        return samples[:0]
    start = int(loud[0]) * frame - rate_hz * _KEEP_BEFORE_MS // 1000
    end = (int(loud[-1]) + 1) * frame + rate_hz * _KEEP_AFTER_MS // 1000
    return samples[max(0, start) : end]


class EdgeTrimmer:
    """`trimmed` for speech that comes in pieces, of a voice whose level is known.

    Silence is held back until something follows it, and dropped before and after all speech.

    Args:
        rate_hz: of the speech.
    """

    def __init__(self, rate_hz: int) -> None:
        self._frame = rate_hz * _FRAME_MS // 1000
        self._before = rate_hz * _KEEP_BEFORE_MS // 1000
        self._after = rate_hz * _KEEP_AFTER_MS // 1000
        self._silent: Float32 = np.zeros(0, np.float32)
        self._has_begun = False

    def push(self, samples: Float32) -> Float32:
        """Add [n] samples and return those that are known to be wanted."""
        joined = np.concatenate([self._silent, samples])
        n_frames = len(joined) // self._frame
        frames = joined[: n_frames * self._frame].reshape(n_frames, self._frame)
        loud = np.flatnonzero(np.square(frames).mean(axis=1) > _SILENT_POWER)
        if len(loud) == 0:
            self._silent = joined if self._has_begun else joined[-self._before :]
            return joined[:0]
        end = (int(loud[-1]) + 1) * self._frame
        start = 0 if self._has_begun else max(0, int(loud[0]) * self._frame - self._before)
        self._has_begun = True
        self._silent = joined[end:]
        return joined[start:end]

    def flush(self) -> Float32:
        """End the speech and return what a soft ending needs."""
        rest, self._silent = self._silent, np.zeros(0, np.float32)
        return rest[: self._after] if self._has_begun else rest[:0]


def faded(samples: Float32, rate_hz: int) -> Float32:
    """Remove the mean and let both ends begin and end at zero, along raised cosines."""
    if len(samples) == 0:
        return samples
    result: Float32 = samples - samples.mean(dtype=np.float64).astype(np.float32)
    for fade_ms, is_end in ((_FADE_IN_MS, False), (_FADE_OUT_MS, True)):
        n = min(len(result) // 2, rate_hz * fade_ms // 1000)
        ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(n) / max(n, 1))).astype(np.float32)
        if is_end:
            result[len(result) - n :] *= ramp[::-1]
        else:
            result[:n] *= ramp
    return result
