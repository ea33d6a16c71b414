"""Pairs to learn from: the style of an invented voice, and what the speaker encoder hears in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.languages import LANGUAGES, spoken_reader
from engine.speakers.resemblyzer import ResemblyzerModel
from engine.tts.cloning.search import hear, spoken_samples
from engine.tts.kokoro import KOKORO_RATE_HZ, KokoroModel, phonemes_of_clause
from engine.tts.phonemes import Phonemiser
from engine.workshop.training.cloning.published import Published, invent

PHRASES: Final = {
    "en": (
        "The rain came down on the old roof.",
        "She opened every window in the house.",
        "We could wait here until the others come.",
        "My brother has bought a little yellow boat.",
        "Nobody asked him why he had returned.",
        "Take the second road behind the church.",
    ),
    "fr": (
        "La pluie tombait sur le toit de la maison.",
        "Elle a ouvert toutes les fenêtres.",
        "Nous pouvons attendre ici jusqu'à demain.",
        "Mon frère vient d'acheter un petit bateau.",
        "Personne ne lui a demandé son nom.",
    ),
    "de": (
        "Der Regen fiel auf das alte Dach.",
        "Sie hat alle Fenster im Haus geöffnet.",
        "Wir können hier auf die anderen warten.",
        "Mein Bruder hat ein kleines Boot gekauft.",
        "Niemand fragte ihn nach seinem Namen.",
    ),
    "es": (
        "La lluvia caía sobre el tejado viejo.",
        "Ella abrió todas las ventanas de la casa.",
        "Podemos esperar aquí hasta mañana.",
        "Mi hermano ha comprado un barco pequeño.",
        "Nadie le preguntó por qué había vuelto.",
    ),
    "pt": (
        "A chuva caía sobre o telhado velho.",
        "Ela abriu todas as janelas da casa.",
        "Podemos esperar aqui até amanhã.",
        "Meu irmão comprou um barco pequeno.",
        "Ninguém perguntou por que ele voltou.",
    ),
}
"""Sentences of about two seconds: a stretch of the speaker encoder has 1.6."""


_FOR_PUBLISHED: Final = (0, 7, 17)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One voice that spoke one sentence.

    Attributes:
        style: [STYLE_SIZE].
        embedding: [EMBEDDING_SIZE], unit length.
        sentence: which one it spoke, counting through PHRASES.
        speech: [n] mono at SOURCE_RATE_HZ.
    """

    style: Float32
    embedding: Float32
    sentence: int
    speech: Float32


class Mouth:
    """Say the sentences of PHRASES in any style."""

    def __init__(self, model: KokoroModel, phonemiser: Phonemiser, profile: Float32) -> None:
        self._model = model
        self._profile = profile
        self.sentences: Sequence[list[int]] = [
            model.tokenise(f" {phonemes_of_clause(said, tag, phonemiser=phonemiser)}")
            for language, phrases in PHRASES.items()
            for tag in (LANGUAGES[language].espeak_tag,)
            for said in map(spoken_reader(language).read, phrases)
        ]

    def speak(self, style: Float32, sentence: int) -> Float32:
        """Return [n] mono at SOURCE_RATE_HZ."""
        token_ids = self.sentences[sentence]
        speech = self._model.synthesise(token_ids, style + self._profile[len(token_ids)], speed=1.0)
        return soxr.resample(speech, KOKORO_RATE_HZ, SOURCE_RATE_HZ)


def make_pairs(
    mouth: Mouth, encoder: ResemblyzerModel, published: Published, *, seed: int
) -> Iterator[Pair]:
    """Invent voices without end."""
    random = np.random.default_rng(seed)
    while True:
        style = invent(published.styles, random)
        sentence = int(random.integers(len(mouth.sentences)))
        speech = mouth.speak(style, sentence)
        yield Pair(style=style, embedding=encoder.embed(speech), sentence=sentence, speech=speech)


def hear_published(mouth: Mouth, encoder: ResemblyzerModel, published: Published) -> Float32:
    """Return [voices, N_HEARD], what is heard in the published voices, over a few sentences."""
    spoken = [
        [mouth.speak(style, sentence) for sentence in _FOR_PUBLISHED] for style in published.styles
    ]
    lengths = np.array([[spoken_samples(speech) for speech in speeches] for speeches in spoken])
    usual = lengths.mean(axis=0).astype(int)
    points = [
        [
            hear(speech, encoder, usual_samples=int(samples))
            for speech, samples in zip(speeches, usual, strict=True)
        ]
        for speeches in spoken
    ]
    return np.mean(points, axis=1).astype(np.float32)


def write_shard(pairs: Sequence[Pair], path: Path) -> None:
    """Store pairs; a file is there whole or not at all."""
    partial = path.with_suffix(".partial.npz")
    np.savez(
        partial,
        style=np.stack([pair.style for pair in pairs]),
        embedding=np.stack([pair.embedding for pair in pairs]),
        sentence=np.array([pair.sentence for pair in pairs]),
        n_samples=np.array([len(pair.speech) for pair in pairs]),
        speech=np.concatenate([(pair.speech * 32767).astype(np.int16) for pair in pairs]),
    )
    partial.replace(path)
