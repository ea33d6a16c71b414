"""The naive policy: commit nothing until the utterance ends."""

from engine.policy.hypothesis import Hypothesis


class WaitForPause:
    """Commit nothing while speech goes on; the end of the utterance commits all."""

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        return hypothesis.n_committed

    def cut(self, n_tokens: int) -> None:
        """Nothing is remembered."""

    def reset(self) -> None:
        """Nothing is remembered."""
