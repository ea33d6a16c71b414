"""What Whisper answers where the streaming decoder asks."""

from dataclasses import replace

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.bias import SpeechBias, TokenBias
from engine.asr.model import LanguageDetector, SpeechModel, SpeechOptions
from engine.asr.whisper.decoding import DecodingOptions, decode
from engine.asr.whisper.model import FRAME_SAMPLES, WhisperModel
from engine.asr.whisper.speech import WhisperSettings, WhisperSpeech
from engine.onnx import Runtime
from engine.packs.convert.whisper import convert_whisper
from tests.helpers.tiny_whisper import TinyWhisper

_OPTIONS = SpeechOptions(beams=2, max_new_tokens=12)
_SETTINGS = WhisperSettings(padding_ms=200, keep_ms=1_000, limit_ms=2_000)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> WhisperModel:
    source = tmp_path_factory.mktemp("source")
    target = tmp_path_factory.mktemp("target")
    TinyWhisper(max_source_frames=200, max_target_tokens=80, seed=36).write(source)
    convert_whisper(source, target, int8=False)
    return WhisperModel(target, runtime=Runtime(threads=1))


@pytest.fixture
def speech(network: WhisperModel) -> WhisperSpeech:
    return WhisperSpeech(network, _SETTINGS)


@pytest.fixture
def samples() -> Float32:
    noise = np.random.default_rng(3).uniform(-1, 1, SOURCE_RATE_HZ)
    return noise.astype(np.float32)


def test_it_is_a_speech_model_and_a_detector(speech: WhisperSpeech) -> None:
    assert isinstance(speech, SpeechModel)
    assert isinstance(speech, LanguageDetector)
    assert speech.traits.frame_samples == FRAME_SAMPLES
    assert speech.traits.max_ms == 4_000


def test_it_writes_what_is_spoken_or_english(speech: WhisperSpeech, samples: Float32) -> None:
    assert speech.writes(source="fr", target="fr")
    assert speech.writes(source="fr", target="en")
    assert not speech.writes(source="en", target="fr")
    assert not speech.writes(source="de", target="en")
    heard = speech.encode(samples, is_last=False)
    for source, target in (("en", "fr"), ("de", "en")):
        with pytest.raises(ValueError, match=source):
            heard.decode(source=source, target=target, options=_OPTIONS)


def test_the_end_of_an_utterance_is_followed_by_imagined_silence(
    network: WhisperModel, speech: WhisperSpeech, samples: Float32
) -> None:
    padded = len(samples) + SOURCE_RATE_HZ // 5
    for is_last in (False, True):
        found = speech.encode(samples, is_last=is_last).decode(
            source="fr", target="en", options=_OPTIONS
        )
        encoded = network.encode(samples, padded_to_samples=padded, is_silence_imagined=is_last)
        expected = decode(
            network,
            encoded,
            language="fr",
            task="translate",
            options=DecodingOptions(beams=2, max_new_tokens=12, score_prefix=False),
        )
        assert found.tokens == expected.tokens
        assert len(found.frames) == len(found.tokens) > 0
        # Imagined silence is no place for a token to come from.
        assert found.frames.max() < padded // FRAME_SAMPLES
        assert found.no_speech_probability == expected.no_speech_probability


def test_it_is_asked_about_frames_that_hold_sound(speech: WhisperSpeech, samples: Float32) -> None:
    asked: list[tuple[tuple[int, ...], int]] = []

    def should_stop(tokens: tuple[int, ...], frame: int) -> bool:
        asked.append((tokens, frame))
        return len(asked) == 3

    heard = speech.encode(samples, is_last=False)
    prefix = heard.decode(source="fr", target="fr", options=_OPTIONS).tokens[:2]
    heard.decode(source="fr", target="fr", prefix=prefix, options=_OPTIONS, should_stop=should_stop)
    assert len(asked) == 3
    assert all(tokens[:2] == prefix for tokens, _ in asked)
    assert all(0 <= frame < len(samples) // FRAME_SAMPLES for _, frame in asked)


def test_languages_are_told_apart_on_audio_of_full_length(
    network: WhisperModel, speech: WhisperSpeech, samples: Float32
) -> None:
    padded = network.encode(samples, padded_to_samples=network.max_samples)
    assert speech.detect_language(samples, among=["en", "fr"]) == network.detect_language(
        padded, among=["en", "fr"]
    )


def test_words_to_listen_for_are_shown_as_far_as_there_is_room(network: WhisperModel) -> None:
    encode = network.tokenizer.encode
    roomy = WhisperSpeech(network, _SETTINGS).bias(["ab", "cd"], target="en")
    assert roomy.prompt == (*encode(" ab"), *encode(","), *encode(" cd"), *encode("."))
    assert roomy.is_echoed(roomy.prompt)
    assert not roomy.is_echoed(encode(" ab cd"))
    room = len(encode(" ab,"))
    narrow = WhisperSpeech(network, replace(_SETTINGS, prompt_tokens=room))
    shown = narrow.bias(["ab", "cd"], target="en")
    assert shown.prompt == (*encode(" ab"), *encode("."))
    assert WhisperSpeech(network, _SETTINGS).bias([], target="en").prompt == ()


def test_the_search_leans_towards_the_words(speech: WhisperSpeech, samples: Float32) -> None:
    heard = speech.encode(samples, is_last=True)
    plain = heard.decode(source="en", target="en", options=_OPTIONS).tokens
    found = {
        heard.decode(
            source="en",
            target="en",
            options=replace(_OPTIONS, bias=SpeechBias(tokens=TokenBias([(*plain[:place], token)]))),
        ).tokens
        for place in range(1, 4)
        for token in range(0, 200, 5)
    }
    assert found - {plain}


def test_nothing_is_listened_for_where_nobody_may_speak(
    speech: WhisperSpeech, samples: Float32, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = SpeechBias(tokens=TokenBias(()), prompt=(5, 6, 7))
    plain = speech.encode(samples, is_last=True).decode(source="en", target="en", options=_OPTIONS)
    for limit, is_shown in ((1.1, True), (-0.1, False)):
        monkeypatch.setattr("engine.asr.whisper.speech._NOBODY_SPEAKS", limit)
        found = speech.encode(samples, is_last=True).decode(
            source="en", target="en", options=replace(_OPTIONS, bias=shown)
        )
        assert (found.tokens != plain.tokens) is is_shown


def test_a_prompt_that_is_echoed_is_not_shown_again(
    speech: WhisperSpeech, samples: Float32
) -> None:
    heard = speech.encode(samples, is_last=True)
    plain = heard.decode(source="en", target="en", options=_OPTIONS)
    prompt = (5, 6, 7)
    shown = SpeechBias(tokens=TokenBias(()), prompt=prompt)
    with_prompt = heard.decode(source="en", target="en", options=replace(_OPTIONS, bias=shown))
    assert with_prompt.tokens != plain.tokens
    joint = with_prompt.tokens[:3]
    echoing = replace(shown, joints=frozenset({joint}))
    again = heard.decode(source="en", target="en", options=replace(_OPTIONS, bias=echoing))
    assert again.tokens == plain.tokens
