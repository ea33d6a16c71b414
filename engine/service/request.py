"""What a request asks of the engine, done a piece at a time on an inference thread."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.asr.silero import FRAME_SAMPLES, SileroModel
from engine.errors import AudioError
from engine.events import (
    AudioProduced,
    EffortChanged,
    Event,
    LanguageDetected,
    SourceGap,
    SpeakerChanged,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TranscriptCommitted,
)
from engine.metrics import StageWork
from engine.service.broadcast import Broadcaster
from engine.service.codecs import FRAME_MS, Decoder, Encoder
from engine.service.wire import (
    Audio,
    CloseCode,
    EndOfAnswer,
    EndOfStream,
    EndText,
    Extra,
    Failure,
    Flush,
    Flushed,
    Inactivity,
    Notice,
    ServerMessage,
    SpokenAudio,
    Step,
    Tentative,
    Text,
    Timing,
    Transcript,
    WrittenText,
)
from engine.session import BacklogControl, Session, SourceBlock
from engine.tts.voice_stage import VoiceStage


class WholeWords:
    """Keeps the newest word back until nothing can join it any more.

    A session may commit a word before the mark that belongs to it. Its own clients learn that a
    text continues the word before; those of others put a space between any two texts.
    """

    def __init__(self) -> None:
        self._kept: TextCommitted | None = None

    def push(self, event: TextCommitted) -> list[TextCommitted]:
        """Take a word or a part of one; return the text that is complete, if any."""
        kept, self._kept = self._kept, event
        if kept is None:
            return []
        if event.text[:1].isspace():
            return [kept]
        self._kept = merged(kept, event)
        return []

    def flush(self) -> list[TextCommitted]:
        """The word that was kept: nothing joins it."""
        kept, self._kept = self._kept, None
        return [] if kept is None else [kept]


def merged(first: TextCommitted, second: TextCommitted) -> TextCommitted:
    """One text of two that follow each other."""
    return replace(second, text=first.text + second.text, source_start=first.source_start)


_STEP_SAMPLES: Final = SOURCE_RATE_HZ * FRAME_MS // 1000
_HORIZONS_S: Final = (0.5, 1.0, 2.0, 3.0)
_STEP_S: Final = FRAME_MS / 1000


class TurnMeter:
    """One stream's steps.

    Gradium's model foretells silence. This one looks back: `inactivity_prob` is the mean of
    1 - P(speech) over the last `horizon_s`, sound before the beginning counting as silence. It
    passes the recommended 0.5 at 2 s after about one second of silence.
    """

    def __init__(self, vad: SileroModel) -> None:
        self._vad = vad
        self._state = vad.initial_state()
        self._rest: Float32 = np.zeros(0, np.float32)
        longest = round(max(_HORIZONS_S) * SOURCE_RATE_HZ / FRAME_SAMPLES)
        self._silences: Float32 = np.ones(longest, np.float32)
        self._heard = 0
        self._steps = 0

    def push(self, samples: Float32) -> list[Step]:
        """Hear [n] samples at SOURCE_RATE_HZ; a step for each 80 ms that are complete."""
        heard = np.concatenate([self._rest, samples])
        whole = len(heard) // FRAME_SAMPLES * FRAME_SAMPLES
        self._rest = heard[whole:].copy()
        steps: list[Step] = []
        if whole == 0:
            return steps
        speech, self._state = self._vad.step(heard[:whole], self._state)
        for probability in speech:
            self._silences = np.append(self._silences[1:], 1 - probability)
            self._heard += FRAME_SAMPLES
            while (self._steps + 1) * _STEP_SAMPLES <= self._heard:
                steps.append(self._step())
                self._steps += 1
        return steps

    def _step(self) -> Step:
        return Step(
            step_idx=self._steps,
            step_duration_s=_STEP_S,
            total_duration_s=round((self._steps + 1) * _STEP_S, 4),
            vad=tuple(
                Inactivity(horizon_s=horizon, inactivity_prob=round(self._silence(horizon), 4))
                for horizon in _HORIZONS_S
            ),
        )

    def _silence(self, horizon_s: float) -> float:
        return float(self._silences[-round(horizon_s * SOURCE_RATE_HZ / FRAME_SAMPLES) :].mean())


Order: TypeAlias = Audio | Text | Flush | EndOfStream
"""What a request is fed with."""

_FRAME_S: Final = FRAME_MS / 1000


class Request(Protocol):
    """One request in the engine; used by one thread at a time."""

    @property
    def has_more(self) -> bool:
        """Whether `proceed` has something to do before the next order is taken."""
        ...

    def accept(self, order: Order, *, backlog_samples: int) -> list[ServerMessage]:
        """Work on an order.

        Args:
            order: of the client.
            backlog_samples: sound at SOURCE_RATE_HZ that waits behind it, if it is late.
        """
        ...

    def proceed(self) -> list[ServerMessage]:
        """Do the next piece of what was ordered before."""
        ...

    def catch_up(self) -> None:
        """Leave what waits to be heard or spoken, with the next order; from any thread."""
        ...

    def recover(self) -> list[ServerMessage]:
        """What was committed and not sent yet, where `accept` or `proceed` failed."""
        ...

    def close(self) -> None:
        """Release what it holds."""
        ...


class SpeechOutput:
    """Puts speech into audio messages on the output's own clock."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._stop_s = 0.0

    @property
    def stop_s(self) -> float:
        """When the last message's sound ends."""
        return self._stop_s

    def push(
        self, samples: Float32, *, due_s: float | None = None, ends_clause: bool = True
    ) -> list[ServerMessage]:
        """Messages of a piece of a clause.

        Args:
            samples: [n] at TARGET_RATE_HZ.
            due_s: when a clause that begins should, if what is said before has ended.
            ends_clause: nothing joins this piece without a gap.
        """
        if due_s is not None:
            self._stop_s = max(self._stop_s, due_s)
        messages: list[ServerMessage] = []
        for chunk in self._encoder.push(samples, ends_clause=ends_clause):
            start_s, self._stop_s = self._stop_s, self._stop_s + _FRAME_S
            messages.append(_audio(chunk, start_s, self._stop_s))
        return messages

    def end(self) -> list[ServerMessage]:
        """What the format needs at its end."""
        rest = self._encoder.flush()
        return [_audio(rest, self._stop_s, self._stop_s)] if rest else []


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechInput:
    """What a request for speech is made of.

    Attributes:
        decoder: of its sound.
        session: hears it.
        output: for what the session speaks; None for text only.
        turns: reports silence; None where it was not asked for.
        companion: writes the transcript where the session makes none; None where not asked for.
        is_transcript: the request is for text in Gradium's form for transcripts.
        extras: that were asked for.
        stages: what the stages reported and was not sent yet; None where it was not asked for.
        on_air: has others follow; None where nobody may.
    """

    decoder: Decoder
    session: Session
    output: SpeechOutput | None
    turns: TurnMeter | None
    companion: Session | None
    is_transcript: bool
    extras: frozenset[Extra]
    stages: deque[StageWork] | None = None
    on_air: Broadcaster | None = None


class SpeechRequest:
    """Speech in; text, and speech where it was asked for, out."""

    def __init__(self, speech: SpeechInput) -> None:
        self._input = speech
        self._heard: SampleIndex = 0
        self._words = WholeWords()
        self._unsent: list[ServerMessage] = []
        self._finishing: Iterator[list[ServerMessage]] | None = None

    @property
    def has_more(self) -> bool:
        """Whether what was heard is being finished."""
        return self._finishing is not None

    def accept(self, order: Order, *, backlog_samples: int) -> list[ServerMessage]:
        """Hear sound, or begin to finish what was heard."""
        match order:
            case Audio():
                try:
                    samples = self._input.decoder.push(order.audio)
                except AudioError as error:
                    return self._fail(error)
                return self._hear(samples, backlog_samples=backlog_samples)
            case Flush():
                self._finishing = self._finish(Flushed(flush_id=order.flush_id))
                return []
            case EndOfStream():
                try:
                    rest = self._input.decoder.flush()
                except AudioError as error:
                    return self._fail(error)
                self._finishing = self._finish(EndOfAnswer())
                return self._hear(rest, backlog_samples=0)
            case Text():
                raise AssertionError("the connection takes no text on this route")

    def proceed(self) -> list[ServerMessage]:
        """Finish the next part of what was heard: its text, then a piece of its speech."""
        messages = next(self._finishing, None) if self._finishing is not None else None
        if messages is None:
            self._finishing = None
        return messages or []

    def catch_up(self) -> None:
        """See Request; nothing where the session never falls behind."""
        speech = self._input
        for session in (speech.session, speech.companion or speech.session):
            if isinstance(session, BacklogControl):
                session.catch_up()

    def _fail(self, error: AudioError) -> list[ServerMessage]:
        """Answer for what was heard before the sound was found to be damaged, then report it."""
        self._finishing = self._finish(Failure(message=str(error), code=CloseCode.POLICY))
        return []

    def recover(self) -> list[ServerMessage]:
        """What was made before the failure, and the words that were held back."""
        unsent, self._unsent = self._unsent, []
        return [*unsent, *self._messages(self._words.flush())]

    def _hear(self, samples: Float32, *, backlog_samples: int) -> list[ServerMessage]:
        speech = self._input
        if len(samples) == 0:
            return []
        self._heard += len(samples)
        block = SourceBlock(samples, backlog_samples=backlog_samples)
        if speech.on_air is not None:
            speech.on_air.hear(samples)
        # Silence is reported before the text that it brings forth.
        if speech.turns is not None:
            self._unsent += speech.turns.push(samples)
        if speech.companion is not None:
            self._unsent += _transcripts(speech.companion.push(block))
        self._unsent += self._messages(speech.session.push(block))
        messages, self._unsent = self._unsent, []
        return messages

    def _finish(self, answer: Flushed | EndOfAnswer | Failure) -> Iterator[list[ServerMessage]]:
        companion = self._input.companion
        if companion is not None:
            for events in companion.finish():
                yield _transcripts(events)
        is_text = True
        for events in self._input.session.finish():
            messages = self._messages(events)
            yield [*messages, *self._messages(self._words.flush())] if is_text else messages
            is_text = False
        output = None if isinstance(answer, Flushed) else self._input.output
        yield [*(output.end() if output is not None else []), answer]

    def close(self) -> None:
        """Close the sessions."""
        if self._input.on_air is not None:
            self._input.on_air.end()
        self._input.session.close()
        if self._input.companion is not None:
            self._input.companion.close()

    def _messages(self, events: Iterable[Event]) -> list[ServerMessage]:
        extras = self._input.extras
        messages: list[ServerMessage] = []
        events = list(events)
        if self._input.on_air is not None:
            for event in events:
                self._input.on_air.take(event)
        for event in _joined(self._whole(events)):
            match event:
                case TextCommitted():
                    messages += self._written(event)
                case AudioProduced() if self._input.output is not None:
                    due_s = event.target_start / TARGET_RATE_HZ
                    messages += self._input.output.push(
                        event.samples,
                        due_s=due_s if event.begins_clause else None,
                        ends_clause=event.ends_clause,
                    )
                case TranscriptCommitted():
                    if Extra.TRANSCRIPT in extras and self._input.companion is None:
                        messages += _transcripts([event])
                case TextTentative() if Extra.TENTATIVE in extras:
                    start_s, stop_s = _seconds(event.source_start), _seconds(event.source_end)
                    text = event.text.strip()
                    messages.append(Tentative(text=text, start_s=start_s, stop_s=stop_s))
                # Of speakers there are none where nobody asked.
                case _ if Extra.NOTICES in extras or isinstance(event, SpeakerChanged):
                    messages += _notices(event)
        return [*messages, *self._timings()]

    def _timings(self) -> list[ServerMessage]:
        stages = self._input.stages
        timings: list[ServerMessage] = []
        while stages:
            work = stages.popleft()
            timings.append(
                Timing(
                    stage=work.stage.value,
                    model=work.model,
                    took_ms=round(work.took_s * 1000, 1),
                    heard_s=_seconds(self._heard),
                )
            )
        return timings

    def _whole(self, events: Iterable[Event]) -> list[Event]:
        """The events, with words that may go on held back where the client could not join them."""
        if Extra.CONTINUATIONS in self._input.extras:
            return list(events)
        whole: list[Event] = []
        for event in events:
            if isinstance(event, TextCommitted):
                whole += self._words.push(event)
            else:
                whole += self._words.flush() if isinstance(event, SpeechEnded) else []
                whole.append(event)
        return whole

    def _written(self, event: TextCommitted) -> list[ServerMessage]:
        text = event.text.strip()
        if not text:
            return []
        stop_s = _seconds(event.source_end)
        written = WrittenText(
            text=text,
            start_s=_seconds(event.source_start),
            stop_s=stop_s,
            continues=None if event.text[:1].isspace() else True,
        )
        return [written, EndText(stop_s=stop_s)] if self._input.is_transcript else [written]


def _joined(events: Iterable[Event]) -> list[Event]:
    """The events, words that were committed at once being one text."""
    joined: list[Event] = []
    for event in events:
        last = joined[-1] if joined else None
        if isinstance(event, TextCommitted) and isinstance(last, TextCommitted):
            joined[-1] = merged(last, event)
        else:
            joined.append(event)
    return joined


def _transcripts(events: Iterable[Event]) -> list[ServerMessage]:
    """What was said, whether a session translates it or was made to write it down."""
    return [
        Transcript(
            text=event.text.strip(),
            language=event.language,
            start_s=_seconds(event.source_start),
            stop_s=_seconds(event.source_end),
            continues=None if event.text[:1].isspace() else True,
        )
        for event in _joined(events)
        if isinstance(event, TranscriptCommitted | TextCommitted) and event.text.strip()
    ]


def _notices(event: Event) -> list[ServerMessage]:
    detail = ""
    start_s = stop_s = None
    match event:
        case LanguageDetected():
            kind, detail = "language", event.language
        case EffortChanged():
            kind = "behind" if event.is_behind else "caught_up"
            detail = event.effort.value if event.is_behind else ""
        case SpeakingTempoChanged():
            kind, detail = "tempo", f"{event.tempo:.2f}"
        case SpeechDropped():
            kind, detail = "speech_dropped", event.text.strip()
        case SourceGap():
            kind, detail = "gap", event.reason.value
            start_s, stop_s = _seconds(event.source_start), _seconds(event.source_end)
        case SpeakerChanged():
            kind, detail = "speaker", str(event.speaker)
            start_s = _seconds(event.source_start)
        case SpeechStarted():
            kind, start_s = "speech_started", _seconds(event.source_start)
        case SpeechEnded():
            kind = "speech_ended"
            start_s, stop_s = _seconds(event.source_start), _seconds(event.source_end)
        case _:
            return []
    return [Notice(kind=kind, detail=detail, start_s=start_s, stop_s=stop_s)]


def _audio(encoded: bytes, start_s: float, stop_s: float) -> SpokenAudio:
    return SpokenAudio(audio=encoded, start_s=round(start_s, 4), stop_s=round(stop_s, 4))


def _seconds(samples: SampleIndex) -> float:
    return round(samples / SOURCE_RATE_HZ, 4)


_TAG: Final = re.compile(
    r"""<(?:flush|break(?:\s+time\s*=\s*["'](?P<time>\d{1,5}(?:\.\d{1,5})?)(?P<unit>m?s)["'])?)\s*"""
    r"""/?>(?:\s*</(?:flush|break)\s*>)?""",
    re.IGNORECASE,
)
_TAG_NAMES: Final = ("<flush", "<break")
_LONGEST_TAG: Final = 40
_BREAK_S: Final = 0.5
_SHORTEST_BREAK_S, _LONGEST_BREAK_S = 0.1, 2.0
"""What Gradium allows; longer and shorter ones are brought to it."""


@dataclass(frozen=True, slots=True)
class _Pause:
    """Silence between what is before it and what is behind it."""

    seconds: float


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is before it is a complete clause."""


class TextRequest:
    """Text in, speech out, a clause at a time.

    Args:
        stage: of this request alone.
        output: puts its speech into messages.
    """

    def __init__(self, stage: VoiceStage, output: SpeechOutput) -> None:
        self._voice_stage = stage
        self._output = output
        self._clause_start_s = 0.0
        self._begun_tag = ""
        self._waiting: deque[str | _Cut | _Pause | Flushed | EndOfAnswer] = deque()

    @property
    def has_more(self) -> bool:
        """Whether a clause waits, or a pause or an answer behind clauses that were spoken."""
        return bool(self._voice_stage.is_mid_clause or self._voice_stage.pending() or self._waiting)

    def accept(self, order: Order, *, backlog_samples: int) -> list[ServerMessage]:
        """Record what is to be said."""
        del backlog_samples
        match order:
            case Text():
                self._queue(order.text)
            case Flush():
                self._waiting += [*self._loose_end(), _Cut(), Flushed(flush_id=order.flush_id)]
            case EndOfStream():
                self._waiting += [*self._loose_end(), _Cut(), EndOfAnswer()]
            case Audio():
                raise AssertionError("the connection takes no audio on this route")
        self._pass_on()
        return []

    def proceed(self) -> list[ServerMessage]:
        """Say what is next; where there is nothing, answer for what was said before."""
        piece = self._voice_stage.speak_next(tempo=1.0)
        if piece is not None:
            if piece.begins_clause:
                self._clause_start_s = self._output.stop_s
            audio = self._output.push(piece.samples, ends_clause=piece.ends_clause)
            if not piece.ends_clause:
                return audio
            text = WrittenText(
                text=piece.clause.text,
                start_s=round(self._clause_start_s, 4),
                stop_s=round(self._output.stop_s, 4),
            )
            return [text, *audio]
        messages: list[ServerMessage] = []
        while self._waiting and not self._voice_stage.pending():
            match self._waiting.popleft():
                case _Pause(seconds):
                    messages += self._output.push(
                        np.zeros(round(seconds * TARGET_RATE_HZ), np.float32)
                    )
                case EndOfAnswer() as answer:
                    messages += [*self._output.end(), answer]
                case Flushed() as answer:
                    messages.append(answer)
                case str() | _Cut():
                    raise AssertionError("text is passed on before anything waits behind it")
            self._pass_on()
        return messages

    def catch_up(self) -> None:
        """Nothing: text is not late."""

    def recover(self) -> list[ServerMessage]:
        """Nothing: text is sent with its speech."""
        return []

    def close(self) -> None:
        """Nothing: the voice belongs to the interpreter."""

    def _queue(self, text: str) -> None:
        """Take text with tags; a tag may come in several texts."""
        # Texts come as whole words, whose spaces the official client's examples leave out.
        gap = " " if self._begun_tag.casefold() in _TAG_NAMES else ""
        text, self._begun_tag = f"{self._begun_tag}{gap}{text}", ""
        position = 0
        for tag in _TAG.finditer(text):
            self._waiting += [text[position : tag.start()], _Cut()]
            position = tag.end()
            if tag[0][1:2] in "bB":
                self._waiting.append(_Pause(_break_s(tag)))
        rest = text[position:]
        begun = rest.rfind("<")
        if begun >= 0 and _begins_tag(rest[begun:]):
            rest, self._begun_tag = rest[:begun], rest[begun:].rstrip()
        self._waiting.append(rest)

    def _loose_end(self) -> list[str]:
        """What looked like the beginning of a tag and was none."""
        text, self._begun_tag = self._begun_tag, ""
        return [text]

    def _pass_on(self) -> None:
        """Give the voice what it may know already: what is before the next pause or answer."""
        while self._waiting and isinstance(self._waiting[0], str | _Cut):
            order = self._waiting.popleft()
            if isinstance(order, str):
                self._push(order)
            else:
                self._voice_stage.flush()

    def _push(self, text: str) -> None:
        if text.strip():
            self._voice_stage.push(f" {text.strip()}")


def _begins_tag(text: str) -> bool:
    start = text[: len(_TAG_NAMES[0])].casefold()
    return len(text) <= _LONGEST_TAG and any(name.startswith(start) for name in _TAG_NAMES)


def _break_s(tag: re.Match[str]) -> float:
    if tag["time"] is None:
        return _BREAK_S
    seconds = float(tag["time"]) / (1000 if tag["unit"].casefold() == "ms" else 1)
    return min(max(seconds, _SHORTEST_BREAK_S), _LONGEST_BREAK_S)
