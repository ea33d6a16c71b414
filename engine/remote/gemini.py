"""Sessions of Google's gemini-3.5-live-translate, by its official client.

Nothing says that an answer is complete, so that its end is where no more text comes. A connection
that is about to be closed is replaced by a new one; a session is not resumed by its handle, for
which what was said would be kept there for a day.
"""

import importlib
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from engine.arrays import Float32
from engine.messages import Code
from engine.remote.catalogue import ENGINES, EngineInfo
from engine.remote.client import ServiceUnavailableError, arrived, leave, watch_network
from engine.remote.vendors import (
    Chunks,
    Speech,
    VendorWire,
    broken_off,
    pcm,
    refusal,
    telling,
    unintelligible,
)
from engine.remote.wire import Leaving, Original, Received, Sound, Text, Traits

INFO: Final[EngineInfo] = ENGINES["gemini"]

_MODEL: Final = "gemini-3.5-live-translate-preview"
_VERSION: Final = "v1beta"
"""Where the model was seen; the client's own default is another."""

_RATE_HZ: Final = 16_000
_MIME_TYPE: Final = f"audio/pcm;rate={_RATE_HZ}"
_CHUNK_SAMPLES: Final = _RATE_HZ // 10
_SPEECH_RATE_HZ: Final = 24_000
_RATE: Final = re.compile(r"rate=(\d+)")
_REFUSED_CODES: Final = (1007, 1008)

_TRAITS: Final = Traits(
    title=INFO.title,
    life_s=540.0,
    margin_s=120.0,
    sends_always=True,
    marks_end=False,
    rest_s=3.0,
    most_rest_s=20.0,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeminiWire(VendorWire):
    """Makes connections to Gemini, by the address of the API without its version.

    What is spoken is found out there, and the voice follows the speaker's.
    """

    traits: Traits = _TRAITS
    client: ClassVar[str] = "google.genai"

    async def connect(self) -> "_Connection":
        """Connect, and return when the engine takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        genai = importlib.import_module("google.genai")
        types = importlib.import_module("google.genai.types")
        error_type = importlib.import_module("google.genai.errors").APIError
        client = genai.Client(
            # Not what the environment says of Google's other services.
            vertexai=False,
            api_key=self.key,
            http_options=types.HttpOptions(base_url=self.address, api_version=_VERSION),
        )
        written = types.AudioTranscriptionConfig()
        config = types.LiveConnectConfig(
            response_modalities=["AUDIO"],
            translation_config=types.TranslationConfig(
                target_language_code=self.config.target, echo_target_language=False
            ),
            output_audio_transcription=written,
            input_audio_transcription=written if self.transcribes else None,
        )
        context = client.aio.live.connect(model=_MODEL, config=config)
        with telling(INFO, self.key, nonsense=(ValueError,)):
            try:
                session = await context.__aenter__()
            except error_type as error:
                raise _told(error) from error
        watch_network(session._ws)  # noqa: SLF001 - the client has no other way to it
        connection = _Connection(self, context, session, types.Blob, error_type)
        if session.setup_complete is None:
            await connection.close()
            raise unintelligible(INFO, "no setupComplete")
        return connection


class _Connection:
    def __init__(
        self,
        wire: GeminiWire,
        context: AbstractAsyncContextManager[Any],
        session: Any,
        blob: Any,
        error_type: type[Exception],
    ) -> None:
        self._wire = wire
        self._context = context
        self._session = session
        self._blob = blob
        self._error_type = error_type
        self._chunks = Chunks(rate_hz=_RATE_HZ, samples=_CHUNK_SAMPLES)
        self._speech = Speech(_SPEECH_RATE_HZ)

    async def send(self, samples: Float32) -> None:
        await self._send(self._chunks.push(samples))

    async def end(self) -> None:
        await self._send(self._chunks.flush())
        with telling(INFO, self._wire.key):
            await self._session.send_realtime_input(audio_stream_end=True)
            # Its silence begins to mean something when all has got there.
            await arrived(self._session._ws, title=INFO.title)  # noqa: SLF001 - as above

    async def __aiter__(self) -> AsyncIterator[Received]:
        with telling(INFO, self._wire.key, nonsense=(ValueError, TypeError, AttributeError)):
            try:
                # The client's iterator ends where it takes a turn for complete.
                while True:
                    async for message in self._session.receive():
                        for received in self._received(message):
                            yield received
            except self._error_type as error:
                raise _told(error) from error

    async def close(self) -> None:
        await leave(self._session._ws)  # noqa: SLF001 - as above
        await self._context.__aexit__(None, None, None)

    async def _send(self, chunks: list[Float32]) -> None:
        with telling(INFO, self._wire.key):
            for chunk in chunks:
                data = self._blob(data=pcm(chunk), mime_type=_MIME_TYPE)
                await self._session.send_realtime_input(audio=data)

    def _received(self, message: Any) -> list[Received]:
        received: list[Received] = []
        if message.go_away is not None:
            received.append(Leaving(left_s=_seconds(message.go_away.time_left)))
        content = message.server_content
        if content is None:
            return received
        if (said := content.input_transcription) is not None and said.text:
            language = (
                (said.language_code or self._wire.config.source or "").partition("-")[0].casefold()
            )
            received.append(Original(text=said.text, language=language))
        if (text := content.output_transcription) is not None and text.text:
            received.append(Text(text=text.text, is_piece=True))
        parts = None if content.model_turn is None else content.model_turn.parts
        for part in parts or ():
            blob = part.inline_data
            if self._wire.config.speaks and blob is not None and blob.data:
                rate = _RATE.search(blob.mime_type or "")
                samples = self._speech.push(blob.data, rate_hz=int(rate[1]) if rate else None)
                received.append(Sound(samples=samples))
        return received


def _seconds(duration: str | None) -> float:
    """Of a duration such as 50s, or 0 where it is none."""
    with suppress(ValueError):
        return float((duration or "").removesuffix("s"))
    return 0.0


def _told(error: Any) -> ServiceUnavailableError:
    """The error of the client, whose code is that of the close or of HTTP."""
    code = int(error.code or 0)
    reason = str(error.message or error.details or "")
    if 400 <= code < 600:
        return refusal(INFO, status=code, reason=reason)
    if code in _REFUSED_CODES:
        # A key, a language, a field, or a policy: only its words tell.
        return refusal(INFO, status=400, reason=reason)
    told = refusal(INFO, status=429, reason=reason)
    return told if told.code is Code.ENGINE_QUOTA else broken_off(INFO, reason or str(code))
