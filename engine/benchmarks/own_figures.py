"""What the field's scores leave out: lag by attention, offsets, speech, flicker, cost."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.benchmarks.observation import Observation
from engine.benchmarks.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """Figures of one contestant; in seconds, None where there is nothing to measure.

    Attributes:
        lag_s: mean, over committed words, of when a word is committed less when the speech ends
            that it is aligned to by attention; computing takes no time.
        lag_aware_s: the same, computation-aware.
        lag_p95_aware_s: 95 of 100 words lag no longer than this, computation-aware.
        start_offset_s: mean, over passages, of when the first word is committed less when speech
            begins, computation-aware.
        end_offset_s: mean, over passages, of when the last word is committed less when speech
            ends, computation-aware.
        first_audio_s: mean, over passages, of when target speech begins less when source speech
            begins; computing takes no time.
        first_audio_aware_s: the same, computation-aware.
        speech_lag_s: mean, over spoken words, of when a word has been spoken less when the speech
            ends that it is aligned to by attention; computing takes no time. Within a clause the
            letters, and the pause behind them, are taken to run evenly.
        speech_lag_aware_s: the same, computation-aware.
        speech_end_offset_s: mean, over passages, of when target speech ends less when source
            speech ends, computation-aware.
        erasure: words that were shown and then taken back or changed, for each committed word:
            normalised erasure (Arivazhagan et al. 2020, "Re-translation versus Streaming for
            Simultaneous Translation") of what stands on the screen, tentative words included.
            Of committed text it is 0: what is committed is never changed.
        real_time_factor: computing over the length of the audio.
    """

    lag_s: float | None
    lag_aware_s: float | None
    lag_p95_aware_s: float | None
    start_offset_s: float | None
    end_offset_s: float | None
    first_audio_s: float | None
    first_audio_aware_s: float | None
    speech_lag_s: float | None
    speech_lag_aware_s: float | None
    speech_end_offset_s: float | None
    erasure: float | None
    real_time_factor: float


def own_figures(observations: Sequence[Observation], passages: Sequence[Passage]) -> OwnFigures:
    """Measure what a contestant did.

    Args:
        observations: one for each passage, in the same order.
        passages: what was played.
    """
    pairs = list(zip(observations, passages, strict=True))
    words = [word for seen in observations for word in seen.words]
    aware = sorted(word.aware_s - word.source_end_s for word in words)
    spoken = [word for seen in observations for word in seen.spoken_words()]
    erased = sum(sum(seen.erasures()) for seen in observations)
    return OwnFigures(
        lag_s=_mean(word.ideal_s - word.source_end_s for word in words),
        lag_aware_s=_mean(aware),
        lag_p95_aware_s=aware[math.ceil(0.95 * len(aware)) - 1] if aware else None,
        start_offset_s=_mean(
            seen.words[0].aware_s - passage.speech_start_s for seen, passage in pairs if seen.words
        ),
        end_offset_s=_mean(
            seen.words[-1].aware_s - passage.speech_end_s for seen, passage in pairs if seen.words
        ),
        first_audio_s=_mean(
            seen.clauses[0].ideal_s - passage.speech_start_s
            for seen, passage in pairs
            if seen.clauses
        ),
        first_audio_aware_s=_mean(
            seen.clauses[0].aware_s - passage.speech_start_s
            for seen, passage in pairs
            if seen.clauses
        ),
        speech_lag_s=_mean(word.ideal_s - word.source_end_s for word in spoken),
        speech_lag_aware_s=_mean(word.aware_s - word.source_end_s for word in spoken),
        speech_end_offset_s=_mean(
            seen.clauses[-1].aware_s + seen.clauses[-1].duration_s - passage.speech_end_s
            for seen, passage in pairs
            if seen.clauses
        ),
        erasure=erased / len(words) if words else None,
        real_time_factor=sum(seen.busy_s for seen in observations)
        / sum(seen.duration_s for seen in observations),
    )


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return math.fsum(kept) / len(kept) if kept else None
