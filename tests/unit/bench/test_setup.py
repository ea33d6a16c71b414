from itertools import pairwise

from engine.arrays import SOURCE_RATE_HZ
from engine.bench.setup import windows

SECOND = SOURCE_RATE_HZ
MARGIN = SECOND // 5


def test_near_stretches_of_speech_share_a_window() -> None:
    (window,) = windows(((1.0, 5.0), (8.0, 20.0)), 30 * SECOND, longest=26 * SECOND)
    assert window == (SECOND - MARGIN, 20 * SECOND + MARGIN)


def test_a_window_ends_in_a_pause_before_it_is_too_long() -> None:
    first, second = windows(((0.0, 20.0), (21.0, 30.0)), 30 * SECOND, longest=26 * SECOND)
    assert first == (0, 20 * SECOND + MARGIN)
    assert second == (21 * SECOND - MARGIN, 30 * SECOND)


def test_speech_without_a_pause_is_cut_and_nothing_is_lost() -> None:
    found = windows(((0.0, 60.0),), 60 * SECOND, longest=26 * SECOND)
    assert found[0][0] == 0
    assert found[-1][1] == 60 * SECOND
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(end - start <= 26 * SECOND for start, end in found)


def test_windows_never_overlap() -> None:
    found = windows(((0.0, 25.9), (26.0, 40.0)), 40 * SECOND, longest=26 * SECOND)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def test_silence_has_no_window() -> None:
    assert windows((), 10 * SECOND, longest=26 * SECOND) == []
