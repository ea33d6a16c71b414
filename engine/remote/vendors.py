"""What vendors' wires have in common: chunks, 16-bit sound, and what a refusal means."""

from typing import Final

import numpy as np
from websockets.exceptions import ConnectionClosed, InvalidStatus

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.resample import Resampler
from engine.audio.writing import to_int16
from engine.messages import Code
from engine.remote.catalogue import EngineInfo
from engine.remote.client import (
    BrokenOffError,
    BusyError,
    ServiceUnavailableError,
    UnreachableError,
)


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


def unreachable(info: EngineInfo, error: Exception) -> UnreachableError:
    """The error of an engine that does not answer."""
    return UnreachableError(
        Code.ENGINE_UNREACHABLE, engine=info.title, reason=str(error) or type(error).__name__
    )


def broken_off(info: EngineInfo, reason: str) -> BrokenOffError:
    """The error of a connection that ended before its answer did."""
    return BrokenOffError(Code.ENGINE_BROKE_OFF, engine=info.title, reason=reason or "no goodbye")


def closed(info: EngineInfo, error: ConnectionClosed) -> BrokenOffError:
    """The error of a WebSocket that was closed."""
    return broken_off(info, "" if error.rcvd is None else error.rcvd.reason or str(error.rcvd.code))
