"""The families of voice models: one row each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from engine.onnx import Runtime
from engine.tts import kokoro, pocket
from engine.tts.model import VoiceModel, VoiceSound


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFamily:
    """A kind of voice model.

    Attributes:
        load: loads the pack in a folder and runs it once, since a first run is slow.
        keys: what an entry of resources/voices/voices.toml says of the sound.
        sound: makes a sound of these keys and the folder of voices.toml.
        of_clip: makes a sound of a recording of a person; None where the family cannot.
        is_always_offered: whether its voices can be chosen before its pack is installed; others
            are offered in the languages of the packs that are.
    """

    load: Callable[[Path, Runtime], VoiceModel]
    keys: frozenset[str]
    sound: Callable[[Mapping[str, object], Path], VoiceSound]
    of_clip: Callable[[Path], VoiceSound] | None = None
    is_always_offered: bool = False


VOICE_FAMILIES: Final[Mapping[str, VoiceFamily]] = MappingProxyType(
    {
        kokoro.FAMILY: VoiceFamily(
            load=kokoro.load_kokoro,
            keys=frozenset({"tag", "timbre", "melody"}),
            sound=kokoro.sound_of_entry,
            is_always_offered=True,
        ),
        pocket.FAMILY: VoiceFamily(
            load=pocket.load_pocket,
            keys=frozenset({"clip"}),
            sound=pocket.sound_of_entry,
            of_clip=lambda path: pocket.PocketClip(path=path),
        ),
    }
)
"""By the name that the catalogue of packs and voices.toml have for it."""
