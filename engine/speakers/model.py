"""What any speaker encoder does: says where a voice lies, and how alike two voices are."""

from typing import Final, Protocol, runtime_checkable

import numpy as np

from engine.arrays import Float32
from engine.errors import AudioError
from engine.messages import Code

_PIECE_SAMPLES: Final = 480  # 30 ms
_AROUND_PIECES: Final = 7  # about a fifth of a second around speech is kept
_BELOW_LOUD_DB: Final = 35.0
_ABOVE_QUIET_DB: Final = 9.0
_LEAST_BELOW_LOUD_DB: Final = 20.0


@runtime_checkable
class SpeakerEncoder(Protocol):
    """The loaded network: immutable, shared, safe to use from any thread."""

    def embed(self, samples: Float32) -> Float32:
        """Return [size], where a speaker's voice lies; unit length.

        Args:
            samples: [n] mono at SOURCE_RATE_HZ; a second at least of one person's speech.

        Raises:
            AudioError: nothing is heard in it.
        """
        ...

    def similarity(self, one: Float32, other: Float32) -> float:
        """How alike two voices are: 0 as strangers are, 1 as one person is to himself.

        Args:
            one: [size] speaker embedding of any length.
            other: [size] likewise.

        Returns:
            May be below 0 or above 1.
        """
        ...


def spoken_parts(samples: Float32) -> Float32:
    """Return [m], the samples without the long silences among and around the speech.

    Raises:
        AudioError: there is nothing but silence.
    """
    n_pieces = len(samples) // _PIECE_SAMPLES
    power = np.square(samples[: n_pieces * _PIECE_SAMPLES], dtype=np.float64)
    power = power.reshape(n_pieces, _PIECE_SAMPLES).mean(axis=1)
    if n_pieces == 0 or power.max() < 1e-10:
        raise AudioError(Code.NO_SPEECH)
    level = 10 * np.log10(np.maximum(power, 1e-12))
    quiet, loud = np.percentile(level, (5, 95))
    # Noise between the words is above the quietest moments by little; without pauses, though, the
    # quietest moments are speech.
    noise = min(quiet + _ABOVE_QUIET_DB, loud - _LEAST_BELOW_LOUD_DB)
    is_speech = level > max(noise, loud - _BELOW_LOUD_DB)
    around = np.convolve(is_speech, np.ones(_AROUND_PIECES), mode="same") > 0
    return samples[: n_pieces * _PIECE_SAMPLES].reshape(n_pieces, -1)[around].reshape(-1)


def between_cosines(one: Float32, other: Float32, lowest: float, highest: float) -> float:
    """Where the cosine of two embeddings lies on a scale from 0, `lowest`, to 1, `highest`."""
    lengths = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
    cosine = float(one @ other) / max(lengths, 1e-9)
    return (cosine - lowest) / (highest - lowest)


def in_words(value: float) -> str:
    """What a value on the scale means to a listener, as the end of a sentence."""
    if value >= 0.8:
        return "as near to you as another recording of yours, as far as is measured"
    if value >= 0.5:
        return "clearly like you, as far as is measured"
    if value >= 0.3:
        return "somewhat like you: the same kind of voice, not the same person"
    if value >= 0.1:
        return "a little like you: about as near as the nearest ready-made voice"
    return "not like you"
