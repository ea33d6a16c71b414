"""A stand-in for OpenAI's realtime translation, from its documented wire, with faults on demand.

It says "one", "two" ... for every stretch of noise that a pause ends, with a tone as its speech.
"""

import base64
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

import numpy as np
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

KEY = "sk-test-0123456789abcdef"

_RATE_HZ = 24_000
_CHUNK_BYTES = 9_600
_PAUSE_CHUNKS = 2
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(slots=True)
class OpenAIStandIn:
    """What it does wrong, and what it saw.

    Attributes:
        words: what it says, one after another.
        refusals: statuses with which the next connections are refused before they begin.
        refusal_body: what it says then.
        cut_after: appends after which the next connection is cut without a word, one for each.
        close_codes: what connections that are cut are closed with; none for an abort.
        error: an error event in the middle, and whether the connection ends with it.
        repeats: every event comes twice.
        revises: says the whole text again otherwise at the end, in an event that nobody knows.
        pieces: characters that words are cut into.
        odd: sound is cut in the middle of a sample.
        never_closes: the end is not answered.
        languages: that sessions asked for.
        connections: how many began.
        ended: how many were ended by `session.close`.
    """

    url: str = ""
    words: tuple[str, ...] = _WORDS
    refusals: list[int] = field(default_factory=list)
    refusal_body: str = ""
    retry_after: str | None = None
    cut_after: list[int] = field(default_factory=list)
    close_codes: list[int] = field(default_factory=list)
    error: str = ""
    repeats: bool = False
    revises: bool = False
    pieces: int = 100
    odd: bool = False
    huge: bool = False
    delay_s: float = 0.0
    never_closes: bool = False
    languages: list[str] = field(default_factory=list)
    connections: int = 0
    ended: int = 0
    said: int = 0
    faults: list[str] = field(default_factory=list)

    def accept(self, connection: ServerConnection, request: Request) -> Response | None:
        if self.refusals:
            status = HTTPStatus(self.refusals.pop(0))
            headers = Headers({"Connection": "close"})
            if self.retry_after is not None:
                headers["Retry-After"] = self.retry_after
            body = self.refusal_body.encode()
            headers["Content-Length"] = str(len(body))
            return Response(status.value, status.phrase, headers, body)
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return connection.respond(HTTPStatus.UNAUTHORIZED, "{}")
        if "OpenAI-Beta" in request.headers:
            return connection.respond(HTTPStatus.BAD_REQUEST, "beta")
        if request.path != "/v1/realtime/translations?model=gpt-realtime-translate":
            return connection.respond(HTTPStatus.NOT_FOUND, request.path)
        return None

    def talk(self, connection: ServerConnection) -> None:
        try:
            _Talk(self, connection).run()
        except ConnectionClosed:
            return


class _Talk:
    def __init__(self, standin: OpenAIStandIn, connection: ServerConnection) -> None:
        self._in = standin
        self._socket = connection
        self._language = "es"
        self._number = 0
        self._loud = 0
        self._quiet = 0
        self._said: list[str] = []
        self._spare = b""

    def run(self) -> None:
        standin = self._in
        standin.connections += 1
        number = standin.connections
        self._send("session.created", session=self._session())
        cut_after = standin.cut_after.pop(0) if standin.cut_after else None
        appends = 0
        for text in self._socket:
            message = json.loads(text)
            match message["type"]:
                case "session.update":
                    self._language = message["session"]["audio"]["output"]["language"]
                    standin.languages.append(self._language)
                    self._send("session.updated", session=self._session())
                case "session.input_audio_buffer.append":
                    data = base64.b64decode(message["audio"])
                    if len(data) != _CHUNK_BYTES:
                        standin.faults.append(f"{len(data)} bytes")
                    appends += 1
                    self._hear(np.frombuffer(data, "<i2"))
                    if appends == cut_after:
                        self._cut()
                        return
                    if appends == 3 and standin.error:
                        self._fail(standin.error)
                case "session.close":
                    if standin.never_closes:
                        time.sleep(0.05)
                        continue
                    self._say_rest()
                    standin.ended += 1
                    self._send("session.closed")
                    return
                case other:
                    standin.faults.append(f"{other} in {number}")

    def _session(self) -> dict[str, object]:
        return {
            "id": "sess_1",
            "type": "translation",
            "model": "gpt-realtime-translate",
            "expires_at": int(time.time()) + 3_600,
            "audio": {"output": {"language": self._language}},
        }

    def _hear(self, samples: np.ndarray) -> None:
        if np.abs(samples).max() > 2_000:
            self._loud, self._quiet = self._loud + 1, 0
        else:
            self._quiet += 1
        if self._loud and self._quiet == _PAUSE_CHUNKS:
            self._say()
        # Like the service: frames of silence while nothing is said.
        elif not self._loud:
            self._sound(np.zeros(_RATE_HZ // 5, "<i2"))

    def _say(self) -> None:
        standin = self._in
        self._loud = 0
        word = standin.words[standin.said % len(standin.words)]
        standin.said += 1
        if standin.huge:
            word *= 20_000
        self._said.append(word)
        time.sleep(standin.delay_s)
        self._send("session.input_transcript.delta", delta=f" said-{word}")
        self._send("session.something.new", delta="?")
        text = f" {word}"
        for start in range(0, len(text), standin.pieces):
            delta = text[start : start + standin.pieces]
            self._send("session.output_transcript.delta", delta=delta, elapsed_ms=200)
        self._send("session.output_transcript.delta", delta="")
        tone = np.sin(np.arange(_RATE_HZ * 2 // 5) * 0.1) * 8_000
        self._sound(tone.astype("<i2"))

    def _say_rest(self) -> None:
        if self._loud:
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

    def _cut(self) -> None:
        if self._in.close_codes:
            self._socket.close(self._in.close_codes.pop(0), "cut")
        else:
            self._socket.socket.shutdown(socket.SHUT_RDWR)

    def _send(self, kind: str, **fields: object) -> None:
        self._number += 1
        message = json.dumps({"type": kind, "event_id": f"event_{self._number}", **fields})
        for _ in range(2 if self._in.repeats else 1):
            self._socket.send(message)


@contextmanager
def openai_stand_in() -> Iterator[OpenAIStandIn]:
    standin = OpenAIStandIn()
    server: Server = serve(
        standin.talk, "127.0.0.1", 0, process_request=standin.accept, compression=None
    )
    standin.url = f"http://127.0.0.1:{server.socket.getsockname()[1]}/v1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield standin
    finally:
        server.shutdown()
        thread.join()
