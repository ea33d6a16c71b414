"""The page that listeners open: a small server on the local network, behind a random token.

    GET /TOKEN/          the page; with ?obs a transparent source for OBS and vMix
    GET /page/NAME       its parts, the same for everybody
    WS  /TOKEN/listen    captions as JSON, speech as binary frames; see `_Follower`

A client says `{"language", "hears", "after", "epoch"}`, as often as it likes. It is told
`{"type": "situation" | "caption" | "guess" | "hello", ...}`.
"""

import asyncio
import contextlib
import json
import secrets
import socket
import threading
from collections import deque
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from engine.languages import LANGUAGES
from engine.messages import Code
from engine.service import page
from engine.service.broadcast import (
    Broadcast,
    Caption,
    Guess,
    Situation,
    Spoken,
    Told,
)
from engine.service.server import server_config
from engine.service.settings import LISTENING_PORT, Address, Limits, ServiceError

_EVERYBODY: Final = "0.0.0.0"  # noqa: S104 - whoever has the token may listen
_START_S: Final = 10.0
_END_S: Final = 5.0
_MOST_WAITING: Final = 400
_ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): the way there is the way to the network."""


class ListeningServer:
    """Serves the page from when it is made until it is closed, on a thread of its own.

    Args:
        broadcast: what is listened to.
        port: where; any other where that is taken.

    Raises:
        ServiceError: no port can be had.
    """

    def __init__(self, broadcast: Broadcast, *, port: int = LISTENING_PORT) -> None:
        self._broadcast = broadcast
        self._token = secrets.token_urlsafe(12)
        self._socket = _listen(port)
        limits = Limits()
        config = server_config(
            self._app(),
            Address(host=_EVERYBODY, port=self.port),
            header_s=limits.header_s,
            message_bytes=4_096,
        )
        # There is nothing to open or close, and its end need not be waited for.
        config.lifespan = "off"
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="listeners", daemon=True)
        self._started = threading.Event()
        self._thread.start()
        self._started.wait(_START_S)

    @property
    def port(self) -> int:
        """Where it listens."""
        number: int = self._socket.getsockname()[1]
        return number

    @property
    def url(self) -> str:
        """What listeners open."""
        return f"http://{own_address()}:{self.port}/{self._token}/"

    def cut(self) -> None:
        """Break every connection without a word, as a network does."""
        for connection in list(self._server.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                self._loop.call_soon_threadsafe(transport.abort)

    def close(self) -> None:
        """Let nobody listen any more."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(_END_S)
        self._socket.close()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
            await asyncio.sleep(0.01)
        self._started.set()
        await serving

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/{token}/", self._page),
                Route("/page/{name}", page.part),
                WebSocketRoute("/{token}/listen", self._follow),
            ]
        )

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self._token.encode())

    async def _page(self, request: Request) -> Response:
        if not self._knows(request.path_params["token"]):
            return Response("This address is not valid any more.", 404)
        return page.listen()

    async def _follow(self, websocket: WebSocket) -> None:
        if not self._knows(websocket.path_params["token"]):
            await websocket.close()  # before it was accepted: HTTP 403
            return
        await websocket.accept()
        await _Follower(websocket, self._broadcast).run()


class _Follower:
    """One page; its `tell` is called on threads of sessions."""

    def __init__(self, websocket: WebSocket, broadcast: Broadcast) -> None:
        self._websocket = websocket
        self._broadcast = broadcast
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[str | bytes] = deque()
        self._filled = asyncio.Event()
        self._is_late = False

    def tell(self, told: Told) -> None:
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


def own_address() -> str:
    """This machine's address on the local network; its own for itself where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_ELSEWHERE)  # sends nothing
        except OSError:
            return "127.0.0.1"
        address: str = way.getsockname()[0]
        return address


def _listen(port: int) -> socket.socket:
    for number in (port, 0):
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((_EVERYBODY, number))
        except (OSError, OverflowError):
            opened.close()
        else:
            return opened
    raise ServiceError(Code.PORT_UNAVAILABLE, host=_EVERYBODY, port=str(port))
