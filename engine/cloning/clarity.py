"""Whether a voice is understood as well as a ready-made one."""

from collections.abc import Callable, Sequence
from typing import Final

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.metrics.word_errors import word_error_rate
from engine.models.whisper import WhisperModel
from engine.models.whisper_decoding import DecodingOptions, decode

_MOST_TOKENS: Final = 60

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


def mean_word_errors(
    said: Sequence[tuple[str, str]], spoken: Sequence[Float32], understand: Understand
) -> float:
    """Return the word error rate of transcripts, the mean over the sentences.

    Args:
        said: pairs of a language and a sentence.
        spoken: each sentence's speech, mono at SOURCE_RATE_HZ.
        understand: transcribes.
    """
    # A transcript that goes round in circles can be wrong more often than there are words.
    rates = [
        min(1.0, word_error_rate(text, understand(speech, language)))
        for (language, text), speech in zip(said, spoken, strict=True)
    ]
    return sum(rates) / len(rates)
