"""BLEU and chrF."""

from collections.abc import Sequence
from dataclasses import dataclass

import sacrebleu


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one set was translated.

    Attributes:
        bleu: sacrebleu's default BLEU, 0 to 100, one reference.
        chrf: sacrebleu's default chrF2, 0 to 100.
        n_pairs: size of the set.
    """

    bleu: float
    chrf: float
    n_pairs: int


def score_texts(hypotheses: Sequence[str], references: Sequence[str]) -> Score:
    """Score translations against one reference each."""
    return Score(
        bleu=round(sacrebleu.corpus_bleu(list(hypotheses), [list(references)]).score, 2),
        chrf=round(sacrebleu.corpus_chrf(list(hypotheses), [list(references)]).score, 2),
        n_pairs=len(references),
    )
