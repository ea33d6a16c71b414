"""AlignAtt.

Papi, Turchi and Negri, "AlignAtt: Using Attention-based Audio-Translation Alignments as a Guide
for Simultaneous Speech Translation", Interspeech 2023.

A token that attends to the newest source was guessed from speech that may go on; it and all after
it wait.
"""

from engine.policy.hypothesis import Hypothesis


class AlignAtt:
    """Commit up to the first token that attends to the last `margin` source positions.

    Args:
        margin: source positions (20 ms frames, or source tokens) that are too new to rely on.
    """

    def __init__(self, *, margin: int) -> None:
        if margin < 0:
            raise ValueError(f"margin must not be negative, not {margin}")
        self._margin = margin

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        newest = hypothesis.n_source - self._margin
        for position in range(hypothesis.n_committed, len(hypothesis.tokens)):
            if hypothesis.attended[position] >= newest:
                return position
        return len(hypothesis.tokens)

    def cut(self, n_tokens: int) -> None:
        """Nothing is remembered."""

    def reset(self) -> None:
        """Nothing is remembered."""
