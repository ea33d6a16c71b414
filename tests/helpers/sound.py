"""Other programs at a sound server: one that plays, one that records."""

import shutil
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.devices.device_streams import DeviceInput
from engine.devices.listing import DeviceKind, find_device
from engine.errors import DeviceError
from engine.events import TextCommitted
from engine.interpreter import Interpreter
from engine.planner import SessionConfig
from engine.session import SourceBlock, finish_now

_STEP_S = 0.05
_ON_ITS_WAY_S = 0.5


class Player:
    """Another program that plays a file to an output; leaving the `with` ends it."""

    def __init__(self, path: Path, sink: str) -> None:
        program = shutil.which("paplay")
        assert program is not None
        self._process = subprocess.Popen([program, "-d", sink, str(path)])  # noqa: S603

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def is_playing(self) -> bool:
        return self._process.poll() is None


class Recorder:
    """Records an input from `with` to `with`'s end, or until the device is taken away."""

    def __init__(self, name: str) -> None:
        self._stream = DeviceInput(find_device(name, DeviceKind.INPUT))
        self._resampler = Resampler(from_hz=self._stream.rate_hz, to_hz=SOURCE_RATE_HZ)
        self._parts: list[Float32] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # What was played a moment ago is still on its way here.
        self._thread.join(timeout=_ON_ITS_WAY_S)
        self._stop.set()
        self._thread.join()
        self._stream.close()

    @property
    def samples(self) -> Float32:
        """[n] at SOURCE_RATE_HZ."""
        return np.concatenate([np.zeros(0, np.float32), *self._parts])

    def _run(self) -> None:
        # A virtual device goes with the call that made it, maybe before the `with` ends.
        with suppress(DeviceError):
            while not self._stop.wait(_STEP_S):
                self._parts.append(self._resampler.push(self._stream.take()))
                self._stream.return_to_device()


def transcribe(interpreter: Interpreter, samples: Float32, language: str) -> str:
    """What the speech model hears in a recording."""
    session = interpreter.session(SessionConfig(source=language, target=language, speaks=False))
    events = [*session.push(SourceBlock(samples)), *finish_now(session)]
    return "".join(event.text for event in events if isinstance(event, TextCommitted))
