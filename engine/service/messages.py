"""The messages of the wire, in Gradium's format, and their JSON. No I/O.

A connection speaks JSON text messages, each an object with a `type`. What this service adds to the
format is asked for in the setup's `json_config` under `extras` and is of types of its own, so that
a client that does not know them loses nothing.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum
from typing import Final, TypeAlias

MOST_TEXT_CHARACTERS: Final = 20_000
"""Of one text message; several minutes of speech."""

MOST_ID_CHARACTERS: Final = 200


class Code(IntEnum):
    """Why a connection or request ended; RFC 6455 section 7.4 and the registry it opens."""

    NORMAL = 1000
    GOING_AWAY = 1001
    POLICY = 1008
    TOO_LARGE = 1009
    INTERNAL = 1011
    TRY_AGAIN_LATER = 1013


class ProtocolError(Exception):
    """The peer broke the protocol; the message is for whoever wrote the peer."""

    def __init__(self, message: str, *, code: Code = Code.POLICY) -> None:
        super().__init__(message)
        self.code = code


class Extra(StrEnum):
    """What a client may ask for beyond Gradium's messages."""

    TRANSCRIPT = "transcript"
    TENTATIVE = "tentative"
    NOTICES = "notices"
    TIMINGS = "timings"
    CONTINUATIONS = "continuations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The `json_config` of a setup; keys that are not known are ignored, as Gradium does.

    Attributes:
        language: that is spoken; None to detect it.
        target_language: to translate into; None to keep the original.
        promptness: sooner, balanced or surer; None for the service's own.
        delay_in_frames: the same in Gradium's words, 7 to 48 frames of 80 ms.
        padding_bonus: -4 speaks fastest, 4 slowest.
        speed: of the voice, in the place of padding_bonus; 0.5 to 2.
        pitch_semitones: how much higher the voice speaks; -6 to 6.
        extras: see Extra.
    """

    language: str | None = None
    target_language: str | None = None
    promptness: str | None = None
    delay_in_frames: int | None = None
    padding_bonus: float = 0.0
    speed: float | None = None
    pitch_semitones: float = 0.0
    extras: frozenset[Extra] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The first message of a request."""

    model_name: str = "default"
    input_format: str | None = None
    output_format: str | None = None
    voice: str | None = None
    voice_id: str | None = None
    pronunciation_id: str | None = None
    config: Config = field(default_factory=Config)
    client_req_id: str | None = None
    close_ws_on_eos: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """Encoded sound."""

    audio: bytes
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Text to be spoken."""

    text: str
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flush:
    """Asks to finish what was sent so far; is answered by Flushed."""

    flush_id: int | str = 0
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfStream:
    """Nothing more comes in this direction."""

    client_req_id: str | None = None


ClientMessage: TypeAlias = Setup | Audio | Text | Flush | EndOfStream


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The request may begin.

    Attributes:
        sample_rate: of the sound that comes out, or of that which goes in where none comes out.
        frame_size: samples of an audio message, 80 ms.
        delay_in_frames: transcripts only.
    """

    request_id: str
    model_name: str
    sample_rate: int
    frame_size: int
    delay_in_frames: int | None = None
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenAudio:
    """Encoded speech; the times are on the output's own clock."""

    audio: bytes
    start_s: float
    stop_s: float
    stream_id: int | None = 0
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """Committed text, whole words; joined with spaces the texts of a request are all of it.

    Attributes:
        continues: True where it belongs to the word before, without a space; only with the extra
            that asks for it, since whole words come a little later.
    """

    text: str
    start_s: float
    stop_s: float
    stream_id: int | None = 0
    continues: bool | None = None
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndText:
    """When the text before it ended; transcripts only."""

    stop_s: float
    stream_id: int | None = 0
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inactivity:
    """How silent the speaker has been over `horizon_s`, 0 to 1."""

    horizon_s: float
    inactivity_prob: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Another 80 ms were heard; transcripts only."""

    step_idx: int
    step_duration_s: float
    total_duration_s: float
    vad: tuple[Inactivity, ...]
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flushed:
    """All that was sent before the Flush of that id has been answered."""

    flush_id: int | str
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfAnswer:
    """The request is complete."""

    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The request ended in an error."""

    message: str
    code: Code
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Extra: what was said, in its own language; append-only, and may continue a word."""

    text: str
    language: str
    start_s: float
    stop_s: float
    continues: bool | None = None
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tentative:
    """Extra: the current guess at what follows the committed text; replaces the one before."""

    text: str
    start_s: float
    stop_s: float
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Extra: something that a listener may want to know.

    Attributes:
        kind: such as `language` or `speech_dropped`.
        detail: the language, the text that is not spoken...
        start_s: where what it tells of begins in the sound that came in; of speech only.
        stop_s: where it ends.
    """

    kind: str
    detail: str
    start_s: float | None = None
    stop_s: float | None = None
    client_req_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Extra: one stage of the engine worked.

    Attributes:
        stage: listening, speech, text or voice.
        model: id of the pack that it ran.
        took_ms: computing time.
        heard_s: how much source there was by then.
    """

    stage: str
    model: str
    took_ms: float
    heard_s: float
    client_req_id: str | None = None


ServerMessage: TypeAlias = (
    Ready
    | SpokenAudio
    | WrittenText
    | EndText
    | Step
    | Flushed
    | EndOfAnswer
    | Failure
    | Transcript
    | Tentative
    | Notice
    | Timing
)

_TYPES: Final[Mapping[type[ServerMessage], str]] = {
    Ready: "ready",
    SpokenAudio: "audio",
    WrittenText: "text",
    EndText: "end_text",
    Step: "step",
    Flushed: "flushed",
    EndOfAnswer: "end_of_stream",
    Failure: "error",
    Transcript: "transcript",
    Tentative: "tentative",
    Notice: "notice",
    Timing: "timing",
}


def encode_message(message: ServerMessage) -> str:
    """The JSON of a message; fields that say nothing are left out."""
    fields = {name: value for name, value in asdict(message).items() if value is not None}
    if isinstance(message, SpokenAudio):
        fields["audio"] = base64.b64encode(message.audio).decode("ascii")
    return json.dumps({"type": _TYPES[type(message)], **fields})
