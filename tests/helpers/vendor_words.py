"""What all stand-ins for vendors' engines have in common: what they hear, say, and do wrong."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from ssl import SSLContext
from threading import Thread

import numpy as np
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_LOUD = 2_000
_PAUSE_S = 0.4
_HUGE = 20_000


@dataclass(slots=True)
class StandIn:
    """Says "one", "two" ... for every stretch of speech that a pause ends.

    Attributes:
        url: where it is.
        words: what it says, one after another.
        refusals: statuses with which the next connections are refused before they begin.
        refusal_body: what it says then.
        retry_after: header of the refusal.
        cut_after: chunks after which the next connection is cut without a word, one for each.
        cut_now: cuts at the next chunk.
        close_codes: what connections that are cut are closed with; none for an abort.
        close_reason: what it says then.
        is_mute: takes connections and never says a word.
        pieces: characters that words are cut into.
        shuffles: speech comes before its text, and that before what was said.
        odd: sound is cut in the middle of a sample.
        huge: words are very long.
        stutters: every text comes twice.
        delay_s: how late a word comes.
        languages: that sessions asked for.
        connections: how many began.
        ended: how many were ended as they should.
        said: how many words.
        heard_s: how much sound.
        faults: what clients did wrong.
    """

    url: str = ""
    words: tuple[str, ...] = WORDS
    refusals: list[int] = field(default_factory=list)
    refusal_body: str = ""
    retry_after: str | None = None
    cut_after: list[int] = field(default_factory=list)
    cut_now: bool = False
    close_codes: list[int] = field(default_factory=list)
    close_reason: str = "cut"
    is_mute: bool = False
    pieces: int = 100
    shuffles: bool = False
    odd: bool = False
    huge: bool = False
    stutters: bool = False
    delay_s: float = 0.0
    languages: list[str] = field(default_factory=list)
    connections: int = 0
    ended: int = 0
    said: int = 0
    heard_s: float = 0.0
    faults: list[str] = field(default_factory=list)

    def next_word(self) -> str:
        word = self.words[self.said % len(self.words)]
        self.said += 1
        return word * _HUGE if self.huge else word

    def in_pieces(self, text: str) -> list[str]:
        text *= 2 if self.stutters else 1
        return [text[start : start + self.pieces] for start in range(0, len(text), self.pieces)]

    def refuse(self) -> Response | None:
        if not self.refusals:
            return None
        status = HTTPStatus(self.refusals.pop(0))
        headers = Headers({"Connection": "close"})
        if self.retry_after is not None:
            headers["Retry-After"] = self.retry_after
        body = self.refusal_body.encode()
        headers["Content-Length"] = str(len(body))
        return Response(status.value, status.phrase, headers, body)

    def accept(self, connection: ServerConnection, request: Request) -> Response | None:
        """Why a client is turned away; None where it is let in."""
        raise NotImplementedError

    def run(self, connection: ServerConnection) -> None:
        """Talk to a client to its end."""
        raise NotImplementedError

    def talk(self, connection: ServerConnection) -> None:
        self.connections += 1
        try:
            if self.is_mute:
                for _ in connection:
                    pass
                return
            self.run(connection)
        except ConnectionClosed:
            return

    def cut(self, connection: ServerConnection) -> None:
        if self.close_codes:
            connection.close(self.close_codes.pop(0), self.close_reason)
        else:
            connection.socket.shutdown(socket.SHUT_RDWR)


class Ear:
    """Counts chunks, hears where somebody speaks, and says when a connection fails.

    Args:
        standin: whose faults to follow.
        rate_hz: of the sound.
    """

    def __init__(self, standin: StandIn, rate_hz: int) -> None:
        self._in = standin
        self._rate_hz = rate_hz
        self._cut_after = standin.cut_after.pop(0) if standin.cut_after else None
        self.chunks = 0
        self.is_open = False
        self._quiet_s = 0.0

    def hear(self, samples: "np.ndarray") -> bool:
        """Whether a pause has just ended what was said; takes 16-bit samples."""
        self.chunks += 1
        self._in.heard_s += len(samples) / self._rate_hz
        if samples.size and np.abs(samples.astype(np.int32)).max() > _LOUD:
            self.is_open, self._quiet_s = True, 0.0
            return False
        self._quiet_s += len(samples) / self._rate_hz
        ends = self.is_open and self._quiet_s >= _PAUSE_S
        self.is_open = self.is_open and not ends
        return ends

    def is_cut(self) -> bool:
        now, self._in.cut_now = self._in.cut_now, False
        return now or self.chunks == self._cut_after


def tone(rate_hz: int) -> "np.ndarray":
    """0.4 s of 16-bit sound."""
    samples: np.ndarray = (np.sin(np.arange(rate_hz * 2 // 5) * 0.1) * 8_000).astype("<i2")
    return samples


@contextmanager
def serving(standin: StandIn, *, path: str = "", ssl: SSLContext | None = None) -> Iterator[None]:
    """Have a stand-in listen; `path` follows the address that it gives."""
    server: Server = serve(
        standin.talk, "127.0.0.1", 0, process_request=standin.accept, compression=None, ssl=ssl
    )
    scheme = "http" if ssl is None else "https"
    standin.url = f"{scheme}://127.0.0.1:{server.socket.getsockname()[1]}{path}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
