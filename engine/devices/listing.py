"""Which microphones and loudspeakers there are, under names that stay the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from engine.devices.portaudio import PORTAUDIO_LOCK, PortAudio, load_portaudio
from engine.devices.pulse import SoundServerError, sound_server
from engine.errors import DeviceError
from engine.messages import Code

PULSE_HOST: Final = "PulseAudio"
"""Devices of a PulseAudio or PipeWire server, by that server's own names."""


VIRTUAL_FEED: Final = "dragoman_microphone_feed"
VIRTUAL_MICROPHONE: Final = "dragoman_microphone"
VIRTUAL_LOUDSPEAKER: Final = "dragoman_speaker"
OWN_DEVICES: Final = frozenset(
    {
        *(VIRTUAL_FEED, f"{VIRTUAL_FEED}.monitor", VIRTUAL_MICROPHONE),
        *(VIRTUAL_LOUDSPEAKER, f"{VIRTUAL_LOUDSPEAKER}.monitor"),
    }
)
"""Names of what Dragoman makes itself (engine/devices/virtual.py) for other programs. A system that
has no other device may call one its default, through which Dragoman would hear itself."""


class DeviceKind(StrEnum):
    """Which way the sound goes."""

    INPUT = "input"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioDevice:
    """A device that can be opened.

    Attributes:
        name: what to choose it by and to store; unique for its kind and host.
        description: what a person calls it.
        host: the sound system that it belongs to.
        kind: input or output.
        channels: how many it has.
        is_default: whether the system uses it where none is chosen.
        is_monitor: whether it is an input that hears what an output plays.
    """

    name: str
    description: str
    host: str
    kind: DeviceKind
    channels: int
    is_default: bool
    is_monitor: bool


def list_devices() -> list[AudioDevice]:
    """List what there is now, inputs first; a PulseAudio server's own list where one runs.

    Elsewhere, what was plugged in while a stream is open is not seen before that is closed.

    Raises:
        DeviceError: PortAudio is not installed, or does not answer.
    """
    portaudio = load_portaudio()
    return _list_pulse() or _list_portaudio(portaudio)


def find_device(
    name: str | None, kind: DeviceKind, devices: Sequence[AudioDevice] | None = None
) -> AudioDevice:
    """Choose a device by its name, its description or an unambiguous part of either.

    Args:
        name: None or "default" is the system's own choice.
        kind: input or output.
        devices: where to choose from; what there is now if None.

    Raises:
        DeviceError: none fits, or several do; the message names them.
    """
    of_kind = [d for d in (list_devices() if devices is None else devices) if d.kind is kind]
    if not of_kind:
        raise DeviceError(Code.NO_MICROPHONE if kind is DeviceKind.INPUT else Code.NO_LOUDSPEAKER)
    if name is None or name == "default":
        others = [d for d in of_kind if d.name not in OWN_DEVICES] or of_kind
        return next((d for d in others if d.is_default), others[0])
    wanted = name.casefold()
    for fits in (
        [d for d in of_kind if name in (d.name, d.description)],
        [d for d in of_kind if wanted in (d.name.casefold(), d.description.casefold())],
        [d for d in of_kind if wanted in d.name.casefold() or wanted in d.description.casefold()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise DeviceError(Code.DEVICE_AMBIGUOUS, device=name, choices=_names(fits))
    raise DeviceError(Code.DEVICE_UNKNOWN, device=name)


def _list_pulse() -> list[AudioDevice]:
    """List a PulseAudio or PipeWire server's devices; empty where none answers."""
    try:
        with sound_server("dragoman-list") as pulse:
            server = pulse.server_info()
            inputs = [
                AudioDevice(
                    name=source.name,
                    description=source.description,
                    host=PULSE_HOST,
                    kind=DeviceKind.INPUT,
                    channels=source.channel_count,
                    is_default=source.name == server.default_source_name,
                    is_monitor=bool(source.monitor_of_sink_name),
                )
                for source in pulse.source_list()
            ]
            outputs = [
                AudioDevice(
                    name=sink.name,
                    description=sink.description,
                    host=PULSE_HOST,
                    kind=DeviceKind.OUTPUT,
                    channels=sink.channel_count,
                    is_default=sink.name == server.default_sink_name,
                    is_monitor=False,
                )
                for sink in pulse.sink_list()
            ]
    except SoundServerError:
        return []
    # Monitors come last: a person looks for microphones.
    inputs.sort(key=lambda device: device.is_monitor)
    return [*inputs, *outputs]


def _list_portaudio(portaudio: PortAudio) -> list[AudioDevice]:
    with PORTAUDIO_LOCK:
        try:
            portaudio.look_again()
            entries = portaudio.entries()
        except portaudio.sounddevice.PortAudioError as error:
            raise DeviceError(Code.SOUND_SYSTEM_FAILED, reason=str(error)) from error
    # PortAudio lists a Windows device once for each of four sound systems, with names cut to 31
    # letters in the oldest; WASAPI is the one that shares the device with other programs.
    hosts = {entry.host for entry in entries}
    wanted = {"Windows WASAPI"} & hosts or hosts
    return [
        AudioDevice(
            name=entry.name,
            description=entry.name,
            host=entry.host,
            kind=kind,
            channels=channels,
            is_default=is_default,
            is_monitor=False,
        )
        for kind in DeviceKind
        for entry in entries
        if entry.host in wanted
        for channels, is_default in [
            (entry.input_channels, entry.is_default_input)
            if kind is DeviceKind.INPUT
            else (entry.output_channels, entry.is_default_output)
        ]
        if channels > 0
    ]


def _names(devices: Sequence[AudioDevice]) -> tuple[str, ...]:
    return tuple(device.name for device in devices)
