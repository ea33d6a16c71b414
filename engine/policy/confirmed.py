"""AlignAtt that also asks the next hypothesis.

AlignAtt alone trusts the first guess at a word, LocalAgreement alone waits for as long as a weak
model wavers. Here a token that does not attend to new source is committed when the hypothesis
before it says the same, or when so much source came after it that waiting will not help.
"""

from engine.policy.align_att import AlignAtt
from engine.policy.hypothesis import Hypothesis
from engine.policy.local_agreement import LocalAgreement


class Confirmed:
    """Commit what two policies agree on, and what is old enough in any case.

    Args:
        margin: source positions that are too new to rely on, as in AlignAtt.
        patience: source positions after which a token needs no agreement.
        agreeing: hypotheses that must agree, as in LocalAgreement.
    """

    def __init__(self, *, margin: int, patience: int, agreeing: int = 2) -> None:
        if patience < margin:
            raise ValueError(f"patience must be at least the margin, not {patience} < {margin}")
        self._new = AlignAtt(margin=margin)
        self._old = AlignAtt(margin=patience)
        self._agreement = LocalAgreement(agreeing=agreeing)

    def stable(self, hypothesis: Hypothesis) -> int:
        """See Policy."""
        confirmed = min(self._new.stable(hypothesis), self._agreement.stable(hypothesis))
        return max(confirmed, self._old.stable(hypothesis))

    def cut(self, n_tokens: int) -> None:
        """What is left of the earlier hypotheses still counts."""
        self._agreement.cut(n_tokens)

    def reset(self) -> None:
        """Forget the earlier hypotheses."""
        self._agreement.reset()
