"""Sessions of another Dragoman; whoever drives them needs to know no difference.

Its events are text, speech, and where utterances begin and end.

A connection that breaks is made anew: what was said since the last committed word is stored, and
sent again, so that nothing of it is lost and nothing comes twice.
"""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.events import (
    AudioProduced,
    Event,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TranscriptCommitted,
)
from engine.packs.progress import LoadWatcher
from engine.planner import SessionConfig
from engine.remote.client import (
    BrokenOffError,
    Client,
    RealtimeS2S,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
    samples_of,
    spaced,
)
from engine.service.wire import (
    CloseCode,
    Extra,
    Notice,
    ServerMessage,
    SpokenAudio,
    Tentative,
    Transcript,
    WrittenText,
)
from engine.session import SourceBlock

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

_STORED_SAMPLES: Final = 60 * SOURCE_RATE_HZ
_PATIENCE_S: Final = 60.0
"""How long a service that is gone is waited for: one that is restarted loads its models first."""

_PAUSE_S: Final = 1.0
_CLOCK_RATIO: Final = TARGET_RATE_HZ // SOURCE_RATE_HZ
_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000


class RemoteEngine:
    """Makes sessions of a Dragoman that runs elsewhere, as an Interpreter makes those of this one.

    Args:
        client: of the service.
        extras: what is asked for beyond text and speech.
    """

    def __init__(self, client: Client, *, extras: frozenset[Extra] = frozenset()) -> None:
        self._client = client
        self._extras = extras

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        """No packs of this machine."""
        del config
        return ()

    def caution(self, config: SessionConfig) -> None:
        """Nothing: what serves the languages is known there."""
        del config

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        """Nothing: models are loaded there."""

    def session(self, config: SessionConfig) -> "RemoteSession":
        """Connect.

        Raises:
            ServiceUnavailableError: the service cannot be reached or refuses.
        """
        options = S2SOptions(
            target=config.target,
            source=config.source,
            voice=config.voice,
            speaks=config.speaks,
            preset=config.preset.value,
            speed=config.delivery.speed,
            pitch_semitones=config.delivery.pitch_semitones,
            extras=self._extras,
        )
        return RemoteSession(self._client, options)


class RemoteSession:
    """A Session of a Dragoman that runs elsewhere; it connects when it is made.

    Args:
        client: of the service.
        options: what it is asked for.

    Raises:
        ServiceUnavailableError: the service cannot be reached or refuses.
    """

    def __init__(self, client: Client, options: S2SOptions) -> None:
        self._client = client
        # The ends of utterances are among the notices.
        self._options = replace(options, extras=options.extras | {Extra.NOTICES})
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="client", daemon=True)
        self._events: deque[Event] = deque()
        self._heard: SampleIndex = 0
        # What the service has not answered yet, and where on the source's clock its own begins.
        self._stored: deque[Float32] = deque()
        self._stored_samples = 0
        self._connected_at: SampleIndex = 0
        self._spoken_s = -1.0
        self._newest: tuple[SampleIndex, SampleIndex] = (0, 0)
        self._request: RealtimeS2S | None = None
        self._receiving: asyncio.Task[None] | None = None
        self._is_finished = self._is_closed = False
        self._failure: ServiceUnavailableError | None = None
        self._context = client.s2s_realtime(self._options)
        self._thread.start()
        try:
            self._request = self._wait(self._connect())
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

        The service sees for itself how late it is. Where the connection breaks, this waits until
        there is another.

        Raises:
            ServiceUnavailableError: the service broke off, and is gone or refuses.
        """
        if self._is_finished:
            self._raise_failure()
            self._wait(self._begin_anew())
        # Also where it fails: whoever goes on then needs it.
        self._heard += len(block.samples)
        self._store(block.samples)
        self._raise_failure()
        return self._received_after(self._send(block.samples))

    def finish(self) -> Iterator[list[Event]]:
        """End the stream and wait for all that comes; another `push` connects anew.

        Raises:
            ServiceUnavailableError: the service broke off, and is gone or refuses.
        """
        self._raise_failure()
        if not self._is_finished:
            yield self._received_after(self._end())
            self._raise_failure()

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
            events = self._received()
            if not events:
                raise
            self._failure = error
            return events
        return self._received()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    async def _begin_anew(self) -> None:
        with suppress(Exception):
            await self._disconnect()
        self._stored.clear()
        self._stored_samples, self._connected_at, self._spoken_s = 0, self._heard, -1.0
        self._context = self._client.s2s_realtime(self._options)
        self._request = await self._connect()
        self._is_finished = False

    async def _connect(self) -> RealtimeS2S:
        request = await self._context.__aenter__()
        self._receiving = asyncio.create_task(self._receive(request))
        return request

    async def _disconnect(self) -> None:
        if self._receiving is not None:
            self._receiving.cancel()
            await asyncio.gather(self._receiving, return_exceptions=True)
        await self._context.__aexit__(None, None, None)

    async def _send(self, samples: Float32) -> None:
        request, receiving = self._connected()
        try:
            if receiving.done():
                receiving.result()  # raises why it ended
            await request.send(samples)
        except BrokenOffError as error:
            await self._reconnect(error)

    async def _end(self) -> None:
        while True:
            request, receiving = self._connected()
            try:
                if not receiving.done():
                    await request.end()
                await receiving
            except BrokenOffError as error:
                await self._reconnect(error)
            else:
                self._is_finished = True
                return

    async def _reconnect(self, error: BrokenOffError) -> None:
        """Connect anew and send again what was not answered.

        Raises:
            ServiceUnavailableError: in all that time there is no service, or it refuses.
        """
        _log.warning("the connection to the service broke; connecting anew")
        _log.debug("%s", error)
        until_s = time.monotonic() + _PATIENCE_S
        while True:
            with suppress(Exception):
                await self._disconnect()
            self._context = self._client.s2s_realtime(self._options)
            again = self.unanswered
            self._connected_at, self._spoken_s = self._heard - len(again), -1.0
            try:
                self._request = await self._connect()
                for start in range(0, len(again), _BLOCK_SAMPLES):
                    await self._request.send(again[start : start + _BLOCK_SAMPLES])
            except ServiceUnavailableError as failure:
                is_final = (
                    isinstance(failure, RefusedError)
                    and failure.close_code is not CloseCode.TRY_AGAIN_LATER
                )
                if is_final or time.monotonic() > until_s:
                    raise
                await asyncio.sleep(_PAUSE_S)
            else:
                return

    def _store(self, samples: Float32) -> None:
        """Store what may have to be sent again; of a long silence, its end."""
        self._stored.append(samples)
        self._stored_samples += len(samples)
        while len(self._stored) > 1 and (
            self._heard - self._stored_samples + len(self._stored[0]) <= self._newest[1]
            or self._stored_samples - len(self._stored[0]) >= _STORED_SAMPLES
        ):
            self._stored_samples -= len(self._stored.popleft())

    async def _receive(self, request: RealtimeS2S) -> None:
        async for message in request:
            event = self._event(message)
            if event is not None:
                self._events.append(event)

    def _connected(self) -> tuple[RealtimeS2S, asyncio.Task[None]]:
        if self._request is None or self._receiving is None:
            raise AssertionError("a remote session is used before it is closed")
        return self._request, self._receiving

    def _event(self, message: ServerMessage) -> Event | None:
        match message:
            case WrittenText():
                self._newest = (self._source(message.start_s), self._source(message.stop_s))
                return TextCommitted(
                    text=spaced(message),
                    language=self._options.target,
                    source_start=self._newest[0],
                    source_end=self._newest[1],
                    heard=self._heard,
                )
            case Tentative():
                return TextTentative(
                    text=spaced(message),
                    language=self._options.target,
                    source_start=self._source(message.start_s),
                    source_end=self._source(message.stop_s),
                    heard=self._heard,
                )
            case Transcript():
                return TranscriptCommitted(
                    text=spaced(message),
                    language=message.language,
                    source_start=self._source(message.start_s),
                    source_end=self._source(message.stop_s),
                    heard=self._heard,
                )
            case SpokenAudio():
                return self._spoken(message)
            case Notice():
                return self._noticed(message)
        return None

    def _spoken(self, message: SpokenAudio) -> AudioProduced:
        begins = message.start_s > self._spoken_s + 0.001
        self._spoken_s = message.stop_s
        return AudioProduced(
            samples=samples_of(message),
            target_start=self._connected_at * _CLOCK_RATIO
            + round(message.start_s * TARGET_RATE_HZ),
            text="",
            language=self._options.target,
            tempo=1.0,
            # The wire does not say what speech comes from: about the newest text.
            source_start=self._newest[0],
            source_end=self._newest[1],
            heard=self._heard,
            begins_clause=begins,
            ends_clause=False,
        )

    def _noticed(self, message: Notice) -> Event | None:
        match message:
            case Notice(kind="speech_started", start_s=float() as start_s):
                return SpeechStarted(source_start=self._source(start_s), heard=self._heard)
            case Notice(kind="speech_ended", start_s=float() as start_s, stop_s=float() as stop_s):
                return SpeechEnded(
                    source_start=self._source(start_s),
                    source_end=self._source(stop_s),
                    heard=self._heard,
                )
        return None

    def _source(self, seconds: float) -> SampleIndex:
        """A time of the connection, on the source's clock."""
        return self._connected_at + round(seconds * SOURCE_RATE_HZ)

    def _received(self) -> list[Event]:
        events: list[Event] = []
        while self._events:
            events.append(self._events.popleft())
        return events

    def _wait(self, work: Coroutine[object, object, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
