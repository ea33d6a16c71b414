"""Clients that break the rules, one way each, and how the service is to end them."""

import asyncio
import base64
import json
import random
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from engine.remote.client import S2SOptions
from engine.service.wire import CloseCode

_PATIENCE_S: Final = 120.0
_HANGING_S: Final = 3.0
_MOST_GARBAGE_BYTES: Final = 2_000
_TOO_LARGE_BYTES: Final = 10 << 20
_SERVER_FAULT: Final = 500

_Way: TypeAlias = Callable[[], Awaitable[str]]
"""Breaks the rules; returns what is wrong with how it ended, or nothing."""


class MisbehavingClients:
    """Makes them.

    Args:
        url: of the service, without /api.
        key: where it asks for one.
        options: whose languages are asked for where a request is good up to some point.
        seed: of which comes when.
    """

    def __init__(self, url: str, *, key: str | None, options: S2SOptions, seed: int) -> None:
        self._url = url
        self._headers = {} if key is None else {"x-api-key": key}
        self._config = {"language": options.source, "target_language": options.target}
        self._random = random.Random(seed)  # noqa: S311 - nothing secret
        self._ways: tuple[_Way, ...] = (
            self._garbage,
            self._binary,
            self._audio_first,
            self._wrong_base64,
            self._wrong_rate,
            self._wrong_file,
            self._too_large,
            self._half_open,
            self._takes_nothing,
            self._single_bytes,
            self._wrong_requests,
        )

    @property
    def kinds(self) -> int:
        """In how many ways they break the rules."""
        return len(self._ways)

    async def one(self, kind: int | None = None) -> str:
        """Let one come, of any kind or of the kind of a number.

        Returns:
            What is wrong where it did not end as documented; nothing where it did. The service may
            always say that it is full.
        """
        way = self._random.choice(self._ways) if kind is None else self._ways[kind]
        try:
            async with asyncio.timeout(_PATIENCE_S):
                wrong = await way()
        except (TimeoutError, OSError, InvalidHandshake, httpx.HTTPError) as error:
            wrong = f"{type(error).__name__} {error}"
        return wrong and f"{way.__name__.strip('_')}: {wrong}"

    async def _garbage(self) -> str:
        return await self._refused(CloseCode.POLICY, self._bytes().decode("latin-1"))

    async def _binary(self) -> str:
        return await self._refused(CloseCode.POLICY, self._setup(), self._bytes())

    async def _audio_first(self) -> str:
        return await self._refused(CloseCode.POLICY, _audio(self._bytes()))

    async def _wrong_base64(self) -> str:
        wrong = json.dumps({"type": "audio", "audio": "=" + self._bytes().decode("latin-1")})
        return await self._refused(CloseCode.POLICY, self._setup(), wrong)

    async def _wrong_rate(self) -> str:
        rate_hz = self._random.choice((0, 1, 11_025, 10**9))
        return await self._refused(CloseCode.POLICY, self._setup(input_format=f"pcm_{rate_hz}"))

    async def _wrong_file(self) -> str:
        sound = _audio(b"no" * 4_000)
        return await self._refused(CloseCode.POLICY, self._setup(input_format="wav"), sound)

    async def _too_large(self) -> str:
        return await self._refused(
            CloseCode.TOO_LARGE, self._setup(), _audio(bytes(_TOO_LARGE_BYTES))
        )

    async def _half_open(self) -> str:
        """Begins a handshake, says nothing more, and vanishes; there is nobody to be told."""
        where = urlsplit(self._url)
        standard = 443 if where.scheme == "https" else 80
        _, writer = await asyncio.open_connection(where.hostname, where.port or standard)
        writer.write(b"GET /api/speech/s2s HTTP/1.1\r\nHost: ")
        await asyncio.sleep(self._random.uniform(0, _HANGING_S))
        writer.transport.abort()
        return ""

    async def _takes_nothing(self) -> str:
        """Has much said, reads none of it, and vanishes."""
        async with self._connected("tts") as socket:
            await socket.send(self._setup(input_format=None, json_config={}))
            await socket.send(json.dumps({"type": "text", "text": "Many words, in a row. " * 50}))
            await asyncio.sleep(self._random.uniform(0, _HANGING_S))
            socket.transport.abort()
        return ""

    async def _single_bytes(self) -> str:
        """Sends sound a byte at a time, and ends in the middle of a sample; that is no fault."""
        async with self._connected("asr") as socket:
            try:
                await socket.send(self._setup())
                for _ in range(self._random.randrange(1, 400)):
                    await socket.send(_audio(b"\x01"))
                await socket.send(json.dumps({"type": "end_of_stream"}))
                await _read_all(socket)
            except ConnectionClosed as closed:
                return _wrong_end(closed, CloseCode.NORMAL)
        raise AssertionError("it is read to its end")

    async def _wrong_requests(self) -> str:
        """Asks by HTTP for what there is not; any answer but one of the service's own fault."""
        name = base64.urlsafe_b64encode(self._bytes()[:40]).decode()
        async with httpx.AsyncClient(
            base_url=self._url, headers=self._headers, timeout=_PATIENCE_S
        ) as http:
            answers = [
                await http.get(f"/api/voices/{name}"),
                await http.delete("/api/pronunciations/..%2f..%2fkeys.json"),
                await http.post("/api/pronunciations/", content=self._bytes()),
                await http.post("/api/post/speech/tts", content=self._bytes()),
                await http.post("/api/voices/", content=self._bytes()),
                await http.get(f"/page/{name}"),
            ]
        worst = max(answer.status_code for answer in answers)
        return "" if worst < _SERVER_FAULT else f"HTTP {worst}"

    async def _refused(self, code: CloseCode, *frames: str | bytes) -> str:
        """Send these, and see whether the connection is closed with that code."""
        async with self._connected("s2s") as socket:
            try:
                for frame in frames:
                    await socket.send(frame)
                await _read_all(socket)
            except ConnectionClosed as closed:
                return _wrong_end(closed, code)
        raise AssertionError("it is read to its end")

    def _connected(self, route: str) -> connect:
        return connect(
            f"{self._url.replace('http', 'ws', 1)}/api/speech/{route}",
            additional_headers=self._headers,
            compression=None,
            max_size=None,
            open_timeout=_PATIENCE_S,
            # What it waits for may stand behind a flood of its own making.
            ping_timeout=None,
        )

    def _bytes(self) -> bytes:
        return self._random.randbytes(self._random.randrange(1, _MOST_GARBAGE_BYTES))

    def _setup(self, **changes: object) -> str:
        setup = {"type": "setup", "input_format": "pcm_16000", "json_config": self._config}
        return json.dumps({**setup, **changes})


def _audio(content: bytes) -> str:
    return json.dumps({"type": "audio", "audio": base64.b64encode(content).decode()})


async def _read_all(socket: ClientConnection) -> None:
    """Read until the other side closes.

    Raises:
        ConnectionClosed: it did.
    """
    while True:
        await socket.recv()


def _wrong_end(closed: ConnectionClosed, code: CloseCode) -> str:
    """What is wrong with the code that the other side closed with, if it closed."""
    got = None if closed.rcvd is None else closed.rcvd.code
    return "" if got in (code, CloseCode.TRY_AGAIN_LATER) else f"closed with {got}, not {code}"
