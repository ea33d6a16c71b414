"""Scores of single sentences, against the field's own program."""

import pytest
import sacrebleu

from engine.text_scores import chrf

_PAIRS = [
    ("The train leaves at ten o'clock.", "The train to the city leaves at ten o'clock."),
    ("Der Zug fährt um zehn Uhr.", "The train leaves at ten o'clock."),
    ("a", "abcdefgh"),
    ("", "something"),
    ("xyz", "abc"),
    ("the same", "the same"),
]


@pytest.mark.parametrize(("hypothesis", "reference"), _PAIRS)
def test_chrf_is_sacrebleus(hypothesis: str, reference: str) -> None:
    expected = sacrebleu.sentence_chrf(hypothesis, [reference]).score
    assert chrf(hypothesis, reference) == pytest.approx(expected)
