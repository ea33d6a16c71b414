"""How often an output runs dry while the interpreter of Python is busy, by who serves it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from engine.arrays import TARGET_RATE_HZ
from engine.audio.echo import EnvelopeTrack
from engine.devices.device_streams import DeviceInput, DeviceOutput, opening
from engine.devices.listing import AudioDevice
from engine.devices.memory import MemoryInput
from engine.devices.portaudio import close, start
from engine.devices.streams import InputStream, OutputStream
from engine.live.config import Controls
from engine.live.echo_guard import EchoGuard
from engine.live.endpoints import DeviceLine, now_s
from engine.live.sound import SoundLoop, SoundThread, SpeechQueue

_SETTLE_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class XrunRow:
    """One measurement.

    Attributes:
        busy_threads: pure Python threads that never wait.
        compiled_xruns: of the live layer: compiled callbacks, and a thread that keeps rings full.
        python_xruns: of a callback in Python that copies from an array.
    """

    busy_threads: int
    compiled_xruns: int
    python_xruns: int


def measure_xruns(
    heard: AudioDevice, played: AudioDevice, *, busy_threads: int, seconds: float
) -> XrunRow:
    """Play for so long in each way, beside so many busy threads.

    Raises:
        DeviceError: a device cannot be opened.
    """
    with _busy(busy_threads):
        return XrunRow(
            busy_threads=busy_threads,
            compiled_xruns=_compiled(heard, played, seconds),
            python_xruns=_python(played, seconds),
        )


def _compiled(heard: AudioDevice, played: AudioDevice, seconds: float) -> int:
    source, target = DeviceInput(heard), DeviceOutput(played)
    failures: list[Exception] = []
    envelope = EnvelopeTrack()
    loop = SoundLoop(
        DeviceLine[InputStream](source, heard.description),
        DeviceLine[OutputStream](target, played.description),
        engine_input=MemoryInput(most_samples=0),
        queue=SpeechQueue(),
        controls=Controls(translating=False),
        is_microphone=False,
        played=envelope,
        guard=EchoGuard([envelope]),
        emit=lambda _: None,
        clock=now_s,
    )
    thread = SoundThread(loop, on_failure=failures.append)
    thread.start()
    time.sleep(_SETTLE_S)
    before = loop.xruns
    time.sleep(seconds)
    xruns = loop.xruns - before
    thread.stop()
    source.close()
    target.close()
    for failure in failures:
        raise failure
    return xruns


def _python(played: AudioDevice, seconds: float) -> int:
    silence = np.zeros((TARGET_RATE_HZ, 2), np.float32)
    underflows = 0

    def callback(outdata: Any, frames: int, _: object, status: Any) -> None:
        nonlocal underflows
        underflows += bool(status.output_underflow)
        outdata[:] = silence[:frames, : outdata.shape[1]]

    with opening(played) as how:
        stream = how.portaudio.sounddevice.OutputStream(
            **how.arguments, dtype="float32", callback=callback
        )
        start(stream)
    time.sleep(_SETTLE_S)
    before = underflows
    time.sleep(seconds)
    xruns = underflows - before
    close(stream)
    return xruns


@contextmanager
def _busy(count: int) -> Iterator[None]:
    """Keep so many threads computing in Python."""
    stop = threading.Event()

    def compute() -> None:
        total = 0
        while not stop.is_set():
            for number in range(1_000):
                total += number * number

    threads = [threading.Thread(target=compute, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
