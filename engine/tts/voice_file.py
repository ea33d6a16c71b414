"""Reads the voices that ship: resources/voices/voices.toml and what belongs to it.

The README beside that file says what each key means.
"""

import functools
import json
import math
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.errors import CatalogueError
from engine.tts.kokoro import STYLE_ROWS, STYLE_SIZE, KokoroStyle
from engine.tts.model import Measured, Sex, Voice, VoiceSound
from engine.tts.pocket import PocketClip

_BLEND: Final = re.compile(r"(?P<rest>.+)\+(?P<added>\w+):(?P<share>0?\.\d+)")
_COMMON_KEYS: Final = {"id", "name", "language", "accent", "sex", "gain_db"}
_KOKORO_KEYS: Final = _COMMON_KEYS | {"tag", "timbre", "melody"}
_POCKET_KEYS: Final = _COMMON_KEYS | {"clip", "native"}


def read_shipped_voices(folder: Path, *, pocket_languages: Collection[str]) -> tuple[Voice, ...]:
    """Read the voices; of each language the best first.

    Args:
        folder: holds voices.toml, measured.json and the vectors.
        pocket_languages: those that an installed pack of Pocket TTS speaks.

    Raises:
        CatalogueError: a file or a voice in it is not valid.
    """
    path = folder / "voices.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(
            f"The voice catalogue {path} cannot be read ({error}); install Dragoman again."
        ) from error
    entries = document.get("voice")
    pocket_entries = document.get("pocket", [])
    if not (isinstance(entries, list) and isinstance(pocket_entries, list)):
        raise CatalogueError(f"{path} needs [[voice]]; install Dragoman again.")
    measured = _read_measured(folder / "measured.json")
    kokoro = [_kokoro_voice(entry, folder=folder, measured=measured) for entry in entries]
    pocket = [_pocket_voice(entry, folder=folder, measured=measured) for entry in pocket_entries]
    _refuse_twins([*kokoro, *(voice for voice, _ in pocket)], path)
    offered = [(voice, native) for voice, native in pocket if voice.language in pocket_languages]
    return (
        *(voice for voice, is_native in offered if is_native),
        *kokoro,
        *(voice for voice, is_native in offered if not is_native),
    )


def _refuse_twins(voices: list[Voice], path: Path) -> None:
    for kind, names in (
        ("id", [voice.id for voice in voices]),
        ("name", [f"{voice.language} {voice.name.casefold()}" for voice in voices]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise CatalogueError(
                f"{path} gives two voices the {kind} {', '.join(twice)}; give each voice its own."
            )


def _kokoro_voice(entry: object, *, folder: Path, measured: Mapping[str, Measured]) -> Voice:
    values = _checked(entry, _KOKORO_KEYS, folder)
    sound = KokoroStyle(
        tag=str(values["tag"]),
        vectors=style_table(
            folder / "kokoro", timbre=str(values["timbre"]), melody=str(values["melody"])
        ),
    )
    return _voice(values, sound, measured)


def _pocket_voice(
    entry: object, *, folder: Path, measured: Mapping[str, Measured]
) -> tuple[Voice, bool]:
    values = _checked(entry, _POCKET_KEYS, folder)
    voice = _voice(values, PocketClip(path=Path(str(values["clip"]))), measured)
    return voice, values["native"] is True


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


def _checked(entry: object, keys: set[str], folder: Path) -> Mapping[str, object]:
    if not isinstance(entry, dict) or set(entry) != keys:
        found = ", ".join(sorted(entry)) if isinstance(entry, dict) else entry
        raise CatalogueError(
            f"A voice in {folder / 'voices.toml'} has {found} instead of "
            f"{', '.join(sorted(keys))}; correct it or install Dragoman again."
        )
    wrong = [
        key
        for key in keys - {"gain_db", "native"}
        if not (isinstance(entry[key], str) and entry[key])
    ]
    gain_db = entry["gain_db"]
    if not isinstance(gain_db, int | float) or not math.isfinite(gain_db):
        wrong.append("gain_db")
    if entry["sex"] not in list(Sex):
        wrong.append("sex")
    if wrong:
        raise CatalogueError(
            f"The voice {entry['id']!r} in {folder / 'voices.toml'} has a wrong "
            f"{', '.join(sorted(set(wrong)))}; correct it or install Dragoman again."
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
        raise CatalogueError(
            f"{path} cannot be read ({error!r}); install Dragoman again."
        ) from error


@functools.lru_cache(maxsize=256)
def style_table(folder: Path, *, timbre: str, melody: str) -> npt.NDArray[np.float16]:
    """Return [STYLE_ROWS, STYLE_SIZE], read-only: one recipe's timbre with the other's melody.

    A table of 260 kB that never changes is kept once for all catalogues of the process.

    Args:
        folder: holds the published tables.
        timbre: the name of a table, or `a+b:0.3` for a with 30 % of b, or `a+b:0.3+c:0.2` for 80 %
            of that with 20 % of c.
        melody: likewise.

    Raises:
        CatalogueError: a recipe cannot be read, or a table is missing or damaged.
    """
    vectors = _blended(folder, timbre)
    if melody != timbre:
        half = STYLE_SIZE // 2
        vectors = np.concatenate([vectors[:, :half], _blended(folder, melody)[:, half:]], axis=1)
    vectors.flags.writeable = False
    return vectors


def _blended(folder: Path, recipe: str) -> npt.NDArray[np.float16]:
    match = _BLEND.fullmatch(recipe)
    if match is None:
        return _vectors(folder / f"{recipe}.npy")
    share = float(match["share"])
    rest = _blended(folder, match["rest"]).astype(np.float32)
    added = _vectors(folder / f"{match['added']}.npy").astype(np.float32)
    return ((1 - share) * rest + share * added).astype(np.float16)


def _vectors(path: Path) -> npt.NDArray[np.float16]:
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise CatalogueError(
            f"The style vectors {path} cannot be read ({error}); install Dragoman again."
        ) from error
    if vectors.shape != (STYLE_ROWS, STYLE_SIZE) or vectors.dtype != np.float16:
        raise CatalogueError(
            f"{path} holds {vectors.dtype} {vectors.shape} instead of float16 "
            f"{(STYLE_ROWS, STYLE_SIZE)}; install Dragoman again."
        )
    fitting: npt.NDArray[np.float16] = vectors
    return fitting
