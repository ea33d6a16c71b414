"""Source speech in, committed target text out."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeAlias

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, SampleIndex, source_samples
from engine.asr.model import LanguageDetector
from engine.asr.silero import FRAME_SAMPLES, SileroModel
from engine.asr.vad import SegmenterConfig, SpeechFrame, SpeechSegmenter
from engine.effort import Effort
from engine.errors import AudioError
from engine.events import (
    Event,
    GapReason,
    LanguageDetected,
    SourceGap,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.messages import Code
from engine.timed_text import TextUpdate


class SpeechStage(Protocol):
    """Makes text of utterances; holds one stream's state. SpeechDecoder is one."""

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> TextUpdate | None:
        """Hear one frame; None where there is nothing new, never on the frame that closes."""
        ...


class TextStage(Protocol):
    """Makes text of text; holds one stream's state. TextTranslator is one."""

    def push(self, update: TextUpdate) -> TextUpdate:
        """Take an update of the source text, give that of the target text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The stages that serve one direction of one stream: speech to text, then text to text.

    Attributes:
        speech: makes the first text.
        texts: text models, in order; none where the speech stage already writes the target.
        shows_transcript: the first text is in the source language and worth showing.
    """

    speech: SpeechStage
    texts: tuple[TextStage, ...] = ()
    shows_transcript: bool = False

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> tuple[TextUpdate, TextUpdate] | None:
        """The progress of the first text and that of the last, or None between decoding steps."""
        first = self.speech.push(frame, backlog_ms=backlog_ms, effort=effort)
        if first is None:
            return None
        last = first
        for text in self.texts:
            last = text.push(last)
        return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatorConfig:
    """How the translator listens.

    Attributes:
        segmenter: when utterances begin and end.
        detection_ms: speech heard before the language is decided, where none was given.
        detection_limit_ms: where that is not enough to be sure, decide after so much.
        sure_probability: what counts as sure.
        switch_probability: how sure the model must be to change the language it heard before.
        recheck_ms: where an utterance goes on, the language is asked for again this often, of its
            last `detection_limit_ms`.
        hold_ms: where the answer is another language, what follows is kept back for so long; if
            the answer is the same then, it begins an utterance in that language.
        relieve_ms: after so long at the effort of the fewest steps or less, lighter stages are
            asked for.
    """

    segmenter: SegmenterConfig = field(default_factory=SegmenterConfig)
    detection_ms: int = 1_600
    detection_limit_ms: int = 3_200
    sure_probability: float = 0.8
    switch_probability: float = 0.6
    recheck_ms: int = 2_000
    hold_ms: int = 1_000
    relieve_ms: int = 8_000

    def __post_init__(self) -> None:
        if not 0 < self.detection_ms <= self.detection_limit_ms:
            raise ValueError("0 < detection_ms <= detection_limit_ms must hold")
        if min(self.recheck_ms, self.hold_ms, self.relieve_ms) < 1:
            raise ValueError("all durations must be at least 1")


_MOST_TURN_FRAMES: Final = 60 * SOURCE_RATE_HZ // 512
"""A minute of frames of 32 ms is kept to be heard again."""

_NOT_UNDERSTOOD_MS: Final = 2_000
"""So much speech behind an utterance's last word is more than a word that was left out."""

Relief: TypeAlias = Callable[[], Chain | None]
"""Gives lighter stages once they are ready, which may take seconds; None until then."""


def _no_relief(_language: str) -> Relief | None:
    return None


class SpeechTranslator:
    """Push samples, get events: text is committed while the speaker is still speaking.

    Args:
        vad: shared.
        detector: shared; decides the language where there are several sources, else None.
        chain_for: makes the stages that serve a source language; raises RouteError.
        sources: languages that may be heard: one that is given, or several to choose from.
        target: language of the committed text; None for whatever language is spoken.
        both_ways: each of two sources is translated into the other; `target` is one of them.
        relieve: told a language whose stages are too slow for the machine; begins to make lighter
            ones, or None where there are none.
        on_frame: told each frame of an utterance.
        config: see TranslatorConfig.
    """

    def __init__(
        self,
        *,
        vad: SileroModel,
        detector: LanguageDetector | None,
        chain_for: Callable[[str], Chain],
        sources: Sequence[str],
        target: str | None,
        both_ways: bool = False,
        relieve: Callable[[str], Relief | None] = _no_relief,
        on_frame: Callable[[SpeechFrame], None] | None = None,
        config: TranslatorConfig | None = None,
    ) -> None:
        if not sources:
            raise ValueError("sources must name at least one language")
        if len(sources) > 1 and detector is None:
            raise ValueError("several sources need a detector")
        if both_ways and (len(sources) != 2 or target not in sources):
            raise ValueError("both ways are two sources, of which the target is one")
        self._both_ways = both_ways
        self._detector = detector
        self._chain_for = chain_for
        self._relieve = relieve
        self._on_frame = on_frame
        self._sources = tuple(sources)
        self._target = target
        self._config = config or TranslatorConfig()
        self._segmenter = SpeechSegmenter(vad, self._config.segmenter)
        self.reset()

    def reset(self) -> None:
        """Forget everything, as a new object would."""
        self._segmenter.reset()
        self._chains: dict[str, Chain] = {}
        self._language: str | None = None
        if len(self._sources) == 1:
            self._language = self._sources[0]
            self._chain(self._language)
        self._turn: list[SpeechFrame] = []
        self._turn_language = ""
        self._turn_opened: SampleIndex = 0
        self._is_pinned = False
        self._undecided: list[SpeechFrame] = []
        self._decide_at_ms = self._config.detection_ms
        self._recent: deque[SpeechFrame] = deque()
        self._recheck_at: SampleIndex = 0
        self._suspected: str | None = None
        self._heard: SampleIndex = 0
        self._opened: SampleIndex = 0
        self._tentative = ""
        self._told_until: SampleIndex | None = None
        self._untold: list[SampleIndex] = []
        self._is_hearing_speech = False
        self._effort = Effort.FULL
        self._backlog_ms = 0.0
        self._slow_since: SampleIndex | None = None
        self._reliefs: dict[str, Relief] = {}
        self._unrelieved: set[str] = set()

    @property
    def language(self) -> str | None:
        """The language that is heard, or was heard last; None before one was."""
        return self._language

    @property
    def is_hearing_speech(self) -> bool:
        """Whether an utterance is open."""
        return self._is_hearing_speech

    def push(
        self, samples: Float32, *, backlog_samples: int = 0, effort: Effort = Effort.FULL
    ) -> list[Event]:
        """Hear [n] float32 samples at 16 kHz, of any n; n does not change what comes out.

        Args:
            samples: mono, -1 to 1.
            backlog_samples: audio that waits behind these samples because the machine is slow.
            effort: how much computing to spend; with less than full effort the next decoding step
                covers all that waits.

        Raises:
            AudioError: a sample is not a finite number.
        """
        if not np.isfinite(samples).all():
            raise AudioError(Code.AUDIO_INVALID_SAMPLES)
        self._heard += len(samples)
        self._note_effort(effort)
        self._backlog_ms = backlog_samples * 1000 / SOURCE_RATE_HZ
        return [event for frame in self._segmenter.push(samples) for event in self._hear(frame)]

    def flush(self) -> list[Event]:
        """End the stream: commit all that was heard."""
        return [event for frame in self._segmenter.flush() for event in self._hear(frame)]

    def correct_turn(self) -> list[Event]:
        """Hear the last turn again in the other of two languages; nothing where there is none.

        A turn that goes on stays in that language to its end. Of a very long one, its last minute
        is heard again.
        """
        if not self._both_ways or not self._turn:
            return []
        if self._suspected is not None:
            self._turn += self._undecided
            self._undecided, self._suspected = [], None
        frames, self._turn = self._turn, []
        first, last = frames[0], frames[-1]
        # It may have been cut off in the middle of something, and knows what was not said.
        self._chains.pop(self._turn_language, None)
        self._language = self._other(self._turn_language)
        self._is_pinned = not last.closes
        frames[0] = replace(first, opens=True)
        end = last.start + len(last.samples)
        events: list[Event] = [
            TextWithdrawn(source_start=first.start, source_end=end, heard=self._heard),
            SpeechStarted(source_start=first.start, heard=self._heard),
            self._detected(self._language, 1.0, self._heard),
        ]
        self._tentative = ""
        for frame in frames:
            left = end - frame.start - len(frame.samples)
            events += self._translate(frame, self._heard, backlog_ms=left * 1000 / SOURCE_RATE_HZ)
        if self._is_pinned:
            self._recent = deque(frames)
        elif self._is_hearing_speech:
            # Whoever follows goes on with the turn that has begun meanwhile.
            events.append(SpeechStarted(source_start=self._opened, heard=self._heard))
        return events

    def _other(self, language: str) -> str:
        return next(source for source in self._sources if source != language)

    def _target_of(self, language: str) -> str:
        return self._other(language) if self._both_ways else self._target or language

    def _detected(self, language: str, probability: float, heard: SampleIndex) -> LanguageDetected:
        target = self._target_of(language) if self._both_ways else ""
        return LanguageDetected(
            language=language, probability=probability, heard=heard, target=target
        )

    def _note_turn(self, frame: SpeechFrame, language: str) -> None:
        """Keep what is heard, so that it can be heard again."""
        if frame.opens:
            self._turn_opened = frame.start
            self._turn_language = language
            self._turn.clear()
        if self._both_ways:
            self._turn.append(frame)
            if len(self._turn) > _MOST_TURN_FRAMES:
                del self._turn[0]

    def skip(self, n_samples: int) -> None:
        """Let the source's clock go on over sound that is not heard; only after `flush`."""
        self._heard += n_samples
        self._segmenter.skip(n_samples)

    def _note_effort(self, effort: Effort) -> None:
        self._effort = effort
        if effort.rank < Effort.FEWEST_STEPS.rank:
            self._slow_since = None
        elif self._slow_since is None:
            self._slow_since = self._heard

    def _hear(self, frame: SpeechFrame) -> list[Event]:
        events: list[Event] = []
        if self._on_frame is not None:
            self._on_frame(frame)
        if frame.opens:
            self._is_pinned = False
            self._opened = frame.start
            events.append(SpeechStarted(source_start=frame.start, heard=frame.heard))
        self._is_hearing_speech = not frame.closes
        if len(self._sources) == 1:
            return events + self._translate(frame, frame.heard)
        # The language is decided anew for each utterance, once enough of it was heard.
        if not frame.opens and (self._suspected is not None or not self._undecided):
            return events + self._go_on(frame)
        if frame.opens:
            self._decide_at_ms = self._config.detection_ms
        self._undecided.append(frame)
        held_ms = (frame.start + len(frame.samples) - self._opened) * 1000 / SOURCE_RATE_HZ
        if held_ms < self._decide_at_ms and not frame.closes:
            return events
        is_last_chance = frame.closes or held_ms >= self._config.detection_limit_ms
        language, probability = self._guess_language(self._undecided)
        if probability < self._config.sure_probability and not is_last_chance:
            self._decide_at_ms = self._config.detection_limit_ms
            return events
        # Of a word or two one can only be so sure; who spoke last has often not finished.
        said_ms = held_ms - frame.silence * 1000 / SOURCE_RATE_HZ
        is_brief = self._both_ways and said_ms < self._config.detection_ms
        needed = self._config.sure_probability if is_brief else self._config.switch_probability
        if language != self._language and (self._language is None or probability >= needed):
            self._language = language
            events.append(self._detected(language, probability, frame.heard))
        frames, self._undecided = self._undecided, []
        self._watch(frames)
        for waiting in frames:
            events += self._translate(waiting, frame.heard)
        return events

    def _watch(self, frames: Sequence[SpeechFrame]) -> None:
        """Look out for another language from the last of these frames on."""
        self._recent = deque(frames)
        self._suspected = None
        self._recheck_at = frames[-1].start + source_samples(self._config.recheck_ms)

    def _go_on(self, frame: SpeechFrame) -> list[Event]:
        """Hear one more frame, in another language if the speaker has gone over to it."""
        self._recent.append(frame)
        while frame.start - self._recent[0].start >= source_samples(
            self._config.detection_limit_ms
        ):
            self._recent.popleft()
        if self._suspected is not None:
            return self._hold(frame, self._suspected)
        is_due = frame.start >= self._recheck_at
        # A machine that is behind has no time for questions.
        is_behind = self._effort is not Effort.FULL
        if is_due and not (frame.closes or frame.silence or is_behind or self._is_pinned):
            language, probability = self._guess_language(self._recent)
            delay_ms = self._config.recheck_ms
            if language != self._language and probability >= self._config.sure_probability:
                self._suspected = language
                delay_ms = self._config.hold_ms
            self._recheck_at = frame.start + source_samples(delay_ms)
        return self._translate(frame, frame.heard)

    def _hold(self, frame: SpeechFrame, suspected: str) -> list[Event]:
        """Keep frames back until it is known which language they are heard in."""
        self._undecided.append(frame)
        if frame.start < self._recheck_at and not frame.closes:
            return []
        language, probability = self._guess_language(self._recent)
        frames, self._undecided = self._undecided, []
        events: list[Event] = []
        if language == suspected and probability >= self._config.sure_probability:
            first = frames[0]
            ending = replace(first, samples=first.samples[:0], silence=0, closes=True)
            events += self._translate(ending, frame.heard)
            self._language = language
            self._opened = first.start
            events.append(SpeechStarted(source_start=first.start, heard=frame.heard))
            events.append(self._detected(language, probability, frame.heard))
            frames[0] = replace(first, opens=True)
        self._watch(frames)
        for waiting in frames:
            events += self._translate(waiting, frame.heard)
        return events

    def _guess_language(self, frames: Iterable[SpeechFrame]) -> tuple[str, float]:
        if self._detector is None:
            raise AssertionError("several sources have a detector")
        samples = np.concatenate([frame.samples for frame in frames])
        return self._detector.detect_language(samples, among=self._sources)[0]

    def _chain(self, language: str) -> Chain:
        if language not in self._chains:
            self._chains[language] = self._chain_for(language)
        return self._chains[language]

    def _change_slow_stages(self, language: str, *, at_pause: bool) -> None:
        """Leave stages that the machine cannot keep up with for lighter ones, at a pause."""
        since, limit = self._slow_since, source_samples(self._config.relieve_ms)
        is_slow = since is not None and self._heard - since >= limit
        if is_slow and language not in self._reliefs and language not in self._unrelieved:
            relief = self._relieve(language)
            if relief is None:
                self._unrelieved.add(language)
            else:
                self._reliefs[language] = relief
        if at_pause and language in self._reliefs:
            lighter = self._reliefs[language]()
            if lighter is not None:
                del self._reliefs[language]
                self._chains[language] = lighter
                # That it is slow now is the heavy stages' doing.
                self._slow_since = None

    def _translate(
        self, frame: SpeechFrame, heard: SampleIndex, *, backlog_ms: float | None = None
    ) -> list[Event]:
        if self._language is None:
            raise AssertionError("the language is decided before the first frame is translated")
        self._change_slow_stages(self._language, at_pause=frame.opens)
        chain = self._chain(self._language)
        self._note_turn(frame, self._language)
        if frame.opens:
            self._told_until, self._untold = None, []
        if not frame.silence:
            self._untold.append(frame.start)
        if backlog_ms is None:
            backlog_ms = self._backlog_ms if self._effort is not Effort.FULL else 0
        progress = chain.push(frame, backlog_ms=backlog_ms, effort=self._effort)
        if progress is None:
            return []
        first, last = progress
        target = self._target_of(self._language)
        events: list[Event] = []
        if chain.shows_transcript:
            events += [
                TranscriptCommitted(
                    text=word.text,
                    language=self._language,
                    source_start=word.start,
                    source_end=word.end,
                    heard=heard,
                )
                for word in first.committed
            ]
        events += [
            TextCommitted(
                text=word.text,
                language=target,
                source_start=word.start,
                source_end=word.end,
                heard=heard,
            )
            for word in last.committed
        ]
        if last.tentative.text != self._tentative:
            self._tentative = last.tentative.text
            events.append(
                TextTentative(
                    text=last.tentative.text,
                    language=target,
                    source_start=last.tentative.start,
                    source_end=last.tentative.end,
                    heard=heard,
                )
            )
        if first.committed:
            self._told_until = first.committed[-1].end
            self._untold = [start for start in self._untold if start >= self._told_until]
        if last.closes:
            end = frame.start + len(frame.samples) - frame.silence
            events += self._not_understood(end, heard)
            events.append(SpeechEnded(source_start=self._turn_opened, source_end=end, heard=heard))
        return events

    def _not_understood(self, end: SampleIndex, heard: SampleIndex) -> list[Event]:
        """A mark for the end of an utterance that a machine that is behind left without text.

        Where nothing of an utterance was understood, it may have been no speech.
        """
        start = self._told_until
        is_behind = self._effort is not Effort.FULL
        is_much = len(self._untold) * FRAME_SAMPLES >= source_samples(_NOT_UNDERSTOOD_MS)
        if start is None or not is_behind or not is_much:
            return []
        reason = GapReason.NOT_UNDERSTOOD
        return [SourceGap(reason=reason, source_start=start, source_end=end, heard=heard)]
