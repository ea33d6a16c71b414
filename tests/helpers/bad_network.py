"""A network between a client and a server that can be slow, or die without a word."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PIECE = 1_024
_WINDOW = 32_768
"""So that little waits in it unseen, as in a slow network."""


@dataclass(slots=True)
class BadNetwork:
    """A way to a server.

    Attributes:
        url: of the server by this way.
        bytes_per_s: that pass each way; None for any.
        connections: how many went this way.
    """

    url: str
    bytes_per_s: float | None = None
    connections: int = 0
    _deaths: int = 0
    _is_down: bool = False
    _over: threading.Event = field(default_factory=threading.Event)
    _ends: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    def die(self, *, for_good: bool) -> None:
        """Let nothing pass any more of the connections that there are, and tell nobody.

        Args:
            for_good: nor of any that are made later.
        """
        self._deaths += 1
        self._is_down = for_good

    def carry(self, listening: socket.socket, host: str, port: int) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            far = socket.create_connection((host, port))
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                thread = threading.Thread(target=self._pass, args=(one, other))
                thread.start()
                self._threads.append(thread)

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        deaths = -1 if self._is_down else self._deaths
        with suppress(OSError):
            while piece := one.recv(_PIECE):
                if deaths != self._deaths:
                    self._over.wait()
                if self.bytes_per_s is not None:
                    time.sleep(len(piece) / self.bytes_per_s)
                other.sendall(piece)
            if deaths != self._deaths:
                self._over.wait()
            other.shutdown(socket.SHUT_WR)

    def end(self) -> None:
        self._over.set()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()


@contextmanager
def bad_network(url: str, *, bytes_per_s: float | None = None) -> Iterator[BadNetwork]:
    """Have a server reached by another way, which passes bytes as they are, TLS or not."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _WINDOW)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    place = parts._replace(netloc=f"127.0.0.1:{listening.getsockname()[1]}").geturl()
    network = BadNetwork(place, bytes_per_s)
    accepting = threading.Thread(target=network.carry, args=(listening, parts.hostname, parts.port))
    accepting.start()
    try:
        yield network
    finally:
        # Closing alone does not wake who accepts.
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join()
        network.end()
