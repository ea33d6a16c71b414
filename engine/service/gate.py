"""Who comes in: keys, tokens, origins of pages, names of the host."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from engine.service.service import Access
from engine.service.settings import is_loopback

KEY_HEADER: Final = "x-api-key"
_SCHEMES: Final = ("bearer", "api-key", "token")
"""Of the header Authorization: OpenAI's, Gradium's for self-hosted models, and Deepgram's."""
_OPENAI_SUBPROTOCOL: Final = "openai-insecure-api-key."
_DEEPGRAM_SUBPROTOCOL: Final = "token"

NO_KEY: Final = (
    "The API key is missing or not valid; `dragoman serve keys add NAME` makes one where the "
    "service runs."
)
"""What who may not use the service is told."""


def may_use(access: Access, connection: HTTPConnection, *, takes_token: bool = False) -> bool:
    """Whether a connection has a key, or a token where that will do, or needs none.

    Raises:
        KeyFileError: the file of keys is damaged.
    """
    token = connection.query_params.get("token")
    if takes_token and token is not None:
        return access.tokens.redeem(token)
    if not access.needs_key and not access.keys.entries():
        return True
    key = connection.headers.get(KEY_HEADER) or _key_of_subprotocols(connection)
    if key is None:
        scheme, _, key = connection.headers.get("authorization", "").partition(" ")
        if scheme.casefold() not in _SCHEMES:
            return False
    return access.keys.is_good(key.strip())


def _key_of_subprotocols(connection: HTTPConnection) -> str | None:
    """The key that a page sends in the one header that a browser lets it choose."""
    offered: list[str] = connection.scope.get("subprotocols", [])
    for name, following in zip(offered, [*offered[1:], ""], strict=False):
        if name.startswith(_OPENAI_SUBPROTOCOL):
            return name.removeprefix(_OPENAI_SUBPROTOCOL)
        if name == _DEEPGRAM_SUBPROTOCOL:
            return following or None
    return None


def is_welcome(access: Access, connection: HTTPConnection) -> bool:
    """Whether the page that sends this, if a page does, may; and whether the host's name is ours.

    Browsers send WebSocket requests of any page to any host and tell only the Origin (RFC 6455
    section 10.2).
    """
    host = connection.headers.get("host", "")
    name = urlsplit(f"//{host}").hostname or ""
    if access.hosts is not None and not (is_loopback(name) or name in access.hosts):
        return False
    origin = connection.headers.get("origin")
    if origin is None or origin in access.origins:
        return True
    return urlsplit(origin).netloc == host
