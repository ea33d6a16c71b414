"""The ASGI application: which path leads where."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from engine.service import page, protocol, rest
from engine.service.rest import Handler, guarded
from engine.service.service import Service
from engine.service.sockets import serve_socket


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

    def socket_routes(name: protocol.Route) -> list[BaseRoute]:
        async def handle(websocket: WebSocket) -> None:
            await serve_socket(websocket, route=name, service=service)

        # Gradium's client for self-hosted models asks for its base URL, which ends in a slash.
        return [WebSocketRoute(f"/api/speech/{name}{slash}", handle) for slash in ("", "/")]

    routes: list[BaseRoute] = [
        *(each for name in protocol.Route for each in socket_routes(name)),
        *route("/api/post/speech/tts", post=rest.speak),
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
