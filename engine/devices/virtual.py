"""The virtual microphone and the virtual speaker that a call's program is set to.

On a PulseAudio or PipeWire server both are made: for a run, or for as long as a window is open, so
that a call's program can choose them before anything is interpreted and keeps them afterwards. A
program of another kind cannot make one: on Windows and macOS they are those of VB-CABLE or
BlackHole, found by name.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Self

from engine.devices.listing import (
    OWN_DEVICES,
    PULSE_HOST,
    VIRTUAL_FEED,
    VIRTUAL_LOUDSPEAKER,
    VIRTUAL_MICROPHONE,
    AudioDevice,
    DeviceKind,
    find_device,
    list_devices,
)
from engine.devices.pulse import SoundServerError, sound_server
from engine.errors import DeviceError
from engine.messages import Code, Message

MICROPHONE_NAME: Final = "Dragoman microphone"
LOUDSPEAKER_NAME: Final = "Dragoman speaker"

_CLIENT: Final = "dragoman-devices"
_REMAP: Final = "module-remap-source"
_OWNER: Final = "dragoman.process.id"
_LOOPBACK: Final = "module-loopback"
_LOOPBACK_MS: Final = 30


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
_LOUDSPEAKER_CABLES: Final = {
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


def passes_voice_here() -> bool:
    """Whether `pass_on` has a sound server to do it."""
    return sys.platform not in _MICROPHONE_CABLES


def microphone_guide(devices: Sequence[AudioDevice]) -> VirtualGuide:
    """Say what to do for the virtual microphone, given the devices that there are."""
    return _guide(_MICROPHONE_CABLES, DeviceKind.OUTPUT, _choose_microphone, devices)


def loudspeaker_guide(devices: Sequence[AudioDevice]) -> VirtualGuide:
    """Say what to do for the virtual speaker, given the devices that there are."""
    return _guide(_LOUDSPEAKER_CABLES, DeviceKind.INPUT, _choose_loudspeaker, devices)


class VirtualDevices:
    """Makes virtual devices on a sound server and takes them away again; safe from any thread.

    A context manager; what an earlier run left behind when it was killed is taken away first.
    Two programs at once would take away each other's, so devices that are in use stay. What is
    there is not made twice, and what a server lost when it started again is made anew.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: set[str] = set()

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
        self._make(VIRTUAL_FEED, f"{MICROPHONE_NAME}: what it hears", microphone=True)
        device = find_device(VIRTUAL_FEED, DeviceKind.OUTPUT)
        return VirtualEnd(device=device, hint=_choose_microphone(MICROPHONE_NAME))

    def loudspeaker(self) -> VirtualEnd:
        """Make the virtual speaker, and give the input that hears what is played to it.

        Raises:
            DeviceError: there is none and none can be made here; says how to get one.
        """
        cable = _LOUDSPEAKER_CABLES.get(sys.platform)
        if cable is not None:
            device = _installed(cable, DeviceKind.INPUT, list_devices())
            return VirtualEnd(device=device, hint=_choose_loudspeaker(cable.theirs))
        self._make(VIRTUAL_LOUDSPEAKER, LOUDSPEAKER_NAME, microphone=False)
        device = find_device(f"{VIRTUAL_LOUDSPEAKER}.monitor", DeviceKind.INPUT)
        return VirtualEnd(device=device, hint=_choose_loudspeaker(LOUDSPEAKER_NAME))

    def clear_left(self) -> None:
        """Take away what a program left that was killed; nothing where no server answers."""
        if sys.platform in _MICROPHONE_CABLES:
            return
        with self._lock, suppress(SoundServerError), sound_server(_CLIENT) as pulse:
            for sink in pulse.sink_list():
                owner = sink.proplist.get(_OWNER, "")
                is_ours = owner == str(os.getpid()) and sink.name in self._made
                if sink.name in OWN_DEVICES and not is_ours and not _runs(owner):
                    _unload(pulse, sink)

    def pass_on(self, *, voice: AudioDevice | None, loudspeaker: AudioDevice | None) -> None:
        """Have the sound server itself pass sound through the virtual devices, unchanged.

        Args:
            voice: an input that speaks into the virtual microphone; None leaves that silent.
            loudspeaker: an output that plays what the virtual speaker is played; None leaves that
                unheard.

        Without a sound server nothing is passed, nor from or to what Dragoman makes itself.

        Raises:
            DeviceError: the server refuses.
        """
        if sys.platform in _MICROPHONE_CABLES:
            return
        wanted = {
            f"source={one.name} sink={other}" if is_source else f"source={other} sink={one.name}"
            for one, other, is_source in (
                (voice, VIRTUAL_FEED, True),
                (loudspeaker, f"{VIRTUAL_LOUDSPEAKER}.monitor", False),
            )
            if one is not None and one.host == PULSE_HOST and one.name not in OWN_DEVICES
        }
        with self._lock:
            try:
                with sound_server(_CLIENT) as pulse:
                    passing = _loopbacks(pulse)
                    for way in passing.keys() - wanted:
                        pulse.module_unload(passing[way])
                    for way in wanted - passing.keys():
                        pulse.module_load(
                            _LOOPBACK,
                            f"{way} latency_msec={_LOOPBACK_MS} "
                            "source_dont_move=true sink_dont_move=true",
                        )
            except SoundServerError as error:
                raise DeviceError.of(error.message) from error

    def close(self) -> None:
        """Take the devices away; twice is harmless."""
        with self._lock:
            made, self._made = self._made, set()
            if not made:
                return
            try:
                with sound_server(_CLIENT) as pulse:
                    for sink in pulse.sink_list():
                        if sink.name in made and sink.proplist.get(_OWNER) == str(os.getpid()):
                            _unload(pulse, sink)
            except SoundServerError:
                # The server is gone, and the devices with it.
                return

    def _make(self, name: str, description: str, *, microphone: bool) -> None:
        with self._lock:
            try:
                with sound_server(_CLIENT) as pulse:
                    if self._is_there(pulse, name, microphone=microphone):
                        return
                    self._made.add(name)
                    # Without norewinds an idle null sink of PulseAudio works in steps of two
                    # seconds.
                    pulse.module_load(
                        "module-null-sink",
                        f"sink_name={name} rate=48000 channels=2 format=float32le norewinds=1 "
                        f"sink_properties={_described(description)}",
                    )
                    if microphone:
                        pulse.module_load(
                            _REMAP,
                            f"source_name={VIRTUAL_MICROPHONE} master={name}.monitor channels=2 "
                            f"source_properties={_described(MICROPHONE_NAME)}",
                        )
            except SoundServerError as error:
                raise DeviceError.of(error.message) from error

    def _is_there(self, pulse: Any, name: str, *, microphone: bool) -> bool:
        """Whether it was made here; takes away what is half made, or left by a killed program.

        Raises:
            DeviceError: it belongs to a program that runs.
        """
        for sink in pulse.sink_list():
            if sink.name != name:
                continue
            owner = sink.proplist.get(_OWNER, "")
            if owner == str(os.getpid()) and name in self._made:
                heard = f"master={name}.monitor "
                if not microphone or any(_modules(pulse, _REMAP, heard)):
                    return True
            elif _runs(owner):
                raise DeviceError(Code.VIRTUAL_DEVICE_BUSY)
            _unload(pulse, sink)
        return False


def _unload(pulse: Any, sink: Any) -> None:
    """Take a virtual device away, with what hears it and plays to it."""
    for module in (
        *_modules(pulse, _LOOPBACK, f"sink={sink.name} "),
        *_modules(pulse, _LOOPBACK, f"source={sink.name}.monitor "),
        *_modules(pulse, _REMAP, f"master={sink.name}.monitor "),
    ):
        pulse.module_unload(module.index)
    pulse.module_unload(sink.owner_module)


def _loopbacks(pulse: Any) -> dict[str, int]:
    """What is passed through virtual devices now, and the module that does it."""
    ends = (f"sink={VIRTUAL_FEED} ", f"source={VIRTUAL_LOUDSPEAKER}.monitor ")
    found = {}
    for module in (module for end in ends for module in _modules(pulse, _LOOPBACK, end)):
        source, sink = module.argument.split()[:2]
        found[f"{source} {sink}"] = module.index
    return found


def _modules(pulse: Any, name: str, argument: str) -> Iterator[Any]:
    """The modules of a name that have an argument."""
    for module in pulse.module_list():
        if module.name == name and argument in f"{module.argument or ''} ":
            yield module


def _described(name: str) -> str:
    """Properties of a device, in a server's own quotes."""
    return f"\"device.description='{name}' {_OWNER}={os.getpid()}\""


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


def _choose_loudspeaker(name: str) -> Message:
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
    name = MICROPHONE_NAME if kind is DeviceKind.OUTPUT else LOUDSPEAKER_NAME
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
