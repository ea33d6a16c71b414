"""Client messages out of JSON text; whatever the text is, a message or a ProtocolError."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Final, TypeAlias

from engine.service.messages import (
    MOST_ID_CHARACTERS,
    MOST_TEXT_CHARACTERS,
    Audio,
    ClientMessage,
    Config,
    EndOfStream,
    Extra,
    Flush,
    ProtocolError,
    Setup,
    Text,
)

Fields: TypeAlias = Mapping[str, object]

_DELAYS: Final = range(7, 49)
"""Frames that Gradium's `delay_in_frames` may be."""

_PADDING_BONUS: Final = 4.0
_SLOWEST, _FASTEST = 0.5, 2.0
_PITCH_SEMITONES: Final = 6.0

_TYPES: Final = ("setup", "audio", "text", "flush", "end_of_stream")


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
        case "end_of_stream":
            return EndOfStream(client_req_id=_request_id(fields))
    raise ProtocolError(f"The message has none of the types {', '.join(_TYPES)}.")


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
        config=_config(fields.get("json_config")),
        client_req_id=_request_id(fields),
        close_ws_on_eos=closes is not False,
    )


def _config(value: object) -> Config:
    # The official clients send the object as a string of JSON.
    if value is None or value == "":
        return Config()
    fields = _object(value, "'json_config'") if isinstance(value, str) else value
    if not isinstance(fields, Mapping):
        raise ProtocolError("'json_config' must be an object, or the JSON of one in a string.")
    delay = fields.get("delay_in_frames")
    if delay is not None and (isinstance(delay, bool) or delay not in _DELAYS):
        raise ProtocolError(
            f"'delay_in_frames' must be a whole number from {_DELAYS[0]} to {_DELAYS[-1]}."
        )
    promptness = _string(fields, "promptness")
    return Config(
        language=_string(fields, "language") or _string(fields, "source_language"),
        target_language=_string(fields, "target_language"),
        promptness=promptness,
        delay_in_frames=delay if isinstance(delay, int) else None,
        padding_bonus=_number(fields, "padding_bonus", least=-_PADDING_BONUS, most=_PADDING_BONUS)
        or 0.0,
        speed=_number(fields, "speed", least=_SLOWEST, most=_FASTEST),
        pitch_semitones=_number(
            fields, "pitch_semitones", least=-_PITCH_SEMITONES, most=_PITCH_SEMITONES
        )
        or 0.0,
        extras=_extras(fields.get("extras")),
    )


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
