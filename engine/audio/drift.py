"""Sound that is made on one clock and played on another: a queue that keeps its length."""

from typing import Final

import numpy as np
import samplerate

from engine.arrays import Float32

_MOST_CORRECTION: Final = 0.002
"""Twenty times what two bad sound cards differ by, and a thirtieth of a semitone: not heard."""

_SETTLES_S: Final = 20.0
"""In such a time a wrong length is made good, so that the pitch does not follow each block."""

_SMOOTHING_S: Final = 2.0
"""Devices deliver and take in blocks: the length is looked at through a mean this long."""

_TOO_LONG: Final = 4.0
"""With so many times the wanted length, a device stood still and the rest is out of date."""


class RatioControl:
    """Decides how much faster than its own rate a queue is played, so that it keeps its length.

    Args:
        wanted_s: how long it should be.
    """

    def __init__(self, wanted_s: float) -> None:
        self._wanted_s = self._mean_s = wanted_s

    @property
    def correction(self) -> float:
        """0.0001 is 100 ppm faster; the answer to 100 ppm is a queue that is 2 ms longer."""
        error = (self._mean_s - self._wanted_s) / _SETTLES_S
        return min(max(error, -_MOST_CORRECTION), _MOST_CORRECTION)

    def note(self, length_s: float, *, passed_s: float) -> None:
        """Take note of how long the queue is, `passed_s` after the note before."""
        self._mean_s += (length_s - self._mean_s) * min(1.0, passed_s / _SMOOTHING_S)

    def restart(self) -> None:
        """Forget a queue that was emptied or cut."""
        self._mean_s = self._wanted_s


class DriftingQueue:
    """Takes samples at one rate on one clock and gives them at another on another.

    The ratio between the two is adapted so that the queue stays about `wanted_ms` long
    (libsamplerate's sinc_fastest, which takes a new ratio with each call and glides to it).

    Args:
        from_hz: rate of what comes in.
        to_hz: rate of what goes out.
        wanted_ms: how much waits, to bridge the blocks of the devices.
    """

    def __init__(self, *, from_hz: int, to_hz: int, wanted_ms: float) -> None:
        self._ratio = to_hz / from_hz
        self._to_hz = to_hz
        self._wanted = wanted_ms * to_hz / 1000
        self._resampler = samplerate.Resampler("sinc_fastest", channels=1)
        self._waiting: Float32 = np.zeros(0, np.float32)
        self._control = RatioControl(wanted_ms / 1000)
        self._is_filling = True
        self.starved = 0
        """How often it had too little to give."""
        self.skipped_samples = 0
        """How much it threw away since too much waited."""

    @property
    def waiting_samples(self) -> int:
        """How much waits, at the rate that goes out."""
        return self._waiting.size

    def push(self, samples: Float32) -> None:
        """Take [n] samples, n being what has come since the last call."""
        if samples.size == 0:
            return
        resampled = self._resampler.process(samples, self._ratio * (1 - self._control.correction))
        self._waiting = np.concatenate([self._waiting, resampled])

    def take(self, count: int) -> Float32:
        """Give [count] samples; silence where too few wait."""
        waiting = self._waiting.size
        if self._is_filling and waiting < self._wanted + count:
            return np.zeros(count, np.float32)
        self._is_filling = False
        if waiting > _TOO_LONG * self._wanted + count:
            surplus = int(waiting - self._wanted) - count
            self._waiting = self._waiting[surplus:]
            self.skipped_samples += surplus
            self._control.restart()
        taken = self._waiting[:count]
        self._waiting = self._waiting[count:]
        left_s = self._waiting.size / self._to_hz
        self._control.note(left_s, passed_s=count / self._to_hz)
        if taken.size < count:
            self.starved += 1
            self._is_filling = True
            self._control.restart()
            taken = np.concatenate([taken, np.zeros(count - taken.size, np.float32)])
        return taken
