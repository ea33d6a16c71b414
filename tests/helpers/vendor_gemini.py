"""A stand-in for Google's live translation, from its documented wire, with faults on demand.

Its official client insists on TLS, so that it has a certificate of its own.
"""

import base64
import json
import os
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch

import numpy as np
import trustme
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection

from tests.helpers.vendor_words import Ear, StandIn, serving, tone

KEY = "AIzaTest0123456789abcdefghijklmnopqrstu"

_RATE_HZ = 16_000
_CHUNK_BYTES = 3_200
_SPEECH_RATE_HZ = 24_000
_PATH = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
_KEY_INVALID = "API key not valid. Please pass a valid API key."


@dataclass(slots=True)
class GeminiStandIn(StandIn):
    """See StandIn.

    Attributes:
        refuses_in_band: a wrong key is told when the connection is up, as the service does.
        turns: says that turns are complete, which it is not known to do.
        leaves_after: chunks after which the next connections say that they will be gone.
        left_s: in so much time; who stays longer is cut off.
        rate_hz: what its sound says its rate is.
    """

    refuses_in_band: bool = True
    turns: bool = False
    leaves_after: list[int] = field(default_factory=list)
    left_s: float = 3.0
    rate_hz: int = _SPEECH_RATE_HZ

    def accept(self, connection: ServerConnection, request: Request) -> Response | None:
        if (refused := self.refuse()) is not None:
            return refused
        if request.path != _PATH:
            return connection.respond(HTTPStatus.NOT_FOUND, request.path)
        if request.headers.get("x-goog-api-key") != KEY and not self.refuses_in_band:
            return connection.respond(HTTPStatus.FORBIDDEN, _KEY_INVALID)
        return None

    def run(self, connection: ServerConnection) -> None:
        if connection.request and connection.request.headers.get("x-goog-api-key") != KEY:
            connection.recv()
            connection.close(1007, _KEY_INVALID)
            return
        _Talk(self, connection).run()


class _Talk:
    def __init__(self, standin: GeminiStandIn, connection: ServerConnection) -> None:
        self._in = standin
        self._socket = connection
        self._ear = Ear(standin, _RATE_HZ)
        self._leaves_after = standin.leaves_after.pop(0) if standin.leaves_after else None
        self._transcribes = False
        self._spare = b""

    def run(self) -> None:
        setup = json.loads(self._socket.recv())["setup"]
        generation = setup["generationConfig"]
        if set(generation) != {"responseModalities", "translationConfig"}:
            self._socket.close(1007, "Request contains an invalid argument.")
            return
        if setup["model"] != "models/gemini-3.5-live-translate-preview":
            self._socket.close(1008, "model is not found")
            return
        if "sessionResumption" in setup or "outputAudioTranscription" not in setup:
            self._in.faults.append(str(setup))
        self._transcribes = "inputAudioTranscription" in setup
        self._in.languages.append(generation["translationConfig"]["targetLanguageCode"])
        self._send(setupComplete={})
        while True:
            message = self._received()
            if message is None:
                self._sound(np.zeros(_SPEECH_RATE_HZ // 10, "<i2"))
                continue
            given = message.get("realtime_input") or message["realtimeInput"]
            if given.get("audioStreamEnd"):
                if self._ear.is_open:
                    self._say()
                self._in.ended += 1
                self._leaves_after = None
            elif not self._hear(given["audio"]):
                return

    def _received(self) -> dict[str, dict[str, dict[str, str]]] | None:
        try:
            message: dict[str, dict[str, dict[str, str]]] = json.loads(
                self._socket.recv(timeout=0.1)
            )
        except TimeoutError:
            return None
        return message

    def _hear(self, audio: dict[str, str]) -> bool:
        standin, ear = self._in, self._ear
        data = base64.b64decode(audio["data"], altchars=b"-_" if "_" in audio["data"] else None)
        if audio.get("mimeType", audio.get("mime_type")) != "audio/pcm;rate=16000":
            standin.faults.append(str(audio)[:100])
        if len(data) != _CHUNK_BYTES:
            standin.faults.append(f"{len(data)} bytes")
        if ear.hear(np.frombuffer(data, "<i2")):
            self._say()
        else:
            self._sound(np.zeros(_SPEECH_RATE_HZ // 10, "<i2"))
        if ear.is_cut():
            standin.cut(self._socket)
            return False
        if self._leaves_after is not None:
            if ear.chunks == self._leaves_after:
                self._send(goAway={"timeLeft": f"{standin.left_s:g}s"})
            if ear.chunks > self._leaves_after + standin.left_s * 10:
                self._socket.close(1011, "Deadline expired before operation could complete.")
                standin.faults.append("stayed")
                return False
        return True

    def _say(self) -> None:
        standin = self._in
        word = standin.next_word()
        time.sleep(standin.delay_s)
        if standin.shuffles:
            self._sound(tone(_SPEECH_RATE_HZ))
        elif self._transcribes:
            self._content(inputTranscription={"text": f" said-{word}", "languageCode": "fr-FR"})
        for text in standin.in_pieces(f" {word}"):
            self._content(outputTranscription={"text": text})
        self._content(outputTranscription={"text": ""})
        self._send(usageMetadata={"promptTokenCount": 1, "responseTokenCount": 1})
        self._send(sessionResumptionUpdate={"newHandle": "h", "resumable": True})
        if not standin.shuffles:
            self._sound(tone(_SPEECH_RATE_HZ))
        elif self._transcribes:
            self._content(inputTranscription={"text": f" said-{word}", "languageCode": "fr-FR"})
        if standin.turns:
            self._content(generationComplete=True)
            self._content(turnComplete=True)

    def _sound(self, samples: np.ndarray) -> None:
        data = samples.tobytes()
        if self._in.odd:
            data = self._spare + data
            self._spare = data[-1:]
            data = data[:-1]
        inline = {
            "mimeType": f"audio/pcm;rate={self._in.rate_hz}",
            "data": base64.b64encode(data).decode(),
        }
        self._content(modelTurn={"parts": [{"inlineData": inline}]})

    def _content(self, **fields: object) -> None:
        self._send(serverContent=fields)

    def _send(self, **fields: object) -> None:
        # Text, but in binary frames.
        self._socket.send(json.dumps(fields).encode())


@contextmanager
def gemini_stand_in(folder: Path) -> Iterator[GeminiStandIn]:
    """Serve it, and have this process trust its certificate, which lies in a folder."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    folder.mkdir(parents=True, exist_ok=True)
    trusted = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    standin = GeminiStandIn()
    with patch.dict(os.environ, SSL_CERT_FILE=str(trusted)), serving(standin, ssl=context):
        yield standin
