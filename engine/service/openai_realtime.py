"""OpenAI's socket for live translation, `/v1/realtime/translations`. No I/O.

https://platform.openai.com/docs/guides/realtime-translation

Each target language is a request of its own: where a client changes it, the request before ends
with what it heard while the new one begins. The spoken language is detected, as OpenAI's is.
"""

import base64
import binascii
import json
import time
import uuid
from collections.abc import Mapping
from typing import Final

from engine.languages import LANGUAGES
from engine.service.wire import (
    Action,
    Audio,
    Close,
    CloseCode,
    Config,
    EndOfAnswer,
    EndOfStream,
    Extra,
    Failure,
    Feed,
    Key,
    Open,
    Reply,
    ServerMessage,
    Setup,
    SpokenAudio,
    Transcript,
    WrittenText,
)

RATE_HZ: Final = 24_000
_FORMAT: Final = f"pcm_{RATE_HZ}"
_STANDARD_LANGUAGE: Final = "es"
"""OpenAI's own: what is spoken where a client sends sound before it says which language."""
_LIFE_S: Final = 3600
_MOST_ID_CHARACTERS: Final = 200


class _EventError(Exception):
    """An event that is not done; the session goes on."""

    def __init__(self, message: str, *, code: str, param: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.param = param


class TranslationSocket:
    """One session.

    Args:
        model: of the address; is repeated and chooses nothing.
        now_s: seconds since the epoch.
    """

    def __init__(self, model: str, now_s: float | None = None) -> None:
        self._id = f"sess_{uuid.uuid4().hex}"
        self._model = model
        self._expires_at = int((time.time() if now_s is None else now_s) + _LIFE_S)
        self._language = _STANDARD_LANGUAGE
        self._transcription: Mapping[str, object] | None = None
        self._noise_reduction: Mapping[str, object] | None = None
        self._opened = 0
        self._current: Key = None
        self._active: set[Key] = set()
        self._failed: set[Key] = set()
        self._is_closing = False
        self._has_text = {"input": False, "output": False}

    def greet(self) -> list[str]:
        """The session as it is before it was updated."""
        return [_event("session.created", session=self._session())]

    def receive(self, content: str | bytes) -> tuple[Action, ...]:
        """Take an event; a wrong one is answered with an error and changes nothing."""
        event_id: str | None = None
        try:
            event = _object(content)
            found = event.get("event_id")
            event_id = found[:_MOST_ID_CHARACTERS] if isinstance(found, str) else None
            return self._do(event)
        except _EventError as error:
            text = _error(str(error), code=error.code, param=error.param, event_id=event_id)
            return (Reply(text=text),)

    def _do(self, event: Mapping[str, object]) -> tuple[Action, ...]:
        if self._is_closing:
            return ()
        match event.get("type"):
            case "session.update":
                return self._update(event)
            case "session.input_audio_buffer.append":
                sound = _sound(event.get("audio"))
                opened = () if self._current is not None else (self._open(),)
                return (*opened, Feed(key=self._current, message=Audio(audio=sound)))
            case "session.close":
                self._is_closing = True
                if self._current in self._active:
                    return (Feed(key=self._current, message=EndOfStream()),)
                return () if self._active else (Reply(text=_event("session.closed")), Close())
        raise _EventError(
            "The event has none of the types session.update, session.input_audio_buffer.append "
            "and session.close.",
            code="invalid_event",
            param="type",
        )

    def _update(self, event: Mapping[str, object]) -> tuple[Action, ...]:
        audio = _member(_member(event, "session"), "audio")
        language = _member(audio, "output").get("language", self._language)
        if language not in LANGUAGES:
            raise _EventError(
                f"There is no language {str(language)[:20]!r}; use one of {', '.join(LANGUAGES)}.",
                code="invalid_value",
                param="session.audio.output.language",
            )
        heard = _member(audio, "input")
        before = (self._language, self._transcription is None)
        self._language = str(language)
        if "transcription" in heard:
            self._transcription = _member(heard, "transcription") or None
        if "noise_reduction" in heard:
            self._noise_reduction = _member(heard, "noise_reduction") or None
        updated = Reply(text=_event("session.updated", session=self._session()))
        current = self._current
        is_same = before == (self._language, self._transcription is None)
        if current is not None and is_same and current not in self._failed:
            return (updated,)
        ended = (Feed(key=current, message=EndOfStream()),) if current in self._active else ()
        return (updated, *ended, self._open())

    def _open(self) -> Open:
        self._opened += 1
        self._current = str(self._opened)
        self._active.add(self._current)
        extras = {Extra.CONTINUATIONS}
        if self._transcription is not None:
            extras.add(Extra.TRANSCRIPT)
        setup = Setup(
            model_name=self._model,
            input_format=_FORMAT,
            output_format=_FORMAT,
            config=Config(target_language=self._language, extras=frozenset(extras)),
            client_req_id=self._current,
        )
        return Open(key=self._current, setup=setup)

    def render(self, message: ServerMessage) -> list[str]:
        """The events of a message."""
        match message:
            case SpokenAudio():
                return [
                    _event(
                        "session.output_audio.delta",
                        delta=base64.b64encode(message.audio).decode("ascii"),
                        sample_rate=RATE_HZ,
                        channels=1,
                        format="pcm16",
                        elapsed_ms=round(message.start_s * 1000),
                    )
                ]
            case WrittenText():
                return [self._text("output", message)]
            case Transcript():
                return [self._text("input", message)]
            case Failure():
                is_fault = message.code is CloseCode.INTERNAL
                kind = "server_error" if is_fault else "invalid_request_error"
                error = _error(message.message, code=message.code.name.casefold(), kind=kind)
                return [error, _event("session.closed")] if self._is_closing else [error]
            case EndOfAnswer() if self._is_closing and message.client_req_id == self._current:
                return [_event("session.closed")]
        return []

    def _text(self, side: str, message: WrittenText | Transcript) -> str:
        is_joined = message.continues or not self._has_text[side]
        self._has_text[side] = True
        return _event(
            f"session.{side}_transcript.delta",
            delta=message.text if is_joined else f" {message.text}",
            elapsed_ms=round(message.stop_s * 1000),
        )

    def closes_with(self, key: Key) -> bool:
        """No: an error leaves the session open, whose language may be another's turn."""
        del key
        return False

    def finish(self, key: Key) -> bool:
        """Whether it was the last that a session waited for which is to be closed."""
        self._active.discard(key)
        self._failed.add(key)
        return self._is_closing and not self._active

    def _session(self) -> dict[str, object]:
        return {
            "id": self._id,
            "type": "translation",
            "model": self._model,
            "expires_at": self._expires_at,
            "audio": {
                "input": {
                    "transcription": self._transcription,
                    "noise_reduction": self._noise_reduction,
                },
                "output": {"language": self._language},
            },
        }


def _event(type_: str, **fields: object) -> str:
    return json.dumps({"type": type_, "event_id": f"event_{uuid.uuid4().hex[:20]}", **fields})


def _error(
    message: str,
    *,
    code: str,
    kind: str = "invalid_request_error",
    param: str | None = None,
    event_id: str | None = None,
) -> str:
    error = {
        "type": kind,
        "code": code,
        "message": message,
        "param": param,
        "event_id": event_id,
    }
    return _event("error", error=error)


def _object(content: str | bytes) -> Mapping[str, object]:
    try:
        value = json.loads(content) if isinstance(content, str) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise _EventError("An event must be a JSON object in a text frame.", code="invalid_json")
    return value


def _member(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = fields.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _EventError(f"'{name}' must be an object.", code="invalid_type", param=name)
    return value


def _sound(value: object) -> bytes:
    try:
        if isinstance(value, str):
            return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        pass
    raise _EventError("'audio' must be sound in base64.", code="invalid_value", param="audio")
