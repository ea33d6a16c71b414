import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.asr.vad import SpeechFrame
from engine.speakers.turns import PassageCutter, Turn, TurnListener, TurnTracker
from tests.helpers.level_ear import LevelEar, voice

_FRAME = 512


def _tell(*passages: tuple[float, float]) -> list[tuple[int, int]]:
    """What is told of passages of a voice and so many seconds; places are their numbers."""
    tracker = TurnTracker(LevelEar())
    turns = [
        tracker.hear(voice(axis), seconds=seconds, start=number)
        for number, (axis, seconds) in enumerate(passages)
    ]
    return [(turn.speaker, turn.start) for turn in turns if turn is not None]


def test_a_speaker_who_goes_on_is_told_once() -> None:
    assert _tell((0, 1.0), (0.2, 3.0), (0, 2.0), (0.1, 4.0)) == [(1, 0)]


def test_another_voice_begins_where_its_first_passage_does() -> None:
    assert _tell((0, 3.0), (0, 3.0), (1, 1.2), (1, 1.2), (1, 3.0)) == [(1, 0), (2, 2)]


def test_a_voice_that_comes_back_has_its_own_number() -> None:
    passages = [(axis, 3.0) for axis in (0, 1, 0, 2, 1, 0)]
    assert _tell(*passages) == [(1, 0), (2, 1), (1, 2), (3, 3), (2, 4), (1, 5)]


def test_a_laugh_in_between_is_nobodys_turn() -> None:
    assert _tell((0, 3.0), (1, 1.5), (0, 1.0), (2, 1.5), (0, 3.0)) == [(1, 0)]


def test_where_it_stays_unsure_the_speaker_goes_on() -> None:
    # Half way between two voices: like neither, and not clearly unlike.
    half = (0.55, 3.0)
    assert _tell((0, 5.0), half, half, half, half, (0, 3.0)) == [(1, 0)]


def test_an_odd_passage_before_a_change_stays_with_its_speaker() -> None:
    # 0.5 is no more like voice 2 than like voice 0; what follows is voice 2.
    assert _tell((0, 5.0), (0.62, 1.0), (2, 3.0)) == [(1, 0), (2, 2)]


def _frames(*pattern: tuple[float, int, int]) -> list[SpeechFrame]:
    """One utterance: loudness, frames of speech, and frames of silence behind them."""
    frames: list[SpeechFrame] = []
    for level, speech, silence in pattern:
        for number in range(speech + silence):
            quiet = max(0, number - speech + 1)
            frames.append(
                SpeechFrame(
                    samples=np.full(_FRAME, 0.0 if quiet else level, np.float32),
                    start=len(frames) * _FRAME,
                    heard=(len(frames) + 1) * _FRAME,
                    silence=quiet * _FRAME,
                    opens=not frames,
                    closes=False,
                )
            )
    last = frames[-1]
    frames[-1] = SpeechFrame(last.samples, last.start, last.heard, last.silence, False, True)
    return frames


def _passages(*pattern: tuple[float, int, int]) -> list[tuple[int, int]]:
    """First frame and length in frames of each passage."""
    cutter = PassageCutter()
    cut = [passage for frame in _frames(*pattern) if (passage := cutter.push(frame))]
    return [(passage.start // _FRAME, len(passage.samples) // _FRAME) for passage in cut]


def test_a_pause_ends_a_passage_and_a_breath_does_not() -> None:
    assert _passages((0.1, 40, 3), (0.1, 40, 10), (0.1, 30, 20)) == [(0, 83), (93, 30)]


def test_a_word_alone_goes_with_what_follows_it() -> None:
    assert _passages((0.1, 5, 8), (0.1, 40, 8), (0.1, 5, 20)) == [(0, 40)]


def test_a_speaker_without_pauses_is_judged_all_the_same() -> None:
    lengths = [length for _, length in _passages((0.1, 450, 20))]
    assert len(lengths) == 3
    assert sum(lengths) == 450


def test_silence_at_its_end_is_not_judged() -> None:
    assert _passages((0.1, 40, 4)) == [(0, 40)]


def test_turns_come_half_a_second_after_their_passage_whatever_the_thread_does() -> None:
    ear = LevelEar()
    listener = TurnListener(ear)
    frames = _frames((0.1, 100, 10), (0.2, 100, 20))
    told: list[tuple[int, Turn]] = []
    for frame in frames:
        listener.hear(frame)
        told += [(frame.heard, turn) for turn in listener.turns(frame.heard, waits=True)]
    told += [(-1, turn) for turn in listener.turns(None, waits=True)]
    listener.close()
    due = (100 + 6) * _FRAME + SOURCE_RATE_HZ // 2
    assert [(turn.speaker, turn.start // _FRAME) for _, turn in told] == [(1, 0), (2, 110)]
    assert due <= told[0][0] < due + _FRAME
    assert told[1][0] == -1


def test_hearing_does_not_wait_for_an_encoder_that_is_slow() -> None:
    ear = LevelEar()
    ear.gate.clear()
    listener = TurnListener(ear)
    for frame in _frames((0.1, 100, 40)):
        listener.hear(frame)
    assert listener.turns(1_000_000, waits=False) == []
    ear.gate.set()
    assert listener.turns(1_000_000, waits=True) == [Turn(1, 0)]
    listener.close()


def test_a_machine_without_time_judges_nothing() -> None:
    ear = LevelEar()
    listener = TurnListener(ear)
    listener.is_paused = True
    for frame in _frames((0.1, 100, 40), (0.2, 100, 40)):
        listener.hear(frame)
    assert listener.turns(None, waits=True) == []
    assert ear.heard == 0
    listener.close()


@pytest.mark.parametrize("unheard", [0.95, 0.1])
def test_what_cannot_be_judged_is_passed_over(
    unheard: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = LevelEar()
    if unheard < 0.5:
        monkeypatch.setattr(ear, "similarity", None)
    listener = TurnListener(ear)
    for frame in _frames((0.1, 100, 20), (unheard, 100, 20)):
        listener.hear(frame)
    assert listener.turns(None, waits=True) == [Turn(1, 0)]
    listener.close()


def test_a_stream_that_goes_on_in_another_session_knows_its_voices() -> None:
    first, second = TurnListener(LevelEar()), TurnListener(LevelEar())
    for frame in _frames((0.1, 100, 20), (0.2, 100, 20)):
        first.hear(frame)
    assert len(first.turns(None, waits=True)) == 2
    second.follow(first)
    for frame in _frames((0.1, 100, 20)):
        second.hear(frame)
    assert second.turns(None, waits=True) == [Turn(1, 0)]
    first.close()
    second.close()
