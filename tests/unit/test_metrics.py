import numpy as np
import pytest

from engine.events import AudioProduced, SpeechStarted
from engine.metrics import StreamSummary, Summary
from tests.helpers.events import committed


def spoken(*, target_start: int, samples: int, source_start: int) -> AudioProduced:
    return AudioProduced(
        samples=np.zeros(samples, np.float32),
        target_start=target_start,
        text="",
        language="en",
        tempo=1.0,
        source_start=source_start,
        source_end=source_start,
        heard=source_start,
    )


def test_three_events_by_hand() -> None:
    summary = StreamSummary()
    summary.push(SpeechStarted(source_start=8_000, heard=9_600))
    # Three words that share 1.5 s: they end 3, 2.5 and 2 s before they are committed.
    summary.push(committed(" one two three", 8_000, 32_000, heard=64_000))
    # Due at 5 s, from speech that began at 0.5 s.
    summary.push(spoken(target_start=240_000, samples=72_000, source_start=8_000))
    assert summary.result() == Summary(
        words=3, spoken_s=1.5, text_lag_s=2.5, speech_lag_s=4.5, first_audio_s=4.5
    )


def test_lags_are_means_over_words_and_over_clauses() -> None:
    summary = StreamSummary()
    summary.push(committed(" one two three", 0, 16_000, heard=32_000))
    summary.push(committed(" four", 0, 16_000, heard=96_000))
    summary.push(spoken(target_start=48_000, samples=24_000, source_start=0))
    summary.push(spoken(target_start=144_000, samples=24_000, source_start=0))
    result = summary.result()
    assert result.words == 4
    assert result.text_lag_s == pytest.approx((5 / 3 + 4 / 3 + 1 + 5) / 4)
    assert result.speech_lag_s == pytest.approx((1 + 3) / 2)
    assert result.spoken_s == 1.0
    # Nothing was heard to begin.
    assert result.first_audio_s is None


def test_only_the_first_clause_counts_as_the_first() -> None:
    summary = StreamSummary()
    for start in (16_000, 160_000):
        summary.push(SpeechStarted(source_start=start, heard=start))
        summary.push(spoken(target_start=3 * start + 48_000, samples=1, source_start=start))
    assert summary.result().first_audio_s == pytest.approx(1.0)


def test_a_silent_stream_has_no_lags() -> None:
    assert StreamSummary().result() == Summary(
        words=0, spoken_s=0.0, text_lag_s=None, speech_lag_s=None, first_audio_s=None
    )
