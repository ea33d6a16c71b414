"""The virtual microphone and the virtual speaker that a call's program is set to.

On a PulseAudio or PipeWire server both are made while they are needed. A program of another kind
cannot make one: on Windows and macOS they are those of VB-CABLE or BlackHole, found by name.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from engine.devices.listing import AudioDevice, DeviceKind, find_device, list_devices
from engine.devices.pulse import SoundServerError, sound_server
from engine.errors import DeviceError
from engine.messages import Code, Message

MICROPHONE_NAME: Final = "Dragoman microphone"
SPEAKER_NAME: Final = "Dragoman speaker"

_CLIENT: Final = "dragoman-devices"
_REMAP: Final = "module-remap-source"
_OWNER: Final = "dragoman.process.id"
_FEED: Final = "dragoman_microphone_feed"
_MICROPHONE: Final = "dragoman_microphone"
_SPEAKER: Final = "dragoman_speaker"

OWN_OUTPUTS: Final = (_FEED, _SPEAKER)
"""Names of what is made here: a system that has lost its other outputs may call one its default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cable:
    """A virtual cable that a person installs.

    Attributes:
        ours: a part of the name of the end that Dragoman opens.
        theirs: the name of the end that is chosen in the call's program.
        name: of the product.
        address: where it is to be had.
        needs_restart: whether the computer must be started again before it is there.
    """

    ours: str
    theirs: str
    name: str
    address: str
    needs_restart: bool = False


_MICROPHONE_CABLES: Final = {
    "win32": _Cable(
        ours="CABLE Input",
        theirs="CABLE Output",
        name="VB-CABLE",
        address="vb-audio.com/Cable",
        needs_restart=True,
    ),
    "darwin": _Cable(
        ours="BlackHole 2ch",
        theirs="BlackHole 2ch",
        name="BlackHole 2ch",
        address="existential.audio/blackhole",
    ),
}
_SPEAKER_CABLES: Final = {
    "win32": _Cable(
        ours="CABLE-A Output",
        theirs="CABLE-A Input",
        name="VB-CABLE A+B",
        address="vb-audio.com/Cable",
        needs_restart=True,
    ),
    "darwin": _Cable(
        ours="BlackHole 16ch",
        theirs="BlackHole 16ch",
        name="BlackHole 16ch",
        address="existential.audio/blackhole",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualEnd:
    """Dragoman's end of a virtual device.

    Attributes:
        device: to open.
        hint: what to choose in the call's program.
    """

    device: AudioDevice
    hint: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualGuide:
    """What a person must know to use a virtual device.

    Attributes:
        is_there: whether it is there, or will be made when it is needed.
        message: what to choose in the call's program, or what to install first.
    """

    is_there: bool
    message: Message


def microphone_guide(devices: Sequence[AudioDevice]) -> VirtualGuide:
    """Say what to do for the virtual microphone, given the devices that there are."""
    return _guide(_MICROPHONE_CABLES, DeviceKind.OUTPUT, _choose_microphone, devices)


def speaker_guide(devices: Sequence[AudioDevice]) -> VirtualGuide:
    """Say what to do for the virtual speaker, given the devices that there are."""
    return _guide(_SPEAKER_CABLES, DeviceKind.INPUT, _choose_speaker, devices)


class VirtualDevices:
    """Makes virtual devices on a sound server and takes them away again.

    A context manager; what an earlier run left behind when it was killed is taken away first.
    Two programs at once would take away each other's, so devices that are in use stay.
    """

    def __init__(self) -> None:
        self._modules: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def microphone(self) -> VirtualEnd:
        """Make the virtual microphone, and give the output that speaks into it.

        Raises:
            DeviceError: there is none and none can be made here; says how to get one.
        """
        cable = _MICROPHONE_CABLES.get(sys.platform)
        if cable is not None:
            device = _installed(cable, DeviceKind.OUTPUT, list_devices())
            return VirtualEnd(device=device, hint=_choose_microphone(cable.theirs))
        self._make(_FEED, f"{MICROPHONE_NAME}: what it hears", microphone=True)
        device = find_device(_FEED, DeviceKind.OUTPUT)
        return VirtualEnd(device=device, hint=_choose_microphone(MICROPHONE_NAME))

    def speaker(self) -> VirtualEnd:
        """Make the virtual speaker, and give the input that hears what is played to it.

        Raises:
            DeviceError: there is none and none can be made here; says how to get one.
        """
        cable = _SPEAKER_CABLES.get(sys.platform)
        if cable is not None:
            device = _installed(cable, DeviceKind.INPUT, list_devices())
            return VirtualEnd(device=device, hint=_choose_speaker(cable.theirs))
        self._make(_SPEAKER, SPEAKER_NAME, microphone=False)
        device = find_device(f"{_SPEAKER}.monitor", DeviceKind.INPUT)
        return VirtualEnd(device=device, hint=_choose_speaker(SPEAKER_NAME))

    def close(self) -> None:
        """Take the devices away; twice is harmless."""
        modules, self._modules = self._modules, []
        if not modules:
            return
        try:
            with sound_server(_CLIENT) as pulse:
                for module in reversed(modules):
                    pulse.module_unload(module)
        except SoundServerError:
            # The server is gone, and the devices with it.
            return

    def _make(self, sink: str, description: str, *, microphone: bool) -> None:
        try:
            with sound_server(_CLIENT) as pulse:
                _unload_stale(pulse, sink)
                # Without norewinds an idle null sink of PulseAudio works in steps of two seconds.
                self._modules.append(
                    pulse.module_load(
                        "module-null-sink",
                        f"sink_name={sink} rate=48000 channels=2 format=float32le norewinds=1 "
                        f"sink_properties={_described(description)}",
                    )
                )
                if microphone:
                    self._modules.append(
                        pulse.module_load(
                            _REMAP,
                            f"source_name={_MICROPHONE} master={sink}.monitor channels=2 "
                            f"source_properties={_described(MICROPHONE_NAME)}",
                        )
                    )
        except SoundServerError as error:
            self.close()
            raise DeviceError.of(error.message) from error


def _described(name: str) -> str:
    """Properties of a device, in a server's own quotes."""
    return f"\"device.description='{name}' {_OWNER}={os.getpid()}\""


def _unload_stale(pulse: Any, sink: str) -> None:
    """Take away what a program left that was killed.

    Raises:
        DeviceError: it belongs to a program that runs.
    """
    for found in pulse.sink_list():
        if found.name != sink:
            continue
        if _runs(found.proplist.get(_OWNER, "")):
            raise DeviceError(Code.VIRTUAL_DEVICE_BUSY)
        for module in pulse.module_list():
            if module.name == _REMAP and f"master={sink}.monitor" in (module.argument or ""):
                pulse.module_unload(module.index)
        pulse.module_unload(found.owner_module)


def _runs(process: str) -> bool:
    if not process.isdigit() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _choose_microphone(name: str) -> Message:
    return Message(Code.USE_AS_MICROPHONE, device=name)


def _choose_speaker(name: str) -> Message:
    return Message(Code.USE_AS_LOUDSPEAKER, device=name)


def _guide(
    cables: Mapping[str, _Cable],
    kind: DeviceKind,
    choose: Callable[[str], Message],
    devices: Sequence[AudioDevice],
) -> VirtualGuide:
    cable = cables.get(sys.platform)
    if cable is not None:
        try:
            _installed(cable, kind, devices)
        except DeviceError as error:
            return VirtualGuide(is_there=False, message=error.message)
        return VirtualGuide(is_there=True, message=choose(cable.theirs))
    if not _server_answers():
        return VirtualGuide(is_there=False, message=Message(Code.SOUND_SERVER_MISSING))
    name = MICROPHONE_NAME if kind is DeviceKind.OUTPUT else SPEAKER_NAME
    return VirtualGuide(is_there=True, message=choose(name))


def _installed(cable: _Cable, kind: DeviceKind, devices: Sequence[AudioDevice]) -> AudioDevice:
    for device in devices:
        if device.kind is kind and cable.ours in device.name:
            return device
    raise DeviceError(
        Code.CABLE_MISSING_RESTART if cable.needs_restart else Code.CABLE_MISSING,
        device=cable.ours,
        cable=cable.name,
        address=cable.address,
    )


def _server_answers() -> bool:
    try:
        with sound_server(_CLIENT) as pulse:
            pulse.server_info()
    except SoundServerError:
        return False
    return True
