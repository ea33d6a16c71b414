"""The ASGI application and its routes, and uvicorn that runs it until its requests are finished."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import ClassVar, Final

import h11
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request as HandshakeRequest

from engine.messages import Code
from engine.service import page, recordings, rest
from engine.service.deepgram import ListenSocket
from engine.service.gate import is_welcome
from engine.service.openai_realtime import TranslationSocket
from engine.service.rest import Handler, guarded
from engine.service.rooms import Follower
from engine.service.service import Service
from engine.service.settings import Address, ServiceError, check_exposure
from engine.service.sockets import serve_socket
from engine.service.wire import Endpoint


def build_app(service: Service) -> Starlette:
    """The application of a service, which it closes at its end."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        yield
        service.close()

    def route(path: str, **handlers: Handler) -> list[BaseRoute]:
        return [
            Route(path, guarded(handler, service), methods=[method.upper()])
            for method, handler in handlers.items()
        ]

    def open_route(path: str, handler: Handler) -> BaseRoute:
        # For watchdogs, which have no key and learn nothing about anybody.
        async def handle(request: Request) -> Response:
            return await handler(request, service)

        return Route(path, handle, methods=["GET"])

    def socket_routes(name: Endpoint) -> list[BaseRoute]:
        async def handle(websocket: WebSocket) -> None:
            await serve_socket(websocket, route=name, service=service)

        # Gradium's client for self-hosted models asks for its base URL, which ends in a slash.
        return [WebSocketRoute(f"/api/speech/{name}{slash}", handle) for slash in ("", "/")]

    async def translate(websocket: WebSocket) -> None:
        dialect = TranslationSocket(websocket.query_params.get("model", "default"))
        await serve_socket(
            websocket,
            route=Endpoint.S2S,
            service=service,
            dialect=dialect,
            subprotocol="realtime",
        )

    async def listen(websocket: WebSocket) -> None:
        dialect = ListenSocket(websocket.query_params)
        await serve_socket(
            websocket,
            route=Endpoint.ASR,
            service=service,
            dialect=dialect,
            subprotocol="token",
        )

    routes: list[BaseRoute] = [
        *_room_routes(service),
        WebSocketRoute("/v1/realtime/translations", translate),
        WebSocketRoute("/v1/listen", listen),
        *route("/v1/audio/transcriptions", post=recordings.transcribe),
        *route("/v1/audio/translations", post=recordings.translate),
        *(each for name in Endpoint for each in socket_routes(name)),
        *route("/api/post/speech/tts", post=rest.speak),
        # Before the routes of single voices, which their paths would fit.
        *route("/api/voices/from-embedding", post=rest.refuse_design),
        *route("/api/voice-generator/{rest:path}", get=rest.refuse_design, post=rest.refuse_design),
        *route("/api/usages/credits", get=rest.credits_left),
        *route("/api/usages/summary", get=rest.usage),
        *route("/api/voices/", get=rest.list_voices, post=rest.create_voice),
        *route(
            "/api/voices/{uid}",
            get=rest.get_voice,
            put=rest.update_voice,
            delete=rest.delete_voice,
        ),
        *route("/api/pronunciations/", get=rest.list_dictionaries, post=rest.create_dictionary),
        *route(
            "/api/pronunciations/{uid}",
            get=rest.get_dictionary,
            put=rest.update_dictionary,
            delete=rest.delete_dictionary,
        ),
        *route("/api/api-keys/token", get=rest.issue_token),
        *route("/metrics", get=rest.metrics),
        *route("/api/directions", get=page.directions),
        Route("/", page.index),
        Route("/page/{name}", page.part),
        open_route("/health", rest.health),
        open_route("/ready", rest.ready),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers=dict.fromkeys(rest.REFUSED, rest.refuse),
    )


def _room_routes(service: Service) -> list[BaseRoute]:
    """For those who follow, whose secret is the room's name."""

    async def open_page(request: Request) -> Response:
        found = service.rooms.find(request.path_params["room"])
        if found is None or not is_welcome(service.access, request):
            return Response("This address is not valid, or not any more.", 404)
        return page.listen()

    async def follow(websocket: WebSocket) -> None:
        room = service.rooms.find(websocket.path_params["room"])
        if room is None or not is_welcome(service.access, websocket):
            await websocket.close()  # before it was accepted: HTTP 403
            return
        await websocket.accept()
        await Follower(websocket, room).run()

    return [
        Route("/listen/{room}/", open_page),
        WebSocketRoute("/listen/{room}/listen", follow),
    ]


_log = logging.getLogger(__name__)

_PING_S: Final = 20.0
_ACK_MS: Final = 60_000
_END_S: Final = 5


class Server(uvicorn.Server):
    """A server whose first signal drains it and whose second ends it at once.

    Args:
        service: is closed at the end.
        address: where to listen.
        on_start: told the URL once it listens.

    Raises:
        ServiceError: others could reach it and it has no keys, or files for TLS are missing.
    """

    def __init__(
        self,
        service: Service,
        address: Address,
        *,
        on_start: Callable[[str], None] = lambda _: None,
    ) -> None:
        check_exposure(address, has_keys=bool(service.access.keys.entries()))
        config = server_config(
            build_app(service),
            address,
            header_s=service.limits.header_s,
            message_bytes=service.limits.message_bytes,
        )
        super().__init__(config)
        self._service = service
        self._address = address
        self._on_start = on_start
        self._draining: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it listens, once it does."""
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        return f"{'https' if self.config.is_ssl else 'http'}://{shown}:{port}"

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen.

        Raises:
            ServiceError: the address is taken or not this machine's.
        """
        try:
            await super().startup(sockets)
        except SystemExit:
            # That is how uvicorn takes it when it cannot listen, having logged why.
            address = self._address
            raise ServiceError(
                Code.PORT_UNAVAILABLE, host=address.host, port=str(address.port)
            ) from None
        if self.started:
            self._on_start(self.url)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to drain; a second signal does not wait."""
        if self._service.is_draining:
            self.force_exit = self.should_exit = True
            return
        self._service.is_draining = True
        # A signal's handler runs between any two steps of the loop and must not touch it.
        self._loop.call_soon_threadsafe(self._begin_drain)
        del sig, frame

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until a signal."""
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def _begin_drain(self) -> None:
        self._draining = self._loop.create_task(self._drain())

    async def _drain(self) -> None:
        _log.info("draining")
        await self._service.drain()
        self.should_exit = True


class _Protocol(WebSocketsSansIOProtocol):
    """Lets the application break a connection whose other side reads nothing."""

    def handle_connect(self, event: HandshakeRequest) -> None:
        self.app_state = {**self.app_state, "abort": self.transport.abort}
        _notice_silence(self.transport.get_extra_info("socket"))
        super().handle_connect(event)


class _HttpProtocol(H11Protocol):
    """Closes a connection that does not complete the head of a request in time."""

    header_s: ClassVar[float]

    def connection_made(  # type: ignore[override]
        self, transport: asyncio.Transport
    ) -> None:
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._watch_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def _watch_head(self) -> None:
        # A WebSocket's protocol takes the transport over when the head is complete.
        is_ours = self.transport.get_protocol() is self
        if not is_ours or self.conn.their_state is not h11.IDLE:
            self._stop_watching()
        elif self._deadline is None and self.timeout_keep_alive_task is None:
            self._deadline = self.loop.call_later(self.header_s, self.timeout_keep_alive_handler)

    def _stop_watching(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def _notice_silence(connection: socket.socket | None) -> None:
    """Have the system give up a connection whose other side vanished without a word.

    Pings alone would not do: their answers stand behind all the sound that a fast client has sent
    and that has not been read yet, so no answer in time is no sign that nobody is there.
    """
    if connection is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _ACK_MS)


def server_config(
    app: Starlette, address: Address, *, header_s: float, message_bytes: int
) -> uvicorn.Config:
    """How every server of Dragoman runs.

    Args:
        app: what it serves.
        address: where.
        header_s: how long the head of a request may take.
        message_bytes: how long a message of a WebSocket may be.
    """
    return uvicorn.Config(
        app,
        host=address.host,
        port=address.port,
        # The one that comes with uvicorn, whatever else is installed: it is what the tests meet.
        http=type("HttpProtocol", (_HttpProtocol,), {"header_s": header_s}),
        ws=_Protocol,
        ws_max_size=message_bytes,
        ws_ping_interval=_PING_S,
        ws_ping_timeout=None,
        # Base64 of speech hardly shrinks, and shrinking it takes the engine's time.
        ws_per_message_deflate=False,
        log_config=None,
        # At a lower level it writes down paths, in which browsers send their tokens.
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_END_S,
        ssl_certfile=address.certificate,
        ssl_keyfile=address.private_key,
    )
