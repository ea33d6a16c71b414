"""The voices to choose from, and which of them a person likes best.

Which voices ship is data: resources/voices/voices.toml, described in the README beside it; those
that a person added are described in engine/tts/user_voices.py.
"""

import json
import logging
import math
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from engine.errors import VoiceError
from engine.languages import language_name
from engine.messages import Code
from engine.output import output_errors
from engine.tts.model import Voice
from engine.tts.shipped_voices import read_shipped_voices
from engine.tts.user_voices import UserVoice, read_user_voice, user_voice_folders

_log = logging.getLogger(__name__)


class SortKey(StrEnum):
    """What voices may be sorted by."""

    NAME = "name"
    PITCH = "pitch"
    PACE = "pace"


class VoiceCatalogue:
    """All voices; the first of a language is its default."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        self._voices = tuple(voices)

    @classmethod
    def load(
        cls,
        folder: Path | None = None,
        *,
        user_folder: Path | None = None,
        spoken: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> "VoiceCatalogue":
        """Read the catalogue.

        A voice that was added and is damaged is left out, and the log says so.

        Args:
            folder: holds voices.toml and the vectors; the one that Dragoman ships if None.
            user_folder: holds the voices that were added; None for none.
            spoken: by family of voice models, the languages that its installed packs speak.

        Raises:
            CatalogueError: the file or a voice in it is not valid.
        """
        folder = folder or Path(str(resources.files("resources"))) / "voices"
        shipped = read_shipped_voices(folder, spoken=spoken)
        added = [voice for one in _added(user_folder) for voice in one.voices(spoken=spoken)]
        return cls([*shipped, *added])

    def voices(self, language: str | None = None) -> tuple[Voice, ...]:
        """Return the voices of a language, or all of them; a language's default comes first."""
        return tuple(v for v in self._voices if language in (None, v.language))

    def sorted_voices(self, language: str | None = None, *, by: SortKey) -> tuple[Voice, ...]:
        """Return the voices of a language, or all, the lowest or slowest first.

        Those that were not measured stand last.
        """

        def key(voice: Voice) -> tuple[float, str]:
            match by:
                case SortKey.NAME:
                    value = 0.0
                case SortKey.PITCH:
                    value = voice.measured.pitch_hz if voice.measured else math.inf
                case SortKey.PACE:
                    value = voice.measured.characters_per_s if voice.measured else math.inf
            return value, voice.name.casefold()

        return tuple(sorted(self.voices(language), key=key))

    def default(self, language: str) -> Voice:
        """Return the voice to use where none was chosen.

        Raises:
            VoiceError: there is no voice of that language.
        """
        fitting = self.voices(language)
        if not fitting:
            languages = sorted({voice.language for voice in self._voices})
            raise VoiceError(
                Code.VOICES_NONE,
                language=language_name(language),
                languages=tuple(map(language_name, languages)),
            )
        return fitting[0]

    def find(self, name_or_id: str, *, language: str) -> Voice:
        """Return the voice of a language that has a name or an id, whatever their case.

        Raises:
            VoiceError: there is none; the message names those that fit.
        """
        self.default(language)
        namesakes = self._namesakes(name_or_id)
        for voice in namesakes:
            if voice.language == language:
                return voice
        if namesakes:
            raise VoiceError(
                Code.VOICE_OTHER_LANGUAGE, voice=namesakes[0].name, language=language_name(language)
            )
        raise VoiceError(Code.VOICE_UNKNOWN, voice=name_or_id.strip())

    def find_any(self, name_or_id: str) -> Voice:
        """Return the voice of any language that has a name or an id, whatever its case.

        Raises:
            VoiceError: there is none.
        """
        namesakes = self._namesakes(name_or_id)
        if not namesakes:
            raise VoiceError(Code.VOICE_UNKNOWN, voice=name_or_id.strip())
        return namesakes[0]

    def _namesakes(self, name_or_id: str) -> list[Voice]:
        """The voices of that id or name, those that are most likely meant first."""
        wanted = name_or_id.strip().casefold()
        fitting = [v for v in self._voices if wanted in (v.id.casefold(), v.name.casefold())]
        # A person who gave a voice of their own the name of another one means their own.
        return sorted(fitting, key=lambda v: (v.id.casefold() != wanted, "." not in v.id))


def _added(folder: Path | None) -> list[UserVoice]:
    added: list[UserVoice] = []
    for path in () if folder is None else user_voice_folders(folder):
        try:
            added.append(read_user_voice(path))
        except VoiceError as error:
            _log.warning("%s", error)
    return added


class Favourites:
    """The ids of favourite voices.

    Args:
        path: of the file; need not be there. One that is damaged counts as empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ids = _read(path)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the voices."""
        return frozenset(self._ids)

    def mark(self, voice_id: str, *, is_favourite: bool) -> None:
        """Make a voice a favourite, or no longer one, and write the file.

        Raises:
            OutputError: it cannot be written.
        """
        ids = [one for one in self._ids if one != voice_id]
        if is_favourite:
            ids.append(voice_id)
        self._write(ids)

    def forget(self, voice_id: str) -> None:
        """Strike out a voice that a person added, in all its languages.

        Raises:
            OutputError: the file cannot be written.
        """
        ids = [one for one in self._ids if one.rpartition(".")[0] != voice_id]
        if ids != self._ids:
            self._write(ids)

    def _write(self, ids: list[str]) -> None:
        with output_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, staged = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"voices": ids}, file, indent=1)
                Path(staged).replace(self._path)
            finally:
                Path(staged).unlink(missing_ok=True)
        self._ids = ids


def _read(path: Path) -> list[str]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    ids = document.get("voices") if isinstance(document, dict) else None
    return [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
