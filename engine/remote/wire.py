"""What an engine elsewhere is to a session: a Wire, its Connections and their messages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from engine.arrays import Float32
from engine.effort import Effort
from engine.events import GapReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Translation that the engine cannot take back, with its own leading space.

    Attributes:
        start_s, stop_s: of what was said, since the connection began; None where not told.
        is_piece: whether a word may go on in the next text.
    """

    text: str
    start_s: float | None = None
    stop_s: float | None = None
    is_piece: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What may follow the text so far; replaces the one before it."""

    text: str
    start_s: float
    stop_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What was said, in its own language."""

    text: str
    language: str
    start_s: float | None = None
    stop_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Speech of the engine.

    Attributes:
        samples: [n] float32 mono at TARGET_RATE_HZ.
        start_s, stop_s: when it is due, since the connection began; None where not told.
    """

    samples: Float32
    start_s: float | None = None
    stop_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An utterance begins, or with `stop_s` ends."""

    start_s: float
    stop_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of what was said that the engine made nothing of."""

    reason: GapReason
    start_s: float
    stop_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortReport:
    """What the engine spends from now on to keep up."""

    effort: Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """The connection will be closed before long."""

    left_s: float


Received: TypeAlias = Text | Guess | Original | Sound | Edge | Gap | EffortReport | Leaving


class Connection(Protocol):
    """One stream to an engine; iterate over it until the answer is complete."""

    async def send(self, samples: Float32) -> None:
        """Send [n] samples at SOURCE_RATE_HZ, of any n.

        Raises:
            ServiceUnavailableError: it is gone.
        """
        ...

    async def end(self) -> None:
        """Nothing more comes.

        Raises:
            ServiceUnavailableError: it is gone.
        """
        ...

    def __aiter__(self) -> AsyncIterator[Received]: ...

    async def close(self) -> None:
        """Leave it; what is not answered yet is lost."""
        ...


@runtime_checkable
class CatchesUp(Protocol):
    """A connection to an engine that can leave what waits there; others have none of this."""

    async def catch_up(self) -> None:
        """Leave what waits there to be heard or spoken.

        Raises:
            ServiceUnavailableError: it is gone.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How an engine is to be treated.

    Attributes:
        title: what it is called.
        speed_limit: how many times faster than it was said it takes speech; None for any.
        start_s: how long it may take to be ready.
        stall_s: a connection that takes nothing for so long is as good as broken.
        sends_always: whether it sends something while it is spoken to, were it silence, so that
            one that does not for `stall_s` is as good as broken too.
        life_s: how long a connection lives; None for ever.
        margin_s: how long before its end another is looked for.
        marks_end: whether it says when its answer is complete.
        rest_s: silence after which nothing more is expected at the end; where that is not marked,
            in which there is neither text nor sound to hear.
        most_rest_s: how long the end may take.
        patience_s: how long an engine that is gone is waited for.
        tells_ends: whether it says where utterances begin and end.
    """

    title: str
    speed_limit: float | None = 1.0
    start_s: float = 15.0
    stall_s: float = 20.0
    sends_always: bool = False
    life_s: float | None = None
    margin_s: float = 30.0
    marks_end: bool = True
    rest_s: float = 10.0
    most_rest_s: float = 60.0
    patience_s: float = 20.0
    tells_ends: bool = False


class Wire(Protocol):
    """Makes connections to one engine for one pair of languages."""

    @property
    def traits(self) -> Traits:
        """How it is to be treated."""
        ...

    @property
    def target(self) -> str:
        """The language it speaks."""
        ...

    async def connect(self) -> Connection:
        """Connect, and return when the engine takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        ...
