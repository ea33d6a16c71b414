"""A bias helps terms that are nearly heard, and takes back what beginnings earned."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import Float32
from engine.asr.bias import NO_MATCH, SpeechBias, TokenBias, beginnings
from engine.glossary import Term, TermFinder

_TERMS = ((1, 2, 3), (1, 4), (5,))


def _row(**levels: float) -> Float32:
    row = np.full(10, -20, np.float32)
    for name, level in levels.items():
        row[int(name[1:])] = level
    return row


def test_what_begins_or_continues_a_term_gets_a_bonus() -> None:
    bias = TokenBias(_TERMS)
    row = _row(t0=-1.0, t1=-1.5, t6=-1.2)
    bias.apply(row, NO_MATCH)
    assert row.argmax() == 1
    assert row[[0, 6]].tolist() == np.array([-1.0, -1.2], np.float32).tolist()
    match = bias.advance(NO_MATCH, 1)
    row = _row(t0=-1.0, t2=-2.0)
    bias.apply(row, match)
    assert row.argmax() == 2


def test_what_is_far_from_what_was_heard_gets_none() -> None:
    row = _row(t0=-0.1)
    before = row.copy()
    TokenBias(_TERMS).apply(row, NO_MATCH)
    assert (row == before).all()


def test_a_beginning_that_comes_to_nothing_gives_back_what_it_earned() -> None:
    bias = TokenBias(_TERMS)
    for path in ((1, 2, 0), (1, 0)):
        total, match = 0.0, NO_MATCH
        for token in path:
            row = np.zeros(10, np.float32)
            bias.apply(row, match)
            total += float(row[token])
            match = bias.advance(match, token)
        assert abs(total) < 1e-5, path


def test_a_whole_term_keeps_what_it_earned() -> None:
    bias = TokenBias(_TERMS)
    total, match = 0.0, NO_MATCH
    for token in (1, 2, 3, 0):
        row = np.zeros(10, np.float32)
        bias.apply(row, match)
        total += float(row[token])
        match = bias.advance(match, token)
    assert total > 3
    assert match == NO_MATCH


def test_a_forced_beginning_is_gone_on_with() -> None:
    bias = TokenBias(_TERMS)
    row = _row(t0=-1.0, t3=-2.0)
    bias.apply(row, bias.match((7, 1, 2)))
    assert row.argmax() == 3


@given(st.lists(st.integers(0, 9), max_size=30))
def test_no_text_earns_more_than_its_terms(tokens: list[int]) -> None:
    bias = TokenBias(_TERMS)
    total, match = 0.0, NO_MATCH
    for token in tokens:
        row = np.zeros(10, np.float32)
        bias.apply(row, match)
        total += float(row[token])
        match = bias.advance(match, token)
        assert -1e-4 <= total - match.earned <= 5.0 * len(tokens)


def test_no_terms_change_nothing() -> None:
    row = np.zeros(4, np.float32)
    TokenBias(()).apply(row, NO_MATCH)
    assert not row.any()


def test_words_are_found_with_the_endings_that_they_take() -> None:
    finder = TermFinder(map(Term.name, ("Karup", "hyena")), language="en")
    bias = SpeechBias(tokens=TokenBias(()), shown=("Karup", "hyena"), finder=finder)
    text = "Karup, hyenas and Karup"
    assert bias.places(text) == {"Karup": [(0, 5), (18, 23)], "hyena": [(7, 13)]}
    assert SpeechBias(tokens=TokenBias(())).places(text) == {}


def test_a_term_may_begin_a_sentence() -> None:
    assert list(beginnings(["charge sheet", "USOC"])) == [" charge sheet", " Charge sheet", " USOC"]
