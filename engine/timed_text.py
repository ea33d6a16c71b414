"""What one stage of a translation hands to the next."""

from dataclasses import dataclass

from engine.arrays import SampleIndex


@dataclass(frozen=True, slots=True)
class TimedText:
    """A stretch of text and the source speech that it comes from.

    Attributes:
        text: carries its own leading space, so that joining stretches gives the whole text.
        start: first source sample, at SOURCE_RATE_HZ.
        end: one past the last source sample.
    """

    text: str
    start: SampleIndex
    end: SampleIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TextUpdate:
    """One step of a text that grows: words that are certain, and a guess at those that follow.

    Attributes:
        committed: new words, in order; never taken back.
        tentative: what may follow them; replaces the guess before it.
        closes: the utterance is over; nothing is tentative any more.
    """

    committed: tuple[TimedText, ...]
    tentative: TimedText
    closes: bool
