"""Loads the network of an installed pack, once for all who use it, and has it run a first time.

Which adapter speaks with which kind of voice model.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

import numpy as np

from engine.asr.canary.model import load_canary
from engine.asr.model import SpeechModel
from engine.asr.silero import FRAME_SAMPLES, SileroModel
from engine.asr.whisper.speech import load_whisper
from engine.errors import VoiceError
from engine.families import Family
from engine.mt.marian.model import MarianModel
from engine.mt.model import TextModel
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.tts.cloning.resemblyzer import ResemblyzerModel
from engine.tts.kokoro import STYLE_SIZE, KokoroModel, KokoroStyle, KokoroVoiceEngine
from engine.tts.model import Voice, VoiceEngine
from engine.tts.phonemes import Phonemiser
from engine.tts.pocket import PocketClip, PocketModel, PocketVoiceEngine

Model: TypeAlias = (
    SileroModel | SpeechModel | TextModel | KokoroModel | PocketModel | ResemblyzerModel
)
"""Weights that are loaded: immutable, shared by all streams."""

Loader: TypeAlias = Callable[[Path, Runtime], Model]
"""Loads the pack in a folder and runs it once: a first run is slow, since it allocates memory."""

_Kind = TypeVar("_Kind", SileroModel, KokoroModel, ResemblyzerModel)


def _load_marian(folder: Path, runtime: Runtime) -> MarianModel:
    model = MarianModel(folder, runtime=runtime)
    model.translate("a")
    return model


def _load_kokoro(folder: Path, runtime: Runtime) -> KokoroModel:
    model = KokoroModel(folder, runtime=runtime)
    any_token = next(iter(model.vocabulary.values()))
    model.synthesise([any_token], np.zeros(STYLE_SIZE, np.float32), speed=1.0)
    return model


def _load_pocket(folder: Path, runtime: Runtime) -> PocketModel:
    model = PocketModel(folder, runtime=runtime)
    model.decode(np.zeros((1, model.latent_size), np.float32), model.decoder_state())
    return model


def _load_silero(folder: Path, runtime: Runtime) -> SileroModel:
    model = SileroModel(folder, runtime=runtime)
    model.step(np.zeros(FRAME_SAMPLES, np.float32), model.initial_state())
    return model


def _load_resemblyzer(folder: Path, runtime: Runtime) -> ResemblyzerModel:
    model = ResemblyzerModel(folder, runtime=runtime)
    model.embed_mel(np.zeros((1, 1, 40), np.float32))
    return model


LOADERS: Final[Mapping[Family, Loader]] = MappingProxyType(
    {
        Family.WHISPER: load_whisper,
        Family.CANARY: load_canary,
        Family.MARIAN: _load_marian,
        Family.KOKORO: _load_kokoro,
        Family.POCKET: _load_pocket,
        Family.SILERO: _load_silero,
        Family.RESEMBLYZER: _load_resemblyzer,
    }
)
"""What loads a pack, by the kind of network in it."""


@dataclass(slots=True)
class _Slot:
    """A pack's place; the lock is held while its model is being loaded."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    model: Model | None = None


class LoadedModels:
    """The models of installed packs; safe from any thread.

    Args:
        store: the installed packs.
        runtime: how models run.
        loaders: what loads a pack.
    """

    def __init__(
        self, store: PackStore, *, runtime: Runtime, loaders: Mapping[Family, Loader] = LOADERS
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._loaders = loaders
        self._slots: dict[str, _Slot] = {}
        self._mutex = threading.Lock()

    def load(self, pack_id: str) -> Model:
        """The model of a pack; who asks while another thread loads it waits for that one.

        Raises:
            PackError: the pack is missing or damaged.
            ModelError: its files are not what its family needs.
        """
        with self._mutex:
            slot = self._slots.setdefault(pack_id, _Slot())
        # A lock for each pack: who needs a loaded one does not wait while another is loaded.
        with slot.lock:
            if slot.model is None:
                loader = self._loaders[self._store.catalogue.pack(pack_id).family]
                slot.model = loader(self._store.folder(pack_id), self._runtime)
            return slot.model

    def speech(self, pack_id: str) -> SpeechModel:
        """The speech model of a pack.

        Raises:
            PackError, ModelError: as `load`.
            TypeError: the pack has another role.
        """
        model = self.load(pack_id)
        if not isinstance(model, SpeechModel):
            raise TypeError(f"{pack_id} is a {type(model).__name__}, not a speech model")
        return model

    def text(self, pack_id: str) -> TextModel:
        """The text model of a pack.

        Raises:
            PackError, ModelError: as `load`.
            TypeError: the pack has another role.
        """
        model = self.load(pack_id)
        if not isinstance(model, TextModel):
            raise TypeError(f"{pack_id} is a {type(model).__name__}, not a text model")
        return model

    def load_as(self, pack_id: str, kind: type[_Kind]) -> _Kind:
        """The model of a pack for a stage that drives one kind of model.

        Raises:
            PackError, ModelError: as `load`.
            TypeError: the pack is of another family.
        """
        model = self.load(pack_id)
        if not isinstance(model, kind):
            raise TypeError(f"{pack_id} is a {type(model).__name__}, not a {kind.__name__}")
        return model


def voice_engine(model: Model, voice: Voice, *, phonemiser: Phonemiser) -> VoiceEngine:
    """Make what speaks with a voice.

    Args:
        model: loaded from a pack of the voice's family.
        voice: whom it speaks as.
        phonemiser: for models that are given phonemes; takes any number of threads.

    Raises:
        VoiceError: the model is not of the kind that the voice needs.
    """
    match model, voice.sound:
        case KokoroModel(), KokoroStyle() as style:
            return KokoroVoiceEngine(model, phonemiser, voice, style)
        case PocketModel(), PocketClip() as clip:
            return PocketVoiceEngine(model, voice, clip)
    raise VoiceError(
        f"The voice {voice.name} needs a model of the kind {voice.sound.family}, not a "
        f"{type(model).__name__}; choose another voice."
    )
