"""What is particular to PipeWire in the place of PulseAudio."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.devices.device_streams import DeviceInput
from engine.devices.listing import VIRTUAL_LOUDSPEAKER, VIRTUAL_MICROPHONE, DeviceKind, find_device
from engine.devices.programs import ProgramStreams
from engine.devices.streams import InputStream
from engine.devices.system_audio import SystemAudioInput
from engine.devices.virtual import VirtualDevices
from engine.errors import DeviceError
from engine.messages import Code
from tests.helpers.pulse import PipeWireServer, why_no_pipewire
from tests.helpers.raising import raises
from tests.helpers.sound import Player
from tests.integration.test_programs import place, wait

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(why_no_pipewire() is not None, reason=why_no_pipewire() or ""),
]

_PEAK = 0.3


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeWireServer]:
    running = PipeWireServer(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", running.address)
    yield running
    running.kill()


@pytest.fixture(params=[1, 2])
def tune(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Of one channel, and of two."""
    path = tmp_path / "tune.wav"
    tone = _PEAK * np.sin(2 * np.pi * 440 * np.arange(20 * 16_000) / 16_000)
    soundfile.write(path, np.stack([tone] * request.param, axis=1), 16_000)
    return path


def _peak(stream: InputStream) -> float:
    """How loud it gets, once it is heard."""
    loudest, heard_s = 0.0, 0.0
    deadline_s = time.monotonic() + 15
    while heard_s < 1.0:
        assert time.monotonic() < deadline_s
        taken = stream.take(timeout_s=0.1)
        loudest = max(loudest, float(np.abs(taken).max(initial=0.0)))
        if loudest > 0.05:
            heard_s += len(taken) / stream.rate_hz
    stream.close()
    return loudest


@pytest.mark.usefixtures("server")
def test_other_programs_are_as_loud_as_they_play(tune: Path) -> None:
    with Player(tune, "cable"):
        assert _peak(SystemAudioInput()) == pytest.approx(_PEAK, abs=0.03)


@pytest.mark.usefixtures("server")
def test_a_microphone_is_as_loud_as_it_is(tune: Path) -> None:
    with Player(tune, "mic_feed"):
        microphone = DeviceInput(find_device("test_mic", DeviceKind.INPUT))
        assert _peak(microphone) == pytest.approx(_PEAK, abs=0.03)


@pytest.mark.parametrize("tune", [1], indirect=True)
def test_a_program_is_moved_and_given_back_and_what_is_gone_is_refused(
    server: PipeWireServer, tune: Path
) -> None:
    devices = VirtualDevices()
    devices.loudspeaker()
    devices.microphone()
    find_device(VIRTUAL_MICROPHONE, DeviceKind.INPUT)
    microphone = find_device("test_mic", DeviceKind.INPUT)
    with Player(tune, "cable"):
        wait(lambda: place(server) == ["cable"])
        streams = ProgramStreams("paplay", VIRTUAL_LOUDSPEAKER)

        def is_moved() -> bool:
            streams.look()
            return place(server) == [VIRTUAL_LOUDSPEAKER]

        wait(is_moved)
        streams.give_back()
        wait(lambda: place(server) == ["cable"])
    devices.close()
    server.unplug_microphone()
    # PipeWire would open another one.
    with raises(DeviceError, Code.DEVICE_LOST):
        DeviceInput(microphone)
