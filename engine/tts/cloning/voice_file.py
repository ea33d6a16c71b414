"""A cloned voice as one file, to take to another computer; its consent goes with it.

A zip with a text for people, the description and the style table of engine/tts/user_voices.py.
"""

import lzma
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Final

from engine.errors import ConsentError, EngineError, VoiceError
from engine.messages import Code
from engine.output import output_errors
from engine.tts.model import Consent
from engine.tts.user_voices import (
    UserVoice,
    read_user_voice,
    save_user_voice,
    user_voice_folders,
)

SUFFIX: Final = ".dragoman-voice"
"""Of the file's name."""

_TEXT: Final = "READ ME.txt"
_MEMBERS: Final = ("voice.toml", "kokoro.npy")
_CLIP: Final = "clip.wav"
_MOST_BYTES: Final = 4_000_000
_DAMAGES: Final = (
    *(OSError, KeyError, EOFError, RuntimeError, ValueError, OverflowError, MemoryError),
    *(struct.error, zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
"""What the reader of zip files raises at damaged ones."""


def find_user_voice(name_or_id: str, folder: Path) -> UserVoice:
    """Return the voice that a person added and calls so, whatever the case.

    Args:
        name_or_id: of the voice; or of the voice in one language, as a list of voices shows it.
        folder: holds all voices that were added.

    Raises:
        VoiceError: there is none, or several have that name.
    """
    wanted = name_or_id.strip().casefold()
    voices = []
    for path in user_voice_folders(folder):
        try:
            voices.append(read_user_voice(path))
        except VoiceError:
            if path.name == wanted:
                raise
    fitting = [
        voice
        for voice in voices
        if wanted
        in (voice.name.casefold(), voice.id, *(f"{voice.id}.{c}" for c in voice.languages))
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise VoiceError(
            Code.VOICE_AMBIGUOUS, voice=name_or_id, choices=tuple(voice.id for voice in fitting)
        )
    raise VoiceError(Code.VOICE_UNKNOWN, voice=name_or_id)


def export_voice(voice: UserVoice, path: Path) -> None:
    """Write a cloned voice to a file.

    Args:
        voice: a clone.
        path: its name ends in SUFFIX.

    Raises:
        ConsentError: the voice holds no consent.
        VoiceError: the name of the file has another ending.
        OutputError: the file cannot be written.
    """
    consent = _consent_of(voice)
    if path.suffix != SUFFIX:
        raise VoiceError(Code.OUTPUT_EXTENSION_UNKNOWN, file=path.name, extensions=(SUFFIX,))
    with tempfile.TemporaryDirectory() as scratch, output_errors(path):
        save_user_voice(voice, Path(scratch))
        partial = path.with_name(f".{path.name}.partial")
        try:
            with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(_TEXT, _text(voice, consent))
                for member in sorted((Path(scratch) / voice.id).iterdir()):
                    archive.write(member, f"{voice.id}/{member.name}")
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def import_voice(path: Path, folder: Path) -> UserVoice:
    """Add a voice from a file.

    Args:
        path: what `export_voice` wrote.
        folder: holds all voices that were added.

    Raises:
        ConsentError: the file holds no consent.
        VoiceError: it is no such file, is damaged, or the voice is there already.
        OutputError: the voice cannot be stored.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as scratch:
            names = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
            if len(names) != 1:
                raise VoiceError(Code.VOICE_FILE_INVALID, file=path.name)
            staged = Path(scratch) / "voice"
            staged.mkdir()
            voice_id = names.pop()
            has_clip = f"{voice_id}/{_CLIP}" in archive.namelist()
            for member in (*_MEMBERS, _CLIP) if has_clip else _MEMBERS:
                entry = archive.getinfo(f"{voice_id}/{member}")
                if entry.file_size > _MOST_BYTES:
                    raise VoiceError(Code.VOICE_FILE_DAMAGED, file=path.name)
                (staged / member).write_bytes(archive.read(entry))
            # The folder's name is the id; the reader refuses one that is no plain name.
            voice = read_user_voice(staged, voice_id=voice_id)
            _consent_of(voice)
            if (folder / voice.id).exists():
                raise VoiceError(Code.VOICE_EXISTS, voice=voice.name)
            save_user_voice(voice, folder)
    except EngineError:
        raise
    except FileNotFoundError as error:
        raise VoiceError(Code.FILE_MISSING, path=str(path)) from error
    # A zip that asks for a password is a RuntimeError.
    except _DAMAGES as error:
        raise VoiceError(Code.VOICE_FILE_DAMAGED, file=path.name) from error
    return voice


def _consent_of(voice: UserVoice) -> Consent:
    if voice.consent is None or not voice.consent.statement:
        raise ConsentError(Code.VOICE_WITHOUT_CONSENT, voice=voice.name)
    return voice.consent


def _text(voice: UserVoice, consent: Consent) -> str:
    words = f"In their words: {consent.words}\n" if consent.words else ""
    words += f"Heard in the recording: {consent.spoken}\n" if consent.spoken else ""
    return (
        f"{voice.name} is a synthetic voice: a clone of the voice of {consent.person}, made by "
        f"Dragoman.\n\nConsent, given {consent.given_at}:\n{consent.statement}\n{words}\n"
        "Nothing spoken with it was said by that person. Use it only as the person agreed, and "
        "remove it when asked to: dragoman voices remove\n"
    )
