"""Why a translation comes late: the computer, the speaker, or nobody's fault."""

import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.effort import Effort
from engine.events import (
    EffortChanged,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TranscriptCommitted,
)
from engine.live.lateness import Lateness, LatenessJudge, SpeechRate, syllables

COMPUTER = Lateness(is_computer_behind=True)
SPEAKER = Lateness(is_speaker_fast=True)


def talk(
    rate: SpeechRate | LatenessJudge,
    *,
    per_s: int,
    from_s: int = 0,
    seconds: int = 20,
    kind: type[TextCommitted | TranscriptCommitted] = TextCommitted,
) -> None:
    """An utterance of so many syllables each second."""
    rate.push(SpeechStarted(source_start=from_s * SOURCE_RATE_HZ, heard=0))
    for second in range(from_s, from_s + seconds):
        rate.push(
            kind(
                text=" la" * per_s,
                language="en",
                source_start=second * SOURCE_RATE_HZ,
                source_end=(second + 1) * SOURCE_RATE_HZ,
                heard=0,
            )
        )
    end = (from_s + seconds) * SOURCE_RATE_HZ
    rate.push(SpeechEnded(source_start=from_s * SOURCE_RATE_HZ, source_end=end, heard=0))


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Hello", 2), ("écouté", 3), ("Straße", 2), ("coração", 3), ("a-b 12", 1)],
)
def test_syllables_are_runs_of_vowels(text: str, count: int) -> None:
    assert syllables(text) == count


@pytest.mark.parametrize("per_s", [3, 7])
def test_the_rate_is_that_of_the_last_seconds_of_speech(per_s: int) -> None:
    rate = SpeechRate()
    assert rate.per_s is None
    talk(rate, per_s=5)
    # A long pause does not make a speaker slow.
    talk(rate, per_s=per_s, from_s=60)
    assert rate.per_s == pytest.approx(per_s, rel=0.1)


def test_little_speech_proves_nothing() -> None:
    rate = SpeechRate()
    talk(rate, per_s=9, seconds=3)
    assert rate.per_s is None


def test_a_transcript_counts_where_there_is_one() -> None:
    rate = SpeechRate()
    talk(rate, per_s=9)
    talk(rate, per_s=4, from_s=30, kind=TranscriptCommitted)
    text = TextCommitted(
        text=" la" * 90, language="en", source_start=0, source_end=50 * SOURCE_RATE_HZ, heard=0
    )
    rate.push(text)
    assert rate.per_s == pytest.approx(4, rel=0.15)


def test_a_fast_speaker_is_told_from_a_computer_that_is_behind() -> None:
    judge = LatenessJudge(is_live=True)
    talk(judge, per_s=7)
    assert judge.judge(lag_s=3, backlog_s=0) == Lateness()
    assert judge.judge(lag_s=6, backlog_s=0) == SPEAKER
    judge.push(EffortChanged(effort=Effort.FEWEST_STEPS, backlog_ms=2_000, heard=0))
    assert judge.judge(lag_s=6, backlog_s=2) == COMPUTER
    judge.push(EffortChanged(effort=Effort.FULL, backlog_ms=0, heard=0))
    assert judge.judge(lag_s=6, backlog_s=0) == SPEAKER


def test_late_begins_above_five_seconds_and_ends_below() -> None:
    judge = LatenessJudge(is_live=True)
    talk(judge, per_s=7)
    lags_s = (5.0, 5.4, 5.6, 5.0, 4.6, 4.4, 5.0)
    judged = [judge.judge(lag_s=lag_s, backlog_s=0).is_speaker_fast for lag_s in lags_s]
    assert judged == [False, False, True, True, True, False, False]


def test_who_speaks_at_a_usual_pace_is_not_blamed() -> None:
    judge = LatenessJudge(is_live=True)
    talk(judge, per_s=4)
    assert judge.judge(lag_s=9, backlog_s=0) == Lateness()


def test_sound_that_waits_for_a_service_is_no_speakers_fault() -> None:
    judge = LatenessJudge(is_live=True)
    talk(judge, per_s=7)
    assert judge.judge(lag_s=8, backlog_s=6) == COMPUTER


def test_nobody_can_help_a_recording() -> None:
    judge = LatenessJudge(is_live=False)
    talk(judge, per_s=9)
    judge.push(EffortChanged(effort=Effort.CAPTIONS_ONLY, backlog_ms=9_000, heard=0))
    assert judge.judge(lag_s=20, backlog_s=9) == Lateness()
    assert judge.effort is Effort.CAPTIONS_ONLY
