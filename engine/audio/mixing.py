"""Levels for meters, ducking, a look-ahead limiter, and the mix of original and translation."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.arrays import TARGET_RATE_HZ, Float32

SILENCE_DBFS: Final = -120.0
"""What digital silence is reported as; below the noise of any converter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The level of one block.

    Attributes:
        peak_dbfs: the largest sample, 0 being full scale.
    """

    peak_dbfs: float


SILENT: Final = Level(peak_dbfs=SILENCE_DBFS)


def measure_level(samples: Float32) -> Level:
    """Measure [n] samples of -1 to 1; an empty block is silent."""
    if samples.size == 0:
        return SILENT
    return Level(peak_dbfs=to_dbfs(float(np.abs(samples).max())))


def to_dbfs(amplitude: float) -> float:
    """Convert an amplitude, 1 being full scale, to decibels, never below SILENCE_DBFS."""
    if amplitude <= 0.0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 20.0 * math.log10(amplitude))


Float64: TypeAlias = npt.NDArray[np.float64]

CEILING: Final = 10 ** (-1 / 20)
"""-1 dBFS: the filters of a converter rise above the samples between which they draw."""

_LOOK_AHEAD_S: Final = 0.005
_RELEASE_S: Final = 0.1


class Limiter:
    """Turns the gain down ahead of a peak and lets it rise again slowly.

    The gain that each sample needs is spread backwards over the look-ahead by a running minimum,
    released exponentially, and smoothed by a mean of the same length, which can only ever meet
    gains that are low enough. Block size changes nothing but rounding.
    """

    def __init__(self, *, rate_hz: int, ceiling: float = CEILING) -> None:
        self.delay_samples: Final = round(_LOOK_AHEAD_S * rate_hz)
        self._ceiling = ceiling
        self._keep = math.exp(-1 / (_RELEASE_S * rate_hz))
        self._waiting: Float32 = np.zeros(self.delay_samples, np.float32)
        # How much is taken off: 0 where nothing is.
        self._needed = np.zeros(self.delay_samples)
        self._released = 0.0
        self._smoothed = np.zeros(self.delay_samples)

    def push(self, samples: Float32) -> Float32:
        """Take [n] samples, give [n] of those that came `delay_samples` before."""
        if samples.size == 0:
            return samples
        delay = self.delay_samples
        delayed = np.concatenate([self._waiting, samples])
        self._waiting = delayed[samples.size :].copy()
        delayed = delayed[: samples.size]
        loudness = np.abs(samples.astype(np.float64))
        fresh = 1 - self._ceiling / np.maximum(loudness, self._ceiling)
        needed = np.concatenate([self._needed, fresh])
        self._needed = needed[samples.size :].copy()
        if not needed.any() and self._released < 1e-9 and not self._smoothed.any():
            return delayed
        widest = np.lib.stride_tricks.sliding_window_view(needed, delay + 1).max(axis=1)
        released = self._release(widest)
        smoothed = np.concatenate([self._smoothed, released])
        self._smoothed = smoothed[samples.size :].copy()
        mean = np.lib.stride_tricks.sliding_window_view(smoothed, delay + 1).mean(axis=1)
        limited: Float32 = (delayed * (1 - mean)).astype(np.float32)
        return limited

    def _release(self, needed: Float64) -> Float64:
        """Let each value die away exponentially: r[i] = max(needed[i], r[i - 1] * keep)."""
        parts = []
        # In steps, since the powers of `keep` are divided by.
        for start in range(0, needed.size, 4_800):
            part = needed[start : start + 4_800]
            powers = self._keep ** np.arange(part.size + 1)
            whole = np.concatenate([[self._released], part])
            released = (np.maximum.accumulate(whole / powers) * powers)[1:]
            self._released = float(released[-1])
            parts.append(released)
        return np.concatenate(parts)


FADE_SAMPLES: Final = TARGET_RATE_HZ // 50
"""A volume takes 20 ms for its whole way: too slow to click, too fast to be waited for."""

Bools: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ducking:
    """How the original makes way for its translation.

    Attributes:
        gain: of the original while the translation is heard; 0.25 is -12 dB, 1 does not duck.
        ramp_ms: how long it takes to get there, and back.
        hold_ms: how long it stays there after the last translated sample.
    """

    gain: float = 0.25
    ramp_ms: float = 50
    hold_ms: float = 1_000

    def __post_init__(self) -> None:
        if not (0 <= self.gain <= 1 and self.ramp_ms > 0 and self.hold_ms >= 0):
            raise ValueError("0 <= gain <= 1, ramp_ms > 0 and hold_ms >= 0 must hold")


class Ducker:
    """The gain of the original, sample by sample; block size changes nothing."""

    def __init__(self, ducking: Ducking) -> None:
        self._ducking = ducking
        self._ramp_samples = max(1, round(ducking.ramp_ms * TARGET_RATE_HZ / 1000))
        self._hold_samples = round(ducking.hold_ms * TARGET_RATE_HZ / 1000)
        self._held_samples = 0
        self._depth = 0

    def change(self, ducking: Ducking) -> None:
        """Go on with other settings; the depth on the ramp is kept."""
        if ducking == self._ducking:
            return
        fresh = Ducker(ducking)
        fresh._held_samples = min(self._held_samples, fresh._hold_samples)
        fresh._depth = round(self._depth / self._ramp_samples * fresh._ramp_samples)
        self.__dict__.update(fresh.__dict__)

    def push(self, is_spoken: Bools) -> Float32:
        """Give the gain for [n] samples.

        Args:
            is_spoken: [n] where the translation is heard.
        """
        count = is_spoken.size
        places = np.arange(count)
        last = np.maximum.accumulate(np.where(is_spoken, places, -1))
        since_spoken = places - last
        held = np.where(
            last >= 0,
            since_spoken <= self._hold_samples,
            places < self._held_samples,
        )
        if count:
            left = self._hold_samples - since_spoken[-1]
            self._held_samples = max(0, int(left) if last[-1] >= 0 else self._held_samples - count)
        depth = np.empty(count, np.int64)
        edges = [0, *(np.flatnonzero(np.diff(held)) + 1).tolist(), count]
        for start, end in pairwise(edges):
            if start == end:
                continue
            steps = np.arange(1, end - start + 1)
            moved = self._depth + (steps if held[start] else -steps)
            depth[start:end] = np.clip(moved, 0, self._ramp_samples)
            self._depth = int(depth[end - 1])
        share = depth / self._ramp_samples
        return (1.0 - (1.0 - self._ducking.gain) * share).astype(np.float32)


class Fader:
    """A volume that moves to where it is set in a straight line.

    Args:
        gain: to begin with.
        fade_samples: how long it takes for its way, however far.
    """

    def __init__(self, gain: float, *, fade_samples: int = FADE_SAMPLES) -> None:
        self._gain = self._goal = gain
        self._fade_samples = fade_samples
        self._step = 0.0

    def push(self, count: int, goal: float) -> Float32:
        """Give the gain for `count` samples on the way to `goal`."""
        if goal != self._goal:
            self._goal = goal
            self._step = (goal - self._gain) / self._fade_samples
        if self._gain == goal:
            return np.full(count, goal, np.float32)
        way = self._gain + self._step * np.arange(1, count + 1)
        ahead = np.minimum(way, goal) if self._step > 0 else np.maximum(way, goal)
        gains: Float32 = ahead.astype(np.float32)
        if count:
            self._gain = float(ahead[-1])
        return gains


@dataclass(frozen=True, slots=True, kw_only=True)
class Volumes:
    """What a mixer is set to; changes take 20 ms."""

    original: float
    translation: float
    ducking: Ducking


class SpeechMixer:
    """Mixes the original and its translation, mono at TARGET_RATE_HZ.

    What comes out is never above the limiter's ceiling and `Limiter.delay_samples` late.
    """

    def __init__(self, volumes: Volumes) -> None:
        self._ducker = Ducker(volumes.ducking)
        self._original = Fader(volumes.original)
        self._translation = Fader(volumes.translation)
        self._limiter = Limiter(rate_hz=TARGET_RATE_HZ)

    def push(
        self, original: Float32, translation: Float32, is_spoken: Bools, volumes: Volumes
    ) -> Float32:
        """Mix [n] samples of each into [n].

        Args:
            original: what was heard.
            translation: silent where nothing is spoken.
            is_spoken: where the translation is heard; short pauses in it count.
            volumes: to go to.
        """
        count = original.size
        self._ducker.change(volumes.ducking)
        duck = self._ducker.push(is_spoken)
        mixed: Float32 = original * duck * self._original.push(count, volumes.original)
        mixed += translation * self._translation.push(count, volumes.translation)
        return self._limiter.push(mixed)
