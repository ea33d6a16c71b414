"""Reads the voices that ship: resources/voices/voices.toml and what belongs to it.

The README beside that file says what each key means.
"""

import json
import math
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from engine.errors import CatalogueError
from engine.messages import Code
from engine.tts.families import VOICE_FAMILIES
from engine.tts.model import Measured, Sex, Voice, VoiceSound

_COMMON_KEYS: Final = frozenset({"id", "name", "language", "accent", "sex", "gain_db"})
_NATIVE: Final = "native"


def read_shipped_voices(
    folder: Path, *, spoken: Mapping[str, Collection[str]]
) -> tuple[Voice, ...]:
    """Read the voices; of each language the best first.

    Args:
        folder: holds voices.toml, measured.json and what the families keep there.
        spoken: by family, the languages that its installed packs speak.

    Raises:
        CatalogueError: a file or a voice in it is not valid.
    """
    path = folder / "voices.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(Code.CATALOGUE_INVALID, file=path.name, detail=str(error)) from error
    if not document or not all(isinstance(entries, list) for entries in document.values()):
        raise CatalogueError(
            Code.CATALOGUE_INVALID, file=path.name, detail="it needs lists of voices"
        )
    unknown = document.keys() - VOICE_FAMILIES.keys()
    if unknown:
        raise CatalogueError(
            Code.CATALOGUE_INVALID,
            file=path.name,
            detail=f"no family of voice models is called {', '.join(sorted(unknown))}",
        )
    measured = _read_measured(folder / "measured.json")
    voices: list[Voice] = []
    ranked: list[tuple[int, Voice]] = []
    for name, entries in document.items():
        family = VOICE_FAMILIES[name]
        for entry in entries:
            values = _checked(entry, _COMMON_KEYS | family.keys)
            voice = _voice(values, family.sound(values, folder), measured)
            voices.append(voice)
            if family.is_always_offered:
                ranked.append((1, voice))
            elif voice.language in spoken.get(name, ()):
                # Who installed a pack wants to hear it, most of all people of that language.
                ranked.append((0 if values.get(_NATIVE) is True else 2, voice))
    _refuse_twins(voices, path)
    return tuple(voice for _, voice in sorted(ranked, key=lambda item: item[0]))


def _refuse_twins(voices: list[Voice], path: Path) -> None:
    for kind, names in (
        ("id", [voice.id for voice in voices]),
        ("name", [f"{voice.language} {voice.name.casefold()}" for voice in voices]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise CatalogueError(
                Code.CATALOGUE_INVALID,
                file=path.name,
                detail=f"it gives two voices the {kind} {', '.join(twice)}",
            )


def _voice(
    values: Mapping[str, object], sound: VoiceSound, measured: Mapping[str, Measured]
) -> Voice:
    return Voice(
        id=str(values["id"]),
        name=str(values["name"]),
        language=str(values["language"]),
        accent=str(values["accent"]),
        sex=Sex(str(values["sex"])),
        gain_db=float(str(values["gain_db"])),
        sound=sound,
        measured=measured.get(str(values["id"])),
    )


def _checked(entry: object, keys: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(entry, dict) or set(entry) - {_NATIVE} != keys:
        found = ", ".join(sorted(entry)) if isinstance(entry, dict) else entry
        raise CatalogueError(
            Code.CATALOGUE_INVALID,
            file="voices.toml",
            detail=f"a voice has {found} instead of {', '.join(sorted(keys))}",
        )
    wrong = [key for key in keys - {"gain_db"} if not (isinstance(entry[key], str) and entry[key])]
    gain_db = entry["gain_db"]
    if not isinstance(gain_db, int | float) or not math.isfinite(gain_db):
        wrong.append("gain_db")
    if not isinstance(entry.get(_NATIVE, True), bool):
        wrong.append(_NATIVE)
    if entry["sex"] not in list(Sex):
        wrong.append("sex")
    if wrong:
        raise CatalogueError(
            Code.CATALOGUE_INVALID,
            file="voices.toml",
            detail=f"the voice {entry['id']!r} has a wrong {', '.join(sorted(set(wrong)))}",
        )
    return entry


def _read_measured(path: Path) -> dict[str, Measured]:
    if not path.exists():
        return {}
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(voice_id): Measured(
                pitch_hz=float(values["pitch_hz"]),
                characters_per_s=float(values["characters_per_s"]),
            )
            for voice_id, values in document["voices"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CatalogueError(Code.CATALOGUE_INVALID, file=path.name, detail=repr(error)) from error
