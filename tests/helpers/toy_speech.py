"""A speech family of a few lines: each word is a loudness of its own, and is heard by it.

What makes it a family unlike Whisper: frames of 80 ms, no context, no doubt about silence, no
detection of languages. Like every model it is wrong about the newest sound: a word that only
begins is taken for another one.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.bias import SpeechBias, TokenBias
from engine.asr.model import ShouldStop, SpeechHypothesis, SpeechOptions, SpeechTraits
from engine.errors import AudioError
from engine.messages import Code

FRAME_SAMPLES: Final = 1280
_SURE_FRAMES: Final = 3
"""A word at the end of the audio that is shorter is misheard."""

_LEVELS: Final = 100
_FIRST_LEVEL: Final = 15
"""Below it, a voice activity model takes a word for silence."""

_LOOP_TOKENS: Final = 30
_NOT_HEARD: Final = -9.0

WORDS: Final = (
    *(" one", " two", " three", " four", " five", " six", " seven", " eight", " nine", " ten"),
    *(" end.", " stop.", " why?", " hm", "-ing", ",", " around"),
)
"""By token; the last is what it repeats when it hears it, as models do that lose their place."""

LOOPING: Final = len(WORDS) - 1


def said(tokens: Sequence[int]) -> str:
    """What somebody says who says these words."""
    return "".join(WORDS[token] for token in tokens)


def sound(tokens: Sequence[int], *, frames: int | Sequence[int] = 4) -> Float32:
    """The sound of words, [n] at SOURCE_RATE_HZ; the same word twice in a row is one word."""
    lengths = [frames] * len(tokens) if isinstance(frames, int) else frames
    levels = [
        np.full(length * FRAME_SAMPLES, (_FIRST_LEVEL + token) / _LEVELS)
        for token, length in zip(tokens, lengths, strict=True)
    ]
    loud = np.concatenate([np.zeros(0), *levels])
    # As sound does, it swings around zero.
    return (loud * np.where(np.arange(len(loud)) % 2, 1, -1)).astype(np.float32)


class ToySpeech:
    """Hears French; writes it down, or in English, which has the same words. A SpeechModel."""

    traits = SpeechTraits(
        frame_samples=FRAME_SAMPLES,
        max_samples=15 * SOURCE_RATE_HZ,
        keep_ms=2_000,
        limit_ms=7_000,
        context_tokens=0,
        tokens_per_s=9.0,
    )

    def writes(self, *, source: str, target: str) -> bool:
        return source == "fr" and target in ("fr", "en")

    def encode(self, samples: Float32, *, is_last: bool) -> "ToyEncoding":
        if not 0 < len(samples) <= self.traits.max_samples:
            raise AudioError(Code.VERBATIM, text=f"a toy does not hear {len(samples)} samples")
        n_frames = len(samples) // FRAME_SAMPLES
        frames = np.abs(samples[: n_frames * FRAME_SAMPLES]).reshape(n_frames, FRAME_SAMPLES)
        # What most of a frame is, where two words meet in it.
        levels = np.rint(np.sort(frames, axis=1)[:, FRAME_SAMPLES // 2] * _LEVELS).astype(int)
        return ToyEncoding(levels.tolist(), is_last=is_last)

    def text(self, tokens: Sequence[int]) -> str:
        return said(tokens)

    def starts_word(self, token: int) -> bool:
        return WORDS[token][0] == " "

    def bias(self, words: Sequence[str], *, target: str) -> SpeechBias:
        assert target in ("fr", "en")
        tokens = [(WORDS.index(f" {word}"),) for word in words if f" {word}" in WORDS]
        return SpeechBias(tokens=TokenBias(tokens))


class ToyEncoding:
    def __init__(self, levels: list[int], *, is_last: bool) -> None:
        self._heard: list[tuple[int, int]] = []
        end = 0
        for level, run in groupby(levels):
            length = len(list(run))
            end += length
            if level < _FIRST_LEVEL:
                continue
            token = level - _FIRST_LEVEL
            if end == len(levels) and length < _SURE_FRAMES and not is_last:
                token = (token + 1) % LOOPING
            self._heard += [(token, end - 1)] * (_LOOP_TOKENS if token == LOOPING else 1)

    def decode(
        self,
        *,
        source: str,
        target: str,
        prefix: Sequence[int] = (),
        context: Sequence[int] = (),
        options: SpeechOptions,
        should_stop: ShouldStop | None = None,
    ) -> SpeechHypothesis:
        assert (source, target) in (("fr", "fr"), ("fr", "en"))
        assert not context
        tokens = list(prefix)
        frames = [frame for _, frame in self._heard[: len(prefix)]]
        frames += [0] * (len(prefix) - len(frames))
        fresh = self._heard[len(prefix) :]
        is_finished = len(fresh) <= options.max_new_tokens
        for token, frame in fresh[: options.max_new_tokens]:
            tokens.append(token)
            frames.append(frame)
            if should_stop is not None and should_stop(tuple(tokens), frame):
                is_finished = False
                break
        return SpeechHypothesis(
            tokens=tuple(tokens),
            log_probabilities=np.zeros(len(tokens), np.float32),
            frames=np.array(frames, np.int64),
            is_finished=is_finished,
            no_speech_probability=None,
        )

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        """As good as impossible is what it does not hear, but for a loop that has begun."""
        assert (source, target) in (("fr", "fr"), ("fr", "en"))
        heard = [token for token, _ in self._heard]
        likely = [
            heard[i : i + 1] == [token] or (token == LOOPING and tokens[max(i - 1, 0)] == LOOPING)
            for i, token in enumerate(tokens)
        ]
        return np.where(likely, 0.0, _NOT_HEARD).astype(np.float32)[n_known:]
