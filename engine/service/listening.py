"""The page that listeners open: a small server on the local network, behind a random token.

GET /TOKEN/          the page; with ?obs a transparent source for OBS and vMix
GET /page/NAME       its parts, the same for everybody
WS  /TOKEN/listen    captions as JSON, speech as binary frames; see `rooms`

"""

import asyncio
import secrets
import socket
import threading
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from engine.messages import Code
from engine.service import page
from engine.service.broadcast import Broadcast
from engine.service.rooms import Follower
from engine.service.server import server_config
from engine.service.settings import LISTENING_PORT, Address, Limits, ServiceError

_EVERYBODY: Final = "0.0.0.0"  # noqa: S104 - whoever has the token may listen
_START_S: Final = 10.0
_END_S: Final = 5.0
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
        await Follower(websocket, self._broadcast).run()


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
