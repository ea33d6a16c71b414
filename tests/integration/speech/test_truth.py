"""What was once invented, on real recordings: it is to be right at every latency preset."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
import pytest
import soxr

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.asr.guards import is_untranslated
from engine.audio.files import read_audio
from engine.bench.simulation import SharedProcessor, simulate
from engine.bench.truth import repeats, split_sentences
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.policy import LatencyPreset
from engine.tts.kokoro import KokoroModel
from engine.tts.phonemes import PhonemeProcess
from engine.tts.voice_stage import VoiceStage, VoiceStageConfig
from engine.tts.voices import VoiceCatalogue
from tests.helpers.audio_files import write_with_ffmpeg

pytestmark = pytest.mark.models

PRESETS = [
    LatencyPreset.BALANCED,
    *(
        pytest.param(preset, marks=pytest.mark.slow)
        for preset in LatencyPreset
        if preset is not LatencyPreset.BALANCED
    ),
]

_SPEECH: Final = Path(__file__).parents[2] / "data" / "speech"


def recording(name: str, start_s: float = 0, end_s: float | None = None) -> Float32:
    samples = read_audio(_SPEECH / f"{name}.flac")
    end = len(samples) if end_s is None else int(end_s * SOURCE_RATE_HZ)
    return samples[int(start_s * SOURCE_RATE_HZ) : end]


def quiet(seconds: float) -> Float32:
    return np.zeros(int(seconds * SOURCE_RATE_HZ), np.float32)


@pytest.fixture(scope="module")
def interpreter(packs: PackStore) -> Interpreter:
    return Interpreter(packs, runtime=Runtime(threads=2))


def text_of(interpreter: Interpreter, samples: Float32, source: str, preset: LatencyPreset) -> str:
    config = SessionConfig(source=source, target="en", speaks=False, preset=preset)
    session = interpreter.session(config)
    return simulate(session, samples, passage="p", processor=SharedProcessor(lambda: 0.0)).text


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    "language", ["es", *(pytest.param(code, marks=pytest.mark.slow) for code in ("fr", "de"))]
)
def test_a_lone_word_between_two_pauses_is_understood(
    interpreter: Interpreter, language: str, preset: LatencyPreset
) -> None:
    if language == "es":
        before, word, after = recording("es_cv_texas"), recording("es_si"), "es_cv_guerra"
        expected = " Yes. "
    elif language == "fr":
        sample = read_audio(Path(str(files("resources") / "samples" / "crepes.fr.flac")))
        word = sample[int(3.52 * SOURCE_RATE_HZ) : int(4.24 * SOURCE_RATE_HZ)]
        before, after, expected = recording("fr_cv_course"), "fr_cv_accident", " Hello! "
    else:
        before, word = (
            recording("de_mls_mathematik", 0, 2.6),
            recording("de_mls_mathematik", 8.22, 9.14),
        )
        after, expected = "de_cv_park", " Of course. "
    samples = np.concatenate([quiet(0.3), before, quiet(2), word, quiet(2), recording(after)])
    text = text_of(interpreter, samples, language, preset)
    assert expected in text
    assert repeats(text) == []


def in_mu_law(samples: Float32) -> Float32:
    companded = np.sign(samples) * np.log1p(255 * np.abs(samples)) / np.log(256)
    coarse = np.round(companded * 127) / 127
    expanded = np.sign(coarse) * np.expm1(np.abs(coarse) * np.log(256)) / 255
    heard: Float32 = expanded.astype(np.float32)
    return heard


def over_the_telephone(samples: Float32, rate_hz: int) -> Float32:
    """8 kHz and mu-law, as networks carry it, with a second of silence behind it."""
    heard = in_mu_law(soxr.resample(samples, rate_hz, 8_000))
    wide = soxr.resample(heard, 8_000, SOURCE_RATE_HZ).astype(np.float32)
    return np.pad(wide, (SOURCE_RATE_HZ // 2, SOURCE_RATE_HZ))


def in_wma(samples: Float32, path: Path) -> Float32:
    write_with_ffmpeg(path, samples, SOURCE_RATE_HZ, codec="wmav2", bit_rate=32_000)
    return read_audio(path)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_end_of_a_recording_is_the_end_of_the_text(
    interpreter: Interpreter, preset: LatencyPreset, tmp_path: Path
) -> None:
    """As mu-law and as WMA it went on: "... in the south of Texas. There are three"."""
    samples = recording("es_cv_texas")
    for heard in (samples, in_mu_law(samples), in_wma(samples, tmp_path / "texas.wma")):
        text = text_of(interpreter, heard, "es", preset)
        assert text.lower().startswith("there are")
        assert text.rstrip(".").endswith("Texas")


@pytest.fixture(scope="module")
def anna(packs: PackStore) -> Iterator[Callable[[str], Float32]]:
    """A German voice."""
    voice = VoiceCatalogue.load().default("de")
    model = KokoroModel(packs.folder("kokoro"), runtime=Runtime(threads=2))
    with PhonemeProcess() as phonemiser:
        synthesiser = model.synthesiser_for(voice, phonemiser=phonemiser)

        def say(text: str) -> Float32:
            stage = VoiceStage(synthesiser, language="de", config=VoiceStageConfig())
            stage.push(text)
            stage.flush()
            pieces = iter(lambda: stage.speak_next(tempo=1.0), None)
            return np.concatenate([piece.samples for piece in pieces])

        yield say


@pytest.mark.slow
@pytest.mark.parametrize("preset", list(LatencyPreset))
def test_short_prompts_over_a_telephone_line_are_translated_and_said_once(
    interpreter: Interpreter, preset: LatencyPreset, anna: Callable[[str], Float32]
) -> None:
    """As seen on another voice: "3dc, 3dc, 3dc, 3dc", and half of the sentences in German."""
    prompts = {
        "Bitte dr\u00fccken Sie die Eins.": "1",
        "F\u00fcr eine neue Aufnahme dr\u00fccken Sie die f\u00fcnf. "
        "Um die Nachricht zu l\u00f6schen, dr\u00fccken Sie die sieben.": "7",
    }
    for prompt, key in prompts.items():
        text = text_of(interpreter, over_the_telephone(anna(prompt), TARGET_RATE_HZ), "de", preset)
        assert repeats(text, transcript=prompt) == []
        sentences = split_sentences(text, language="en")
        assert not any(is_untranslated(one, source="de", target="en") for one in sentences)
        assert re.search(rf"(?i)press.*\b{key}\b", sentences[-1])


@pytest.mark.slow
@pytest.mark.parametrize(("language", "name"), [("fr", "fr_cv_course"), ("es", "es_cv_guerra")])
def test_sound_that_is_clipped_makes_no_captions_without_words(
    interpreter: Interpreter, language: str, name: str
) -> None:
    loud = np.clip(30 * recording(name), -1, 1).astype(np.float32)
    text = text_of(interpreter, loud, language, LatencyPreset.BALANCED)
    sentences = split_sentences(text, language="en")
    assert sentences
    assert all(any(letter.isalpha() for letter in sentence) for sentence in sentences)
    assert repeats(text) == []


@pytest.mark.slow
def test_a_word_of_the_demo_is_not_said_twice(interpreter: Interpreter) -> None:
    """It was "add the cold cold little by little", since "lait" was not understood."""
    sample = read_audio(Path(str(files("resources") / "samples" / "crepes.fr.flac")))
    text = text_of(interpreter, sample[: 35 * SOURCE_RATE_HZ], "fr", LatencyPreset.BALANCED)
    assert "little by little" in text
    assert "cold cold" not in text
