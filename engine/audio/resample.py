"""Streaming change of sample rate: the same samples whatever the block size."""

from typing import Final

import numpy as np
import soxr

from engine.arrays import Float32
from engine.errors import AudioError

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
            f"{name} has a sample rate of {rate_hz:,} Hz; convert it to one between "
            f"{LOWEST_RATE_HZ:,} and {HIGHEST_RATE_HZ:,} Hz."
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
