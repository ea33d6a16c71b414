"""Recording a person from a microphone."""

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.devices.streams import InputStream


class Recorder:
    """Gathers what a stream hears; an object belongs to one thread.

    Args:
        stream: an open microphone; `close` closes it.
    """

    def __init__(self, stream: InputStream) -> None:
        self._stream = stream
        self._resampler = Resampler(from_hz=stream.rate_hz, to_hz=SOURCE_RATE_HZ)
        self._blocks: list[Float32] = []

    @property
    def samples(self) -> Float32:
        """[n] mono at SOURCE_RATE_HZ, all that was heard so far."""
        return np.concatenate(self._blocks) if self._blocks else np.zeros(0, np.float32)

    def poll(self) -> Float32:
        """Take what has come since the last call and return it, [n] mono at the stream's rate.

        Raises:
            DeviceError: the microphone was lost.
        """
        heard = self._stream.take()
        self._blocks.append(self._resampler.push(heard))
        return heard

    def close(self) -> None:
        """Stop listening; what was heard stays. Twice is harmless."""
        self._stream.close()
