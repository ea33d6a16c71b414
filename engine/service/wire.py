"""Gradium's wire format: messages, their JSON, and which may come when. No I/O and no clock.

A connection speaks JSON text messages, each an object with a `type`. What this service adds to the
format is asked for in the setup's `json_config` under `extras` and is of types of its own, so that
a client that does not know them loses nothing.
"""

import base64
import binascii
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Final, TypeAlias

from engine.errors import GlossaryError
from engine.glossary import NO_GLOSSARY, Glossary, Term
from engine.glossary_files import term_of

MOST_TEXT_CHARACTERS: Final = 20_000
"""Of one text message; several minutes of speech."""

MOST_ID_CHARACTERS: Final = 200


class CloseCode(IntEnum):
    """Why a connection or request ended; RFC 6455 section 7.4 and the registry it opens."""

    NORMAL = 1000
    GOING_AWAY = 1001
    POLICY = 1008
    TOO_LARGE = 1009
    INTERNAL = 1011
    TRY_AGAIN_LATER = 1013


class ProtocolError(Exception):
    """The peer broke the protocol; the message is for whoever wrote the peer."""

    def __init__(self, message: str, *, code: CloseCode = CloseCode.POLICY) -> None:
        super().__init__(message)
        self.code = code


class Extra(StrEnum):
    """What a client may ask for beyond Gradium's messages."""

    TRANSCRIPT = "transcript"
    TENTATIVE = "tentative"
    NOTICES = "notices"
    TIMINGS = "timings"
    CONTINUATIONS = "continuations"
    SPEAKERS = "speakers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The `json_config` of a setup; keys that are not known are ignored, as Gradium does.

    Attributes:
        language: that is spoken; None to detect it.
        target_language: to translate into; None to keep the original.
        preset: sooner, balanced or surer; None for the service's own.
        delay_in_frames: the same in Gradium's words, 7 to 48 frames of 80 ms.
        padding_bonus: -4 speaks fastest, 4 slowest.
        speed: of the voice, in the place of padding_bonus; 0.5 to 2.
        pitch_semitones: how much higher the voice speaks; -6 to 6.
        extras: see Extra.
        glossary: the request's own terms.
        room: in which others follow; see `rooms`.
    """

    language: str | None = None
    target_language: str | None = None
    preset: str | None = None
    delay_in_frames: int | None = None
    padding_bonus: float = 0.0
    speed: float | None = None
    pitch_semitones: float = 0.0
    extras: frozenset[Extra] = frozenset()
    glossary: Glossary = NO_GLOSSARY
    room: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp:
    """Asks to leave what waits to be heard or spoken; a message of this service's own."""

    client_req_id: str | None = None


Fed: TypeAlias = Audio | Text | Flush | CatchUp | EndOfStream
"""What a request may get once it has begun."""

ClientMessage: TypeAlias = Setup | Fed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The request may begin.

    Attributes:
        sample_rate: of the sound that comes out, or of that which goes in where none comes out.
        frame_size: samples of an audio message, 80 ms.
        delay_in_frames: transcripts only.
        audio_stream_names: of the streams that `stream_id` of audio messages counts.
        text_stream_names: the same of text messages.
    """

    request_id: str
    model_name: str
    sample_rate: int
    frame_size: int
    delay_in_frames: int | None = None
    audio_stream_names: tuple[str, ...] = ()
    text_stream_names: tuple[str, ...] = ()
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
    code: CloseCode
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
        start_s: where what it reports begins in the sound that came in; of speech only.
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


Fields: TypeAlias = Mapping[str, object]

_DELAYS: Final = range(7, 49)
"""Frames that Gradium's `delay_in_frames` may be."""

_PADDING_BONUS: Final = 4.0
_SLOWEST, _FASTEST = 0.5, 2.0
_PITCH_SEMITONES: Final = 6.0

_CONFIG_KEYS: Final = (
    "language",
    "source_language",
    "target_language",
    "latency",
    "delay_in_frames",
    "padding_bonus",
    "speed",
    "pitch_semitones",
    "extras",
    "keywords",
    "glossary",
    "room",
)

_CLIENT_TYPES: Final = ("setup", "audio", "text", "flush", "catch_up", "end_of_stream")


def parse_message(text: str) -> ClientMessage:
    """Read one message.

    Raises:
        ProtocolError: it is not JSON, not an object, of no known type, or a field is wrong.
    """
    fields = _object(text, "A message")
    match fields.get("type"):
        case "setup":
            return parse_setup(fields)
        case "audio":
            return Audio(audio=_decoded(fields), client_req_id=_request_id(fields))
        case "text":
            written = _string(fields, "text")
            if written is None:
                raise ProtocolError("A text message needs a 'text'.")
            if len(written) > MOST_TEXT_CHARACTERS:
                raise ProtocolError(
                    f"A text message has at most {MOST_TEXT_CHARACTERS} characters; "
                    "send longer text in several."
                )
            return Text(text=written, client_req_id=_request_id(fields))
        case "flush":
            return Flush(flush_id=_flush_id(fields), client_req_id=_request_id(fields))
        case "catch_up":
            return CatchUp(client_req_id=_request_id(fields))
        case "end_of_stream":
            return EndOfStream(client_req_id=_request_id(fields))
    raise ProtocolError(f"The message has none of the types {', '.join(_CLIENT_TYPES)}.")


def parse_setup(fields: Fields) -> Setup:
    """Read the fields of a setup, or of the body of a request that stands for one.

    Raises:
        ProtocolError: a field is wrong.
    """
    closes = fields.get("close_ws_on_eos")
    if closes is not None and not isinstance(closes, bool):
        raise ProtocolError("'close_ws_on_eos' must be true or false.")
    return Setup(
        model_name=_string(fields, "model_name") or "default",
        input_format=_string(fields, "input_format"),
        output_format=_string(fields, "output_format"),
        voice=_string(fields, "voice"),
        voice_id=_string(fields, "voice_id"),
        pronunciation_id=_string(fields, "pronunciation_id"),
        config=_config(fields),
        client_req_id=_request_id(fields),
        close_ws_on_eos=closes is not False,
    )


def _config(setup: Fields) -> Config:
    """Read the config, whose keys may also stand beside `json_config`; those inside win."""
    value = setup.get("json_config")
    beside = {name: setup[name] for name in _CONFIG_KEYS if name in setup}
    # The official clients send the object as a string of JSON.
    inside: object = {} if value is None or value == "" else value
    if isinstance(inside, str):
        inside = _object(inside, "'json_config'")
    if not isinstance(inside, Mapping):
        raise ProtocolError(
            "'json_config' must be an object, or the JSON of one in a string; its keys may also "
            "stand beside it."
        )
    fields = {**beside, **inside}
    delay = fields.get("delay_in_frames")
    if delay is not None and (isinstance(delay, bool) or delay not in _DELAYS):
        raise ProtocolError(
            f"'delay_in_frames' must be a whole number from {_DELAYS[0]} to {_DELAYS[-1]}."
        )
    preset = _string(fields, "latency")
    return Config(
        language=_string(fields, "language") or _string(fields, "source_language"),
        target_language=_string(fields, "target_language"),
        preset=preset,
        delay_in_frames=delay if isinstance(delay, int) else None,
        padding_bonus=_number(fields, "padding_bonus", least=-_PADDING_BONUS, most=_PADDING_BONUS)
        or 0.0,
        speed=_number(fields, "speed", least=_SLOWEST, most=_FASTEST),
        pitch_semitones=_number(
            fields, "pitch_semitones", least=-_PITCH_SEMITONES, most=_PITCH_SEMITONES
        )
        or 0.0,
        extras=_extras(fields.get("extras")),
        glossary=_glossary(fields),
        room=_string(fields, "room"),
    )


def _glossary(fields: Fields) -> Glossary:
    """The names of `keywords`, and the terms of `glossary`, which are as in a glossary's file."""
    keywords, terms = fields.get("keywords") or [], fields.get("glossary") or []
    if not isinstance(keywords, list) or not all(isinstance(word, str) for word in keywords):
        raise ProtocolError("'keywords' must be a list of strings.")
    if not isinstance(terms, list):
        raise ProtocolError("'glossary' must be a list of terms.")
    try:
        return Glossary((*map(Term.name, keywords), *map(term_of, terms)))
    except (GlossaryError, ValueError) as error:
        raise ProtocolError(f"'keywords' or 'glossary': {error}") from error


def _extras(value: object) -> frozenset[Extra]:
    if value is None:
        return frozenset()
    known = ", ".join(Extra)
    if not isinstance(value, list):
        raise ProtocolError(f"'extras' must be a list of: {known}.")
    try:
        return frozenset(Extra(name) for name in value)
    except (TypeError, ValueError):
        raise ProtocolError(f"'extras' must be a list of: {known}.") from None


def _object(text: str, what: str) -> Fields:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ProtocolError(f"{what} must be a JSON object.")
    return value


def _string(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise ProtocolError(f"'{name}' must be a string.")
    return value


def _request_id(fields: Fields) -> str | None:
    value = _string(fields, "client_req_id")
    if value is not None and len(value) > MOST_ID_CHARACTERS:
        raise ProtocolError(f"'client_req_id' has at most {MOST_ID_CHARACTERS} characters.")
    return value


def _number(fields: Fields, name: str, *, least: float, most: float) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    # No bound holds for what JSON calls NaN.
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ProtocolError(f"'{name}' must be a number from {least:g} to {most:g}.")
    return float(value)


def _flush_id(fields: Fields) -> int | str:
    value = fields.get("flush_id", 0)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ProtocolError("'flush_id' must be a whole number or a string.")
    if len(str(value)) > MOST_ID_CHARACTERS:
        raise ProtocolError(f"'flush_id' has at most {MOST_ID_CHARACTERS} characters.")
    return value


def _decoded(fields: Fields) -> bytes:
    encoded = _string(fields, "audio")
    if encoded is None:
        raise ProtocolError("An audio message needs 'audio', in base64.")
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise ProtocolError("'audio' is not base64 (RFC 4648 section 4).") from None


MOST_REQUESTS: Final = 16
"""At once on one connection."""

_REMEMBERED: Final = 256

Key: TypeAlias = str | None
"""The `client_req_id` of a request."""


class Endpoint(StrEnum):
    """What a connection is for; the value is the end of its path."""

    S2S = "s2s"
    ASR = "asr"
    TTS = "tts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A request begins."""

    key: Key
    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A request gets something to work on, or its end."""

    key: Key
    message: Fed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Something to be sent at once, in the words of the connection's dialect."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """The connection ends when what was to be sent is sent."""


Action: TypeAlias = Open | Feed | Reply | Close


@dataclass(slots=True)
class _Request:
    setup: Setup
    is_ending: bool = False


class Connection:
    """The requests of one WebSocket.

    Args:
        route: what the connection is for.
    """

    def __init__(self, route: Endpoint) -> None:
        self._route = route
        self._active: dict[Key, _Request] = {}
        self._nameless: Setup | None = None
        self._is_closing = False
        self._over: deque[Key] = deque(maxlen=_REMEMBERED)

    @property
    def active(self) -> tuple[Key, ...]:
        """The requests that have begun and are not complete."""
        return tuple(self._active)

    def greet(self) -> list[str]:
        """Nothing: the client begins."""
        return []

    def render(self, message: ServerMessage) -> list[str]:
        """The JSON of a message."""
        return [encode_message(message)]

    def receive(self, content: str | bytes) -> tuple[Action, ...]:
        """Take a message of the client; what comes back is to be done, in order.

        Raises:
            ProtocolError: the connection is to be closed.
        """
        if isinstance(content, bytes):
            raise ProtocolError("Messages are JSON in text frames, not binary frames.")
        message = parse_message(content)
        if isinstance(message, Setup):
            return (self._open(message),)
        if not self._active and not self._over:
            raise ProtocolError("The first message must be a setup.")
        return self._feed(message)

    def closes_with(self, key: Key) -> bool:
        """Whether an active request is one that the connection does not outlive."""
        request = self._active.get(key)
        return request is not None and request.setup.close_ws_on_eos

    def finish(self, key: Key) -> bool:
        """Note that a request is complete or failed; whether the connection is to be closed.

        One that was to be closed with an earlier request is when the others are complete.
        """
        self._is_closing |= self.closes_with(key)
        self._active.pop(key, None)
        self._over.append(key)
        return self._is_closing and not self._active

    def _open(self, setup: Setup) -> Open:
        key = setup.client_req_id
        if key in self._active:
            raise ProtocolError(f"A request is active already ({key or 'without client_req_id'}).")
        if len(self._active) >= MOST_REQUESTS:
            raise ProtocolError(f"A connection carries at most {MOST_REQUESTS} requests at once.")
        if key is None:
            self._nameless = setup
        self._active[key] = _Request(setup)
        return Open(key=key, setup=setup)

    def _feed(self, message: Fed) -> tuple[Action, ...]:
        self._check_kind(message)
        key = message.client_req_id
        if key is None and None not in self._active and len(self._active) == 1:
            # The official transcription client names its setup and none of its messages.
            (key,) = self._active
        request = self._active.get(key)
        if request is None:
            return self._feed_unknown(key, message)
        if request.is_ending:
            raise ProtocolError("Nothing may follow end_of_stream but another setup.")
        request.is_ending = isinstance(message, EndOfStream)
        return (Feed(key=key, message=message),)

    def _feed_unknown(self, key: Key, message: Fed) -> tuple[Action, ...]:
        if key in self._over:
            # It was on its way when the request ended.
            return ()
        if key is None:
            raise ProtocolError("Several requests are active: a message needs its client_req_id.")
        if self._nameless is None or self._route is not Endpoint.TTS:
            raise ProtocolError("The client_req_id was never set up.")
        # One setup may stand for all the requests of a connection that speaks.
        opened = self._open(replace(self._nameless, client_req_id=key))
        return (opened, *self._feed(message))

    def _check_kind(self, message: Fed) -> None:
        if isinstance(message, Audio) and self._route is Endpoint.TTS:
            raise ProtocolError("speech/tts takes text, not audio.")
        if isinstance(message, CatchUp) and self._route is Endpoint.TTS:
            raise ProtocolError("speech/tts hears nothing that it could catch up with.")
        if isinstance(message, Text) and self._route is not Endpoint.TTS:
            raise ProtocolError(f"speech/{self._route} takes audio, not text.")
