"""Whisper base against CTranslate2 on recorded speech, and its int8 graphs against float."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import soundfile

from engine.arrays import Float32
from engine.asr.whisper.decoding import DecodingOptions, Task, decode
from engine.asr.whisper.features import LogMel
from engine.asr.whisper.model import EncodedAudio, WhisperModel
from engine.onnx import Runtime
from engine.packs.convert.whisper import convert_whisper
from engine.packs.store import PackStore
from tests.helpers.whisper_source import CTranslate2Whisper, source_folder

pytestmark = [pytest.mark.models, pytest.mark.parity]

_SPEECH = Path(__file__).parents[1] / "data" / "speech"
_RECORDINGS = (
    "de_cv_park",
    "de_mls_mathematik",
    "en_jfk",
    "es_cv_guerra",
    "es_cv_texas",
    "fr_cv_accident",
    "fr_cv_course",
    "pt_falabrasil",
)
_PADDED = ("de_cv_park", "fr_cv_course")
_WINDOW_SAMPLES = 480_000
_SILENCE_SAMPLES = 32_000
# Float or not, a text that begins again goes on to the limit.
_MOST_TOKENS = 64
_RUNTIME = Runtime(threads=2)


@pytest.fixture(scope="module")
def source(packs: PackStore) -> Path:
    return source_folder(packs)


@pytest.fixture(scope="module")
def exact(source: Path, tmp_path_factory: pytest.TempPathFactory) -> WhisperModel:
    folder = tmp_path_factory.mktemp("whisper-float")
    convert_whisper(source, folder, int8=False)
    return WhisperModel(folder, runtime=_RUNTIME)


@pytest.fixture(scope="module")
def installed(packs: PackStore) -> WhisperModel:
    return WhisperModel(packs.folder("whisper-base"), runtime=_RUNTIME)


@pytest.fixture(scope="module")
def reference(
    source: Path, exact: WhisperModel, tmp_path_factory: pytest.TempPathFactory
) -> CTranslate2Whisper:
    return CTranslate2Whisper(source, tmp_path_factory.mktemp("ctranslate2"), model=exact)


class _Heard:
    """Recordings as both programs hear them, from the same features; each only once."""

    def __init__(self, exact: WhisperModel, reference: CTranslate2Whisper) -> None:
        self._exact = exact
        self._reference = reference
        self.both = cache(self._encode)

    def _encode(self, name: str, is_padded: bool) -> tuple[EncodedAudio, ctranslate2.StorageView]:
        """In 30 s of silence as the model was trained, or with 2 s as a stream hears it."""
        samples = _samples(name)
        n_samples = _WINDOW_SAMPLES if is_padded else samples.size + _SILENCE_SAMPLES
        features = LogMel(80)(np.pad(samples, (0, n_samples - samples.size)))
        return (
            self._exact.encode_features(features, n_samples=samples.size),
            self._reference.encode(features),
        )


@pytest.fixture(scope="module")
def heard(exact: WhisperModel, reference: CTranslate2Whisper) -> _Heard:
    return _Heard(exact, reference)


def _options(*, beams: int, timestamps: bool = False) -> DecodingOptions:
    return DecodingOptions(beams=beams, timestamps=timestamps, max_new_tokens=_MOST_TOKENS)


def _samples(name: str) -> Float32:
    samples, _rate_hz = soundfile.read(_SPEECH / f"{name}.flac", dtype="float32")
    return np.asarray(samples, np.float32)


def _transcripts() -> dict[str, str]:
    with (_SPEECH / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"].removesuffix(".flac"): row["transcript"] for row in rows}


@pytest.mark.parametrize("task", ["transcribe", "translate"])
@pytest.mark.parametrize("name", _RECORDINGS)
def test_greedy_tokens_equal_ctranslate2(
    exact: WhisperModel, reference: CTranslate2Whisper, heard: _Heard, name: str, task: Task
) -> None:
    for is_padded in (False, True) if name in _PADDED else (False,):
        ours, theirs = heard.both(name, is_padded)
        expected = reference.decode(
            theirs, language=name[:2], task=task, beams=1, max_new_tokens=_MOST_TOKENS
        )
        found = decode(exact, ours, language=name[:2], task=task, options=_options(beams=1))
        assert found.tokens == expected.tokens
        assert found.no_speech_probability == pytest.approx(
            expected.no_speech_probability, rel=0.01, abs=1e-5
        )


@pytest.mark.slow
def test_beam_search_equals_ctranslate2_on_most_recordings(
    exact: WhisperModel, reference: CTranslate2Whisper, heard: _Heard
) -> None:
    """Near-ties may fall either way in beam search: the rate is what is held."""
    tasks: tuple[Task, ...] = ("transcribe", "translate")
    different = []
    n_compared = 0
    for name in _RECORDINGS:
        ours, theirs = heard.both(name, False)
        for task in tasks:
            expected = reference.decode(
                theirs, language=name[:2], task=task, beams=5, max_new_tokens=_MOST_TOKENS
            )
            found = decode(exact, ours, language=name[:2], task=task, options=_options(beams=5))
            n_compared += 1
            if found.tokens != expected.tokens:
                texts = [exact.tokenizer.decode(ids) for ids in (expected.tokens, found.tokens)]
                different.append((name, task, *texts))
    assert n_compared == 2 * len(_RECORDINGS)
    assert len(different) <= 1, different


@pytest.mark.parametrize("is_timestamped", [False, True])
@pytest.mark.parametrize("name", _PADDED)
def test_prompted_and_timestamped_tokens_equal_ctranslate2(
    exact: WhisperModel,
    reference: CTranslate2Whisper,
    heard: _Heard,
    name: str,
    is_timestamped: bool,
) -> None:
    ours, theirs = heard.both(name, True)
    text = "" if is_timestamped else " Yesterday we walked through the town."
    prompt = tuple(exact.tokenizer.encode(text))
    expected = reference.decode(
        theirs,
        language=name[:2],
        task="translate",
        beams=1,
        max_new_tokens=_MOST_TOKENS,
        prompt=prompt,
        timestamps=is_timestamped,
    )
    found = decode(
        exact,
        ours,
        language=name[:2],
        task="translate",
        prompt=prompt,
        options=_options(beams=1, timestamps=is_timestamped),
    )
    assert found.tokens == expected.tokens


@pytest.mark.parametrize("name", ["de_cv_park", "en_jfk", "es_cv_guerra", "pt_falabrasil"])
def test_languages_are_as_likely_as_ctranslate2_says(
    exact: WhisperModel, reference: CTranslate2Whisper, heard: _Heard, name: str
) -> None:
    ours, theirs = heard.both(name, False)
    expected = reference.detect_language(theirs)
    found = exact.detect_language(ours)
    assert found[0][0] == name[:2] == max(expected, key=lambda code: expected[code])
    for code, probability in found:
        assert probability == pytest.approx(expected[code], abs=1e-3)


def test_int8_transcripts_stay_close_to_float(exact: WhisperModel, installed: WhisperModel) -> None:
    """The installed graphs may cost at most two words in a hundred of word error rate."""
    transcripts = _transcripts()
    errors = {"float": 0, "int8": 0}
    n_words = 0
    for name in _RECORDINGS:
        samples = _samples(name)
        wanted = _words(transcripts[name])
        n_words += len(wanted)
        for kind, model in (("float", exact), ("int8", installed)):
            encoded = model.encode(
                samples,
                padded_to_samples=samples.size + _SILENCE_SAMPLES,
                is_silence_imagined=True,
            )
            found = decode(
                model,
                encoded,
                language=name[:2],
                task="transcribe",
                options=_options(beams=5),
            )
            said = _words(model.tokenizer.decode(found.tokens))
            errors[kind] += _word_errors(wanted, said)
    assert errors["float"] < 0.2 * n_words, errors
    assert errors["int8"] - errors["float"] <= max(2, 0.02 * n_words), errors


@pytest.mark.slow
def test_imagined_silence_ends_texts_that_little_silence_does_not(
    installed: WhisperModel,
) -> None:
    """Counts texts that begin again, transcripts and translations, over all recordings."""
    n_again = {False: 0, True: 0}
    tasks: tuple[Task, ...] = ("transcribe", "translate")
    transcripts = _transcripts()
    for name in _RECORDINGS:
        samples = _samples(name)
        for is_imagined in n_again:
            encoded = installed.encode(
                samples,
                padded_to_samples=samples.size + _SILENCE_SAMPLES,
                is_silence_imagined=is_imagined,
            )
            for task in tasks:
                found = decode(
                    installed, encoded, language=name[:2], task=task, options=_options(beams=5)
                )
                said = _words(installed.tokenizer.decode(found.tokens))
                n_again[is_imagined] += len(said) > 1.5 * len(_words(transcripts[name])) + 2
    assert n_again[True] == 0
    assert n_again[False] > 1


def _words(text: str) -> list[str]:
    kept = "".join(character if character.isalnum() else " " for character in text.lower())
    return kept.split()


def _word_errors(wanted: Sequence[str], said: Sequence[str]) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(said) + 1))
    for number, word in enumerate(wanted, 1):
        diagonal, row[0] = row[0], number
        for column, other in enumerate(said, 1):
            best = min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other))
            diagonal, row[column] = row[column], best
    return row[-1]
