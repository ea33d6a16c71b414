"""How alike two voices are, on a scale whose ends mean something.

The cosine of two speaker embeddings says little by itself: two strangers have 0.54 already. On the
normalised scale 0 is a stranger and 1 the same person in another recording, as in the figures that
the project inno-kokoro published for F5-TTS (0.94), StyleTTS 2 (0.46) and others.
"""

from typing import Final

import numpy as np

from engine.arrays import Float32

STRANGER_COSINE: Final = 0.54
"""Mean over all pairs of 39 recordings of speakers of five languages (Resemblyzer)."""

SAME_PERSON_COSINE: Final = 0.88
"""Mean over the two parts of each; they share a microphone, so this end of the scale is strict."""


def similarity(one: Float32, other: Float32) -> float:
    """How alike two voices are: 0 as strangers are, 1 as one person is to himself.

    Args:
        one: [EMBEDDING_SIZE] speaker embedding.
        other: [EMBEDDING_SIZE] speaker embedding.

    Returns:
        May be below 0 or above 1.
    """
    lengths = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
    cosine = float(one @ other) / max(lengths, 1e-9)
    return (cosine - STRANGER_COSINE) / (SAME_PERSON_COSINE - STRANGER_COSINE)


def in_words(value: float) -> str:
    """What a value on the scale means to a listener, as the end of a sentence."""
    if value >= 0.8:
        return "hard to tell from you"
    if value >= 0.5:
        return "clearly like you"
    if value >= 0.3:
        return "somewhat like you: the same kind of voice, not the same person"
    if value >= 0.1:
        return "a little like you: about as near as the nearest ready-made voice"
    return "not like you"
