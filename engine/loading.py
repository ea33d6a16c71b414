"""Loads the networks of installed packs, each once for all who use it.

FAMILIES is the one table of model families. A new family is a folder in engine/asr, engine/mt or
engine/tts whose model fulfils the contract of its role (`model.py` there), and a row here; that of
a voice model stands in engine/tts/families.py, with what its voices are made of.
"""

import logging
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
from engine.compute import Device
from engine.errors import ModelError
from engine.messages import Code, Message
from engine.mt.marian.model import load_marian
from engine.mt.model import TextModel
from engine.onnx import Runtime
from engine.packs.entries import Role
from engine.packs.store import PackStore
from engine.placement import Placer, Timing
from engine.speakers import campplus, resemblyzer
from engine.speakers.model import SpeakerEncoder
from engine.tts.families import VOICE_FAMILIES
from engine.tts.kokoro import KokoroModel
from engine.tts.model import VoiceModel

_log = logging.getLogger(__name__)

Model: TypeAlias = SpeechModel | TextModel | VoiceModel | SileroModel | SpeakerEncoder
"""Weights that are loaded: immutable, shared by all streams."""

_Kind = TypeVar("_Kind", SileroModel, KokoroModel, resemblyzer.ResemblyzerModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFamily:
    """A kind of network.

    Attributes:
        role: what its packs are for.
        load: loads the pack in a folder and runs it once, since a first run is slow; gives what
            fulfils the contract of the role.
        detects_languages: whether a speech model of it is a LanguageDetector, too.
        runs_on_processor: whether it is so small that taking a piece of sound to another device
            takes longer than the work.
    """

    role: Role
    load: Callable[[Path, Runtime], Model]
    detects_languages: bool = False
    runs_on_processor: bool = False


FAMILIES: Final[Mapping[str, ModelFamily]] = MappingProxyType(
    {
        "whisper": ModelFamily(role=Role.SPEECH, load=load_whisper, detects_languages=True),
        "canary": ModelFamily(role=Role.SPEECH, load=load_canary),
        "marian": ModelFamily(role=Role.TEXT, load=load_marian),
        **{
            name: ModelFamily(role=Role.VOICE, load=family.load)
            for name, family in VOICE_FAMILIES.items()
        },
        "silero": ModelFamily(role=Role.VAD, load=load_silero, runs_on_processor=True),
        resemblyzer.FAMILY: ModelFamily(
            role=Role.SPEAKER_ENCODER, load=resemblyzer.load_resemblyzer
        ),
        campplus.FAMILY: ModelFamily(role=Role.SPEAKER_ENCODER, load=campplus.load_campplus),
    }
)
"""By the name that the catalogue has for it."""


def log_notice(notice: Message) -> None:
    """Put a notice into the log, where nobody else wants it."""
    _log.warning("%s", notice)


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
        on_notice: told where a device is there and a model does not run on it; in the thread that
            loads. The log if None.
    """

    def __init__(
        self,
        store: PackStore,
        *,
        runtime: Runtime,
        families: Mapping[str, ModelFamily] = FAMILIES,
        on_notice: Callable[[Message], None] | None = None,
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._families = families
        self._on_notice = on_notice or log_notice
        self._placer = Placer(store, runtime, on_notice=self._on_notice)
        self._slots: dict[str, _Slot] = {}
        self._mutex = threading.Lock()

    def load(self, pack_id: str) -> Model:
        """The model of a pack; a thread that asks while another is loading it waits.

        Raises:
            PackError: the pack is missing or damaged.
            ModelError: its files are not what its family needs, or the family is unknown.
            ComputeError: it does not run on the device that was asked for by name.
        """
        with self._mutex:
            placer = self._placer
            slot = self._slots.setdefault(pack_id, _Slot())
        # A lock for each pack: a loaded one is not waited for while another loads.
        with slot.lock:
            if slot.model is None:
                family = self._family(pack_id)
                if family.runs_on_processor:
                    runtime = self._runtime.on(Device.CPU)
                    slot.model = family.load(self._store.folder(pack_id), runtime)
                else:
                    slot.model = placer.load(pack_id, family.load)
            return slot.model

    def clear(self) -> None:
        """Let go of all models; those in use stay in memory for as long as they are."""
        with self._mutex:
            self._slots.clear()

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

    def speaker_encoder(self, pack_id: str) -> SpeakerEncoder:
        """The speaker encoder of a pack.

        Raises:
            PackError, ModelError: as `load`.
            TypeError: the pack has another role.
        """
        model = self.load(pack_id)
        if not isinstance(model, SpeakerEncoder):
            raise TypeError(f"{pack_id} is a {type(model).__name__}, not a speaker encoder")
        return model

    @property
    def device(self) -> Device:
        """Where models run that are loaded from now on."""
        return self._runtime.device

    def use(self, device: Device) -> None:
        """Run what is loaded from now on somewhere else; what is in use stays where it is."""
        with self._mutex:
            if device is not self._runtime.device:
                self._runtime = self._runtime.on(device)
                self._placer = Placer(self._store, self._runtime, on_notice=self._on_notice)
                self._slots = {}

    def compare(self, pack_id: str) -> list[Timing]:
        """As `Placer.compare`."""
        return self._placer.compare(pack_id, self._family(pack_id).load)

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

    def _family(self, pack_id: str) -> ModelFamily:
        name = self._store.catalogue.pack(pack_id).family
        family = self._families.get(name)
        if family is None:
            detail = f"{pack_id} is of the family {name}"
            raise ModelError(Code.MODEL_UNSUPPORTED, detail=detail)
        return family
