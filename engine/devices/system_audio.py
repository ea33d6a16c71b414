"""What other programs play, without what this one plays.

A PulseAudio server, and PipeWire in its place, lets a client record a single stream of another
program before it is mixed (pa_stream_set_monitor_stream). All but our own are recorded and mixed
here, so that the interpreter never hears itself, wherever it plays.
"""

import importlib
import os
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from engine.arrays import Float32
from engine.audio.resample import DriftingQueue
from engine.devices.pulse import SoundServerError, connect, sound_server_errors
from engine.devices.streams import wait_for_samples
from engine.errors import DeviceError
from engine.messages import Code, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

_RATE_HZ: Final = 48_000
_FRAGMENT_S: Final = 0.02
_LOOK_S: Final = 0.25
"""How soon a program that begins to play is heard."""

_WANTED_MS: Final = 60
_CHANNELS: Final = 2
"""Mixed here: PipeWire makes one of two 3 dB too loud."""

_BYTES: Final = 4 * _CHANNELS  # of a frame

_ELSEWHERE: Final = {
    "win32": Message(
        Code.SYSTEM_AUDIO_UNSUPPORTED,
        system="Windows",
        cable="VB-CABLE",
        address="vb-audio.com/Cable",
    ),
    "darwin": Message(
        Code.SYSTEM_AUDIO_UNSUPPORTED,
        system="macOS",
        cable="BlackHole",
        address="existential.audio/blackhole",
    ),
}


def system_audio_guide() -> Message | None:
    """Say what to do where this system gives no program the sound of others; None elsewhere."""
    return _ELSEWHERE.get(sys.platform)


class Playing(Protocol):
    """What one program plays: it comes on one thread, and is taken on another."""

    def take(self, count: int) -> Float32:
        """Give [count] samples, silence where too few have come."""
        ...


class MixedInput(ABC):
    """An InputStream over the sound of programs, which a thread of its own records.

    Args:
        rate_hz: of all of them.
        latency_s: from what is played until it can be taken.

    Attributes:
        failure: why nothing comes any more; None while it does.
    """

    def __init__(self, *, rate_hz: int, latency_s: float) -> None:
        self.rate_hz: Final = rate_hz
        self.latency_s: Final = latency_s
        self.failure: DeviceError | None = None
        self._playing: Sequence[Playing] = ()
        self._stop = threading.Event()
        self._taken_at_s = time.monotonic()

    def _start(self, name: str) -> None:
        self._thread = threading.Thread(target=self._record, name=name, daemon=True)
        self._thread.start()

    @abstractmethod
    def _record(self) -> None:
        """Keep `_playing` up to date until `_stop` is set, and note a failure."""

    @property
    def xruns(self) -> int:
        """None: what is not read is kept for long."""
        return 0

    @property
    def lost_samples(self) -> int:
        """None: what is not read is kept for long."""
        return 0

    @property
    def ended(self) -> bool:
        """Never."""
        return False

    def waiting_samples(self) -> int:
        """How much time has passed: there is sound for all of it, silence where nothing plays."""
        return int((time.monotonic() - self._taken_at_s) * self.rate_hz)

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        """Give what has come; silence where nothing plays."""
        if self.failure is not None:
            raise self.failure
        waiting = wait_for_samples(self.waiting_samples, timeout_s=timeout_s)
        count = waiting if most is None else min(waiting, most)
        self._taken_at_s += count / self.rate_hz
        mixed = np.zeros(count, np.float32)
        for program in self._playing:
            mixed += program.take(count)
        return mixed

    def return_to_device(self) -> None:  # noqa: B027 - nothing to do is what any of them does
        """Nothing is moved."""

    def close(self) -> None:
        """Stop recording; twice is harmless."""
        self._stop.set()
        self._thread.join()


class SystemAudioInput(MixedInput):
    """An InputStream over the sound of all other programs; a thread of its own records it.

    What a client does not read, the server keeps for minutes.

    Raises:
        DeviceError: this system has no way to it; says what to do instead.
    """

    def __init__(self) -> None:
        self._programs: dict[tuple[int, int], _Program] = {}
        self._pulse: Any = _connect()
        super().__init__(rate_hz=_RATE_HZ, latency_s=_FRAGMENT_S + _WANTED_MS / 1000)
        self._start("system audio")

    def _record(self) -> None:
        try:
            with sound_server_errors():
                while not self._stop.is_set():
                    self._look()
                    # pulsectl has no public way to read a stream; get_peak_sample does it so.
                    self._pulse._pulse_poll(_LOOK_S)  # noqa: SLF001
                for program in self._programs.values():
                    program.close()
        except SoundServerError:
            self.failure = DeviceError(Code.SOUND_SERVER_STOPPED)
        finally:
            self._pulse.close()

    def _look(self) -> None:
        """Begin to record what began to play, and let go of what ended or moved elsewhere."""
        monitors = {sink.index: sink.monitor_source_name for sink in self._pulse.sink_list()}
        ours = str(os.getpid())
        playing = {
            (stream.index, stream.sink)
            for stream in self._pulse.sink_input_list()
            if stream.proplist.get("application.process.id") != ours
        }
        programs = {key: self._programs[key] for key in self._programs.keys() & playing}
        for key in self._programs.keys() - playing:
            self._programs[key].close()
        for stream, sink in playing - programs.keys():
            if sink in monitors:
                programs[stream, sink] = _Program(self._pulse, stream, monitors[sink])
        self._programs = programs
        self._playing = tuple(programs.values())


class _Program:
    """One recorded stream of another program: filled on the server's thread, taken on another."""

    def __init__(self, pulse: Any, index: int, monitor: str) -> None:
        self._queue = DriftingQueue(from_hz=_RATE_HZ, to_hz=_RATE_HZ, wanted_ms=_WANTED_MS)
        self._come: deque[Float32] = deque()
        self._c: Any = importlib.import_module("pulsectl._pulsectl")  # the library as it is
        # The library holds no reference to it.
        self._on_read = self._c.PA_STREAM_REQUEST_CB_T(self._read)
        form = self._c.PA_SAMPLE_SPEC(
            format=self._c.PA_SAMPLE_FLOAT32NE, rate=_RATE_HZ, channels=_CHANNELS
        )
        properties = self._c.pa.proplist_from_string("media.name=Dragoman")
        self._stream = self._c.pa.stream_new_with_proplist(
            pulse._ctx,  # noqa: SLF001 - as above
            "Dragoman",
            self._c.byref(form),
            None,
            properties,
        )
        self._c.pa.proplist_free(properties)
        self._c.pa.stream_set_monitor_stream(self._stream, index)
        self._c.pa.stream_set_read_callback(self._stream, self._on_read, None)
        fragment = int(_FRAGMENT_S * _RATE_HZ) * _BYTES
        self._c.pa.stream_connect_record(
            self._stream,
            monitor.encode(),
            self._c.PA_BUFFER_ATTR(fragsize=fragment, maxlength=2**32 - 1),
            self._c.PA_STREAM_DONT_MOVE | self._c.PA_STREAM_ADJUST_LATENCY,
        )

    def take(self, count: int) -> Float32:
        """Give [count] samples."""
        while self._come:
            self._queue.push(self._come.popleft())
        return self._queue.take(count)

    def close(self) -> None:
        """Let go of the stream."""
        # Where it has not ended with the program that played it.
        with suppress(self._c.pa.CallError):
            self._c.pa.stream_disconnect(self._stream)
        self._c.pa.stream_unref(self._stream)

    def _read(self, stream: Any, n_bytes: int, _: Any) -> None:
        start, size = self._c.c_void_p(), self._c.c_int(n_bytes)
        self._c.pa.stream_peek(stream, start, self._c.byref(size))
        if not size.value:
            return
        if start:
            count = size.value // _BYTES * _CHANNELS
            floats = self._c.cast(start, self._c.POINTER(self._c.c_float * count))
            frames = np.array(floats.contents, np.float32).reshape(-1, _CHANNELS)
            self._come.append(frames.mean(axis=1, dtype=np.float32))
        else:
            # A hole: the program played nothing for so long.
            self._come.append(np.zeros(size.value // _BYTES, np.float32))
        self._c.pa.stream_drop(stream)


def _connect() -> Any:
    if sys.platform in _ELSEWHERE:
        raise DeviceError.of(_ELSEWHERE[sys.platform])
    try:
        return connect("dragoman-system-audio")
    except SoundServerError as error:
        raise DeviceError(Code.SOUND_SERVER_MISSING) from error
