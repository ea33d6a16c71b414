import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.asr.alignment import attended_frames


def test_a_diagonal_is_followed_on_every_head() -> None:
    alignment = np.full((4, 2, 40), 0.01, np.float32)
    for token in range(4):
        alignment[token, :, 10 * token + 3 : 10 * token + 8] = 1.0
    assert attended_frames(alignment).tolist() == [5, 15, 25, 35]


def test_a_frame_that_every_token_attends_to_is_ignored() -> None:
    alignment = np.full((3, 1, 30), 0.01, np.float32)
    alignment[:, :, 0:5] = 5.0
    for token in range(3):
        alignment[token, :, 10 + 5 * token : 15 + 5 * token] = 1.0
    assert attended_frames(alignment).tolist() == [12, 17, 22]


@given(st.integers(0, 6), st.integers(1, 3), st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_there_is_one_frame_a_token_and_it_exists(
    tokens: int, heads: int, frames: int, seed: int
) -> None:
    alignment = np.random.default_rng(seed).random((tokens, heads, frames)).astype(np.float32)
    attended = attended_frames(alignment)
    assert attended.shape == (tokens,)
    assert all(0 <= frame < max(frames, 1) for frame in attended)
