"""How many clients a running service keeps up with: live clients, side by side, more and more."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean, quantiles
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.remote.client import Client, S2SOptions, ServiceUnavailableError
from engine.service.wire import Notice, SpokenAudio, WrittenText
from engine.workshop.service.vitals import Vitals, VitalSigns

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ * 80 // 1000
_GOOD_LAG_S: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPoint:
    """So many clients at once.

    Attributes:
        clients: how many.
        speaks: whether they ask for speech.
        mean_lag_s: over all words, from the end of the source speech that a word comes from to its
            arrival; None where no word came.
        p95_lag_s: of the same.
        words: that came.
        spoken_s: speech that came.
        dropped: clauses that were not spoken, because the service was behind.
        failed: clients that were refused or broke off.
        cores: processor time that the service took, as a share of the time that passed; None where
            it does not tell. With less than there are, and a lag all the same, other programs had
            the rest.
    """

    clients: int
    speaks: bool
    mean_lag_s: float | None
    p95_lag_s: float | None
    words: int
    spoken_s: float
    dropped: int
    failed: int
    cores: float | None

    @property
    def keeps_up(self) -> bool:
        """Whether the mean lag is below four seconds and nobody failed."""
        return self.mean_lag_s is not None and self.mean_lag_s < _GOOD_LAG_S and not self.failed


@dataclass(slots=True)
class _Tally:
    lags_s: list[float] = field(default_factory=list)
    spoken_s: float = 0.0
    dropped: int = 0
    failed: int = 0


async def measure_load(
    client: Client,
    signs: VitalSigns,
    options: S2SOptions,
    samples: Float32,
    *,
    clients: int,
    seconds: float,
) -> LoadPoint:
    """Let so many clients speak at once, at the pace of speech.

    Args:
        client: of the service.
        signs: of the same.
        options: what each asks for; should ask for notices.
        samples: [n] speech at SOURCE_RATE_HZ; each client begins at another place of it.
        clients: how many.
        seconds: how long each speaks.

    Raises:
        VitalsError: the service does not say how it fares.
    """
    tally = _Tally()
    began_s, before = time.monotonic(), await signs.read()
    offsets = np.linspace(0, len(samples), clients, endpoint=False).astype(int)
    await asyncio.gather(
        *[
            _speak(client, options, np.roll(samples, -int(offset)), seconds, tally)
            for offset in offsets
        ]
    )
    took_s, after = time.monotonic() - began_s, await signs.read()
    lags = tally.lags_s
    return LoadPoint(
        clients=clients,
        speaks=options.speaks,
        mean_lag_s=fmean(lags) if lags else None,
        p95_lag_s=quantiles(lags, n=20)[-1] if len(lags) > 1 else None,
        words=len(lags),
        spoken_s=tally.spoken_s,
        dropped=tally.dropped,
        failed=tally.failed,
        cores=_cores(before, after, took_s),
    )


def render(points: Sequence[LoadPoint]) -> str:
    """A table for people."""
    lines = [
        "clients  kind      mean lag  95 %     words  spoken  not spoken  failed  cores  keeps up"
    ]
    for point in points:
        kind = "speech" if point.speaks else "captions"
        mean = "-" if point.mean_lag_s is None else f"{point.mean_lag_s:.1f} s"
        cores = "-" if point.cores is None else f"{point.cores:.2f}"
        p95 = "-" if point.p95_lag_s is None else f"{point.p95_lag_s:.1f} s"
        lines.append(
            f"{point.clients:7}  {kind:<8}  {mean:>8}  {p95:>6}  {point.words:6}  "
            f"{point.spoken_s:4.0f} s  {point.dropped:10}  {point.failed:6}  {cores:>5}  "
            f"{'yes' if point.keeps_up else 'no'}"
        )
    return "\n".join(lines) + "\n"


def _cores(before: Vitals, after: Vitals, took_s: float) -> float | None:
    if before.processor_s is None or after.processor_s is None:
        return None
    return (after.processor_s - before.processor_s) / took_s


async def _speak(
    client: Client, options: S2SOptions, samples: Float32, seconds: float, tally: _Tally
) -> None:
    began_s = 0.0

    async def blocks() -> AsyncIterator[Float32]:
        nonlocal began_s
        began_s = time.monotonic()
        for number in range(round(seconds * SOURCE_RATE_HZ / _BLOCK_SAMPLES)):
            due_s = began_s + (number + 1) * _BLOCK_SAMPLES / SOURCE_RATE_HZ
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            yield np.take(
                samples,
                range(number * _BLOCK_SAMPLES, (number + 1) * _BLOCK_SAMPLES),
                mode="wrap",
            )

    try:
        async for message in client.s2s_stream(options, blocks()):
            match message:
                case WrittenText():
                    lag_s = time.monotonic() - began_s - message.stop_s
                    tally.lags_s += [lag_s] * len(message.text.split())
                case SpokenAudio():
                    tally.spoken_s += message.stop_s - message.start_s
                case Notice(kind="speech_dropped"):
                    tally.dropped += 1
                case _:
                    pass
    except ServiceUnavailableError:
        tally.failed += 1
