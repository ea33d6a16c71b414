"""Sources, sessions and sinks that a test can look into."""

import threading
from collections.abc import Callable, Iterator

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.devices.protocols import SourceBlock
from engine.events import AudioProduced, Event, TextCommitted


class FakeSource:
    """Gives prepared blocks at once; with `endless` it goes on giving silence."""

    def __init__(
        self,
        blocks: list[SourceBlock],
        *,
        endless: bool = False,
        fails_with: Exception | None = None,
        backlog_samples: int = 0,
    ) -> None:
        self._blocks = list(blocks)
        self._endless = endless
        self._fails_with = fails_with
        self._position = 0
        self._stopped = False
        self.backlog_samples = backlog_samples
        self.lost_samples = 0
        self.started = self.closed = 0
        self.threads: set[str] = set()

    @property
    def ended(self) -> bool:
        return not self._blocks and (self._stopped or not (self._endless or self._fails_with))

    def start(self) -> None:
        self.started += 1

    def read(self, *, timeout_s: float) -> SourceBlock | None:
        self.threads.add(threading.current_thread().name)
        if self._blocks:
            block = self._blocks.pop(0)
            self._position = block.start + block.samples.size
            return block
        if self._fails_with is not None:
            raise self._fails_with
        threading.Event().wait(min(timeout_s, 0.001))
        if self._stopped:
            return None
        samples = np.zeros(160, np.float32)
        block = SourceBlock(samples=samples, start=self._position)
        self._position += 160
        return block

    def stop(self) -> None:
        self._stopped = True

    def close(self) -> None:
        self.closed += 1


class RecordingSession:
    """Remembers what it heard and says so in events; `on_push` may fail or wait."""

    def __init__(self, *, on_push: Callable[[int], None] | None = None) -> None:
        self.blocks: list[Float32] = []
        self.backlogs: list[int] = []
        self.flushes = 0
        self._on_push = on_push

    @property
    def heard(self) -> Float32:
        return np.concatenate(self.blocks) if self.blocks else np.zeros(0, np.float32)

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, queued_samples: int | None = None
    ) -> list[Event]:
        del queued_samples
        if self._on_push is not None:
            self._on_push(len(self.blocks))
        self.blocks.append(samples)
        self.backlogs.append(backlog_samples)
        return [self._said(f" block{len(self.blocks)}")]

    def flush(self) -> list[Event]:
        self.flushes += 1
        return [self._said(" end")]

    def flush_in_parts(self) -> Iterator[list[Event]]:
        yield self.flush()

    def reset(self) -> None:
        self.blocks.clear()

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

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, queued_samples: int | None = None
    ) -> list[Event]:
        del backlog_samples, queued_samples
        self._heard += samples.size
        return self._speak(self._resampler.push(samples))

    def flush(self) -> list[Event]:
        return self._speak(self._resampler.flush())

    def flush_in_parts(self) -> Iterator[list[Event]]:
        yield self.flush()

    def reset(self) -> None:
        self._resampler.reset()

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


def blocks_of(samples: Float32, *, size: int = 1_600, start: int = 0) -> list[SourceBlock]:
    return [
        SourceBlock(samples=samples[at : at + size], start=start + at)
        for at in range(0, len(samples), size)
    ]
