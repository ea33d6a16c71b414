"""Loads the networks of installed packs, each once for all who use it.

FAMILIES is the one table of model families. A new family is a folder in engine/asr, engine/mt or
engine/tts whose model fulfils the contract of its role (`model.py` there), and a row here; that of
a voice model stands in engine/tts/families.py, with what its voices are made of.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from engine.asr.canary.model import load_canary
from engine.asr.model import SpeechModel
from engine.asr.silero import SileroModel, load_silero
from engine.asr.whisper.speech import load_whisper
from engine.errors import ModelError
from engine.messages import Code
from engine.mt.marian.model import load_marian
from engine.mt.model import TextModel
from engine.onnx import Runtime
from engine.packs.entries import Role
from engine.packs.store import PackStore
from engine.tts.cloning.resemblyzer import ResemblyzerModel, load_resemblyzer
from engine.tts.families import VOICE_FAMILIES
from engine.tts.kokoro import KokoroModel
from engine.tts.model import VoiceModel

Model: TypeAlias = SpeechModel | TextModel | VoiceModel | SileroModel | ResemblyzerModel
"""Weights that are loaded: immutable, shared by all streams."""

_Kind = TypeVar("_Kind", SileroModel, KokoroModel, ResemblyzerModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFamily:
    """A kind of network.

    Attributes:
        role: what its packs are for.
        load: loads the pack in a folder and runs it once, since a first run is slow; gives what
            fulfils the contract of the role.
        detects_languages: whether a speech model of it is a LanguageDetector, too.
    """

    role: Role
    load: Callable[[Path, Runtime], Model]
    detects_languages: bool = False


FAMILIES: Final[Mapping[str, ModelFamily]] = MappingProxyType(
    {
        "whisper": ModelFamily(role=Role.SPEECH, load=load_whisper, detects_languages=True),
        "canary": ModelFamily(role=Role.SPEECH, load=load_canary),
        "marian": ModelFamily(role=Role.TEXT, load=load_marian),
        **{
            name: ModelFamily(role=Role.VOICE, load=family.load)
            for name, family in VOICE_FAMILIES.items()
        },
        "silero": ModelFamily(role=Role.VAD, load=load_silero),
        "resemblyzer": ModelFamily(role=Role.SPEAKER, load=load_resemblyzer),
    }
)
"""By the name that the catalogue has for it."""


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
        families: what loads a pack.
    """

    def __init__(
        self,
        store: PackStore,
        *,
        runtime: Runtime,
        families: Mapping[str, ModelFamily] = FAMILIES,
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._families = families
        self._slots: dict[str, _Slot] = {}
        self._mutex = threading.Lock()

    def load(self, pack_id: str) -> Model:
        """The model of a pack; who asks while another thread loads it waits for that one.

        Raises:
            PackError: the pack is missing or damaged.
            ModelError: its files are not what its family needs, or the family is unknown.
        """
        with self._mutex:
            slot = self._slots.setdefault(pack_id, _Slot())
        # A lock for each pack: who needs a loaded one does not wait while another is loaded.
        with slot.lock:
            if slot.model is None:
                name = self._store.catalogue.pack(pack_id).family
                family = self._families.get(name)
                if family is None:
                    detail = f"{pack_id} is of the family {name}"
                    raise ModelError(Code.MODEL_UNSUPPORTED, detail=detail)
                slot.model = family.load(self._store.folder(pack_id), self._runtime)
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

    def voice(self, pack_id: str) -> VoiceModel:
        """The voice model of a pack.

        Raises:
            PackError, ModelError: as `load`.
            TypeError: the pack has another role.
        """
        model = self.load(pack_id)
        if not isinstance(model, VoiceModel):
            raise TypeError(f"{pack_id} is a {type(model).__name__}, not a voice model")
        return model

    def load_as(self, pack_id: str, kind: type[_Kind]) -> _Kind:
        """The model of a pack for what drives one kind of model alone.

        Raises:
            PackError, ModelError: as `load`.
            TypeError: the pack is of another family.
        """
        model = self.load(pack_id)
        if not isinstance(model, kind):
            raise TypeError(f"{pack_id} is a {type(model).__name__}, not a {kind.__name__}")
        return model
