"""A machine under load, and half an hour without a break, on a Whisper with random weights."""

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.guards import GuardConfig
from engine.asr.silero import SileroModel
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.asr.whisper.model import FRAME_SAMPLES, EncodedAudio, WhisperModel
from engine.asr.whisper.speech import WhisperSettings, WhisperSpeech
from engine.bench.simulation import SharedProcessor, simulate
from engine.events import EffortChanged, Event
from engine.local_session import LocalSession
from engine.onnx import Runtime
from engine.packs.convert.whisper import convert_whisper
from engine.policy import AlignAtt
from engine.session import SourceBlock
from engine.translator import Chain, SpeechTranslator
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.tiny_whisper import TinyWhisper

CONFIG = SpeechDecoderConfig(
    beams=1,
    longest_step_ms=1_200,
    # Noise is unsure of itself: nothing of it would pass.
    guards=GuardConfig(no_speech_probability=1.0, mean_log_probability=-99.0),
)


MARGIN = 5 * FRAME_SAMPLES
WHISPER = WhisperSettings(padding_ms=200, keep_ms=1_500, limit_ms=2_500)


class LoadedWhisper(WhisperModel):
    """Listening takes time on a clock by hand, more of it while other programs are busy."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, runtime=Runtime(threads=1))
        self.now_s = 0.0
        self.listening_s = 0.0

    def encode(
        self, samples: Float32, *, padded_to_samples: int = 0, is_silence_imagined: bool = False
    ) -> EncodedAudio:
        self.now_s += self.listening_s
        return super().encode(
            samples, padded_to_samples=padded_to_samples, is_silence_imagined=is_silence_imagined
        )


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> LoadedWhisper:
    source = tmp_path_factory.mktemp("source")
    target = tmp_path_factory.mktemp("target")
    # Of the random models, one that writes marks and so can end words while speech goes on.
    TinyWhisper(max_source_frames=200, max_target_tokens=80, seed=36).write(source)
    convert_whisper(source, target, int8=False)
    return LoadedWhisper(target)


def translator(
    whisper: LoadedWhisper, stages: list[SpeechDecoder], *, step_ms: int = CONFIG.step_ms
) -> SpeechTranslator:
    config = replace(CONFIG, step_ms=step_ms)
    speech = WhisperSpeech(whisper, WHISPER)

    def chain(language: str) -> Chain:
        stage = SpeechDecoder(
            speech, AlignAtt(margin=MARGIN), source=language, target="en", config=config
        )
        stages.append(stage)
        return Chain(speech=stage)

    return SpeechTranslator(
        vad=LoudnessVad(), detector=speech, chain_for=chain, sources=("fr",), target="en"
    )


def speech(seconds: float) -> Float32:
    return np.random.default_rng(0).uniform(-1, 1, int(seconds * SOURCE_RATE_HZ)).astype(np.float32)


class Burdened(LocalSession):
    """A session whose machine is busy with something else from second 10 to second 25."""

    def __init__(self, whisper: LoadedWhisper) -> None:
        self._whisper = whisper
        self._position_s = 0.0
        self.backlogs_s: list[tuple[float, float]] = []
        self.events: list[Event] = []
        super().__init__(translator(whisper, []), None, clock=lambda: whisper.now_s)

    def push(self, block: SourceBlock) -> list[Event]:
        self._position_s += len(block.samples) / SOURCE_RATE_HZ
        self.backlogs_s.append((self._position_s, block.backlog_samples / SOURCE_RATE_HZ))
        self._whisper.listening_s = 0.9 if 10 <= self._position_s < 25 else 0.05
        events = super().push(block)
        self.events += events
        return events


def test_a_busy_machine_falls_behind_by_a_bounded_time_says_so_and_recovers(
    whisper: LoadedWhisper,
) -> None:
    session = Burdened(whisper)
    # A step takes three times as long as the time between two steps: unbounded, if nothing gave.
    seen = simulate(
        session, speech(40), passage="p", processor=SharedProcessor(lambda: whisper.now_s)
    )
    during = [backlog_s for at_s, backlog_s in session.backlogs_s if 10 <= at_s < 25]
    assert 1 < max(during) < 2.5
    after = [backlog_s for at_s, backlog_s in session.backlogs_s if at_s > 28]
    assert max(after) < 0.2
    told = [event for event in session.events if isinstance(event, EffortChanged)]
    assert told[0].is_behind
    assert 10 < told[0].heard / SOURCE_RATE_HZ < 13
    assert not told[-1].is_behind
    assert told[-1].heard / SOURCE_RATE_HZ < 31
    # Steps became rarer.
    spans = [sum(a <= step.ideal_s < a + 8 for step in seen.steps) for a in (2, 14)]
    assert 0 < spans[1] < spans[0]


def minutes(session: LocalSession, *, last: int) -> Iterator[int]:
    """Talk with pauses, for `last` minutes; yields after each."""
    utterance = np.pad(speech(7), (0, SOURCE_RATE_HZ))
    minute = np.resize(utterance, 60 * SOURCE_RATE_HZ)
    for number in range(1, last + 1):
        for block in minute.reshape(-1, SOURCE_RATE_HZ):
            session.push(SourceBlock(block))
        yield number


@pytest.mark.slow
def test_half_an_hour_leaves_no_more_behind_than_two_minutes(whisper: LoadedWhisper) -> None:
    stages: list[SpeechDecoder] = []
    session = LocalSession(translator(whisper, stages, step_ms=1_200), None)
    most_samples = (WHISPER.limit_ms + 1_200) * SOURCE_RATE_HZ // 1000
    held = []
    for _ in minutes(session, last=30):
        assert stages[0]._n_samples <= most_samples
        held.append(_held_bytes(session))
    # A minute ends where the next one does: what is held is the same, to a few numbers.
    assert abs(held[-1] - held[1]) < 20_000


def _held_bytes(session: LocalSession) -> int:
    """What a stream holds, without the models that it shares."""
    seen: set[int] = set()
    waiting: list[object] = [session]
    total = 0
    while waiting:
        item = waiting.pop()
        if id(item) in seen or isinstance(item, WhisperModel | SileroModel | type):
            continue
        seen.add(id(item))
        total += item.nbytes if isinstance(item, np.ndarray) else sys.getsizeof(item)
        if isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list | tuple | deque):
            waiting += item
        elif hasattr(item, "__dict__"):
            waiting += vars(item).values()
    return total
