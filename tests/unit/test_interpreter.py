"""The interpreter on packs without weights: what it needs, loads, shares and refuses."""

import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import pytest

import engine.interpreter
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import PackMissingError, PhonemeError, RouteError, VoiceError
from engine.events import (
    AudioProduced,
    Event,
    LanguageDetected,
    SpeechDropped,
    TextCommitted,
    TranscriptCommitted,
)
from engine.interpreter import Interpreter, SessionConfig
from engine.models.kokoro import KokoroModel
from engine.models.marian import MarianModel
from engine.models.onnx import Runtime
from engine.models.whisper import EncodedAudio, WhisperModel
from engine.packs.catalogue import Catalogue
from engine.packs.entries import (
    STARTER_GROUP,
    Family,
    Pack,
    PackFile,
    Part,
    Route,
    ShippedFile,
    Source,
    SpeechTask,
)
from engine.packs.install import Installer
from engine.packs.loading import LOADERS, Loader, Model
from engine.packs.store import PackStore
from engine.pipeline import Session
from engine.text.phonemes import PhonemeProcess
from engine.translate.progress import Progress, TimedText
from engine.vad.segmenter import SpeechFrame
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.tiny_kokoro import write_tiny_kokoro

ALL: Final = ("ears", "en-pt", "mouth", "silence")

# Greets and answers as the phoneme program does, and writes down that it was started.
PROGRAM: Final = """
import os, sys
with open(sys.argv[1], "a") as log:
    print(os.getpid(), file=log)
print("phonemes 1 test", flush=True)
for line in sys.stdin:
    print("ok\\t" + line.split("\\t")[1].strip(), flush=True)
"""


def pack(
    folder: Path,
    pack_id: str,
    family: Family,
    *,
    languages: tuple[str, ...] = (),
    pairs: tuple[tuple[str, str], ...] = (),
    translates_into: tuple[str, ...] = (),
) -> Pack:
    """A pack with one file, which ships."""
    content = pack_id.encode()
    path = folder / f"{pack_id}.bin"
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    part = Part(location=ShippedFile(path=path), sha256=sha256, size=len(content))
    is_speech = family is Family.WHISPER
    return Pack(
        id=pack_id,
        title=pack_id,
        role=family.role,
        family=family,
        languages=languages,
        pairs=pairs,
        tasks=tuple(SpeechTask) if is_speech else (),
        translates_into=translates_into,
        licence="MIT",
        attribution="nobody",
        note="made for a test",
        download_bytes=len(content),
        installed_bytes=len(content),
        exporter="copy",
        files=(
            PackFile(
                name="model.bin",
                sha256=sha256,
                size=len(content),
                sources=(Source(parts=(part,)),),
            ),
        ),
    )


def route(source: str, target: str, speech_target: str, *text: str) -> Route:
    return Route(
        source=source,
        target=target,
        speech="ears",
        speech_target=speech_target,
        text=text,
        bleu=None,
        chrf=None,
        measured="",
    )


def make_store(folder: Path, *installed: str) -> PackStore:
    """A store with ids that no code knows, of which some packs are installed."""
    packs = [
        pack(
            folder,
            "ears",
            Family.WHISPER,
            languages=("en", "fr", "es", "pt"),
            translates_into=("en", "es"),
        ),
        pack(folder, "en-pt", Family.MARIAN, pairs=(("en", "pt"),)),
        pack(folder, "pt-en", Family.MARIAN, pairs=(("pt", "en"),)),
        pack(folder, "mouth", Family.KOKORO, languages=("en", "es", "pt")),
        pack(folder, "silence", Family.SILERO),
    ]
    routes = [
        route("fr", "en", "en"),
        route("pt", "en", "pt", "pt-en"),
        route("fr", "es", "es"),
        route("en", "pt", "en", "en-pt"),
        route("fr", "pt", "en", "en-pt"),
    ]
    catalogue = Catalogue(packs, routes, {STARTER_GROUP: ALL})
    store = PackStore(folder / "models", catalogue)
    Installer(store).install(installed)
    return store


class Hearing(WhisperModel):
    """Tells the language of speech by its loudness."""

    max_samples = 480_000

    def __init__(self) -> None:
        """Load nothing."""

    def encode(self, samples: Float32, **_rest: object) -> EncodedAudio:
        loud = {"loud": samples} if np.abs(samples).max() > 0.6 else {}
        return EncodedAudio(cross=loud, n_frames=0, n_samples=len(samples))

    def detect_language(
        self, encoded: EncodedAudio, *, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        assert among is not None
        language = "pt" if encoded.cross else "fr"
        assert language in among
        return [(language, 1.0)]


class Translating(MarianModel):
    def __init__(self) -> None:
        """Load nothing."""


@dataclass
class Loads:
    """Loaders of models without weights, and what they loaded."""

    voice: Path
    takes_s: float = 0.0
    loaded: list[str] = field(default_factory=list)

    @property
    def loaders(self) -> dict[Family, Loader]:
        return dict.fromkeys(Family, self._load)

    def _load(self, folder: Path, runtime: Runtime) -> Model:
        time.sleep(self.takes_s)
        self.loaded.append(folder.name)
        match folder.name:
            case "ears":
                return Hearing()
            case "mouth":
                return KokoroModel(self.voice, runtime=runtime)
            case "silence":
                return LoudnessVad()
        return Translating()


class Saying:
    """Stands for the speech decoder: says at the end of an utterance what it was made for."""

    def __init__(
        self, model: WhisperModel, _policy: object, *, language: str, task: str, config: object
    ) -> None:
        del config
        assert isinstance(model, Hearing)
        self._words = f" {task} {language}."

    def push(self, frame: SpeechFrame, *, step_scale: int = 1) -> Progress | None:
        del step_scale
        if not frame.closes:
            return None
        end = frame.start + len(frame.samples)
        said = TimedText(self._words, frame.start, end)
        return Progress(committed=(said,), tentative=TimedText("", end, end), closes=True)


class Wrapping:
    """Stands for the text translator: says what it was given, and from which language."""

    def __init__(
        self, model: MarianModel, _policy: object, *, language: str, config: object
    ) -> None:
        del config
        assert isinstance(model, Translating)
        self._language = language

    def push(self, progress: Progress) -> Progress:
        words = tuple(
            TimedText(f" from {self._language}:{w.text}", w.start, w.end)
            for w in progress.committed
        )
        return Progress(committed=words, tentative=progress.tentative, closes=progress.closes)


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


class Maker:
    """Makes interpreters over stores where some packs are installed."""

    def __init__(self, folder: Path, loads: Loads, started: Path) -> None:
        self._folder = folder
        self._loads = loads
        self._started = started
        self.made: list[Interpreter] = []

    def __call__(self, *installed: str) -> Interpreter:
        interpreter = Interpreter(
            make_store(self._folder, *installed),
            runtime=Runtime(threads=1),
            phonemiser=PhonemeProcess([sys.executable, "-c", PROGRAM, str(self._started)]),
            loaders=self._loads.loaders,
        )
        self.made.append(interpreter)
        return interpreter


def utterances(*levels: float) -> Float32:
    """An utterance of 2 s at each level, with pauses around."""
    rng = np.random.default_rng(0)
    quiet = np.zeros(2 * SOURCE_RATE_HZ, np.float32)
    parts = [quiet]
    for level in levels:
        noise = level * rng.choice([-1.0, 1.0], 2 * SOURCE_RATE_HZ)
        parts += [noise.astype(np.float32), quiet]
    return np.concatenate(parts)


def run(session: Session, samples: Float32) -> list[Event]:
    return [*session.push(samples), *session.flush()]


def committed(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, TextCommitted)]


def test_every_family_has_a_loader() -> None:
    assert set(LOADERS) == set(Family)


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
        with pytest.raises(PackMissingError) as caught:
            interpreter.session(SessionConfig(source="fr", target="pt"))
        assert str(caught.value) == (
            "Interpreting from French into Portuguese needs the model packs en-pt, mouth and "
            "silence; run: dragoman models install en-pt mouth silence"
        )
        assert loads.loaded == []

    def test_a_damaged_pack_is_to_be_installed_again(self, make: Maker, tmp_path: Path) -> None:
        interpreter = make(*ALL)
        (tmp_path / "models" / "silence" / "model.bin").unlink()
        with pytest.raises(PackMissingError) as caught:
            interpreter.load(SessionConfig(source=None, target="pt"))
        assert str(caught.value) == (
            "Interpreting into Portuguese needs the model pack silence (damaged); "
            "run: dragoman models install silence"
        )

    def test_what_nothing_serves_is_refused(self, make: Maker) -> None:
        interpreter = make(*ALL)
        with pytest.raises(RouteError, match="from English into Spanish yet"):
            interpreter.required(SessionConfig(source="en", target="es"))
        with pytest.raises(VoiceError):
            interpreter.required(SessionConfig(source="fr", target="en", voice="Nobody"))


class TestDetection:
    """Sessions that are not told what is spoken."""

    def test_a_target_that_nothing_serves_is_refused_without_naming_a_source(
        self, make: Maker
    ) -> None:
        with pytest.raises(RouteError) as caught:
            make(*ALL).session(SessionConfig(source=None, target="de"))
        assert str(caught.value) == (
            "No installed or known pack interprets anything into German; "
            "choose another language to translate into: en, es, pt."
        )

    def test_languages_whose_packs_are_not_installed_are_not_offered(self, make: Maker) -> None:
        interpreter = make(*ALL)
        assert "pt-en" not in interpreter.required(SessionConfig(source=None, target="en"))
        session = interpreter.session(SessionConfig(source=None, target="en", speaks=False))
        # Portuguese is not among what may be heard: Hearing asserts that it is.
        with pytest.raises(AssertionError):
            run(session, utterances(0.9))
        session.reset()
        assert committed(run(session, utterances(0.3))) == [" translate fr."]

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


class TestLoading:
    """Models are loaded once."""

    def test_two_threads_that_need_the_same_load_it_once(self, make: Maker, loads: Loads) -> None:
        loads.takes_s = 0.05
        interpreter = make(*ALL)
        sessions: list[Session] = []
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
