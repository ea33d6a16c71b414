import pytest

from engine.cli.live import refuse_loop
from engine.devices.listing import AudioDevice, DeviceKind
from engine.errors import DeviceError


def device(name: str, *, kind: DeviceKind, is_monitor: bool = False) -> AudioDevice:
    return AudioDevice(
        name=name,
        description=name,
        host="PulseAudio",
        kind=kind,
        channels=2,
        is_default=False,
        is_monitor=is_monitor,
    )


def test_the_interpreter_is_not_made_to_hear_itself() -> None:
    spoken = device("cable", kind=DeviceKind.OUTPUT)
    with pytest.raises(DeviceError, match="would hear the interpreter itself"):
        refuse_loop(device("cable.monitor", kind=DeviceKind.INPUT, is_monitor=True), spoken)
    refuse_loop(device("other.monitor", kind=DeviceKind.INPUT, is_monitor=True), spoken)
    refuse_loop(device("cable", kind=DeviceKind.INPUT), spoken)
