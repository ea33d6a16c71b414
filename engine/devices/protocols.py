"""What the runner hears from and speaks to."""

from dataclasses import dataclass
from typing import Protocol

from engine.arrays import Float32, SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """A stretch of source audio.

    Attributes:
        samples: [n] float32 mono at SOURCE_RATE_HZ.
        start: position of samples[0] since the source began; later than the end of the block
            before it where the source lost audio in between.
    """

    samples: Float32
    start: SampleIndex


class AudioSource(Protocol):
    """Source speech as it arrives; used by one thread."""

    @property
    def lost_samples(self) -> int:
        """How much audio was lost because nobody read it in time; bounded buffers overflow."""
        ...

    @property
    def backlog_samples(self) -> int:
        """How much audio has arrived and was not read yet."""
        ...

    def start(self) -> None:
        """Begin to listen.

        Raises:
            DeviceError: the device is missing, busy or refuses every format.
        """
        ...

    def read(self, *, timeout_s: float) -> SourceBlock | None:
        """Wait for the next block for at most `timeout_s`; None where none came.

        Raises:
            AudioError: the audio is damaged.
            DeviceError: the device was lost.
        """
        ...

    @property
    def ended(self) -> bool:
        """Whether `read` will never give a block again."""
        ...

    def stop(self) -> None:
        """Take no new audio in; what has arrived can still be read."""
        ...

    def close(self) -> None:
        """Release the device; twice is harmless."""
        ...


class AudioSink(Protocol):
    """Where speech is played by itself."""

    @property
    def queued_samples(self) -> int:
        """How much of what was written has not been played, at TARGET_RATE_HZ."""
        ...

    def start(self) -> None:
        """Open the device.

        Raises:
            DeviceError: the device is missing, busy or refuses every format.
        """
        ...

    def write(self, samples: Float32) -> None:
        """Play [n] float32 mono samples at TARGET_RATE_HZ after all that was written before.

        Returns at once.

        Raises:
            DeviceError: the device was lost, or more is waiting than it can hold.
        """
        ...

    def clear(self) -> None:
        """Drop what was written and not played."""
        ...

    def close(self, *, drain: bool) -> None:
        """Release the device, first playing what is left if `drain`; twice is harmless."""
        ...
