"""A live direction for a long time: does it lose sound, fall behind, or grow?"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.audio.resample import Resampler
from engine.devices.device_streams import DeviceOutput
from engine.devices.listing import DeviceKind, find_device
from engine.devices.virtual import VirtualDevices
from engine.errors import DeviceError
from engine.events import (
    AudioProduced,
    EngineFailed,
    GapReason,
    SourceGap,
    SpeechDropped,
    TextCommitted,
    TextTentative,
)
from engine.interpreter import Interpreter
from engine.live.config import FromMicrophone, LiveConfig, ToVirtualMicrophone
from engine.live.direction import LiveDirection
from engine.live.events import LiveEvent, LiveState
from engine.messages import Code
from engine.planner import SessionConfig

_PAUSE_S: Final = 2.0
_AHEAD_S: Final = 0.5
_STEP_S: Final = 0.05
_READING_S: Final = 1.0
_LOAD_S: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SoakReport:
    """What a run gave; None where there was nothing to measure.

    Attributes:
        seconds: on air.
        words: committed.
        xruns: see Gauges.
        lost_s: see Gauges.
        dropped: clauses that were not spoken.
        speech_lag_s: the medians of the first and of the last third.
        text_lag_s: the same.
        worst_backlog_s: the longest that sound waited for the engine.
        memory_growth_mb: resident memory at the end less after a third.
    """

    seconds: float
    words: int
    xruns: int
    lost_s: float
    dropped: int
    speech_lag_s: tuple[float, float] | None
    text_lag_s: tuple[float, float] | None
    worst_backlog_s: float
    memory_growth_mb: float | None


def soak(
    interpreter: Interpreter,
    config: SessionConfig,
    paths: Sequence[Path],
    *,
    seconds: float,
    on_reading: Callable[[float, float | None, float, int], None],
) -> SoakReport:
    """Play recordings one after the other into virtual devices, interpreted all the while.

    Args:
        interpreter: has the models.
        config: what to do.
        paths: in the source language.
        seconds: how long.
        on_reading: told (seconds, lag, backlog in seconds, xruns) every second.

    Raises:
        DeviceError: no virtual devices can be made here.
    """
    events: list[LiveEvent] = []

    def on_event(event: LiveEvent) -> None:
        # Sound that is kept would look like memory that grows.
        if not isinstance(event, AudioProduced | TextTentative):
            events.append(event)

    with VirtualDevices() as virtual:
        heard = virtual.loudspeaker().device
        direction = LiveDirection(
            interpreter,
            LiveConfig(
                session=config, source=FromMicrophone(heard.name), target=ToVirtualMicrophone()
            ),
            on_event=on_event,
        )
        direction.start()
        _wait_until_on_air(direction, events)
        feeder = _Feeder(paths)
        feeder.start()
        readings = []
        resident = []
        try:
            on_air = (LiveState.RUNNING, LiveState.INTERRUPTED)
            while direction.gauges.elapsed_s < seconds and direction.state in on_air:
                time.sleep(_READING_S)
                reading = direction.gauges
                readings.append(reading)
                resident.append(_resident_mb())
                on_reading(reading.elapsed_s, reading.lag_s, reading.backlog_s, reading.xruns)
        finally:
            feeder.stop()
            direction.end(drain=True)
            direction.join(timeout_s=_LOAD_S)
    last = readings[-1]
    for event in events:
        if isinstance(event, EngineFailed):
            raise DeviceError.of(event.message)
    return SoakReport(
        seconds=last.elapsed_s,
        words=sum(len(e.text.split()) for e in events if isinstance(e, TextCommitted)),
        xruns=last.xruns,
        lost_s=last.lost_s
        + sum(
            event.seconds
            for event in events
            if isinstance(event, SourceGap) and event.reason is not GapReason.NOT_UNDERSTOOD
        ),
        dropped=sum(isinstance(event, SpeechDropped) for event in events),
        speech_lag_s=_thirds([reading.speech_lag_s for reading in readings]),
        text_lag_s=_thirds([reading.text_lag_s for reading in readings]),
        worst_backlog_s=max(reading.backlog_s for reading in readings),
        memory_growth_mb=_growth(resident),
    )


class _Feeder:
    """Plays recordings to the virtual speaker, over and over, with pauses between them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="feeder", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        output = DeviceOutput(find_device("dragoman_speaker", DeviceKind.OUTPUT))
        try:
            while not self._stop.is_set():
                for path in self._paths:
                    self._play(output, _read(path, output.rate_hz))
        finally:
            output.close()

    def _play(self, output: DeviceOutput, samples: Float32) -> None:
        pause = np.zeros(round(_PAUSE_S * output.rate_hz), np.float32)
        samples = np.concatenate([samples, pause])
        while samples.size and not self._stop.wait(_STEP_S):
            room = round(_AHEAD_S * output.rate_hz) - output.waiting_samples()
            output.write(samples[: max(room, 0)])
            samples = samples[max(room, 0) :]


def _read(path: Path, rate_hz: int) -> Float32:
    resampler = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=rate_hz)
    with open_audio(path) as file:
        return np.concatenate([*map(resampler.push, file), resampler.flush()])


def _wait_until_on_air(direction: LiveDirection, events: Sequence[LiveEvent]) -> None:
    until_s = time.monotonic() + _LOAD_S
    while direction.state is not LiveState.RUNNING:
        for event in events:
            if isinstance(event, EngineFailed):
                raise DeviceError.of(event.message)
        if time.monotonic() > until_s:
            raise DeviceError(Code.MODELS_TOO_SLOW)
        time.sleep(_STEP_S)


def _thirds(values: Sequence[float | None]) -> tuple[float, float] | None:
    known = [value for value in values if value is not None]
    third = len(known) // 3
    if not third:
        return None
    return float(np.median(known[:third])), float(np.median(known[-third:]))


def _resident_mb() -> float | None:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * 4096 / 2**20


def _growth(resident: Sequence[float | None]) -> float | None:
    known = [value for value in resident if value is not None]
    return None if len(known) < 3 else known[-1] - known[len(known) // 3]
