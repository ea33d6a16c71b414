"""What every engine that lives elsewhere does, and what happens when it fails.

docs/engines.md says which of these tests covers what.
"""

import inspect
import re
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

import engine.interpreter
from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.bench.contestants import parse_contestants
from engine.cli.main import main
from engine.errors import EngineError
from engine.events import (
    AudioProduced,
    Event,
    TextCommitted,
    TextTentative,
    TranscriptCommitted,
)
from engine.live.direction import SessionFactory
from engine.messages import Code
from engine.planner import SessionConfig
from engine.remote.catalogue import ENGINES
from engine.remote.client import Client, ServiceUnavailableError
from engine.remote.engines import FallbackEngine, FallbackSession, VendorEngine
from engine.remote.keys import ApiKeyError
from engine.remote.offers import Offer, OfferedVoice, ask_offer
from engine.remote.streaming import StreamedSession
from engine.session import SourceBlock, finish_now
from tests.helpers.bad_network import bad_network
from tests.helpers.live import FixedInterpreter
from tests.helpers.raising import raises
from tests.helpers.streams import RecordingSession
from tests.helpers.tiny_interpreter import Saying, Wrapping, utterances
from tests.helpers.vendor_gemini import GeminiStandIn
from tests.helpers.vendor_gradium import GradiumStandIn
from tests.helpers.vendor_hibiki import HibikiStandIn
from tests.helpers.vendor_openai import OpenAIStandIn
from tests.helpers.vendors import CONFIG, MAKERS, SPEECH, Vendor, interpret, told, written

ROOT = Path(__file__).parents[3]
RECORDING = ROOT / "tests" / "data" / "speech" / "fr_cv_accident.flac"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture(params=list(MAKERS))
def vendor(
    request: pytest.FixtureRequest,
    stack: ExitStack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Vendor:
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    return MAKERS[request.param](stack, tmp_path)


def test_setup_text_and_speech_come_in_the_language_that_was_asked_for(vendor: Vendor) -> None:
    with closing(vendor.session()) as live:
        events = interpret(live)
    assert vendor.standin.languages == ([] if vendor.name == "hibiki" else ["en"])
    assert vendor.standin.faults == []
    assert written(events) == vendor.says
    assert {e.language for e in events if isinstance(e, TextCommitted)} == {"en"}
    spoken = [event for event in events if isinstance(event, AudioProduced)]
    loud = sum(int((np.abs(event.samples) > 0.01).sum()) for event in spoken)
    assert loud > 0.2 * TARGET_RATE_HZ
    ends = [event.target_start + len(event.samples) for event in spoken]
    assert all(event.target_start >= end for event, end in zip(spoken[1:], ends, strict=False))
    assert told(events) == []
    said = [event for event in events if isinstance(event, TranscriptCommitted)]
    assert bool(said) == ENGINES[vendor.name].transcribes
    assert {event.language for event in said} <= {"fr"}


@pytest.mark.parametrize("vendor", ["openai", "gemini", "hibiki", "gradium"], indirect=True)
def test_text_alone_comes_without_speech(vendor: Vendor) -> None:
    wire: Any = vendor.wire(vendor.standin.url, vendor.key, vendor.traits)
    with closing(StreamedSession(replace(wire, config=replace(CONFIG, speaks=False)))) as live:
        events = interpret(live)
    assert vendor.standin.faults == []
    assert written(events) == vendor.says
    assert not [event for event in events if isinstance(event, AudioProduced)]


@pytest.mark.parametrize("block", [160, 7_777, 200_000])
def test_chunks_do_not_depend_on_the_size_of_blocks(vendor: Vendor, block: int) -> None:
    with closing(vendor.session()) as live:
        assert written(interpret(live, block=block)) == vendor.says
    assert vendor.standin.faults == []


@pytest.mark.parametrize("vendor", ["openai", "gemini", "hibiki"], indirect=True)
def test_text_in_pieces_of_words_is_committed_in_words(vendor: Vendor) -> None:
    vendor.standin.pieces = 2
    with closing(vendor.session()) as live:
        events = interpret(live)
    texts = [event.text for event in events if isinstance(event, TextCommitted)]
    assert "".join(texts) == " one two"
    assert all(text.split() in (["one"], ["two"], ["one", "two"]) for text in texts)
    assert any(isinstance(event, TextTentative) for event in events)


def test_text_that_comes_late_or_out_of_order_is_the_same(vendor: Vendor) -> None:
    vendor.standin.delay_s, vendor.standin.shuffles = 0.3, True
    with closing(vendor.session()) as live:
        assert written(interpret(live)) == vendor.says


@pytest.mark.parametrize("vendor", ["openai", "gemini", "hibiki"], indirect=True)
def test_text_of_any_length_is_text(vendor: Vendor) -> None:
    vendor.standin.huge = True
    with closing(vendor.session()) as live:
        assert written(interpret(live)) == " " + "one" * 20_000 + " " + "two" * 20_000


@pytest.mark.parametrize("vendor", ["openai", "gemini", "hibiki"], indirect=True)
def test_text_that_ends_a_sentence_waits_for_nothing(vendor: Vendor) -> None:
    vendor.standin.words = ("one.", "2.", "5!")
    with closing(vendor.session()) as live:
        events = interpret(live, utterances(0.3, 0.3, 0.3))
    assert written(events) == " one. 2. 5!"
    guesses = {event.text for event in events if isinstance(event, TextTentative)}
    # Behind a number's point more may come.
    assert guesses == {" 2.", " 5!"}


@pytest.mark.parametrize("vendor", ["gradium", "dragoman"], indirect=True)
def test_text_that_comes_twice_or_without_an_end_is_committed_once(vendor: Vendor) -> None:
    assert isinstance(vendor.standin, GradiumStandIn)
    vendor.standin.repeats, vendor.standin.has_ends = True, False
    with closing(vendor.session()) as live:
        events = interpret(live)
    assert written(events) == vendor.says
    texts = [event for event in events if isinstance(event, TextCommitted)]
    assert all(0 <= text.source_start < text.source_end <= text.heard for text in texts)


@pytest.mark.parametrize("vendor", ["gemini", "hibiki"], indirect=True)
def test_text_that_comes_twice_is_text_where_nothing_tells(vendor: Vendor) -> None:
    vendor.standin.stutters = True
    with closing(vendor.session()) as live:
        assert written(interpret(live)) == " one one two two"


@pytest.mark.parametrize("vendor", ["openai", "gemini"], indirect=True)
def test_audio_that_is_cut_within_a_sample_sounds_the_same(vendor: Vendor) -> None:
    vendor.standin.odd = True
    with closing(vendor.session()) as live:
        events = interpret(live)
    loudest = max(np.abs(e.samples).max() for e in events if isinstance(e, AudioProduced))
    assert 0.2 < loudest < 0.3


@pytest.mark.parametrize("vendor", ["gemini"], indirect=True)
def test_audio_of_another_rate_than_usual_lasts_as_long_as_it_says(vendor: Vendor) -> None:
    assert isinstance(vendor.standin, GeminiStandIn)
    vendor.standin.rate_hz = 12_000
    with closing(vendor.session()) as live:
        events = interpret(live)
    loud = sum(
        int((np.abs(e.samples) > 0.01).sum()) for e in events if isinstance(e, AudioProduced)
    )
    assert 1.4 < loud / TARGET_RATE_HZ < 1.64


def test_the_end_brings_what_was_said_last(vendor: Vendor) -> None:
    in_mid_word = SPEECH[: int(7.5 * SOURCE_RATE_HZ)]
    with closing(vendor.session()) as live:
        first = interpret(live, in_mid_word)
        second = interpret(live)
    assert written(first) == vendor.says
    assert told(first + second) == []
    assert len(written(second).split()) == len(vendor.says.split())
    # Both on one clock.
    assert all(e.heard > len(in_mid_word) for e in second if isinstance(e, TextCommitted))


@pytest.mark.parametrize("vendor", ["gemini"], indirect=True)
def test_the_end_of_a_turn_is_not_the_end(vendor: Vendor) -> None:
    assert isinstance(vendor.standin, GeminiStandIn)
    vendor.standin.turns = True
    with closing(vendor.session()) as live:
        assert written(interpret(live)) == vendor.says


@pytest.mark.parametrize("close_code", [None, 1000, 1011])
def test_a_connection_cut_in_mid_word_is_made_again(vendor: Vendor, close_code: int | None) -> None:
    per_s = {"openai": 5, "hibiki": 12.5}.get(vendor.name, 10)
    vendor.standin.cut_after = [int(3 * per_s)]  # in the middle of the first utterance
    vendor.standin.close_codes = [] if close_code is None else [close_code]
    with closing(vendor.session()) as live:
        events = interpret(live)
    assert vendor.standin.connections == 2
    assert written(events) == vendor.says
    assert told(events) == [Code.ENGINE_RECONNECTED]


def test_a_connection_is_renewed_before_its_limit_without_losing_a_word(vendor: Vendor) -> None:
    if isinstance(vendor.standin, GradiumStandIn):
        vendor.standin.lives_s = 8.0
    if isinstance(vendor.standin, GeminiStandIn):
        vendor.standin.leaves_after = [50]
    else:
        vendor.traits = replace(vendor.traits, life_s=8.0, margin_s=3.0)
    with closing(vendor.session()) as live:
        events = interpret(live)
    assert vendor.standin.connections >= 2
    assert vendor.standin.faults == []
    assert sorted(written(events).split()) == sorted(vendor.says.split())
    assert told(events) == []


def test_a_wrong_key_is_told(vendor: Vendor) -> None:
    if not vendor.key:
        vendor.standin.refusals = [401]
    with raises(ServiceUnavailableError, Code.ENGINE_KEY_REFUSED):
        vendor.session(key="wrong")


@pytest.mark.parametrize("vendor", ["gemini"], indirect=True)
def test_a_wrong_key_is_told_before_the_socket_too(vendor: Vendor) -> None:
    assert isinstance(vendor.standin, GeminiStandIn)
    vendor.standin.refuses_in_band = False
    with raises(ServiceUnavailableError, Code.ENGINE_KEY_REFUSED):
        vendor.session(key="wrong")


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
def test_a_refusal_is_one_clear_error(vendor: Vendor, status: int, body: str, code: Code) -> None:
    vendor.standin.refusals = [status] * 20
    vendor.standin.refusal_body, vendor.standin.retry_after = body, "1"
    with raises(ServiceUnavailableError, code):
        vendor.session(patience_s=0.5)


@pytest.mark.parametrize("status", [429, 503])
def test_an_engine_that_is_busy_for_a_moment_is_asked_again(vendor: Vendor, status: int) -> None:
    vendor.standin.refusals, vendor.standin.retry_after = [status], "0.1"
    with closing(vendor.session()) as live:
        assert written(interpret(live)) == vendor.says


def test_a_rate_limit_on_air_is_waited_for(vendor: Vendor) -> None:
    vendor.standin.cut_after = [20]
    with closing(vendor.session()) as live:
        vendor.standin.refusals, vendor.standin.retry_after = [429], "0.1"
        events = interpret(live)
    assert written(events) == vendor.says
    assert told(events) == [Code.ENGINE_RECONNECTED]


@pytest.mark.slow
@pytest.mark.parametrize("bytes_per_s", [100_000, 20_000])
def test_on_a_slow_network_nothing_is_lost_and_what_waits_is_known(
    vendor: Vendor, bytes_per_s: int
) -> None:
    standin, sent = vendor.standin, 0
    # Hibiki's sound takes so little that all of it fits.
    most_unseen_s = 15.0 if vendor.name == "hibiki" else 6.0
    with bad_network(standin.url) as network:
        with closing(vendor.session(url=network.url, stall_s=20.0)) as live:
            network.bytes_per_s = bytes_per_s
            events: list[Event] = []
            for start in range(0, len(SPEECH), 1_600):
                block = SPEECH[start : start + 1_600]
                events += live.push(SourceBlock(block))
                sent += len(block)
                # Sound waits where whoever pushes it sees that it does, and nowhere else.
                assert sent / SOURCE_RATE_HZ - standin.heard_s < most_unseen_s
            events += finish_now(live)
        assert (network.connections, standin.faults) == (1, [])
    if (vendor.name, bytes_per_s) == ("gemini", 20_000) and told(events):
        # Its silence alone is more than gets through: what does not come in time has a mark.
        assert told(events) == [Code.ENGINE_UNFINISHED]
    else:
        assert written(events) == vendor.says
        assert told(events) == []


@pytest.mark.slow
@pytest.mark.parametrize("for_good", [False, True])
def test_a_network_that_dies_in_mid_sentence_is_noticed_and_nothing_lost(
    vendor: Vendor, *, for_good: bool
) -> None:
    spoken = utterances(*[0.3] * 4)
    local = RecordingSession()
    events: list[Event] = []
    with ExitStack() as stack:
        network = stack.enter_context(bad_network(vendor.standin.url))
        remote = vendor.session(url=network.url, stall_s=3.0, start_s=2.0, patience_s=0.5)
        live = stack.enter_context(closing(FallbackSession(remote, lambda: local)))
        for start in range(0, len(spoken), 1_600):
            if start == 3 * SOURCE_RATE_HZ:
                network.die(for_good=for_good)
            # Who speaks goes on, as fast as there is time to notice.
            time.sleep(0.05)
            events += live.push(SourceBlock(spoken[start : start + 1_600]))
        events += finish_now(live)
        assert network.connections == 2
    if vendor.name == "hibiki" or for_good:
        # Its server waits for a client that vanished, and serves no other meanwhile.
        assert told(events) == [Code.ENGINE_TOOK_OVER]
        assert np.array_equal(local.heard, spoken)
    else:
        assert told(events) == [Code.ENGINE_RECONNECTED]
        assert len(written(events).split()) == 2 * len(vendor.says.split())


def test_an_engine_that_is_never_ready_is_told(vendor: Vendor) -> None:
    vendor.standin.is_mute = True
    with pytest.raises(ServiceUnavailableError) as told_of:
        vendor.session(start_s=0.5)
    is_hibiki = vendor.name == "hibiki"
    assert told_of.value.code is (Code.ENGINE_BUSY if is_hibiki else Code.ENGINE_UNREACHABLE)


def test_no_network_is_told(vendor: Vendor) -> None:
    code = Code.SERVICE_UNREACHABLE if vendor.name == "dragoman" else Code.ENGINE_UNREACHABLE
    with raises(ServiceUnavailableError, code):
        vendor.session(
            url="https://127.0.0.1:9" if vendor.name == "gemini" else "http://127.0.0.1:9"
        )


def test_this_machine_begins_where_there_is_no_network(vendor: Vendor) -> None:
    local = RecordingSession()

    class Remote:
        def required(self, config: SessionConfig) -> tuple[str, ...]:
            raise AssertionError(config)

        def caution(self, config: SessionConfig) -> None:
            raise AssertionError(config)

        def session(self, config: SessionConfig) -> StreamedSession:
            assert config == CONFIG
            scheme = "https" if vendor.name == "gemini" else "http"
            return vendor.session(url=f"{scheme}://127.0.0.1:9")

    here = FixedInterpreter(local)
    with closing(FallbackEngine(Remote(), lambda: here).session(CONFIG)) as live:
        events = interpret(live)
    assert told(events) == [Code.ENGINE_TOOK_OVER]
    assert np.array_equal(local.heard, SPEECH)

    def nobody() -> SessionFactory:
        raise EngineError(Code.VERBATIM, text="No models.")

    code = Code.SERVICE_UNREACHABLE if vendor.name == "dragoman" else Code.ENGINE_UNREACHABLE
    with raises(ServiceUnavailableError, code):
        FallbackEngine(Remote(), nobody).session(CONFIG)


def test_this_machine_goes_on_where_the_engine_fails_and_says_so_once(vendor: Vendor) -> None:
    local = RecordingSession()
    per_s = {"openai": 5, "hibiki": 12.5}.get(vendor.name, 10)
    vendor.standin.cut_after = [int(3 * per_s)]
    with closing(FallbackSession(vendor.session(patience_s=0.3), lambda: local)) as live:
        vendor.standin.refusals = [503] * 50
        events = interpret(live)
    assert told(events) == [Code.ENGINE_TOOK_OVER]
    # Nothing was translated yet, so that it hears all.
    assert np.array_equal(local.heard, SPEECH)


def test_what_was_committed_before_an_engine_fails_stays(vendor: Vendor) -> None:
    local = RecordingSession()
    pushed: list[Float32] = []
    events: list[Event] = []
    with closing(FallbackSession(vendor.session(patience_s=0.3), lambda: local)) as live:

        def push(samples: Float32) -> None:
            pushed.append(samples)
            events.extend(live.push(SourceBlock(samples)))

        for start in range(0, 6 * SOURCE_RATE_HZ, 1_600):
            push(SPEECH[start : start + 1_600])
        while not written(events):
            push(np.zeros(1_600, np.float32))
        before = [event for event in events if isinstance(event, TextCommitted)]
        vendor.standin.refusals, vendor.standin.cut_now = [503] * 50, True
        for start in range(6 * SOURCE_RATE_HZ, len(SPEECH), 1_600):
            push(SPEECH[start : start + 1_600])
        events += finish_now(live)
    assert vendor.says.startswith(written(list(before)))
    assert [event for event in events if isinstance(event, TextCommitted)][: len(before)] == before
    assert told(events) == [Code.ENGINE_TOOK_OVER]
    heard = np.concatenate(pushed)
    # What was not translated yet, from the end of what was.
    assert np.array_equal(local.heard, heard[before[-1].source_end :])


@pytest.mark.parametrize("cut", [False, True])
def test_a_recording_of_a_person_is_heard_to_its_end(vendor: Vendor, *, cut: bool) -> None:
    samples, rate = soundfile.read(RECORDING, dtype="float32")
    assert rate == SOURCE_RATE_HZ
    # In ten pieces, with pauses between.
    silence = np.zeros(SOURCE_RATE_HZ, np.float32)
    loud = samples / np.abs(samples).max() * 0.9
    spoken = np.concatenate([silence, loud, silence, loud, silence])
    if cut:
        vendor.standin.cut_after = [20, 25]
    with closing(vendor.session()) as live:
        events = interpret(live, spoken)
    assert vendor.standin.faults == []
    words = written(events).split()
    assert len(words) >= 2
    if vendor.says == " one two":
        places = [vendor.standin.words.index(word) for word in words]
        # A word that was on its way when the connection was cut is lost with it; none comes twice.
        assert places == (sorted(set(places)) if cut else list(range(len(words))))
    else:
        assert words == ["translate", "fr."] * (len(words) // 2)


@pytest.mark.parametrize("vendor", ["openai", "gemini", "gradium"], indirect=True)
def test_no_key_is_in_events_errors_or_logs(
    vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    vendor.standin.cut_after = [15]
    with closing(vendor.session()) as live:
        events = interpret(live)
    with pytest.raises(ServiceUnavailableError) as refused:
        vendor.session(key=f"{vendor.key}x")
    assert vendor.key not in caplog.text
    assert vendor.key not in repr(events)
    assert vendor.key not in f"{refused.value!r}{refused.value}{refused.value.parameters}"
    assert vendor.key not in repr(vendor.wire("", vendor.key, vendor.traits))


@pytest.mark.parametrize("vendor", ["openai", "gemini", "gradium", "dragoman"], indirect=True)
def test_a_key_that_the_engine_repeats_is_told_to_nobody(
    vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    standin, said = vendor.standin, f"not with {vendor.key}"
    standin.cut_after, standin.close_codes, standin.close_reason = [15], [1011], said
    local = RecordingSession()
    with closing(FallbackSession(vendor.session(patience_s=0.3), lambda: local)) as live:
        standin.refusals, standin.refusal_body = [400] * 20, said
        events = interpret(live)
    assert told(events) == [Code.ENGINE_TOOK_OVER]
    with pytest.raises(ServiceUnavailableError, match=r"not with \*\*\*") as refused:
        vendor.session()
    shown = "".join(traceback.format_exception(refused.value))
    for text in (shown, repr(refused.value), repr(events), caplog.text):
        assert vendor.key not in text


@pytest.mark.parametrize("address", ["https://me:s3cret@host", "https://host/?key=s3cret"])
@pytest.mark.parametrize("name", list(ENGINES))
def test_no_key_travels_in_an_address(
    name: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    refusing: list[Callable[[], object]] = [
        lambda: Client(address),
        lambda: VendorEngine(ENGINES[name], address=address).required(CONFIG),
        lambda: parse_contestants(f"{name}@{address}"),
    ]
    if ENGINES[name].has_voices:
        refusing.append(lambda: ask_offer(ENGINES[name], address))
    for refuse in refusing:
        with raises(ApiKeyError, Code.ENGINE_ADDRESS_SECRET):
            refuse()
    where = "--server" if name == "dragoman" else "--engine-address"
    given = ["--from", "fr", "--to", "en", "--engine", name, where, address]
    assert main(["translate", str(RECORDING), *given]) == 1
    shown = capsys.readouterr()
    assert "no key and no password" in shown.err
    assert "s3cret" not in shown.out + shown.err


def test_a_command_leaves_no_key_behind(
    vendor: Vendor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(0)
    home, left = tmp_path / "user", tmp_path / "left"
    left.mkdir()
    for variable in ("HOME", "DRAGOMAN_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(home))
    info = ENGINES[vendor.name]
    if info.variable:
        monkeypatch.setenv(info.variable, vendor.key)
    heard = left / "said.wav"
    soundfile.write(heard, SPEECH[SOURCE_RATE_HZ : 5 * SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    where = "--server" if vendor.name == "dragoman" else "--engine-address"
    given = ["translate", str(heard), "--from", "fr", "--to", "en", "--engine", vendor.name]
    given += [where, vendor.standin.url, "--json"]
    captions = ("captions.srt", "captions.vtt", "events.jsonl")
    outputs = [f"--out={left / 'said.flac'}", *(f"--subtitles={left / name}" for name in captions)]
    vendor.standin.cut_after = [8]
    assert main([*given, *outputs]) == 0
    assert vendor.says.split()[0] in (left / "captions.srt").read_text(encoding="utf-8")
    shown = capsys.readouterr()
    if vendor.name != "dragoman":  # which who runs it names
        assert f"What is said is sent to {info.recipient or info.title}: " in shown.err
    # Nor where it refuses, nor what says which keys there are.
    vendor.standin.refusals = [401] * 9
    assert main(given) == 1
    main(["keys"])
    after = capsys.readouterr()
    if not vendor.key:
        return
    everything = [
        path.read_bytes() for path in (*left.iterdir(), *home.rglob("*")) if path.is_file()
    ]
    texts = (shown.out, shown.err, after.out, after.err, caplog.text)
    everything += [text.encode() for text in texts]
    assert len(everything) > len(texts) + 4
    assert all(vendor.key.encode() not in content for content in everything)


@pytest.mark.parametrize("vendor", ["hibiki"], indirect=True)
def test_hibiki_serves_one_at_a_time(vendor: Vendor) -> None:
    with closing(vendor.session()) as first:
        with raises(ServiceUnavailableError, Code.ENGINE_BUSY):
            vendor.session(start_s=0.5, patience_s=0.2)
        assert written(interpret(first)) == vendor.says
    with closing(vendor.session()) as second:
        assert "three" in written(interpret(second))


@pytest.mark.parametrize("vendor", ["hibiki"], indirect=True)
def test_hibiki_text_of_bytes_and_marks_is_text(vendor: Vendor) -> None:
    vendor.standin.words, vendor.standin.pieces = ("caf\xe9", "d\xe9j\xe0"), 1
    with closing(vendor.session()) as live:
        assert written(interpret(live)) == " caf\xe9 d\xe9j\xe0"


@pytest.mark.parametrize("vendor", ["hibiki"], indirect=True)
def test_hibiki_sound_that_is_no_opus_is_told(vendor: Vendor) -> None:
    assert isinstance(vendor.standin, HibikiStandIn)
    vendor.standin.garbage = True
    with closing(vendor.session()) as live, raises(ServiceUnavailableError, Code.ENGINE_NONSENSE):
        interpret(live)


def test_gradium_has_a_voice_of_the_language_where_none_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    voices = tuple(
        OfferedVoice(id=f"{code}-1", name=code, language=code, description="")
        for code in ("fr", "en", "de")
    )
    monkeypatch.setenv("GRADIUM_API_KEY", "any")
    monkeypatch.setattr("engine.remote.engines.ask_offer", lambda *_: Offer(voices=voices))
    engine = VendorEngine(ENGINES["gradium"])

    def voice(**changes: Any) -> str | None:
        wire: Any = engine._wire(replace(CONFIG, **changes))
        chosen: str | None = wire.config.voice
        return chosen

    assert voice() == "en-1"
    assert voice(voice="mine") == "mine"
    assert voice(speaks=False) is None

    def fail(*_: object) -> Offer:
        raise EngineError(Code.SERVICE_UNREACHABLE, address="there", reason="no network")

    monkeypatch.setattr("engine.remote.engines.ask_offer", fail)
    assert voice() is None


@pytest.mark.parametrize("vendor", ["openai"], indirect=True)
@pytest.mark.parametrize("error", ["rate_limit_exceeded", "session_expired", "server_error"])
def test_an_error_on_air_that_passes_is_waited_for(vendor: Vendor, error: str) -> None:
    assert isinstance(vendor.standin, OpenAIStandIn)
    vendor.standin.errors = [error]
    with closing(vendor.session()) as live:
        events = interpret(live)
    assert written(events) == vendor.says
    assert told(events) == [Code.ENGINE_RECONNECTED]


@pytest.mark.parametrize("vendor", ["gradium"], indirect=True)
@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (("Insufficient credits", 1008), Code.ENGINE_QUOTA),
        (("Invalid API key", 1008), Code.ENGINE_KEY_REFUSED),
        (("Voice not found", 1008), Code.ENGINE_REFUSED),
        (("Too many sessions", 1013), None),
        (("oops", 1011), None),
    ],
)
def test_an_error_message_of_gradium_is_what_it_says(
    vendor: Vendor, failure: tuple[str, int], code: Code | None
) -> None:
    assert isinstance(vendor.standin, GradiumStandIn)
    vendor.standin.failure = [failure]
    with closing(vendor.session()) as live:
        if code is None:
            assert written(interpret(live)) == vendor.says
        else:
            with raises(ServiceUnavailableError, code):
                interpret(live)


def test_the_page_on_engines_names_tests_that_are_there_for_the_engines_that_it_says() -> None:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.*test_.*?) \| (.*?) ?\|$", page, re.MULTILINE)
    aspects = ["setup", "chunk", "text", "audio", "end", "reconnect", "limit", "wrong key"]
    assert [row[0] for row in rows] == [*aspects, "rate limit", "cut", "no network"]
    others = (Path(__file__).parent / "test_streaming.py").read_text(encoding="utf-8")
    for _, everywhere, own in rows:
        for name in re.findall(r"test_\w+", everywhere):
            assert engines_of(globals()[name]) == list(MAKERS)
        for part in filter(None, own.split("; ")):
            engines, _, names = part.partition(": ")
            for name in re.findall(r"test_\w+", names):
                if name in globals():
                    assert engines_of(globals()[name]) == engines.split(", ")
                else:
                    assert f"def {name}(" in others
                    assert engines == "openai"


def engines_of(test: Callable[..., object]) -> list[str]:
    """For which engines a test runs."""
    assert "vendor" in inspect.signature(test).parameters
    marks = [mark.args for mark in getattr(test, "pytestmark", [])]
    return next((list(args[1]) for args in marks if args[:1] == ("vendor",)), list(MAKERS))
