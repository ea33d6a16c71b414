"""On a Whisper with random weights: what it says is noise, how it is committed must hold."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.guards import GuardConfig
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.asr.vad import SpeechFrame, SpeechSegmenter
from engine.asr.whisper.model import FRAME_SAMPLES, WhisperModel
from engine.asr.whisper.speech import WhisperSettings, WhisperSpeech
from engine.onnx import Runtime
from engine.packs.convert.whisper import convert_whisper
from engine.policy import AlignAtt, LocalAgreement, Policy, WaitForPause
from engine.timed_text import TextUpdate
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.tiny_whisper import TinyWhisper

CONFIG = SpeechDecoderConfig(
    step_ms=300,
    first_step_ms=500,
    beams=2,
    longest_step_ms=3000,
    # Noise is unsure of itself and says the same for ever: nothing of it would pass.
    guards=GuardConfig(no_speech_probability=1.0, mean_log_probability=-99.0, repeats=99),
)
MARGIN = 5 * FRAME_SAMPLES
WHISPER = WhisperSettings(padding_ms=200, keep_ms=1500, limit_ms=2500)


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> WhisperSpeech:
    source = tmp_path_factory.mktemp("source")
    target = tmp_path_factory.mktemp("target")
    # Of the random models, one that writes marks and so can end words while speech goes on.
    TinyWhisper(max_source_frames=200, max_target_tokens=80, seed=36).write(source)
    convert_whisper(source, target, int8=False)
    return WhisperSpeech(WhisperModel(target, runtime=Runtime(threads=1)), WHISPER)


def decoder(whisper: WhisperSpeech, policy: Policy | None = None) -> SpeechDecoder:
    return SpeechDecoder(
        whisper, policy or AlignAtt(margin=MARGIN), source="fr", target="en", config=CONFIG
    )


def speech(seconds: float, *, seed: int = 0) -> Float32:
    rng = np.random.default_rng(seed)
    n = int(seconds * SOURCE_RATE_HZ)
    loud = rng.uniform(-1, 1, n)
    quiet = np.zeros(SOURCE_RATE_HZ)
    return np.concatenate([quiet, loud, quiet]).astype(np.float32)


def hear(stage: SpeechDecoder, samples: Float32, *, block: int = 1600) -> list[TextUpdate]:
    segmenter = SpeechSegmenter(LoudnessVad())
    frames: list[SpeechFrame] = []
    for start in range(0, len(samples), block):
        frames += segmenter.push(samples[start : start + block])
    frames += segmenter.flush()
    return [step for frame in frames if (step := stage.push(frame)) is not None]


def committed(steps: list[TextUpdate]) -> str:
    return "".join(word.text for step in steps for word in step.committed)


def test_text_is_committed_while_speech_goes_on(whisper: WhisperSpeech) -> None:
    steps = hear(decoder(whisper), speech(4))
    assert committed(steps[:-1])
    assert steps[-1].closes
    assert not any(step.closes for step in steps[:-1])


def test_waiting_for_the_pause_commits_only_then(whisper: WhisperSpeech) -> None:
    steps = hear(decoder(whisper, WaitForPause()), speech(2))
    assert committed(steps[:-1]) == ""
    assert committed(steps[-1:])


def test_what_is_kept_does_not_grow_with_the_speech(whisper: WhisperSpeech) -> None:
    stage = decoder(whisper)
    segmenter = SpeechSegmenter(LoudnessVad())
    most = 0
    for frame in segmenter.push(speech(20)):
        stage.push(frame)
        most = max(most, stage._n_samples)
    assert most <= (WHISPER.limit_ms + 2 * CONFIG.step_ms) * SOURCE_RATE_HZ // 1000


def test_nothing_is_let_go_before_its_text_was_committed(whisper: WhisperSpeech) -> None:
    """Waiting for a pause that does not come, long speech is committed all the same."""
    stage = decoder(whisper, WaitForPause())
    said: list[TextUpdate] = []
    for frame in SpeechSegmenter(LoudnessVad()).push(speech(8)):
        if (step := stage.push(frame)) is not None and not step.closes:
            said.append(step)
        assert stage._n_samples <= (WHISPER.limit_ms + 2 * CONFIG.step_ms) * SOURCE_RATE_HZ // 1000
    assert committed(said)


def test_sound_without_words_is_let_go(whisper: WhisperSpeech) -> None:
    """Laughter is speech for the one model and silence for the other; it must not pile up."""
    doubting = GuardConfig(no_speech_probability=-1.0, mean_log_probability=0.0)
    stage = SpeechDecoder(
        whisper,
        AlignAtt(margin=MARGIN),
        source="fr",
        target="en",
        config=replace(CONFIG, guards=doubting),
    )
    for frame in SpeechSegmenter(LoudnessVad()).push(speech(12)):
        step = stage.push(frame)
        assert step is None or step.committed == ()
        assert stage._n_samples <= (WHISPER.limit_ms + 2 * CONFIG.step_ms) * SOURCE_RATE_HZ // 1000


def test_silence_says_nothing(whisper: WhisperSpeech) -> None:
    assert hear(decoder(whisper), np.zeros(SOURCE_RATE_HZ * 3, np.float32)) == []


def test_looks_become_rarer_to_catch_up(whisper: WhisperSpeech) -> None:
    frames = SpeechSegmenter(LoudnessVad()).push(speech(4))
    looks = []
    for backlog_ms in (0, 900, 60_000):
        stage = decoder(whisper)
        looks.append(sum(stage.push(frame, backlog_ms=backlog_ms) is not None for frame in frames))
    assert looks[0] > looks[1] > looks[2] >= 2  # the first and that at the end are left


def test_a_pause_is_listened_to_once(whisper: WhisperSpeech) -> None:
    stage = decoder(whisper)
    n = 512
    noise = np.random.default_rng(1).uniform(-1, 1, 80 * n).astype(np.float32)
    silences = [0] * 20 + [n * (i + 1) for i in range(19)] + [0] * 20
    steps = []
    for i, silence in enumerate(silences):
        sound = noise[i * n : (i + 1) * n]
        end = (i + 1) * n
        frame = SpeechFrame(sound, end - n, end, silence, opens=i == 0, closes=False)
        if stage.push(frame) is not None:
            steps.append(i)
    # At 500 ms, 300 ms later, at the pause of 256 ms, and when 300 ms of speech have followed.
    assert steps == [15, 25, 27, 48, 58]


def test_reset_equals_a_new_object(whisper: WhisperSpeech) -> None:
    stage = decoder(whisper, LocalAgreement())
    hear(stage, speech(1.3, seed=5)[: int(1.5 * SOURCE_RATE_HZ)])
    stage.reset()
    assert hear(stage, speech(2)) == hear(decoder(whisper, LocalAgreement()), speech(2))


@settings(deadline=None, max_examples=12)
@given(st.integers(100, 30_000), st.integers(0, 5), st.floats(0.3, 5.0))
def test_block_size_changes_nothing_and_times_go_forward(
    whisper: WhisperSpeech, block: int, seed: int, seconds: float
) -> None:
    samples = speech(seconds, seed=seed)
    steps = hear(decoder(whisper, LocalAgreement()), samples, block=block)
    assert steps == hear(decoder(whisper, LocalAgreement()), samples, block=len(samples))
    words = [word for step in steps for word in step.committed]
    assert all(word.start <= word.end <= len(samples) for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@pytest.mark.parametrize("step_ms", [0, 9_000])
def test_settings_that_cannot_work_are_refused(step_ms: int) -> None:
    with pytest.raises(ValueError, match="must hold"):
        SpeechDecoderConfig(step_ms=step_ms)
