"""OpenAI's routes for recordings, `/v1/audio/transcriptions` and `/v1/audio/translations`. No I/O.

https://platform.openai.com/docs/api-reference/audio
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.arrays import SOURCE_RATE_HZ
from engine.captions.cues import Cue, CueBuilder
from engine.captions.subtitles import srt_cue, vtt_cue
from engine.languages import language_name
from engine.service.wire import (
    Config,
    Extra,
    Notice,
    ProtocolError,
    ServerMessage,
    Setup,
    WrittenText,
)

_FORMATS: Final = ("json", "verbose_json", "text", "srt", "vtt")
_TRUE: Final = ("true", "1")
_TRANSLATIONS_LANGUAGE: Final = "en"
PCM: Final = f"pcm_{SOURCE_RATE_HZ}"
"""What the recording is decoded to before it is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRequest:
    """What is asked of a recording.

    Attributes:
        setup: of the request that hears it.
        format: of the answer.
        is_streamed: whether the text is sent as it is committed.
        has_words: whether the times of words are asked for.
        translates: into English.
    """

    setup: Setup
    format: str
    is_streamed: bool
    has_words: bool
    translates: bool


def parse_form(
    fields: Mapping[str, str], *, granularities: list[str], translates: bool
) -> FileRequest:
    """Read the form; what only chooses among OpenAI's models is ignored.

    Raises:
        ProtocolError: it asks for what there is not.
    """
    chosen = fields.get("response_format", "json")
    if chosen not in _FORMATS:
        raise ProtocolError(f"'response_format' must be one of {', '.join(_FORMATS)}.")
    target = _TRANSLATIONS_LANGUAGE if translates else None
    language = None if translates else fields.get("language") or None
    config = Config(language=language, target_language=target, extras=frozenset({Extra.NOTICES}))
    return FileRequest(
        setup=Setup(model_name=fields.get("model", "default"), input_format=PCM, config=config),
        format=chosen,
        is_streamed=not translates and fields.get("stream", "").casefold() in _TRUE,
        has_words="word" in granularities,
        translates=translates,
    )


@dataclass(slots=True)
class FileAnswer:
    """The answer, as it grows.

    Attributes:
        request: what was asked for.
        duration_s: of the recording.
    """

    request: FileRequest
    duration_s: float
    _segments: list[list[WrittenText]] = field(default_factory=lambda: [[]])
    _language: str = ""

    def push(self, message: ServerMessage) -> str:
        """Take a message; return the text that it adds."""
        match message:
            case WrittenText():
                is_first = not any(self._segments)
                self._segments[-1].append(message)
                return message.text if is_first else f" {message.text}"
            case Notice(kind="speech_ended") if self._segments[-1]:
                self._segments.append([])
            case Notice(kind="language"):
                self._language = message.detail
        return ""

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(_joined(segment) for segment in self._segments if segment)

    def rendered(self) -> tuple[str, str]:
        """The body, and its media type."""
        match self.request.format:
            case "text":
                return f"{self.text}\n", "text/plain"
            case "srt":
                cues = enumerate(self._cues(), start=1)
                return "".join(srt_cue(number, cue) for number, cue in cues), "application/x-subrip"
            case "vtt":
                cues = enumerate(self._cues(), start=1)
                return "WEBVTT\n\n" + "".join(vtt_cue(n, cue) for n, cue in cues), "text/vtt"
            case "verbose_json":
                return json.dumps(self._verbose()), "application/json"
        return json.dumps({"text": self.text, "usage": self._usage()}), "application/json"

    def delta(self, text: str) -> str:
        """The event of a stream that adds a text."""
        return _event("transcript.text.delta", delta=text)

    def done(self) -> str:
        """The event that ends a stream."""
        return _event("transcript.text.done", text=self.text, usage=self._usage())

    def failed(self, message: str) -> str:
        """The event that ends a stream in an error."""
        return f"data: {json.dumps(failure_body(message, is_fault=True))}\n\n"

    def _usage(self) -> dict[str, object]:
        return {"type": "duration", "seconds": round(self.duration_s, 2)}

    def _written_language(self) -> str:
        config = self.request.setup.config
        return config.target_language or config.language or self._language

    def _cues(self) -> list[Cue]:
        builder = CueBuilder()
        cues: list[Cue] = []
        for segment in self._segments:
            for text in segment:
                cues += builder.push(
                    f" {text.text}",
                    language=self._written_language() or "en",
                    source_start=round(text.start_s * SOURCE_RATE_HZ),
                    source_end=round(text.stop_s * SOURCE_RATE_HZ),
                )
            cues += builder.end_utterance()
        return [*cues, *builder.flush()]

    def _verbose(self) -> dict[str, object]:
        language = self._written_language()
        segments = [segment for segment in self._segments if segment]
        body: dict[str, object] = {
            "task": "translate" if self.request.translates else "transcribe",
            "language": language_name(language).casefold() if language else "",
            "duration": round(self.duration_s, 2),
            "text": self.text,
            "segments": [_segment(number, texts) for number, texts in enumerate(segments)],
            "usage": self._usage(),
        }
        if self.request.has_words:
            body["words"] = [word for texts in segments for text in texts for word in _words(text)]
        return body


def failure_body(message: str, *, is_fault: bool = False) -> dict[str, object]:
    """What OpenAI's clients read of an error."""
    kind = "server_error" if is_fault else "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": None}}


def _joined(segment: list[WrittenText]) -> str:
    return " ".join(text.text for text in segment)


def _segment(number: int, texts: list[WrittenText]) -> dict[str, object]:
    text = _joined(texts)
    encoded = text.encode()
    return {
        "id": number,
        "seek": 0,
        "start": texts[0].start_s,
        "end": texts[-1].stop_s,
        "text": text,
        "compression_ratio": round(len(encoded) / len(zlib.compress(encoded)), 4),
        # The clients demand these, of which a session tells nothing.
        "tokens": [],
        "temperature": 0.0,
        "avg_logprob": 0.0,
        "no_speech_prob": 0.0,
    }


def _words(text: WrittenText) -> list[dict[str, object]]:
    """The words, each with its share of the time by its letters."""
    per_character = (text.stop_s - text.start_s) / max(1, len(text.text))
    words: list[dict[str, object]] = []
    position = 0
    for word in text.text.split():
        position = text.text.index(word, position)
        start_s = text.start_s + position * per_character
        position += len(word)
        end_s = text.start_s + position * per_character
        words.append({"word": word, "start": round(start_s, 3), "end": round(end_s, 3)})
    return words


def _event(type_: str, **fields: object) -> str:
    return f"data: {json.dumps({'type': type_, **fields})}\n\n"
