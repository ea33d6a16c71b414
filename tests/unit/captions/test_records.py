import json
from typing import get_args

import numpy as np
import pytest

from engine.captions.records import event_record, read_event
from engine.effort import Effort
from engine.events import (
    AudioProduced,
    DropReason,
    EffortChanged,
    EngineFailed,
    EngineNotice,
    Event,
    GapReason,
    LanguageDetected,
    LanguagesChanged,
    SourceGap,
    SpeakerChanged,
    SpeakingTempoChanged,
    SpeechDropped,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextCorrected,
    TextTentative,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.messages import Code, Message
from tests.helpers.events import typed

_SPAN = {"source_start": 1, "source_end": 2, "heard": 3}
_EVENTS: list[Event] = [
    SpeechStarted(source_start=1, heard=3),
    SpeechEnded(source_start=1, source_end=2, heard=3),
    LanguagesChanged(source="de", target="fr", heard=32_000),
    SpeakerChanged(speaker=2, source_start=1, heard=3),
    typed("Un instant.", "One moment."),
    LanguageDetected(language="pt", probability=0.5, heard=3, target="fr"),
    TextWithdrawn(**_SPAN),
    TextCorrected(before="a", text="b", is_target=True, **_SPAN),
    TextCommitted(text=" Olá", language="pt", **_SPAN),
    TextTentative(text=" mundo", language="pt", **_SPAN),
    TranscriptCommitted(text=" Hello", language="en", **_SPAN),
    EffortChanged(effort=Effort.FEWEST_STEPS, backlog_ms=12.5, heard=3),
    SpeakingTempoChanged(tempo=1.2, backlog_ms=4_000.0, heard=3),
    SpeechDropped(text="x", language="en", reason=DropReason.BEHIND, **_SPAN),
    SourceGap(reason=GapReason.SKIPPED, source_start=1, source_end=2, heard=3),
    EngineNotice(message=Message(Code.VERBATIM, text="It is back."), heard=3),
    EngineFailed(message=Message(Code.VERBATIM, text="It broke; start again."), heard=3),
]


@pytest.mark.parametrize("event", _EVENTS, ids=lambda event: type(event).__name__)
def test_a_record_is_read_back_as_the_event_that_it_was(event: Event) -> None:
    record = json.loads(json.dumps(event_record(event)))
    assert read_event(record) == event


def test_records_of_earlier_versions_are_read() -> None:
    pace = {"event": "listening_pace_changed", "is_behind": True, "backlog_ms": 1.5, "heard": 3}
    detected = {"event": "language_detected", "language": "pt", "probability": 0.5, "heard": 3}
    assert read_event(detected) == LanguageDetected(language="pt", probability=0.5, heard=3)
    assert read_event(pace) == EffortChanged(effort=Effort.FEWER_STEPS, backlog_ms=1.5, heard=3)
    later = {"event": "listening_pace_changed", "effort": "greedy", "backlog_ms": 1.5, "heard": 3}
    assert read_event(later) == EffortChanged(effort=Effort.FEWEST_STEPS, backlog_ms=1.5, heard=3)
    lost = {"event": "source_lost", "source_start": 1, "source_end": 2, "heard": 3}
    gap = SourceGap(reason=GapReason.LOST, source_start=1, source_end=2, heard=3)
    assert read_event(lost) == gap


def test_a_failure_is_its_sentence_and_its_code() -> None:
    message = Message(Code.DEVICE_LOST, device="Headset")
    record = event_record(EngineFailed(message=message, heard=3))
    assert record == {
        "event": "engine_failed",
        "code": "device_lost",
        "message": "Headset is gone.",
        "heard": 3,
        "heard_s": 0.0002,
    }
    read = read_event(record)
    assert isinstance(read, EngineFailed)
    assert str(read.message) == "Headset is gone."


def test_every_kind_of_event_is_tried() -> None:
    assert {type(event) for event in _EVENTS} | {AudioProduced} == set(get_args(Event))


def test_audio_and_strangers_are_no_events() -> None:
    audio = AudioProduced(
        samples=np.zeros(3, np.float32),
        target_start=0,
        text="a",
        language="en",
        tempo=1.0,
        source_start=0,
        source_end=1,
        heard=1,
    )
    assert read_event(event_record(audio)) is None
    assert read_event({"event": "summary", "heard_s": 1.0}) is None


@pytest.mark.parametrize(
    "broken",
    [
        {"event": "speech_started", "source_start": 1},
        {"event": "speech_started", "source_start": "1", "heard": 3},
        {"event": "speech_started", "source_start": True, "heard": 3},
    ],
)
def test_a_damaged_record_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        read_event(broken)


def test_a_whole_number_stands_for_a_fraction() -> None:
    record = {"event": "speaking_tempo_changed", "tempo": 1, "backlog_ms": 0, "heard": 0}
    assert read_event(record) == SpeakingTempoChanged(tempo=1.0, backlog_ms=0.0, heard=0)
