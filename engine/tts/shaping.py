"""From a voice model's pieces to target speech: level, tempo (WSOLA), pitch, soft ends.

W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high
quality time-scale modification of speech", ICASSP 1993.
"""

import math
from typing import Final

import numpy as np
import soxr

from engine.arrays import TARGET_RATE_HZ, Float32

_WINDOW_MS: Final = 40
_TOLERANCE_MS: Final = 8


class Stretcher:
    """Makes a stretch of speech last 1/factor of its time; how it is cut into pushes is all one.

    Windows are taken from the input at steps that are `factor` as long as those at which they are
    added up, each from where, near its place, the input is most like what followed the window
    before it. The end of what was pushed is held back until it is known what follows.

    Args:
        rate_hz: of the speech.
        factor: 1.0 changes nothing; made for 0.7 to 1.6.

    Raises:
        ValueError: the factor is not a number above 0.
    """

    def __init__(self, rate_hz: int, *, factor: float) -> None:
        if not (math.isfinite(factor) and factor > 0):
            raise ValueError(f"the factor must be a number above 0, not {factor}")
        self._factor = factor
        self._is_idle = abs(factor - 1) < 1e-3
        self._half = rate_hz * _WINDOW_MS // 2000
        self._size = 2 * self._half
        self._tolerance = rate_hz * _TOLERANCE_MS // 1000
        # Periodic: two of them, half a window apart, add up to one.
        phase = np.pi * np.arange(self._size) / self._half
        self._window = (0.5 - 0.5 * np.cos(phase)).astype(np.float32)
        # Positions count samples of the input behind this silence.
        self._kept: Float32 = np.zeros(self._half + self._tolerance, np.float32)
        self._kept_from = 0
        self._n_in = 0
        self._n_windows = 0
        self._start = self._tolerance
        self._overlap: Float32 = np.zeros(self._half, np.float32)

    def push(self, samples: Float32) -> Float32:
        """Add [n] mono samples and return those that are settled, at the same pitch and level."""
        if self._is_idle:
            return samples
        self._kept = np.concatenate([self._kept, samples])
        self._n_in += len(samples)
        return self._add_windows(None)

    def flush(self) -> Float32:
        """End the speech and return the rest; all returned together has round(n / factor)."""
        if self._is_idle:
            return np.zeros(0, np.float32)
        n_out = round(self._n_in / self._factor)
        if self._n_windows < 2 and n_out < self._size:
            # Too short to be told from its surroundings.
            return self._kept[self._half + self._tolerance :]
        n_returned = max(self._n_windows - 1, 0) * self._half
        self._kept = np.pad(self._kept, (0, 2 * self._size + self._tolerance))
        return self._add_windows(n_out // self._half + 2)[: n_out - n_returned]

    def _add_windows(self, most: int | None) -> Float32:
        """Add up windows as far as the input reaches, or `most` of them in all."""
        settled = [np.zeros(0, np.float32)]
        while most is None or self._n_windows < most:
            step = round(self._n_windows * self._half * self._factor)
            planned = self._tolerance + min(step, self._n_in + self._half)
            reach = max(planned + self._tolerance, self._start + self._half) + self._size
            if most is None and reach > self._kept_from + len(self._kept):
                break
            if self._n_windows > 0:
                follower = self._cut(self._start + self._half, self._size)
                around = self._cut(planned - self._tolerance, self._size + 2 * self._tolerance)
                self._start = planned - self._tolerance + _most_alike(around, follower)
            added = self._window * self._cut(self._start, self._size)
            if self._n_windows > 0:
                settled.append(self._overlap + added[: self._half])
            self._overlap = added[self._half :]
            self._n_windows += 1
        next_step = self._tolerance + round(self._n_windows * self._half * self._factor)
        done = min(self._start + self._half, next_step - self._tolerance) - self._kept_from
        if done > 0:
            self._kept = self._kept[done:]
            self._kept_from += done
        return np.concatenate(settled)

    def _cut(self, start: int, size: int) -> Float32:
        start -= self._kept_from
        return self._kept[start : start + size]


def _most_alike(around: Float32, wanted: Float32) -> int:
    """Return where in a stretch of signal a piece of its own length is most like another."""
    products = np.correlate(around, wanted, mode="valid")
    energy = np.cumsum(np.square(around, dtype=np.float64))
    energies = energy[len(wanted) - 1 :] - np.concatenate([[0.0], energy[: -len(wanted)]])
    return int(np.argmax(products / np.sqrt(np.maximum(energies, 1e-9))))


_FRAME_MS: Final = 5
_SILENCE_DB: Final = -42.0
_SILENT_POWER: Final = 10 ** (-55 / 10)  # of a stream, whose loudest part is not known yet
_KEEP_BEFORE_MS: Final = 15
_KEEP_AFTER_MS: Final = 40
_FADE_IN_MS: Final = 5
_FADE_OUT_MS: Final = 20


def trimmed(samples: Float32, rate_hz: int) -> Float32:
    """Remove the silence around speech, leaving room for soft beginnings and endings.

    Args:
        samples: [n] mono.
        rate_hz: its rate.

    Returns:
        [m] a view of it; empty if all of it is silence.
    """
    frame = rate_hz * _FRAME_MS // 1000
    n_frames = len(samples) // frame
    if n_frames == 0:
        return samples[:0]
    power = np.square(samples[: n_frames * frame].reshape(n_frames, frame)).mean(axis=1)
    threshold = power.max() * 10 ** (_SILENCE_DB / 10)
    loud = np.flatnonzero(power > max(threshold, 1e-10))
    if len(loud) == 0:
        return samples[:0]
    start = int(loud[0]) * frame - rate_hz * _KEEP_BEFORE_MS // 1000
    end = (int(loud[-1]) + 1) * frame + rate_hz * _KEEP_AFTER_MS // 1000
    return samples[max(0, start) : end]


class EdgeTrimmer:
    """`trimmed` for speech that comes in pieces, of a voice whose level is known.

    Silence is held back until something follows it, and dropped before and after all speech.

    Args:
        rate_hz: of the speech.
    """

    def __init__(self, rate_hz: int) -> None:
        self._frame = rate_hz * _FRAME_MS // 1000
        self._before = rate_hz * _KEEP_BEFORE_MS // 1000
        self._after = rate_hz * _KEEP_AFTER_MS // 1000
        self._silent: Float32 = np.zeros(0, np.float32)
        self._has_begun = False

    def push(self, samples: Float32) -> Float32:
        """Add [n] samples and return those that are known to be wanted."""
        joined = np.concatenate([self._silent, samples])
        n_frames = len(joined) // self._frame
        frames = joined[: n_frames * self._frame].reshape(n_frames, self._frame)
        loud = np.flatnonzero(np.square(frames).mean(axis=1) > _SILENT_POWER)
        if len(loud) == 0:
            self._silent = joined if self._has_begun else joined[-self._before :]
            return joined[:0]
        end = (int(loud[-1]) + 1) * self._frame
        start = 0 if self._has_begun else max(0, int(loud[0]) * self._frame - self._before)
        self._has_begun = True
        self._silent = joined[end:]
        return joined[start:end]

    def flush(self) -> Float32:
        """End the speech and return what a soft ending needs."""
        rest, self._silent = self._silent, np.zeros(0, np.float32)
        return rest[: self._after] if self._has_begun else rest[:0]


def faded(samples: Float32, rate_hz: int) -> Float32:
    """Remove the mean and let both ends begin and end at zero, along raised cosines."""
    if len(samples) == 0:
        return samples
    result: Float32 = samples - samples.mean(dtype=np.float64).astype(np.float32)
    for fade_ms, is_end in ((_FADE_IN_MS, False), (_FADE_OUT_MS, True)):
        n = min(len(result) // 2, rate_hz * fade_ms // 1000)
        ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(n) / max(n, 1))).astype(np.float32)
        if is_end:
            result[len(result) - n :] *= ramp[::-1]
        else:
            result[:n] *= ramp
    return result


_PEAK: Final = 0.89  # -1 dBFS
_RAMP_MS: Final = 5
_FADE_IN_SAMPLES: Final = TARGET_RATE_HZ * 5 // 1000
_FADE_OUT_SAMPLES: Final = TARGET_RATE_HZ * 20 // 1000


class Finisher:
    """Finishes one clause; what it returns begins and ends at zero and joins without clicks.

    Pitch is changed by reading the signal at another rate, and the change of its length undone
    together with the change of tempo.

    Args:
        rate_hz: of the pieces.
        gain_db: brings the voice to its level; speech that would pass -1 dBFS is turned down for
            the rest of the clause.
        tempo: by how much the signal is to become faster; 1.0 leaves it.
        pitch_semitones: by how much it is to become higher; 0 leaves it.
    """

    def __init__(
        self, rate_hz: int, *, gain_db: float, tempo: float, pitch_semitones: float
    ) -> None:
        ratio = 2 ** (pitch_semitones / 12)
        self._gain = 10 ** (gain_db / 20)
        self._stretcher = Stretcher(rate_hz, factor=tempo / ratio)
        self._resampler = soxr.ResampleStream(rate_hz * ratio, TARGET_RATE_HZ, 1, dtype="float32")
        self._ramp_samples = rate_hz * _RAMP_MS // 1000
        self._ahead: Float32 = np.zeros(0, np.float32)
        self._n_faded_in = 0
        self._held: Float32 = np.zeros(0, np.float32)

    def push(self, samples: Float32) -> Float32:
        """Add [n] samples and return the finished ones at TARGET_RATE_HZ; the last are held back.

        Args:
            samples: mono at the rate of the pieces.
        """
        if len(samples) == 0:
            return samples
        stretched = self._stretcher.push(self._levelled(samples))
        return self._let_go(self._resampler.resample_chunk(stretched))

    def flush(self) -> Float32:
        """End the clause and return what was held back."""
        last = self._stretcher.push(self._ahead * np.float32(self._gain))
        stretched = np.concatenate([last, self._stretcher.flush()])
        rest = self._resampler.resample_chunk(stretched, last=True)
        finished = np.concatenate([self._let_go(rest), self._held])
        n = min(len(finished), _FADE_OUT_SAMPLES)
        finished[len(finished) - n :] *= _rise(n)[::-1]
        return finished

    def _levelled(self, samples: Float32) -> Float32:
        """Apply the gain; it falls over the samples that were held back, before what is loud."""
        peak = float(np.abs(samples).max())
        gain = min(self._gain, _PEAK / peak) if peak else self._gain
        gains = np.full(len(self._ahead) + len(samples), gain, np.float32)
        gains[: len(self._ahead)] = np.linspace(self._gain, gain, len(self._ahead))
        self._gain = gain
        joined = np.concatenate([self._ahead, samples])
        n_settled = max(len(joined) - self._ramp_samples, 0)
        self._ahead = joined[n_settled:]
        return joined[:n_settled] * gains[:n_settled]

    def _let_go(self, samples: Float32) -> Float32:
        """Fade the beginning in, and hold the end back that may have to be faded out."""
        ramp = _rise(_FADE_IN_SAMPLES)[self._n_faded_in : self._n_faded_in + len(samples)]
        faded = samples.copy()
        faded[: len(ramp)] *= ramp
        self._n_faded_in += len(ramp)
        joined = np.concatenate([self._held, faded])
        n_settled = max(len(joined) - _FADE_OUT_SAMPLES, 0)
        self._held = joined[n_settled:]
        return joined[:n_settled]


def _rise(n_samples: int) -> Float32:
    """A raised cosine from 0 that would reach 1 at its end."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(n_samples) / max(n_samples, 1))).astype(np.float32)
