"""Makes speech faster or slower without changing its pitch: WSOLA.

W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high
quality time-scale modification of speech", ICASSP 1993.
"""

import math
from typing import Final

import numpy as np

from engine.arrays import Float32

_WINDOW_MS: Final = 40
_TOLERANCE_MS: Final = 8


class Stretcher:
    """Makes a stretch of speech last 1/factor of its time; how it is cut into pushes is all one.

    Windows are taken from the input at steps that are `factor` as long as those at which they are
    added up, each from where, near its place, the input is most like what followed the window
    before it. The end of what was pushed is held back until it is known what follows.

    Args:
        rate_hz: of the speech.
        factor: 1.0 changes nothing; made for 0.7 to 1.6.

    Raises:
        ValueError: the factor is not a number above 0.
    """

    def __init__(self, rate_hz: int, *, factor: float) -> None:
        if not (math.isfinite(factor) and factor > 0):
            raise ValueError(f"the factor must be a number above 0, not {factor}")
        self._factor = factor
        self._is_idle = abs(factor - 1) < 1e-3
        self._half = rate_hz * _WINDOW_MS // 2000
        self._size = 2 * self._half
        self._tolerance = rate_hz * _TOLERANCE_MS // 1000
        # Periodic: two of them, half a window apart, add up to one.
        phase = np.pi * np.arange(self._size) / self._half
        self._window = (0.5 - 0.5 * np.cos(phase)).astype(np.float32)
        # Positions count samples of the input behind this silence.
        self._kept: Float32 = np.zeros(self._half + self._tolerance, np.float32)
        self._kept_from = 0
        self._n_in = 0
        self._n_windows = 0
        self._start = self._tolerance
        self._overlap: Float32 = np.zeros(self._half, np.float32)

    def push(self, samples: Float32) -> Float32:
        """Add [n] mono samples and return those that are settled, at the same pitch and level."""
        if self._is_idle:
            return samples
        self._kept = np.concatenate([self._kept, samples])
        self._n_in += len(samples)
        return self._add_windows(None)

    def flush(self) -> Float32:
        """End the speech and return the rest; all returned together has round(n / factor)."""
        if self._is_idle:
            return np.zeros(0, np.float32)
        n_out = round(self._n_in / self._factor)
        if self._n_windows < 2 and n_out < self._size:
            # Too short to be told from its surroundings.
            return self._kept[self._half + self._tolerance :]
        n_returned = max(self._n_windows - 1, 0) * self._half
        self._kept = np.pad(self._kept, (0, 2 * self._size + self._tolerance))
        return self._add_windows(n_out // self._half + 2)[: n_out - n_returned]

    def _add_windows(self, most: int | None) -> Float32:
        """Add up windows as far as the input reaches, or `most` of them in all."""
        settled = [np.zeros(0, np.float32)]
        while most is None or self._n_windows < most:
            step = round(self._n_windows * self._half * self._factor)
            planned = self._tolerance + min(step, self._n_in + self._half)
            reach = max(planned + self._tolerance, self._start + self._half) + self._size
            if most is None and reach > self._kept_from + len(self._kept):
                break
            if self._n_windows > 0:
                follower = self._cut(self._start + self._half, self._size)
                around = self._cut(planned - self._tolerance, self._size + 2 * self._tolerance)
                self._start = planned - self._tolerance + _most_alike(around, follower)
            added = self._window * self._cut(self._start, self._size)
            if self._n_windows > 0:
                settled.append(self._overlap + added[: self._half])
            self._overlap = added[self._half :]
            self._n_windows += 1
        next_step = self._tolerance + round(self._n_windows * self._half * self._factor)
        done = min(self._start + self._half, next_step - self._tolerance) - self._kept_from
        if done > 0:
            self._kept = self._kept[done:]
            self._kept_from += done
        return np.concatenate(settled)

    def _cut(self, start: int, size: int) -> Float32:
        start -= self._kept_from
        return self._kept[start : start + size]


def _most_alike(around: Float32, wanted: Float32) -> int:
    """Return where in a stretch of signal a piece of its own length is most like another."""
    products = np.correlate(around, wanted, mode="valid")
    energy = np.cumsum(np.square(around, dtype=np.float64))
    energies = energy[len(wanted) - 1 :] - np.concatenate([[0.0], energy[: -len(wanted)]])
    return int(np.argmax(products / np.sqrt(np.maximum(energies, 1e-9))))
