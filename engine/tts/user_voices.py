"""Voices that a person added: one folder each, with a description and what models need.

    FOLDER/<id>/voice.toml    name, languages, level, consent
    FOLDER/<id>/kokoro.npy    [rows, 256] float16 or float32: Kokoro's style table, or one row of
                              it; or [languages, rows, 256], one for each language
    FOLDER/<id>/clip.wav      the person speaking, for models that clone from sound; may be missing

A voice speaks several languages; each is a Voice of its own with the id `<id>.<language>`.
"""

import math
import re
import shutil
import time
import tokenize
import tomllib
import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import tomli_w
from numpy.lib import format as npy

from engine.arrays import Float32
from engine.errors import OutputError, VoiceError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.output import make_private_files, make_private_folder, output_errors
from engine.tts.families import VOICE_FAMILIES
from engine.tts.kokoro import STYLE_ROWS, STYLE_SIZE, KokoroStyle
from engine.tts.model import Consent, Sex, Voice, VoiceSound

_SCHEMA: Final = 1
_DESCRIPTION: Final = "voice.toml"
_STYLE: Final = "kokoro.npy"
_CLIP: Final = "clip.wav"
_MOST_STYLE_BYTES: Final = 64 << 20
"""Above a table of each language in float32."""
_DAMAGES: Final = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, OverflowError),
    *(RecursionError, SyntaxError, MemoryError, tokenize.TokenError),
)
"""What the readers of TOML and NumPy's files raise at files that were made to break them."""
_STAGED: Final = re.compile(r"\.[0-9a-f]{32}")
_ABANDONED_S: Final = 600.0
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UserVoice:
    """A voice that a person added.

    Attributes:
        id: small letters, digits and hyphens; names its folder and never changes.
        name: what a person chooses by.
        languages: that it speaks, of LANGUAGES.
        gain_db: brings the voice to the level that all voices share.
        vectors: [rows, STYLE_SIZE] Kokoro's style table, as in KokoroStyle; or one for each of
            `languages`, [languages, rows, STYLE_SIZE].
        consent: of the person who was cloned; None for a voice that is no clone, such as a blend.
        clip: a WAV recording of about 10 s of the person, for models that clone from sound; None
            where there is none. A voice that has one needs consent.

    Raises:
        VoiceError: a value is not what it has to be.
    """

    id: str
    name: str
    languages: tuple[str, ...]
    sex: Sex
    gain_db: float
    vectors: npt.NDArray[np.float16] | Float32
    consent: Consent | None
    clip: Path | None = None

    def __post_init__(self) -> None:
        wrong = []
        if not _ID.fullmatch(self.id):
            wrong.append("id")
        if not self.name.strip():
            wrong.append("name")
        if not self.languages or not set(self.languages) <= set(LANGUAGES):
            wrong.append("languages")
        if not math.isfinite(self.gain_db):
            wrong.append("gain_db")
        if not self._has_style_tables():
            wrong.append("style table")
        if self.consent is None:
            if self.clip is not None:
                wrong.append("consent")
        elif not (self.consent.person and self.consent.given_at):
            wrong.append("consent")
        if wrong:
            raise VoiceError(
                Code.VOICE_DAMAGED, voice=self.name, detail=f"wrong {', '.join(wrong)}"
            )

    def _has_style_tables(self) -> bool:
        *tables, rows, size = (0, *self.vectors.shape)[-3:]
        return (
            size == STYLE_SIZE
            and 1 <= rows <= STYLE_ROWS
            and self.vectors.ndim in (2, 3)
            and (self.vectors.ndim == 2 or tables == [len(self.languages)])
            and bool(np.isfinite(self.vectors).all())
        )

    def voices(
        self, *, spoken: Mapping[str, Collection[str]] = MappingProxyType({})
    ) -> tuple[Voice, ...]:
        """The voice in each of its languages.

        Args:
            spoken: by family of voice models, the languages that its installed packs speak; one
                that speaks as a recording sounds goes first where there is a clip.
        """
        tables = self.vectors if self.vectors.ndim == 3 else [self.vectors] * len(self.languages)

        def sound(language: str, table: npt.NDArray[np.float16] | Float32) -> VoiceSound:
            for name, family in VOICE_FAMILIES.items():
                if self.clip and family.of_clip and language in spoken.get(name, ()):
                    return family.of_clip(self.clip)
            return KokoroStyle(tag=LANGUAGES[language].espeak_tag, vectors=table)

        return tuple(
            Voice(
                id=f"{self.id}.{language}",
                name=self.name,
                language=language,
                accent="added by you" if self.consent is None else "cloned",
                sex=self.sex,
                gain_db=self.gain_db,
                sound=sound(language, table),
                consent=self.consent,
            )
            for language, table in zip(self.languages, tables, strict=True)
        )


def read_user_voice(folder: Path, *, voice_id: str | None = None) -> UserVoice:
    """Read a voice.

    Args:
        folder: the voice's own.
        voice_id: its id; the name of the folder if None.

    Raises:
        VoiceError: it is damaged or incomplete.
    """
    try:
        values = tomllib.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        vectors = _read_style(folder / _STYLE)
        schema = values.pop("schema")
        clip = folder / _CLIP
        consent = values.pop("consent", None)
        voice = UserVoice(
            id=folder.name if voice_id is None else voice_id,
            name=str(values.pop("name")),
            languages=tuple(map(str, values.pop("languages"))),
            sex=Sex(values.pop("sex")),
            gain_db=float(values.pop("gain_db")),
            vectors=cast("Float32", vectors),
            consent=None if consent is None else Consent(**{k: str(consent[k]) for k in consent}),
            clip=clip if clip.exists() else None,
        )
    except _DAMAGES as error:
        raise VoiceError(Code.VOICE_DAMAGED, voice=folder.name, detail=str(error)) from error
    if values or schema != _SCHEMA:
        raise VoiceError(Code.VOICE_OTHER_VERSION, voice=folder.name)
    return voice


def _read_style(path: Path) -> npt.NDArray[np.float16] | Float32:
    """Read a style table, whose header must not promise more than the file holds.

    Raises:
        ValueError: it does, or it is no table of numbers.
    """
    with path.open("rb") as file:
        version = npy.read_magic(file)
        read_header = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
        if version not in read_header:
            raise ValueError(f"{path.name} has version {version} of its format")
        shape, is_fortran, dtype = read_header[version](file)
        n_bytes = math.prod(shape) * dtype.itemsize
        if dtype.kind != "f" or min(shape, default=0) < 1:
            raise ValueError(f"{path.name} holds no style table")
        if n_bytes > _MOST_STYLE_BYTES or n_bytes != path.stat().st_size - file.tell():
            raise ValueError(f"{path.name} has another size than its header says")
        values = np.frombuffer(file.read(n_bytes), dtype)
        return values.reshape(shape[::-1]).T if is_fortran else values.reshape(shape)


def save_user_voice(voice: UserVoice, folder: Path) -> None:
    """Add a voice, or replace the one with its id; it is there whole or not at all.

    Args:
        voice: what to keep.
        folder: holds all voices that were added; made if it is not there.

    Raises:
        OutputError: it cannot be written.
    """
    values: dict[str, object] = {
        "schema": _SCHEMA,
        "name": voice.name,
        "languages": list(voice.languages),
        "sex": voice.sex.value,
        "gain_db": voice.gain_db,
    }
    if voice.consent is not None:
        values["consent"] = {
            "person": voice.consent.person,
            "statement": voice.consent.statement,
            "given_at": voice.consent.given_at,
            "recording_sha256": voice.consent.recording_sha256,
            "words": voice.consent.words,
            "spoken": voice.consent.spoken,
        }
    target = folder / voice.id
    staged, replaced = (folder / f".{uuid.uuid4().hex}" for _ in range(2))
    with output_errors(target):
        try:
            make_private_folder(folder)
            make_private_folder(staged)
            (staged / _DESCRIPTION).write_text(tomli_w.dumps(values), encoding="utf-8")
            np.save(staged / _STYLE, voice.vectors, allow_pickle=False)
            if voice.clip is not None:
                shutil.copyfile(voice.clip, staged / _CLIP)
            make_private_files(staged)
            if target.exists():
                target.rename(replaced)
            staged.rename(target)
        finally:
            if replaced.exists() and not target.exists():
                replaced.rename(target)
            for path in (staged, replaced):
                shutil.rmtree(path, ignore_errors=True)
            _sweep(folder)


def remove_user_voice(voice_id: str, folder: Path) -> None:
    """Remove a voice with everything that belongs to it.

    Raises:
        VoiceError: there is no such voice.
        OutputError: it cannot be removed.
    """
    target = folder / voice_id
    if not _ID.fullmatch(voice_id) or not target.is_dir():
        raise VoiceError(Code.VOICE_UNKNOWN, voice=voice_id)
    try:
        shutil.rmtree(target)
    except OSError as error:
        raise OutputError(
            Code.VOICE_NOT_REMOVED, folder=str(target), reason=error.strerror or str(error)
        ) from error
    _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove what a program left that was ended while it stored a voice: it is somebody's."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if not _STAGED.fullmatch(path.name):
            continue
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(path)


def user_voice_folders(folder: Path) -> tuple[Path, ...]:
    """The folders of all voices that were added, by id; none where there is no such folder."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if _ID.fullmatch(path.name)))
