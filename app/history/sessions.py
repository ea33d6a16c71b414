"""What is known of a past session."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamNote:
    """A direction of a session.

    Attributes:
        stream: its id.
        speaker: who is heard in it, as the user reads it; empty where there is one direction.
        source: language that is heard; None where it was detected.
        target: language that it was translated into.
    """

    stream: str
    speaker: str
    source: str | None
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSession:
    """A line in the list of sessions.

    Attributes:
        number: its id in the store.
        title: as the user named it; empty for none.
        began: with time zone.
        duration_s: of what was heard.
        streams: one or two.
        is_ended: it is not on air; more may be said in one that is.
        snippet: where words that were searched for are, in their context.
        recordings: its sound files.
    """

    number: int
    title: str
    began: datetime
    duration_s: float
    streams: tuple[StreamNote, ...]
    is_ended: bool
    snippet: str = ""
    recordings: tuple[Path, ...] = ()
