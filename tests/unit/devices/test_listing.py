import subprocess
import sys

import pytest

from engine.devices.listing import AudioDevice, DeviceKind, find_device
from engine.devices.portaudio import load_portaudio
from engine.errors import DeviceError
from engine.messages import Code
from tests.helpers.raising import raises


def device(
    name: str,
    description: str = "",
    *,
    kind: DeviceKind = DeviceKind.INPUT,
    is_default: bool = False,
) -> AudioDevice:
    return AudioDevice(
        name=name,
        description=description or name,
        host="PulseAudio",
        kind=kind,
        channels=2,
        is_default=is_default,
        is_monitor=False,
    )


DEVICES = [
    device("alsa_input.usb-Blue_Yeti", "Blue Yeti Analogue Stereo"),
    device("alsa_input.usb-Blue_Yeti.2", "Blue Yeti Digital", is_default=True),
    device("alsa_input.pci", "Built-in Audio"),
    device("alsa_output.pci", "Built-in Audio", kind=DeviceKind.OUTPUT),
]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (None, "alsa_input.usb-Blue_Yeti.2"),
        ("default", "alsa_input.usb-Blue_Yeti.2"),
        ("alsa_input.usb-Blue_Yeti", "alsa_input.usb-Blue_Yeti"),
        ("Built-in Audio", "alsa_input.pci"),
        ("built-IN audio", "alsa_input.pci"),
        ("digital", "alsa_input.usb-Blue_Yeti.2"),
    ],
)
def test_devices_are_found_by_name_description_or_part(name: str | None, found: str) -> None:
    assert find_device(name, DeviceKind.INPUT, DEVICES).name == found


def test_the_direction_counts() -> None:
    assert find_device("Built-in", DeviceKind.OUTPUT, DEVICES).name == "alsa_output.pci"


def test_an_ambiguous_part_names_the_candidates() -> None:
    with raises(DeviceError, Code.DEVICE_AMBIGUOUS) as caught:
        find_device("yeti", DeviceKind.INPUT, DEVICES)
    choices = caught.value.parameters["choices"]
    assert isinstance(choices, tuple)
    assert len(choices) == 2
    assert all("Yeti" in choice for choice in choices)


def test_an_unknown_name_is_refused() -> None:
    with raises(DeviceError, Code.DEVICE_UNKNOWN):
        find_device("Røde", DeviceKind.INPUT, DEVICES)


def test_no_device_at_all_says_so() -> None:
    with pytest.raises(DeviceError, match="There is no loudspeaker"):
        find_device(None, DeviceKind.OUTPUT, DEVICES[:2])


def test_portaudio_is_not_loaded_by_importing_the_devices() -> None:
    check = (
        "import sys, engine.devices.streams, engine.devices.device_streams, engine.runner;"
        "assert not {'sounddevice', 'rtmixer', 'pulsectl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check], check=True)  # noqa: S603 - our own interpreter


def test_a_missing_library_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr("engine.devices.portaudio.sys.platform", "linux")
    monkeypatch.setattr("engine.devices.portaudio.importlib.import_module", missing)
    with raises(DeviceError, Code.PORTAUDIO_MISSING):
        load_portaudio()
