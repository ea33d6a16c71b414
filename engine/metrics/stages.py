"""How long each stage of a session computes, told while it runs.

A side channel beside the events: stages are wrapped where a session is made, and know nothing of
it.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from engine.packs.entries import Route, SpeechTask
from engine.speech.contract import SpeechPiece, Voice, VoiceEngine
from engine.translate.progress import Progress
from engine.translate.translator import Chain, SpeechStage, TextStage
from engine.vad.segmenter import SpeechFrame


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
"""Told of each piece of work, in the thread that did it."""


def timed_chain(chain: Chain, route: Route, watcher: StageWatcher) -> Chain:
    """A chain whose stages are told of."""
    translates = route.speech_task is SpeechTask.TRANSLATE
    stage = Stage.SPEECH_TRANSLATION if translates else Stage.TRANSCRIPTION
    return Chain(
        speech=TimedSpeech(chain.speech, watcher, stage=stage, model=route.speech),
        texts=tuple(
            TimedText(text, watcher, model=model)
            for text, model in zip(chain.texts, route.text, strict=True)
        ),
        shows_transcript=chain.shows_transcript,
    )


class TimedSpeech:
    """A speech stage whose looks are told of."""

    def __init__(
        self, inner: SpeechStage, watcher: StageWatcher, *, stage: Stage, model: str
    ) -> None:
        self._inner = inner
        self._watcher = watcher
        self._stage = stage
        self._model = model

    def push(self, frame: SpeechFrame, *, backlog_ms: float = 0) -> Progress | None:
        """Hear one frame."""
        began_s = time.perf_counter()
        progress = self._inner.push(frame, backlog_ms=backlog_ms)
        if progress is not None:
            took_s = time.perf_counter() - began_s
            self._watcher(StageWork(stage=self._stage, model=self._model, took_s=took_s))
        return progress


class TimedText:
    """A text stage whose work is told of."""

    def __init__(self, inner: TextStage, watcher: StageWatcher, *, model: str) -> None:
        self._inner = inner
        self._watcher = watcher
        self._model = model

    def push(self, progress: Progress) -> Progress:
        """Take the progress of the source text."""
        began_s = time.perf_counter()
        translated = self._inner.push(progress)
        took_s = time.perf_counter() - began_s
        work = StageWork(stage=Stage.TEXT_TRANSLATION, model=self._model, took_s=took_s)
        self._watcher(work)
        return translated


class TimedVoice:
    """A voice whose pieces are told of."""

    def __init__(self, inner: VoiceEngine, watcher: StageWatcher, *, model: str) -> None:
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
