"""Whether a voice is understood as well as a ready-made one, and what is done where it is not.

A person is heard in one language and speaks all: Kokoro then says, say, French with a melody that
it learnt from no French voice. Of the ready-made voice of a language its melody makes the most of
how well it is understood and little of whom it sounds like, so that is taken over first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.asr.model import SpeechModel, SpeechOptions
from engine.text_scores import count_word_errors, plain_words
from engine.tts.cloning.search import HALF, TrialVoice

_MOST_TOKENS: Final = 60

_SHARES: Final = ((0.0, 0.0), (0.0, 0.5), (0.0, 1.0), (0.25, 1.0), (0.5, 1.0))
"""How much of the ready-made voice there is in the timbre and in the melody, the least first."""

Understand = Callable[[Float32, str], str]
"""Transcribes [n] samples at SOURCE_RATE_HZ in a language."""


def transcriber(model: SpeechModel) -> Understand:
    """Return what transcribes with a speech model."""
    options = SpeechOptions(beams=2, max_new_tokens=_MOST_TOKENS)

    def understand(samples: Float32, language: str) -> str:
        heard = model.encode(samples, is_last=True)
        found = heard.decode(source=language, target=language, options=options)
        return model.text(found.tokens)

    return understand


@dataclass(frozen=True, slots=True, kw_only=True)
class Misheard:
    """How much of what was said was not understood.

    Attributes:
        wrong: words of the transcripts that are wrong, missing or too many.
        words: that were said.
    """

    wrong: int
    words: int

    def __add__(self, other: "Misheard") -> "Misheard":
        return Misheard(wrong=self.wrong + other.wrong, words=self.words + other.words)

    @property
    def rate(self) -> float:
        """The word error rate."""
        return self.wrong / max(1, self.words)


def misheard(said: str, heard: str) -> Misheard:
    """Compare a transcript with what was said."""
    words = len(plain_words(said))
    # A transcript that goes round in circles can be wrong more often than there are words.
    return Misheard(wrong=min(words, count_word_errors(said, heard)), words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """A style that is understood in a language, as far as anybody could tell.

    Attributes:
        style: [STYLE_SIZE].
        misheard: of what it says.
        ready_made_misheard: of what the ready-made voice of the language says.
    """

    style: Float32
    misheard: Misheard
    ready_made_misheard: Misheard


def made_clear(
    style: Float32,
    *,
    ready_made: Float32,
    towards: Float32,
    sentences: Sequence[str],
    speaks: TrialVoice,
    hears: Callable[[Float32], str],
) -> Clear:
    """Take over as much of a ready-made voice as it takes to be understood as well as that.

    Args:
        style: [STYLE_SIZE], whom it is to sound like.
        ready_made: [STYLE_SIZE], the voice that it has to be understood as well as.
        towards: [STYLE_SIZE], the same at the pitch of the person.
        sentences: that are said.
        speaks: says them.
        hears: transcribes [n] samples at SOURCE_RATE_HZ.

    Returns:
        The first that is understood as well; where there is none, the clearest.
    """

    def listen(to: Float32) -> Misheard:
        found = Misheard(wrong=0, words=0)
        for number, said in enumerate(sentences):
            found += misheard(said, hears(speaks.speak(to, number)))
        return found

    goal = listen(ready_made)
    tried: list[tuple[Misheard, Float32]] = []
    for mixed in mixtures(style, towards):
        tried.append((listen(mixed), mixed))
        if tried[-1][0].wrong <= goal.wrong:
            break
    # Of equals the first, which is most alike.
    found, clearest = min(tried, key=lambda one: one[0].wrong)
    return Clear(style=clearest, misheard=found, ready_made_misheard=goal)


def mixtures(style: Float32, towards: Float32) -> Iterator[Float32]:
    """Yield [STYLE_SIZE], a style with more and more of another one in it."""
    for timbre, melody in _SHARES:
        share = np.full(len(style), timbre, np.float32)
        share[HALF:] = melody
        yield style + share * (towards - style)
