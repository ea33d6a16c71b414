"""Whether a recording is good enough to take a voice from, and what to do where it is not."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import AudioError
from engine.models.resemblyzer import ResemblyzerModel, spoken_parts

LEAST_SPEECH_S: Final = 8.0
"""Less speech than this does not show a voice."""

WANTED_SPEECH_S: Final = 15.0
"""More than this helps little."""

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
_STRANGERS_COSINE: Final = 0.7
_LEAST_SHARE: Final = 0.2


class Problem(StrEnum):
    """What can be wrong with a recording."""

    TOO_SHORT = "too short"
    TOO_QUIET = "too quiet"
    CLIPPING = "clipping"
    NOISE = "noise"
    REVERBERATION = "reverberation"
    SEVERAL_SPEAKERS = "several speakers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        advice: what is wrong and what to do, in one or two plain sentences.
        is_blocking: whether no voice can be taken from the recording; otherwise it will be less
            alike.
    """

    problem: Problem
    advice: str
    is_blocking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundMeasures:
    """What can be measured of a recording without knowing voices.

    Attributes:
        speech_s: how much speech there is, long silences left out.
        level_dbfs: mean level of the speech.
        clipped_share: share of the samples at full scale.
        snr_db: level of the speech above the quietest moments.
        falls_per_s: how often the level falls by 12 dB without a break; echoes make it rare.
    """

    speech_s: float
    level_dbfs: float
    clipped_share: float
    snr_db: float
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
            speech_s=0.0, level_dbfs=-120.0, clipped_share=0.0, snr_db=0.0, falls_per_s=0.0
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
        falls_per_s=_falls_per_s(level),
    )


def check_sound(measures: SoundMeasures) -> tuple[Finding, ...]:
    """Say what is wrong with the sound of a recording, the gravest first."""
    findings = []
    if measures.speech_s < LEAST_SPEECH_S:
        findings.append(
            Finding(
                problem=Problem.TOO_SHORT,
                advice=f"There are {measures.speech_s:.0f} seconds of speech; {LEAST_SPEECH_S:.0f} "
                f"are the least, {WANTED_SPEECH_S:.0f} are better. Go on, or record more.",
                is_blocking=True,
            )
        )
    if measures.level_dbfs < _QUIET_DBFS:
        findings.append(
            Finding(
                problem=Problem.TOO_QUIET,
                advice="You are hard to hear. Come nearer to the microphone or turn it up.",
                is_blocking=measures.level_dbfs < _QUIET_DBFS - 15,
            )
        )
    if measures.clipped_share > _MOST_CLIPPED_SHARE:
        findings.append(
            Finding(
                problem=Problem.CLIPPING,
                advice="The sound is distorted because it is too loud. Turn the microphone down "
                "or move away from it a little.",
                is_blocking=measures.clipped_share > 20 * _MOST_CLIPPED_SHARE,
            )
        )
    if measures.speech_s > 1 and measures.snr_db < _LEAST_SNR_DB:
        findings.append(
            Finding(
                problem=Problem.NOISE,
                advice="There is much noise. Close the window, switch off fans and music, "
                "or come nearer to the microphone.",
                is_blocking=measures.snr_db < _BAD_SNR_DB,
            )
        )
    elif measures.speech_s >= LEAST_SPEECH_S and measures.falls_per_s < _LEAST_FALLS_PER_S:
        findings.append(
            Finding(
                problem=Problem.REVERBERATION,
                advice="The room echoes. Come nearer to the microphone, or go to a room with "
                "curtains, carpets or full shelves.",
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
    # Two means, begun with the two that are least alike.
    cosines = stretches @ stretches.T
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
        advice="More than one person is heard. Record again with nobody else speaking.",
        is_blocking=True,
    )


def check_recording(samples: Float32, encoder: ResemblyzerModel) -> tuple[Finding, ...]:
    """Check a whole recording, the gravest findings first.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ.
        encoder: tells voices apart.
    """
    findings = check_sound(measure_sound(samples))
    if any(finding.problem is Problem.TOO_SHORT for finding in findings):
        return findings
    speakers = check_speakers(encoder.embed_stretches(samples))
    return findings if speakers is None else (speakers, *findings)


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
