"""What of a session is kept."""

from dataclasses import dataclass
from enum import StrEnum


class AudioFormat(StrEnum):
    """How recordings are written; both can be played after a crash."""

    FLAC = "flac"
    WAV = "wav"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySettings:
    """The history, which never leaves this machine.

    Text is kept unless the user switches it off, since what a crash or a closed window takes away
    is what users miss most; the switch stands in the history window itself. Sound is kept only
    where the user asked for it: a voice tells more about a person than words do, and recording
    others without asking them is forbidden in many places.

    Attributes:
        keeps_text: captions and transcripts of sessions are kept.
        records_audio: the sound that was heard and the speech that was made are kept beside them;
            nothing is recorded where no text is kept.
        audio_format: of recordings.
        keep_days: older sessions are deleted when Dragoman starts; 0 keeps them.
    """

    keeps_text: bool = True
    records_audio: bool = False
    audio_format: AudioFormat = AudioFormat.FLAC
    keep_days: int = 0

    def __post_init__(self) -> None:
        if self.keep_days < 0:
            raise ValueError(f"keep_days is 0 or more, not {self.keep_days}")
