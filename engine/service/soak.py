"""A long rain of clients, good, rude and vanishing, on a running service: what stays behind?

Every good client speaks the same recording, whose text is taken beforehand, while nobody else is
there. As long as the service is not behind, what a client gets depends on the sound alone, so it
must be that text to the letter.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import EngineError
from engine.service.client import (
    BrokenOffError,
    Client,
    RealtimeS2S,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
)
from engine.service.messages import Code, Extra
from engine.service.rude_clients import RudeClients
from engine.service.soak_report import Heard, SoakReport
from engine.service.vitals import VitalSigns

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000
_KILLED_SHARE: Final = 0.3
_LONGEST_PAUSE_S: Final = 2.0
_READING_S: Final = 10.0
_TELL_READINGS: Final = 6
_SETTLE_S: Final = 60.0
_STUCK_S: Final = 300.0
_REFERENCES: Final = 5


class SoakError(EngineError):
    """There is nothing to compare the clients with."""


class Soak:
    """One run.

    Args:
        url: of the service.
        key: where it asks for one.
        options: what good clients ask for; some ask for text only.
        samples: [n] at SOURCE_RATE_HZ that hold speech.
        seed: of who comes when.
    """

    def __init__(
        self, url: str, *, key: str | None, options: S2SOptions, samples: Float32, seed: int = 1
    ) -> None:
        self._url = url.rstrip("/").removesuffix("/api")
        self._key = key
        self._client = Client(url, key=key, attempts=1)
        self._options = replace(options, extras=options.extras | {Extra.NOTICES})
        self._samples = samples
        self._random = random.Random(seed)  # noqa: S311 - nothing secret
        self._rude = RudeClients(self._url, key=key, options=options, seed=seed)
        self._reference = Heard()
        self.report = SoakReport()

    async def run(
        self, *, seconds: float, clients: int, each_minute: Callable[[SoakReport], None]
    ) -> SoakReport:
        """Keep so many clients coming for so long, and a rude one beside them.

        Args:
            seconds: after which no new client comes.
            clients: good ones, of which some vanish, at once.
            each_minute: told how it goes.

        Raises:
            SoakError: the service gives no text that the others' could be compared with.
            ServiceUnavailableError: it cannot be reached.
            VitalsError: it does not say how it fares.
        """
        async with VitalSigns(self._url, key=self._key) as signs:
            await self._listen_alone()
            self.report.files_before = (await signs.read()).files
            until_s = time.monotonic() + seconds
            watching = asyncio.create_task(self._watch(signs, each_minute))
            await asyncio.gather(
                self._keep_rude(until_s), *[self._keep_coming(until_s) for _ in range(clients)]
            )
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await self._settle(signs)
            with suppress(ServiceUnavailableError):
                last = await self._heard_of_recording()
                self.report.answers = last.was_behind or last.text == self._reference.text
        return self.report

    async def _listen_alone(self) -> None:
        # All models are loaded before anything is counted.
        await self._heard_of_recording(speaks=self._options.speaks)
        for _ in range(_REFERENCES):
            self._reference = await self._heard_of_recording()
            if self._reference.text and not self._reference.was_behind:
                return
        raise SoakError(
            "The service is behind with a single client, or hears no words in the recording; "
            "run it on a machine with time to spare, and with a recording of speech."
        )

    async def _heard_of_recording(self, *, speaks: bool = False) -> Heard:
        heard = Heard()
        options = replace(self._options, speaks=speaks)
        async for message in self._client.s2s_stream(options, self._blocks(is_live=False)):
            heard.note(message)
        return heard

    async def _watch(self, signs: VitalSigns, each_minute: Callable[[SoakReport], None]) -> None:
        readings = 0
        while True:
            self.report.note_vitals(await signs.read())
            if readings % _TELL_READINGS == 0:
                each_minute(self.report)
            readings += 1
            await asyncio.sleep(_READING_S)

    async def _keep_coming(self, until_s: float) -> None:
        while time.monotonic() < until_s:
            await (self._killed() if self._random.random() < _KILLED_SHARE else self._good())
            await self._pause()

    async def _keep_rude(self, until_s: float) -> None:
        while time.monotonic() < until_s:
            wrong = await self._rude.one()
            self.report.rude += 1
            if wrong:
                self.report.unruly.append(wrong)
            await self._pause()

    async def _pause(self) -> None:
        await asyncio.sleep(self._random.uniform(0, _LONGEST_PAUSE_S))

    async def _good(self) -> None:
        heard = Heard()
        options = replace(self._options, speaks=self._options.speaks and self._flips())
        blocks = self._blocks(is_live=options.speaks or self._flips())
        try:
            async with asyncio.timeout(_STUCK_S):
                async for message in self._client.s2s_stream(options, blocks):
                    heard.note(message)
        except TimeoutError:
            self.report.stuck += 1
        except ServiceUnavailableError as error:
            await self._note_unserved(error)
        else:
            self.report.note_finished(heard, self._reference)

    async def _killed(self) -> None:
        heard = Heard()
        try:
            async with self._client.s2s_realtime(self._options) as request:
                reading = asyncio.create_task(_note_all(request, heard))
                left = self._random.randrange(1, len(self._samples) // _BLOCK_SAMPLES)
                async for block in self._blocks(is_live=True):
                    await request.send(block)
                    left -= 1
                    if left == 0:
                        break
                request.abort()
                await reading
        except ServiceUnavailableError as error:
            await self._note_unserved(error)
        else:
            self.report.note_killed(heard, self._reference)

    async def _note_unserved(self, error: ServiceUnavailableError) -> None:
        if isinstance(error, RefusedError) and error.close_code is Code.TRY_AGAIN_LATER:
            self.report.refused += 1
        else:
            self.report.broken += 1

    def _flips(self) -> bool:
        return self._random.random() < 0.5

    async def _blocks(self, *, is_live: bool) -> AsyncIterator[Float32]:
        began_s = time.monotonic()
        for start in range(0, len(self._samples), _BLOCK_SAMPLES):
            if is_live:
                due_s = began_s + start / SOURCE_RATE_HZ
                await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            yield np.ascontiguousarray(self._samples[start : start + _BLOCK_SAMPLES])

    async def _settle(self, signs: VitalSigns) -> None:
        """Wait until nothing is open, or too long, and note what is."""
        until_s = time.monotonic() + _SETTLE_S
        while True:
            vitals = await signs.read()
            is_over = not (vitals.sessions or vitals.connections)
            if is_over or time.monotonic() > until_s:
                break
            await asyncio.sleep(0.5)
        self.report.sessions_left = vitals.sessions
        self.report.connections_left = vitals.connections
        self.report.files_left = vitals.files


async def _note_all(request: RealtimeS2S, heard: Heard) -> None:
    with suppress(BrokenOffError):
        async for message in request:
            heard.note(message)
