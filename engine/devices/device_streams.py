"""Streams of PortAudio on a named device, with a rate and channels that the device takes.

Between the device and Python lie lock-free rings that PortAudio's compiled callback serves
(rtmixer), so that a late Python thread costs delay and not sound.
"""

import os
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from engine.arrays import Float32
from engine.devices.listing import PULSE_HOST, AudioDevice, DeviceKind
from engine.devices.portaudio import (
    PORTAUDIO_LOCK,
    PortAudio,
    PortAudioEntry,
    close,
    load_portaudio,
    start,
)
from engine.devices.pulse import SoundServerError, sound_server
from engine.devices.streams import play, wait_for_samples
from engine.errors import DeviceError
from engine.messages import Code

_RING_S: Final = 2.0
_FAULTS_S: Final = 1.0
_SILENT_DEVICE_S: Final = 3.0
"""A device that neither delivers nor takes anything for so long is lost."""

_PREFERRED_RATE_HZ: Final = 48_000
"""What sound cards run at; with another rate the system would resample, with a worse filter."""

_LATENCY_S: Final = 0.1
"""Asked of the device: on a machine with more to do than cores, PulseAudio loses audio at 50 ms
and does not at 100 ms."""

_PULSE_ENTRY: Final = "pulse"
_PULSE_VARIABLES: Final = {DeviceKind.INPUT: "PULSE_SOURCE", DeviceKind.OUTPUT: "PULSE_SINK"}

_TAG: Final = "dragoman.stream"
_TAG_VARIABLE: Final = "PULSE_PROP"

_SPEECH_RING_S: Final = 60.0
"""A clause is made while the one before it is heard, and a clause may be long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How to open a stream.

    Attributes:
        portaudio: the library.
        rate_hz: a rate that the device takes.
        channels: how many to open.
        arguments: for the stream's constructor.
        tag: by which a sound server's list finds the stream.
    """

    portaudio: PortAudio
    rate_hz: int
    channels: int
    arguments: dict[str, Any]
    tag: str = ""


@contextmanager
def opening(device: AudioDevice) -> Iterator[Opening]:
    """Find out how to open `device`; the stream must be made and started inside the `with`.

    Raises:
        DeviceError: the device is gone, busy, or takes no format.
    """
    portaudio = load_portaudio()
    tag = _new_tag()
    # The lock also keeps the environment to the one stream that is being opened.
    with PORTAUDIO_LOCK, _named_for_pulse(device), _tagged(tag):
        try:
            entry = _entry_of(device, portaudio)
            yield replace(_settle(device, entry, portaudio), tag=tag)
        except portaudio.sounddevice.PortAudioError as error:
            raise DeviceError(
                Code.DEVICE_BUSY, device=device.description, reason=str(error)
            ) from error


def _entry_of(device: AudioDevice, portaudio: PortAudio) -> PortAudioEntry:
    if device.host == PULSE_HOST:
        entry = _pulse_entry(portaudio)
        if entry is None:
            # PortAudio looked before the server ran.
            portaudio.look_again()
            entry = _pulse_entry(portaudio)
        if entry is None:
            raise DeviceError(Code.PORTAUDIO_NO_SERVER)
        _refuse_gone(device)
        return entry
    for entry in portaudio.entries():
        channels = (
            entry.input_channels if device.kind is DeviceKind.INPUT else entry.output_channels
        )
        if (entry.host, entry.name) == (device.host, device.name) and channels:
            return entry
    raise DeviceError(Code.DEVICE_LOST, device=device.description)


def _refuse_gone(device: AudioDevice) -> None:
    """PipeWire opens its default device in the place of one that it does not know."""
    # Where no server answers, PortAudio says so.
    with suppress(SoundServerError), sound_server("dragoman-look") as pulse:
        is_input = device.kind is DeviceKind.INPUT
        known = pulse.source_list() if is_input else pulse.sink_list()
        if device.name not in {one.name for one in known}:
            raise DeviceError(Code.DEVICE_LOST, device=device.description)


def _pulse_entry(portaudio: PortAudio) -> PortAudioEntry | None:
    return next((entry for entry in portaudio.entries() if entry.name == _PULSE_ENTRY), None)


def _settle(device: AudioDevice, entry: PortAudioEntry, portaudio: PortAudio) -> Opening:
    sounddevice = portaudio.sounddevice
    is_input = device.kind is DeviceKind.INPUT
    # Mixed here: one channel would be the left one alone, or from PipeWire both, 3 dB too loud.
    channels = min(2, device.channels)
    arguments: dict[str, Any] = {
        "device": entry.index,
        "channels": channels,
        "latency": _LATENCY_S,
        "blocksize": 0,
    }
    if entry.host == "Windows WASAPI":
        arguments["extra_settings"] = sounddevice.WasapiSettings(auto_convert=True)
    check = sounddevice.check_input_settings if is_input else sounddevice.check_output_settings
    settings = {
        name: arguments[name]
        for name in ("device", "channels", "extra_settings")
        if name in arguments
    }
    rate_hz = _PREFERRED_RATE_HZ
    try:
        check(**settings, dtype="float32", samplerate=rate_hz)
    except sounddevice.PortAudioError:
        rate_hz = entry.default_rate_hz
        check(**settings, dtype="float32", samplerate=rate_hz)
    return Opening(
        portaudio=portaudio,
        rate_hz=rate_hz,
        channels=channels,
        arguments={**arguments, "samplerate": rate_hz},
    )


@contextmanager
def _named_for_pulse(device: AudioDevice) -> Iterator[None]:
    """Name the device where libpulse looks for it when a client connects.

    PortAudio's releases know a PulseAudio server only as one ALSA device called "pulse", and
    libpulse takes a stream's device from the environment where its program names none
    (https://www.freedesktop.org/wiki/Software/PulseAudio/FAQ, PULSE_SINK and PULSE_SOURCE).
    """
    if device.host != PULSE_HOST:
        yield
        return
    variable = _PULSE_VARIABLES[device.kind]
    before = os.environ.get(variable)
    os.environ[variable] = device.name
    try:
        yield
    finally:
        if before is None:
            del os.environ[variable]
        else:
            os.environ[variable] = before


def _new_tag() -> str:
    """A tag for one stream."""
    return uuid.uuid4().hex


@contextmanager
def _tagged(tag: str) -> Iterator[None]:
    """Let streams that are opened meanwhile carry a tag; not for two threads at once.

    libpulse reads more properties of a client from PULSE_PROP, and a server takes them over for
    the client's streams.
    """
    before = os.environ.get(_TAG_VARIABLE)
    os.environ[_TAG_VARIABLE] = f"{_TAG}={tag}"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TAG_VARIABLE]
        else:
            os.environ[_TAG_VARIABLE] = before


def _move_back(tag: str, device: AudioDevice) -> bool:
    """Move the stream with a tag to its device, if it is elsewhere.

    When the default device of a PulseAudio server comes back, the server moves to it all that is on
    what was the default meanwhile, though a program asked for that by name. A stream carries a tag
    among its properties, by which it is found and moved back.

    Returns:
        Whether it had to be moved.
    """
    if device.host != PULSE_HOST:
        return False
    try:
        with sound_server("dragoman-move") as pulse:
            if device.kind is DeviceKind.INPUT:
                return _move_tagged(
                    tag,
                    device.name,
                    streams=[(s, s.source) for s in pulse.source_output_list()],
                    devices=pulse.source_list(),
                    move=pulse.source_output_move,
                )
            return _move_tagged(
                tag,
                device.name,
                streams=[(s, s.sink) for s in pulse.sink_input_list()],
                devices=pulse.sink_list(),
                move=pulse.sink_input_move,
            )
    except SoundServerError:
        return False


def _move_tagged(tag: str, name: str, *, streams: Any, devices: Any, move: Any) -> bool:
    home = next((device.index for device in devices if device.name == name), None)
    for stream, place in streams:
        if stream.proplist.get(_TAG) == tag and home is not None and place != home:
            move(stream.index, home)
            return True
    return False


class _Faults:
    """Counts the over- and underflows that PortAudio reports to the compiled callback."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._asked: Any = stream.fetch_and_reset_stats()
        self._asked_at_s = time.monotonic()
        self.count = 0

    def poll(self) -> None:
        """Read what the callback has counted, every second."""
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
    def lost_samples(self) -> int:
        """None: silence stands for what was lost."""
        return 0

    @property
    def ended(self) -> bool:
        """Never."""
        return False

    def waiting_samples(self) -> int:
        """How much is in the ring."""
        return 0 if self._recorder is None else int(self._ring.read_available)

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        """Give what has come, silence in the place of what was lost."""
        waiting = wait_for_samples(self.waiting_samples, timeout_s=timeout_s)
        if self._recorder is None:
            return np.zeros(0, np.float32)
        available = waiting if most is None else min(waiting, most)
        taken = np.empty((available, self._channels), dtype=np.float32)
        if available:
            self._ring.readinto(taken)
            self._heard_at_s = time.monotonic()
        elif time.monotonic() - self._heard_at_s > _SILENT_DEVICE_S or not self._recorder.active:
            raise DeviceError(Code.DEVICE_LOST, device=self._device.description)
        mono: Float32 = taken.mean(axis=1, dtype=np.float32)
        if self._lost_since_s is not None and available:
            lost_s = max(0.0, self._recording.actual_time - self._lost_since_s)
            mono = np.concatenate([np.zeros(round(lost_s * self._rate_hz), np.float32), mono])
            self._lost_since_s = None
        if self._recording not in self._recorder.actions and available == waiting:
            # The recording ends when the ring is full; what it has left was taken just now.
            ended = self._recording
            self._lost_since_s = ended.actual_time + ended.done_frames / self._rate_hz
            self._xruns += 1
            self._recording = self._recorder.record_ringbuffer(self._ring)
        self._faults.poll()
        return mono

    def return_to_device(self) -> None:
        """Move back to the device, if the sound server has moved the stream elsewhere; may wait."""
        _move_back(self._tag, self._device)

    def close(self) -> None:
        """Release the device."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            close(recorder)


class DeviceOutput:
    """An OutputStream over an output device.

    Args:
        device: an output.
        ring_s: how much may wait.

    Raises:
        DeviceError: the device is missing, busy or refuses every format.
    """

    def __init__(self, device: AudioDevice, *, ring_s: float = _RING_S) -> None:
        self._device = device
        self._xruns = 0
        self._playing: Any = None
        with opening(device) as how:
            self._rate_hz, self._channels = how.rate_hz, how.channels
            size = 1 << round(ring_s * how.rate_hz - 1).bit_length()
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
        if waiting:
            # What was written just when the ring was found empty.
            self._set_playing()
        if waiting == 0 or waiting < self._last_waiting:
            self._moved_at_s = now_s
        self._last_waiting = waiting
        self._faults.poll()
        if now_s - self._moved_at_s > _SILENT_DEVICE_S or not self._mixer.active:
            raise DeviceError(Code.DEVICE_LOST, device=self._device.description)
        return waiting

    def write(self, samples: Float32) -> int:
        """Put as many samples as fit into the ring; none after `close`."""
        if self._mixer is None:
            return 0
        interleaved = np.repeat(samples[:, None], self._channels, axis=1)
        fitting = np.ascontiguousarray(interleaved[: self._ring.write_available])
        self._ring.write(fitting)
        self._last_waiting += len(fitting)
        self._set_playing()
        return len(fitting)

    def _set_playing(self) -> None:
        """Have the callback read the ring, unless it does already."""
        if self._playing is None or self._playing not in self._mixer.actions:
            # The playing ends when the ring is empty.
            self._xruns += self._playing is not None
            self._playing = self._mixer.play_ringbuffer(self._ring)

    def return_to_device(self) -> None:
        """Move back to the device, if the sound server has moved the stream elsewhere; may wait."""
        _move_back(self._tag, self._device)

    def close(self) -> None:
        """Release the device."""
        mixer, self._mixer = self._mixer, None
        if mixer is not None:
            close(mixer)


def play_on(device: AudioDevice, pieces: Iterable[Float32]) -> None:
    """Play [n] mono pieces at TARGET_RATE_HZ on an output, and return when they have been heard.

    Raises:
        DeviceError: the output is missing or was lost. What making a piece raises ends the sound.
    """
    play(DeviceOutput(device, ring_s=_SPEECH_RING_S), pieces)
