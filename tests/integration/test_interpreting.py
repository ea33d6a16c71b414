"""Sessions on real models and real recordings."""

import csv
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
import sacrebleu

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.errors import AudioError, VoiceError
from engine.events import (
    AudioProduced,
    Event,
    LanguageDetected,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TranscriptCommitted,
)
from engine.interpreter import Interpreter
from engine.messages import Code
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.session import Session, SourceBlock, finish_now
from tests.helpers.raising import raises

pytestmark = pytest.mark.models

_SPEECH = Path(__file__).parent.parent / "data" / "speech"
_SPOKEN = {"fr_cv_course.flac", "es_cv_texas.flac"}


@pytest.fixture(scope="module")
def interpreter(packs: PackStore) -> Iterator[Interpreter]:
    with Interpreter(packs, runtime=Runtime(threads=2)) as interpreter:
        yield interpreter


Interpreted: TypeAlias = Callable[[str], list[Event]]


@pytest.fixture(scope="module")
def interpreted(interpreter: Interpreter) -> Interpreted:
    """The events of a recording in its language, spoken in English; each is interpreted once."""

    @cache
    def play(name: str) -> list[Event]:
        config = SessionConfig(source=name[:2], target="en", speaks=name in _SPOKEN)
        return run(interpreter.session(config), recording(name))

    return play


def recording(name: str) -> Float32:
    with open_audio(_SPEECH / name) as file:
        return np.concatenate(list(file))


def english(name: str) -> str:
    with (_SPEECH / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return next(row["english"] for row in rows if row["file"] == name)


def run(session: Session, samples: Float32, *, block: int = 1600) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), block):
        events += session.push(SourceBlock(samples[start : start + block]))
    return events + finish_now(session)


def text(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextCommitted)).strip()


@pytest.mark.parametrize(
    ("name", "least_chrf"),
    [
        ("fr_cv_course.flac", 30),
        pytest.param("fr_cv_accident.flac", 30, marks=pytest.mark.slow),
        ("de_cv_park.flac", 40),
        ("es_cv_texas.flac", 40),
        pytest.param("es_cv_guerra.flac", 40, marks=pytest.mark.slow),
        pytest.param("pt_banco.flac", 40, marks=pytest.mark.slow),
        ("pt_falabrasil.flac", 40),
    ],
)
def test_speech_becomes_english(interpreted: Interpreted, name: str, least_chrf: float) -> None:
    said = text(interpreted(name))
    assert sacrebleu.sentence_chrf(said, [english(name)]).score >= least_chrf


def test_english_becomes_portuguese_and_is_transcribed_on_the_way(
    interpreter: Interpreter,
) -> None:
    session = interpreter.session(SessionConfig(source="en", target="pt", speaks=False))
    events = run(session, recording("en_jfk.flac"))
    said = "".join(event.text for event in events if isinstance(event, TranscriptCommitted))
    assert "country" in said
    assert "país" in text(events)


def test_text_is_committed_before_the_speaker_stops(interpreter: Interpreter) -> None:
    samples = recording("en_long_voxpopuli_ivory.flac")[: 9 * SOURCE_RATE_HZ]
    session = interpreter.session(SessionConfig(source="en", target="pt", speaks=False))
    events = run(session, samples)
    first = next(event for event in events if isinstance(event, TextCommitted))
    assert first.heard < 8 * SOURCE_RATE_HZ


def test_the_language_is_detected(interpreter: Interpreter) -> None:
    session = interpreter.session(SessionConfig(source=None, target="en", speaks=False))
    samples = np.concatenate([recording("es_cv_texas.flac"), recording("de_cv_park.flac")])
    events = run(session, samples)
    detected = [event.language for event in events if isinstance(event, LanguageDetected)]
    assert detected == ["es", "de"]


@pytest.mark.parametrize("block_s", [pytest.param(0.02, marks=pytest.mark.slow), 60.0])
def test_block_size_changes_nothing(
    interpreter: Interpreter, interpreted: Interpreted, block_s: float
) -> None:
    name = "fr_cv_course.flac"
    session = interpreter.session(SessionConfig(source="fr", target="en"))
    other = run(session, recording(name), block=round(block_s * SOURCE_RATE_HZ) + 13)
    usual = interpreted(name)
    assert [type(event) for event in other] == [type(event) for event in usual]
    assert text(other) == text(usual)
    spoken = [
        [(e.target_start, e.text, len(e.samples)) for e in events if isinstance(e, AudioProduced)]
        for events in (other, usual)
    ]
    assert spoken[0] == spoken[1]


def test_all_that_is_committed_is_spoken_in_order_without_overlap(interpreted: Interpreted) -> None:
    events = interpreted("es_cv_texas.flac")
    clips = [event for event in events if isinstance(event, AudioProduced)]
    assert clips
    assert " ".join(clip.text for clip in clips).split() == text(events).split()
    end = 0
    for clip in clips:
        assert clip.target_start >= end
        assert clip.target_start * SOURCE_RATE_HZ >= clip.source_start * TARGET_RATE_HZ
        assert np.isfinite(clip.samples).all()
        assert np.abs(clip.samples).max() <= 1.0
        end = clip.target_start + len(clip.samples)


def test_times_go_forward(interpreted: Interpreted) -> None:
    events = interpreted("es_cv_texas.flac")
    heard = [event.heard for event in events]
    assert heard == sorted(heard)
    for event in events:
        if isinstance(event, TextCommitted):
            assert 0 <= event.source_start <= event.source_end <= event.heard


@pytest.mark.parametrize(
    "name", ["es_cv_texas.flac", pytest.param("pt_banco.flac", marks=pytest.mark.slow)]
)
def test_every_utterance_that_starts_ends(interpreted: Interpreted, name: str) -> None:
    events = interpreted(name)
    starts = sum(isinstance(event, SpeechStarted) for event in events)
    assert starts == sum(isinstance(event, SpeechEnded) for event in events) > 0


def hum(seconds: int) -> Float32:
    t = np.arange(seconds * SOURCE_RATE_HZ) / SOURCE_RATE_HZ
    wave = 0.2 * np.sin(2 * np.pi * 50 * t) + 0.1 * np.sin(2 * np.pi * 150 * t)
    return wave.astype(np.float32)


def white(seconds: int, level: float) -> Float32:
    random = np.random.default_rng(0)
    return (level * random.standard_normal(seconds * SOURCE_RATE_HZ)).astype(np.float32)


def tune(seconds: int) -> Float32:
    """Plucked notes with overtones, two a second."""
    random = np.random.default_rng(0)
    notes = []
    t = np.arange(SOURCE_RATE_HZ // 2) / SOURCE_RATE_HZ
    for _ in range(2 * seconds):
        pitch = 220 * 2 ** (random.choice([0, 2, 4, 5, 7, 9, 11, 12]) / 12)
        note = sum(np.sin(2 * np.pi * pitch * k * t) / k for k in range(1, 5))
        notes.append(0.3 * note * np.exp(-4 * t))
    return np.concatenate(notes).astype(np.float32)


@pytest.mark.parametrize(
    "samples",
    [np.zeros(20 * SOURCE_RATE_HZ, np.float32), white(20, 0.01), white(20, 0.1), hum(20), tune(20)],
    ids=["silence", "soft noise", "loud noise", "hum", "music"],
)
def test_nothing_is_invented_where_nobody_speaks(
    interpreter: Interpreter, samples: Float32
) -> None:
    session = interpreter.session(SessionConfig(source="fr", target="en"))
    events = run(session, samples)
    assert text(events) == ""
    assert not any(isinstance(event, AudioProduced) for event in events)


def test_samples_that_are_no_numbers_are_refused(interpreter: Interpreter) -> None:
    session = interpreter.session(SessionConfig(source="fr", target="en", speaks=False))
    with pytest.raises(AudioError, match="not numbers"):
        session.push(SourceBlock(np.full(1600, np.nan, np.float32)))


def test_an_unknown_voice_is_refused(interpreter: Interpreter) -> None:
    with raises(VoiceError, Code.VOICE_UNKNOWN):
        interpreter.session(SessionConfig(source="fr", target="en", voice="Nobody"))


def test_a_voice_of_another_language_is_refused(interpreter: Interpreter) -> None:
    other = interpreter.voices.default("fr").name
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        interpreter.session(SessionConfig(source="fr", target="en", voice=other))
