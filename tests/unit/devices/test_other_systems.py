"""What is asked of sound on Windows and macOS: PortAudio's modules are replaced, and no more."""

from types import ModuleType
from typing import Any

from engine.devices.device_streams import _settle
from engine.devices.listing import DeviceKind, _list_portaudio, find_device
from engine.devices.portaudio import PortAudio, PortAudioEntry


class PortAudioError(Exception):
    """As sounddevice's own."""


class Sounddevice(ModuleType):
    """Takes 44.1 kHz alone, and remembers what it was asked."""

    PortAudioError = PortAudioError

    def __init__(self, rate_hz: int) -> None:
        super().__init__("sounddevice")
        self._rate_hz = rate_hz
        self.asked: list[dict[str, Any]] = []

    def check_input_settings(self, **settings: Any) -> None:
        self.asked.append(settings)
        if settings["samplerate"] != self._rate_hz:
            raise PortAudioError("Invalid sample rate")

    def WasapiSettings(self, **settings: bool) -> dict[str, bool]:  # noqa: N802 - its name
        return settings


class Listed(PortAudio):
    """PortAudio with a list of its own."""

    def entries(self) -> list[PortAudioEntry]:
        return ENTRIES

    def look_again(self) -> None:
        """The list does not change."""


def entry(index: int, name: str, host: str, *, inputs: int = 0, outputs: int = 0) -> PortAudioEntry:
    return PortAudioEntry(
        index=index,
        name=name,
        host=host,
        input_channels=inputs,
        output_channels=outputs,
        default_rate_hz=44_100,
        is_default_input=False,
        is_default_output=False,
    )


ENTRIES = [
    entry(0, "CABLE Output (VB-Audio Virtual ", "MME", inputs=2),
    entry(1, "CABLE Output (VB-Audio Virtual Cable)", "Windows WASAPI", inputs=2),
    entry(2, "Lautsprecher (Größe 日本)", "Windows WASAPI", outputs=2),
    entry(3, "CABLE Output (VB-Audio Virtual Cable)", "Windows WDM-KS", inputs=8),
]


def listed(rate_hz: int = 48_000) -> tuple[Listed, Sounddevice]:
    sounddevice = Sounddevice(rate_hz)
    return Listed(sounddevice, ModuleType("rtmixer")), sounddevice


def test_windows_lists_each_device_once_with_its_whole_name() -> None:
    devices = _list_portaudio(listed()[0])
    assert [(item.name, item.host) for item in devices] == [
        ("CABLE Output (VB-Audio Virtual Cable)", "Windows WASAPI"),
        ("Lautsprecher (Größe 日本)", "Windows WASAPI"),
    ]
    assert find_device("größe", DeviceKind.OUTPUT, devices).name == "Lautsprecher (Größe 日本)"


def test_wasapi_converts_rates_and_others_take_the_devices_own() -> None:
    portaudio, sounddevice = listed(44_100)
    (cable, _) = _list_portaudio(portaudio)
    opening = _settle(cable, ENTRIES[1], portaudio)
    assert opening.rate_hz == 44_100
    assert opening.arguments["extra_settings"] == {"auto_convert": True}
    assert [settings["samplerate"] for settings in sounddevice.asked] == [48_000, 44_100]
    plain = _settle(cable, ENTRIES[3], portaudio)
    assert "extra_settings" not in plain.arguments
