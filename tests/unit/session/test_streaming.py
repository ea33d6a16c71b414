"""Engines that live elsewhere, and all that may go wrong with them."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.cli.main import main
from engine.events import (
    AudioProduced,
    EngineNotice,
    Event,
    SpeechEnded,
    TextCommitted,
    TextTentative,
    TranscriptCommitted,
)
from engine.messages import Code
from engine.planner import SessionConfig
from engine.remote import keys
from engine.remote.catalogue import ENGINES
from engine.remote.client import ServiceUnavailableError
from engine.remote.engines import FallbackSession, VendorEngine
from engine.remote.openai import INFO, OpenAIWire
from engine.remote.streaming import StreamedSession
from engine.remote.wire import Traits
from engine.session import Session, SourceBlock, finish_now
from tests.helpers.raising import raises
from tests.helpers.streams import RecordingSession
from tests.helpers.tiny_interpreter import utterances
from tests.helpers.vendor_openai import KEY, OpenAIStandIn, openai_stand_in

SPEECH = utterances(0.3, 0.3)
TRAITS = Traits(title=INFO.title, pace=None, patience_s=2.0, rest_s=5.0)


@pytest.fixture
def standin() -> Iterator[OpenAIStandIn]:
    with openai_stand_in() as standin:
        yield standin


def session(standin: OpenAIStandIn, *, key: str = KEY, traits: Traits = TRAITS) -> StreamedSession:
    config = SessionConfig(source="fr", target="en")
    wire = OpenAIWire(address=standin.url, key=key, config=config, traits=traits)
    return StreamedSession(wire)


def interpret(session: Session, samples: Float32 = SPEECH, *, block: int = 1_600) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), block):
        events += session.push(SourceBlock(samples[start : start + block]))
    return [*events, *finish_now(session)]


def written(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextCommitted))


def told(events: list[Event]) -> list[Code]:
    return [event.message.code for event in events if isinstance(event, EngineNotice)]


def test_text_transcript_and_speech_come_in_the_language_that_was_asked_for(
    standin: OpenAIStandIn,
) -> None:
    live = session(standin)
    events = interpret(live)
    live.close()
    assert standin.languages == ["en"]
    assert standin.faults == []
    assert written(events) == " one two"
    heard = "".join(event.text for event in events if isinstance(event, TranscriptCommitted))
    assert heard == " said-one said-two"
    spoken = [event for event in events if isinstance(event, AudioProduced)]
    loud = sum(int((np.abs(event.samples) > 0.01).sum()) for event in spoken)
    assert 0.7 < loud / TARGET_RATE_HZ < 0.82
    ends = [event.target_start + len(event.samples) for event in spoken]
    assert all(event.target_start >= end for event, end in zip(spoken[1:], ends, strict=False))
    assert told(events) == []
    assert any(isinstance(event, SpeechEnded) for event in events)


@pytest.mark.parametrize("block", [160, 7_777, 200_000])
def test_the_size_of_blocks_changes_no_chunk(standin: OpenAIStandIn, block: int) -> None:
    live = session(standin)
    assert written(interpret(live, block=block)) == " one two"
    live.close()
    assert standin.faults == []


def test_a_word_in_pieces_is_committed_whole(standin: OpenAIStandIn) -> None:
    standin.pieces = 2
    live = session(standin)
    events = interpret(live)
    live.close()
    texts = [event.text for event in events if isinstance(event, TextCommitted)]
    assert "".join(texts) == " one two"
    assert all(text.split() in (["one"], ["two"], ["one", "two"]) for text in texts)
    assert any(isinstance(event, TextTentative) for event in events)


@pytest.mark.parametrize("fault", ["repeats", "revises", "odd"])
def test_what_comes_twice_otherwise_or_in_half_changes_no_text(
    standin: OpenAIStandIn, fault: str
) -> None:
    setattr(standin, fault, True)
    live = session(standin)
    events = interpret(live)
    live.close()
    assert written(events) == " one two"
    loudest = max(np.abs(e.samples).max() for e in events if isinstance(e, AudioProduced))
    assert 0.2 < loudest < 0.3


def test_a_huge_delta_is_text_like_any_other(standin: OpenAIStandIn) -> None:
    standin.huge = True
    live = session(standin)
    assert written(interpret(live)) == " " + "one" * 20_000 + " " + "two" * 20_000
    live.close()


def test_what_comes_late_is_waited_for(standin: OpenAIStandIn) -> None:
    standin.delay_s = 0.3
    live = session(standin)
    assert written(interpret(live)) == " one two"
    live.close()


@pytest.mark.parametrize("close_code", [None, 1000, 1011])
def test_a_connection_cut_in_mid_word_is_made_again(
    standin: OpenAIStandIn, close_code: int | None
) -> None:
    standin.cut_after = [15]  # in the middle of the first utterance
    standin.close_codes = [] if close_code is None else [close_code]
    live = session(standin)
    events = interpret(live)
    live.close()
    assert standin.connections == 2
    assert standin.languages == ["en", "en"]
    assert written(events) == " one two"
    assert told(events) == [Code.ENGINE_RECONNECTED]


def test_words_that_are_said_again_after_a_break_are_committed_once(
    standin: OpenAIStandIn,
) -> None:
    standin.cut_after = [34]  # after "one", in the second utterance
    live = session(standin)
    samples = SPEECH
    events: list[Event] = []
    for start in range(0, len(samples), 1_600):
        events += live.push(SourceBlock(samples[start : start + 1_600]))
        standin.said = min(standin.said, 2) if standin.connections < 2 else standin.said
    events += finish_now(live)
    live.close()
    assert written(events).split().count("one") == 1
    assert written(events).split().count("two") == 1


def test_a_connection_is_renewed_in_a_pause_before_its_life_is_over(
    standin: OpenAIStandIn,
) -> None:
    live = session(standin, traits=replace(TRAITS, life_s=8.0, margin_s=3.0))
    events = interpret(live)
    live.close()
    assert standin.connections >= 2
    assert standin.ended == standin.connections
    assert sorted(written(events).split()) == ["one", "two"]
    assert told(events) == []


def test_an_end_that_is_not_answered_is_not_waited_for_for_ever(standin: OpenAIStandIn) -> None:
    standin.never_closes = True
    live = session(standin, traits=replace(TRAITS, rest_s=0.3))
    events = interpret(live)
    live.close()
    assert written(events) == " one two"
    assert told(events) == [Code.ENGINE_UNFINISHED]


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (401, "", Code.ENGINE_KEY_REFUSED),
        (403, "", Code.ENGINE_KEY_REFUSED),
        (429, "You exceeded your current quota", Code.ENGINE_QUOTA),
        (429, "slow down", Code.ENGINE_RATE_LIMITED),
        (503, "", Code.ENGINE_BUSY),
        (400, "bad model", Code.ENGINE_REFUSED),
    ],
)
def test_a_refusal_is_one_clear_error(
    standin: OpenAIStandIn, status: int, body: str, code: Code
) -> None:
    standin.refusals = [status] * 20
    standin.refusal_body = body
    standin.retry_after = "1"
    with raises(ServiceUnavailableError, code):
        session(standin, traits=replace(TRAITS, patience_s=0.5))


@pytest.mark.parametrize("status", [429, 503])
def test_an_engine_that_is_busy_for_a_moment_is_asked_again(
    standin: OpenAIStandIn, status: int
) -> None:
    standin.refusals = [status]
    standin.retry_after = "0.1"
    live = session(standin)
    assert written(interpret(live)) == " one two"
    live.close()


def test_a_wrong_key_is_told(standin: OpenAIStandIn) -> None:
    with raises(ServiceUnavailableError, Code.ENGINE_KEY_REFUSED):
        session(standin, key="sk-wrong")


def test_no_network_is_told() -> None:
    with raises(ServiceUnavailableError, Code.ENGINE_UNREACHABLE):
        session(OpenAIStandIn(url="http://127.0.0.1:9/v1"))


@pytest.mark.parametrize(
    ("error", "code"),
    [("insufficient_quota", Code.ENGINE_QUOTA), ("invalid_api_key", Code.ENGINE_KEY_REFUSED)],
)
def test_an_error_on_air_that_does_not_pass_ends_the_stream(
    standin: OpenAIStandIn, error: str, code: Code
) -> None:
    standin.error = error
    live = session(standin)
    with raises(ServiceUnavailableError, code):
        interpret(live)
    live.close()


def test_an_error_that_leaves_the_session_open_changes_nothing(standin: OpenAIStandIn) -> None:
    standin.error = "invalid_request_error"
    live = session(standin)
    assert written(interpret(live)) == " one two"
    live.close()


def test_this_machine_goes_on_where_the_engine_fails(standin: OpenAIStandIn) -> None:
    local = RecordingSession()
    standin.cut_after = [15]
    live = FallbackSession(session(standin, traits=replace(TRAITS, patience_s=0.2)), lambda: local)
    events = interpret(live, SPEECH[: 16_000 * 2])
    assert told(events) == []
    standin.refusals = [503] * 50
    standin.cut_after = [1]
    events = interpret(live, SPEECH)
    live.close()
    assert told(events) == [Code.ENGINE_TOOK_OVER]
    assert np.array_equal(local.heard, SPEECH)


def test_the_key_is_in_nothing_that_a_run_leaves(
    standin: OpenAIStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    standin.cut_after = [15]
    live = session(standin)
    events = interpret(live)
    live.close()
    with pytest.raises(ServiceUnavailableError) as refused:
        session(standin, key=f"{KEY}x")
    assert KEY not in caplog.text
    assert KEY not in repr(events)
    assert KEY not in f"{refused.value}{refused.value.parameters}"
    assert KEY not in repr(
        OpenAIWire(address="", key=KEY, config=SessionConfig(source="fr", target="en"))
    )


def test_the_command_interprets_with_an_engine_and_says_where_speech_goes(
    standin: OpenAIStandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    recording, captions = tmp_path / "speech.wav", tmp_path / "captions.srt"
    soundfile.write(recording, SPEECH[SOURCE_RATE_HZ : 3 * SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    given = ["translate", str(recording), "--from", "fr", "--to", "en", "--engine", "openai"]
    given += ["--engine-address", standin.url, "--subtitles", str(captions)]
    assert main(given) == 0
    assert "one" in captions.read_text()
    output = capsys.readouterr()
    assert f"What is said is sent to OpenAI: {standin.url}." in output.err
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert all(KEY.encode() not in content for content in left)
    assert KEY not in output.out + output.err


def test_without_a_key_the_command_says_how_to_give_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    recording = tmp_path / "speech.wav"
    soundfile.write(recording, SPEECH[:SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    given = ["translate", str(recording), "--from", "fr", "--to", "en", "--engine", "openai"]
    assert main(given) == 1
    assert "Run: dragoman keys set openai" in capsys.readouterr().err


def test_no_thread_is_left(standin: OpenAIStandIn) -> None:
    live = session(standin)
    live.push(SourceBlock(SPEECH[:SOURCE_RATE_HZ]))
    live.close()
    live.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "engine"]


def test_a_key_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, str], str] = {}

    class Ring:
        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def set_password(self, service: str, name: str, key: str) -> None:
            kept[service, name] = key

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    monkeypatch.setattr("importlib.import_module", lambda _name: Ring())
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with raises(keys.ApiKeyError, Code.ENGINE_KEY_MISSING):
        keys.need_key("openai")
    keys.store_key("openai", f" {KEY}\n")
    assert keys.need_key("openai") == KEY
    monkeypatch.setenv("OPENAI_API_KEY", "of the environment")
    assert keys.need_key("openai") == "of the environment"
    monkeypatch.delenv("OPENAI_API_KEY")
    keys.remove_key("openai")
    keys.remove_key("openai")
    assert keys.find_key("openai") is None
    with raises(keys.ApiKeyError, Code.ENGINE_KEY_EMPTY):
        keys.store_key("openai", " ")


def test_a_system_without_a_keyring_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise RuntimeError(f"no backend for {KEY}")

    monkeypatch.setattr("importlib.import_module", fail)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert keys.find_key("openai") is None
    with raises(keys.ApiKeyError, Code.KEYRING_UNAVAILABLE) as refused:
        keys.store_key("openai", KEY)
    assert KEY not in str(refused.value)


def test_what_an_engine_cannot_do_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    engine = VendorEngine(ENGINES["openai"])
    engine.required(SessionConfig(source=None, target="en"))
    caution = engine.caution(SessionConfig(source=None, target="en"))
    assert caution.code is Code.ENGINE_SENDS_SPEECH
    with pytest.raises(Exception, match="English into English"):
        engine.required(SessionConfig(source="en", target="en"))
