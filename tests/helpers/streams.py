"""Inputs and sessions that a test can look into."""

import threading
from collections.abc import Callable, Iterator

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex
from engine.audio.resample import Resampler
from engine.events import AudioProduced, Event, TextCommitted
from engine.session import SourceBlock


class FakeSource:
    """An InputStream that gives prepared blocks at once; with `endless` silence follows them.

    Args:
        blocks: where each begins, and its samples; what lies between two of them is lost.
        backlog_samples: what is said to wait, whatever does.
    """

    def __init__(
        self,
        blocks: list[tuple[SampleIndex, Float32]],
        *,
        endless: bool = False,
        fails_with: Exception | None = None,
        backlog_samples: int | None = None,
        rate_hz: int = SOURCE_RATE_HZ,
    ) -> None:
        self._blocks = list(blocks)
        self._endless = endless
        self._fails_with = fails_with
        self._position = 0
        self._backlog_samples = backlog_samples
        self.rate_hz = rate_hz
        self.latency_s = 0.0
        self.xruns = 0
        self.lost_samples = 0
        self.closed = 0
        self.threads: set[str] = set()

    @property
    def ended(self) -> bool:
        return not self._blocks and not (self._endless or self._fails_with)

    def waiting_samples(self) -> int:
        if self._backlog_samples is not None:
            return self._backlog_samples
        return sum(samples.size for _, samples in self._blocks)

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        self.threads.add(threading.current_thread().name)
        if self._blocks:
            start, samples = self._blocks.pop(0)
            assert most is None or samples.size <= most
            self.lost_samples += start - self._position
            self._position = start + samples.size
            return samples
        if self._fails_with is not None:
            raise self._fails_with
        threading.Event().wait(min(timeout_s, 0.001))
        self._position += 160
        return np.zeros(160, np.float32)

    def return_to_device(self) -> None: ...

    def close(self) -> None:
        self.closed += 1


class RecordingSession:
    """Remembers what it heard and says so in events; `on_push` may fail or wait."""

    def __init__(self, *, on_push: Callable[[int], None] | None = None) -> None:
        self.blocks: list[Float32] = []
        self.backlogs: list[int] = []
        self.queued: list[int | None] = []
        self.finishes = 0
        self.closed = 0
        self._on_push = on_push

    @property
    def heard(self) -> Float32:
        return np.concatenate(self.blocks) if self.blocks else np.zeros(0, np.float32)

    def push(self, block: SourceBlock) -> list[Event]:
        if self._on_push is not None:
            self._on_push(len(self.blocks))
        self.blocks.append(block.samples)
        self.backlogs.append(block.backlog_samples)
        self.queued.append(block.queued_samples)
        return [self._said(f" block{len(self.blocks)}")]

    def finish(self) -> Iterator[list[Event]]:
        self.finishes += 1
        yield [self._said(" end")]

    def close(self) -> None:
        self.closed += 1

    def _said(self, text: str) -> TextCommitted:
        heard = self.heard.size
        return TextCommitted(
            text=text, language="en", source_start=0, source_end=heard, heard=heard
        )


class EchoSession:
    """Speaks what it hears: what an interpreter between equal languages would do.

    Args:
        lead_s: silence before it.
    """

    def __init__(self, *, lead_s: float = 0.0) -> None:
        self._lead = np.zeros(round(lead_s * 48_000), np.float32)
        self._resampler = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=48_000)
        self._heard = 0
        self._spoken = 0

    def push(self, block: SourceBlock) -> list[Event]:
        self._heard += block.samples.size
        return self._speak(self._resampler.push(block.samples))

    def finish(self) -> Iterator[list[Event]]:
        yield self._speak(self._resampler.flush())

    def close(self) -> None: ...

    def _speak(self, samples: Float32) -> list[Event]:
        if samples.size == 0:
            return []
        samples = np.concatenate([self._lead, samples])
        self._lead = self._lead[:0]
        start, self._spoken = self._spoken, self._spoken + samples.size
        return [
            AudioProduced(
                samples=samples,
                target_start=start,
                text="",
                language="en",
                tempo=1.0,
                source_start=0,
                source_end=self._heard,
                heard=self._heard,
            )
        ]


def blocks_of(
    samples: Float32, *, size: int = 1_600, start: int = 0
) -> list[tuple[SampleIndex, Float32]]:
    return [(start + at, samples[at : at + size]) for at in range(0, len(samples), size)]
