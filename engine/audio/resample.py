"""Changes of sample rate in a stream, and a queue between two clocks."""

from typing import Final

import numpy as np
import samplerate
import soxr

from engine.arrays import Float32
from engine.errors import AudioError
from engine.messages import Code

LOWEST_RATE_HZ: Final = 8_000
"""Below this there is not enough speech left to understand (telephone band)."""

HIGHEST_RATE_HZ: Final = 192_000
"""Above this no sound card or recorder works; such a header is damaged."""


def check_rate(rate_hz: int, name: str) -> None:
    """Refuse a sample rate that no recording of speech has.

    Raises:
        AudioError: `rate_hz` is outside LOWEST_RATE_HZ to HIGHEST_RATE_HZ; `name` says of what.
    """
    if not LOWEST_RATE_HZ <= rate_hz <= HIGHEST_RATE_HZ:
        raise AudioError(
            Code.AUDIO_RATE_UNSUPPORTED,
            file=name,
            rate_hz=rate_hz,
            lowest_hz=LOWEST_RATE_HZ,
            highest_hz=HIGHEST_RATE_HZ,
        )


class Resampler:
    """One mono stream from one rate to another.

    The filter is soxr's HQ (linear phase, aliases below -140 dB); it needs 37 ms of audio ahead
    of each sample that it gives out, which `flush` makes up for at the end.
    """

    def __init__(self, *, from_hz: int, to_hz: int) -> None:
        check_rate(from_hz, "The audio")
        check_rate(to_hz, "The output")
        self.from_hz: Final = from_hz
        self.to_hz: Final = to_hz
        self._stream = self._new_stream()

    def push(self, samples: Float32) -> Float32:
        """Take [n] samples at `from_hz`, return [m] at `to_hz`; m is 0 while the filter fills."""
        if self._stream is None:
            return samples
        resampled: Float32 = self._stream.resample_chunk(np.ascontiguousarray(samples))
        return resampled

    def flush(self) -> Float32:
        """Return what the filter still holds and be ready for a new stream."""
        if self._stream is None:
            return np.zeros(0, dtype=np.float32)
        rest: Float32 = self._stream.resample_chunk(np.zeros(0, dtype=np.float32), last=True)
        self.reset()
        return rest

    def reset(self) -> None:
        """Forget the stream so far."""
        self._stream = self._new_stream()

    def _new_stream(self) -> "soxr.ResampleStream | None":
        if self.from_hz == self.to_hz:
            return None
        return soxr.ResampleStream(self.from_hz, self.to_hz, 1, dtype="float32", quality="HQ")


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
