"""Rooms of the service: who speaks in one is followed by others, each in a language of their own.

Whoever speaks names a room in the setup of a request; its name is a secret that is handed on as
the address of a page, /listen/ROOM/. A page that follows says `{"language", "hears", "after",
"epoch"}`, as often as it likes, and is told `{"type": "situation" | "caption" | "guess" | "hello",
...}`, with speech in binary frames.
"""

import asyncio
import contextlib
import json
import re
import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from engine.errors import EngineError
from engine.interpreter import Interpreter
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.planner import SessionConfig
from engine.service.broadcast import Broadcast, Broadcaster, Caption, Guess, Situation, Spoken, Told
from engine.service.wire import CloseCode, ProtocolError
from engine.session import Session

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
_MOST_ROOMS: Final = 64
_MOST_WAITING: Final = 400


class Rooms:
    """The rooms of a service; safe from any thread.

    Args:
        interpreter: makes the sessions of further languages.
        has_place: whether so many sessions may run beside the requests that there are.
    """

    def __init__(self, interpreter: Interpreter, *, has_place: Callable[[int], bool]) -> None:
        self._further = _Further(interpreter, lambda: has_place(self.sessions))
        self._lock = threading.Lock()
        self._rooms: dict[str, Broadcast] = {}

    @property
    def sessions(self) -> int:
        """How many sessions of further languages run."""
        with self._lock:
            rooms = list(self._rooms.values())
        return sum(room.sessions for room in rooms)

    def find(self, name: str) -> Broadcast | None:
        """A room in which somebody spoke; None where there is none of that name."""
        with self._lock:
            return self._rooms.get(name)

    def enter(self, name: str) -> Broadcast:
        """A room to speak in, made where there is none of that name.

        Raises:
            ProtocolError: the name could be guessed, or there are too many.
        """
        if _NAME.fullmatch(name) is None:
            raise ProtocolError(
                "'room' must be a secret of 16 to 64 letters, digits, '_' and '-' that nobody "
                "guesses."
            )
        with self._lock:
            if name not in self._rooms and len(self._rooms) >= _MOST_ROOMS:
                empty = [known for known, room in self._rooms.items() if not room.is_used]
                if not empty:
                    raise ProtocolError(
                        f"There are {_MOST_ROOMS} rooms already; try again later.",
                        code=CloseCode.TRY_AGAIN_LATER,
                    )
                del self._rooms[empty[0]]
            return self._rooms.setdefault(name, Broadcast())

    def begin(self, room: Broadcast, config: SessionConfig) -> Broadcaster:
        """Have a room follow somebody who speaks."""
        return room.begin(self._further, config)

    def close(self) -> None:
        """End what runs for those who follow."""
        with self._lock:
            rooms = list(self._rooms.values())
            self._rooms.clear()
        for room in rooms:
            room.close()


class _Further:
    """Makes sessions of further languages while the service has places for them."""

    def __init__(self, interpreter: Interpreter, has_place: Callable[[], bool]) -> None:
        self._interpreter = interpreter
        self._has_place = has_place

    def load(self, config: SessionConfig) -> None:
        if not self._has_place():
            raise EngineError(Code.SERVICE_REFUSED, reason="it is full")
        self._interpreter.load(config)

    def session(self, config: SessionConfig) -> Session:
        return self._interpreter.session(config)

    def served_directions(self) -> tuple[tuple[str, str], ...]:
        return self._interpreter.served_directions()


class Follower:
    """One page that follows; its `tell` is called on threads of sessions."""

    def __init__(self, websocket: WebSocket, broadcast: Broadcast) -> None:
        self._websocket = websocket
        self._broadcast = broadcast
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[str | bytes] = deque()
        self._filled = asyncio.Event()
        self._is_late = False

    def tell(self, told: Told) -> None:
        """Send it when the connection has time; who is far behind comes back by itself."""
        message = _encoded(told)
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._put, message)

    def _put(self, message: str | bytes) -> None:
        self._waiting.append(message)
        if len(self._waiting) > _MOST_WAITING:
            # It comes back by itself and is told what it missed.
            self._is_late = True
        self._filled.set()

    async def run(self) -> None:
        """Read and write until either ends."""
        hello = {"type": "hello", "epoch": self._broadcast.epoch}
        self._put(json.dumps(hello))
        tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._write())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._broadcast.leave(self)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await self._websocket.close()

    async def _read(self) -> None:
        while True:
            wish = json.loads(await self._websocket.receive_text())
            language = wish.get("language")
            if language in LANGUAGES:
                # It may wait for a lock that sessions hold.
                await asyncio.to_thread(
                    self._broadcast.join,
                    self,
                    language,
                    hears=bool(wish.get("hears")),
                    after=int(wish.get("after", 0)),
                    epoch=str(wish.get("epoch", "")),
                )

    async def _write(self) -> None:
        while not self._is_late:
            while not self._waiting:
                self._filled.clear()
                await self._filled.wait()
            message = self._waiting.popleft()
            if isinstance(message, bytes):
                await self._websocket.send_bytes(message)
            else:
                await self._websocket.send_text(message)


def _encoded(told: Told) -> str | bytes:
    match told:
        case Spoken():
            return told.samples
        case Caption():
            fields = {"number": told.number, "text": told.text, "begins": told.begins}
            return json.dumps({"type": "caption", **fields})
        case Guess():
            return json.dumps({"type": "guess", "text": told.text})
        case Situation():
            return json.dumps(
                {
                    "type": "situation",
                    "live": told.is_live,
                    "hidden": told.is_hidden,
                    "languages": told.languages,
                    "problem": "" if told.problem is None else str(told.problem),
                }
            )
