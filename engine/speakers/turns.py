"""Whose turn it is to speak: voices are told apart where they differ clearly, and nowhere else.

What is judged is speech between two short pauses, a passage, and not a window of fixed length: two
voices in one window are like neither. A passage that is not like the voice that speaks is only
suspect. Suspects are pooled until there is enough of them to be sure; if the voice of before comes
back meanwhile, it was a laugh, a cough or a shout, and nothing is said about it. A voice that was
heard before is known again, and a new one has to be unlike all of them. Where it stays unsure, the
speaker goes on: a mark that is missing costs less than one that is wrong.

The thresholds were chosen on one half of the speakers of two sets of recordings and measured on the
other (docs/bench.md).
"""

import logging
import threading
from collections import deque
from dataclasses import dataclass
from queue import SimpleQueue

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex, source_samples
from engine.asr.vad import SpeechFrame
from engine.errors import AudioError
from engine.speakers.model import SpeakerEncoder

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnsConfig:
    """How careful it is. Similarities are on the scale of SpeakerEncoder.

    Attributes:
        pause_ms: so much silence ends a passage.
        longest_ms: a passage ends after so much, too.
        shortest_ms: less speech is not judged.
        least_s: so much speech is needed to hear a change of speaker.
        patience_s: with more of it and no certainty, the speaker goes on.
        alike: from here on two stretches are one voice.
        different: below it they are two.
        young_margin: so much more different they have to be where the first voice was heard for
            less than `least_s`.
        margin: a voice that was heard before is so much more alike than the one that speaks.
        most_s: older speech of a voice counts no more than so much of it.
        answer_ms: so long after a passage its turn is told, so that files come out alike in every
            run; live it may come later.
    """

    pause_ms: int = 192
    longest_ms: int = 6_000
    shortest_ms: int = 700
    least_s: float = 2.0
    patience_s: float = 8.0
    alike: float = 0.55
    different: float = 0.5
    young_margin: float = 0.15
    margin: float = 0.25
    most_s: float = 60.0
    answer_ms: int = 500


@dataclass(frozen=True, slots=True)
class Passage:
    """Speech between two short pauses.

    Attributes:
        samples: [n] mono at SOURCE_RATE_HZ.
        start: where it begins on the stream's clock, what was too short to be judged included.
    """

    samples: Float32
    start: SampleIndex


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` on, until the next turn, a speaker speaks: numbers from 1, as they are heard."""

    speaker: int
    start: SampleIndex


@dataclass(slots=True)
class _Voice:
    """What was heard of one voice: the sum of its embeddings, by seconds."""

    total: Float32
    seconds: float

    def learn(self, embedding: Float32, seconds: float, *, most_s: float) -> None:
        if self.seconds > most_s:
            self.total *= most_s / self.seconds
            self.seconds = most_s
        self.total = self.total + embedding * seconds
        self.seconds += seconds


class TurnTracker:
    """Hears embeddings of passages in order, and tells when another voice speaks.

    Args:
        encoder: that makes the embeddings.
        config: see TurnsConfig.
    """

    def __init__(self, encoder: SpeakerEncoder, config: TurnsConfig | None = None) -> None:
        self._encoder = encoder
        self._config = config or TurnsConfig()
        self._voices: list[_Voice] = []
        self._speaking = 0
        self._suspects: list[tuple[Float32, float, SampleIndex]] = []

    def hear(self, embedding: Float32, *, seconds: float, start: SampleIndex) -> Turn | None:
        """Hear the next passage; gives a turn where one is sure by now to have begun."""
        if not self._voices:
            self._suspects = [(embedding, seconds, start)]
            return self._begin_new()
        current, config = self._voices[self._speaking], self._config
        if self._likeness(embedding, current) >= config.alike:
            self._suspects.clear()
            current.learn(embedding, seconds, most_s=config.most_s)
            return None
        self._suspects.append((embedding, seconds, start))
        pooled = np.sum([one * weight for one, weight, _ in self._suspects], axis=0)
        pooled_s = sum(weight for _, weight, _ in self._suspects)
        return self._judge(pooled, pooled_s) if pooled_s >= config.least_s else None

    def _judge(self, pooled: Float32, pooled_s: float) -> Turn | None:
        """Decide about enough speech that was unlike the voice that speaks, piece by piece."""
        config, current = self._config, self._voices[self._speaking]
        same = self._likeness(pooled, current)
        others = [
            (self._likeness(pooled, voice), number)
            for number, voice in enumerate(self._voices)
            if number != self._speaking
        ]
        best, number = max(others, default=(-np.inf, 0))
        # Of a voice that was hardly heard one knows less.
        is_young = current.seconds < config.least_s
        different = config.different - (config.young_margin if is_young else 0.0)
        if best >= config.alike and same <= best - config.margin:
            return self._begin(number)
        if same < different and best < config.different:
            return self._begin_new()
        if same >= config.alike or pooled_s > config.patience_s:
            self._suspects.clear()
        return None

    def _begin_new(self) -> Turn:
        self._voices.append(_Voice(np.zeros_like(self._suspects[0][0]), 0.0))
        return self._begin(len(self._voices) - 1)

    def _begin(self, number: int) -> Turn:
        """Another voice speaks, and has since the first suspect that is more like the others."""
        before = self._voices[self._speaking]
        while len(self._suspects) > 1:
            embedding, rest = self._suspects[0][0], self._suspects[1:]
            pooled = np.sum([one * weight for one, weight, _ in rest], axis=0)
            if self._encoder.similarity(embedding, pooled) >= self._likeness(embedding, before):
                break
            self._suspects = rest
        start = self._suspects[0][2]
        for embedding, seconds, _ in self._suspects:
            self._voices[number].learn(embedding, seconds, most_s=self._config.most_s)
        self._suspects.clear()
        self._speaking = number
        return Turn(number + 1, start)

    def _likeness(self, embedding: Float32, voice: _Voice) -> float:
        return self._encoder.similarity(embedding, voice.total)


class PassageCutter:
    """Cuts the frames of utterances into passages; holds one stream's state."""

    def __init__(self, config: TurnsConfig | None = None) -> None:
        self._config = config or TurnsConfig()
        self._frames: list[SpeechFrame] = []
        self._opened: SampleIndex = 0
        self._is_first = True

    def push(self, frame: SpeechFrame) -> Passage | None:
        """Hear one frame; gives the passage that it ends, if there is one to be judged."""
        if frame.opens:
            self._frames.clear()
            self._opened, self._is_first = frame.start, True
        is_pause = frame.silence >= source_samples(self._config.pause_ms)
        if not frame.silence or (self._frames and not is_pause):
            self._frames.append(frame)
        longest = source_samples(self._config.longest_ms)
        is_long = bool(self._frames) and frame.start - self._frames[0].start >= longest
        return self._cut() if frame.closes or is_pause or is_long else None

    def _cut(self) -> Passage | None:
        frames = self._frames
        while frames and frames[-1].silence:
            frames.pop()
        self._frames = []
        if sum(len(frame.samples) for frame in frames) < source_samples(self._config.shortest_ms):
            return None
        # What was too short to be judged goes with what follows it before the next long pause.
        start = self._opened if self._is_first else frames[0].start
        self._is_first = False
        return Passage(np.concatenate([frame.samples for frame in frames]), start)


@dataclass(slots=True)
class _Judged:
    """A passage under way; `turn` counts once `is_done`."""

    due: SampleIndex
    turn: Turn | None = None
    is_done: bool = False


class TurnListener:
    """Hears the frames of one stream and tells turns, judging on a thread of its own.

    Hearing never waits for it, but where `turns` is asked to. All else is called by one thread.

    Args:
        encoder: shared.
        config: see TurnsConfig.

    Attributes:
        is_paused: what is heard is not judged, since the machine has no time: the speaker goes on.
    """

    def __init__(self, encoder: SpeakerEncoder, config: TurnsConfig | None = None) -> None:
        self._encoder = encoder
        self._config = config or TurnsConfig()
        self.is_paused = False
        self._cutter = PassageCutter(self._config)
        self._tracker = TurnTracker(encoder, self._config)
        self._judged: deque[_Judged] = deque()
        self._waiting: SimpleQueue[tuple[Passage, _Judged] | None] = SimpleQueue()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def follow(self, earlier: "TurnListener") -> None:
        """Know the voices of a stream that this one goes on with; before it hears anything."""
        self._tracker = earlier._tracker  # noqa: SLF001 - another of the kind

    def hear(self, frame: SpeechFrame) -> None:
        """Hear the next frame of an utterance."""
        passage = self._cutter.push(frame)
        if passage is None or self.is_paused:
            return
        judged = _Judged(frame.heard + source_samples(self._config.answer_ms))
        self._judged.append(judged)
        self._waiting.put((passage, judged))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speakers", daemon=True)
            self._thread.start()

    def turns(self, heard: SampleIndex | None, *, waits: bool) -> list[Turn]:
        """The turns that are known by now and were not told yet, in order.

        Args:
            heard: where the stream is; None at its end, when all are due.
            waits: whether to wait for those that are due.
        """
        turns: list[Turn] = []
        while self._judged and (heard is None or self._judged[0].due <= heard):
            judged = self._judged[0]
            with self._changed:
                if waits:
                    while not judged.is_done:
                        self._changed.wait()
                if not judged.is_done:
                    break
            self._judged.popleft()
            if judged.turn is not None:
                turns.append(judged.turn)
        return turns

    def close(self) -> None:
        """End the thread; twice is harmless."""
        self._waiting.put(None)

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            passage, judged = job
            try:
                judged.turn = self._judge(passage)
            except Exception:  # noqa: BLE001 - the top of the thread
                # Who speaks is an extra: the interpretation goes on without.
                _log.warning("a speaker could not be told", exc_info=True)
            finally:
                with self._changed:
                    judged.is_done = True
                    self._changed.notify_all()

    def _judge(self, passage: Passage) -> Turn | None:
        try:
            embedding = self._encoder.embed(passage.samples)
        except AudioError:
            return None
        seconds = len(passage.samples) / SOURCE_RATE_HZ
        return self._tracker.hear(embedding, seconds=seconds, start=passage.start)
