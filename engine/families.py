"""The kinds of models there are, and what each is for."""

from enum import StrEnum


class Role(StrEnum):
    """What a pack is for."""

    SPEECH = "speech"
    TEXT = "text"
    VOICE = "voice"
    VAD = "vad"
    SPEAKER = "speaker"


class Family(StrEnum):
    """The kind of network in a pack, which decides the code that loads and runs it."""

    WHISPER = "whisper"
    CANARY = "canary"
    MARIAN = "marian"
    KOKORO = "kokoro"
    POCKET = "pocket"
    SILERO = "silero"
    RESEMBLYZER = "resemblyzer"

    @property
    def role(self) -> Role:
        """What networks of this kind are for."""
        match self:
            case Family.WHISPER | Family.CANARY:
                return Role.SPEECH
            case Family.MARIAN:
                return Role.TEXT
            case Family.KOKORO | Family.POCKET:
                return Role.VOICE
            case Family.SILERO:
                return Role.VAD
            case Family.RESEMBLYZER:
                return Role.SPEAKER
