"""One connection's requests: which message may come when, and to which request it belongs.

No I/O and no clock, so every order of messages can be tested. A connection carries any number of
requests, each opened by a setup and named by its `client_req_id`; without one there is a single
nameless request at a time. What a client does wrong ends its connection, with code 1008.
"""

from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from engine.service.messages import Audio, EndOfStream, Flush, ProtocolError, Setup, Text
from engine.service.parsing import parse_message

MOST_REQUESTS: Final = 16
"""At once on one connection."""

_REMEMBERED: Final = 256

Key: TypeAlias = str | None
"""The `client_req_id` of a request."""


class Route(StrEnum):
    """What a connection is for; the value is the end of its path."""

    S2S = "s2s"
    ASR = "asr"
    TTS = "tts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A request begins."""

    key: Key
    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A request gets something to work on, or its end."""

    key: Key
    message: Audio | Text | Flush | EndOfStream


Action: TypeAlias = Open | Feed


@dataclass(slots=True)
class _Request:
    setup: Setup
    is_ending: bool = False


class Connection:
    """The requests of one WebSocket.

    Args:
        route: what the connection is for.
    """

    def __init__(self, route: Route) -> None:
        self._route = route
        self._active: dict[Key, _Request] = {}
        self._nameless: Setup | None = None
        self._is_closing = False
        self._over: deque[Key] = deque(maxlen=_REMEMBERED)

    @property
    def active(self) -> tuple[Key, ...]:
        """The requests that have begun and are not complete."""
        return tuple(self._active)

    def receive(self, text: str) -> tuple[Action, ...]:
        """Take a message of the client; what comes back is to be done, in order.

        Raises:
            ProtocolError: the connection is to be closed.
        """
        message = parse_message(text)
        if isinstance(message, Setup):
            return (self._open(message),)
        if not self._active and not self._over:
            raise ProtocolError("The first message must be a setup.")
        return self._feed(message)

    def closes_with(self, key: Key) -> bool:
        """Whether an active request is one that the connection does not outlive."""
        request = self._active.get(key)
        return request is not None and request.setup.close_ws_on_eos

    def finish(self, key: Key) -> bool:
        """Note that a request is complete or failed; whether the connection is to be closed.

        One that was to be closed with an earlier request is when the others are complete.
        """
        self._is_closing |= self.closes_with(key)
        self._active.pop(key, None)
        self._over.append(key)
        return self._is_closing and not self._active

    def _open(self, setup: Setup) -> Open:
        key = setup.client_req_id
        if key in self._active:
            raise ProtocolError(f"A request is active already ({key or 'without client_req_id'}).")
        if len(self._active) >= MOST_REQUESTS:
            raise ProtocolError(f"A connection carries at most {MOST_REQUESTS} requests at once.")
        if key is None:
            self._nameless = setup
        self._active[key] = _Request(setup)
        return Open(key=key, setup=setup)

    def _feed(self, message: Audio | Text | Flush | EndOfStream) -> tuple[Action, ...]:
        self._check_kind(message)
        key = message.client_req_id
        if key is None and None not in self._active and len(self._active) == 1:
            # The official transcription client names its setup and none of its messages.
            (key,) = self._active
        request = self._active.get(key)
        if request is None:
            return self._feed_unknown(key, message)
        if request.is_ending:
            raise ProtocolError("Nothing may follow end_of_stream but another setup.")
        request.is_ending = isinstance(message, EndOfStream)
        return (Feed(key=key, message=message),)

    def _feed_unknown(
        self, key: Key, message: Audio | Text | Flush | EndOfStream
    ) -> tuple[Action, ...]:
        if key in self._over:
            # It was on its way when the request ended.
            return ()
        if key is None:
            raise ProtocolError("Several requests are active: a message needs its client_req_id.")
        if self._nameless is None or self._route is not Route.TTS:
            raise ProtocolError("The client_req_id was never set up.")
        # One setup may stand for all the requests of a connection that speaks.
        opened = self._open(replace(self._nameless, client_req_id=key))
        return (opened, *self._feed(message))

    def _check_kind(self, message: Audio | Text | Flush | EndOfStream) -> None:
        if isinstance(message, Audio) and self._route is Route.TTS:
            raise ProtocolError("speech/tts takes text, not audio.")
        if isinstance(message, Text) and self._route is not Route.TTS:
            raise ProtocolError(f"speech/{self._route} takes audio, not text.")
