"""LocalAgreement-n.

Liu, Spanakis and Niehues, "Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
Partial Hypothesis Selection", Interspeech 2020.
"""

from collections import deque

from engine.policy.hypothesis import Hypothesis


class LocalAgreement:
    """Commit the longest prefix that the last `agreeing` hypotheses share."""

    def __init__(self, *, agreeing: int = 2) -> None:
        if agreeing < 2:  # one hypothesis agrees with itself on everything
            raise ValueError(f"agreeing must be at least 2, not {agreeing}")
        self._earlier: deque[tuple[int, ...]] = deque(maxlen=agreeing - 1)

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        shared = len(hypothesis.tokens) if self._is_full else hypothesis.n_committed
        for earlier in self._earlier:
            shared = min(shared, _common_prefix(earlier, hypothesis.tokens))
        self._earlier.append(hypothesis.tokens)
        return max(shared, hypothesis.n_committed)

    def cut(self, n_tokens: int) -> None:
        """What is left of the earlier hypotheses still counts."""
        for _ in range(len(self._earlier)):
            self._earlier.append(self._earlier.popleft()[n_tokens:])

    def reset(self) -> None:
        """Forget the earlier hypotheses."""
        self._earlier.clear()

    @property
    def _is_full(self) -> bool:
        return len(self._earlier) == self._earlier.maxlen


def _common_prefix(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    for position, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return position
    return min(len(a), len(b))
