"""Voices as the wire knows them: those that ship, and those that were made of recordings here."""

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from starlette.exceptions import HTTPException

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.errors import VoiceError
from engine.interpreter import Interpreter
from engine.languages import CLONING_LANGUAGES, LANGUAGES
from engine.tts.cloning.consent import record_consent, statement_for
from engine.tts.cloning.enrolment import EnrolmentConfig, Request, store
from engine.tts.model import Voice
from engine.tts.user_voices import read_user_voice, remove_user_voice, save_user_voice

VoiceRecord: TypeAlias = dict[str, object]

_LONGEST_S: Final = 120.0
_SUFFIXES: Final = ("wav", "mp3", "flac", "ogg", "opus", "m4a", "aac", "webm")
_YES: Final = ("yes", "true", "1")


class VoiceStore:
    """The voices of an interpreter; those that ship cannot be changed.

    Args:
        interpreter: speaks with them.
        takes_consent_as_given: whether uploading a recording says that the person agreed.
    """

    def __init__(self, interpreter: Interpreter, *, takes_consent_as_given: bool) -> None:
        self._interpreter = interpreter
        self._takes_consent_as_given = takes_consent_as_given
        self._enrolling = threading.Lock()

    def listed(self, *, include_catalogue: bool) -> list[VoiceRecord]:
        """The voices that were made here, and those that ship if asked for."""
        voices = self._interpreter.voices.voices()
        return [_record(voice) for voice in voices if include_catalogue or _is_own(voice)]

    def get(self, uid: str) -> VoiceRecord:
        """One voice by its id.

        Raises:
            HTTPException: 404.
        """
        return _record(self._find(uid))

    def create(self, recording: bytes, fields: Mapping[str, str]) -> VoiceRecord:
        """Make a voice of a recording, which takes a minute or a few.

        Args:
            recording: a sound file.
            fields: of the form: name, language, input_format, start_s; and what Gradium does not
                ask for: person, and consent as `yes`.

        Raises:
            HTTPException: 422 without a name, 403 without consent, 503 while another is made.
            EngineError: no voice can be taken from the recording, or packs are missing.
        """
        name = fields.get("name", "").strip()
        language = fields.get("language")
        if not name or (language is not None and language not in LANGUAGES):
            raise HTTPException(
                422, f"A voice needs a name, and a language of {', '.join(LANGUAGES)}."
            )
        person = fields.get("person") or name
        agreed = fields.get("consent", "").casefold() in _YES or self._takes_consent_as_given
        if not agreed:
            raise HTTPException(
                403,
                "No voice is made without consent. Add the fields person=NAME and consent=yes if "
                f"the person agrees to this: {statement_for(person)}",
            )
        if not self._enrolling.acquire(blocking=False):
            raise HTTPException(503, "Another voice is being made; try again in a few minutes.")
        try:
            enroller = self._interpreter.enroller()
            request = Request(
                name=name,
                samples=_samples(recording, fields),
                consent=record_consent(person, agreed=agreed),
                languages=CLONING_LANGUAGES if language is None else (language,),
            )
            enrolment = enroller.enrol(request, EnrolmentConfig(longest_s=_LONGEST_S))
            voice = store(enrolment, self._interpreter.user_voices)
        finally:
            self._enrolling.release()
        self._interpreter.reload_voices()
        uid = f"{voice.id}.{voice.languages[0]}"
        return {"uid": uid, "error": None, "was_updated": False, **self.get(uid)}

    def update(self, uid: str, fields: Mapping[str, object]) -> VoiceRecord:
        """Give a voice another name.

        Raises:
            HTTPException: 404, or 403 for one that ships, or 422 for a name that is none.
        """
        folder = self._folder_of(uid, "changed")
        name = fields.get("name")
        if name is not None:
            if not isinstance(name, str) or not name.strip():
                raise HTTPException(422, "'name' must be a string with a name in it.")
            changed = replace(read_user_voice(folder), name=name.strip())
            save_user_voice(changed, folder.parent)
            self._interpreter.reload_voices()
        return self.get(uid)

    def delete(self, uid: str) -> None:
        """Remove a voice, in all its languages.

        Raises:
            HTTPException: 404, or 403 for one that ships.
        """
        folder = self._folder_of(uid, "deleted")
        try:
            remove_user_voice(folder.name, folder.parent)
        except VoiceError as error:
            raise HTTPException(404, "There is no voice of that id.") from error
        self._interpreter.reload_voices()

    def _find(self, uid: str) -> Voice:
        for voice in self._interpreter.voices.voices():
            if voice.id == uid:
                return voice
        raise HTTPException(404, "There is no voice of that id.")

    def _folder_of(self, uid: str, what: str) -> Path:
        voice = self._find(uid)
        if not _is_own(voice):
            raise HTTPException(403, f"A voice that ships with Dragoman cannot be {what}.")
        # The id is one that was found, and none that a client made up.
        return self._interpreter.user_voices / voice.id.rpartition(".")[0]


def _is_own(voice: Voice) -> bool:
    return "." in voice.id


def _samples(recording: bytes, fields: Mapping[str, str]) -> Float32:
    suffix = fields.get("input_format", "").casefold()
    # Decoders look at the ending; what is none of these gets none.
    ending = f".{suffix}" if suffix in _SUFFIXES else ""
    with tempfile.NamedTemporaryFile(suffix=ending) as file:
        file.write(recording)
        file.flush()
        samples = read_audio(Path(file.name), name="The recording")
    start = round(_number(fields.get("start_s", "0")) * SOURCE_RATE_HZ)
    return samples[start:]


def _number(text: str) -> float:
    try:
        return max(0.0, min(float(text), 3600.0))
    except ValueError:
        raise HTTPException(422, "'start_s' must be a number of seconds.") from None


def _record(voice: Voice) -> VoiceRecord:
    is_own = _is_own(voice)
    return {
        "uid": voice.id,
        "name": voice.name,
        "description": f"{voice.accent}, {voice.sex}",
        "language": voice.language,
        "filename": "" if is_own else None,
        "start_s": 0.0 if is_own else None,
        "is_catalog": not is_own,
        "is_pro_clone": False,
        "tags": [
            {"category": "gender", "value": voice.sex.value},
            {"category": "accent", "value": voice.accent},
        ],
    }
