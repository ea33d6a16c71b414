"""One Dragoman for each user: two would write the same settings and the same history.

The one that runs holds a lock, which the system takes away when it dies, whatever it dies of. It
also listens on a local socket: one that is started beside it asks there to be shown, and ends.
"""

import hashlib
import logging
import os
import time
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path
from typing import IO, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from engine.packs.store import try_lock

_log = logging.getLogger(__name__)
_SHOW: Final = b"show"
_SHOWN: Final = b"shown\n"
_ANSWER_MS: Final = 1_000
_RETRY_S: Final = 0.1
_MOST_BYTES: Final = 4_096
_TOKENS: Final = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""What a desktop gives a program so that it may come to the front."""


class Claim(Enum):
    """The outcome of `SingleInstance.claim`."""

    FIRST = auto()
    """This is the one."""
    SHOWN = auto()
    """Another one is, and has come to the front."""
    UNANSWERED = auto()
    """Another one is, and does not answer."""


class SingleInstance(QObject):
    """Holds the lock of the running program; lives in the window's thread.

    Signals:
        asked: another one was started. Its argument is the token of the desktop that lets a window
            come to the front; empty where there is none.
    """

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Make one without the lock.

        Args:
            folder: what two must not write at once; the lock lies in it.
            parent: its owner.
        """
        super().__init__(parent)
        self._path = folder / "running.lock"
        # By the folder, so that a test or a second home has one of its own.
        digest = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()
        self._name = f"dragoman-{digest[:24]}"
        self._lock: IO[bytes] | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def claim(self, environment: Mapping[str, str], *, patience_s: float = 5.0) -> Claim:
        """Acquire the lock, or have the running program show its window.

        Args:
            environment: may hold the desktop's token.
            patience_s: how long the other one may take, which may have been started just now or be
                about to end.
        """
        token = next((environment[name] for name in _TOKENS if environment.get(name)), "")
        deadline_s = time.monotonic() + patience_s
        while True:
            try:
                is_first = self._acquire_lock()
            except OSError as error:
                # Where no lock can be written, no settings can: there is nothing to protect.
                _log.warning("whether another Dragoman runs is unknown: %s", error)
                return Claim.FIRST
            if is_first:
                self._listen()
                return Claim.FIRST
            if self._ask(token):
                return Claim.SHOWN
            if time.monotonic() >= deadline_s:
                return Claim.UNANSWERED
            time.sleep(_RETRY_S)

    def close(self) -> None:
        """Release the lock."""
        self._server.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _acquire_lock(self) -> bool:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.open("ab")
        if not try_lock(lock.fileno()):
            lock.close()
            return False
        self._lock = lock
        return True

    def _listen(self) -> None:
        # Who holds the lock may take away the socket of one that died.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _log.warning("no other Dragoman can ask for this one: %s", self._server.errorString())

    def _ask(self, token: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(b"%b %b\n" % (_SHOW, token.encode()))
        while not socket.canReadLine():
            if not socket.waitForReadyRead(_ANSWER_MS):
                return False
        return bytes(socket.readLine().data()) == _SHOWN

    @Slot()
    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_ready_read)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _on_ready_read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        word, _, token = bytes(socket.readLine().data()).rstrip(b"\n").partition(b" ")
        if word != _SHOW:
            socket.abort()
            return
        socket.write(_SHOWN)
        socket.flush()
        _log.info("shown, as another one was started")
        self.asked.emit(token.decode(errors="replace"))
