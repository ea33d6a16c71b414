"""What a service says that it offers: directions and voices, over plain HTTP."""

import json
import urllib.request
from dataclasses import dataclass
from typing import Any, Final

from engine.errors import EngineError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.remote.catalogue import EngineInfo
from engine.remote.keys import check_address, find_key

_PATIENCE_S: Final = 10.0
_MOST_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedVoice:
    """A voice of a service.

    Attributes:
        description: in the service's own words.
    """

    id: str
    name: str
    language: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a service has.

    Attributes:
        directions: pairs of languages; None where it names none.
        voices: in its order.
    """

    directions: frozenset[tuple[str, str]] | None = None
    voices: tuple[OfferedVoice, ...] = ()


def ask_offer(info: EngineInfo, address: str) -> Offer:
    """Ask a service; nothing is asked of one whose catalogue entry says all there is.

    Args:
        info: the engine.
        address: of its server, with or without /api.

    Raises:
        EngineError: it does not answer, refuses, or answers something else.
    """
    if not info.has_voices:
        return Offer()
    check_address(address)
    base = address.rstrip("/").removesuffix("/api")
    if not base.startswith(("http://", "https://")):
        raise EngineError(Code.SERVICE_ADDRESS_INVALID, address=address)
    key = find_key(info.name)
    try:
        voices = _get(f"{base}/api/voices/?include_catalog=true&limit=0", key)
        # Only another Dragoman says which directions it has.
        pairs = None if info.address else _get(f"{base}/api/directions", key)["directions"]
        return Offer(
            directions=None if pairs is None else frozenset((s, t) for s, t in pairs),
            voices=tuple(_voice(voice) for voice in voices),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise EngineError(
            Code.SERVICE_UNREACHABLE, address=base, reason=str(error) or type(error).__name__
        ) from None


def _get(url: str, key: str | None) -> Any:
    request = urllib.request.Request(url)  # noqa: S310 - the scheme was looked at
    if key is not None:
        # Not repeated where the service sends the client on to somebody else.
        request.add_unredirected_header("x-api-key", key)
    with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310 - as above
        return json.loads(answer.read(_MOST_BYTES))


def _voice(fields: dict[str, Any]) -> OfferedVoice:
    language = str(fields.get("language") or "")[:2].casefold()
    return OfferedVoice(
        id=str(fields["uid"]),
        name=str(fields["name"]),
        language=language if language in LANGUAGES else "",
        description=str(fields.get("description") or ""),
    )
