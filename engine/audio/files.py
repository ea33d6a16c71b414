"""Reading speech from files: any format and length, as 16 kHz mono blocks, little memory."""

import math
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.decoders import Decoder, DecodingStoppedError, open_decoder
from engine.audio.resample import Resampler, check_rate
from engine.errors import AudioError

_TOLERATED_SHORTFALL_S: Final = 0.25
"""Compressed formats count the padding of their first and last frames; that is no damage."""


def open_audio(path: Path, *, channel: int | None = None) -> "AudioFile":
    """Open a file for reading as 16 kHz mono.

    Two channels are mixed by their mean. Of more, one must be named: mixing the microphones or
    the mix-minus tracks of a recorder gives echoes that no speech model understands.

    Args:
        path: anything that libsndfile or FFmpeg reads.
        channel: take this one alone, counted from 1; None mixes.

    Raises:
        AudioError: the file is missing, empty, not audio, has an impossible sample rate, more
            than two channels and none named, or not the channel that is named.
    """
    decoder = open_decoder(path)
    try:
        check_rate(decoder.rate_hz, path.name)
        _check_channels(decoder.channels, channel, path.name)
        return AudioFile(decoder, name=path.name, channel=channel)
    except BaseException:
        decoder.close()
        raise


def read_audio(path: Path, *, longest_s: float | None = None) -> Float32:
    """[n] float32 at SOURCE_RATE_HZ: a whole recording, or its beginning.

    Args:
        path: anything that libsndfile or FFmpeg reads.
        longest_s: what comes later is not decoded; None takes all.

    Raises:
        AudioError: as `open_audio`, or a sample is not a finite number.
    """
    most = math.inf if longest_s is None else longest_s * SOURCE_RATE_HZ
    blocks: list[Float32] = []
    n_samples = 0
    with open_audio(path) as file:
        for block in file:
            blocks.append(block)
            n_samples += len(block)
            if n_samples >= most:
                break
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return whole if longest_s is None else whole[: round(most)]


class AudioFile:
    """An open recording; iterate over it once for its blocks, each [n] float32 at 16 kHz.

    Attributes:
        name: for messages.
        rate_hz: the file's own sample rate.
        channels: the file's own channels.
        duration_s: what the header promises, None where it does not say.
        shortfall: after reading, one sentence where the file ended before its promised length
            or in damaged data; None for a whole file.
    """

    def __init__(self, decoder: Decoder, *, name: str, channel: int | None) -> None:
        self._decoder = decoder
        self._channel = channel
        self._blocks = decoder.blocks()
        self.name: Final = name
        self.rate_hz: Final = decoder.rate_hz
        self.channels: Final = decoder.channels
        promised = decoder.promised_samples
        self.duration_s: Final = None if promised is None else promised / decoder.rate_hz
        self.shortfall: str | None = None
        self._read_samples = 0
        self._resampler = Resampler(from_hz=decoder.rate_hz, to_hz=SOURCE_RATE_HZ)
        # A file of which nothing can be decoded is refused when it is opened, not when it plays.
        self._first: Float32 | None = self._read_mono()
        if self._first is None:
            raise AudioError(
                f"{name} has a header and no audio that can be decoded after it; "
                "export or copy it again."
            )

    def __iter__(self) -> Iterator[Float32]:
        """Yield the blocks.

        Raises:
            AudioError: a sample is not a finite number.
        """
        mono, self._first = self._first, None
        while mono is not None:
            block = self._resampler.push(mono)
            if block.size:
                yield block
            mono = self._read_mono()
        rest = self._resampler.flush()
        if rest.size:
            yield rest

    def close(self) -> None:
        """Release the file; twice is harmless."""
        self._decoder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read_mono(self) -> Float32 | None:
        try:
            block = next(self._blocks, None)
        except DecodingStoppedError as stop:
            self.shortfall = f"{self.name} is damaged after {self._read_s:.1f} s ({stop})."
            return None
        if block is None:
            if self.duration_s is not None:
                missing_s = self.duration_s - self._read_s
                if missing_s > _TOLERATED_SHORTFALL_S:
                    self.shortfall = (
                        f"{self.name} ends after {self._read_s:.1f} s although its header "
                        f"promises {self.duration_s:.1f} s."
                    )
            return None
        if not np.isfinite(block).all():
            bad = int(np.flatnonzero(~np.isfinite(block).all(axis=1))[0])
            at_s = (self._read_samples + bad) / self.rate_hz
            raise AudioError(
                f"{self.name} has a sample that is not a number at {at_s:.2f} s; "
                "export it again as 16-bit or 24-bit audio."
            )
        self._read_samples += len(block)
        if self._channel is not None:
            return np.ascontiguousarray(block[:, self._channel - 1])
        if self.channels == 1:
            return np.ascontiguousarray(block[:, 0])
        mixed: Float32 = np.mean(block, axis=1, dtype=np.float32)
        return mixed

    @property
    def _read_s(self) -> float:
        return self._read_samples / self.rate_hz


def _check_channels(channels: int, channel: int | None, name: str) -> None:
    if channel is not None:
        if not 1 <= channel <= channels:
            raise AudioError(f"{name} has no channel {channel}; choose one from 1 to {channels}.")
    elif channels > 2:
        raise AudioError(
            f"{name} has {channels} channels; choose one with --channel, from 1 to {channels}, "
            "or convert it to mono or stereo."
        )
