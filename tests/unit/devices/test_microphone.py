from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.devices.listing import AudioDevice, DeviceKind
from engine.devices.microphone import Microphone
from engine.devices.opening import Opening
from engine.devices.portaudio import PortAudio

DEVICE = AudioDevice(
    name="mic",
    description="Mic",
    host="ALSA",
    kind=DeviceKind.INPUT,
    channels=1,
    is_default=True,
    is_monitor=False,
)


class FakeRing:
    """A ring that a test fills by hand."""

    def __init__(self, *_: int) -> None:
        self.samples: Float32 = np.zeros(0, np.float32)

    @property
    def read_available(self) -> int:
        return self.samples.size

    def readinto(self, taken: Float32) -> None:
        taken[:, 0] = self.samples[: len(taken)]
        self.samples = self.samples[len(taken) :]


class FakeRecorder:
    """A recording that its device keeps among its actions even after it was stopped."""

    def __init__(self, **_: object) -> None:
        self.active = True
        self.rings: list[FakeRing] = []
        self.actions: list[object] = []

    def record_ringbuffer(self, ring: FakeRing) -> object:
        self.rings.append(ring)
        self.actions.append(ring)
        return ring

    def start(self) -> None:
        pass

    def stop(self) -> None:
        self.active = False

    def close(self, *, ignore_errors: bool) -> None:
        del ignore_errors


@pytest.fixture
def recorders(monkeypatch: pytest.MonkeyPatch) -> list[FakeRecorder]:
    made: list[FakeRecorder] = []

    def record(**arguments: object) -> FakeRecorder:
        made.append(FakeRecorder(**arguments))
        return made[-1]

    @contextmanager
    def opening(_: AudioDevice) -> Iterator[Opening]:
        library = SimpleNamespace(RingBuffer=FakeRing, Recorder=record)
        yield Opening(
            portaudio=PortAudio(library, library),  # type: ignore[arg-type]
            rate_hz=SOURCE_RATE_HZ,
            channels=1,
            arguments={},
        )

    monkeypatch.setattr("engine.devices.microphone.opening", opening)
    return made


@pytest.mark.parametrize("size", [1, 319, 320, 10_000])
def test_stopping_loses_nothing_that_was_recorded(recorders: list[FakeRecorder], size: int) -> None:
    said = np.random.default_rng(7).uniform(-0.5, 0.5, size).astype(np.float32)
    microphone = Microphone(DEVICE)
    microphone.start()
    ((ring,),) = (recorder.rings for recorder in recorders)
    ring.samples = said
    microphone.stop()
    heard: list[Float32] = []
    while not microphone.ended:
        block = microphone.read(timeout_s=0.0)
        if block is not None:
            assert block.start == sum(part.size for part in heard)
            heard.append(block.samples)
    microphone.close()
    np.testing.assert_allclose(np.concatenate(heard), said, atol=1e-6)


def test_a_block_is_not_given_before_it_is_worth_the_work(recorders: list[FakeRecorder]) -> None:
    microphone = Microphone(DEVICE)
    microphone.start()
    ((ring,),) = (recorder.rings for recorder in recorders)
    ring.samples = np.ones(319, np.float32)
    assert microphone.read(timeout_s=0.0) is None
    ring.samples = np.ones(320, np.float32)
    block = microphone.read(timeout_s=0.0)
    assert block is not None
    assert block.samples.size == 320
    microphone.close()
