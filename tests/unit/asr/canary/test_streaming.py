"""The streaming decoder on a tiny Canary: append-only, whatever the blocks; all said at the end.

The weights are random: what the words are means nothing, when they come and that they stay does.
"""

from itertools import pairwise

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.canary.model import CanaryModel, load_canary
from engine.asr.model import LanguageDetector, SpeechModel
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.events import Event, SpeechEnded, SpeechStarted, TextCommitted, TextTentative
from engine.onnx import Runtime
from engine.policy import LatencyPreset, PolicyName, speech_policy
from engine.translator import Chain, SpeechTranslator
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.tiny_canary import expected_floats, install_tiny_canary


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> CanaryModel:
    folder = install_tiny_canary(tmp_path_factory.mktemp("canary") / "pack", int8=True)
    return load_canary(folder, Runtime(threads=1))


class NobodyAsks:
    """The language is given."""

    def detect_language(self, *_: object, **__: object) -> list[tuple[str, float]]:
        raise AssertionError("the language is given")


def _translator(
    model: CanaryModel, policy: PolicyName, preset: LatencyPreset, target: str
) -> SpeechTranslator:
    def chain(source: str) -> Chain:
        return Chain(
            speech=SpeechDecoder(
                model,
                speech_policy(policy, preset),
                source=source,
                target=target,
                config=SpeechDecoderConfig(),
            )
        )

    return SpeechTranslator(
        vad=LoudnessVad(),
        detector=NobodyAsks(),
        chain_for=chain,
        sources=("en",),
        target=target,
    )


def _speech() -> Float32:
    """Two utterances of 12 s and 3 s; the first is longer than the model keeps."""
    sound = np.tile(expected_floats("samples"), 8)
    quiet = np.zeros(SOURCE_RATE_HZ, np.float32)
    return np.concatenate([quiet, sound[: 12 * 16_000], quiet, sound[: 3 * 16_000], quiet])


def _hear(stage: SpeechTranslator, samples: Float32, *, block: int) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), block):
        events += stage.push(samples[start : start + block])
    return [*events, *stage.flush()]


def _committed(events: list[Event]) -> list[TextCommitted]:
    return [event for event in events if isinstance(event, TextCommitted)]


def test_it_is_a_speech_model_that_borrows_its_ear_for_languages(model: CanaryModel) -> None:
    assert isinstance(model, SpeechModel)
    assert not isinstance(model, LanguageDetector)


@pytest.mark.parametrize(
    ("policy", "preset", "target"),
    [
        (PolicyName.CONFIRMED, LatencyPreset.SOONER, "de"),
        (PolicyName.CONFIRMED, LatencyPreset.SURER, "en"),
        (PolicyName.ALIGN_ATT, LatencyPreset.BALANCED, "de"),
        (PolicyName.WAIT_FOR_PAUSE, LatencyPreset.BALANCED, "en"),
    ],
)
def test_a_stream(
    model: CanaryModel, policy: PolicyName, preset: LatencyPreset, target: str
) -> None:
    samples = _speech()
    first, second = (
        _hear(_translator(model, policy, preset, target), samples, block=block)
        for block in (1_600, 7_777)
    )

    words = _committed(first)
    assert words
    assert words == _committed(second)
    assert [type(event) for event in first if isinstance(event, SpeechStarted | SpeechEnded)] == [
        SpeechStarted,
        SpeechEnded,
    ] * 2
    assert all(word.language == target for word in words)
    assert all(0 <= word.source_start <= word.source_end <= len(samples) for word in words)
    assert all(a.source_end <= b.source_start for a, b in pairwise(words))
    # The end leaves nothing in the air.
    tails = [event for event in first if isinstance(event, TextTentative)]
    assert not tails or not tails[-1].text or first.index(tails[-1]) < first.index(words[-1])


def test_text_of_a_long_utterance_comes_before_its_end(model: CanaryModel) -> None:
    events = _hear(
        _translator(model, PolicyName.ALIGN_ATT, LatencyPreset.SOONER, "de"), _speech(), block=1_600
    )

    ended = next(n for n, event in enumerate(events) if isinstance(event, SpeechEnded))
    assert _committed(events[:ended])
