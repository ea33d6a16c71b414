import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.translate.guards import GuardConfig, is_silence, trusted_length

CONFIG = GuardConfig()


def advancing(n: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(n, dtype=np.int64) * 25


def test_honest_text_is_trusted_whole() -> None:
    tokens = tuple(range(30))
    assert trusted_length(tokens, advancing(30), CONFIG) == 30


def test_of_a_loop_only_the_first_round_is_kept() -> None:
    tokens = (9, 8, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3)
    assert trusted_length(tokens, advancing(len(tokens)), CONFIG) == 5


def test_a_word_said_three_times_is_no_loop() -> None:
    tokens = (4, 7, 7, 7, 5)
    assert trusted_length(tokens, advancing(5), CONFIG) == 5


def test_text_that_no_longer_follows_the_source_is_not_trusted() -> None:
    attended = np.array([0, 5, 10, *[40] * 10], np.int64)
    assert trusted_length(tuple(range(13)), attended, CONFIG) == 4


def test_the_same_words_for_the_same_sound_were_said_once() -> None:
    tokens = (1, 2, 3, 4, 1, 2, 3)
    attended = np.array([0, 25, 50, 75, 90, 27, 49], np.int64)
    assert trusted_length(tokens, attended, CONFIG) == 4


def test_the_same_words_for_other_sound_were_said_twice() -> None:
    tokens = (1, 2, 3, 1, 2, 3)
    assert trusted_length(tokens, advancing(6), CONFIG) == 6


def test_text_that_goes_back_to_the_beginning_is_not_trusted() -> None:
    attended = np.array([0, 100, 200, 300, 10, 20, 30], np.int64)
    assert trusted_length(tuple(range(7)), attended, CONFIG) == 4


def test_silence_needs_both_signs() -> None:
    unsure = np.full(4, -2.0, np.float32)
    sure = np.full(4, -0.2, np.float32)
    assert is_silence(0.9, unsure, CONFIG)
    assert not is_silence(0.9, sure, CONFIG)
    assert not is_silence(0.1, unsure, CONFIG)


def test_no_tokens_are_silence() -> None:
    assert is_silence(0.0, np.zeros(0, np.float32), CONFIG)


@given(st.lists(st.integers(0, 2), max_size=40))
def test_what_is_trusted_holds_no_loop(tokens: list[int]) -> None:
    kept = trusted_length(tuple(tokens), advancing(len(tokens)), CONFIG)
    assert trusted_length(tuple(tokens[:kept]), advancing(kept), CONFIG) == kept
