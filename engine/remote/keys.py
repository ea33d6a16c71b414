"""Users' keys for engines that live elsewhere: in the environment, or in the system's keyring.

They are in no settings file, log, report, history, argument or address.
"""

import importlib
import os
from typing import Final
from urllib.parse import urlsplit

from engine.errors import EngineError
from engine.messages import Code
from engine.remote.catalogue import ENGINES

_SERVICE: Final = "dragoman"


class ApiKeyError(EngineError):
    """A key is missing or where none may be, or the system's keyring does not work."""


def find_key(engine: str) -> str | None:
    """The key of an engine, from its environment variable or else the keyring; None for none.

    A keyring that does not work holds none.
    """
    info = ENGINES[engine]
    if info.variable and (given := os.environ.get(info.variable, "").strip()):
        return given
    try:
        keyring = importlib.import_module("keyring")
        stored: str | None = keyring.get_password(_SERVICE, engine)
    except Exception:  # noqa: BLE001 - backends raise what they like
        return None
    return stored or None


def need_key(engine: str) -> str:
    """The key of an engine that does not work without.

    Raises:
        ApiKeyError: there is none.
    """
    key = find_key(engine)
    if key is None:
        info = ENGINES[engine]
        raise ApiKeyError(
            Code.ENGINE_KEY_MISSING, engine=info.title, engine_name=engine, variable=info.variable
        )
    return key


def check_address(address: str) -> None:
    """Refuse an address that brings a key or a password along.

    Raises:
        ApiKeyError: it has a user, a query or a fragment.
    """
    _, _, _, *behind = parts = urlsplit(address)
    if any(behind) or "@" in parts.netloc:
        raise ApiKeyError(Code.ENGINE_ADDRESS_SECRET)


def store_key(engine: str, key: str) -> None:
    """Store a key in the system's keyring, in the place of any before.

    Raises:
        ApiKeyError: the key is empty, or the system keeps none.
    """
    if not key.strip():
        raise ApiKeyError(Code.ENGINE_KEY_EMPTY, engine_name=engine)
    try:
        importlib.import_module("keyring").set_password(_SERVICE, engine, key.strip())
    except Exception as error:  # noqa: BLE001 - backends raise what they like
        raise _unavailable(engine, error) from None


def remove_key(engine: str) -> None:
    """Remove a key from the system's keyring; one that is not there is no error.

    Raises:
        ApiKeyError: the system keeps none.
    """
    try:
        keyring = importlib.import_module("keyring")
        if keyring.get_password(_SERVICE, engine) is not None:
            keyring.delete_password(_SERVICE, engine)
    except Exception as error:  # noqa: BLE001 - backends raise what they like
        raise _unavailable(engine, error) from None


def _unavailable(engine: str, error: Exception) -> ApiKeyError:
    # Only the kind: a backend's words may repeat what it was given.
    return ApiKeyError(
        Code.KEYRING_UNAVAILABLE,
        reason=type(error).__name__,
        variable=ENGINES[engine].variable,
    )
