"""Our own client of a service that speaks this wire: Dragoman's, or Gradium's.

    async with Client("http://127.0.0.1:8642") as client:
        result = await client.s2s(S2SOptions(target="en"), samples)

Three ways, as sources differ: `s2s_realtime` for what has no end yet, `s2s_stream` for what can be
iterated over, `s2s` for what is there as a whole.
"""

import asyncio
import base64
import json
import socket as sockets
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.writing import to_int16
from engine.errors import EngineError
from engine.glossary import NO_GLOSSARY, Glossary
from engine.glossary_files import entry_of
from engine.messages import Code
from engine.remote.keys import check_address
from engine.service.wire import (
    CloseCode,
    EndOfAnswer,
    Extra,
    Failure,
    Notice,
    Ready,
    ServerMessage,
    SpokenAudio,
    Tentative,
    Timing,
    Transcript,
    WrittenText,
)

Blocks: TypeAlias = Iterable[Float32] | AsyncIterable[Float32]
"""Sound in blocks of [n] mono samples at SOURCE_RATE_HZ, -1 to 1."""

_FIRST_WAIT_S: Final = 0.5
_LONGEST_WAIT_S: Final = 8.0
_CLOSE_S: Final = 2.0
_MOST_MESSAGE_BYTES: Final = 16 << 20
_MOST_UNSENT_BYTES: Final = 16 << 10
_ARRIVAL_S: Final = 15.0
_ACK_MS: Final = 60_000
_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000
_FORMAT: Final = f"pcm_{SOURCE_RATE_HZ}"


class ServiceUnavailableError(EngineError):
    """The service cannot be reached, refuses the client, or broke off.

    Attributes:
        pause_s: after which another attempt makes sense; None for never.
    """

    pause_s: float | None = None


class UnreachableError(ServiceUnavailableError):
    """Nobody answers, which may pass."""

    pause_s = 1.0


class BrokenOffError(ServiceUnavailableError):
    """The connection ended before the answer did."""

    pause_s = 0.0


class UnsettledError(ServiceUnavailableError):
    """The stream was ended, but what was sent last may not be heard."""


class BusyError(ServiceUnavailableError):
    """The engine has too much to do, or is asked too often."""

    pause_s = 1.0


def watch_network(connection: ClientConnection) -> None:
    """Have a network that is slow or gone be seen at once, where the system lets us.

    What waits to be sent would else wait unseen in the system, for a minute of speech and more.
    """
    connected = connection.transport.get_extra_info("socket")
    if connected is None:
        return
    for name, value in (("TCP_NOTSENT_LOWAT", _MOST_UNSENT_BYTES), ("TCP_USER_TIMEOUT", _ACK_MS)):
        if hasattr(sockets, name):
            with suppress(OSError):
                connected.setsockopt(sockets.IPPROTO_TCP, getattr(sockets, name), value)


async def leave(connection: ClientConnection) -> None:
    """Close a connection, and break it where that does not get through."""
    try:
        await asyncio.wait_for(connection.close(), 1.5 * _CLOSE_S)
    except TimeoutError:
        connection.transport.abort()
        await connection.wait_closed()


async def arrived(connection: ClientConnection, *, title: str) -> None:
    """Wait until an engine has read all that was sent, and what it said before is here.

    Raises:
        ConnectionClosed: it is gone.
        UnsettledError: it took too long.
    """
    try:
        await asyncio.wait_for(await connection.ping(), _ARRIVAL_S)
    except TimeoutError:
        raise UnsettledError(Code.ENGINE_UNFINISHED, engine=title) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class S2SOptions:
    """What a client asks for.

    Attributes:
        target: language to translate into.
        source: that is spoken; None to detect it.
        voice: id or name of the voice; None for the target language's default.
        speaks: False for text only, which costs the service less.
        preset: sooner, balanced or surer; None for the service's own.
        speed: of the voice; 1.0 is its own.
        pitch_semitones: how much higher the voice speaks than by itself.
        extras: messages beyond Gradium's.
        glossary: terms that are listened for, translated and said as it says.
    """

    target: str
    source: str | None = None
    voice: str | None = None
    speaks: bool = True
    preset: str | None = None
    speed: float = 1.0
    pitch_semitones: float = 0.0
    extras: frozenset[Extra] = frozenset()
    glossary: Glossary = NO_GLOSSARY

    def setup(self) -> str:
        """The first message."""
        config: dict[str, object] = {"target_language": self.target}
        if self.source is not None:
            config["language"] = self.source
        if self.preset is not None:
            config["latency"] = self.preset
        if self.speaks:
            config |= {"speed": self.speed, "pitch_semitones": self.pitch_semitones}
        config["extras"] = sorted({Extra.CONTINUATIONS, *self.extras})
        if self.glossary:
            config["glossary"] = [entry_of(term) for term in self.glossary.terms]
        fields: dict[str, object] = {
            "type": "setup",
            "model_name": "s2s-translate" if self.speaks else "stt-translate",
            "input_format": _FORMAT,
            "json_config": config,
        }
        if self.speaks:
            fields |= {"output_format": "pcm", "voice_id": self.voice}
        return json.dumps(fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class S2SResult:
    """All that a request gave.

    Attributes:
        text: the translation.
        texts: its parts with their times on the source's clock.
        samples: [n] float32 speech at TARGET_RATE_HZ, on the clock of its times.
    """

    text: str
    texts: tuple[WrittenText, ...]
    samples: Float32


class Client:
    """A service by its address; connects anew for each request.

    Args:
        url: such as http://127.0.0.1:8642, with or without /api.
        key: where the service asks for one.
        attempts: how often a connection is tried before it is given up, 1 for no retry.
        pong_s: how long the answer to a ping may take; None for ever, as it stands behind all the
            speech that was sent and not read yet.

    Raises:
        ServiceUnavailableError: the address is none.
        ApiKeyError: there is a key or password in it.

    Attributes:
        address: of the service, without /api.
        key: empty for none.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        attempts: int = 4,
        pong_s: float | None = None,
    ) -> None:
        check_address(url)
        base = url.rstrip("/").removesuffix("/api")
        if not base.startswith(("http://", "https://")):
            raise ServiceUnavailableError(Code.SERVICE_ADDRESS_INVALID, address=url)
        self.address: Final = base
        self.key: Final = key or ""
        self._base = base.replace("http", "ws", 1)
        self._headers = {} if key is None else {"x-api-key": key}
        self._attempts = attempts
        self._pong_s = pong_s

    @asynccontextmanager
    async def s2s_realtime(self, options: S2SOptions) -> AsyncIterator["RealtimeS2S"]:
        """A request for a live source: send and receive as you like.

        Raises:
            ServiceUnavailableError: it cannot be begun.
        """
        socket, ready = await self._begin(options)
        try:
            yield RealtimeS2S(socket, ready)
        finally:
            await leave(socket)

    async def s2s_stream(
        self, options: S2SOptions, blocks: Blocks
    ) -> AsyncGenerator[ServerMessage, None]:
        """Send blocks to their end while yielding what comes of them, until all has come.

        Raises:
            ServiceUnavailableError: the service cannot be reached, or broke off.
        """
        async with self.s2s_realtime(options) as request:
            sending = asyncio.create_task(_send_all(request, blocks))
            try:
                async for message in request:
                    yield message
            except BrokenOffError:
                # It may be our own doing, where the source of the blocks failed.
                if sending.done() and (error := sending.exception()) is not None:
                    raise error from None
                raise
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)

    async def s2s(self, options: S2SOptions, samples: Float32) -> S2SResult:
        """Interpret [n] samples at SOURCE_RATE_HZ; where the connection breaks, once more.

        Raises:
            ServiceUnavailableError: the service cannot be reached, or broke off again and again.
        """
        blocks = [
            samples[start : start + _BLOCK_SAMPLES]
            for start in range(0, len(samples), _BLOCK_SAMPLES)
        ]
        for attempt in range(self._attempts):
            try:
                return _gathered([m async for m in self.s2s_stream(options, blocks)])
            except BrokenOffError:
                if attempt + 1 == self._attempts:
                    raise
                await asyncio.sleep(_wait_s(attempt))
        raise AssertionError("a client makes at least one attempt")

    async def _begin(self, options: S2SOptions) -> tuple[ClientConnection, Ready]:
        path = "s2s" if options.speaks else "asr"
        for attempt in range(self._attempts):
            is_last = attempt + 1 == self._attempts
            try:
                socket = await connect(
                    f"{self._base}/api/speech/{path}",
                    additional_headers=self._headers,
                    max_size=_MOST_MESSAGE_BYTES,
                    ping_timeout=self._pong_s,
                    compression=None,
                    close_timeout=_CLOSE_S,
                )
            except (OSError, InvalidHandshake, InvalidURI, TimeoutError) as error:
                if is_last:
                    raise UnreachableError(
                        Code.SERVICE_UNREACHABLE, address=self.address, reason=str(error)
                    ) from error
            else:
                watch_network(socket)
                try:
                    return socket, await _set_up(socket, options)
                except BaseException as error:
                    await leave(socket)
                    is_busy = (
                        isinstance(error, RefusedError)
                        and error.close_code is CloseCode.TRY_AGAIN_LATER
                    )
                    if is_last or not is_busy:
                        raise
            await asyncio.sleep(_wait_s(attempt))
        raise AssertionError("a client makes at least one attempt")


class RefusedError(ServiceUnavailableError):
    """The service said no.

    Attributes:
        close_code: why.
    """

    def __init__(self, reason: str, close_code: CloseCode) -> None:
        super().__init__(Code.SERVICE_REFUSED, reason=reason)
        self.close_code = close_code
        self.pause_s = 1.0 if close_code is CloseCode.TRY_AGAIN_LATER else None


class RealtimeS2S:
    """One request; iterate over it for its messages.

    Attributes:
        ready: what the service answered to the setup.
    """

    def __init__(self, socket: ClientConnection, ready: Ready) -> None:
        self.ready = ready
        self._socket = socket

    async def send(self, samples: Float32) -> None:
        """Send [n] samples at SOURCE_RATE_HZ; waits where the service is behind.

        Raises:
            BrokenOffError: the connection is gone.
        """
        encoded = base64.b64encode(to_int16(samples).tobytes()).decode("ascii")
        await self._send({"type": "audio", "audio": encoded})

    async def catch_up(self) -> None:
        """Leave what waits there to be heard or spoken, and go on with what comes now.

        Raises:
            BrokenOffError: the connection is gone.
        """
        await self._send({"type": "catch_up"})

    async def end(self) -> None:
        """Nothing more comes; what was sent is finished.

        Raises:
            BrokenOffError: the connection is gone.
        """
        await self._send({"type": "end_of_stream"})

    async def close(self) -> None:
        """Leave it; what is not answered yet is lost."""
        await leave(self._socket)

    def abort(self) -> None:
        """Break the connection without a word, as a network does."""
        self._socket.transport.abort()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ServerMessage:
        while True:
            message = _decoded(await _received(self._socket))
            match message:
                case EndOfAnswer():
                    raise StopAsyncIteration
                case Failure():
                    raise RefusedError(message.message, message.code)
                case None:
                    continue  # of a kind that a newer service knows
                case _:
                    return message

    async def _send(self, fields: dict[str, object]) -> None:
        try:
            await self._socket.send(json.dumps(fields))
        except ConnectionClosed as error:
            raise _broken_off(error) from error
        except AttributeError as error:
            if not went_in_mid_send(error):
                raise
            raise BrokenOffError(Code.SERVICE_BROKE_OFF, reason="no goodbye") from error


def spaced(message: WrittenText | Transcript | Tentative) -> str:
    """The text of a message with the space, if any, that parts it from the one before."""
    continues = not isinstance(message, Tentative) and message.continues
    return message.text if continues or not message.text else f" {message.text}"


def samples_of(message: SpokenAudio) -> Float32:
    """[n] samples at TARGET_RATE_HZ of a message in the format that this client asks for."""
    return np.frombuffer(message.audio, "<i2").astype(np.float32) / np.float32(32_768)


async def _send_all(request: RealtimeS2S, blocks: Blocks) -> None:
    try:
        if isinstance(blocks, AsyncIterable):
            async for block in blocks:
                await request.send(block)
        else:
            for block in blocks:
                await request.send(block)
        await request.end()
    except Exception:
        # Nobody would end the request any more.
        await request.close()
        raise


async def _set_up(socket: ClientConnection, options: S2SOptions) -> Ready:
    # A service that refuses may have closed already, having said why.
    with suppress(ConnectionClosed):
        await socket.send(options.setup())
    message = _decoded(await _received(socket))
    if isinstance(message, Failure):
        raise RefusedError(message.message, message.code)
    if not isinstance(message, Ready):
        raise BrokenOffError(Code.SERVICE_NONSENSE)
    return message


async def _received(socket: ClientConnection) -> str | bytes:
    try:
        return await socket.recv()
    except ConnectionClosed as error:
        raise _broken_off(error) from error


def went_in_mid_send(error: AttributeError) -> bool:
    """Whether a socket raised it since its connection went while something was sent.

    WORKAROUND: websockets aborts a transport that asyncio closed when its last bytes were written,
    and which then has no loop left to call (CPython: asyncio/selector_events.py, _force_close).
    """
    return error.name == "call_soon"


def _broken_off(error: ConnectionClosed) -> BrokenOffError:
    why = error.rcvd.reason or str(error.rcvd.code) if error.rcvd is not None else "no goodbye"
    return BrokenOffError(Code.SERVICE_BROKE_OFF, reason=why)


def _decoded(text: str | bytes) -> ServerMessage | None:
    """The message, or None of a type that is not known here."""
    try:
        fields = json.loads(text)
        kind = fields.pop("type")
        known = _KINDS.get(kind)
        if known is None:
            return None
        if known is SpokenAudio:
            fields["audio"] = base64.b64decode(fields["audio"])
        if known is WrittenText:
            # Where the end comes in a message of its own.
            fields.setdefault("stop_s", fields["start_s"])
        if known is Failure:
            is_known = fields["code"] in list(CloseCode)
            fields["code"] = CloseCode(fields["code"]) if is_known else CloseCode.INTERNAL
        names = known.__dataclass_fields__
        return known(**{name: value for name, value in fields.items() if name in names})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenOffError(Code.SERVICE_NONSENSE) from error


_KINDS: Final[dict[str, type[ServerMessage]]] = {
    "ready": Ready,
    "audio": SpokenAudio,
    "text": WrittenText,
    "end_of_stream": EndOfAnswer,
    "error": Failure,
    "transcript": Transcript,
    "tentative": Tentative,
    "notice": Notice,
    "timing": Timing,
}


def _gathered(messages: Sequence[ServerMessage]) -> S2SResult:
    texts = tuple(message for message in messages if isinstance(message, WrittenText))
    spoken = [message for message in messages if isinstance(message, SpokenAudio)]
    end = round(max((m.stop_s for m in spoken), default=0.0) * TARGET_RATE_HZ)
    samples = np.zeros(end, np.float32)
    for message in spoken:
        start = round(message.start_s * TARGET_RATE_HZ)
        piece = samples_of(message)[: end - start]
        samples[start : start + len(piece)] = piece
    text = "".join(spaced(part) for part in texts).strip()
    return S2SResult(text=text, texts=texts, samples=samples)


def _wait_s(attempt: int) -> float:
    return min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0**attempt)
