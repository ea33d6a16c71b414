"""A sound system, devices and sessions that a test moves by hand."""

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.devices.listing import AudioDevice, DeviceKind
from engine.devices.virtual import VirtualDevices
from engine.errors import DeviceError
from engine.events import AudioProduced
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress, LoadWatcher
from engine.planner import SessionConfig
from engine.session import Session


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class FakeInput:
    """An input device; a test says what it hears."""

    def __init__(self, *, rate_hz: int = TARGET_RATE_HZ) -> None:
        self.rate_hz = rate_hz
        self.latency_s = 0.0
        self.xruns = 0
        self.lost_samples = 0
        self.ended = False
        self.closed = False
        self.returns = 0
        self.is_lost = False
        self._waiting: list[Float32] = []

    def hear(self, samples: Float32) -> None:
        self._waiting.append(samples)

    def waiting_samples(self) -> int:
        return sum(samples.size for samples in self._waiting)

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        del timeout_s
        if self.is_lost:
            raise DeviceError(Code.VERBATIM, text="The microphone stopped; plug it in again.")
        waiting = np.concatenate([np.zeros(0, np.float32), *self._waiting])
        self._waiting = [] if most is None else [waiting[most:]]
        return waiting[:most]

    def return_to_device(self) -> None:
        self.returns += 1

    def close(self) -> None:
        self.closed = True


class FakeOutput:
    """An output device that plays while a test lets it; at most so many samples may wait."""

    def __init__(self, *, rate_hz: int = TARGET_RATE_HZ, most_samples: int = 1_000_000_000) -> None:
        self.rate_hz = rate_hz
        self._most_samples = most_samples
        self.latency_s = 0.0
        self.xruns = 0
        self.closed = False
        self.returns = 0
        self.is_lost = False
        self.played: list[Float32] = []
        self._waiting = np.zeros(0, np.float32)

    @property
    def heard(self) -> Float32:
        return np.concatenate([np.zeros(0, np.float32), *self.played])

    def waiting_samples(self) -> int:
        if self.is_lost:
            raise DeviceError(Code.VERBATIM, text="The loudspeaker stopped; plug it in again.")
        return self._waiting.size

    def write(self, samples: Float32) -> int:
        fitting = samples[: self._most_samples - self._waiting.size]
        self._waiting = np.concatenate([self._waiting, fitting])
        return fitting.size

    def play(self, seconds: float) -> None:
        count = round(seconds * self.rate_hz)
        played = self._waiting[:count]
        if played.size < count and self.played:
            self.xruns += 1
        self._waiting = self._waiting[count:]
        self.played.append(np.concatenate([played, np.zeros(count - played.size, np.float32)]))

    def return_to_device(self) -> None:
        self.returns += 1

    def close(self) -> None:
        self.closed = True


def device(
    name: str, kind: DeviceKind, *, is_default: bool = False, is_monitor: bool = False
) -> AudioDevice:
    return AudioDevice(
        name=name,
        description=name.title(),
        host="Test",
        kind=kind,
        channels=2,
        is_default=is_default,
        is_monitor=is_monitor,
    )


MIC = device("mic", DeviceKind.INPUT, is_default=True)
HEADSET = device("headset", DeviceKind.INPUT)
SPEAKER = device("speaker", DeviceKind.OUTPUT, is_default=True)


class FakeSystem:
    """An AudioSystem; set `listed` to what there is."""

    def __init__(self, *listed: AudioDevice) -> None:
        self.listed: tuple[AudioDevice, ...] = listed
        self.inputs: list[FakeInput] = []
        self.outputs: list[FakeOutput] = []
        self.refuses = False

    def devices(self) -> tuple[AudioDevice, ...]:
        return self.listed

    def open_input(self, device: AudioDevice) -> FakeInput:
        self._check(device)
        self.inputs.append(FakeInput())
        return self.inputs[-1]

    def open_output(self, device: AudioDevice) -> FakeOutput:
        self._check(device)
        self.outputs.append(FakeOutput())
        return self.outputs[-1]

    def virtual_devices(self) -> VirtualDevices:
        return VirtualDevices()

    def _check(self, device: AudioDevice) -> None:
        if self.refuses or device not in self.listed:
            raise DeviceError(
                Code.VERBATIM, text=f"{device.description} cannot be opened; choose another."
            )


class FixedInterpreter:
    """Makes the sessions that it was given; loading says so."""

    def __init__(
        self,
        *sessions: Session,
        fails_with: Exception | None = None,
        cautions: Message | None = None,
    ) -> None:
        self._sessions = list(sessions)
        self.fails_with = fails_with
        self._cautions = cautions

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        del config
        return ("tiny",)

    def caution(self, config: SessionConfig) -> Message | None:
        del config
        return self._cautions

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        del config
        if self.fails_with is not None:
            raise self.fails_with
        if progress is not None:
            progress(LoadProgress(pack="tiny", done=0, total=1))
            progress(LoadProgress(pack="", done=1, total=1))

    def session(self, config: SessionConfig) -> Session:
        del config
        return self._sessions.pop(0)


def clause(samples: Float32, *, source_start: int = 0) -> AudioProduced:
    return AudioProduced(
        samples=samples,
        target_start=0,
        text="said",
        language="en",
        tempo=1.0,
        source_start=source_start,
        source_end=source_start + SOURCE_RATE_HZ,
        heard=source_start + SOURCE_RATE_HZ,
    )
