"""How long each stage of a session computes, and a stream in a few figures, gathered while it runs.

A side channel beside the events: stages are wrapped where a session is made, and know nothing of
it.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, SampleIndex
from engine.asr.vad import SpeechFrame
from engine.effort import Effort
from engine.events import AudioProduced, Event, SpeechStarted, TextCommitted
from engine.packs.entries import Route, SpeechTask
from engine.timed_text import TextUpdate
from engine.translator import Chain, SpeechStage, TextStage
from engine.tts.model import SpeechPiece, Synthesiser, Voice


class Stage(StrEnum):
    """What a session is made of."""

    TRANSCRIPTION = "transcription"
    SPEECH_TRANSLATION = "speech_translation"
    TEXT_TRANSLATION = "text_translation"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWork:
    """A piece of work.

    Attributes:
        stage: which one did it.
        model: id of the pack that it ran.
        took_s: computing time.
    """

    stage: Stage
    model: str
    took_s: float


StageWatcher: TypeAlias = Callable[[StageWork], None]
"""Given each piece of work, in the thread that did it."""


def timed_chain(chain: Chain, route: Route, watcher: StageWatcher) -> Chain:
    """A chain whose stages are reported."""
    translates = route.speech_task is SpeechTask.TRANSLATE
    stage = Stage.SPEECH_TRANSLATION if translates else Stage.TRANSCRIPTION
    return Chain(
        speech=ClockedSpeech(chain.speech, watcher, stage=stage, model=route.speech),
        texts=tuple(
            ClockedText(text, watcher, model=model)
            for text, model in zip(chain.texts, route.text, strict=True)
        ),
        shows_transcript=chain.shows_transcript,
    )


class ClockedSpeech:
    """A speech stage whose decoding steps are reported."""

    def __init__(
        self, inner: SpeechStage, watcher: StageWatcher, *, stage: Stage, model: str
    ) -> None:
        self._inner = inner
        self._watcher = watcher
        self._stage = stage
        self._model = model

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> TextUpdate | None:
        """Hear one frame."""
        began_s = time.perf_counter()
        progress = self._inner.push(frame, backlog_ms=backlog_ms, effort=effort)
        if progress is not None:
            took_s = time.perf_counter() - began_s
            self._watcher(StageWork(stage=self._stage, model=self._model, took_s=took_s))
        return progress


class ClockedText:
    """A text stage whose work is reported."""

    def __init__(self, inner: TextStage, watcher: StageWatcher, *, model: str) -> None:
        self._inner = inner
        self._watcher = watcher
        self._model = model

    def push(self, update: TextUpdate) -> TextUpdate:
        """Take an update of the source text."""
        began_s = time.perf_counter()
        translated = self._inner.push(update)
        took_s = time.perf_counter() - began_s
        work = StageWork(stage=Stage.TEXT_TRANSLATION, model=self._model, took_s=took_s)
        self._watcher(work)
        return translated


class ClockedVoice:
    """A voice whose pieces are reported."""

    def __init__(self, inner: Synthesiser, watcher: StageWatcher, *, model: str) -> None:
        self._inner = inner
        self._watcher = watcher
        self._model = model

    @property
    def voice(self) -> Voice:
        """What it speaks with."""
        return self._inner.voice

    @property
    def rate_hz(self) -> int:
        """The rate of its pieces."""
        return self._inner.rate_hz

    @property
    def least_words(self) -> int:
        """Shorter clauses are joined with the next."""
        return self._inner.least_words

    def prepare(self) -> None:
        """Do what the first word would have to wait for."""
        self._inner.prepare()

    def own_tempo(self, tempo: float) -> float:
        """How much of a tempo the model can take without speaking worse."""
        return self._inner.own_tempo(tempo)

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        """Speak a clause, piece by piece."""
        pieces = self._inner.speak(text, tempo=tempo)
        while True:
            began_s = time.perf_counter()
            piece = next(pieces, None)
            if piece is None:
                return
            took_s = time.perf_counter() - began_s
            self._watcher(StageWork(stage=Stage.VOICE, model=self._model, took_s=took_s))
            yield piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a stream did; times in seconds, None where there was nothing to measure.

    Attributes:
        words: committed words.
        spoken_s: how long the target speech is.
        text_lag_s: mean, over committed words, of source heard when a word was committed less the
            end of the source speech that it attends to. Ideal: computing time does not count.
        speech_lag_s: mean, over spoken clauses, of when a clause begins less when the source
            speech that it comes from begins. Ideal as above.
        first_audio_s: begin of the first clause less begin of the first speech. Ideal as above.
    """

    words: int
    spoken_s: float
    text_lag_s: float | None
    speech_lag_s: float | None
    first_audio_s: float | None


class StreamSummary:
    """Push the events of a stream, then ask."""

    def __init__(self) -> None:
        self._words = 0
        self._text_lag = 0.0
        self._clauses = 0
        self._speech_lag: float = 0.0
        self._spoken_samples = 0
        self._first_speech: SampleIndex | None = None
        self._first_audio_s: float | None = None

    def push(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case SpeechStarted() if self._first_speech is None:
                self._first_speech = event.source_start
            case TextCommitted():
                words = max(1, len(event.text.split()))
                self._words += words
                # Words that are committed together share their source speech evenly.
                length = event.source_end - event.source_start
                ends = (event.source_start + length * (k + 1) / words for k in range(words))
                self._text_lag += sum(event.heard - end for end in ends)
            case AudioProduced():
                self._spoken_samples += len(event.samples)
                if not event.begins_clause:
                    return
                begins_s = event.target_start / TARGET_RATE_HZ
                self._clauses += 1
                self._speech_lag += begins_s - event.source_start / SOURCE_RATE_HZ
                if self._first_audio_s is None and self._first_speech is not None:
                    self._first_audio_s = begins_s - self._first_speech / SOURCE_RATE_HZ
            case _:
                pass

    def result(self) -> Summary:
        """The figures so far."""
        return Summary(
            words=self._words,
            spoken_s=self._spoken_samples / TARGET_RATE_HZ,
            text_lag_s=self._text_lag / self._words / SOURCE_RATE_HZ if self._words else None,
            speech_lag_s=self._speech_lag / self._clauses if self._clauses else None,
            first_audio_s=self._first_audio_s,
        )
