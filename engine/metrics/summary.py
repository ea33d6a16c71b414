"""A stream in a few figures, gathered while it runs."""

from dataclasses import dataclass

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, SampleIndex
from engine.events import AudioProduced, Event, SpeechStarted, TextCommitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a stream did; times in seconds, None where there was nothing to measure.

    Attributes:
        words: committed words.
        spoken_s: how long the target speech is.
        text_lag_s: mean, over committed words, of source heard when a word was committed less the
            end of the source speech that it attends to. Ideal: computing time does not count.
        speech_lag_s: mean, over spoken clauses, of when a clause begins less when the source
            speech that it comes from begins. Ideal as above.
        first_audio_s: begin of the first clause less begin of the first speech. Ideal as above.
    """

    words: int
    spoken_s: float
    text_lag_s: float | None
    speech_lag_s: float | None
    first_audio_s: float | None


class StreamSummary:
    """Push the events of a stream, then ask."""

    def __init__(self) -> None:
        self._words = 0
        self._text_lag = 0.0
        self._clauses = 0
        self._speech_lag: float = 0.0
        self._spoken_samples = 0
        self._first_speech: SampleIndex | None = None
        self._first_audio_s: float | None = None

    def push(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case SpeechStarted() if self._first_speech is None:
                self._first_speech = event.source_start
            case TextCommitted():
                words = max(1, len(event.text.split()))
                self._words += words
                # Words that are committed together share their source speech evenly.
                length = event.source_end - event.source_start
                ends = (event.source_start + length * (k + 1) / words for k in range(words))
                self._text_lag += sum(event.heard - end for end in ends)
            case AudioProduced():
                self._spoken_samples += len(event.samples)
                if not event.begins_clause:
                    return
                begins_s = event.target_start / TARGET_RATE_HZ
                self._clauses += 1
                self._speech_lag += begins_s - event.source_start / SOURCE_RATE_HZ
                if self._first_audio_s is None and self._first_speech is not None:
                    self._first_audio_s = begins_s - self._first_speech / SOURCE_RATE_HZ
            case _:
                pass

    def result(self) -> Summary:
        """The figures so far."""
        return Summary(
            words=self._words,
            spoken_s=self._spoken_samples / TARGET_RATE_HZ,
            text_lag_s=self._text_lag / self._words / SOURCE_RATE_HZ if self._words else None,
            speech_lag_s=self._speech_lag / self._clauses if self._clauses else None,
            first_audio_s=self._first_audio_s,
        )
