"""The voices that a person can choose from.

Which voices ship is data: resources/voices/voices.toml, described in the README beside it; those
that a person added are described in engine/speech/user_voices.py.
"""

import logging
import math
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.errors import CatalogueError, VoiceError
from engine.models.kokoro import STYLE_SIZE
from engine.speech.contract import Sex, Voice
from engine.speech.kokoro_voice import STYLE_ROWS, KokoroStyle
from engine.speech.user_voices import read_user_voice, user_voice_folders

_log = logging.getLogger(__name__)

_KEYS: Final = {"id", "name", "language", "tag", "accent", "sex", "timbre", "melody", "gain_db"}


class VoiceCatalogue:
    """All voices; the first of a language is its default."""

    def __init__(self, voices: Iterable[Voice], *, previews: Mapping[str, str]) -> None:
        self._voices = tuple(voices)
        self._previews = dict(previews)

    @classmethod
    def load(
        cls, folder: Path | None = None, *, user_folder: Path | None = None
    ) -> "VoiceCatalogue":
        """Read the catalogue.

        A voice that was added and is damaged is left out, and the log says so.

        Args:
            folder: holds voices.toml and the vectors; the one that Dragoman ships if None.
            user_folder: holds the voices that were added; None for none.

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
        return cls([*voices, *_added(user_folder)], previews=previews)

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
        # A person who gave a voice of their own the name of another one means their own.
        namesakes.sort(key=lambda v: (v.id.casefold() != wanted, "." not in v.id))
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


def _added(folder: Path | None) -> list[Voice]:
    voices: list[Voice] = []
    for path in () if folder is None else user_voice_folders(folder):
        try:
            voices += read_user_voice(path).voices()
        except VoiceError as error:
            _log.warning("%s", error)
    return voices


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
        accent=texts["accent"],
        sex=Sex(texts["sex"]),
        gain_db=float(gain_db),
        sound=KokoroStyle(
            tag=texts["tag"],
            vectors=_mixed(folder / "kokoro", timbre=texts["timbre"], melody=texts["melody"]),
        ),
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
    if vectors.shape != (STYLE_ROWS, STYLE_SIZE) or vectors.dtype != np.float16:
        raise CatalogueError(
            f"{path} holds {vectors.dtype} {vectors.shape} instead of float16 "
            f"{(STYLE_ROWS, STYLE_SIZE)}; install Dragoman again."
        )
    fitting: npt.NDArray[np.float16] = vectors
    return fitting
