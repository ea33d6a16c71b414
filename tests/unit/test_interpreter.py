"""The interpreter on packs without weights: what it needs, loads, shares and refuses."""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import engine.interpreter
from engine.arrays import SOURCE_RATE_HZ
from engine.asr.model import SpeechModel
from engine.compute import Device
from engine.errors import PackMissingError, PhonemeError, RouteError, VoiceError
from engine.events import (
    AudioProduced,
    Event,
    LanguageDetected,
    SpeakerChanged,
    SpeechDropped,
    SpeechStarted,
    TextCommitted,
    TextTyped,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.interpreter import Interpreter
from engine.live.relay import SessionRelay
from engine.loading import FAMILIES, ModelFamily
from engine.local_session import LocalSession
from engine.messages import Code, Message
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.entries import Role
from engine.packs.install import Installer
from engine.packs.store import PackStore
from engine.planner import AS_SPOKEN, SessionConfig
from engine.session import SourceBlock, finish_now
from engine.speakers import resemblyzer
from engine.tts.kokoro import STYLE_SIZE
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice, save_user_voice
from engine.tts.voice_stage import Delivery
from tests.helpers.level_ear import LevelEar
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.raising import raises
from tests.helpers.tiny_interpreter import (
    ALL,
    Loads,
    Maker,
    Saying,
    Wrapping,
    committed,
    make_store,
    pack,
    proof,
    run,
    utterances,
)
from tests.helpers.tiny_kokoro import write_tiny_kokoro
from tests.helpers.toy_speech import WORDS, ToySpeech, sound


@pytest.fixture
def loads(tmp_path: Path) -> Loads:
    return Loads(write_tiny_kokoro(tmp_path / "kokoro"))


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """Where the phoneme program writes its process ids."""
    return tmp_path / "started"


@pytest.fixture
def make(
    tmp_path: Path, loads: Loads, started: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator["Maker"]:
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    maker = Maker(tmp_path, loads, started)
    yield maker
    for interpreter in maker.made:
        interpreter.close()


def test_what_is_of_starter_quality_says_so_until_a_better_one_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PackStore(tmp_path, Catalogue.shipped())
    installed = set(store.catalogue.groups["starter"])
    monkeypatch.setattr(store, "installed", lambda: frozenset(installed))
    with Interpreter(store, runtime=Runtime()) as interpreter:
        spanish = SessionConfig(source="en", target="es", speaks=False)
        caution = interpreter.caution(spanish)
        assert caution is not None
        assert caution.code is Code.STARTER_QUALITY
        assert caution.parameters["packs"] == ("firefox-en-es",)
        portuguese = SessionConfig(source="en", target="pt", speaks=False)
        assert interpreter.caution(portuguese) is None
        installed.add("firefox-en-es")
        assert interpreter.caution(spanish) is None


def test_every_pack_of_the_catalogue_is_of_a_family_that_is_for_its_role() -> None:
    for entry in Catalogue.shipped().packs:
        assert FAMILIES[entry.family].role is entry.role, entry.id


def test_a_family_of_ones_own_takes_one_row(tmp_path: Path) -> None:
    def load(_folder: Path, _runtime: Runtime) -> ToySpeech:
        return ToySpeech()

    families = {
        **FAMILIES,
        "toy": ModelFamily(role=Role.SPEECH, load=load),
        "silero": ModelFamily(role=Role.VAD, load=lambda *_: LoudnessVad()),
    }
    quiet = np.zeros(SOURCE_RATE_HZ, np.float32)
    words = [0, 1, 2, 10, 3, 4, 11]
    speech = np.concatenate([quiet, sound(words), quiet])
    with Interpreter(
        make_store(tmp_path, *ALL), runtime=Runtime(threads=1), families=families
    ) as interpreter:
        for target in ("en", "fr"):
            config = SessionConfig(source="fr", target=target, speaks=False)
            assert committed(run(interpreter.session(config), speech)) == [
                WORDS[token] for token in words
            ]


class TestRequired:
    """Which packs a session needs."""

    @pytest.mark.parametrize(
        ("config", "packs"),
        [
            (SessionConfig(source="fr", target="en"), {"ears", "mouth", "silence"}),
            (SessionConfig(source="fr", target="en", speaks=False), {"ears", "silence"}),
            (SessionConfig(source="en", target="pt"), {"ears", "en-pt", "mouth", "silence"}),
            (SessionConfig(source=None, target="pt"), {"ears", "en-pt", "mouth", "silence"}),
            (SessionConfig(source=None, target="en"), {"ears", "pt-en", "mouth", "silence"}),
        ],
    )
    def test_all_of_them_are_named_installed_or_not(
        self, make: Maker, config: SessionConfig, packs: set[str]
    ) -> None:
        required = make().required(config)
        assert set(required) == packs
        assert len(required) == len(packs)

    def test_one_error_names_all_that_are_missing_before_anything_is_loaded(
        self, make: Maker, loads: Loads
    ) -> None:
        interpreter = make("ears")
        with raises(PackMissingError, Code.PACKS_MISSING) as caught:
            interpreter.session(SessionConfig(source="fr", target="pt"))
        assert caught.value.parameters["packs"] == ("en-pt", "mouth", "silence")
        assert loads.loaded == []

    def test_a_damaged_pack_is_to_be_installed_again(self, make: Maker, tmp_path: Path) -> None:
        interpreter = make(*ALL)
        (tmp_path / "models" / "silence" / "model.bin").unlink()
        with raises(PackMissingError, Code.PACKS_MISSING) as caught:
            interpreter.load(SessionConfig(source=None, target="pt"))
        assert caught.value.parameters["packs"] == ("silence",)

    def test_what_nothing_serves_is_refused(self, make: Maker) -> None:
        interpreter = make(*ALL)
        with pytest.raises(RouteError, match="from English into Spanish"):
            interpreter.required(SessionConfig(source="en", target="es"))
        with pytest.raises(VoiceError):
            interpreter.required(SessionConfig(source="fr", target="en", voice="Nobody"))


class TestDetection:
    """Sessions that are not told what is spoken."""

    def test_a_target_that_nothing_serves_is_refused_without_naming_a_source(
        self, make: Maker
    ) -> None:
        with raises(RouteError, Code.TARGET_UNKNOWN) as caught:
            make(*ALL).session(SessionConfig(source=None, target="de"))
        assert caught.value.parameters == {
            "target": "German",
            "languages": ("English", "Spanish", "Portuguese"),
        }

    def test_languages_whose_packs_are_not_installed_are_not_offered(self, make: Maker) -> None:
        interpreter = make(*ALL)
        assert "pt-en" not in interpreter.required(SessionConfig(source=None, target="en"))
        config = SessionConfig(source=None, target="en", speaks=False)
        # Portuguese is not among what may be heard: Hearing asserts that it is.
        with pytest.raises(AssertionError):
            run(interpreter.session(config), utterances(0.9))
        assert committed(run(interpreter.session(config), utterances(0.3))) == [" translate fr."]

    def test_a_model_that_detects_no_language_borrows_one_that_does(
        self, tmp_path: Path, loads: Loads, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
        deaf = pack(tmp_path, "deaf", "plain-toy", languages=("fr",), pairs=(("fr", "en"),))
        store = make_store(tmp_path, "deaf", "ears", "silence", also=[deaf])
        config = SessionConfig(source=None, target="en", speaks=False)
        with Interpreter(store, runtime=Runtime(threads=1), families=loads.families) as interpreter:
            assert set(interpreter.required(config)) == {"deaf", "ears", "silence"}
            given = SessionConfig(source="fr", target="en", speaks=False)
            assert set(interpreter.required(given)) == {"deaf", "silence"}
            events = run(interpreter.session(config), utterances(0.3))
        detected = [event.language for event in events if isinstance(event, LanguageDetected)]
        assert detected == ["fr"]
        assert committed(events) == [" translate fr."]

    def test_speech_in_the_target_language_passes_through(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source=None, target="pt", speaks=False))
        events = run(session, utterances(0.9, 0.3))
        detected = [event.language for event in events if isinstance(event, LanguageDetected)]
        assert detected == ["pt", "fr"]
        assert committed(events) == [" transcribe pt.", " from en: translate fr."]
        assert not any(isinstance(event, TranscriptCommitted) for event in events)


class TestRoutes:
    """Sessions that are told what is spoken."""

    def test_a_transcript_is_shown_where_there_is_one(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="en", target="pt", speaks=False))
        events = run(session, utterances(0.9))
        assert committed(events) == [" from en: transcribe en."]
        shown = [event for event in events if isinstance(event, TranscriptCommitted)]
        assert [(event.text, event.language) for event in shown] == [(" transcribe en.", "en")]

    def test_one_pass_may_lead_into_any_language(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="fr", target="es", speaks=False))
        events = run(session, utterances(0.9))
        assert committed(events) == [" translate fr."]
        assert not any(isinstance(event, TranscriptCommitted) for event in events)


class TestSlowPaths:
    """A path that a machine cannot keep up with gives way to a lighter one."""

    def test_what_packs_cost_is_asked_of_the_device_that_sessions_compute_on(
        self, tmp_path: Path, loads: Loads
    ) -> None:
        deaf = pack(tmp_path, "deaf", "plain-toy", languages=("fr",), pairs=(("fr", "en"),))
        store = make_store(tmp_path, "deaf", "ears", "silence", also=[deaf])
        for name, factor in (("deaf", 1.5), ("ears", 0.1)):
            store.set_proof(name, proof(real_time_factor=factor, digest=store.digest(name)))
        runtime = Runtime(threads=1)
        with Interpreter(store, runtime=runtime, families=loads.families) as interpreter:
            assert interpreter.route("fr", "en").speech == "ears"
            interpreter.use_device(Device.CUDA)
            assert interpreter.route("fr", "en").speech == "deaf"

    def test_the_lighter_one_goes_on_after_a_pause_and_one_notice_says_so(
        self, tmp_path: Path, loads: Loads, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made_for: list[str] = []

        class Noting(Saying):
            def __init__(self, model: SpeechModel, *args: object, **kwargs: Any) -> None:
                made_for.append(type(model).__name__)
                super().__init__(model, *args, **kwargs)

        monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Noting)
        deaf = pack(tmp_path, "deaf", "plain-toy", languages=("fr",), pairs=(("fr", "en"),))
        store = make_store(tmp_path, "deaf", "ears", "silence", also=[deaf])
        for name, factor in (("deaf", 0.7), ("ears", 0.1)):
            store.set_proof(name, proof(real_time_factor=factor, digest=store.digest(name)))
        notices: list[Message] = []
        config = SessionConfig(source="fr", target="en", speaks=False)
        with Interpreter(
            store,
            runtime=Runtime(threads=1),
            families=loads.families,
            on_notice=notices.append,
        ) as interpreter:
            session = interpreter.session(config)
            assert made_for == ["ToySpeech"]
            events: list[Event] = []
            samples = utterances(0.3)
            deadline_s = time.monotonic() + 30
            while "Hearing" not in made_for and time.monotonic() < deadline_s:
                events += session.push(SourceBlock(samples, backlog_samples=2 * SOURCE_RATE_HZ))
            events += run(session, samples)
        assert made_for == ["ToySpeech", "Hearing"]
        assert [notice.code for notice in notices] == [Code.ROUTE_TOO_SLOW]
        assert notices[0].parameters == {"models": ("deaf",), "others": ("ears",)}
        spoken = [event for event in events if isinstance(event, SpeechStarted)]
        assert committed(events) == [" translate fr."] * len(spoken)


class TestTranscripts:
    """Sessions that write down what is said in its own language."""

    def test_of_a_language_that_is_given(self, make: Maker) -> None:
        for target in ("fr", AS_SPOKEN):
            config = SessionConfig(source="fr", target=target, speaks=False)
            events = run(make(*ALL).session(config), utterances(0.9))
            texts = [(e.text, e.language) for e in events if isinstance(e, TextCommitted)]
            assert texts == [(" transcribe fr.", "fr")]
            assert not any(isinstance(event, TranscriptCommitted) for event in events)

    def test_of_whatever_is_spoken(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source=None, target=AS_SPOKEN, speaks=False))
        events = run(session, utterances(0.9, 0.3))
        texts = [(e.text, e.language) for e in events if isinstance(e, TextCommitted)]
        assert texts == [(" transcribe pt.", "pt"), (" transcribe fr.", "fr")]

    def test_can_be_spoken_again_in_another_voice(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="en", target="en"))
        events = run(session, utterances(0.9))
        assert any(isinstance(event, AudioProduced) for event in events)

    def test_a_voice_needs_a_language(self) -> None:
        with raises(RouteError, Code.VOICE_NEEDS_TARGET):
            SessionConfig(source=None, target=AS_SPOKEN)

    def test_what_is_missing_is_named(self, make: Maker) -> None:
        with raises(PackMissingError, Code.PACKS_MISSING):
            make("ears").session(SessionConfig(source="fr", target="fr", speaks=False))
        with raises(PackMissingError, Code.PACKS_MISSING):
            make("ears").session(SessionConfig(source=None, target=AS_SPOKEN, speaks=False))

    def test_a_flushed_session_goes_on(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="fr", target="fr", speaks=False))
        speech = utterances(0.9)[: 3 * SOURCE_RATE_HZ]
        first = [*session.push(SourceBlock(speech)), *finish_now(session)]
        second = run(session, utterances(0.9))
        starts = [e.source_start for e in (*first, *second) if isinstance(e, TextCommitted)]
        assert len(starts) == 2
        assert starts[1] >= len(speech) + SOURCE_RATE_HZ


class TestVoiceStages:
    """The speaking stage alone."""

    def test_speaks_text_without_any_speech_model(self, make: Maker, loads: Loads) -> None:
        interpreter = make("mouth")
        stage = interpreter.voice_stage(interpreter.voices.default("en"))
        stage.push(" hello.")
        stage.flush()
        spoken = stage.speak_next(tempo=1.0)
        assert spoken is not None
        assert len(spoken.samples) > 0
        assert loads.loaded == ["mouth"]

    def test_names_the_missing_pack(self, make: Maker) -> None:
        interpreter = make("ears")
        with raises(PackMissingError, Code.PACKS_MISSING):
            interpreter.voice_stage(interpreter.voices.default("en"))
        with raises(PackMissingError, Code.PACKS_MISSING):
            interpreter.voice_activity()


class TestLoading:
    """Models are loaded once."""

    def test_two_threads_that_need_the_same_load_it_once(self, make: Maker, loads: Loads) -> None:
        loads.takes_s = 0.05
        interpreter = make(*ALL)
        sessions: list[object] = []
        gate = threading.Barrier(4)

        def open_one(target: str) -> None:
            gate.wait()
            config = SessionConfig(source="fr", target=target, speaks=False)
            sessions.append(interpreter.session(config))

        threads = [threading.Thread(target=open_one, args=(target,)) for target in ("en", "pt") * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(sessions) == 4
        assert sorted(loads.loaded) == ["ears", "en-pt", "silence"]

    def test_what_is_loaded_is_not_waited_for(self, make: Maker, loads: Loads) -> None:
        interpreter = make(*ALL)
        interpreter.load(SessionConfig(source="fr", target="en", speaks=False))
        loads.takes_s = 0.5
        slow = threading.Thread(
            target=interpreter.load, args=[SessionConfig(source="fr", target="pt", speaks=False)]
        )
        slow.start()
        time.sleep(0.1)
        interpreter.session(SessionConfig(source="fr", target="en", speaks=False))
        assert loads.loaded == ["ears", "silence"]
        slow.join()
        assert loads.loaded == ["ears", "silence", "en-pt"]

    def test_a_pack_that_is_installed_later_is_found(self, make: Maker, tmp_path: Path) -> None:
        interpreter = make("ears")
        config = SessionConfig(source="fr", target="en", speaks=False)
        with pytest.raises(PackMissingError, match="silence"):
            interpreter.load(config)
        make_store(tmp_path, "silence")
        interpreter.load(config)

    def test_progress_is_told(self, make: Maker) -> None:
        interpreter = make(*ALL)
        config = SessionConfig(source="fr", target="pt")
        told: list[tuple[str, int, int]] = []
        interpreter.load(config, lambda p: told.append((p.pack, p.done, p.total)))
        required = interpreter.required(config)
        assert told == [(name, n, len(ALL)) for n, name in enumerate((*required, ""))]

    def test_a_session_after_load_loads_nothing(self, make: Maker, loads: Loads) -> None:
        interpreter = make(*ALL)
        config = SessionConfig(source="fr", target="pt")
        interpreter.load(config)
        before = list(loads.loaded)
        interpreter.session(config)
        assert loads.loaded == before


class TestVoices:
    """Voices that change while a session runs."""

    def test_a_voice_is_changed_by_name(self, make: Maker) -> None:
        interpreter = make(*ALL)
        session = interpreter.session(SessionConfig(source="fr", target="en"))
        engine = interpreter.synthesiser("George", language="en")
        session.change_voice(engine)
        session.change_delivery(Delivery(speed=1.2, pitch_semitones=-1))
        clips = [e for e in run(session, utterances(0.9)) if isinstance(e, AudioProduced)]
        assert engine.voice.id == "en-gb-george"
        assert [clip.text.strip() for clip in clips] == ["translate fr."]
        with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
            session.change_voice(interpreter.synthesiser("Dora", language="es"))

    def test_a_voice_without_its_pack_says_what_to_install(self, make: Maker) -> None:
        interpreter = make("ears", "silence")
        with raises(PackMissingError, Code.PACKS_MISSING):
            interpreter.synthesiser("George", language="en")

    def test_a_voice_that_was_added_is_there_after_reloading(
        self, make: Maker, tmp_path: Path
    ) -> None:
        interpreter = make(*ALL)
        with pytest.raises(VoiceError, match="no voice"):
            interpreter.synthesiser("Zoe", language="es")
        added = UserVoice(
            id="zoe",
            name="Zoe",
            languages=("es",),
            sex=Sex.FEMALE,
            gain_db=0.0,
            vectors=np.zeros((1, STYLE_SIZE), np.float32),
            consent=None,
        )
        save_user_voice(added, tmp_path / "voices")
        interpreter.reload_voices()
        assert interpreter.synthesiser("Zoe", language="es").voice.id == "zoe.es"


class TestPhonemes:
    """The phoneme program that sessions share."""

    def test_four_sessions_use_one_process_that_close_ends(
        self, make: Maker, started: Path
    ) -> None:
        interpreter = make(*ALL)
        sessions = [interpreter.session(SessionConfig(source="fr", target="en")) for _ in range(4)]
        spoken: list[list[Event]] = []
        threads = [
            threading.Thread(target=lambda s=session: spoken.append(run(s, utterances(0.9))))
            for session in sessions
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clips = [
            [event.text.strip() for event in events if isinstance(event, AudioProduced)]
            for events in spoken
        ]
        assert clips == [["translate fr."]] * 4
        (process_id,) = map(int, started.read_text().split())
        os.kill(process_id, 0)
        interpreter.close()
        with pytest.raises(ProcessLookupError):
            os.kill(process_id, 0)

    def test_a_closed_interpreter_starts_no_process_again(self, make: Maker, started: Path) -> None:
        interpreter = make(*ALL)
        session = interpreter.session(SessionConfig(source="fr", target="en"))
        interpreter.close()
        dropped = [e for e in run(session, utterances(0.9)) if isinstance(e, SpeechDropped)]
        assert len(dropped) == 1
        with pytest.raises(PhonemeError, match="was closed"):
            interpreter.session(SessionConfig(source="fr", target="en"))
        assert len(started.read_text().split()) == 1

    def test_captions_need_no_process(self, make: Maker, started: Path) -> None:
        interpreter = make(*ALL)
        run(
            interpreter.session(SessionConfig(source="fr", target="en", speaks=False)),
            utterances(0.9),
        )
        assert not started.exists()


class TestTyping:
    """What is typed beside what is heard."""

    @staticmethod
    def typed(session: LocalSession, text: str, language: str | None = None) -> list[TextTyped]:
        session.type_text(text, language)
        events = [
            *session.push(SourceBlock(np.zeros(SOURCE_RATE_HZ, np.float32))),
            *finish_now(session),
        ]
        assert any(isinstance(event, AudioProduced) for event in events)
        return [event for event in events if isinstance(event, TextTyped)]

    def test_is_translated_by_the_text_models_of_the_route(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="en", target="pt"))
        (event,) = self.typed(session, "  good \n morning ")
        assert (event.typed, event.typed_language, event.language) == ("good morning", "en", "pt")
        assert event.text == "from en: good from en: morning"

    def test_needs_text_models_where_the_speech_model_translates(self, make: Maker) -> None:
        session = make(*ALL, "pt-en").session(SessionConfig(source="fr", target="en"))
        with raises(RouteError, Code.ROUTE_UNKNOWN):
            session.type_text("bonjour", None)
        (event,) = self.typed(session, "bom dia", "pt")
        assert (event.typed_language, event.language) == ("pt", "en")

    def test_that_are_not_installed_are_named(self, make: Maker) -> None:
        session = make("ears", "mouth", "silence").session(SessionConfig(source="fr", target="en"))
        with raises(PackMissingError, Code.PACKS_MISSING) as caught:
            session.type_text("bom dia", "pt")
        assert caught.value.message.texts("packs") == ("pt-en",)

    def test_in_the_target_language_is_spoken_as_it_is(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="fr", target="en"))
        (event,) = self.typed(session, "good morning", "en")
        assert event.text == "good morning"

    def test_needs_a_language_until_one_was_heard(self, make: Maker) -> None:
        session = make(*ALL, "pt-en").session(SessionConfig(source=None, target="en"))
        with raises(RouteError, Code.TYPING_LANGUAGE_UNKNOWN):
            session.type_text("bom dia", None)
        run(session, utterances(0.9))
        (event,) = self.typed(session, "bom dia")
        assert event.typed_language == "pt"

    def test_nothing_is_said_of_nothing(self, make: Maker) -> None:
        session = make(*ALL).session(SessionConfig(source="en", target="pt"))
        session.type_text(" … ", None)
        events = session.push(SourceBlock(np.zeros(SOURCE_RATE_HZ, np.float32)))
        assert not [event for event in events if isinstance(event, TextTyped)]


class TestConversation:
    """Two people at one microphone."""

    def test_who_speaks_one_language_is_heard_in_the_other(self, make: Maker) -> None:
        config = SessionConfig(source="pt", target="en", both_ways=True)
        interpreter = make(*ALL, "pt-en")
        assert set(interpreter.required(config)) == {"ears", "pt-en", "en-pt", "mouth", "silence"}
        session = interpreter.session(config)
        # The detector takes what is loud for Portuguese, all else for what is not.
        events = run(session, utterances(0.9, 0.3, 0.9))
        texts = [(e.language, e.text) for e in events if isinstance(e, TextCommitted)]
        assert texts == [
            ("en", " from pt: transcribe pt."),
            ("pt", " from en: transcribe en."),
            ("en", " from pt: transcribe pt."),
        ]
        spoken = [event.language for event in events if isinstance(event, AudioProduced)]
        assert spoken == ["en", "pt", "en"]

    def test_a_turn_is_corrected_and_spoken_the_other_way(self, make: Maker) -> None:
        config = SessionConfig(source="pt", target="en", both_ways=True)
        session = make(*ALL, "pt-en").session(config)
        run_on = session.push(SourceBlock(utterances(0.9)))
        assert [e.language for e in run_on if isinstance(e, TextCommitted)] == ["en"]
        session.correct_turn()
        events = [
            *session.push(SourceBlock(np.zeros(SOURCE_RATE_HZ, np.float32))),
            *finish_now(session),
        ]
        assert isinstance(events[0], TextWithdrawn)
        texts = [(e.language, e.text) for e in events if isinstance(e, TextCommitted)]
        assert texts == [("pt", " from en: transcribe en.")]
        # What was begun before is left, and the turn is spoken anew.
        assert {e.language for e in events if isinstance(e, AudioProduced)} == {"pt"}
        kinds = [type(event) for event in events]
        assert kinds.index(TextWithdrawn) < kinds.index(AudioProduced)

    def test_what_is_typed_while_a_turn_goes_on_stays_when_that_is_corrected(
        self, make: Maker
    ) -> None:
        config = SessionConfig(source="pt", target="en", both_ways=True)
        session = make(*ALL, "pt-en").session(config)
        speech = utterances(0.9)
        events = session.push(SourceBlock(speech[: int(3.7 * SOURCE_RATE_HZ)]))
        session.type_text("typed", "en")
        events += session.push(SourceBlock(speech[int(3.7 * SOURCE_RATE_HZ) :][:1_600]))
        session.correct_turn()
        events += run(session, speech[int(3.7 * SOURCE_RATE_HZ) + 1_600 :])
        assert any(isinstance(event, TextWithdrawn) for event in events)
        said = [(e.language, e.text) for e in events if isinstance(e, AudioProduced)]
        assert [text for _, text in said].count("from en: typed") == 1
        assert said[-1] == ("pt", "from en: transcribe en.")

    def test_what_is_typed_goes_the_way_of_its_language(self, make: Maker) -> None:
        config = SessionConfig(source="pt", target="en", both_ways=True, speaks=False)
        session = make(*ALL, "pt-en").session(config)
        for language in ("pt", "en", None):
            session.type_text("ok", language)
        events = session.push(SourceBlock(np.zeros(SOURCE_RATE_HZ, np.float32)))
        typed = [(e.typed_language, e.language) for e in events if isinstance(e, TextTyped)]
        assert typed == [("pt", "en"), ("en", "pt"), ("pt", "en")]

    @pytest.mark.parametrize("source", [None, "en"])
    def test_both_languages_must_be_named(self, source: str | None) -> None:
        with raises(RouteError, Code.CONVERSATION_NEEDS_LANGUAGES):
            SessionConfig(source=source, target="en", both_ways=True)


class TestSpeakers:
    """Voices that differ clearly are told apart, where that is asked for."""

    @pytest.fixture
    def interpreter(
        self,
        tmp_path: Path,
        loads: Loads,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Iterator[Interpreter]:
        monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
        ear = replace(FAMILIES[resemblyzer.FAMILY], load=lambda *_: LevelEar())
        store = make_store(tmp_path, *ALL, also=[pack(tmp_path, "who", resemblyzer.FAMILY)])
        families = {**loads.families, resemblyzer.FAMILY: ear}
        with Interpreter(store, runtime=Runtime(threads=1), families=families) as made:
            yield made

    _CONFIG = SessionConfig(source="fr", target="en", speaks=False, tells_speakers=True)

    def test_each_turn_is_told(self, interpreter: Interpreter) -> None:
        Installer(interpreter._store).install(["who"])
        sound = utterances(0.2, 0.2, 0.4, 0.2)
        events = run(interpreter.session(self._CONFIG), sound)
        turns = [event for event in events if isinstance(event, SpeakerChanged)]
        assert [turn.speaker for turn in turns] == [1, 2, 1]
        for turn, began_s in zip(turns, (2, 10, 14), strict=True):
            assert turn.source_start / SOURCE_RATE_HZ == pytest.approx(began_s, abs=0.4)
        # However the sound comes, and however fast the computer is.
        session = interpreter.session(self._CONFIG)
        again: list[Event] = []
        for start in range(0, len(sound), 1_000):
            again += session.push(SourceBlock(sound[start : start + 1_000]))
        again += finish_now(session)
        assert [event for event in again if isinstance(event, SpeakerChanged)] == turns
        session.close()

    def test_nothing_is_told_or_loaded_unasked(self, interpreter: Interpreter) -> None:
        Installer(interpreter._store).install(["who"])
        config = replace(self._CONFIG, tells_speakers=False)
        assert "who" not in interpreter.required(config)
        events = run(interpreter.session(config), utterances(0.2, 0.4))
        assert not [event for event in events if isinstance(event, SpeakerChanged)]

    def test_an_encoder_that_is_missing_is_named(self, interpreter: Interpreter) -> None:
        with raises(PackMissingError, Code.PACKS_MISSING) as caught:
            interpreter.session(self._CONFIG)
        assert "who" in str(caught.value)

    def test_a_change_of_languages_does_not_make_voices_strangers(
        self, interpreter: Interpreter
    ) -> None:
        Installer(interpreter._store).install(["who"])
        relay = SessionRelay(interpreter.session(self._CONFIG))
        events = relay.push(SourceBlock(utterances(0.2, 0.4)))
        relay.follow_with(interpreter.session(self._CONFIG), source="fr", target="en")
        for _ in range(4):
            events += relay.push(SourceBlock(np.zeros(SOURCE_RATE_HZ, np.float32)))
        events += relay.push(SourceBlock(utterances(0.2)))
        events += finish_now(relay)
        turns = [event.speaker for event in events if isinstance(event, SpeakerChanged)]
        assert turns == [1, 2, 1]
        relay.close()
