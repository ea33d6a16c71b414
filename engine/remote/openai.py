"""Sessions of OpenAI's gpt-realtime-translate, by its official client.

Nothing is sent before the session says back the language that was asked for: its own default is
Spanish. The client's reconnection is not used, since it does not ask again.
"""

import base64
import importlib
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from engine.arrays import Float32
from engine.remote.catalogue import ENGINES, EngineInfo
from engine.remote.client import ServiceUnavailableError, leave, watch_network
from engine.remote.vendors import (
    Chunks,
    Speech,
    VendorWire,
    broken_off,
    pcm,
    refusal,
    telling,
)
from engine.remote.wire import Original, Received, Sound, Text, Traits

INFO: Final[EngineInfo] = ENGINES["openai"]

_MODEL: Final = "gpt-realtime-translate"
_HEARS: Final = "gpt-realtime-whisper"
_RATE_HZ: Final = 24_000
_CHUNK_SAMPLES: Final = 4_800
# The answer to a ping stands behind all the speech that comes.
_SOCKET: Final = {"max_size": 16 << 20, "ping_timeout": 60.0, "close_timeout": 2.0}
_STATUSES: Final = {
    "invalid_api_key": 401,
    "insufficient_quota": 402,
    "rate_limit_exceeded": 429,
    "server_error": 500,
    "session_expired": 500,
}

_TRAITS: Final = Traits(title=INFO.title, life_s=3_600.0, margin_s=120.0, sends_always=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIWire(VendorWire):
    """Makes connections to OpenAI, by the address of the API with its version.

    What is spoken is found out there, and the voice follows the speaker's.
    """

    traits: Traits = _TRAITS
    client: ClassVar[str] = "openai"

    async def connect(self) -> "_Connection":
        """Connect, and return when the engine takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        openai = importlib.import_module("openai")
        client = openai.AsyncOpenAI(api_key=self.key, base_url=self.address, max_retries=0)
        with telling(INFO, self.key, nonsense=(ValueError,)):
            socket = await client.realtime.translations.connect(
                model=_MODEL, websocket_connection_options=dict(_SOCKET)
            ).enter()
            watch_network(socket._connection)  # noqa: SLF001 - the client has no other way to it
            connection = _Connection(self, socket)
            try:
                await connection.set_up()
            except BaseException:
                await connection.close()
                raise
        return connection


class _Connection:
    def __init__(self, wire: OpenAIWire, socket: Any) -> None:
        self._wire = wire
        self._socket = socket
        self._chunks = Chunks(rate_hz=_RATE_HZ, samples=_CHUNK_SAMPLES)
        self._speech = Speech(_RATE_HZ)
        self._seen: deque[str] = deque(maxlen=256)

    async def set_up(self) -> None:
        """Ask for a language, and wait until it is the session's."""
        target = self._wire.target
        audio: dict[str, object] = {"output": {"language": target}}
        if self._wire.transcribes:
            audio["input"] = {"transcription": {"model": _HEARS}}
        await self._socket.session.update(session={"audio": audio})
        while True:
            event = await self._socket.recv()
            if event.type == "error":
                raise _refused(event)
            if event.type == "session.updated":
                output = getattr(getattr(event.session, "audio", None), "output", None)
                if getattr(output, "language", None) == target:
                    return

    async def send(self, samples: Float32) -> None:
        await self._append(self._chunks.push(samples))

    async def end(self) -> None:
        await self._append(self._chunks.flush())
        with telling(INFO, self._wire.key):
            await self._socket.session.close()

    async def __aiter__(self) -> AsyncIterator[Received]:
        with telling(INFO, self._wire.key, nonsense=(ValueError, TypeError, AttributeError)):
            while True:
                event = await self._socket.recv()
                if event.type == "session.closed":
                    break
                if event.type == "error" and _code(event) in _STATUSES:
                    raise _refused(event)
                if self._is_new(event):
                    for message in self._messages(event):
                        yield message
        if (rest := self._speech.flush()).size and self._wire.config.speaks:
            yield Sound(samples=rest)

    async def close(self) -> None:
        await leave(self._socket._connection)  # noqa: SLF001 - as above

    async def _append(self, chunks: list[Float32]) -> None:
        with telling(INFO, self._wire.key):
            for chunk in chunks:
                encoded = base64.b64encode(pcm(chunk)).decode("ascii")
                await self._socket.session.input_audio_buffer.append(audio=encoded)

    def _is_new(self, event: Any) -> bool:
        """Whether an event did not come before; those without a name always are new."""
        name = getattr(event, "event_id", None)
        if not name:
            return True
        is_new = name not in self._seen
        self._seen.append(name)
        return is_new

    def _messages(self, event: Any) -> list[Received]:
        # By its type alone: the client makes errors of events that it does not know.
        match event.type:
            case "session.output_transcript.delta" if event.delta:
                return [Text(text=event.delta, is_piece=True)]
            case "session.input_transcript.delta" if event.delta:
                return [Original(text=event.delta, language=self._wire.config.source or "")]
            case "session.output_audio.delta" if event.delta and self._wire.config.speaks:
                rate_hz = getattr(event, "sample_rate", None)
                samples = self._speech.push(base64.b64decode(event.delta), rate_hz=rate_hz)
                return [Sound(samples=np.ascontiguousarray(samples))]
        return []


def _code(event: Any) -> str:
    error = getattr(event, "error", None)
    return str(getattr(error, "code", None) or getattr(error, "type", None) or "")


def _refused(event: Any) -> ServiceUnavailableError:
    """The error of an event of that type; most others leave the session open."""
    reason = str(getattr(getattr(event, "error", None), "message", ""))
    code = _code(event)
    if code in ("server_error", "session_expired"):
        return broken_off(INFO, reason)
    return refusal(INFO, status=_STATUSES.get(code, 400), reason=reason)
