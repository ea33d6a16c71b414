"""Dragoman's own service with a bad network before it: it stands in for Gradium's.

Messages pass unchanged but for the faults that are asked for.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Thread

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.client import ClientConnection, connect
from websockets.sync.server import ServerConnection

from tests.helpers.vendor_words import Ear, StandIn, serving

_RATE_HZ = 16_000


@dataclass(slots=True)
class GradiumStandIn(StandIn):
    """See StandIn; of its faults those of words are not for this one.

    Attributes:
        behind: the service.
        repeats: every text comes twice.
        has_ends: texts say where what was said ends.
        failure: an error message after five blocks of the next connection: text and code.
        lives_s: what each connection hears before it is closed.
    """

    behind: str = ""
    repeats: bool = False
    has_ends: bool = True
    failure: list[tuple[str, int]] = field(default_factory=list)
    lives_s: float = 300.0

    def accept(self, connection: ServerConnection, request: Request) -> Response | None:
        if (refused := self.refuse()) is not None:
            return refused
        if request.path not in ("/api/speech/s2s", "/api/speech/asr"):
            return connection.respond(HTTPStatus.NOT_FOUND, request.path)
        return None

    def run(self, connection: ServerConnection) -> None:
        request = connection.request
        assert request is not None
        headers = {name: value for name, value in request.headers.items() if name == "x-api-key"}
        address = self.behind.replace("http", "ws", 1) + request.path
        with connect(address, additional_headers=headers, compression=None) as service:
            answering = Thread(target=self._answer, args=(service, connection))
            answering.start()
            try:
                self._ask(connection, service)
            finally:
                service.close()
                answering.join()

    def _ask(self, client: ServerConnection, service: ClientConnection) -> None:
        ear = Ear(self, _RATE_HZ)
        heard_s = 0.0
        for text in client:
            message = json.loads(text)
            if message["type"] == "setup":
                self.languages.append(message["json_config"]["target_language"])
                if message["model_name"] not in ("s2s-translate", "stt-translate"):
                    self.faults.append(message["model_name"])
            if message["type"] == "audio":
                ear.chunks += 1
                lasts_s = len(message["audio"]) * 3 / 4 / 2 / _RATE_HZ
                heard_s += lasts_s
                self.heard_s += lasts_s
                if ear.chunks == 5 and self.failure:
                    said, code = self.failure.pop(0)
                    client.send(json.dumps({"type": "error", "message": said, "code": code}))
                    client.close(code)
                    return
                if heard_s > self.lives_s:
                    self.faults.append("stayed")
                    client.close(1008, "session limit")
                    return
            if message["type"] == "end_of_stream":
                self.ended += 1
            service.send(text)
            if ear.is_cut():
                self.cut(client)
                return

    def _answer(self, service: ClientConnection, client: ServerConnection) -> None:
        held: list[str] = []
        try:
            for text in service:
                message = json.loads(text)
                if message["type"] == "text":
                    time.sleep(self.delay_s)
                    if not self.has_ends:
                        message.pop("stop_s")
                    changed = json.dumps(message)
                    client.send(json.dumps({"type": "something_new"}))
                    if self.shuffles:
                        held.append(changed)
                        continue
                    if self.repeats:
                        client.send(changed)
                    client.send(changed)
                    continue
                client.send(text)
                if message["type"] == "audio":
                    # Of an utterance its sound first.
                    for late in held:
                        client.send(late)
                    held.clear()
            client.close()
        except ConnectionClosed:
            return


@contextmanager
def gradium_stand_in(service: str) -> Iterator[GradiumStandIn]:
    """Stand before a service, by its address."""
    standin = GradiumStandIn(behind=service)
    with serving(standin):
        yield standin
