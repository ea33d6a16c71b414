"""The WebSocket routes, with a bounded queue to each client; nothing here waits for the engine."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from engine.service.gate import NO_KEY, is_welcome, may_use
from engine.service.scheduler import FullError, Job
from engine.service.service import Service
from engine.service.wire import (
    Action,
    Audio,
    CatchUp,
    Close,
    CloseCode,
    Connection,
    EndOfAnswer,
    Endpoint,
    Failure,
    Feed,
    Key,
    Open,
    ProtocolError,
    Reply,
    ServerMessage,
    SpokenAudio,
    Text,
    WrittenText,
)

_FULL_BYTES: Final = 2 << 20
"""About 15 s of speech in base64; with more waiting, nothing more is made."""


class Outbox:
    """Texts in order; belongs to one event loop."""

    def __init__(self) -> None:
        self._texts: deque[str] = deque()
        self._size = 0
        self._filled = asyncio.Event()
        self._is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether what makes the texts should pause."""
        return self._size >= _FULL_BYTES

    @property
    def is_roomy(self) -> bool:
        """Whether what paused may go on."""
        return self._size < _FULL_BYTES // 2

    def put(self, text: str) -> None:
        """Add a text; nothing where it was closed."""
        if not self._is_closed:
            self._texts.append(text)
            self._size += len(text)
            self._filled.set()

    def close(self) -> None:
        """Nothing more comes."""
        self._is_closed = True
        self._filled.set()

    async def take(self) -> str | None:
        """The next text; None where there is none and none will come."""
        while not self._texts:
            if self._is_closed:
                return None
            self._filled.clear()
            await self._filled.wait()
        text = self._texts.popleft()
        self._size -= len(text)
        return text


_log = logging.getLogger(__name__)

_PIECE_S: Final = 0.24
"""Sound is given to the engine in pieces, so that one long message is not one long turn."""
_CHARACTERS_PER_S: Final = 15.0
_CLOSE_S: Final = 5.0
_LONGEST_REASON: Final = 120
"""A close frame holds 123 bytes of reason (RFC 6455 section 5.5)."""


class Dialect(Protocol):
    """One connection's wire: what its messages mean and how answers are written. No I/O."""

    def greet(self) -> list[str]:
        """What is sent before anything is asked for."""
        ...

    def receive(self, content: str | bytes) -> tuple[Action, ...]:
        """Take a frame of the client; what comes back is to be done, in order.

        Raises:
            ProtocolError: the connection is to be closed.
        """
        ...

    def render(self, message: ServerMessage) -> list[str]:
        """The frames of a message; in an inference thread, one message of a request at a time."""
        ...

    def closes_with(self, key: Key) -> bool:
        """Whether an active request is one that the connection does not outlive."""
        ...

    def finish(self, key: Key) -> bool:
        """Note that a request is complete or failed; whether the connection is to be closed."""
        ...


async def serve_socket(
    websocket: WebSocket,
    *,
    route: Endpoint,
    service: Service,
    dialect: Dialect | None = None,
    subprotocol: str | None = None,
) -> None:
    """Serve one connection until it ends.

    Args:
        websocket: is not accepted yet.
        route: what its requests are for.
        service: does them.
        dialect: Gradium's where it is None.
        subprotocol: is chosen if the client offers it.
    """
    connection: Dialect = dialect or Connection(route)
    if not is_welcome(service.access, websocket):
        service.metrics.refused("origin")
        await websocket.close()  # before it was accepted: HTTP 403
        return
    may_enter = may_use(service.access, websocket, takes_token=True)
    offered = websocket.scope.get("subprotocols", [])
    await websocket.accept(subprotocol if subprotocol in offered else None)
    refusal = None
    if not may_enter:
        service.metrics.refused("key")
        refusal = Failure(message=NO_KEY, code=CloseCode.POLICY)
    elif service.is_draining:
        service.metrics.refused("draining")
        refusal = Failure(message="The service is shutting down.", code=CloseCode.TRY_AGAIN_LATER)
    if refusal is not None:
        with suppress(WebSocketDisconnect, RuntimeError):
            for text in connection.render(refusal):
                await websocket.send_text(text)
            await websocket.close(refusal.code, refusal.message[:_LONGEST_REASON])
        return
    await SocketSession(websocket, route, service, connection).run()


class SocketSession:
    """One connection and its requests."""

    def __init__(
        self, websocket: WebSocket, route: Endpoint, service: Service, dialect: Dialect
    ) -> None:
        self._websocket = websocket
        self._route = route
        self._service = service
        self._dialect = dialect
        self._jobs: dict[Key, Job] = {}
        self._bytes_per_s: dict[Key, int] = {}
        self._outbox = Outbox()
        self._has_room = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._close_code = CloseCode.NORMAL
        self._close_reason = ""

    async def run(self) -> None:
        """Read and write until either ends, then free everything."""
        self._service.enter(self)
        for text in self._dialect.greet():
            self._outbox.put(text)
        reader = asyncio.create_task(self._read(), name="reader")
        writer = asyncio.create_task(self._write(), name="writer")
        try:
            await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
            if reader.done() and not writer.done():
                # What was decided while reading is still said.
                self._outbox.close()
                await asyncio.wait({writer}, timeout=self._service.limits.slow_reader_s)
        finally:
            for job in self._jobs.values():
                self._service.scheduler.cancel(job)
                self._service.metrics.ended(self._route, "gone")
            self._jobs.clear()
            for task in (reader, writer):
                task.cancel()
            await asyncio.gather(reader, writer, return_exceptions=True)
            await self._close()
            self._service.leave(self)

    def drain(self) -> None:
        """End all requests with what they have heard."""
        self._close_code = CloseCode.GOING_AWAY
        if not self._jobs:
            self._outbox.close()
        for job in self._jobs.values():
            self._service.scheduler.finish(job)

    async def _read(self) -> None:
        limits = self._service.limits
        patience_s = limits.setup_s
        while True:
            try:
                message = await asyncio.wait_for(self._websocket.receive(), patience_s)
            except TimeoutError:
                if any(job.is_ending or job.is_busy for job in self._jobs.values()):
                    continue  # the client waits for us
                self._refuse(f"No message came for {patience_s:g} s.")
                return
            patience_s = limits.idle_s
            if message["type"] == "websocket.disconnect":
                self._outbox.close()
                return
            content = message.get("text")
            try:
                actions = self._dialect.receive(message["bytes"] if content is None else content)
            except ProtocolError as error:
                self._refuse(str(error), error.code)
                return
            for action in actions:
                await self._act(action)

    async def _act(self, action: Action) -> None:
        match action:
            case Open():
                self._open(action)
            case Feed():
                await self._feed(action)
            case Reply():
                self._outbox.put(action.text)
            case Close():
                self._outbox.close()

    def _refuse(self, message: str, code: CloseCode = CloseCode.POLICY) -> None:
        self._service.metrics.refused("protocol")
        for text in self._dialect.render(Failure(message=message, code=code)):
            self._outbox.put(text)
        self._close_code, self._close_reason = code, message

    def _open(self, action: Open) -> None:
        try:
            sound = self._service.setups.input_format(self._route, action.setup)
            begin = self._service.setups.beginning(self._route, action.setup)
            job = self._service.scheduler.submit(
                begin,
                emit=partial(self._from_engine, action.key),
                has_room=self._report_room,
            )
        except FullError:
            self._service.metrics.refused("full")
            most = self._service.scheduler.most_jobs
            self._fail(
                action.key,
                f"The service is full: {most} sessions run already; try again later.",
                CloseCode.TRY_AGAIN_LATER,
            )
        except ProtocolError as error:
            self._fail(action.key, str(error), error.code)
        else:
            self._jobs[action.key] = job
            self._service.metrics.opened()
            if sound is not None:
                self._bytes_per_s[action.key] = sound.bytes_per_s

    def _fail(self, key: Key, message: str, code: CloseCode) -> None:
        self._take(key, [Failure(message=message, code=code)])

    async def _feed(self, action: Feed) -> None:
        job = self._jobs.get(action.key)
        if job is None:
            return
        scheduler = self._service.scheduler
        written = action.message.text if isinstance(action.message, Text) else ""
        self._service.metrics.received(characters=len(written))
        match action.message:
            case Audio() as order:
                per_s = self._bytes_per_s[action.key]
                piece = max(1, int(per_s * _PIECE_S))
                self._service.metrics.heard(len(order.audio) / per_s)
                for start in range(0, len(order.audio), piece):
                    part = order.audio[start : start + piece]
                    await self._room(job)
                    scheduler.feed(job, Audio(audio=part), seconds=len(part) / per_s)
            case Text() as order:
                await self._room(job)
                scheduler.feed(job, order, seconds=len(order.text) / _CHARACTERS_PER_S)
            case CatchUp():
                scheduler.catch_up(job)
            case order:
                await self._room(job)
                scheduler.feed(job, order)

    async def _room(self, job: Job) -> None:
        """Wait until a request has room; not reading on is what slows its client down."""
        while job.is_full and not job.is_over:
            self._has_room.clear()
            await self._has_room.wait()

    def _report_room(self) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._has_room.set)

    def _from_engine(self, key: Key, messages: Sequence[ServerMessage]) -> None:
        """Take messages in an inference thread; coding them there keeps the loop free."""
        named = [replace(message, client_req_id=key) for message in messages]
        texts = [(message, self._dialect.render(message)) for message in named]
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._take_encoded, key, texts)

    def _take(self, key: Key, messages: Sequence[ServerMessage]) -> None:
        named = [replace(message, client_req_id=key) for message in messages]
        self._take_encoded(key, [(message, self._dialect.render(message)) for message in named])

    def _take_encoded(self, key: Key, rendered: Sequence[tuple[ServerMessage, list[str]]]) -> None:
        for message, texts in rendered:
            for text in texts:
                self._outbox.put(text)
            written = message.text if isinstance(message, WrittenText) else ""
            self._service.metrics.sent(characters=len(written))
            if isinstance(message, SpokenAudio):
                self._service.metrics.spoken(message.stop_s - message.start_s)
            elif isinstance(message, WrittenText):
                self._record_lag(key, message)
            elif isinstance(message, EndOfAnswer | Failure):
                self._end(key, message)
        if self._outbox.is_full:
            for job in self._jobs.values():
                self._service.scheduler.pause(job, is_paused=True)

    def _record_lag(self, key: Key, text: WrittenText) -> None:
        job = self._jobs.get(key)
        lag_s = None if job is None else job.lag_s(text.stop_s)
        if lag_s is not None:
            self._service.metrics.lags.observe(max(0.0, lag_s))

    def _end(self, key: Key, message: EndOfAnswer | Failure) -> None:
        self._jobs.pop(key, None)
        self._bytes_per_s.pop(key, None)
        is_failure = isinstance(message, Failure)
        self._service.metrics.ended(self._route, "failed" if is_failure else "complete")
        # Which of several requests ends last is chance, and must not choose the code.
        if isinstance(message, Failure) and self._dialect.closes_with(key):
            self._close_code, self._close_reason = message.code, message.message
        is_last = self._close_code is CloseCode.GOING_AWAY and not self._jobs
        if self._dialect.finish(key) or is_last:
            self._outbox.close()

    async def _write(self) -> None:
        while (text := await self._outbox.take()) is not None:
            try:
                await asyncio.wait_for(
                    self._websocket.send_text(text), self._service.limits.slow_reader_s
                )
            except TimeoutError:
                _log.info("a client that took nothing was dropped")
                self._service.metrics.refused("slow")
                self._abort()
                return
            except (WebSocketDisconnect, RuntimeError):
                return  # the client is gone
            if self._outbox.is_roomy:
                for job in self._jobs.values():
                    if job.is_paused:
                        self._service.scheduler.pause(job, is_paused=False)

    async def _close(self) -> None:
        if self._websocket.application_state is WebSocketState.CONNECTED:
            reason = self._close_reason.encode()[:_LONGEST_REASON].decode("utf-8", "ignore")
            with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
                await asyncio.wait_for(self._websocket.close(self._close_code, reason), _CLOSE_S)

    def _abort(self) -> None:
        """Break the connection where nobody reads: a polite end would wait for ever."""
        abort = self._websocket.scope.get("state", {}).get("abort")
        if abort is not None:
            abort()
