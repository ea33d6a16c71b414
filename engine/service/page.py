"""The page at the root: files that ship with Dragoman, under a policy that lets nothing else in."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engine.languages import LANGUAGES
from engine.service.service import Service

_FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "index.html": "text/html; charset=utf-8",
        "listen.html": "text/html; charset=utf-8",
        "listen.css": "text/css; charset=utf-8",
        "listen.js": "text/javascript; charset=utf-8",
        "page.css": "text/css; charset=utf-8",
        "page.js": "text/javascript; charset=utf-8",
        "lanes.js": "text/javascript; charset=utf-8",
        "sound.js": "text/javascript; charset=utf-8",
        "texts.json": "application/json",
        "microphone.js": "text/javascript; charset=utf-8",
    }
)
_HEAD: Final = b"<!-- head -->\n"
"""Stands in the pages for what their heads have in common."""

_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "permissions-policy": "microphone=(self)",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


async def index(request: Request) -> Response:
    """The page."""
    del request
    return _file("index.html")


def listen() -> Response:
    """The page of listeners."""
    return _file("listen.html")


async def part(request: Request) -> Response:
    """A file that belongs to the page."""
    name = request.path_params["name"]
    if name == "languages.json":
        names = {code: language.native_name for code, language in LANGUAGES.items()}
        return JSONResponse(names, headers=_HEADERS)
    if name not in _FILES:
        raise HTTPException(404, "The page has no such part.")
    return _file(name)


async def directions(request: Request, service: Service) -> Response:
    """Which languages can be interpreted into which with what is installed."""
    del request
    return JSONResponse({"directions": service.interpreter.served_directions()})


def _file(name: str) -> Response:
    content = _content(name)
    if name.endswith(".html"):
        content = content.replace(_HEAD, _content("head.html"))
    return Response(content, media_type=_FILES[name], headers=_HEADERS)


def _content(name: str) -> bytes:
    return (files("resources") / "service" / name).read_bytes()
