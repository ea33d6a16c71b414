"""The voices that a person can choose from, and their style vectors.

Which voices there are is data: resources/voices/voices.toml, described in the README beside it.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.errors import CatalogueError, VoiceError
from engine.models.kokoro import STYLE_SIZE

_STYLE_ROWS: Final = 510
_KEYS: Final = {"id", "name", "language", "tag", "accent", "sex", "timbre", "melody", "gain_db"}


class Sex(StrEnum):
    """How a voice sounds."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voice:
    """One voice speaking one language.

    Attributes:
        id: never changes, unique over all languages.
        name: what a person chooses by; unique within its language.
        language: ISO 639-1.
        tag: language and accent for the phoneme program, such as `en-gb`.
        accent: what a listener will notice, in English, such as "British".
        gain_db: brings the voice to the level that all voices share.
        vectors: [rows, STYLE_SIZE]; row n is the style of an utterance of n tokens: its first
            half shapes the timbre, the second the melody.
    """

    id: str
    name: str
    language: str
    tag: str
    accent: str
    sex: Sex
    gain_db: float
    vectors: npt.NDArray[np.float16] | Float32

    def style(self, n_tokens: int) -> Float32:
        """Return [STYLE_SIZE], the style of an utterance of that many tokens."""
        row = min(max(n_tokens, 0), len(self.vectors) - 1)
        return np.asarray(self.vectors[row], dtype=np.float32)


class VoiceCatalogue:
    """All voices; the first of a language is its default."""

    def __init__(self, voices: Iterable[Voice], *, previews: Mapping[str, str]) -> None:
        self._voices = tuple(voices)
        self._previews = dict(previews)

    @classmethod
    def load(cls, folder: Path | None = None) -> "VoiceCatalogue":
        """Read the catalogue.

        Args:
            folder: holds voices.toml and the vectors; the one that Dragoman ships if None.

        Raises:
            CatalogueError: the file or a voice in it is not valid.
        """
        folder = folder or Path(str(resources.files("resources"))) / "voices"
        path = folder / "voices.toml"
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CatalogueError(
                f"The voice catalogue {path} cannot be read ({error}); install Dragoman again."
            ) from error
        entries = document.get("voice")
        previews = document.get("preview")
        if not isinstance(entries, list) or not isinstance(previews, dict):
            raise CatalogueError(f"{path} needs [preview] and [[voice]]; install Dragoman again.")
        voices = [_voice(entry, folder=folder) for entry in entries]
        for kind, names in (
            ("id", [voice.id for voice in voices]),
            ("name", [f"{voice.language} {voice.name.casefold()}" for voice in voices]),
        ):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise CatalogueError(
                    f"{path} gives two voices the {kind} {', '.join(twice)}; "
                    "give each voice its own."
                )
        return cls(voices, previews=previews)

    def voices(self, language: str | None = None) -> tuple[Voice, ...]:
        """Return the voices of a language, or all of them; a language's default comes first."""
        return tuple(v for v in self._voices if language in (None, v.language))

    def default(self, language: str) -> Voice:
        """Return the voice to use where none was chosen.

        Raises:
            VoiceError: there is no voice of that language.
        """
        fitting = self.voices(language)
        if not fitting:
            languages = sorted({voice.language for voice in self._voices})
            raise VoiceError(
                f"No voice speaks {language!r}; choose one of the languages {', '.join(languages)}."
            )
        return fitting[0]

    def find(self, name_or_id: str, *, language: str) -> Voice:
        """Return the voice of a language that has a name or an id, whatever their case.

        Raises:
            VoiceError: there is none; the message names those that fit.
        """
        wanted = name_or_id.strip().casefold()
        self.default(language)
        namesakes = [v for v in self._voices if wanted in (v.id.casefold(), v.name.casefold())]
        for voice in namesakes:
            if voice.language == language:
                return voice
        choices = ", ".join(voice.name for voice in self.voices(language))
        if namesakes:
            raise VoiceError(
                f"The voice {namesakes[0].name} does not speak {language!r}; "
                f"choose one of {choices}."
            )
        raise VoiceError(f"There is no voice {name_or_id.strip()!r}; choose one of {choices}.")

    def preview(self, language: str) -> str:
        """Return a sentence to try a voice of a language with."""
        self.default(language)
        return self._previews[language]


def _voice(entry: object, *, folder: Path) -> Voice:
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        found = ", ".join(sorted(entry)) if isinstance(entry, dict) else entry
        raise CatalogueError(
            f"A voice in {folder / 'voices.toml'} has {found} instead of "
            f"{', '.join(sorted(_KEYS))}; correct it or install Dragoman again."
        )
    gain_db = entry["gain_db"]
    texts = {key: entry[key] for key in _KEYS - {"gain_db"}}
    wrong = [key for key, value in texts.items() if not (isinstance(value, str) and value)]
    if not isinstance(gain_db, int | float) or not math.isfinite(gain_db):
        wrong.append("gain_db")
    if texts["sex"] not in list(Sex):
        wrong.append("sex")
    if wrong:
        raise CatalogueError(
            f"The voice {entry['id']!r} in {folder / 'voices.toml'} has a wrong "
            f"{', '.join(sorted(set(wrong)))}; correct it or install Dragoman again."
        )
    return Voice(
        id=texts["id"],
        name=texts["name"],
        language=texts["language"],
        tag=texts["tag"],
        accent=texts["accent"],
        sex=Sex(texts["sex"]),
        gain_db=float(gain_db),
        vectors=_mixed(folder / "kokoro", timbre=texts["timbre"], melody=texts["melody"]),
    )


def _mixed(folder: Path, *, timbre: str, melody: str) -> npt.NDArray[np.float16]:
    """Return the vectors of one voice, or one's timbre with the other's melody."""
    vectors = _vectors(folder / f"{timbre}.npy")
    if melody == timbre:
        return vectors
    half = STYLE_SIZE // 2
    return np.concatenate([vectors[:, :half], _vectors(folder / f"{melody}.npy")[:, half:]], axis=1)


def _vectors(path: Path) -> npt.NDArray[np.float16]:
    try:
        vectors = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise CatalogueError(
            f"The style vectors {path} cannot be read ({error}); install Dragoman again."
        ) from error
    if vectors.shape != (_STYLE_ROWS, STYLE_SIZE) or vectors.dtype != np.float16:
        raise CatalogueError(
            f"{path} holds {vectors.dtype} {vectors.shape} instead of float16 "
            f"{(_STYLE_ROWS, STYLE_SIZE)}; install Dragoman again."
        )
    fitting: npt.NDArray[np.float16] = vectors
    return fitting
