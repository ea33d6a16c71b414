"""A soak test: clients of every kind, on a running service for hours; what stays behind?

Every good client speaks the same recording, whose text is taken beforehand, while nobody else is
there. As long as the service is not behind, what a client gets depends on the sound alone, so it
must be that text to the letter.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.remote.client import (
    BrokenOffError,
    Client,
    RealtimeS2S,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
    spaced,
)
from engine.service.wire import CloseCode, Extra, Notice, ServerMessage, WrittenText
from engine.workshop import WorkshopError
from engine.workshop.service.clients import MisbehavingClients
from engine.workshop.service.vitals import Vitals, VitalSigns

_LEAST_SHARE: Final = 0.5
_LAST_WORD_S: Final = 3.0
_GROWTH_MB: Final = 50.0
_JUDGED_READINGS: Final = 40
"""With fewer, what grows may be what the engine sets up once."""
_MORE_FILES: Final = 4


class Heard:
    """What one good client got.

    Attributes:
        texts: in the order in which they came.
        was_behind: the service said that it fell behind.
    """

    def __init__(self) -> None:
        self.texts: list[WrittenText] = []
        self.was_behind = False

    def note(self, message: ServerMessage) -> None:
        """Take a message."""
        match message:
            case WrittenText():
                self.texts.append(message)
            case Notice(kind="behind"):
                self.was_behind = True
            case _:
                pass

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(map(spaced, self.texts))

    @property
    def is_in_order(self) -> bool:
        """Whether no word goes back in time."""
        starts_s = [text.start_s for text in self.texts]
        return starts_s == sorted(starts_s)

    def is_cut(self, whole: "Heard") -> bool:
        """Whether the text is much shorter, or ends much sooner, than one that lacks nothing.

        For what was computed while the service was behind: it decides on fewer hypotheses then,
        and may well translate in other words.
        """
        if not self.texts or not whole.texts:
            return bool(whole.texts)
        share = len(self.text.split()) / len(whole.text.split())
        ends_sooner_s = whole.texts[-1].stop_s - self.texts[-1].stop_s
        return share < _LEAST_SHARE or ends_sooner_s > _LAST_WORD_S


@dataclass(slots=True)
class SoakReport:
    """What happened.

    Attributes:
        finished: good clients that got an answer to its end.
        exact: of these, those that got the reference's text to the letter.
        behind: of these, those for which the service was behind for a while.
        altered: clients for which it never was, and whose text differs all the same.
        cut: of those for which it was, those that lack much of the text.
        disordered: good clients whose words went back in time.
        refused: good clients that were told to come later.
        broken: good clients that were broken off.
        stuck: good clients that waited for their end in vain.
        killed: clients that vanished in the middle.
        misbehaving: clients that broke the rules.
        unruly: what was wrong with those of them that the service did not end as it documents.
        sessions_left: places that are still taken a while after the last client.
        connections_left: the same of connections.
        answers: whether a good client got the reference's text after all that.
        files_before: that the service had open before the first client of the run; None if unknown.
        files_left: that it has open at the end.
        memory_mb: its resident memory, a reading every few seconds.
    """

    finished: int = 0
    exact: int = 0
    behind: int = 0
    altered: int = 0
    cut: int = 0
    disordered: int = 0
    refused: int = 0
    broken: int = 0
    stuck: int = 0
    killed: int = 0
    misbehaving: int = 0
    unruly: list[str] = field(default_factory=list)
    sessions_left: int = 0
    connections_left: int = 0
    answers: bool = False
    files_before: int | None = None
    files_left: int | None = None
    memory_mb: list[float] = field(default_factory=list)

    def note_finished(self, heard: Heard, reference: Heard) -> None:
        """Judge what a good client got to its end."""
        self.finished += 1
        self.disordered += not heard.is_in_order
        if heard.was_behind:
            self.behind += 1
            self.cut += heard.is_cut(reference)
        elif heard.text == reference.text:
            self.exact += 1
        else:
            self.altered += 1

    def note_killed(self, heard: Heard, reference: Heard) -> None:
        """Judge what a client got before it vanished."""
        self.killed += 1
        self.disordered += not heard.is_in_order
        if not heard.was_behind and not reference.text.startswith(heard.text):
            self.altered += 1

    def note_vitals(self, vitals: Vitals) -> None:
        """Keep a reading of the memory."""
        if vitals.memory_mb is not None:
            self.memory_mb.append(vitals.memory_mb)

    @property
    def growth_mb(self) -> float | None:
        """Median memory of the last quarter less that of the second; None of a short run."""
        quarter = len(self.memory_mb) // 4
        if len(self.memory_mb) < _JUDGED_READINGS:
            return None
        second = self.memory_mb[quarter : 2 * quarter]
        return median(self.memory_mb[-quarter:]) - median(second)

    def faults(self) -> list[str]:
        """What is wrong; nothing where the service passed."""
        wrong = {
            "no client got an answer": not self.finished,
            f"{self.altered} texts differ though nothing was behind": self.altered,
            f"{self.cut} texts lack much": self.cut,
            f"{self.disordered} texts went back in time": self.disordered,
            f"{self.broken} good clients were broken off": self.broken,
            f"{self.stuck} good clients waited in vain": self.stuck,
            f"misbehaving clients not ended as documented: {'; '.join(self.unruly)}": self.unruly,
            f"{self.sessions_left} sessions are stuck": self.sessions_left,
            f"{self.connections_left} connections are stuck": self.connections_left,
            "the service answers wrongly after it all": not self.answers,
            f"memory grew by {self.growth_mb or 0:.0f} MB": (self.growth_mb or 0) > _GROWTH_MB,
            f"open files went from {self.files_before} to {self.files_left}": (
                self.files_before is not None
                and self.files_left is not None
                and self.files_left > self.files_before + _MORE_FILES
            ),
        }
        return [what for what, is_so in wrong.items() if is_so]


_COUNTS: Final = (
    "finished",
    "exact",
    "behind",
    "altered",
    "cut",
    "disordered",
    "refused",
    "broken",
    "stuck",
    "killed",
    "misbehaving",
)


def render(report: SoakReport) -> str:
    """One line for people, of how it goes."""
    counts = ", ".join(f"{name} {getattr(report, name)}" for name in _COUNTS)
    memory = f", {report.memory_mb[-1]:.0f} MB" if report.memory_mb else ""
    return f"{counts}, unruly {len(report.unruly)}{memory}"


def render_end(report: SoakReport) -> str:
    """Lines for people, at the end."""
    lines = [
        render(report),
        f"left behind: sessions {report.sessions_left}, connections {report.connections_left}",
        f"open files: {_shown(report.files_before)} before, {_shown(report.files_left)} after",
        f"memory: {_memory(report.memory_mb)}; growth {_shown(report.growth_mb, ' MB')}",
    ]
    faults: Sequence[str] = report.faults()
    lines += [f"WRONG: {fault}" for fault in faults] or ["passed"]
    return "\n".join(lines)


def _memory(readings_mb: Sequence[float]) -> str:
    if not readings_mb:
        return "not known"
    return (
        f"{readings_mb[0]:.0f} MB at the start, {max(readings_mb):.0f} MB at most, "
        f"{readings_mb[-1]:.0f} MB at the end"
    )


def _shown(number: float | None, unit: str = "") -> str:
    return "not known" if number is None else f"{number:.0f}{unit}"


_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000
_KILLED_SHARE: Final = 0.3
_LONGEST_PAUSE_S: Final = 2.0
_READING_S: Final = 10.0
_TELL_READINGS: Final = 6
_SETTLE_S: Final = 60.0
_STUCK_S: Final = 300.0
_REFERENCES: Final = 5


class SoakError(WorkshopError):
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
        self._misbehaving = MisbehavingClients(self._url, key=key, options=options, seed=seed)
        self._reference = Heard()
        self.report = SoakReport()

    async def run(
        self, *, seconds: float, clients: int, each_minute: Callable[[SoakReport], None]
    ) -> SoakReport:
        """Keep so many clients coming for so long, and a misbehaving one beside them.

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
                self._keep_misbehaving(until_s),
                *[self._keep_coming(until_s) for _ in range(clients)],
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

    async def _keep_misbehaving(self, until_s: float) -> None:
        while time.monotonic() < until_s:
            wrong = await self._misbehaving.one()
            self.report.misbehaving += 1
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
        if isinstance(error, RefusedError) and error.close_code is CloseCode.TRY_AGAIN_LATER:
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
