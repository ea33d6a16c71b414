"""Speech to an output device by itself, as a voice is tried out."""

import threading
import time
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from engine.arrays import TARGET_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.devices.listing import AudioDevice
from engine.devices.opening import opening
from engine.devices.portaudio import close, start
from engine.devices.protocols import AudioSink
from engine.errors import DeviceError

RING_S: Final = 60.0
"""How much speech may wait; a session bounds its backlog far below."""

_POLL_S: Final = 0.02
_STUCK_DEVICE_S: Final = 3.0
"""A device that plays nothing of what waits for so long is lost."""


def play(sink: AudioSink, pieces: Iterable[Float32]) -> None:
    """Play [n] mono pieces at TARGET_RATE_HZ, and return when they have been heard.

    Raises:
        DeviceError: the output is missing or was lost; so does whatever making a piece raises,
            which ends the sound at once.
    """
    is_heard = False
    try:
        sink.start()
        for piece in pieces:
            sink.write(piece)
        is_heard = True
    finally:
        sink.close(drain=is_heard)


class Loudspeaker:
    """An AudioSink over an output device.

    The device's compiled callback empties a ring; where it finds the ring empty it stops looking
    and plays silence. A small thread sets it to work again when something was written, so that
    speech never waits for whatever the engine thread is busy with.

    Args:
        device: an output.
        ring_s: how much speech may wait.
    """

    def __init__(self, device: AudioDevice, *, ring_s: float = RING_S) -> None:
        self._device = device
        self._ring_s = ring_s
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._watcher: threading.Thread | None = None
        self._mixer: Any = None
        self._ring: Any = None
        self._playing: Any = None
        self._resampler = Resampler(from_hz=TARGET_RATE_HZ, to_hz=TARGET_RATE_HZ)
        self._rate_hz = TARGET_RATE_HZ
        self._channels = 1
        self._last_queued = 0
        self._moved_at_s = 0.0
        self._is_lost = False

    @property
    def queued_samples(self) -> int:
        """How much waits in the ring."""
        if self._ring is None:
            return 0
        return int(self._ring.read_available) * TARGET_RATE_HZ // self._rate_hz

    def start(self) -> None:
        """Open the device."""
        with opening(self._device) as how:
            self._rate_hz, self._channels = how.rate_hz, how.channels
            self._resampler = Resampler(from_hz=TARGET_RATE_HZ, to_hz=how.rate_hz)
            size = 1 << round(self._ring_s * how.rate_hz - 1).bit_length()
            self._ring = how.portaudio.rtmixer.RingBuffer(4 * how.channels, size)
            self._mixer = how.portaudio.rtmixer.Mixer(**how.arguments)
            start(self._mixer)
        self._moved_at_s = time.monotonic()
        self._watcher = threading.Thread(target=self._watch, name="loudspeaker", daemon=True)
        self._watcher.start()

    def write(self, samples: Float32) -> None:
        """Queue samples behind what waits."""
        if self._is_lost:
            raise DeviceError(
                f"{self._device.description} stopped playing; "
                "plug it in again or choose another device."
            )
        mono = self._resampler.push(samples)
        # The pause between clauses is in their samples, so the filter's rest is silence.
        self._queue(mono)

    def clear(self) -> None:
        """Drop what waits."""
        with self._lock:
            if self._playing is not None and self._playing in self._mixer.actions:
                self._mixer.wait(self._mixer.cancel(self._playing))
            self._playing = None
            self._ring.flush()
            self._resampler.reset()

    def close(self, *, drain: bool) -> None:
        """Release the device."""
        mixer = self._mixer
        if mixer is None:
            return
        if drain:
            rest = self._resampler.flush()
            if not self._is_lost:
                self._queue(rest)
            while self.queued_samples and not self._is_lost:
                time.sleep(_POLL_S)
        self._closing.set()
        if self._watcher is not None:
            self._watcher.join()
        self._mixer = None
        if drain and not self._is_lost:
            # What the ring has handed over is still in the device's buffer.
            time.sleep(mixer.latency)
            mixer.stop()
        close(mixer)

    def _queue(self, mono: Float32) -> None:
        if mono.size == 0:
            return
        clipped = np.clip(mono, -1.0, 1.0)
        interleaved = np.repeat(clipped[:, None], self._channels, axis=1)
        with self._lock:
            if self._ring.write_available < len(interleaved):
                raise DeviceError(
                    f"{self._device.description} has more than {self._ring_s:.0f} s of speech "
                    "waiting; choose another device."
                )
            self._ring.write(np.ascontiguousarray(interleaved))
            self._play()

    def _play(self) -> None:
        """Have the callback read the ring, unless it does already; holds the lock."""
        if not self._ring.read_available:
            return
        if self._playing is None or self._playing not in self._mixer.actions:
            self._playing = self._mixer.play_ringbuffer(self._ring)

    def _watch(self) -> None:
        while not self._closing.wait(_POLL_S):
            with self._lock:
                self._play()
                queued = self._ring.read_available
                now_s = time.monotonic()
                if queued == 0 or queued != self._last_queued:
                    self._last_queued, self._moved_at_s = queued, now_s
                stuck = now_s - self._moved_at_s > _STUCK_DEVICE_S
                self._is_lost = self._is_lost or stuck or not self._mixer.active
