"""Which tokens Whisper may say next: masks on the logits before each choice."""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Float32
from engine.models.whisper_config import WhisperConfig

_NEVER = np.float32(-np.inf)


class TokenRules:
    """The rules of one decoding; see DecodingOptions for what each stands for.

    Args:
        config: of the model.
        suppress_blank: at the first step.
        suppress_non_speech: at every step.
        timestamps: apply the timestamp rules; otherwise no timestamp is ever allowed.
        max_initial_timestamp_frames: latest first timestamp.
        no_repeat_ngram_tokens: 0 for no such rule.
    """

    def __init__(
        self,
        config: WhisperConfig,
        *,
        suppress_blank: bool,
        suppress_non_speech: bool,
        timestamps: bool,
        max_initial_timestamp_frames: int,
        no_repeat_ngram_tokens: int,
    ) -> None:
        self._config = config
        always = set(config.suppressed) if suppress_non_speech else set()
        # Special tokens other than the end (and timestamps) are instructions, not answers.
        always |= set(range(config.end_of_text + 1, config.first_timestamp))
        self._always = np.array(sorted(always), np.int64)
        self._at_start = np.array(config.suppressed_at_start if suppress_blank else (), np.int64)
        self._timestamps = timestamps
        self._max_initial_timestamp_frames = max_initial_timestamp_frames
        self._no_repeat_ngram_tokens = no_repeat_ngram_tokens

    @property
    def need_sequences(self) -> bool:
        """Whether `apply` looks at what each beam has said."""
        return self._timestamps or self._no_repeat_ngram_tokens > 0

    def apply(
        self, logits: Float32, sequences: Sequence[tuple[int, ...]] | None, *, is_first: bool
    ) -> None:
        """Set the logits of tokens that are not allowed to minus infinity.

        Args:
            logits: [n_beams, vocab_size], changed in place.
            sequences: what each beam has said; only looked at where `need_sequences`.
            is_first: whether nothing has been said.
        """
        logits[:, self._always] = _NEVER
        if is_first:
            logits[:, self._at_start] = _NEVER
        if not self._timestamps:
            logits[:, self._config.first_timestamp :] = _NEVER
        for row, sequence in zip(logits, sequences or (), strict=bool(sequences)):
            if self._no_repeat_ngram_tokens:
                self._forbid_repetition(row, sequence)
            if self._timestamps:
                self._place_timestamps(row, sequence)

    def _forbid_repetition(self, row: Float32, sequence: tuple[int, ...]) -> None:
        n_before = self._no_repeat_ngram_tokens - 1
        if len(sequence) <= n_before:
            return
        last = sequence[len(sequence) - n_before :]
        for start in range(len(sequence) - n_before):
            if sequence[start : start + n_before] == last:
                row[sequence[start + n_before]] = _NEVER

    def _place_timestamps(self, row: Float32, sequence: tuple[int, ...]) -> None:
        """ApplyTimestampRules of openai/whisper (whisper/decoding.py)."""
        first = self._config.first_timestamp
        end = self._config.end_of_text
        row[self._config.no_timestamps] = _NEVER
        if not sequence:
            row[:first] = _NEVER
            row[first + self._max_initial_timestamp_frames + 1 :] = _NEVER
            return
        last_is = sequence[-1] >= first
        before_is = len(sequence) < 2 or sequence[-2] >= first
        if last_is and before_is:
            row[first:] = _NEVER
        elif last_is:
            row[:end] = _NEVER
        said = [token for token in sequence if token >= first]
        if said:
            # Timestamps never go back, and a segment is longer than nothing.
            earliest = said[-1] if last_is and not before_is else said[-1] + 1
            row[first:earliest] = _NEVER
        highest = row.max()
        weights = np.exp(row - highest)
        if weights[first:].sum() > weights[:first].max():
            row[:first] = _NEVER
