"""Sessions of Gradium, over its socket by our own client.

Its official client freezes when a connection drops and takes a dropped one for an ended one. The
text is the translation alone, with its times; a connection lives for 300 seconds.
"""

from dataclasses import dataclass
from typing import Final

from websockets.exceptions import InvalidStatus

from engine.messages import Code
from engine.remote.catalogue import ENGINES, EngineInfo
from engine.remote.client import (
    BrokenOffError,
    BusyError,
    Client,
    RefusedError,
    S2SOptions,
    ServiceUnavailableError,
    UnreachableError,
)
from engine.remote.dragoman import ServiceConnection
from engine.remote.vendors import VendorWire, broken_off, handshake_refusal, refusal
from engine.remote.wire import Traits
from engine.service.wire import CloseCode

INFO: Final[EngineInfo] = ENGINES["gradium"]

_PONG_S: Final = 60.0
_TRAITS: Final = Traits(title=INFO.title, life_s=300.0, margin_s=45.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradiumWire(VendorWire):
    """Makes connections to Gradium, by its address without /api; speed and pitch are its own."""

    traits: Traits = _TRAITS

    async def connect(self) -> ServiceConnection:
        """Connect, and return when the engine takes sound.

        Raises:
            ServiceUnavailableError: it cannot be reached or refuses.
        """
        options = S2SOptions(
            target=self.config.target,
            source=self.config.source,
            voice=self.config.voice,
            speaks=self.config.speaks,
        )
        # It takes sound at the pace of speech, so that little waits before a ping.
        client = Client(self.address, key=self.key, attempts=1, pong_s=_PONG_S)
        return await ServiceConnection.open(client, options, info=INFO, told=_told)


def _told(error: ServiceUnavailableError) -> ServiceUnavailableError:
    """The error in words of this engine."""
    if isinstance(error.__cause__, InvalidStatus):
        return handshake_refusal(INFO, error.__cause__)
    if isinstance(error, UnreachableError):
        reason = str(error.__cause__ or error) or type(error.__cause__).__name__
        return UnreachableError(Code.ENGINE_UNREACHABLE, engine=INFO.title, reason=reason)
    reason = str(error.parameters.get("reason", error))
    if isinstance(error, BrokenOffError):
        return broken_off(INFO, reason)
    if isinstance(error, RefusedError):
        return _refused(error, reason)
    return error


def _refused(error: RefusedError, reason: str) -> ServiceUnavailableError:
    if error.close_code is CloseCode.TRY_AGAIN_LATER:
        return BusyError(Code.ENGINE_BUSY, engine=INFO.title, reason=reason)
    if error.close_code is CloseCode.INTERNAL:
        return broken_off(INFO, reason)
    return refusal(INFO, status=400, reason=reason)
