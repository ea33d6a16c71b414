"""Source speech from an input device."""

import time
from typing import Any, Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.resample import Resampler
from engine.devices.listing import AudioDevice
from engine.devices.opening import opening
from engine.devices.protocols import SourceBlock
from engine.errors import DeviceError

RING_S: Final = 30.0
"""How long the engine may be busy before audio is lost; at most 17 MB."""

_POLL_S: Final = 0.01
_SMALLEST_BLOCK_S: Final = 0.02
_LARGEST_BLOCK_S: Final = 0.5
_SILENT_DEVICE_S: Final = 3.0
"""A device that delivers nothing for so long is lost: even a muted one delivers silence."""


class Microphone:
    """An AudioSource over an input device, resampled to SOURCE_RATE_HZ.

    The device's compiled callback fills a ring; `read` empties it. A full ring ends the recording
    until it has been emptied; the device's clock then tells how much was lost, and the next block
    starts so much later.

    Args:
        device: an input.
        ring_s: how much the ring holds.
    """

    def __init__(self, device: AudioDevice, *, ring_s: float = RING_S) -> None:
        self._device = device
        self._ring_s = ring_s
        self._recorder: Any = None
        self._ring: Any = None
        self._recording: Any = None
        self._resampler = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=SOURCE_RATE_HZ)
        self._channels = 1
        self._rate_hz = SOURCE_RATE_HZ
        self._position: SampleIndex = 0
        self._lost_samples = 0
        self._lost_before: float | None = None
        self._heard_at_s = 0.0
        self._stopped = False
        self._ended = False

    @property
    def lost_samples(self) -> int:
        """How much audio was lost because the ring was full."""
        return self._lost_samples

    @property
    def backlog_samples(self) -> int:
        """How much audio waits in the ring."""
        if self._ring is None:
            return 0
        return int(self._ring.read_available) * SOURCE_RATE_HZ // self._rate_hz

    @property
    def ended(self) -> bool:
        """Whether it was stopped and all that it heard was read."""
        return self._ended

    def start(self) -> None:
        """Open the device and begin to listen."""
        with opening(self._device) as how:
            self._rate_hz, self._channels = how.rate_hz, how.channels
            self._resampler = Resampler(from_hz=how.rate_hz, to_hz=SOURCE_RATE_HZ)
            size = 1 << round(self._ring_s * how.rate_hz - 1).bit_length()
            self._ring = how.portaudio.rtmixer.RingBuffer(4 * how.channels, size)
            self._recorder = how.portaudio.rtmixer.Recorder(**how.arguments)
            self._recording = self._recorder.record_ringbuffer(self._ring)
            self._recorder.start()
        self._heard_at_s = time.monotonic()

    def read(self, *, timeout_s: float) -> SourceBlock | None:
        """Wait for at least 20 ms of audio and give what there is, at most 500 ms."""
        deadline_s = time.monotonic() + timeout_s
        smallest = int(_SMALLEST_BLOCK_S * self._rate_hz)
        while not self._ended:
            # Asked first: once the recording has ended nothing more comes into the ring.
            is_recording = not self._stopped and self._recording in self._recorder.actions
            available = self._ring.read_available
            if available >= smallest or (available and not is_recording):
                samples = self._take(available)
                if samples.size:
                    return self._block(samples)
            elif self._stopped:
                return self._finish()
            elif not is_recording:
                self._resume()
            elif time.monotonic() >= deadline_s:
                self._check_alive()
                return None
            else:
                time.sleep(_POLL_S)
        return None

    def stop(self) -> None:
        """Stop the device; the ring can still be read."""
        if self._recorder is not None and not self._stopped:
            self._recorder.stop()
        self._stopped = True

    def close(self) -> None:
        """Release the device."""
        self._stopped = self._ended = True
        if self._recorder is not None:
            self._recorder.close(ignore_errors=True)
            self._recorder = None

    def _take(self, available: int) -> Float32:
        """Move audio from the ring to [n] mono samples at SOURCE_RATE_HZ."""
        self._heard_at_s = time.monotonic()
        if self._lost_before is not None:
            self._skip_lost(self._lost_before)
        count = min(available, int(_LARGEST_BLOCK_S * self._rate_hz))
        taken = np.empty((count, self._channels), dtype=np.float32)
        self._ring.readinto(taken)
        mono: Float32 = taken.mean(axis=1, dtype=np.float32)
        return self._resampler.push(mono)

    def _block(self, samples: Float32) -> SourceBlock:
        block = SourceBlock(samples=samples, start=self._position)
        self._position += samples.size
        return block

    def _finish(self) -> SourceBlock | None:
        self._ended = True
        rest = self._resampler.flush()
        return self._block(rest) if rest.size else None

    def _resume(self) -> None:
        """Record again after the ring was full; the clock of the new recording tells the gap."""
        ended = self._recording
        self._check_alive()
        self._lost_before = ended.actual_time + ended.done_frames / self._rate_hz
        self._recording = self._recorder.record_ringbuffer(self._ring)

    def _skip_lost(self, ended_at_s: float) -> None:
        self._lost_before = None
        lost_s = max(0.0, self._recording.actual_time - ended_at_s)
        lost = round(lost_s * SOURCE_RATE_HZ)
        self._lost_samples += lost
        self._position += lost

    def _check_alive(self) -> None:
        silent_s = time.monotonic() - self._heard_at_s
        if not self._recorder.active or silent_s > _SILENT_DEVICE_S:
            raise DeviceError(
                f"{self._device.description} stopped delivering sound; "
                "plug it in again or choose another device."
            )
