"""The virtual microphone and the virtual speaker that a call's program is set to.

On a PulseAudio or PipeWire server both are made while they are needed. A program of another kind
cannot make one: on Windows and macOS they are those of VB-CABLE or BlackHole, found by name.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final, Self

from engine.devices.listing import AudioDevice, DeviceKind, find_device, list_devices, load_pulse
from engine.errors import DeviceError

MICROPHONE_NAME: Final = "Dragoman microphone"
SPEAKER_NAME: Final = "Dragoman speaker"

_REMAP: Final = "module-remap-source"
_OWNER: Final = "dragoman.process.id"
_FEED: Final = "dragoman_microphone_feed"
_MICROPHONE: Final = "dragoman_microphone"
_SPEAKER: Final = "dragoman_speaker"

_OUTPUT_ENDS: Final = {"win32": "CABLE Input", "darwin": "BlackHole"}
"""Where Dragoman plays what a call's program is to hear: the near end of the cable."""

_INPUT_ENDS: Final = {"win32": "CABLE-A Output", "darwin": "BlackHole 16ch"}
"""Where Dragoman hears a call, which needs a second cable."""

_GUIDES: Final = {
    "win32": "install VB-CABLE (vb-audio.com/Cable), start the computer again, and choose "
    '"CABLE Output" as the microphone of your call',
    "darwin": "install BlackHole 2ch (existential.audio/blackhole), and choose it as the "
    "microphone of your call",
    "linux": "start PulseAudio or PipeWire with pipewire-pulse",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualGuide:
    """What a person must know to use a virtual device.

    Attributes:
        is_there: whether it is there, or will be made when it is needed.
        text: what to choose in the call's program, or what to install first.
    """

    is_there: bool
    text: str


def microphone_guide(devices: Sequence[AudioDevice]) -> VirtualGuide:
    """Say what to do for the virtual microphone, given the devices that there are."""
    if sys.platform in _OUTPUT_ENDS:
        end = _OUTPUT_ENDS[sys.platform]
        if not any(d.kind is DeviceKind.OUTPUT and end in d.name for d in devices):
            return VirtualGuide(
                is_there=False, text=f"For a virtual microphone, {_GUIDES[sys.platform]}."
            )
        name = "CABLE Output" if sys.platform == "win32" else end
        return VirtualGuide(is_there=True, text=f'In your call, choose the microphone "{name}".')
    if load_pulse() is None or not _server_answers():
        return VirtualGuide(is_there=False, text=f"For a virtual microphone, {_GUIDES['linux']}.")
    return VirtualGuide(
        is_there=True, text=f'In your call, choose the microphone "{MICROPHONE_NAME}".'
    )


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

    def microphone(self) -> AudioDevice:
        """Make the virtual microphone, and give the output that speaks into it.

        Raises:
            DeviceError: there is none and none can be made here; says how to get one.
        """
        if sys.platform in _OUTPUT_ENDS:
            return _installed(_OUTPUT_ENDS[sys.platform], DeviceKind.OUTPUT)
        self._make(_FEED, "Dragoman speaks into its microphone here", microphone=True)
        return find_device(_FEED, DeviceKind.OUTPUT)

    def speaker(self) -> AudioDevice:
        """Make the virtual speaker, and give the input that hears what is played to it.

        Raises:
            DeviceError: there is none and none can be made here; says how to get one.
        """
        if sys.platform in _INPUT_ENDS:
            return _installed(_INPUT_ENDS[sys.platform], DeviceKind.INPUT)
        self._make(_SPEAKER, SPEAKER_NAME, microphone=False)
        return find_device(f"{_SPEAKER}.monitor", DeviceKind.INPUT)

    def close(self) -> None:
        """Take the devices away; twice is harmless."""
        modules, self._modules = self._modules, []
        pulsectl = load_pulse()
        if pulsectl is None or not modules:
            return
        try:
            with _connected(pulsectl) as pulse:
                for module in reversed(modules):
                    pulse.module_unload(module)
        except (pulsectl.PulseError, OSError):
            # The server is gone, and the devices with it.
            return

    def _make(self, sink: str, description: str, *, microphone: bool) -> None:
        pulsectl = load_pulse()
        if pulsectl is None:
            raise DeviceError(f"There is no virtual microphone; {_GUIDES['linux']}.")
        try:
            with _connected(pulsectl) as pulse:
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
        except (pulsectl.PulseError, OSError) as error:
            self.close()
            raise DeviceError(
                f"The sound server made no virtual device ({error}); {_GUIDES['linux']}."
            ) from error


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
            raise DeviceError(
                "Another Dragoman uses the virtual device; end that one or choose another output."
            )
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


def _installed(end: str, kind: DeviceKind) -> AudioDevice:
    found = [d for d in list_devices() if d.kind is kind and end in d.name]
    if not found:
        raise DeviceError(f"There is no virtual device {end!r}; {_GUIDES[sys.platform]}.")
    return found[0]


def _connected(pulsectl: ModuleType) -> Any:
    pulse = pulsectl.Pulse("dragoman-devices", connect=False)
    pulse.connect(autospawn=False)
    return pulse


def _server_answers() -> bool:
    pulsectl = load_pulse()
    if pulsectl is None:
        return False
    try:
        with _connected(pulsectl) as pulse:
            pulse.server_info()
    except (pulsectl.PulseError, OSError):
        return False
    return True
