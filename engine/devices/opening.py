"""Opening a stream on a named device, with a rate and channels that the device takes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from engine.devices.keeping import new_tag, tagged
from engine.devices.listing import PULSE_HOST, AudioDevice, DeviceKind
from engine.devices.portaudio import (
    PORTAUDIO_LOCK,
    PortAudio,
    PortAudioEntry,
    load_portaudio,
)
from engine.errors import DeviceError

_PREFERRED_RATE_HZ: Final = 48_000
"""What sound cards run at; with another rate the system would resample, with a worse filter."""

_LATENCY_S: Final = 0.1
"""Asked of the device: on a machine with more to do than cores, PulseAudio loses audio at 50 ms
and does not at 100 ms."""

_PULSE_ENTRY: Final = "pulse"
_PULSE_VARIABLES: Final = {DeviceKind.INPUT: "PULSE_SOURCE", DeviceKind.OUTPUT: "PULSE_SINK"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How to open a stream.

    Attributes:
        portaudio: the library.
        rate_hz: a rate that the device takes.
        channels: how many to open.
        arguments: for the stream's constructor.
        tag: by which `keep_in_place` finds the stream.
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
    tag = new_tag()
    # The lock also keeps the environment to the one stream that is being opened.
    with PORTAUDIO_LOCK, _named_for_pulse(device), tagged(tag):
        try:
            entry = _entry_of(device, portaudio)
            yield replace(_settle(device, entry, portaudio), tag=tag)
        except portaudio.sounddevice.PortAudioError as error:
            raise DeviceError(
                f"{device.description} cannot be opened ({error}); "
                "close other programs that use it or choose another device."
            ) from error


def _entry_of(device: AudioDevice, portaudio: PortAudio) -> PortAudioEntry:
    if device.host == PULSE_HOST:
        entry = _pulse_entry(portaudio)
        if entry is None:
            # PortAudio looked before the server ran.
            portaudio.look_again()
            entry = _pulse_entry(portaudio)
        if entry is None:
            raise DeviceError(
                "PortAudio has no way to the sound server here; "
                "install it with `sudo apt install libasound2-plugins`."
            )
        return entry
    for entry in portaudio.entries():
        channels = (
            entry.input_channels if device.kind is DeviceKind.INPUT else entry.output_channels
        )
        if (entry.host, entry.name) == (device.host, device.name) and channels:
            return entry
    raise DeviceError(f"{device.description} is gone; plug it in or choose another device.")


def _pulse_entry(portaudio: PortAudio) -> PortAudioEntry | None:
    return next((entry for entry in portaudio.entries() if entry.name == _PULSE_ENTRY), None)


def _settle(device: AudioDevice, entry: PortAudioEntry, portaudio: PortAudio) -> Opening:
    sounddevice = portaudio.sounddevice
    is_input = device.kind is DeviceKind.INPUT
    # A server mixes down; elsewhere a single channel would be the left one alone.
    channels = 1 if device.host == PULSE_HOST and is_input else min(2, device.channels)
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
