"""What vendors' wires have in common: chunks, 16-bit sound, and what a refusal means."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar, Final

import numpy as np
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
)

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.audio.writing import to_int16
from engine.messages import Code, Message
from engine.planner import SessionConfig
from engine.remote.catalogue import EngineInfo
from engine.remote.client import (
    BrokenOffError,
    BusyError,
    ServiceUnavailableError,
    UnreachableError,
)
from engine.remote.wire import Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorWire:
    """What makes connections to a vendor's engine.

    Attributes:
        address: of its service.
        config: languages and voice, of which each engine takes what it can.
        traits: see Traits.
        key: the user's; empty where the engine asks for none.
        transcribes: whether what is said is written down too, where the engine can.
        client: module of the official client.
    """

    address: str
    config: SessionConfig
    traits: Traits
    key: str = field(default="", repr=False)
    transcribes: bool = True
    client: ClassVar[str] = ""

    def __post_init__(self) -> None:
        if self.client:
            # It takes seconds, which are none of the engine's.
            importlib.import_module(self.client)

    @property
    def target(self) -> str:
        """The language it speaks."""
        return self.config.target


class Chunks:
    """Cuts speech into the chunks that an engine wants.

    Args:
        rate_hz: that it wants.
        samples: of a chunk at that rate.
    """

    def __init__(self, *, rate_hz: int, samples: int) -> None:
        self._resampler = Resampler(from_hz=SOURCE_RATE_HZ, to_hz=rate_hz)
        self._size = samples
        self._rest: Float32 = np.zeros(0, np.float32)

    def push(self, samples: Float32) -> list[Float32]:
        """Whole chunks of [size] so far, from [n] samples at SOURCE_RATE_HZ."""
        self._rest = np.concatenate([self._rest, self._resampler.push(samples)])
        whole = len(self._rest) // self._size * self._size
        chunks = list(self._rest[:whole].reshape(-1, self._size))
        self._rest = self._rest[whole:].copy()
        return chunks

    def flush(self) -> list[Float32]:
        """What is left, filled up with silence."""
        left = np.concatenate([self._rest, self._resampler.flush()])
        self._rest = np.zeros(0, np.float32)
        if not left.size:
            return []
        filled = np.zeros(-(-len(left) // self._size) * self._size, np.float32)
        filled[: len(left)] = left
        return list(filled.reshape(-1, self._size))


class Speech:
    """Turns an engine's 16-bit sound into ours, whatever its pieces are cut at."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._resampler = Resampler(from_hz=rate_hz, to_hz=TARGET_RATE_HZ)
        self._rest = b""

    def push(self, data: bytes, *, rate_hz: int | None = None) -> Float32:
        """[n] samples at TARGET_RATE_HZ of little-endian bytes; half a sample waits for the rest.

        Args:
            data: the bytes.
            rate_hz: where the engine says it with each piece.
        """
        if rate_hz is not None and rate_hz != self._rate_hz:
            self._rate_hz = rate_hz
            self._resampler = Resampler(from_hz=rate_hz, to_hz=TARGET_RATE_HZ)
        data = self._rest + data
        whole = len(data) // 2 * 2
        self._rest = data[whole:]
        samples = np.frombuffer(data[:whole], "<i2").astype(np.float32) / np.float32(32_768)
        return self._resampler.push(samples)

    def flush(self) -> Float32:
        """[n] samples that the filter still holds."""
        return self._resampler.flush()


def pcm(samples: Float32) -> bytes:
    """Little-endian 16-bit samples."""
    return to_int16(samples).astype("<i2").tobytes()


_UNREACHABLE: Final = (OSError, InvalidHandshake, InvalidURI)
_QUOTA_WORDS: Final = ("quota", "credit", "billing", "exceeded your current")
_KEY_WORDS: Final = ("api key", "api_key", "apikey", "unauthori", "authenticat", "key is needed")


def refusal(
    info: EngineInfo, *, status: int, reason: str, after: str | None = None
) -> ServiceUnavailableError:
    """The error of an engine that answers with an HTTP status, or with what amounts to one.

    Args:
        info: the engine.
        status: such as 401.
        reason: its own words.
        after: its Retry-After header.
    """
    words = reason.casefold()
    if status in (401, 403) or (400 <= status < 429 and any(word in words for word in _KEY_WORDS)):
        return ServiceUnavailableError(
            Code.ENGINE_KEY_REFUSED, engine=info.title, engine_name=info.name
        )
    if status == 402 or (status in (400, 429) and any(word in words for word in _QUOTA_WORDS)):
        return ServiceUnavailableError(Code.ENGINE_QUOTA, engine=info.title)
    if status == 429:
        busy = BusyError(Code.ENGINE_RATE_LIMITED, engine=info.title)
        if after and after.replace(".", "", 1).isdigit():
            busy.pause_s = float(after)
        return busy
    if status >= 500:
        return BusyError(Code.ENGINE_BUSY, engine=info.title, reason=f"{status}")
    return ServiceUnavailableError(
        Code.ENGINE_REFUSED, engine=info.title, reason=reason or f"{status}"
    )


def handshake_refusal(info: EngineInfo, error: InvalidStatus) -> ServiceUnavailableError:
    """The error of an engine that refuses the WebSocket."""
    response = error.response
    return refusal(
        info,
        status=response.status_code,
        reason=(response.body or b"")[:2_000].decode("utf-8", "replace"),
        after=response.headers.get("Retry-After"),
    )


@contextmanager
def telling(
    info: EngineInfo, key: str = "", *, nonsense: tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Have whatever sockets and clients raise told as one error of the engine, without the key.

    Args:
        info: the engine.
        key: the user's, which an engine may repeat in its words.
        nonsense: what is raised here where an answer is none.

    Raises:
        ServiceUnavailableError: in the place of what was raised.
    """
    try:
        yield
    except ServiceUnavailableError as error:
        _hide(error, key)
        if _is_in(error, key):
            raise error from None
        raise
    except Exception as error:
        if not isinstance(error, (*_UNREACHABLE, ConnectionClosed, *nonsense)):
            raise
        told = _told(info, error, nonsense)
        _hide(told, key)
        raise told from (None if _is_in(error, key) else error)


def _told(
    info: EngineInfo, error: Exception, nonsense: tuple[type[Exception], ...]
) -> ServiceUnavailableError:
    reason = str(error) or type(error).__name__
    if isinstance(error, InvalidStatus):
        return handshake_refusal(info, error)
    if isinstance(error, ConnectionClosed):
        said = "" if error.rcvd is None else error.rcvd.reason or str(error.rcvd.code)
        return broken_off(info, said)
    if isinstance(error, nonsense):
        return unintelligible(info, reason)
    return UnreachableError(Code.ENGINE_UNREACHABLE, engine=info.title, reason=reason)


def _hide(error: ServiceUnavailableError, key: str) -> None:
    """Take a key out of the words of an error."""
    if key and key in str(error):
        told = {
            name: value.replace(key, "***") if isinstance(value, str) else value
            for name, value in error.parameters.items()
        }
        error.message = Message(error.code, **told)
        error.args = (str(error.message),)


def _is_in(error: BaseException | None, key: str) -> bool:
    """Whether a traceback of an error would show a key."""
    while key and error is not None:
        if key in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def unintelligible(info: EngineInfo, detail: str) -> ServiceUnavailableError:
    """The error of an engine whose answer is none."""
    return ServiceUnavailableError(Code.ENGINE_NONSENSE, engine=info.title, detail=detail)


def broken_off(info: EngineInfo, reason: str) -> BrokenOffError:
    """The error of a connection that ended before its answer did."""
    return BrokenOffError(Code.ENGINE_BROKE_OFF, engine=info.title, reason=reason or "no goodbye")
