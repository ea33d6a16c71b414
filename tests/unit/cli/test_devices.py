import argparse
import json

import pytest

from engine.cli import devices
from engine.devices.listing import AudioDevice, DeviceKind

FOUND = [
    AudioDevice(
        name="alsa_input.usb",
        description="Blue Yeti",
        host="PulseAudio",
        kind=DeviceKind.INPUT,
        channels=2,
        is_default=True,
        is_monitor=False,
    ),
    AudioDevice(
        name="alsa_output.pci.monitor",
        description="Monitor of Built-in",
        host="PulseAudio",
        kind=DeviceKind.INPUT,
        channels=2,
        is_default=False,
        is_monitor=True,
    ),
    AudioDevice(
        name="Speakers",
        description="Speakers",
        host="Core Audio",
        kind=DeviceKind.OUTPUT,
        channels=2,
        is_default=False,
        is_monitor=False,
    ),
]


def test_the_table_shows_names_defaults_and_monitors() -> None:
    assert devices.render(FOUND).splitlines() == [
        "Microphones (for --source)",
        "  * alsa_input.usb           Blue Yeti",
        "    alsa_output.pci.monitor  Monitor of Built-in (what that loudspeaker plays)",
        "Loudspeakers (for --output)",
        "    Speakers",
    ]


def test_a_machine_without_sound_is_told_what_to_do() -> None:
    assert devices.render([]).count("none: plug one in") == 2


def test_json_has_every_field(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devices, "list_devices", lambda: FOUND)
    assert devices.run(argparse.Namespace(json=True)) == 0
    rows = json.loads(capsys.readouterr().out)["devices"]
    assert [row["name"] for row in rows] == [device.name for device in FOUND]
    assert rows[0] == {
        "name": "alsa_input.usb",
        "description": "Blue Yeti",
        "host": "PulseAudio",
        "kind": "input",
        "channels": 2,
        "is_default": True,
        "is_monitor": False,
    }
