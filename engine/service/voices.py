"""Voices as the wire knows them."""

from collections.abc import Mapping
from typing import TypeAlias

from starlette.exceptions import HTTPException

from engine.interpreter import Interpreter
from engine.speech.contract import Voice

VoiceRecord: TypeAlias = dict[str, object]


class VoiceShelf:
    """The voices of an interpreter; those that ship cannot be changed."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    def listed(self, *, include_catalogue: bool) -> list[VoiceRecord]:
        """The user's own voices, and those that ship if asked for."""
        if not include_catalogue:
            return []
        return [_record(voice) for voice in self._interpreter.voices.voices()]

    def get(self, uid: str) -> VoiceRecord:
        """One voice by its id.

        Raises:
            HTTPException: 404.
        """
        for voice in self._interpreter.voices.voices():
            if voice.id == uid:
                return _record(voice)
        raise HTTPException(404, "There is no voice of that id.")

    def create(self, recording: bytes, fields: Mapping[str, str]) -> VoiceRecord:
        """Make a voice of a recording.

        Raises:
            HTTPException: 501, until voices can be cloned here.
        """
        del recording, fields
        raise HTTPException(
            501, "This service cannot make voices of recordings; choose one of its catalogue."
        )

    def update(self, uid: str, fields: Mapping[str, object]) -> VoiceRecord:
        """Change a voice.

        Raises:
            HTTPException: 404, or 403 for one that ships.
        """
        del fields
        self.get(uid)
        raise HTTPException(403, "A voice that ships with Dragoman cannot be changed.")

    def delete(self, uid: str) -> None:
        """Forget a voice.

        Raises:
            HTTPException: 404, or 403 for one that ships.
        """
        self.get(uid)
        raise HTTPException(403, "A voice that ships with Dragoman cannot be deleted.")


def _record(voice: Voice) -> VoiceRecord:
    return {
        "uid": voice.id,
        "name": voice.name,
        "description": f"{voice.accent}, {voice.sex}",
        "language": voice.language,
        "filename": None,
        "start_s": None,
        "is_catalog": True,
        "is_pro_clone": False,
        "tags": [
            {"category": "gender", "value": voice.sex.value},
            {"category": "accent", "value": voice.accent},
        ],
    }
