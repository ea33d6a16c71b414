"""Deepgram's socket for live transcripts, `/v1/listen`. No I/O.

https://developers.deepgram.com/reference/speech-to-text/listen-streaming

All that is committed is final; what may still change comes as interim results where they are asked
for. The models tell no confidence in words, so it is 1 for all that is committed, 0 for the rest.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from engine.languages import find_language
from engine.service.wire import (
    Action,
    Audio,
    CloseCode,
    Config,
    EndOfAnswer,
    EndOfStream,
    Extra,
    Failure,
    Feed,
    Flush,
    Flushed,
    Key,
    Notice,
    Open,
    ProtocolError,
    Ready,
    ServerMessage,
    Setup,
    Step,
    Tentative,
    WrittenText,
)

_STANDARD_LANGUAGE: Final = "en"
_MANY: Final = "multi"
_ENCODINGS: Final = {"mulaw": "ulaw_8000", "alaw": "alaw_8000", "ogg-opus": "opus"}
_CONTAINERS: Final = {b"RIFF": "wav", b"OggS": "opus"}
_SNIFFED_BYTES: Final = 4
_INNER: Final = "'\N{RIGHT SINGLE QUOTATION MARK}-"
"""Marks that belong to a word."""
_TRUE: Final = "true"


class ListenSocket:
    """One connection.

    Args:
        query: of its address.
    """

    def __init__(self, query: Mapping[str, str]) -> None:
        self._query = query
        self._request_id = str(uuid.uuid4())
        self._model_id = str(uuid.uuid5(uuid.NAMESPACE_URL, self._model))
        self._created = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._sha256 = hashlib.sha256()
        self._head = b""
        self._is_open = False
        self._is_ending = False
        self._heard_s = 0.0
        self._last_word_s = 0.0

    @property
    def _model(self) -> str:
        return self._query.get("model", "general")[:100]

    def greet(self) -> list[str]:
        """Nothing: Deepgram is silent until it hears something."""
        return []

    def receive(self, content: str | bytes) -> tuple[Action, ...]:
        """Take sound, or a message in JSON.

        Raises:
            ProtocolError: the query asks for what there is not, or the message is none.
        """
        if isinstance(content, bytes):
            return () if self._is_ending else self._hear(content)
        try:
            message = json.loads(content)
            type_ = message.get("type")
        except (ValueError, RecursionError, AttributeError):
            type_ = None
        match type_:
            case "KeepAlive":
                return ()
            case "Finalize" if not self._is_ending:
                opened = self._opened(b"")
                return (*opened, Feed(key=None, message=Flush()))
            case "CloseStream" | "Finalize":
                if self._is_ending:
                    return ()
                self._is_ending = True
                opened = self._opened(self._head)
                return (*opened, Feed(key=None, message=EndOfStream()))
        raise ProtocolError("A message has one of the types KeepAlive, Finalize and CloseStream.")

    def _hear(self, sound: bytes) -> tuple[Action, ...]:
        self._sha256.update(sound)
        if self._is_open:
            return (Feed(key=None, message=Audio(audio=sound)),)
        self._head += sound
        if len(self._head) < _SNIFFED_BYTES and "encoding" not in self._query:
            return ()
        opened = self._opened(self._head)
        head, self._head = self._head, b""
        return (*opened, Feed(key=None, message=Audio(audio=head)))

    def _opened(self, head: bytes) -> tuple[Open, ...]:
        if self._is_open:
            return ()
        self._is_open = True
        extras = {Extra.NOTICES}
        if self._query.get("interim_results") == _TRUE:
            extras.add(Extra.TENTATIVE)
        setup = Setup(
            model_name=self._model,
            input_format=self._format(head),
            config=Config(language=self._language(), extras=frozenset(extras)),
        )
        return (Open(key=None, setup=setup),)

    def _language(self) -> str | None:
        wanted = self._query.get("language", _STANDARD_LANGUAGE)
        if wanted == _MANY or self._query.get("detect_language") == _TRUE:
            return None
        if find_language(wanted) is None:
            raise ProtocolError(f"There is no language {wanted[:20]!r} here.")
        return wanted

    def _format(self, head: bytes) -> str:
        if self._query.get("channels", "1") != "1":
            raise ProtocolError("Sound of one channel can be heard; mix it, and send channels=1.")
        encoding = self._query.get("encoding")
        if encoding is None:
            return _CONTAINERS.get(head[:_SNIFFED_BYTES], "wav")
        if encoding == "linear16":
            return f"pcm_{self._query.get('sample_rate', '')[:10]}"
        if encoding not in _ENCODINGS:
            raise ProtocolError(
                f"There is no encoding {encoding[:20]!r}; use linear16, {', '.join(_ENCODINGS)}, "
                "or none for WAV and Ogg."
            )
        return _ENCODINGS[encoding]

    def render(self, message: ServerMessage) -> list[str]:  # noqa: C901, PLR0911 - a table
        """The messages of a message; most of the engine's say nothing here."""
        match message:
            case Ready():
                self._request_id = message.request_id
            case Step():
                self._heard_s = message.total_duration_s
            case WrittenText():
                self._last_word_s = message.stop_s
                return [self._results(message, is_final=True)]
            case Tentative() if message.text:
                return [self._results(message, is_final=False)]
            case Notice(kind="speech_started"):
                if self._query.get("vad_events") == _TRUE:
                    timestamp = message.start_s or 0.0
                    return [_json("SpeechStarted", channel=[0], timestamp=timestamp)]
            case Notice(kind="speech_ended"):
                return self._utterance_end()
            case Flushed():
                return [self._results(self._nothing(), is_final=True, from_finalize=True)]
            case EndOfAnswer():
                return [self._metadata()]
            case Failure():
                return [_failure(message)]
        return []

    def _utterance_end(self) -> list[str]:
        messages = [self._results(self._nothing(), is_final=True, speech_final=True)]
        if "utterance_end_ms" in self._query:
            messages.append(_json("UtteranceEnd", channel=[0, 1], last_word_end=self._last_word_s))
        return messages

    def _nothing(self) -> WrittenText:
        return WrittenText(text="", start_s=self._last_word_s, stop_s=self._last_word_s)

    def _results(
        self,
        text: WrittenText | Tentative,
        *,
        is_final: bool,
        speech_final: bool = False,
        from_finalize: bool = False,
    ) -> str:
        confidence = 1.0 if is_final and text.text else 0.0
        alternative = {
            "transcript": text.text,
            "confidence": confidence,
            "words": _words(text, confidence),
        }
        return _json(
            "Results",
            channel_index=[0, 1],
            start=text.start_s,
            duration=round(text.stop_s - text.start_s, 4),
            is_final=is_final,
            speech_final=speech_final,
            from_finalize=from_finalize,
            channel={"alternatives": [alternative]},
            metadata={
                "request_id": self._request_id,
                "model_uuid": self._model_id,
                "model_info": {"name": self._model, "version": "1", "arch": "dragoman"},
            },
        )

    def _metadata(self) -> str:
        return _json(
            "Metadata",
            transaction_key="deprecated",
            request_id=self._request_id,
            sha256=self._sha256.hexdigest(),
            created=self._created,
            duration=self._heard_s,
            channels=1,
        )

    def closes_with(self, key: Key) -> bool:
        """Yes: there is one request."""
        del key
        return True

    def finish(self, key: Key) -> bool:
        """Yes: there is one request."""
        del key
        return True


def _words(text: WrittenText | Tentative, confidence: float) -> list[dict[str, object]]:
    """The words, each with its share of the time by its letters."""
    words: list[dict[str, object]] = []
    per_character = (text.stop_s - text.start_s) / max(1, len(text.text))
    position = 0
    for word in text.text.split():
        position = text.text.index(word, position)
        words.append(
            {
                "word": "".join(c for c in word.casefold() if c.isalnum() or c in _INNER),
                "punctuated_word": word,
                "start": round(text.start_s + position * per_character, 4),
                "end": round(text.start_s + (position + len(word)) * per_character, 4),
                "confidence": confidence,
            }
        )
        position += len(word)
    return words


def _failure(message: Failure) -> str:
    variant = "INTERNAL" if message.code is CloseCode.INTERNAL else "BAD_REQUEST"
    description = message.message
    return _json("Error", variant=variant, description=description, message=description)


def _json(type_: str, **fields: object) -> str:
    return json.dumps({"type": type_, **fields})
