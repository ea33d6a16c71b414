"""The contract of a session: source speech in, events out.

Whatever interprets fulfils the one contract: this machine's models, another Dragoman, a service of
somebody else's. Window, command line, service and benchmark drive any of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from engine.arrays import Float32
from engine.events import Event
from engine.tts.model import Synthesiser
from engine.tts.voice_stage import Delivery


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A stretch of source speech, and what whoever drives the session knows of its place in time.

    Attributes:
        samples: [n] float32 mono at SOURCE_RATE_HZ, -1 to 1, of any n; n does not change what comes
            out.
        backlog_samples: audio that waits behind these samples because the machine is slow.
        queued_samples: speech of before that is still to be heard, at TARGET_RATE_HZ, where
            something plays it; None where nothing does. Speech is then planned on the clock of what
            is heard, and not as if it were played when it was planned.
    """

    samples: Float32
    backlog_samples: int = 0
    queued_samples: int | None = None


class Session(Protocol):
    """One stream; used by one thread at a time."""

    def push(self, block: SourceBlock) -> list[Event]:
        """Hear the next block.

        Raises:
            AudioError: a sample is not a finite number.
            EngineError: a stage fails, or did so in the call before after it had made something.
            ValueError: the samples are not float32 in one dimension.
        """
        ...

    def finish(self) -> Iterator[list[Event]]:
        """Commit and speak all that was heard: first the text, then speech as it is asked for.

        The stream may go on after the last part.

        Raises:
            EngineError: a stage fails, or did so in the call before after it had made something.
        """
        ...

    def close(self) -> None:
        """Release what the session holds; what is not finished is left. Twice is harmless."""
        ...


@runtime_checkable
class VoiceControl(Protocol):
    """A session whose voice can be changed while it runs; one that cannot has none of this.

    A change takes effect with the next clause, and nothing waits for it: the clause that is being
    spoken ends in its own voice. From any thread.
    """

    def change_voice(self, synthesiser: Synthesiser) -> None:
        """Speak with another voice.

        Raises:
            VoiceError: the session is for captions only, or the voice speaks another language.
        """
        ...

    def change_delivery(self, delivery: Delivery) -> None:
        """Speak faster, slower, higher or lower.

        Raises:
            VoiceError: the session is for captions only.
        """
        ...


@runtime_checkable
class BacklogControl(Protocol):
    """A session that can be told to catch up; one that never falls behind has none of this."""

    def catch_up(self) -> None:
        """Leave what waits, to be heard or to be spoken, and go on with what is said now.

        What is not heard becomes a SourceGap. It takes effect with the next block. From any thread.
        """
        ...


@runtime_checkable
class TurnControl(Protocol):
    """A session that can hear its last turn again, in the other one of its two languages."""

    def correct_turn(self) -> None:
        """Take back what was made of the last turn, and hear it in the other language.

        Nothing where the session hears one language, or before a turn was heard. It takes effect
        with the next block, as TextWithdrawn and what follows it. From any thread.
        """
        ...


@runtime_checkable
class Following(Protocol):
    """A session that goes on with what another one of its stream knows of the speakers."""

    def follow(self, earlier: Session) -> None:
        """Know the voices that an earlier session heard; before the first block."""
        ...


@runtime_checkable
class TypingControl(Protocol):
    """A session that speaks what is typed, too; one that hears alone has none of this."""

    def type_text(self, text: str, language: str | None) -> None:
        """Translate a text and speak it, beside what is heard; slow, from any thread.

        It becomes a TextTyped with the next block.

        Args:
            text: what was typed.
            language: that it is written in; None for the one that the session hears.

        Raises:
            EngineError: what translates text is missing, or this engine hears alone.
        """
        ...


def finish_now(session: Session) -> list[Event]:
    """Everything that `finish` gives, at once.

    Raises:
        EngineError: as `finish`.
    """
    return [event for part in session.finish() for event in part]
