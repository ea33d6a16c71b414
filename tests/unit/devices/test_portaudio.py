import ctypes
import subprocess
import sys
from types import SimpleNamespace

import pytest

from engine.devices.listing import list_devices
from engine.devices.portaudio import PortAudio, close, start
from engine.errors import DeviceError
from engine.messages import Code
from tests.helpers.raising import raises


class Stream:
    def __init__(self, *, starts: bool) -> None:
        self._starts = starts
        self.is_running = False
        self.is_closed = False

    def start(self) -> None:
        self.is_running = True
        if not self._starts:
            raise OSError("the device does not answer")

    def close(self, *, ignore_errors: bool) -> None:
        self.is_closed = ignore_errors


class PortAudioError(Exception):
    pass


class Sounddevice(SimpleNamespace):
    """The module, over one computer whose list is made by `_initialize`."""

    PortAudioError = PortAudioError

    def __init__(self, *plugged: str) -> None:
        super().__init__(plugged=plugged, _initialized=0, is_broken=False)
        self._initialize()

    def _initialize(self) -> None:
        if self.is_broken:
            raise PortAudioError("host error")
        self._initialized += 1
        self.seen = self.plugged

    def _terminate(self) -> None:
        if not self._initialized:
            raise PortAudioError("not initialized")
        self._initialized -= 1

    def query_hostapis(self) -> list[dict[str, object]]:
        return [{"name": "Core Audio", "default_input_device": 0, "default_output_device": -1}]

    def query_devices(self) -> list[dict[str, object]]:
        if not self._initialized:
            raise PortAudioError("not initialized")
        channels = {"max_input_channels": 1, "max_output_channels": 0}
        return [
            {"name": name, "hostapi": 0, "default_samplerate": 48_000.0, **channels}
            for name in self.seen
        ]


@pytest.fixture
def sounddevice(monkeypatch: pytest.MonkeyPatch) -> Sounddevice:
    module = Sounddevice("built-in")
    portaudio = PortAudio(module, SimpleNamespace())  # type: ignore[arg-type]
    monkeypatch.setattr("engine.devices.listing._list_pulse", list)
    monkeypatch.setattr("engine.devices.listing.load_portaudio", lambda: portaudio)
    return module


def names() -> list[str]:
    return [device.name for device in list_devices()]


def test_a_stream_that_does_not_start_is_closed(sounddevice: Sounddevice) -> None:
    stream = Stream(starts=False)
    with pytest.raises(OSError, match="does not answer"):
        start(stream)
    assert stream.is_closed
    sounddevice.plugged = ("built-in", "headset")
    assert names() == ["built-in", "headset"]


def test_a_stream_that_starts_stays_open_until_it_is_closed() -> None:
    stream = Stream(starts=True)
    start(stream)
    assert stream.is_running
    assert not stream.is_closed
    close(stream)
    assert stream.is_closed


def test_a_device_that_is_plugged_in_later_is_listed(sounddevice: Sounddevice) -> None:
    assert names() == ["built-in"]
    sounddevice.plugged = ("built-in", "headset")
    assert names() == ["built-in", "headset"]


def test_no_stream_is_ended_to_look_for_devices(sounddevice: Sounddevice) -> None:
    stream = Stream(starts=True)
    start(stream)
    sounddevice.plugged = ("headset",)
    assert names() == ["built-in"]
    close(stream)
    assert names() == ["headset"]


def test_a_list_that_cannot_be_made_anew_is_one_clear_error(sounddevice: Sounddevice) -> None:
    sounddevice.is_broken = True
    for _ in range(2):
        with raises(DeviceError, Code.SOUND_SYSTEM_FAILED):
            list_devices()
    sounddevice.is_broken = False
    assert names() == ["built-in"]


_OPENS_JACK = """
import ctypes
from engine.devices.portaudio import load_portaudio
load_portaudio()
jack = ctypes.CDLL("libjack.so.0")
jack.jack_client_open(b"test", 1, ctypes.byref(ctypes.c_int()))  # 1: start no server
"""


def test_jack_writes_nothing_over_the_captions() -> None:
    try:
        ctypes.CDLL("libjack.so.0")
    except OSError:
        pytest.skip("libjack is not installed")
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _OPENS_JACK], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stderr == ""
