"""The session of an engine that lives elsewhere: what all of them have in common.

An engine is a Wire, which makes Connections; a connection takes sound and gives Messages. All else
is here: speed, order, ends, limits, breaks. Engines differ in whether they tell where in the source
a text belongs; where one does not, it is taken to be about what was said a little before it came.

- Text: what the engine cannot take back is committed, at words' ends where it comes in pieces; the
  piece of a word that may go on is tentative. What an engine says again otherwise is not heard.
- Ends: `finish` waits for the rest, and no longer than the engine's limits; then it says so.
- Limits: before a connection's life is over another is made in a pause, and takes what is said
  from there on, while the old one ends what it heard. Its text comes first.
- Breaks: what was said since the last committed word is stored and sent again. Words that an engine
  without times then says twice are dropped.
"""

import asyncio
import logging
import re
import threading
import time
from collections import deque
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, TypeVar

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.events import (
    AudioProduced,
    EffortChanged,
    EngineNotice,
    Event,
    SourceGap,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TranscriptCommitted,
)
from engine.messages import Code, Message
from engine.remote.client import (
    BrokenOffError,
    BusyError,
    ServiceUnavailableError,
    UnreachableError,
    UnsettledError,
    went_in_mid_send,
)
from engine.remote.wire import (
    CatchesUp,
    Connection,
    Edge,
    EffortReport,
    Gap,
    Guess,
    Leaving,
    Original,
    Received,
    Sound,
    Text,
    Wire,
)
from engine.session import SourceBlock

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

_SENTENCE_END: Final = re.compile(r"[^\W\d][.!?\u2026][\"'\u201d\u00bb)]*\s*$")
"""Behind it no word goes on; a number may, behind its point."""

_STORED_SAMPLES: Final = 60 * SOURCE_RATE_HZ
_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000
_CLOCK_RATIO: Final = TARGET_RATE_HZ // SOURCE_RATE_HZ

_BURST_S: Final = 1.0
_CATCH_UP: Final = 2.0
"""How many times faster than else what was not answered is sent again."""

_FIRST_PATIENCE_S: Final = 10.0
_RENEW_AGAIN_S: Final = 5.0
_LAST_MOMENT_S: Final = 2.0
_LAST_WORDS_S: Final = 1.0
_QUIET_LEVEL: Final = 0.01
_QUIET_SHARE: Final = 0.15
"""Of how loud it was before, where there is always noise."""

_LOUDNESS_DECAY_S: Final = 10.0
_LAG_SAMPLES: Final = 2 * SOURCE_RATE_HZ
"""How far behind its source an engine's text is taken to be, where it does not say."""

_PAUSE_SAMPLES: Final = 2 * SOURCE_RATE_HZ
_SILENCE_LEVEL: Final = 0.001
_KEPT_SILENCE: Final = TARGET_RATE_HZ // 2
_MOST_AHEAD: Final = TARGET_RATE_HZ
_OVERLAP_WORDS: Final = 24
_CLOSE_S: Final = 5.0
_MOST_BREAKS: Final = 5
"""So many without a word between them, and an engine is given up."""

# Their debug output has the keys of users in it.
for _name in ("websockets", "openai", "google_genai", "httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(slots=True)
class _Line:
    """A connection in use."""

    connection: Connection
    began_at: SampleIndex
    opened_s: float
    life_s: float | None
    receiving: "asyncio.Task[None] | None" = None
    closing: "asyncio.Task[None] | None" = None
    newest_s: float = 0.0
    sent: SampleIndex = 0
    answered_s: float = 0.0
    unanswered_loud: int = 0
    messages: deque[Received] = field(default_factory=deque)

    @property
    def age_s(self) -> float:
        return max(time.monotonic() - self.opened_s, self.sent / SOURCE_RATE_HZ)


class StreamedSession:
    """A Session of an engine that lives elsewhere; it connects when it is made.

    Args:
        wire: to the engine.

    Raises:
        ServiceUnavailableError: the engine cannot be reached or refuses.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._traits = wire.traits
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="engine", daemon=True)
        self._lines: deque[_Line] = deque()
        self._events: deque[Event] = deque()
        self._heard: SampleIndex = 0
        self._stored: deque[Float32] = deque()
        self._stored_samples = 0
        self._newest: tuple[SampleIndex, SampleIndex] = (0, 0)
        self._transcribed: SampleIndex = 0
        self._last_text: Text | None = None
        self._word = ""
        self._words: deque[str] = deque(maxlen=_OVERLAP_WORDS)
        self._overlap: _Overlap | None = None
        self._has_begun = False
        self._breaks = 0
        self._text_at: SampleIndex = 0
        self._planned: SampleIndex = 0
        self._quiet = 0
        self._loudness = 0.0
        self._is_mid_clause = False
        self._due_s = 0.0
        self._renew_at_s = 0.0
        self._is_finished = self._is_closed = False
        self._failure: ServiceUnavailableError | None = None
        self._asking: set[asyncio.Task[None]] = set()
        self._thread.start()
        try:
            self._wait(self._open())
        except BaseException:
            self._end_loop()
            raise

    @property
    def unanswered(self) -> Float32:
        """[n] samples that were heard since the last committed word, as far as they are stored."""
        kept = np.concatenate([*self._stored, np.zeros(0, np.float32)])
        return kept[max(0, self._newest[1] - (self._heard - len(kept))) :]

    def push(self, block: SourceBlock) -> list[Event]:
        """Send a block; what has come back meanwhile is returned.

        Where the connection breaks, this waits until there is another.

        Raises:
            ServiceUnavailableError: the engine broke off, and is gone or refuses.
        """
        if self._is_finished:
            self._forget()
        # Also where it fails: whoever goes on then needs it.
        self._heard += len(block.samples)
        self._store(block.samples)
        self._raise_failure()
        return self._received_after(self._send(block.samples))

    def finish(self) -> Iterator[list[Event]]:
        """End the stream and wait for all that comes; another `push` connects anew.

        Raises:
            ServiceUnavailableError: the engine broke off, and is gone or refuses.
        """
        self._raise_failure()
        if not self._is_finished:
            yield self._received_after(self._end())
            self._raise_failure()

    def catch_up(self) -> None:
        """As BacklogControl, where the engine can; others have nothing to leave."""
        with suppress(RuntimeError):  # it has ended
            self._loop.call_soon_threadsafe(self._ask_to_catch_up)

    def _ask_to_catch_up(self) -> None:
        for line in self._lines:
            if isinstance(line.connection, CatchesUp):
                asking = asyncio.ensure_future(self._catch_up(line.connection))
                self._asking.add(asking)
                asking.add_done_callback(self._asking.discard)

    @staticmethod
    async def _catch_up(connection: CatchesUp) -> None:
        # Who sends sound notices that it is gone.
        with suppress(ServiceUnavailableError):
            await connection.catch_up()

    def close(self) -> None:
        """Disconnect."""
        if self._is_closed:
            return
        self._is_closed = True
        with suppress(Exception):
            self._wait(self._disconnect())
        self._end_loop()

    def _received_after(self, work: Coroutine[object, object, None]) -> list[Event]:
        """Wait for work; where it fails, what was received comes before the error."""
        try:
            self._wait(work)
        except ServiceUnavailableError as error:
            self._absorb()
            if not self._events:
                self._failure = error
                raise
            self._failure = error
        return self._taken()

    def _taken(self) -> list[Event]:
        events = list(self._events)
        self._events.clear()
        return events

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    async def _open(self) -> None:
        """Connect for the first time, and wait a little where the engine is busy.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        until_s = time.monotonic() + min(_FIRST_PATIENCE_S, self._traits.patience_s)
        while True:
            try:
                await self._connect()
            except BusyError as error:
                if time.monotonic() + error.pause_s > until_s:
                    raise
                await asyncio.sleep(error.pause_s)
            else:
                return

    async def _connect(self) -> None:
        """Make one more connection.

        Raises:
            ServiceUnavailableError: there is none in time, or the engine refuses.
        """
        try:
            async with asyncio.timeout(self._traits.start_s):
                connection = await self._wire.connect()
        except TimeoutError as error:
            raise UnreachableError(
                Code.ENGINE_UNREACHABLE, engine=self._traits.title, reason="it is never ready"
            ) from error
        now_s = time.monotonic()
        line = _Line(
            connection,
            self._heard,
            now_s,
            self._traits.life_s,
            newest_s=now_s,
            answered_s=now_s,
        )
        line.receiving = asyncio.create_task(self._receive(line))
        self._lines.append(line)

    def _forget(self) -> None:
        """Forget the stream before, which was answered to its end."""
        self._stored.clear()
        self._stored_samples = 0
        self._newest = (self._heard, self._heard)
        self._transcribed = self._text_at = self._heard
        self._last_text = None

    async def _begin_anew(self, began_at: SampleIndex) -> None:
        with suppress(Exception):
            await self._disconnect()
        await self._open()
        self._lines[-1].began_at = began_at
        self._is_finished = False

    async def _disconnect(self) -> None:
        while self._lines:
            await self._hang_up(self._lines.popleft())

    async def _hang_up(self, line: _Line) -> None:
        for task in (line.receiving, line.closing):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        with suppress(Exception):
            await asyncio.wait_for(line.connection.close(), _CLOSE_S)

    async def _receive(self, line: _Line) -> None:
        async for message in line.connection:
            line.answered_s, line.unanswered_loud = time.monotonic(), 0
            if self._traits.marks_end or _says_something(message):
                line.newest_s = time.monotonic()
            if isinstance(message, Leaving):
                line.life_s = min(line.life_s or line.age_s + message.left_s, line.age_s)
                line.life_s += message.left_s
            else:
                line.messages.append(message)

    async def _send(self, samples: Float32) -> None:
        if self._is_finished:
            await self._begin_anew(self._heard - len(samples))
        line = self._lines[-1]
        try:
            is_quiet = self._is_quiet(samples)
            line.unanswered_loud += 0 if is_quiet else len(samples)
            self._require_open()
            if self._should_renew(line, is_quiet=is_quiet):
                line = await self._renew(line)
            await self._pass_on(line, samples, hurry=1.0)
        except ServiceUnavailableError as error:
            await self._reconnect(error)
        self._absorb()
        self._note_pause()

    def _require_open(self) -> None:
        """Raise where an engine ended its answer before it was asked to, failed, or fell silent."""
        for old in list(self._lines)[:-1]:
            if old.closing is not None and old.closing.done():
                old.closing.result()
        line = self._lines[-1]
        if line.receiving is not None and line.receiving.done():
            line.receiving.result()
            reason = "no goodbye"
        elif self._is_mute(line):
            reason = "it says nothing"
        else:
            return
        raise BrokenOffError(Code.ENGINE_BROKE_OFF, engine=self._traits.title, reason=reason)

    def _is_mute(self, line: _Line) -> bool:
        stall_s = self._traits.stall_s
        return (
            self._traits.sends_always
            and line.unanswered_loud > stall_s * SOURCE_RATE_HZ
            and time.monotonic() - line.answered_s > stall_s
        )

    async def _pass_on(self, line: _Line, samples: Float32, *, hurry: float) -> None:
        """Send as fast as the engine takes it.

        Raises:
            ServiceUnavailableError: the connection is gone, or takes nothing.
        """
        if self._traits.speed_limit is not None:
            now_s = time.monotonic()
            lasts_s = len(samples) / SOURCE_RATE_HZ / (self._traits.speed_limit * hurry)
            self._due_s = max(self._due_s, now_s - _BURST_S) + lasts_s
            await asyncio.sleep(max(0.0, self._due_s - now_s))
        line.sent += len(samples)
        await self._deliver(line, line.connection.send(samples))

    async def _deliver(self, line: _Line, sending: Coroutine[object, object, None]) -> None:
        """Send something.

        Raises:
            ServiceUnavailableError: the connection is gone, for the reason that the engine gave if
                it did, or takes nothing.
        """
        try:
            await asyncio.wait_for(sending, self._traits.stall_s)
        except TimeoutError as error:
            raise BrokenOffError(
                Code.ENGINE_BROKE_OFF, engine=self._traits.title, reason="it takes no sound"
            ) from error
        except AttributeError as error:
            if not went_in_mid_send(error):
                raise
            raise BrokenOffError(
                Code.ENGINE_BROKE_OFF, engine=self._traits.title, reason="no goodbye"
            ) from error
        except BrokenOffError:
            # An engine that closes has often said why, in what was not read yet.
            if line.receiving is not None:
                await asyncio.wait([line.receiving], timeout=_LAST_WORDS_S)
                if line.receiving.done():
                    line.receiving.result()
            raise

    def _is_quiet(self, samples: Float32) -> bool:
        level = float(np.abs(samples).max()) if samples.size else 0.0
        fades = 1.0 - min(1.0, len(samples) / (_LOUDNESS_DECAY_S * SOURCE_RATE_HZ))
        self._loudness = max(level, self._loudness * fades)
        return level < max(_QUIET_LEVEL, _QUIET_SHARE * self._loudness)

    def _should_renew(self, line: _Line, *, is_quiet: bool) -> bool:
        if line.life_s is None or time.monotonic() < self._renew_at_s:
            return False
        left_s = line.life_s - line.age_s
        margin_s = min(self._traits.margin_s, line.life_s / 2)
        return left_s < _LAST_MOMENT_S or (left_s < margin_s and is_quiet)

    async def _renew(self, old: _Line) -> _Line:
        """Make another connection for what is said from here on; the old one ends by itself."""
        # What is about to be sent was counted as heard.
        began_at = old.began_at + old.sent
        try:
            await self._connect()
        except ServiceUnavailableError as error:
            # There is time yet; when there is none, the connection breaks and is made anew.
            _log.info("no new connection yet: %s", error)
            self._renew_at_s = time.monotonic() + (error.pause_s or _RENEW_AGAIN_S)
            return old
        line = self._lines[-1]
        line.began_at = began_at
        old.closing = asyncio.create_task(self._end_line(old))
        return line

    async def _end(self) -> None:
        while not self._is_finished:
            last = self._lines[-1]
            last.closing = asyncio.create_task(self._end_line(last))
            try:
                for line in list(self._lines):
                    if line.closing is not None:
                        await line.closing
            except ServiceUnavailableError as error:
                await self._reconnect(error)
            else:
                self._is_finished = True
        self._absorb()
        self._end_utterance()

    async def _end_line(self, line: _Line) -> None:
        """End a connection's stream and wait for its rest.

        Raises:
            ServiceUnavailableError: it broke off before its answer was complete, or refuses.
        """
        receiving = line.receiving
        if receiving is None:
            raise AssertionError("a connection is received from when it is made")
        is_told = False
        if not receiving.done():
            try:
                await self._deliver(line, line.connection.end())
            except UnsettledError as error:
                self._tell(error.message)
                is_told = True
        ended_s = line.newest_s = time.monotonic()
        while not receiving.done():
            now_s = time.monotonic()
            left_s = min(line.newest_s + self._traits.rest_s, ended_s + self._traits.most_rest_s)
            if now_s >= left_s:
                receiving.cancel()
                await asyncio.gather(receiving, return_exceptions=True)
                is_cut = self._traits.marks_end or now_s < line.newest_s + self._traits.rest_s
                if is_cut and not is_told:
                    self._tell(Message(Code.ENGINE_UNFINISHED, engine=self._traits.title))
                break
            await asyncio.wait([receiving], timeout=left_s - now_s)
        with suppress(Exception):
            await asyncio.wait_for(line.connection.close(), _CLOSE_S)
        if not receiving.cancelled():
            receiving.result()

    async def _reconnect(self, error: ServiceUnavailableError) -> None:
        """Connect anew and send again what was not answered.

        Raises:
            ServiceUnavailableError: in all that time there is no engine, or it refuses; at once
                where another attempt makes no sense.
        """
        self._absorb()
        self._breaks += 1
        if error.pause_s is None or self._breaks > _MOST_BREAKS:
            raise error
        _log.warning("the connection to the engine broke; connecting anew")
        _log.debug("%s", error)
        until_s = time.monotonic() + self._traits.patience_s
        await asyncio.sleep(min(error.pause_s, self._traits.patience_s))
        while True:
            # What a newer connection has answered stands behind what the broken one has not: it
            # is asked for again.
            for number, line in enumerate(list(self._lines)):
                await self._hang_up(line)
                if number == 0:
                    self._absorb_line(line)
            self._lines.clear()
            again = self.unanswered
            try:
                await self._connect()
                line = self._lines[-1]
                line.began_at = self._heard - len(again)
                self._expect_overlap()
                for start in range(0, len(again), _BLOCK_SAMPLES):
                    self._require_open()
                    block = again[start : start + _BLOCK_SAMPLES]
                    await self._pass_on(line, block, hurry=_CATCH_UP)
            except ServiceUnavailableError as failure:
                if failure.pause_s is None or time.monotonic() + failure.pause_s > until_s:
                    raise
                await asyncio.sleep(max(failure.pause_s, min(1.0, self._traits.patience_s / 10)))
            else:
                break
        lost = self._heard - self._newest[1] - len(again)
        if lost > 0:
            told = Message(
                Code.ENGINE_SOUND_LOST,
                engine=self._traits.title,
                lost_s=round(lost / SOURCE_RATE_HZ, 1),
            )
        else:
            told = Message(Code.ENGINE_RECONNECTED, engine=self._traits.title)
        self._tell(told)

    def _store(self, samples: Float32) -> None:
        """Store what may have to be sent again; of a long silence, its end."""
        self._stored.append(samples)
        self._stored_samples += len(samples)
        while len(self._stored) > 1 and (
            self._heard - self._stored_samples + len(self._stored[0]) <= self._newest[1]
            or self._stored_samples - len(self._stored[0]) >= _STORED_SAMPLES
        ):
            self._stored_samples -= len(self._stored.popleft())

    def _tell(self, message: Message) -> None:
        self._events.append(EngineNotice(message=message, heard=self._heard))

    def _absorb(self) -> None:
        """Turn what came into events: of an ended connection before those of the next."""
        while self._lines:
            line = self._lines[0]
            self._absorb_line(line)
            if len(self._lines) == 1 or line.closing is None or not line.closing.done():
                return
            self._absorb_line(line)
            if line.closing.cancelled() or line.closing.exception() is not None:
                return
            self._lines.popleft()

    def _absorb_line(self, line: _Line) -> None:
        while line.messages:
            self._events.extend(self._events_of(line, line.messages.popleft()))

    def _events_of(self, line: _Line, message: Received) -> list[Event]:
        events: list[Event] = []
        match message:
            case Text():
                events = self._text(line, message)
            case Guess():
                events = [
                    TextTentative(
                        text=message.text,
                        language=self._wire.target,
                        source_start=_at(line, message.start_s),
                        source_end=_at(line, message.stop_s),
                        heard=self._heard,
                    )
                ]
            case Original():
                events = [self._original(line, message)]
            case Sound():
                events = self._sound(line, message)
            case Edge(start_s=start_s, stop_s=None):
                events = [SpeechStarted(source_start=_at(line, start_s), heard=self._heard)]
            case Edge(start_s=start_s, stop_s=float() as stop_s):
                events = [
                    SpeechEnded(
                        source_start=_at(line, start_s),
                        source_end=_at(line, stop_s),
                        heard=self._heard,
                    )
                ]
            case Gap():
                events = [self._gap(line, message)]
            case EffortReport():
                # How much waits there, it does not say.
                events = [EffortChanged(effort=message.effort, backlog_ms=0.0, heard=self._heard)]
        return events

    def _gap(self, line: _Line, message: Gap) -> SourceGap:
        end = _at(line, message.stop_s)
        # It is answered: a connection that breaks now need not have it again.
        self._newest = (end, end)
        return SourceGap(
            reason=message.reason,
            source_start=_at(line, message.start_s),
            source_end=end,
            heard=self._heard,
        )

    def _text(self, line: _Line, message: Text) -> list[Event]:
        if not message.text or (message == self._last_text and message.stop_s is not None):
            return []  # the same again
        self._last_text = message
        self._breaks = 0
        start, end = self._place(line, message)
        self._newest = (start, end)
        events: list[Event] = []
        if not self._traits.tells_ends and not self._has_begun:
            self._has_begun = True
            events.append(SpeechStarted(source_start=start, heard=self._heard))
        self._text_at = self._heard
        whole, self._word = self._split(message)
        if self._overlap is not None:
            whole, is_open = self._overlap.push(whole)
            if not is_open:
                self._overlap = None
        if whole.strip():
            events.append(self._committed(whole, start, end))
        if self._word:
            events.append(
                TextTentative(
                    text=self._word,
                    language=self._wire.target,
                    source_start=start,
                    source_end=end,
                    heard=self._heard,
                )
            )
        return events

    def _split(self, message: Text) -> tuple[str, str]:
        """Whole words, and the one that may go on."""
        text = self._word + message.text
        if not message.is_piece or _SENTENCE_END.search(text):
            return text, ""
        cut = text.rstrip().rfind(" ") if text == text.rstrip() else len(text.rstrip())
        return (text[:cut], text[cut:]) if cut > 0 else ("", text)

    def _committed(self, text: str, start: SampleIndex, end: SampleIndex) -> TextCommitted:
        if not self._words and not text.startswith(" "):
            text = f" {text}"
        self._words.extend(text.split())
        return TextCommitted(
            text=text,
            language=self._wire.target,
            source_start=start,
            source_end=end,
            heard=self._heard,
        )

    def _place(self, line: _Line, message: Text) -> tuple[SampleIndex, SampleIndex]:
        """Where in the source a text belongs."""
        if message.start_s is not None and message.stop_s is not None:
            start = max(0, min(_at(line, message.start_s), self._heard - 1))
            return start, max(start + 1, min(_at(line, message.stop_s), self._heard))
        end = max(self._newest[1], line.began_at + line.sent - _LAG_SAMPLES, line.began_at + 1)
        end = min(end, self._heard)
        return min(max(self._newest[1], 0), end - 1), end

    def _original(self, line: _Line, message: Original) -> TranscriptCommitted:
        if message.start_s is not None and message.stop_s is not None:
            start, end = _at(line, message.start_s), _at(line, message.stop_s)
        else:
            start, end = self._transcribed, self._heard
            self._transcribed = end
        return TranscriptCommitted(
            text=message.text,
            language=message.language,
            source_start=start,
            source_end=end,
            heard=self._heard,
        )

    def _sound(self, line: _Line, message: Sound) -> list[Event]:
        samples = message.samples
        if not samples.size:
            return []
        begins = not self._is_mid_clause
        if message.start_s is not None and message.stop_s is not None:
            due = line.began_at * _CLOCK_RATIO + round(message.start_s * TARGET_RATE_HZ)
            begins = begins or due > self._planned + TARGET_RATE_HZ // 1000
            due = max(due, self._planned)
        else:
            now = self._heard * _CLOCK_RATIO
            if float(np.abs(samples).max()) < _SILENCE_LEVEL:
                # An engine that sends silence too would be later with every hitch of the network.
                self._quiet += len(samples)
                if self._quiet > _KEPT_SILENCE or self._planned - now > _MOST_AHEAD:
                    self._is_mid_clause = False
                    return []
            else:
                self._quiet = 0
            due = max(self._planned, now)
        self._planned = due + len(samples)
        self._is_mid_clause = True
        return [
            AudioProduced(
                samples=samples,
                target_start=due,
                text="",
                language=self._wire.target,
                tempo=1.0,
                # The wire does not say what speech comes from: about the newest text.
                source_start=self._newest[0],
                source_end=self._newest[1],
                heard=self._heard,
                begins_clause=begins,
                ends_clause=False,
            )
        ]

    def _note_pause(self) -> None:
        if self._heard - self._text_at > _PAUSE_SAMPLES:
            self._end_utterance()

    def _end_utterance(self) -> None:
        """Commit the word that nothing followed, and say that the utterance ended."""
        held = "" if self._overlap is None else self._overlap.rest()
        self._overlap = None
        text, self._word = held + self._word, ""
        if text.strip():
            self._events.append(self._committed(text, *self._newest))
        if self._has_begun:
            self._has_begun = False
            self._events.append(
                SpeechEnded(
                    source_start=self._newest[0], source_end=self._newest[1], heard=self._heard
                )
            )

    def _expect_overlap(self) -> None:
        """Listen for words that a connection without times will say again."""
        if self._last_text is not None and self._last_text.stop_s is None and self._words:
            self._overlap = _Overlap(tuple(self._words))
            if self._word:
                # It is said again as a whole.
                self._word = ""

    def _wait(self, work: Coroutine[object, object, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class _Overlap:
    """Drops from the beginning of a text the words that end what was said before.

    Args:
        said: the newest words before.
    """

    def __init__(self, said: tuple[str, ...]) -> None:
        self._said = tuple(map(_plain, said))
        self._held: list[str] = []

    def push(self, text: str) -> tuple[str, bool]:
        """What of the text so far is new, and whether more may yet turn out to be old."""
        self._held += _words_of(text)
        plain = tuple(map(_plain, self._held))
        longest = min(len(plain), len(self._said))
        # Still the beginning of what was said: its rest may follow.
        may_go_on = any(
            self._said[-size:][: len(plain)] == plain
            for size in range(len(plain) + 1, len(self._said) + 1)
        )
        if may_go_on:
            return "", True
        matched = next(
            (size for size in range(longest, 0, -1) if self._said[-size:] == plain[:size]), 0
        )
        return "".join(self._held[matched:]), False

    def rest(self) -> str:
        """What is left when nothing more comes."""
        return "".join(self._held)


def _words_of(text: str) -> list[str]:
    """Words with the space before each."""
    words = text.split()
    spaced = [f" {word}" for word in words]
    if spaced and not text.startswith(" "):
        spaced[0] = words[0]
    return spaced


def _plain(word: str) -> str:
    return word.strip(" .,;:!?…\"'“”«»()").casefold()


def _says_something(message: Received) -> bool:
    """Whether it is more than the silence of an engine that never stops sending."""
    if isinstance(message, Sound):
        return bool(message.samples.size) and float(np.abs(message.samples).max()) > _QUIET_LEVEL
    return isinstance(message, Text | Guess | Original)


def _at(line: _Line, seconds: float) -> SampleIndex:
    """A time of the connection, on the source's clock."""
    return line.began_at + round(seconds * SOURCE_RATE_HZ)
