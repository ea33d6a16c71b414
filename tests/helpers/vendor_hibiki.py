"""A stand-in for the server of Hibiki-Zero, from its published source, with faults on demand."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

import numpy as np
import soxr
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection

from engine.service.ogg_opus import OPUS_RATE_HZ, OggOpusDecoder, OggOpusEncoder
from tests.helpers.vendor_words import Ear, StandIn, serving, tone

_FRAME = 3_840
_BEHIND_FRAMES = 3


@dataclass(slots=True)
class HibikiStandIn(StandIn):
    """See StandIn.

    Attributes:
        lock: one client at a time.
        marks: sends the mark of the end as text, as the server does.
        garbage: sends no Opus.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    marks: bool = True
    garbage: bool = False

    def accept(self, connection: ServerConnection, request: Request) -> Response | None:
        if (refused := self.refuse()) is not None:
            return refused
        if request.path != "/api/chat":
            return connection.respond(HTTPStatus.NOT_FOUND, request.path)
        return None

    def run(self, connection: ServerConnection) -> None:
        with self.lock:
            connection.send(b"\x00")
            is_cut = _Talk(self, connection).run()
        if is_cut:  # which may take a while, in which another may come
            self.cut(connection)


class _Talk:
    """One frame of sound comes for each that is heard, a while behind it."""

    def __init__(self, standin: HibikiStandIn, connection: ServerConnection) -> None:
        self._in = standin
        self._socket = connection
        self._ear = Ear(standin, OPUS_RATE_HZ)
        self._reader, self._writer = OggOpusDecoder(), OggOpusEncoder(comment="")
        self._heard = np.zeros(0, np.float32)
        self._due: list[tuple[int, str]] = []
        self._speech = np.zeros(0, np.float32)

    def run(self) -> bool:
        """Whether the connection is to be cut."""
        for message in self._socket:
            if not isinstance(message, bytes) or message[:1] != b"\x01":
                self._in.faults.append(str(message)[:20])
                continue
            self._heard = np.concatenate([self._heard, self._reader.push(message[1:])])
            while len(self._heard) >= _FRAME:
                frame, self._heard = self._heard[:_FRAME], self._heard[_FRAME:]
                if self._step(frame):
                    return True
        return False

    def _step(self, frame: np.ndarray) -> bool:
        standin, ear = self._in, self._ear
        if ear.hear((frame * 32_767).astype("<i2")):
            self._due.append((ear.chunks + _BEHIND_FRAMES, standin.next_word()))
        while self._due and self._due[0][0] <= ear.chunks:
            self._say(self._due.pop(0)[1])
        out, self._speech = self._speech[:_FRAME], self._speech[_FRAME:]
        out = np.concatenate([out, np.zeros(_FRAME - len(out), np.float32)])
        pages = b"nonsense" * 30_000 if standin.garbage else self._writer.push(out)
        self._socket.send(b"\x01" + pages)
        return ear.is_cut()

    def _say(self, word: str) -> None:
        standin = self._in
        time.sleep(standin.delay_s)
        spoken = soxr.resample(tone(24_000).astype(np.float32) / 32_768, 24_000, OPUS_RATE_HZ)
        self._speech = np.concatenate([self._speech, spoken])
        for piece in standin.in_pieces(f" {word}"):
            for text in [piece] if piece.isascii() else [f"<0x{b:02X}>" for b in piece.encode()]:
                self._socket.send(b"\x02" + text.encode())
        self._socket.send(b"\x05?")
        if standin.marks:
            self._socket.send(b"\x02</s>")


@contextmanager
def hibiki_stand_in() -> Iterator[HibikiStandIn]:
    standin = HibikiStandIn()
    with serving(standin):
        yield standin
