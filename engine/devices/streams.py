"""Open sound devices as the sound thread uses them: nothing here ever waits.

Between the device and Python lie lock-free rings that PortAudio's compiled callback serves
(rtmixer), so that a late Python thread costs delay and not sound.
"""

import time
from typing import Any, Final, Protocol

import numpy as np

from engine.arrays import Float32
from engine.devices.keeping import keep_in_place
from engine.devices.listing import AudioDevice
from engine.devices.opening import opening
from engine.devices.portaudio import close, start
from engine.errors import DeviceError

_RING_S: Final = 2.0
_FAULTS_S: Final = 1.0
_SILENT_DEVICE_S: Final = 3.0
"""A device that neither delivers nor takes anything for so long is lost."""


class InputStream(Protocol):
    """Something that is heard."""

    @property
    def rate_hz(self) -> int:
        """Samples a second."""
        ...

    @property
    def latency_s(self) -> float:
        """From sound at the device until `take` can give it."""
        ...

    @property
    def xruns(self) -> int:
        """How often sound was lost before it was taken."""
        ...

    @property
    def ended(self) -> bool:
        """Whether nothing will come any more, as at the end of a file."""
        ...

    def take(self) -> Float32:
        """Give [n] mono samples, all that has come since the last call.

        Raises:
            AudioError: a recording is damaged.
            DeviceError: the device was lost.
        """
        ...

    def keep(self) -> None:
        """Go back to its device, if something moved it elsewhere; may wait, on any thread."""
        ...

    def close(self) -> None:
        """Release the device; twice is harmless."""
        ...


class OutputStream(Protocol):
    """Something that plays, silence where nothing is given."""

    @property
    def rate_hz(self) -> int:
        """Samples a second."""
        ...

    @property
    def latency_s(self) -> float:
        """From the end of the ring until the sound is heard."""
        ...

    @property
    def xruns(self) -> int:
        """How often there was nothing to play."""
        ...

    def waiting_samples(self) -> int:
        """How much was written and not handed to the device yet.

        Raises:
            DeviceError: the device was lost.
        """
        ...

    def write(self, samples: Float32) -> None:
        """Play [n] mono samples after those that wait."""
        ...

    def keep(self) -> None:
        """Go back to its device, if something moved it elsewhere; may wait, on any thread."""
        ...

    def close(self) -> None:
        """Release the device at once; twice is harmless."""
        ...


class _Faults:
    """Counts the over- and underflows that PortAudio reports to the compiled callback."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._asked: Any = stream.fetch_and_reset_stats()
        self._asked_at_s = time.monotonic()
        self.count = 0

    def poll(self) -> None:
        """Take note of what the callback has counted, every second."""
        if time.monotonic() - self._asked_at_s < _FAULTS_S or self._asked in self._stream.actions:
            return
        stats = self._asked.stats
        self.count += int(stats.input_overflows + stats.output_underflows)
        self._asked = self._stream.fetch_and_reset_stats()
        self._asked_at_s = time.monotonic()


class DeviceInput:
    """An InputStream over an input device.

    Raises:
        DeviceError: the device is missing, busy or refuses every format.
    """

    def __init__(self, device: AudioDevice) -> None:
        self._device = device
        self._xruns = 0
        with opening(device) as how:
            self._rate_hz, self._channels = how.rate_hz, how.channels
            size = 1 << round(_RING_S * how.rate_hz - 1).bit_length()
            self._ring: Any = how.portaudio.rtmixer.RingBuffer(4 * how.channels, size)
            self._recorder: Any = how.portaudio.rtmixer.Recorder(**how.arguments)
            self._recording: Any = self._recorder.record_ringbuffer(self._ring)
            self._faults = _Faults(self._recorder)
            start(self._recorder)
            self._latency_s = float(self._recorder.latency)
            self._tag = how.tag
        self._heard_at_s = time.monotonic()
        self._lost_since_s: float | None = None

    @property
    def rate_hz(self) -> int:
        """Samples a second."""
        return self._rate_hz

    @property
    def latency_s(self) -> float:
        """What the device says."""
        return self._latency_s

    @property
    def xruns(self) -> int:
        """How often the ring was full or the device lost sound."""
        return self._xruns + self._faults.count

    @property
    def ended(self) -> bool:
        """Never."""
        return False

    def take(self) -> Float32:
        """Give what has come, silence in the place of what was lost."""
        if self._recorder is None:
            return np.zeros(0, np.float32)
        available = int(self._ring.read_available)
        taken = np.empty((available, self._channels), dtype=np.float32)
        if available:
            self._ring.readinto(taken)
            self._heard_at_s = time.monotonic()
        elif time.monotonic() - self._heard_at_s > _SILENT_DEVICE_S or not self._recorder.active:
            raise DeviceError(
                f"{self._device.description} stopped delivering sound; "
                "plug it in again or choose another device."
            )
        mono: Float32 = taken.mean(axis=1, dtype=np.float32)
        if self._lost_since_s is not None and available:
            lost_s = max(0.0, self._recording.actual_time - self._lost_since_s)
            mono = np.concatenate([np.zeros(round(lost_s * self._rate_hz), np.float32), mono])
            self._lost_since_s = None
        if self._recording not in self._recorder.actions:
            # The recording ends when the ring is full; what it has left was taken just now.
            ended = self._recording
            self._lost_since_s = ended.actual_time + ended.done_frames / self._rate_hz
            self._xruns += 1
            self._recording = self._recorder.record_ringbuffer(self._ring)
        self._faults.poll()
        return mono

    def keep(self) -> None:
        """Go back to the device, if the sound server has moved it elsewhere; may wait."""
        keep_in_place(self._tag, self._device)

    def close(self) -> None:
        """Release the device."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            close(recorder)


class DeviceOutput:
    """An OutputStream over an output device.

    Raises:
        DeviceError: the device is missing, busy or refuses every format.
    """

    def __init__(self, device: AudioDevice) -> None:
        self._device = device
        self._xruns = 0
        self._playing: Any = None
        with opening(device) as how:
            self._rate_hz, self._channels = how.rate_hz, how.channels
            size = 1 << round(_RING_S * how.rate_hz - 1).bit_length()
            self._ring: Any = how.portaudio.rtmixer.RingBuffer(4 * how.channels, size)
            self._mixer: Any = how.portaudio.rtmixer.Mixer(**how.arguments)
            self._faults = _Faults(self._mixer)
            start(self._mixer)
            self._latency_s = float(self._mixer.latency)
            self._tag = how.tag
        self._moved_at_s = time.monotonic()
        self._last_waiting = 0

    @property
    def rate_hz(self) -> int:
        """Samples a second."""
        return self._rate_hz

    @property
    def latency_s(self) -> float:
        """What the device says."""
        return self._latency_s

    @property
    def xruns(self) -> int:
        """How often the ring was empty or the device had nothing to play."""
        return self._xruns + self._faults.count

    def waiting_samples(self) -> int:
        """How much is in the ring."""
        if self._mixer is None:
            return 0
        now_s, waiting = time.monotonic(), int(self._ring.read_available)
        if waiting == 0 or waiting < self._last_waiting:
            self._moved_at_s = now_s
        self._last_waiting = waiting
        self._faults.poll()
        if now_s - self._moved_at_s > _SILENT_DEVICE_S or not self._mixer.active:
            raise DeviceError(
                f"{self._device.description} stopped playing; "
                "plug it in again or choose another device."
            )
        return waiting

    def write(self, samples: Float32) -> None:
        """Put samples into the ring; what does not fit is dropped, since nothing takes it."""
        if self._mixer is None:
            return
        interleaved = np.repeat(samples[:, None], self._channels, axis=1)
        fitting = np.ascontiguousarray(interleaved[: self._ring.write_available])
        self._ring.write(fitting)
        self._last_waiting += len(fitting)
        if self._playing is None or self._playing not in self._mixer.actions:
            # The playing ends when the ring is empty.
            self._xruns += self._playing is not None
            self._playing = self._mixer.play_ringbuffer(self._ring)

    def keep(self) -> None:
        """Go back to the device, if the sound server has moved it elsewhere; may wait."""
        keep_in_place(self._tag, self._device)

    def close(self) -> None:
        """Release the device."""
        mixer, self._mixer = self._mixer, None
        if mixer is not None:
            close(mixer)
