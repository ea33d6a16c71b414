import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import Float32
from engine.asr.silero import FRAME_SAMPLES
from engine.asr.vad import SegmenterConfig, SpeechFrame, SpeechSegmenter
from tests.helpers.loudness_vad import LoudnessVad


def sound(*pieces: tuple[int, bool]) -> Float32:
    """Frames of (count, is_loud); each sample is unique enough to be traced."""
    rng = np.random.default_rng(1)
    parts = [
        rng.uniform(0.2, 1.0, n * FRAME_SAMPLES)
        if loud
        else rng.uniform(0, 0.01, n * FRAME_SAMPLES)
        for n, loud in pieces
    ]
    return np.concatenate(parts).astype(np.float32)


def segment(samples: Float32, block: int) -> list[SpeechFrame]:
    segmenter = SpeechSegmenter(LoudnessVad())
    frames: list[SpeechFrame] = []
    for start in range(0, len(samples), block):
        frames += segmenter.push(samples[start : start + block])
    return frames + segmenter.flush()


def test_silence_opens_nothing() -> None:
    assert segment(sound((200, False)), 1600) == []


def test_a_click_opens_nothing() -> None:
    assert segment(sound((50, False), (2, True), (50, False)), 1600) == []


def test_an_utterance_has_its_lead_in_and_the_silence_that_closes_it() -> None:
    samples = sound((50, False), (40, True), (60, False))
    frames = segment(samples, 1600)
    assert [frame.opens for frame in frames].count(True) == 1
    assert frames[0].opens
    assert frames[-1].closes
    assert frames[0].start == (50 - 10) * FRAME_SAMPLES
    assert frames[-1].silence == 20 * FRAME_SAMPLES
    heard = np.concatenate([frame.samples for frame in frames])
    assert np.array_equal(heard, samples[frames[0].start : frames[0].start + len(heard)])


def test_two_utterances_do_not_share_samples() -> None:
    frames = segment(sound((20, False), (20, True), (25, False), (20, True), (40, False)), 1600)
    opened = [frame.start for frame in frames if frame.opens]
    closed = [frame.start + len(frame.samples) for frame in frames if frame.closes]
    assert len(opened) == len(closed) == 2
    assert opened[1] >= closed[0]


def test_flush_closes_an_open_utterance_with_all_that_was_heard() -> None:
    samples = np.concatenate([sound((20, False), (20, True)), np.full(100, 0.5, np.float32)])
    frames = segment(samples, 700)
    assert frames[-1].closes
    assert frames[-1].start + len(frames[-1].samples) == len(samples)


def test_nothing_is_closed_twice() -> None:
    segmenter = SpeechSegmenter(LoudnessVad())
    segmenter.push(sound((20, True)))
    assert [frame.closes for frame in segmenter.flush()] == [True]
    assert segmenter.flush() == []


def test_reset_equals_a_new_object() -> None:
    samples = sound((10, False), (20, True), (30, False))
    segmenter = SpeechSegmenter(LoudnessVad())
    segmenter.push(sound((7, True)))
    segmenter.reset()
    again = segmenter.push(samples)
    fresh = SpeechSegmenter(LoudnessVad()).push(samples)
    assert [(f.start, f.opens, f.closes) for f in again] == [
        (f.start, f.opens, f.closes) for f in fresh
    ]


@given(st.integers(1, 5000), st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=8))
def test_block_size_changes_nothing(block: int, pieces: list[tuple[int, bool]]) -> None:
    if not pieces:
        return
    samples = sound(*pieces)
    reference = segment(samples, len(samples))
    frames = segment(samples, block)
    assert [(f.start, f.heard, f.silence, f.opens, f.closes) for f in frames] == [
        (f.start, f.heard, f.silence, f.opens, f.closes) for f in reference
    ]
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(frames, reference, strict=True))


def test_settings_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValueError, match="probability"):
        SegmenterConfig(start_probability=0.3, end_probability=0.5)
    with pytest.raises(ValueError, match="frame"):
        SegmenterConfig(min_silence_ms=10)
