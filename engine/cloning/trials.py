"""Lets a style speak, and hears it as the speaker encoder does."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.cloning.pitch import measure_manner
from engine.cloning.style_map import StyleSpace, heard
from engine.errors import AudioError
from engine.models.kokoro import KOKORO_RATE_HZ, KokoroModel
from engine.models.resemblyzer import EMBEDDING_SIZE, ResemblyzerModel, spoken_parts
from engine.speech.user_voices import LANGUAGE_TAGS
from engine.text.phonemes import Phonemiser, phonemes_of_clause

SENTENCES: Final = {
    "en": (
        "The old gardener told us where the river begins.",
        "We are moving to a house by the sea.",
    ),
    "fr": ("Le vieux jardinier nous a montré la rivière.", "Nous partons vivre au bord de la mer."),
    "de": ("Der alte Gärtner zeigte uns die Quelle.", "Wir ziehen in ein Haus am Meer."),
    "es": ("El viejo jardinero nos enseñó el río.", "Nos mudamos a una casa junto al mar."),
    "pt": ("O velho jardineiro nos mostrou o rio.", "Vamos morar numa casa perto do mar."),
}
"""Short, and rich in vowels and voiced sounds."""


class TrialVoice:
    """Speaks sentences in any style of a space.

    Args:
        model: speaks.
        encoder: hears.
        phonemiser: reads the sentences.
        space: of the styles.
        sentences: pairs of a language and a sentence without numbers or signs.
    """

    def __init__(
        self,
        model: KokoroModel,
        encoder: ResemblyzerModel,
        phonemiser: Phonemiser,
        *,
        space: StyleSpace,
        sentences: Sequence[tuple[str, str]],
    ) -> None:
        self._model = model
        self._encoder = encoder
        self._space = space
        self._usual: dict[int, int] = {}
        self._sentences = [
            model.tokenise(
                f" {phonemes_of_clause(text, LANGUAGE_TAGS[language], phonemiser=phonemiser)}"
            )
            for language, text in sentences
        ]

    @property
    def n_sentences(self) -> int:
        """How many sentences there are."""
        return len(self._sentences)

    def speak(self, style: Float32, sentence: int) -> Float32:
        """Return [n] mono at SOURCE_RATE_HZ.

        Args:
            style: [STYLE_SIZE], without what its profile adds.
            sentence: which one; counts round and round.
        """
        token_ids = self._sentences[sentence % len(self._sentences)]
        row = style + self._space.profile[min(len(token_ids), len(self._space.profile) - 1)]
        speech = self._model.synthesise(token_ids, row.astype(np.float32), speed=1.0)
        return np.asarray(soxr.resample(speech, KOKORO_RATE_HZ, SOURCE_RATE_HZ), np.float32)

    def hear(self, style: Float32, sentence: int) -> Float32:
        """Return [N_HEARD], what is heard in a style; a style without a voice is like nobody."""
        speech = self.speak(style, sentence)
        return hear(speech, self._encoder, usual_samples=self._usual_samples(sentence))

    def _usual_samples(self, sentence: int) -> int:
        """How long the average voice takes."""
        sentence %= len(self._sentences)
        if sentence not in self._usual:
            self._usual[sentence] = spoken_samples(self.speak(self._space.mean, sentence))
        return self._usual[sentence]


def hear(samples: Float32, encoder: ResemblyzerModel, *, usual_samples: int) -> Float32:
    """Return [N_HEARD] of a sentence.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ.
        encoder: tells voices apart.
        usual_samples: how long the average voice takes for the sentence.
    """
    try:
        embedding = encoder.embed(samples)
        speech = spoken_parts(samples)
    except AudioError:
        return heard(np.zeros(EMBEDDING_SIZE, np.float32), pitch_hz=None, pace=1.0)
    manner = measure_manner(speech)
    pitch_hz = None if manner is None else manner.pitch_hz
    return heard(embedding, pitch_hz=pitch_hz, pace=usual_samples / len(speech))


def spoken_samples(samples: Float32) -> int:
    """How long a sentence takes, without silence around it; 1 where nothing is heard."""
    try:
        return len(spoken_parts(samples))
    except AudioError:
        return 1
