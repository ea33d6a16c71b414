"""Sessions of Kyutai's Hibiki-Zero, by the server that comes with it.

It serves one client at a time and tells others nothing. For each 80 ms of sound it sends as much;
its text comes in pieces of words, and nothing says that it is complete: after the end of what is
said silence is sent until no more comes.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from engine.arrays import Float32
from engine.errors import AudioError
from engine.messages import Code
from engine.remote.catalogue import ENGINES, EngineInfo
from engine.remote.client import (
    BusyError,
    ServiceUnavailableError,
    arrived,
    leave,
    watch_network,
)
from engine.remote.vendors import Chunks, VendorWire, telling
from engine.remote.wire import Received, Sound, Text, Traits
from engine.service.ogg_opus import OPUS_RATE_HZ, OggOpusDecoder, OggOpusEncoder

INFO: Final[EngineInfo] = ENGINES["hibiki"]

_READY: Final = 0
_AUDIO: Final = 1
_TEXT: Final = 2
_FRAME_S: Final = 0.08
_FRAME_SAMPLES: Final = OPUS_RATE_HZ * 80 // 1000
_CLOSE_S: Final = 2.0
_MOST_MESSAGE_BYTES: Final = 16 << 20
_MARK: Final = re.compile(r"</?s>|<unk>|<pad>")
_BYTE: Final = re.compile(r"<0x([0-9A-Fa-f]{2})>")

_TRAITS: Final = Traits(
    title=INFO.title,
    start_s=10.0,
    sends_always=True,
    marks_end=False,
    rest_s=4.0,
    most_rest_s=30.0,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HibikiWire(VendorWire):
    """Makes connections to a Hibiki-Zero server, such as http://192.168.1.5:8998.

    The languages are the model's, and the voice the speaker's.
    """

    traits: Traits = _TRAITS

    async def connect(self) -> "_Connection":
        """Connect, and return when the server takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached, or serves somebody else.
        """
        base = self.address.rstrip("/")
        if not base.startswith(("http://", "https://")):
            raise ServiceUnavailableError(Code.SERVICE_ADDRESS_INVALID, address=self.address)
        # Who comes second hears nothing until the first has left.
        admitted_by_s = asyncio.get_running_loop().time() + self.traits.start_s * 0.9
        with telling(INFO):
            socket = await connect(
                f"{base.replace('http', 'ws', 1)}/api/chat",
                max_size=_MOST_MESSAGE_BYTES,
                compression=None,
                close_timeout=_CLOSE_S,
            )
            watch_network(socket)
            try:
                async with asyncio.timeout_at(admitted_by_s):
                    await _be_admitted(socket)
            except BaseException as error:
                await leave(socket)
                if isinstance(error, TimeoutError):
                    raise BusyError(
                        Code.ENGINE_BUSY, engine=INFO.title, reason="it serves one at a time"
                    ) from error
                raise
        return _Connection(socket, speaks=self.config.speaks)


async def _be_admitted(socket: ClientConnection) -> None:
    while True:
        message = await socket.recv()
        if isinstance(message, bytes) and message[:1] == bytes([_READY]):
            return


class _Connection:
    def __init__(self, socket: ClientConnection, *, speaks: bool) -> None:
        self._socket = socket
        self._speaks = speaks
        self._chunks = Chunks(rate_hz=OPUS_RATE_HZ, samples=_FRAME_SAMPLES)
        self._encoder = OggOpusEncoder(comment="")
        self._decoder = OggOpusDecoder()
        self._silence: asyncio.Task[None] | None = None
        self._bytes = b""

    async def send(self, samples: Float32) -> None:
        await self._send(self._chunks.push(samples))

    async def end(self) -> None:
        await self._send(self._chunks.flush())
        self._silence = asyncio.create_task(self._be_silent())
        # Its silence begins to mean something when all has got there.
        with telling(INFO):
            await arrived(self._socket, title=INFO.title)

    async def __aiter__(self) -> AsyncIterator[Received]:
        with telling(INFO, nonsense=(AudioError, UnicodeDecodeError)):
            while True:
                received = self._received(await self._socket.recv(decode=False))
                if received is not None:
                    yield received

    async def close(self) -> None:
        if self._silence is not None:
            self._silence.cancel()
            await asyncio.gather(self._silence, return_exceptions=True)
        await leave(self._socket)

    async def _send(self, chunks: list[Float32]) -> None:
        with telling(INFO):
            for chunk in chunks:
                await self._socket.send(bytes([_AUDIO]) + self._encoder.push(chunk))

    async def _be_silent(self) -> None:
        """What is behind its input comes out as input goes in."""
        with suppress(ServiceUnavailableError):  # who receives tells it
            while True:
                await self._send([np.zeros(_FRAME_SAMPLES, np.float32)])
                await asyncio.sleep(_FRAME_S)

    def _received(self, message: bytes) -> Received | None:
        match message[:1]:
            case b"\x01" if self._speaks:
                return Sound(samples=self._decoder.push(message[1:]))
            case b"\x02":
                text = self._text(message[1:].decode("utf-8"))
                return Text(text=text, is_piece=True) if text else None
        return None

    def _text(self, piece: str) -> str:
        """The text of a piece; of letters outside the model's own alphabet each byte is a piece."""
        if (byte := _BYTE.fullmatch(piece)) is None:
            self._bytes = b""
            return _MARK.sub("", piece)
        self._bytes += bytes([int(byte[1], 16)])
        try:
            text = self._bytes.decode("utf-8")
        except UnicodeDecodeError:
            return ""
        self._bytes = b""
        return text
