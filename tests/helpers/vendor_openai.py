"""A stand-in for OpenAI's realtime translation, from its documented wire, with faults on demand."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

import numpy as np
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection

from tests.helpers.vendor_words import Ear, StandIn, serving, tone

KEY = "sk-test-0123456789abcdef"

_RATE_HZ = 24_000
_CHUNK_BYTES = 9_600


@dataclass(slots=True)
class OpenAIStandIn(StandIn):
    """See StandIn.

    Attributes:
        errors: codes of error events, each after three appends of a connection.
        repeats: every event comes twice.
        revises: says the whole text again otherwise at the end, in an event that nobody knows.
        never_closes: the end is not answered.
    """

    errors: list[str] = field(default_factory=list)
    repeats: bool = False
    revises: bool = False
    never_closes: bool = False

    def accept(self, connection: ServerConnection, request: Request) -> Response | None:
        if (refused := self.refuse()) is not None:
            return refused
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return connection.respond(HTTPStatus.UNAUTHORIZED, "{}")
        if "OpenAI-Beta" in request.headers:
            return connection.respond(HTTPStatus.BAD_REQUEST, "beta")
        if request.path != "/v1/realtime/translations?model=gpt-realtime-translate":
            return connection.respond(HTTPStatus.NOT_FOUND, request.path)
        return None

    def run(self, connection: ServerConnection) -> None:
        _Talk(self, connection).run()


class _Talk:
    def __init__(self, standin: OpenAIStandIn, connection: ServerConnection) -> None:
        self._in = standin
        self._socket = connection
        self._ear = Ear(standin, _RATE_HZ)
        self._language = "es"
        self._number = 0
        self._spare = b""

    def run(self) -> None:
        standin = self._in
        self._send("session.created", session=self._session())
        for text in self._socket:
            message = json.loads(text)
            match message["type"]:
                case "session.update":
                    self._language = message["session"]["audio"]["output"]["language"]
                    standin.languages.append(self._language)
                    self._send("session.updated", session=self._session())
                case "session.input_audio_buffer.append":
                    if not self._hear(base64.b64decode(message["audio"])):
                        return
                case "session.close" if not standin.never_closes:
                    self._say_rest()
                    standin.ended += 1
                    self._send("session.closed")
                    return
                case other if other != "session.close":
                    standin.faults.append(f"{other} in {standin.connections}")

    def _session(self) -> dict[str, object]:
        return {
            "id": "sess_1",
            "type": "translation",
            "model": "gpt-realtime-translate",
            "expires_at": int(time.time()) + 3_600,
            "audio": {"output": {"language": self._language}},
        }

    def _hear(self, data: bytes) -> bool:
        standin, ear = self._in, self._ear
        if len(data) != _CHUNK_BYTES:
            standin.faults.append(f"{len(data)} bytes")
        if ear.hear(np.frombuffer(data, "<i2")):
            self._say()
        # Like the service: frames of silence while nothing is said.
        elif not ear.is_open:
            self._sound(np.zeros(_RATE_HZ // 5, "<i2"))
        if ear.is_cut():
            standin.cut(self._socket)
            return False
        if ear.chunks == 3 and standin.errors:
            self._fail(standin.errors.pop(0))
        return True

    def _say(self) -> None:
        standin = self._in
        word = standin.next_word()
        time.sleep(standin.delay_s)
        if standin.shuffles:
            self._sound(tone(_RATE_HZ))
        else:
            self._send("session.input_transcript.delta", delta=f" said-{word}")
        self._send("session.something.new", delta="?")
        for delta in standin.in_pieces(f" {word}"):
            self._send("session.output_transcript.delta", delta=delta, elapsed_ms=200)
        self._send("session.output_transcript.delta", delta="")
        if standin.shuffles:
            self._send("session.input_transcript.delta", delta=f" said-{word}")
        else:
            self._sound(tone(_RATE_HZ))

    def _say_rest(self) -> None:
        if self._ear.is_open:
            self._say()
        if self._in.revises:
            self._send("session.output_transcript.done", transcript="something else")

    def _sound(self, samples: np.ndarray) -> None:
        data = samples.tobytes()
        if self._in.odd:
            data = self._spare + data
            self._spare = data[-1:]
            data = data[:-1]
        self._send(
            "session.output_audio.delta",
            delta=base64.b64encode(data).decode(),
            sample_rate=_RATE_HZ,
            channels=1,
            format="pcm16",
        )

    def _fail(self, code: str) -> None:
        self._send("error", error={"type": code, "code": code, "message": "as asked for"})

    def _send(self, kind: str, **fields: object) -> None:
        self._number += 1
        message = json.dumps({"type": kind, "event_id": f"event_{self._number}", **fields})
        for _ in range(2 if self._in.repeats else 1):
            self._socket.send(message)


@contextmanager
def openai_stand_in() -> Iterator[OpenAIStandIn]:
    standin = OpenAIStandIn()
    with serving(standin, path="/v1"):
        yield standin
