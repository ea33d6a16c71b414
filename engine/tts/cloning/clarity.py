"""Whether a voice is understood as well as a ready-made one, and what is done where it is not.

A person is heard in one language and speaks all: Kokoro then says, say, French with a melody that
it learnt from no French voice. Of the ready-made voice of a language its melody makes the most of
how well it is understood and little of whom it sounds like, so that is taken over first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.whisper.decoding import DecodingOptions, decode
from engine.asr.whisper.model import WhisperModel
from engine.tts.cloning.search import HALF, TrialVoice
from engine.word_errors import count_word_errors, plain_words

_MOST_TOKENS: Final = 60

_SHARES: Final = ((0.0, 0.0), (0.0, 0.5), (0.0, 1.0), (0.25, 1.0), (0.5, 1.0))
"""How much of the ready-made voice there is in the timbre and in the melody, the least first."""

SENTENCES: Final = {
    "en": (
        "Have you seen the keys that were on the table?",
        "My sister works in a small shop near the station.",
        "If it stops raining, we will go out for a walk.",
        "They had to leave before the film was over.",
    ),
    "fr": (
        "Est-ce que tu as vu les clés qui étaient sur la table ?",
        "Ma sœur travaille dans une petite boutique près de la gare.",
        "S'il ne pleut plus, nous irons faire une promenade.",
        "Ils ont dû partir avant la fin du film.",
    ),
    "de": (
        "Hast du die Schlüssel gesehen, die auf dem Tisch lagen?",
        "Meine Schwester arbeitet in einem kleinen Laden am Bahnhof.",
        "Wenn der Regen aufhört, gehen wir ein wenig spazieren.",
        "Sie mussten gehen, bevor der Film zu Ende war.",
    ),
    "es": (
        "¿Has visto las llaves que estaban en la mesa?",
        "Mi hermana trabaja en una tienda pequeña cerca de la estación.",
        "Si deja de llover, saldremos a dar un paseo.",
        "Tuvieron que irse antes de que terminara la película.",
    ),
    "pt": (
        "Você viu as chaves que estavam em cima da mesa?",
        "Minha irmã trabalha numa pequena loja perto da estação.",
        "Se parar de chover, vamos dar um passeio.",
        "Eles tiveram que sair antes do fim do filme.",
    ),
}
"""What a voice has to say to be understood; of everyday words, and none of the search's."""

Understand = Callable[[Float32, str], str]
"""Transcribes [n] samples at SOURCE_RATE_HZ in a language."""


def transcriber(model: WhisperModel) -> Understand:
    """Return what transcribes with a speech model."""

    def understand(samples: Float32, language: str) -> str:
        heard = model.encode(
            samples,
            padded_to_samples=len(samples) + 2 * SOURCE_RATE_HZ,
            is_silence_imagined=True,
        )
        options = DecodingOptions(beams=2, max_new_tokens=_MOST_TOKENS)
        found = decode(model, heard, language=language, task="transcribe", options=options)
        return model.tokenizer.decode(found.tokens)

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
