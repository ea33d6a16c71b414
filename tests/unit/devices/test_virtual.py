import sys

import pytest

from engine.devices.listing import AudioDevice, DeviceKind
from engine.devices.virtual import loudspeaker_guide, microphone_guide
from engine.messages import Code, Message


def device(name: str, kind: DeviceKind) -> AudioDevice:
    return AudioDevice(
        name=name,
        description=name,
        host="Windows WASAPI",
        kind=kind,
        channels=2,
        is_default=False,
        is_monitor=False,
    )


CABLE = [
    device("CABLE Input (VB-Audio Virtual Cable)", DeviceKind.OUTPUT),
    device("CABLE Output (VB-Audio Virtual Cable)", DeviceKind.INPUT),
]


def test_where_there_is_no_cable_it_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    guide = microphone_guide([])
    assert not guide.is_there
    assert guide.message.code is Code.CABLE_MISSING_RESTART
    assert guide.message.parameters["cable"] == "VB-CABLE"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert microphone_guide([]).message.parameters["cable"] == "BlackHole 2ch"


def test_the_end_to_choose_in_a_call_is_the_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    guide = microphone_guide(CABLE)
    assert guide.is_there
    assert guide.message == Message(Code.USE_AS_MICROPHONE, device="CABLE Output")


def test_one_cable_is_not_both_ends_of_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not loudspeaker_guide(CABLE).is_there
    second = [device("CABLE-A Output (VB-Audio Cable A)", DeviceKind.INPUT)]
    assert loudspeaker_guide([*CABLE, *second]).message == Message(
        Code.USE_AS_LOUDSPEAKER, device="CABLE-A Input"
    )


def test_without_a_sound_server_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("engine.devices.pulse._load", lambda: None)
    guide = microphone_guide([])
    assert not guide.is_there
    assert guide.message.code is Code.SOUND_SERVER_MISSING
