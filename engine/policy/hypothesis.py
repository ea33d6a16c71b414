"""What every simultaneous policy looks at."""

from dataclasses import dataclass
from typing import Protocol

from engine.arrays import Int64


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A full guess at the translation of the source heard so far.

    Attributes:
        tokens: the guess, the committed prefix included.
        n_committed: how many of them are committed already.
        attended: [n_tokens] the source position that each token attends to most.
        n_source: how many source positions there are (20 ms frames, or source tokens).
    """

    tokens: tuple[int, ...]
    n_committed: int
    attended: Int64
    n_source: int


class Policy(Protocol):
    """Decides how much of a hypothesis can be committed. One object a stream."""

    def stable(self, hypothesis: Hypothesis) -> int:
        """How many leading tokens may be committed; at least `n_committed`."""

    def cut(self, n_tokens: int) -> None:
        """The first tokens of all hypotheses to come are gone, and the source that they came from.

        Positions of hypotheses to come count from there.
        """

    def reset(self) -> None:
        """Forget earlier hypotheses: the source buffer starts anew."""
