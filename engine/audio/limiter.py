"""A limiter that looks ahead: never above its ceiling, and no click on the way down."""

import math
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32

Float64: TypeAlias = npt.NDArray[np.float64]

CEILING: Final = 10 ** (-1 / 20)
"""-1 dBFS: the filters of a converter rise above the samples between which they draw."""

_LOOK_AHEAD_S: Final = 0.005
_RELEASE_S: Final = 0.1


class Limiter:
    """Turns the gain down ahead of a peak and lets it rise again slowly.

    The gain that each sample needs is spread backwards over the look-ahead by a running minimum,
    released exponentially, and smoothed by a mean of the same length, which can only ever meet
    gains that are low enough. Block size changes nothing but rounding.
    """

    def __init__(self, *, rate_hz: int, ceiling: float = CEILING) -> None:
        self.delay_samples: Final = round(_LOOK_AHEAD_S * rate_hz)
        self._ceiling = ceiling
        self._keep = math.exp(-1 / (_RELEASE_S * rate_hz))
        self._waiting: Float32 = np.zeros(self.delay_samples, np.float32)
        # How much is taken off: 0 where nothing is.
        self._needed = np.zeros(self.delay_samples)
        self._released = 0.0
        self._smoothed = np.zeros(self.delay_samples)

    def push(self, samples: Float32) -> Float32:
        """Take [n] samples, give [n] of those that came `delay_samples` before."""
        if samples.size == 0:
            return samples
        delay = self.delay_samples
        delayed = np.concatenate([self._waiting, samples])
        self._waiting = delayed[samples.size :].copy()
        delayed = delayed[: samples.size]
        loudness = np.abs(samples.astype(np.float64))
        fresh = 1 - self._ceiling / np.maximum(loudness, self._ceiling)
        needed = np.concatenate([self._needed, fresh])
        self._needed = needed[samples.size :].copy()
        if not needed.any() and self._released < 1e-9 and not self._smoothed.any():
            return delayed
        widest = np.lib.stride_tricks.sliding_window_view(needed, delay + 1).max(axis=1)
        released = self._release(widest)
        smoothed = np.concatenate([self._smoothed, released])
        self._smoothed = smoothed[samples.size :].copy()
        mean = np.lib.stride_tricks.sliding_window_view(smoothed, delay + 1).mean(axis=1)
        limited: Float32 = (delayed * (1 - mean)).astype(np.float32)
        return limited

    def _release(self, needed: Float64) -> Float64:
        """Let each value die away exponentially: r[i] = max(needed[i], r[i - 1] * keep)."""
        parts = []
        # In steps, since the powers of `keep` are divided by.
        for start in range(0, needed.size, 4_800):
            part = needed[start : start + 4_800]
            powers = self._keep ** np.arange(part.size + 1)
            whole = np.concatenate([[self._released], part])
            released = (np.maximum.accumulate(whole / powers) * powers)[1:]
            self._released = float(released[-1])
            parts.append(released)
        return np.concatenate(parts)
