"""Who comes in: keys, tokens, origins of pages, names of the host."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from engine.service.service import Access
from engine.service.settings import is_loopback

KEY_HEADER: Final = "x-api-key"
_SCHEMES: Final = ("bearer", "api-key")
"""Of the header Authorization; the second is what Gradium's client for self-hosted models sends."""

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
    key = connection.headers.get(KEY_HEADER)
    if key is None:
        scheme, _, key = connection.headers.get("authorization", "").partition(" ")
        if scheme.casefold() not in _SCHEMES:
            return False
    return access.keys.is_good(key.strip())


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
