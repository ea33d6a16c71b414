"""The sound thread: hears the source, feeds the engine, mixes, and keeps the output supplied."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.audio.echo import EnvelopeTrack
from engine.audio.mixing import SILENT, Bools, Fader, Level, SpeechMixer, Volumes, measure_level
from engine.audio.resample import DriftingQueue, Resampler
from engine.devices.memory import MemoryInput
from engine.devices.streams import InputStream, OutputStream
from engine.errors import DeviceError, EngineError
from engine.events import AudioProduced, TextWithdrawn
from engine.live.config import LOUDEST_VOLUME, Controls
from engine.live.echo_guard import EchoGuard
from engine.live.endpoints import DeviceLine
from engine.live.events import Notice, SourceSilent
from engine.messages import Code, Message

STEP_S: Final = 0.01

_LEAD_S: Final = 0.15
"""How much is mixed ahead of the device: what a late step of this thread may cost."""

_MOST_LEAD_S: Final = 0.4
_MORE_LEAD_S: Final = 0.05
"""After each time that it was too little."""

_PASSING_MS: Final = 60
"""How much of the original waits to be mixed, since devices deliver in blocks of up to 50 ms."""

_SWITCH_SAMPLES: Final = 240
"""A push is quick: 5 ms at 48 kHz, 15 ms at what the engine hears."""

_FADE_SAMPLES: Final = 480
"""Speech that is broken off ends in 20 ms."""

_DIGITAL_SILENCE: Final = 10 ** (-110 / 20)
_SILENT_S: Final = 8.0

_METER_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class StartedClause:
    """A clause whose first sample was just taken.

    Attributes:
        source_start: of the words that it translates.
        offset_samples: how many samples of the same `take` came before it.
    """

    source_start: SampleIndex
    offset_samples: int


class SpeechQueue:
    """Pieces of speech; each begins when it is there and the one before it is over."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pieces: deque[AudioProduced] = deque()
        self._place = 0
        self._waiting = 0
        self._is_closed = False

    @property
    def waiting_samples(self) -> int:
        """How much waits, at TARGET_RATE_HZ."""
        return self._waiting

    def push(self, piece: AudioProduced) -> None:
        """Add a piece of a clause, or a whole one."""
        with self._lock:
            if piece.samples.size and not self._is_closed:
                self._pieces.append(piece)
                self._waiting += piece.samples.size

    def take(self, count: int) -> tuple[Float32, Bools, list[StartedClause]]:
        """Give [count] samples, silence behind the last piece.

        Returns:
            The samples, where they are speech rather than silence for want of it, and the clauses
            that begin in them.
        """
        samples = np.zeros(count, np.float32)
        begun: list[StartedClause] = []
        done = 0
        with self._lock:
            while self._pieces and done < count:
                piece = self._pieces[0]
                if self._place == 0 and piece.begins_clause:
                    begun.append(StartedClause(piece.source_start, done))
                part = piece.samples[self._place : self._place + count - done]
                samples[done : done + part.size] = part
                done += part.size
                self._place += part.size
                if self._place == piece.samples.size:
                    self._pieces.popleft()
                    self._place = 0
            self._waiting -= done
        return samples, np.arange(count) < done, begun

    def leave(self) -> list[AudioProduced]:
        """Drop what waits but for the next few milliseconds, in which it fades out.

        Returns:
            The first pieces of clauses that nobody hears.
        """
        with self._lock:
            if not self._pieces:
                return []
            first, *others = self._pieces
            faded = self._fading(first)
            self._pieces = deque([faded])
            is_unheard = self._place == 0
            self._place, self._waiting = 0, faded.samples.size
        unheard = ([first] if is_unheard else []) + others
        return [piece for piece in unheard if piece.begins_clause]

    def withdraw(self, turn: TextWithdrawn) -> None:
        """Drop what was said of a turn; what of it plays now fades out."""
        with self._lock:
            kept = deque(piece for piece in self._pieces if not turn.takes_back(piece))
            first = self._pieces[0] if self._pieces else None
            if first is not None and self._place and turn.takes_back(first):
                kept.appendleft(self._fading(first))
                self._place = 0
            self._pieces = kept
            self._waiting = sum(piece.samples.size for piece in kept) - self._place

    def _fading(self, piece: AudioProduced) -> AudioProduced:
        """The next few milliseconds of what plays, to its end."""
        rest = piece.samples[self._place : self._place + _FADE_SAMPLES]
        faded = rest * np.linspace(1, 0, rest.size, dtype=np.float32)
        return replace(piece, samples=faded, begins_clause=False)

    def close(self) -> None:
        """Drop all that waits, and what is still to come."""
        with self._lock:
            self._is_closed = True
            self._pieces.clear()
            self._place = self._waiting = 0


class Meter:
    """The level of the last tenth of a second."""

    def __init__(self) -> None:
        self.level: Level = SILENT
        self._parts: list[Float32] = []
        self._size = 0

    def push(self, samples: Float32, rate_hz: int) -> None:
        """Take [n] samples."""
        if samples.size:
            self._parts.append(samples)
            self._size += samples.size
        if self._size >= _METER_S * rate_hz:
            self.level = measure_level(np.concatenate(self._parts))
            self._parts, self._size = [], 0


class SilenceWatch:
    """Notices a microphone that delivers digital silence: a real one always has some noise.

    Attributes:
        hears_speech: set while the engine hears an utterance; the source is not silent then.
    """

    def __init__(self) -> None:
        self.hears_speech = False
        self._since_s: float | None = None
        self._is_reported = False

    def push(self, samples: Float32, *, at_s: float) -> SourceSilent | None:
        """Take [n] samples, as the device delivered them."""
        if samples.size == 0:
            return None
        if self.hears_speech or float(np.abs(samples).max()) > _DIGITAL_SILENCE:
            self._since_s = None
            if self._is_reported:
                self._is_reported = False
                return SourceSilent(is_silent=False, message=Message(Code.SOURCE_SOUNDS))
        elif self._since_s is None:
            self._since_s = at_s
        elif not self._is_reported and at_s - self._since_s >= _SILENT_S:
            self._is_reported = True
            return SourceSilent(is_silent=True, message=Message(Code.SOURCE_SILENT))
        return None


class ListenIn:
    """Plays the translation on a second output, whose clock is another one.

    Args:
        line: the output.
    """

    def __init__(self, line: DeviceLine[OutputStream]) -> None:
        self._line = line
        self._stream: OutputStream | None = None
        self._queue = self._new_queue(TARGET_RATE_HZ)
        self._written = 0

    def push(self, speech: Float32) -> None:
        """Take [n] samples at TARGET_RATE_HZ as the first output gets them, silence included."""
        if self._stream is not None:
            self._queue.push(speech)

    def step(self) -> None:
        """Keep the output supplied."""
        stream = self._line.stream
        if stream is not self._stream:
            self._stream, self._written = stream, 0
            if stream is not None:
                self._queue = self._new_queue(stream.rate_hz)
        if stream is None or self._line.failure is not None:
            return
        try:
            waiting = stream.waiting_samples()
        except DeviceError as error:
            self._line.fail(error)
            return
        if waiting < self._written:
            self._line.note_delivery()
        missing = int(_LEAD_S * stream.rate_hz) - waiting
        if missing >= STEP_S * stream.rate_hz:
            waiting += stream.write(self._queue.take(missing))
        self._written = waiting

    @staticmethod
    def _new_queue(rate_hz: int) -> DriftingQueue:
        return DriftingQueue(from_hz=TARGET_RATE_HZ, to_hz=rate_hz, wanted_ms=_PASSING_MS)


class SoundLoop:
    """Does all that must happen every few milliseconds; belongs to one thread.

    Args:
        source: what is heard.
        target: where it is played; None for nowhere.
        listen_in: where the translation is played too; None for nowhere.
        engine_input: gets what is heard, at SOURCE_RATE_HZ.
        queue: has what is spoken.
        controls: are read once in each step.
        is_microphone: whether silence of the source is worth a notice.
        played: gets what is spoken, for whoever may hear it.
        guard: looks for that in what is heard.
        emit: is called on this thread.
        clock: seconds, monotonic.

    Attributes:
        source_meter: of what is heard, after mute.
        target_meter: of what is played.
        speech_lag_s: see Gauges.
        input_failure: what ended the source for good, such as a damaged recording: what was heard
            before it is finished and played.
    """

    def __init__(
        self,
        source: DeviceLine[InputStream],
        target: DeviceLine[OutputStream] | None,
        *,
        engine_input: MemoryInput,
        queue: SpeechQueue,
        controls: Controls,
        is_microphone: bool,
        played: EnvelopeTrack,
        guard: EchoGuard,
        emit: Callable[[Notice], None],
        clock: Callable[[], float],
        listen_in: DeviceLine[OutputStream] | None = None,
    ) -> None:
        self._listen_in = None if listen_in is None else ListenIn(listen_in)
        self._source = source
        self._target = target
        self._engine_input = engine_input
        self._queue = queue
        self._controls = controls
        self._silence: SilenceWatch | None = None
        self.hear(source, is_microphone=is_microphone)
        self._played = played
        self._guard = guard
        self._emit = emit
        self._clock = clock
        self._is_hearing = True
        self._heard_at_s = clock()
        self._owed = 0.0
        self._input: InputStream | None = None
        self._to_engine = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=SOURCE_RATE_HZ)
        self._passing = self._new_passing(SOURCE_RATE_HZ)
        self._mute = Fader(0.0 if controls.muted else 1.0, fade_samples=_SWITCH_SAMPLES)
        self._gate = Fader(1.0 if controls.translating else 0.0, fade_samples=_SWITCH_SAMPLES)
        self._output: OutputStream | None = None
        self._to_device = Resampler(from_hz=TARGET_RATE_HZ, to_hz=TARGET_RATE_HZ)
        self._mixer = SpeechMixer(self._volumes())
        self._lead_s = _LEAD_S
        self._output_xruns = 0
        self._written = 0
        self._closed_xruns = 0
        self._played_at_s = clock()
        self._spoken_until_s = 0.0
        self.source_meter = Meter()
        self.target_meter = Meter()
        self.speech_lag_s: float | None = None
        self.input_failure: EngineError | None = None

    @property
    def xruns(self) -> int:
        """How often an output had nothing to play or sound of the source was lost."""
        streams = (self._input, self._output)
        return self._closed_xruns + sum(stream.xruns for stream in streams if stream is not None)

    @property
    def queued_samples(self) -> int:
        """How much translated speech is still to be heard, at TARGET_RATE_HZ."""
        in_device_s = max(0.0, self._spoken_until_s - self._clock())
        return self._queue.waiting_samples + round(in_device_s * TARGET_RATE_HZ)

    def begin(self) -> None:
        """Leave what was heard before now, while models were loaded."""
        source = self._source
        stream = source.stream
        if stream is not None and source.failure is None:
            try:
                stream.take()
            except DeviceError as error:
                source.fail(error)
            self._closed_xruns = -stream.xruns
        self._heard_at_s = self._played_at_s = self._clock()

    def hear(self, source: DeviceLine[InputStream], *, is_microphone: bool) -> None:
        """Hear something else from the next step on. From any thread."""
        self._silence = SilenceWatch() if is_microphone else None
        self._source = source

    def stop_hearing(self) -> None:
        """Take nothing more in; what was spoken is played on. From any thread."""
        self._is_hearing = False

    def note_speech(self, *, is_heard: bool) -> None:
        """The engine hears an utterance, or it is over. From any thread."""
        silence = self._silence
        if silence is not None:
            silence.hears_speech = is_heard

    def step(self) -> None:
        """Move sound from the source to the engine and to the target."""
        self._hear()
        notice = self._guard.judge(at_s=self._clock())
        if notice is not None:
            self._emit(notice)
        if self._target is not None:
            self._play(self._target)
        if self._listen_in is not None:
            self._listen_in.step()

    def _hear(self) -> None:
        source = self._source
        stream = source.stream
        if stream is not self._input:
            self._change_input(stream)
        now_s = self._clock()
        heard = np.zeros(0, np.float32)
        if self.input_failure is not None:
            return
        if stream is not None and source.failure is None:
            try:
                heard = stream.take()
            except DeviceError as error:
                source.fail(error)
            except EngineError as error:
                self.input_failure = error
            if stream.ended or self.input_failure is not None:
                self._take(heard, stream)
                self._engine_input.feed(self._to_engine.flush())
                self._engine_input.finish()
                return
            if heard.size:
                source.note_delivery()
                self._heard_at_s = now_s
                self._owed = 0.0
                self._take(heard, stream)
        if stream is None or source.failure is not None:
            # The clock of the source goes on while its device is away.
            self._owed += max(0.0, now_s - self._heard_at_s) * SOURCE_RATE_HZ
            self._heard_at_s = now_s
            silence = np.zeros(int(self._owed), np.float32)
            self._owed -= silence.size
            self.source_meter.push(silence, SOURCE_RATE_HZ)
            self._engine_input.feed(silence)

    def _take(self, heard: Float32, stream: InputStream) -> None:
        controls = self._controls
        ends_at_s = self._clock() - stream.latency_s
        silence = self._silence
        if silence is not None:
            notice = silence.push(heard, at_s=ends_at_s)
            if notice is not None:
                self._emit(notice)
        self._guard.hear(heard, rate_hz=stream.rate_hz, ends_at_s=ends_at_s)
        is_open = self._is_hearing and not controls.muted
        heard = heard * self._mute.push(heard.size, 1.0 if is_open else 0.0)
        self.source_meter.push(heard, stream.rate_hz)
        if self._target is not None:
            self._passing.push(heard)
        speech = self._to_engine.push(heard)
        is_heard = controls.translating and not self._guard.is_own_voice(at_s=ends_at_s)
        self._engine_input.feed(speech * self._gate.push(speech.size, 1.0 if is_heard else 0.0))

    def _play(self, target: DeviceLine[OutputStream]) -> None:
        stream = target.stream
        if stream is not self._output:
            self._change_output(stream)
        now_s = self._clock()
        missing_s = min(now_s - self._played_at_s, _MOST_LEAD_S)
        latency_s = waiting_s = 0.0
        if stream is not None and target.failure is None:
            try:
                waiting = stream.waiting_samples()
            except DeviceError as error:
                target.fail(error)
            else:
                if waiting < self._written:
                    target.note_delivery()
                self._written = waiting
                waiting_s = waiting / stream.rate_hz
                self._widen_lead(stream.xruns)
                missing_s = self._lead_s - waiting_s
                latency_s = stream.latency_s
        if missing_s < STEP_S:
            return
        mixed = self._mix(int(missing_s * TARGET_RATE_HZ), heard_in_s=waiting_s + latency_s)
        self._played_at_s = now_s
        if stream is not None and target.failure is None:
            self._written += stream.write(self._to_device.push(mixed))

    def _mix(self, count: int, *, heard_in_s: float) -> Float32:
        original = self._passing.take(count)
        speech, is_spoken, begun = self._queue.take(count)
        begins_s = self._clock() + heard_in_s
        if is_spoken.any():
            self._spoken_until_s = begins_s + int(is_spoken.sum()) / TARGET_RATE_HZ
        for clause in begun:
            now_in_source_s = self._engine_input.fed / SOURCE_RATE_HZ + self._input_latency_s
            due_s = heard_in_s + clause.offset_samples / TARGET_RATE_HZ
            self.speech_lag_s = now_in_source_s + due_s - clause.source_start / SOURCE_RATE_HZ
        volumes = self._volumes()
        heard = speech * np.float32(volumes.translation)
        if self._listen_in is not None:
            self._listen_in.push(heard)
        self._played.push(
            heard,
            rate_hz=TARGET_RATE_HZ,
            ends_at_s=begins_s + count / TARGET_RATE_HZ,
        )
        mixed = self._mixer.push(original, speech, is_spoken, volumes)
        self.target_meter.push(mixed, TARGET_RATE_HZ)
        return mixed

    def _volumes(self) -> Volumes:
        controls = self._controls
        original = controls.original_volume if controls.translating else 1.0
        return Volumes(
            original=min(max(original, 0.0), LOUDEST_VOLUME),
            translation=min(max(controls.translation_volume, 0.0), LOUDEST_VOLUME),
            ducking=controls.ducking,
        )

    def _widen_lead(self, xruns: int) -> None:
        if xruns > self._output_xruns:
            self._lead_s = min(self._lead_s + _MORE_LEAD_S, _MOST_LEAD_S)
        self._output_xruns = xruns

    def _change_input(self, stream: InputStream | None) -> None:
        self._closed_xruns += 0 if self._input is None else self._input.xruns
        self._input = stream
        if stream is not None:
            self._to_engine = Resampler(from_hz=stream.rate_hz, to_hz=SOURCE_RATE_HZ)
            self._passing = self._new_passing(stream.rate_hz)

    def _change_output(self, stream: OutputStream | None) -> None:
        self._closed_xruns += 0 if self._output is None else self._output.xruns
        self._output = stream
        self._output_xruns = self._written = 0
        if stream is not None:
            self._to_device = Resampler(from_hz=TARGET_RATE_HZ, to_hz=stream.rate_hz)

    @property
    def _input_latency_s(self) -> float:
        return 0.0 if self._input is None else self._input.latency_s

    @staticmethod
    def _new_passing(rate_hz: int) -> DriftingQueue:
        return DriftingQueue(from_hz=rate_hz, to_hz=TARGET_RATE_HZ, wanted_ms=_PASSING_MS)


class SoundThread:
    """Steps a SoundLoop until it is stopped.

    Args:
        loop: belongs to this thread from `start` on.
        on_failure: called in this thread with what ended it.
    """

    def __init__(self, loop: SoundLoop, *, on_failure: Callable[[Exception], None]) -> None:
        self._loop = loop
        self._on_failure = on_failure
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.begin()
            while not self._stop.wait(STEP_S):
                self._loop.step()
        except Exception as error:  # noqa: BLE001 - the top of the thread
            self._on_failure(error)
