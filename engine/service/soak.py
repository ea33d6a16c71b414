"""A long rain of clients, good, rude and mad, on a running service: does anything stay behind?"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from typing import Final

import httpx
import numpy as np
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.service.client import Client, S2SOptions, ServiceUnavailableError
from engine.service.messages import WrittenText

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000
_SETTLE_S: Final = 60.0
_GARBAGE_BYTES: Final = 2_000


@dataclass(slots=True)
class SoakReport:
    """What happened.

    Attributes:
        finished: good clients that got an answer to its end.
        wordless: of these, those that got no word for speech that holds some.
        disordered: of these, those whose words went back in time.
        refused: good clients that were refused or broken off.
        killed: clients that vanished in the middle.
        mad: connections of garbage.
        sessions_left: places that are still taken a while after the last client.
    """

    finished: int = 0
    wordless: int = 0
    disordered: int = 0
    refused: int = 0
    killed: int = 0
    mad: int = 0
    sessions_left: int = 0


class Soak:
    """One run.

    Args:
        url: of the service.
        key: where it asks for one.
        options: what good clients ask for.
        samples: [n] at SOURCE_RATE_HZ that hold speech.
        seed: of who comes when.
    """

    def __init__(
        self, url: str, *, key: str | None, options: S2SOptions, samples: Float32, seed: int = 1
    ) -> None:
        self._url = url.rstrip("/").removesuffix("/api")
        self._key = key
        self._client = Client(url, key=key, attempts=1)
        self._options = options
        self._samples = samples
        self._random = random.Random(seed)  # noqa: S311 - nothing secret
        self.report = SoakReport()

    async def run(
        self, *, seconds: float, clients: int, each_minute: Callable[[SoakReport], None]
    ) -> SoakReport:
        """Keep so many clients busy for so long.

        Args:
            seconds: after which no new client comes.
            clients: at once.
            each_minute: told how it goes.
        """
        until_s = time.monotonic() + seconds
        telling = asyncio.create_task(self._tell(each_minute))
        await asyncio.gather(*[self._keep_coming(until_s) for _ in range(clients)])
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
        self.report.sessions_left = await self._sessions_left()
        return self.report

    async def _tell(self, each_minute: Callable[[SoakReport], None]) -> None:
        while True:
            await asyncio.sleep(60)
            each_minute(self.report)

    async def _keep_coming(self, until_s: float) -> None:
        while time.monotonic() < until_s:
            kind = self._random.random()
            if kind < 0.6:
                await self._good()
            elif kind < 0.85:
                await self._killed()
            else:
                await self._mad()

    async def _good(self) -> None:
        try:
            texts = [
                message
                async for message in self._client.s2s_stream(self._options, self._blocks())
                if isinstance(message, WrittenText)
            ]
        except ServiceUnavailableError:
            self.report.refused += 1
            await asyncio.sleep(1)
            return
        self.report.finished += 1
        starts = [text.start_s for text in texts]
        self.report.wordless += not texts
        self.report.disordered += starts != sorted(starts)

    async def _killed(self) -> None:
        left = self._random.randrange(1, 100)
        try:
            async with self._client.s2s_realtime(self._options) as request:
                async for block in self._blocks():
                    await request.send(block)
                    left -= 1
                    if left == 0:
                        request.abort()
                        break
        except ServiceUnavailableError:
            await asyncio.sleep(1)
        self.report.killed += 1

    async def _mad(self) -> None:
        address = self._url.replace("http", "ws", 1) + "/api/speech/s2s"
        headers = {} if self._key is None else {"x-api-key": self._key}
        try:
            async with connect(address, additional_headers=headers) as socket:
                if self._random.random() < 0.5:
                    await socket.send(self._options.setup())
                for _ in range(self._random.randrange(1, 5)):
                    garbage = self._random.randbytes(self._random.randrange(_GARBAGE_BYTES))
                    await socket.send(
                        garbage if self._random.random() < 0.3 else garbage.decode("latin-1")
                    )
                async with asyncio.timeout(20):
                    async for _ in socket:
                        pass
        except (OSError, WebSocketException, TimeoutError):
            pass
        self.report.mad += 1

    async def _blocks(self) -> AsyncIterator[Float32]:
        began_s = time.monotonic()
        for start in range(0, len(self._samples), _BLOCK_SAMPLES):
            due_s = began_s + start / SOURCE_RATE_HZ
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            yield np.ascontiguousarray(self._samples[start : start + _BLOCK_SAMPLES])

    async def _sessions_left(self) -> int:
        until_s = time.monotonic() + _SETTLE_S
        sessions = -1
        async with httpx.AsyncClient(base_url=self._url) as http:
            while sessions != 0 and time.monotonic() < until_s:
                answer = await http.get("/ready")
                sessions = int(answer.json().get("sessions", -1))
                await asyncio.sleep(0.5)
        return sessions


def render(report: SoakReport) -> str:
    """One line for people."""
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in asdict(report).items())
