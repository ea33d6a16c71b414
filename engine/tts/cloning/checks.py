"""Whether a recording is good enough to take a voice from, and what of it is taken."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import AudioError
from engine.messages import Code, Message
from engine.speakers.model import spoken_parts
from engine.speakers.resemblyzer import ResemblyzerModel

_LEVEL_DBFS: Final = -19.5  # what the ready-made voices have after their gain
_MOST_GAIN_DB: Final = 12.0
_KEPT_S: Final = 10.0


def best_part(samples: Float32) -> Float32:
    """Return the ten seconds of [n] samples at SOURCE_RATE_HZ with the most speech in them."""
    n_samples = round(_KEPT_S * SOURCE_RATE_HZ)
    power = np.cumsum(np.minimum(np.square(samples, dtype=np.float64), 1e-3))
    if len(samples) <= n_samples:
        return samples
    start = int((power[n_samples:] - power[:-n_samples]).argmax()) + 1
    return samples[start : start + n_samples]


def gain_db(spoken: Sequence[Float32]) -> float:
    """Return what brings speech to the level of all voices.

    Args:
        spoken: what the voice said, each [n] at SOURCE_RATE_HZ.
    """
    power = np.mean([np.square(spoken_parts(speech)).mean() for speech in spoken])
    gain = _LEVEL_DBFS - 10 * math.log10(max(float(power), 1e-9))
    return round(min(max(gain, -_MOST_GAIN_DB), _MOST_GAIN_DB), 1)


LEAST_SPEECH_S: Final = 8.0
"""Less speech than this does not show a voice."""

WANTED_SPEECH_S: Final = 15.0
"""More than this helps little."""

LONGEST_SAMPLE_S: Final = 40.0
"""What comes later in a recording is not used."""

READ_SAMPLE_S: Final = LONGEST_SAMPLE_S + 1.0
"""How much of a file to read, so that one that is longer than what is used is noticed."""

_FRAME_SAMPLES: Final = 160
_QUIET_DBFS: Final = -45.0
_CLIPPED: Final = 0.985
_MOST_CLIPPED_SHARE: Final = 0.001
_LEAST_SNR_DB: Final = 18.0
_BAD_SNR_DB: Final = 10.0
_LEAST_FALL_DB: Final = 12.0
_SMOOTHED_FRAMES: Final = 5
# Of 17 recordings 15 have 1.6 or more as they are; with an echo of 0.4 s, 3 dB below the voice,
# 1.2 or more; with one of 0.8 s, as loud as the voice, 0.8 or less.
_LEAST_FALLS_PER_S: Final = 0.9
# Of 29 recordings of one person's speech, without their pauses, 28 have 0.84 or more between the
# two means and 0.65 or more between the stretches that are least alike. Two people in turn have
# 0.80 and 0.56 or less in 130 of 132 pairs.
_STRANGERS_COSINE: Final = 0.82
_LEAST_ALIKE_COSINE: Final = 0.62
_LEAST_SHARE: Final = 0.12
# The voice is 19 dB or more above the middle of the pauses in 26 of 29 recordings, and 9 in all;
# with noise as loud as the voice, steady or in pulses, it is 6 or less in most.
_LEAST_PAUSES_DB: Final = 15.0
_BAD_PAUSES_DB: Final = 6.0
_LEAST_PAUSE_FRAMES: Final = 10
_AROUND_VOICE_FRAMES: Final = 10  # 0.2 s: the consonants around vowels are no pause
_CUT_AROUND_FRAMES: Final = 5
# Of 114 recordings of one voice, clean, with an echo and in noise, all have less than the first; of
# two voices at once, up to 8 dB apart, two thirds have more.
_TWO_VOICES_SHARE: Final = 0.016
_SURELY_TWO_VOICES_SHARE: Final = 0.025
_TOLERATED_S: Final = 0.5


class Problem(StrEnum):
    """What can be wrong with a recording."""

    TOO_SHORT = "too short"
    TOO_QUIET = "too quiet"
    CLIPPING = "clipping"
    NOISE = "noise"
    REVERBERATION = "reverberation"
    SEVERAL_SPEAKERS = "several speakers"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        message: what is wrong and what to do.
        is_blocking: whether no voice can be taken from the recording; otherwise it will be less
            alike.
    """

    problem: Problem
    message: Message
    is_blocking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundMeasures:
    """What can be measured of a recording without knowing voices.

    Attributes:
        speech_s: how much speech there is, long silences left out.
        level_dbfs: mean level of the speech.
        clipped_share: share of the samples at full scale.
        snr_db: level of the speech above the quietest moments.
        pauses_db: level of the voice above what is heard in its pauses, which noise that comes and
            goes fills as well; infinite where there are no pauses.
        falls_per_s: how often the level falls by 12 dB without a break; echoes make it rare.
    """

    speech_s: float
    level_dbfs: float
    clipped_share: float
    snr_db: float
    pauses_db: float
    falls_per_s: float


def measure_sound(samples: Float32) -> SoundMeasures:
    """Measure a recording; quick enough for every second of a live one.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ.
    """
    try:
        speech = spoken_parts(samples)
    except AudioError:
        return SoundMeasures(
            speech_s=0.0,
            level_dbfs=-120.0,
            clipped_share=0.0,
            snr_db=0.0,
            pauses_db=0.0,
            falls_per_s=0.0,
        )
    n_frames = len(samples) // _FRAME_SAMPLES
    frames = samples[: n_frames * _FRAME_SAMPLES].reshape(n_frames, -1)
    power = np.square(frames, dtype=np.float64).mean(axis=1)
    level = 10 * np.log10(np.maximum(power, 1e-12))
    loud, quiet = np.percentile(level, (90, 5))
    mean_power = float(np.square(speech, dtype=np.float64).mean())
    return SoundMeasures(
        speech_s=len(speech) / SOURCE_RATE_HZ,
        level_dbfs=10 * float(np.log10(max(mean_power, 1e-12))),
        clipped_share=float((np.abs(samples) > _CLIPPED).mean()),
        snr_db=float(loud - quiet),
        pauses_db=_pauses_db(samples),
        falls_per_s=_falls_per_s(level),
    )


def check_sound(measures: SoundMeasures) -> tuple[Finding, ...]:
    """Say what is wrong with the sound of a recording, the gravest first."""
    findings = []
    if measures.speech_s < LEAST_SPEECH_S:
        findings.append(
            Finding(
                problem=Problem.TOO_SHORT,
                message=Message(
                    Code.TAKE_TOO_SHORT,
                    speech_s=round(measures.speech_s),
                    least_s=LEAST_SPEECH_S,
                    wanted_s=WANTED_SPEECH_S,
                ),
                is_blocking=True,
            )
        )
    if measures.level_dbfs < _QUIET_DBFS:
        findings.append(
            Finding(
                problem=Problem.TOO_QUIET,
                message=Message(Code.TAKE_TOO_QUIET),
                is_blocking=measures.level_dbfs < _QUIET_DBFS - 15,
            )
        )
    if measures.clipped_share > _MOST_CLIPPED_SHARE:
        findings.append(
            Finding(
                problem=Problem.CLIPPING,
                message=Message(Code.TAKE_CLIPPED),
                is_blocking=measures.clipped_share > 20 * _MOST_CLIPPED_SHARE,
            )
        )
    is_noisy = measures.snr_db < _LEAST_SNR_DB or measures.pauses_db < _LEAST_PAUSES_DB
    if measures.speech_s > 1 and is_noisy:
        findings.append(
            Finding(
                problem=Problem.NOISE,
                message=Message(Code.TAKE_NOISY),
                is_blocking=measures.snr_db < _BAD_SNR_DB or measures.pauses_db < _BAD_PAUSES_DB,
            )
        )
    elif measures.speech_s >= LEAST_SPEECH_S and measures.falls_per_s < _LEAST_FALLS_PER_S:
        findings.append(
            Finding(
                problem=Problem.REVERBERATION,
                message=Message(Code.TAKE_ECHOES),
                is_blocking=False,
            )
        )
    return tuple(sorted(findings, key=lambda finding: not finding.is_blocking))


def check_speakers(stretches: Float32) -> Finding | None:
    """Find a second voice in a recording.

    Args:
        stretches: [m, EMBEDDING_SIZE] from `ResemblyzerModel.embed_stretches`.
    """
    if len(stretches) < 4:
        return None
    # A stretch alone is short, so each is taken with its neighbours.
    around = [stretches[max(0, at - 1) : at + 2].mean(axis=0) for at in range(len(stretches))]
    stretches = np.stack(around)
    stretches /= np.linalg.norm(stretches, axis=1, keepdims=True)
    cosines = stretches @ stretches.T
    if float(cosines.min()) > _LEAST_ALIKE_COSINE:
        return None
    # Two means, begun with the two that are least alike.
    centres = stretches[list(np.unravel_index(cosines.argmin(), cosines.shape))]
    for _ in range(10):
        is_second = (stretches @ centres.T).argmax(axis=1) == 1
        if is_second.all() or not is_second.any():
            return None
        centres = np.stack([stretches[~is_second].mean(axis=0), stretches[is_second].mean(axis=0)])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    smaller = min(is_second.mean(), 1 - is_second.mean())
    if smaller < _LEAST_SHARE or float(centres[0] @ centres[1]) > _STRANGERS_COSINE:
        return None
    return Finding(
        problem=Problem.SEVERAL_SPEAKERS,
        message=Message(Code.TAKE_SEVERAL_SPEAKERS),
        is_blocking=True,
    )


def check_two_at_once(samples: Float32) -> Finding | None:
    """Find a second voice beneath the first; where it is not sure, nothing is blocked.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ.
    """
    share = two_voices_share(samples)
    if share < _TWO_VOICES_SHARE:
        return None
    return Finding(
        problem=Problem.SEVERAL_SPEAKERS,
        message=Message(Code.TAKE_SEVERAL_SPEAKERS),
        is_blocking=share > _SURELY_TWO_VOICES_SHARE,
    )


def check_recording(samples: Float32, encoder: ResemblyzerModel) -> tuple[Finding, ...]:
    """Check a whole recording, the gravest findings first.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ; what is beyond LONGEST_SAMPLE_S is not looked at.
        encoder: tells voices apart.
    """
    whole_s = len(samples) / SOURCE_RATE_HZ
    samples = samples[: round(LONGEST_SAMPLE_S * SOURCE_RATE_HZ)]
    findings = list(check_sound(measure_sound(samples)))
    if whole_s > LONGEST_SAMPLE_S + _TOLERATED_S:
        findings.append(
            Finding(
                problem=Problem.TOO_LONG,
                message=Message(Code.TAKE_TOO_LONG, longest_s=round(LONGEST_SAMPLE_S)),
                is_blocking=False,
            )
        )
    if any(finding.problem is Problem.TOO_SHORT for finding in findings):
        return tuple(findings)
    in_turn = check_speakers(encoder.embed_stretches(_voiced_parts(samples)))
    speakers = in_turn or check_two_at_once(samples)
    if speakers is not None:
        findings.insert(0, speakers)
    return tuple(sorted(findings, key=lambda finding: not finding.is_blocking))


def _pauses_db(samples: Float32) -> float:
    is_voiced, power = _voiced_frames(samples)
    if not is_voiced.any():
        return 0.0
    pauses = power[~_around(is_voiced, _AROUND_VOICE_FRAMES)]
    if len(pauses) < _LEAST_PAUSE_FRAMES:
        return math.inf
    voice = float(power[is_voiced].mean())
    return 10 * math.log10(voice / max(float(np.median(pauses)), 1e-12))


def _voiced_parts(samples: Float32) -> Float32:
    """Return the samples around what is voiced: noise and breath are nobody's voice."""
    is_voiced, _ = _voiced_frames(samples)
    mask = np.repeat(_around(is_voiced, _CUT_AROUND_FRAMES), _HOP_SAMPLES)
    parts: Float32 = samples[: len(mask)][mask]
    return parts if len(parts) else samples


def _around(mask: NDArray[np.bool_], n_frames: int) -> NDArray[np.bool_]:
    """Widen a mask [m] by so many frames on each side."""
    wide: NDArray[np.bool_] = np.convolve(mask, np.ones(2 * n_frames + 1))[n_frames:-n_frames] > 0
    return wide


def _falls_per_s(level: Float32) -> float:
    """Count how often sound falls far without a break: an echo fills the gaps in speech.

    Args:
        level: [n] in dB, one for each 10 ms.
    """
    window = np.hanning(_SMOOTHED_FRAMES + 2)[1:-1]
    smooth = np.convolve(level, window / window.sum(), mode="valid")
    is_falling = np.diff(smooth) < 0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_falling, [False]]).astype(int)))
    tops, bottoms = edges[::2], edges[1::2]
    n_falls = int((smooth[tops] - smooth[bottoms] >= _LEAST_FALL_DB).sum())
    return n_falls / (len(level) * _FRAME_SAMPLES / SOURCE_RATE_HZ)


_LOWEST_HZ: Final = 60
_HIGHEST_HZ: Final = 420
_WINDOW_SAMPLES: Final = 1024
_HOP_SAMPLES: Final = 320  # 20 ms
_VOICED_CORRELATION: Final = 0.6
_QUIET_DB: Final = 30.0
_QUIET_VOICE_DB: Final = 20.0
_LEAST_HEIGHT: Final = 0.3
_LEAST_REST_SHARE: Final = 0.2
_LEAST_REST_HEIGHT: Final = 0.5
_LEAST_OFF_MULTIPLE: Final = 0.15
_SMOOTH_LOG: Final = 0.04
_LEAST_RUN: Final = 3

USUAL_SYLLABLES_PER_S: Final = 3.7
"""Of the average voice of the voice model, counted as here."""

_ENVELOPE_HOP_SAMPLES: Final = 160  # 10 ms
_LEAST_DIP_DB: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a person speaks.

    Attributes:
        pitch_hz: the median fundamental frequency.
        syllables_per_s: loud cores of syllables for each second of speech without its pauses.
    """

    pitch_hz: float
    syllables_per_s: float


def measure_manner(samples: Float32) -> Manner | None:
    """Measure pitch and pace; None where nothing voiced is heard.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ, speech without long silences.
    """
    track = pitch_track_hz(samples)
    if len(track) < 5:
        return None
    return Manner(
        pitch_hz=float(np.median(track)),
        syllables_per_s=_syllables(samples) / (len(samples) / SOURCE_RATE_HZ),
    )


def pitch_track_hz(samples: Float32) -> Float32:
    """Return [m], the fundamental frequency of each voiced frame of 20 ms, in order.

    The first high peak of the normalised autocorrelation (Boersma 1993, "Accurate short-term
    analysis of the fundamental frequency"): later ones are multiples of the period.
    """
    if len(samples) < _WINDOW_SAMPLES:
        return np.zeros(0, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW_SAMPLES)[::_HOP_SAMPLES]
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.square(frames).mean(axis=1)
    frames = frames[power > power.max() * 10 ** (-_QUIET_DB / 10)]
    height, period = _first_peaks(frames, share_of_best=0.95)
    return np.asarray(SOURCE_RATE_HZ / period[height > _VOICED_CORRELATION], np.float32)


def two_voices_share(samples: Float32) -> float:
    """Return in what share of the loud frames of 10 ms two voices are heard at once.

    The period of the one is cancelled by a comb; where what remains has a period of its own that
    is no multiple of the first, and both go on smoothly, a second voice is there (de Cheveigné
    1993, "Separation of concurrent harmonic sounds").

    Args:
        samples: [n] mono at SOURCE_RATE_HZ.
    """
    longest = SOURCE_RATE_HZ // _LOWEST_HZ + 2
    size = _WINDOW_SAMPLES + longest
    if len(samples) < size:
        return 0.0
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[::_ENVELOPE_HOP_SAMPLES]
    now = frames[:, longest:] - frames[:, longest:].mean(axis=1, keepdims=True)
    power = np.square(now).mean(axis=1)
    is_loud = power > np.percentile(power, 95) * 10 ** (-_QUIET_VOICE_DB / 10)
    frames, now, power = frames[is_loud], now[is_loud], np.maximum(power[is_loud], 1e-12)
    height, period = _first_peaks(now, share_of_best=0.9)
    at = np.arange(longest, size)[np.newaxis] - period[:, np.newaxis]
    before = np.take_along_axis(frames, at, axis=1)
    before = before - before.mean(axis=1, keepdims=True)
    gain = (now * before).sum(axis=1) / np.maximum(np.square(before).sum(axis=1), 1e-9)
    rest = now - np.clip(gain, 0, 1)[:, np.newaxis] * before
    rest_height, rest_period = _first_peaks(rest, share_of_best=0.9)
    ratio = np.maximum(period, rest_period) / np.minimum(period, rest_period)
    is_second = (
        (height > _LEAST_HEIGHT)
        & (np.square(rest).mean(axis=1) / power > _LEAST_REST_SHARE)
        & (rest_height > _LEAST_REST_HEIGHT)
        & (np.abs(ratio - np.round(ratio)) > _LEAST_OFF_MULTIPLE)
    )
    goes_on = (
        is_second[1:]
        & is_second[:-1]
        & (np.diff(np.flatnonzero(is_loud)) == 1)
        & (np.abs(np.diff(np.log(period))) < _SMOOTH_LOG)
        & (np.abs(np.diff(np.log(rest_period))) < _SMOOTH_LOG)
    )
    edges = np.flatnonzero(np.diff(np.concatenate([[False], goes_on, [False]]).astype(int)))
    runs = edges[1::2] - edges[::2]
    return float(runs[runs >= _LEAST_RUN].sum()) / max(len(period), 1)


def _voiced_frames(samples: Float32) -> tuple[NDArray[np.bool_], Float32]:
    """Return [m] whether each frame, one for each 20 ms, is voiced, and [m] its power."""
    if len(samples) < _WINDOW_SAMPLES:
        return np.zeros(0, np.bool_), np.zeros(0, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW_SAMPLES)[::_HOP_SAMPLES]
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.square(frames).mean(axis=1)
    height, _ = _first_peaks(frames, share_of_best=0.9)
    is_loud = power > np.percentile(power, 99) * 10 ** (-_QUIET_DB / 10)
    return (height > _VOICED_CORRELATION) & is_loud, power


def _first_peaks(frames: Float32, *, share_of_best: float) -> tuple[Float32, NDArray[np.intp]]:
    """Return the height of each frame's highest peak of autocorrelation, and a period in samples.

    Args:
        frames: [m, _WINDOW_SAMPLES], the mean of each taken out.
        share_of_best: the period is that of the first peak of this share of the highest.
    """
    window = np.hanning(_WINDOW_SAMPLES).astype(np.float32)
    correlation = _autocorrelation(frames * window)
    # Dividing by the window's own takes out that the frame fades.
    correlation /= np.maximum(_autocorrelation(window[np.newaxis]), 1e-6)
    shortest, longest = SOURCE_RATE_HZ // _HIGHEST_HZ, SOURCE_RATE_HZ // _LOWEST_HZ
    wanted = correlation[:, shortest - 1 : longest + 2]
    middle = wanted[:, 1:-1]
    is_peak = (middle >= wanted[:, :-2]) & (middle >= wanted[:, 2:])
    heights = np.where(is_peak, middle, -1.0)
    best = heights.max(axis=1)
    first = (heights >= share_of_best * best[:, np.newaxis]).argmax(axis=1)
    return np.asarray(best, np.float32), first + shortest


def _autocorrelation(frames: Float32) -> Float32:
    spectrum = np.fft.rfft(frames, 2 * _WINDOW_SAMPLES, axis=1)
    correlation = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, :_WINDOW_SAMPLES]
    return np.asarray(correlation / np.maximum(correlation[:, :1], 1e-12), np.float32)


def _syllables(samples: Float32) -> int:
    """Count the peaks of loudness that stand out by _LEAST_DIP_DB from the dips around them."""
    n_frames = len(samples) // _ENVELOPE_HOP_SAMPLES
    pieces = samples[: n_frames * _ENVELOPE_HOP_SAMPLES].reshape(n_frames, -1)
    power = np.square(pieces, dtype=np.float64).mean(axis=1)
    smooth = np.convolve(power, np.hanning(11) / np.hanning(11).sum(), mode="same")
    level = 10 * np.log10(np.maximum(smooth, 1e-12))
    floor = level.max() - 25
    count, dip, peak, is_rising = 0, level[0], level[0], True
    for value in level:
        if is_rising:
            peak = max(peak, value)
            if value < peak - _LEAST_DIP_DB:
                count += peak > floor
                is_rising, dip = False, value
        else:
            dip = min(dip, value)
            if value > dip + _LEAST_DIP_DB:
                is_rising, peak = True, value
    return count
