"""What Whisper answers where the streaming decoder asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.bias import SpeechBias, TokenBias
from engine.asr.model import LanguageDetector, SpeechModel, SpeechOptions
from engine.asr.whisper.decoding import DecodingOptions, WhisperHypothesis, decode
from engine.asr.whisper.model import FRAME_SAMPLES, EncodedAudio, WhisperModel
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


def test_a_text_may_have_to_go_on_in_another_way(speech: WhisperSpeech, samples: Float32) -> None:
    heard = speech.encode(samples, is_last=True)
    tokens = heard.decode(source="fr", target="en", options=_OPTIONS).tokens
    begun, barred = tokens[:2], tokens[2]
    other = heard.decode(
        source="fr", target="en", prefix=begun, options=replace(_OPTIONS, not_first=barred)
    )
    assert other.tokens[:2] == begun
    assert other.tokens[2:3] != (barred,)


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
    roomy = WhisperSpeech(network, _SETTINGS).bias(["ab", "cd"], target="en")
    assert roomy.shown == ("ab", "cd")
    assert roomy.unshown is None
    room = len(network.tokenizer.encode(" ab."))
    narrow = WhisperSpeech(network, replace(_SETTINGS, prompt_tokens=room))
    shown = narrow.bias(["ab", "cd"], target="en")
    assert shown.shown == ("ab",)
    assert shown.unshown is not None
    assert shown.unshown.match(network.tokenizer.encode(" cd")).nodes
    assert not shown.unshown.match(network.tokenizer.encode(" ab")).nodes
    assert WhisperSpeech(network, _SETTINGS).bias([], target="en").shown == ()


def test_the_search_leans_towards_words_that_are_not_shown(
    speech: WhisperSpeech, samples: Float32
) -> None:
    heard = speech.encode(samples, is_last=True)
    plain = heard.decode(source="en", target="en", options=_OPTIONS).tokens

    def leaning(tokens: TokenBias) -> tuple[int, ...]:
        bias = SpeechBias(tokens=tokens, unshown=tokens)
        return heard.decode(source="en", target="en", options=replace(_OPTIONS, bias=bias)).tokens

    found = {
        leaning(TokenBias([(*plain[:place], token)]))
        for place in range(1, 4)
        for token in range(0, 200, 5)
    }
    assert found - {plain}


@dataclass
class _Searches:
    """Stands in for the searches of a model: what each was shown, and what it answers.

    Attributes:
        answers: texts, the plain search's first.
        evidence: what the sound adds to each token of "Karup".
        doubtful: above this probability of no speech nothing is listened for.
        asked: prompt and beams of each search.
    """

    answers: list[str]
    evidence: float = 5.0
    doubtful: float = 1.1
    asked: list[tuple[str, int]] = field(default_factory=list)

    def decode(
        self,
        model: WhisperModel,
        encoded: EncodedAudio,
        *,
        prompt: Sequence[int],
        prefix: Sequence[int],
        options: DecodingOptions,
        **_: object,
    ) -> WhisperHypothesis:
        text = self.answers[len(self.asked)]
        self.asked.append((model.tokenizer.decode(prompt), options.beams))
        tokens = (*prefix, *model.tokenizer.encode(text))
        return WhisperHypothesis(
            tokens=tokens,
            log_probabilities=np.zeros(len(tokens), np.float32),
            alignment=np.zeros((len(tokens), 1, encoded.n_frames), np.float32),
            end_alignment=np.zeros((1, encoded.n_frames), np.float32),
            is_finished=True,
            no_speech_probability=0.0,
        )

    def score(
        self,
        model: WhisperModel,
        encoded: EncodedAudio,
        tokens: Sequence[int],
        *,
        n_known: int,
        **_: object,
    ) -> Float32:
        # Words that were shown are likely in silence, too; all others only where they were said.
        is_silent = encoded is model.silence
        shown = model.tokenizer.encode(" Karup")
        start = next(n for n in range(len(tokens)) if list(tokens[n : n + len(shown)]) == shown)
        scores = np.full(len(tokens), -20.0 if is_silent else -1.0, np.float32)
        scores[start : start + len(shown)] = -1.0 - self.evidence * is_silent
        return scores[n_known:]


@pytest.fixture
def listen(
    speech: WhisperSpeech,
    network: WhisperModel,
    samples: Float32,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[_Searches], str]:
    """The text of searches that listen for "Aarhus" and "Karup" behind " A"."""

    def text(searches: _Searches) -> str:
        monkeypatch.setattr("engine.asr.whisper.speech._NOBODY_SPEAKS", searches.doubtful)
        monkeypatch.setattr("engine.asr.whisper.speech.decode", searches.decode)
        monkeypatch.setattr("engine.asr.whisper.speech.score", searches.score)
        bias = speech.bias(["Aarhus", "Karup"], target="fr")
        prefix, context = (tuple(network.tokenizer.encode(text)) for text in (" A", " B."))
        found = speech.encode(samples, is_last=True).decode(
            source="fr",
            target="fr",
            prefix=prefix,
            context=context,
            options=SpeechOptions(beams=5, bias=bias),
        )
        return speech.text(found.tokens)

    return text


@pytest.mark.parametrize(
    ("answers", "evidence", "expected", "listed"),
    [
        ([" Karob", " Karob"], 5.0, " A Karob", [" Aarhus, Karup."]),
        ([" Karup", " Karup"], 5.0, " A Karup", [" Aarhus, Karup."]),
        (
            [" Karob, x", " Karup, X", " Karup, x"],
            5.0,
            " A Karup, x",
            [" Aarhus, Karup.", " Karup."],
        ),
        ([" Karob", " Karup", " Karob, y"], 5.0, " A Karob", [" Aarhus, Karup.", " Karup."]),
        ([" Karob", " Karup"], 1.5, " A Karob", [" Aarhus, Karup."]),
        (
            [" Karup and Karob", " Karup and Karup", " Karup and Karup."],
            5.0,
            " A Karup and Karup.",
            [" Aarhus, Karup.", " Karup."],
        ),
    ],
    ids=["not heard", "heard anyway", "heard", "lost again", "only shown", "heard twice"],
)
def test_only_words_that_were_heard_are_shown_again(
    listen: Callable[[_Searches], str],
    answers: list[str],
    evidence: float,
    expected: str,
    listed: list[str],
) -> None:
    searches = _Searches(answers, evidence)
    assert listen(searches) == expected
    assert searches.asked == [
        (f"{words} B.", beams) for words, beams in zip(["", *listed], [5, 2, 5], strict=False)
    ]


def test_nothing_is_listened_for_where_nobody_may_speak(
    listen: Callable[[_Searches], str],
) -> None:
    for doubtful, n_searches in ((1.1, 3), (-0.1, 1)):
        searches = _Searches([" Karob", " Karup", " Karup"], doubtful=doubtful)
        listen(searches)
        assert len(searches.asked) == n_searches
