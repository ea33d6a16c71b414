"""An interpreter over packs without weights, whose stages say what they were made for."""

import atexit
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.model import SpeechModel
from engine.asr.vad import SpeechFrame
from engine.effort import Effort
from engine.events import (
    Event,
    TextCommitted,
)
from engine.interpreter import Interpreter
from engine.loading import FAMILIES, Model, ModelFamily
from engine.mt.faithful import FaithfulModel
from engine.mt.marian.model import MarianModel
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.entries import (
    STARTER_GROUP,
    Pack,
    PackFile,
    Part,
    Role,
    ShippedFile,
    Source,
)
from engine.packs.install import Installer
from engine.packs.proofs import Answer, Measure, Proof
from engine.packs.store import PackStore
from engine.session import Session, SourceBlock, finish_now
from engine.timed_text import TextUpdate, TimedText
from engine.tts.kokoro import KokoroModel
from engine.tts.phonemes import PhonemeProcess
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.toy_speech import ToySpeech

TOYS: Final = {
    "toy": ModelFamily(role=Role.SPEECH, load=lambda *_: Hearing(), detects_languages=True),
    "plain-toy": ModelFamily(role=Role.SPEECH, load=lambda *_: ToySpeech()),
}
"""What a family of one's own takes: a row."""

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
    family: str,
    *,
    languages: tuple[str, ...] = (),
    pairs: tuple[tuple[str, str], ...] = (),
) -> Pack:
    """A pack with one file, which ships."""
    content = pack_id.encode()
    path = folder / f"{pack_id}.bin"
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    part = Part(location=ShippedFile(path=path), sha256=sha256, size=len(content))
    role = (TOYS.get(family) or FAMILIES[family]).role
    return Pack(
        id=pack_id,
        title=pack_id,
        role=role,
        family=family,
        languages=languages,
        transcribes=role is Role.SPEECH,
        pairs=pairs,
        licence="MIT",
        attribution="nobody",
        note="made for a test",
        download_bytes=len(content),
        installed_bytes=len(content),
        converter="copy",
        files=(
            PackFile(
                name="model.bin",
                sha256=sha256,
                size=len(content),
                sources=(Source(parts=(part,)),),
            ),
        ),
    )


def make_store(folder: Path, *installed: str, also: Sequence[Pack] = ()) -> PackStore:
    """A store with ids that no code knows, of which some packs are installed."""
    store = _store(folder, also)
    if installed == ALL and not also and not store.root.exists():
        # Each write of an installation waits for the disk, and hundreds of tests want the same.
        shutil.copytree(_all_installed(), store.root)
    Installer(store).install(installed)
    return store


@cache
def _all_installed() -> Path:
    """The folder of a store with all packs, which is there until the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-store-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = _store(folder)
    Installer(store).install(ALL)
    return store.root


def _store(folder: Path, also: Sequence[Pack] = ()) -> PackStore:
    packs = [
        *also,
        pack(
            folder,
            "ears",
            "toy",
            languages=("en", "fr", "es", "pt"),
            pairs=(("fr", "en"), ("fr", "es")),
        ),
        pack(folder, "en-pt", "marian", pairs=(("en", "pt"),)),
        pack(folder, "pt-en", "marian", pairs=(("pt", "en"),)),
        pack(folder, "mouth", "kokoro", languages=("en", "es", "pt")),
        pack(folder, "silence", "silero"),
    ]
    return PackStore(folder / "models", Catalogue(packs, {STARTER_GROUP: ALL}))


def proof(
    *,
    is_right: bool = True,
    real_time_factor: float | None = None,
    digest: str,
    device: str = "cpu",
) -> Proof:
    """What a pack may have shown when it had to prove itself."""
    answer = Answer(source="en", target="es", measure=Measure.CHRF, value=50.0, is_right=is_right)
    return Proof(
        answers=(answer,),
        problem="",
        real_time_factor=real_time_factor,
        memory_mb=10.0,
        device=device,
        threads=1,
        date="2026-01-01T00:00:00+00:00",
        version="1",
        digest=digest,
    )


class Hearing(ToySpeech):
    """Writes English or Spanish from everything, and tells languages by their loudness."""

    def writes(self, *, source: str, target: str) -> bool:
        return target in (source, "en", "es")

    def detect_language(self, samples: Float32, *, among: Sequence[str]) -> list[tuple[str, float]]:
        quiet = "fr" if "fr" in among else "en"
        language = "pt" if np.abs(samples).max() > 0.6 else quiet
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
    def families(self) -> dict[str, ModelFamily]:
        return {
            name: replace(family, load=self._load) for name, family in {**FAMILIES, **TOYS}.items()
        }

    def _load(self, folder: Path, runtime: Runtime) -> Model:
        time.sleep(self.takes_s)
        self.loaded.append(folder.name)
        match folder.name:
            case "ears":
                return Hearing()
            case "deaf":
                return ToySpeech()
            case "mouth":
                return KokoroModel(self.voice, runtime=runtime)
            case "silence":
                return LoudnessVad()
        return Translating()


class Saying:
    """Stands for the speech decoder: says at the end of an utterance what it was made for."""

    def __init__(
        self,
        model: SpeechModel,
        _policy: object,
        *,
        source: str,
        target: str,
        config: object,
        words: Sequence[str] = (),
    ) -> None:
        del config, words
        assert isinstance(model, SpeechModel)
        task = "transcribe" if source == target else "translate"
        self._words = f" {task} {source}."

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> TextUpdate | None:
        del backlog_ms, effort
        if not frame.closes:
            return None
        end = frame.start + len(frame.samples)
        said = TimedText(self._words, frame.start, end)
        return TextUpdate(committed=(said,), tentative=TimedText("", end, end), closes=True)


class Wrapping:
    """Stands for the text translator: says what it was given, and from which language."""

    def __init__(
        self, model: FaithfulModel, _policy: object, *, language: str, config: object
    ) -> None:
        del config
        assert isinstance(model, FaithfulModel)
        self._language = language

    def push(self, progress: TextUpdate) -> TextUpdate:
        words = tuple(
            TimedText(f" from {self._language}:{w.text}", w.start, w.end)
            for w in progress.committed
        )
        return TextUpdate(committed=words, tentative=progress.tentative, closes=progress.closes)


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
            families=self._loads.families,
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
    return [*session.push(SourceBlock(samples)), *finish_now(session)]


def committed(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, TextCommitted)]
