"""What a stream emits: frozen events on one sample clock.

Text is append-only: joining the `text` of every TextCommitted of a stream gives its whole
translation, and nothing that was committed is ever changed, but for what TextWithdrawn names.
TextTentative replaces the whole tentative tail each time. `source_start` and `source_end` bound
the source speech that an event speaks of; `heard` is how many source samples the stream had been
given when it emitted the event, so `heard - source_end` is the event's ideal lag. All three count
samples at SOURCE_RATE_HZ.

Consumers `match` on Event and end with `assert_never`. Numbering and stream names belong to the
transport that carries events, not to the events.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol, TypeAlias

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.effort import Effort
from engine.messages import Code, Message


class Spanned(Protocol):
    """What comes from a stretch of the source."""

    @property
    def source_start(self) -> SampleIndex:
        """Where that begins."""
        ...

    @property
    def source_end(self) -> SampleIndex:
        """Where it ends."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted:
    """The voice activity detector heard speech begin."""

    source_start: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEnded:
    """An utterance ended; all of its text has been committed before this event."""

    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageDetected:
    """The source language was recognised (only where none was given, or two were).

    Attributes:
        target: the language that it is translated into, in a session both ways; else empty.
    """

    language: str
    probability: float
    heard: SampleIndex
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesChanged:
    """From here on the stream is interpreted in other languages, or by another engine.

    All that was heard before has been committed; the clock goes on.

    Attributes:
        source: language that is heard; empty where it is detected.
        target: language of the text from here on.
        heard: where it begins.
    """

    source: str
    target: str
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerChanged:
    """Another voice speaks, and has for some time: text of its speech may be committed by now.

    Attributes:
        speaker: its number, from 1 as they were heard; one that was heard before has its own again.
        source_start: where its speech begins; it is the speaker's until the next of these.
    """

    speaker: int
    source_start: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCommitted:
    """Target text that will never change; `text` carries its own leading space."""

    text: str
    language: str
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWithdrawn:
    """A turn was heard in the wrong one of two languages: what was committed of it does not count.

    The one exception to append-only text, on request alone. What follows is the turn anew, in the
    other language.

    Attributes:
        source_start: where the turn begins.
        source_end: where it ends, or how far it was heard.
    """

    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex

    def takes_back(self, spoken: Spanned) -> bool:
        """Whether speech is of the turn; what was typed has no length, and stays."""
        is_typed = spoken.source_start == spoken.source_end
        return not is_typed and self.source_start <= spoken.source_start < self.source_end


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTentative:
    """The current guess at what follows the committed text; replaces the one before it."""

    text: str
    language: str
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptCommitted:
    """Source-language text, on routes that make one; append-only as TextCommitted is."""

    text: str
    language: str
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTyped:
    """The user typed something, which is translated and spoken; a turn of its own.

    It may come while an utterance is open, and is no part of what TextCommitted joins to.

    Attributes:
        typed: what was typed.
        typed_language: the language of that.
        text: the translation.
        language: the language of the translation.
    """

    typed: str
    typed_language: str
    text: str
    language: str
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCorrected:
    """The user corrected a passage of a transcript; what was spoken of it stays spoken.

    Attributes:
        before: the whole text of the passage, as it was.
        text: the same as it is now.
        is_target: whether it is the translation, and not what was said.
        source_start: where the passage begins, as its first committed words say.
        source_end: the same: a passage is named by its beginning.
    """

    before: str
    text: str
    is_target: bool
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioProduced:
    """Target speech: a clause and the pause after it, or a piece of that.

    A voice model that makes sound while it goes gives a clause in pieces; each is due where the one
    before it ends.

    Attributes:
        samples: [n] float32 mono at TARGET_RATE_HZ.
        target_start: when samples[0] is due, on a clock at TARGET_RATE_HZ that began with the
            source's; never before the audio produced before it has ended. What lies between is
            silence.
        text: the committed text that the clause speaks, on its first piece; empty on the others.
        tempo: 1.0 as the voice would speak; larger is faster.
        begins_clause: whether it is the first piece of a clause.
        ends_clause: whether it is the last one; the pause is a part of it.
    """

    samples: Float32
    target_start: SampleIndex
    text: str
    language: str
    tempo: float
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex
    begins_clause: bool = True
    ends_clause: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortChanged:
    """The machine fell behind its source, or further behind, or caught up in part or in whole.

    Attributes:
        effort: what it does from now on to keep up.
        backlog_ms: how much sound was waiting.
    """

    effort: Effort
    backlog_ms: float
    heard: SampleIndex

    @property
    def is_behind(self) -> bool:
        """Whether anything is given up."""
        return self.effort is not Effort.FULL

    @property
    def message(self) -> Message:
        """What the user is told."""
        return Message(_EFFORT_CODES[self.effort])


_EFFORT_CODES: Final = {
    Effort.FULL: Code.EFFORT_CAUGHT_UP,
    Effort.FEWER_STEPS: Code.EFFORT_FEWER_STEPS,
    Effort.FEWEST_STEPS: Code.EFFORT_FEWEST_STEPS,
    Effort.SHORT_BUFFER: Code.EFFORT_SHORT_BUFFER,
    Effort.CAPTIONS_ONLY: Code.EFFORT_CAPTIONS_ONLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingTempoChanged:
    """The voice began to speak much faster than its own tempo, or returned to it.

    Small changes of tempo are not told; AudioProduced has each.

    Attributes:
        tempo: of the next clause; 1.0 is the voice's own.
        backlog_ms: how much target speech was waiting.
    """

    tempo: float
    backlog_ms: float
    heard: SampleIndex


class DropReason(StrEnum):
    """Why committed text is not spoken."""

    BEHIND = "behind"
    UNSPEAKABLE = "unspeakable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechDropped:
    """A clause of committed text will not be spoken; it stays in the captions."""

    text: str
    language: str
    reason: DropReason
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex

    @property
    def message(self) -> Message:
        """What the user is told."""
        is_behind = self.reason is DropReason.BEHIND
        return Message(Code.SPEECH_LEFT_OUT if is_behind else Code.SPEECH_UNSPEAKABLE)


class GapReason(StrEnum):
    """Why nothing was made of a stretch of the source.

    Attributes:
        LOST: nobody read it in time, and it is gone; silence stands in its place.
        SKIPPED: it was left out to catch up; a recording has it.
        NOT_UNDERSTOOD: it was heard, and is speech, but the computer was behind.
    """

    LOST = "lost"
    SKIPPED = "skipped"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGap:
    """A stretch of the source of which there is no text; the clock goes on over it."""

    reason: GapReason
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex

    @property
    def seconds(self) -> float:
        """Its length."""
        return (self.source_end - self.source_start) / SOURCE_RATE_HZ

    @property
    def mark(self) -> str:
        """What stands in its place among captions, in any language."""
        return f"[… {max(1, round(self.seconds))} s …]"

    @property
    def message(self) -> Message:
        """What the user is told."""
        return self.message_where(is_recorded=False)

    def message_where(self, *, is_recorded: bool) -> Message:
        """The same where it is known whether the sound is recorded."""
        seconds = round(self.seconds, 1)
        if self.reason is GapReason.LOST:
            return Message(Code.SOURCE_LOST, lost_s=seconds)
        if self.reason is GapReason.NOT_UNDERSTOOD:
            return Message(Code.SOURCE_NOT_UNDERSTOOD, missed_s=seconds)
        if is_recorded:
            return Message(Code.SOURCE_SKIPPED_KEPT, skipped_s=seconds)
        return Message(Code.SOURCE_SKIPPED, skipped_s=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineNotice:
    """Something about the engine that the user should know; the stream goes on."""

    message: Message
    heard: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineFailed:
    """The stream ended in an error; `message` is what the user is told."""

    message: Message
    heard: SampleIndex


Event: TypeAlias = (
    SpeechStarted
    | SpeechEnded
    | LanguageDetected
    | LanguagesChanged
    | SpeakerChanged
    | TextCommitted
    | TextTentative
    | TranscriptCommitted
    | TextWithdrawn
    | TextTyped
    | TextCorrected
    | AudioProduced
    | EffortChanged
    | SpeakingTempoChanged
    | SpeechDropped
    | SourceGap
    | EngineNotice
    | EngineFailed
)


def put_later(event: Event, *, offset: SampleIndex, not_before: SampleIndex) -> Event:
    """Put an event on the clock of a stream within which its own stream began.

    Args:
        event: on the clock of its own stream.
        offset: where that one began, at SOURCE_RATE_HZ.
        not_before: speech that was planned earlier ends here and is heard first, at TARGET_RATE_HZ.
    """
    changes: dict[str, int] = {
        name: getattr(event, name) + offset
        for name in ("source_start", "source_end", "heard")
        if hasattr(event, name)
    }
    if isinstance(event, AudioProduced):
        due = event.target_start + offset * TARGET_RATE_HZ // SOURCE_RATE_HZ
        changes["target_start"] = max(due, not_before)
    return replace(event, **changes)  # type: ignore[arg-type]
