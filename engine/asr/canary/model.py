"""Canary as a speech model: what it hears and writes, and how it listens to a live buffer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.bias import SpeechBias, TokenBias, beginnings
from engine.asr.canary.decoding import SearchLimits, score, search
from engine.asr.canary.features import NemoLogMel
from engine.asr.canary.network import (
    FEATURES_PER_FRAME,
    FRAME_SAMPLES,
    CanaryNetwork,
    DecoderState,
)
from engine.asr.canary.tokenizer import SPACE, CanaryTokenizer
from engine.asr.guards import is_untranslated
from engine.asr.model import ShouldStop, SpeechHypothesis, SpeechOptions, SpeechTraits
from engine.errors import AudioError, ModelError
from engine.messages import Code
from engine.onnx import Runtime

_TRAITS: Final = SpeechTraits(
    frame_samples=FRAME_SAMPLES,
    max_samples=20 * SOURCE_RATE_HZ,
    # Behind about 10 s of one buffer the small model loses its place.
    keep_ms=5_000,
    limit_ms=8_000,
    context_tokens=0,
    tokens_per_s=9.0,
)

LEAD_IN_FRAMES: Final = 8
"""Of silence in front of what is heard. Speech that sets in with the first sample is often answered
with nothing; and the first eight frames draw attention whatever they hold, so that NeMo's own
AlignAtt decoding leaves them out (sinks, asr/parts/submodules/aed_decoding)."""

_SILENCE_PERCENTILE: Final = 10.0
"""The lead-in sounds like the quietest tenth of what is heard."""

_SPEECH_ABOVE_SILENCE: Final = 1.7
"""In deviations, averaged over the bands: frames of speech rise so far above the quietest tenth,
those of even noise do not."""


class CanaryModel:
    """The weights of one Canary model, loaded; a SpeechModel.

    Args:
        folder: of the installed pack.
        runtime: how to run it.

    Raises:
        ModelError: a file is missing or damaged.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.network: CanaryNetwork = CanaryNetwork(folder, runtime=runtime)
        self.tokenizer: CanaryTokenizer = CanaryTokenizer(folder / "vocab.txt")
        if self.tokenizer.size != self.network.config.vocab_size:
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file="vocab.txt",
                detail=f"it has {self.tokenizer.size} tokens and the decoder "
                f"{self.network.config.vocab_size}",
            )
        self._features = NemoLogMel(self.network.config.n_mels)
        special = self.tokenizer.special
        self._end_of_text = special("<|endoftext|>")
        self._no_speech = special("<|nospeech|>")
        # NeMo's prompt template "canary2": context (none), emotion, languages, then what to write.
        # It is one text to the tokenizer. A single SentencePiece vocabulary puts its space in front
        # of all text, and so of this: canary-1b-v2 was trained with ten tokens, which onnx-asr and
        # FluidAudio give it too (Transformers leaves the space out). An aggregate vocabulary does
        # not: with a space in front, word error rates of the flash models were reported as 14 %
        # instead of 9 % on English, 14 % instead of 7 % on German and 13 % instead of 7 % on
        # Spanish (soniqo/speech-core#122, euhadra).
        self._before = (
            *(() if self.tokenizer.is_aggregate else (special(SPACE),)),
            special("<|startofcontext|>"),
            special("<|startoftranscript|>"),
            special("<|emo:undefined|>"),
        )
        self._after = (
            special("<|pnc|>"),
            special("<|noitn|>"),
            special("<|notimestamp|>"),
            special("<|nodiarize|>"),
        )

    @property
    def traits(self) -> SpeechTraits:
        """See SpeechModel."""
        return _TRAITS

    def writes(self, *, source: str, target: str) -> bool:
        """Whether it was trained to: transcripts, and translations from and to English."""
        known = self.tokenizer.knows_language(source) and self.tokenizer.knows_language(target)
        return known and (source == target or "en" in {source, target})

    def encode(self, samples: Float32, *, is_last: bool) -> "CanarySpeech":
        """See SpeechModel."""
        if samples.size > _TRAITS.max_samples:
            raise AudioError(
                Code.AUDIO_TOO_LONG,
                longest_s=_TRAITS.max_samples // SOURCE_RATE_HZ,
                length_s=f"{samples.size / SOURCE_RATE_HZ:.1f}",
            )
        features = self._features(samples)
        silence = np.percentile(features, _SILENCE_PERCENTILE, axis=1, keepdims=True)
        lead_in = np.repeat(silence.astype(np.float32), LEAD_IN_FRAMES * FEATURES_PER_FRAME, axis=1)
        return CanarySpeech(
            model=self,
            heard=self.network.encode(np.concatenate([lead_in, features], axis=1)),
            last_speech_frame=_last_speech_frame(features - silence),
            is_last=is_last,
        )

    def decode(
        self,
        speech: "CanarySpeech",
        *,
        source: str,
        target: str,
        prefix: Sequence[int],
        options: SpeechOptions,
        should_stop: ShouldStop | None,
    ) -> SpeechHypothesis:
        """Find what was said; see EncodedSpeech."""
        if not self.writes(source=source, target=target):
            raise ValueError(f"this Canary model does not write {target!r} from {source!r}")
        limits = SearchLimits(
            end_of_text=self._end_of_text,
            no_speech=self._no_speech,
            writable=self.tokenizer.writable(target),
            last_speech_frame=speech.last_speech_frame,
            n_lead_in_frames=LEAD_IN_FRAMES,
            max_new_tokens=options.max_new_tokens,
            bias=None if options.bias is None else options.bias.tokens,
            no_repeat_tokens=options.no_repeat_tokens,
            not_first=options.not_first,
        )

        def find(limits: SearchLimits) -> SpeechHypothesis:
            return search(
                self.network,
                speech.heard,
                prompt=self.prompt(source=source, target=target),
                prefix=prefix,
                limits=limits,
                should_stop=should_stop,
            )

        def is_translated(found: SpeechHypothesis) -> bool:
            text = self.text(found.tokens[len(prefix) :])
            return not is_untranslated(text, source=source, target=target)

        found = find(limits)
        if is_translated(found):
            return found
        # The first word decides which language the others are in. While speech goes on the next
        # sound will tell; at its end one more try has to.
        if speech.is_last:
            other = find(replace(limits, not_first=found.tokens[len(prefix)]))
            if is_translated(other):
                return other
        return _beginning(found, len(prefix))

    def score(
        self,
        speech: "CanarySpeech",
        tokens: Sequence[int],
        *,
        n_known: int,
        source: str,
        target: str,
    ) -> Float32:
        """How likely a text is; see EncodedSpeech."""
        if not self.writes(source=source, target=target):
            raise ValueError(f"this Canary model does not write {target!r} from {source!r}")
        prompt = self.prompt(source=source, target=target)
        return score(self.network, speech.heard, prompt=prompt, tokens=tokens, n_known=n_known)

    def prompt(self, *, source: str, target: str) -> tuple[int, ...]:
        """The tokens that say what to do: punctuated text, nothing else."""
        special = self.tokenizer.special
        return (*self._before, special(f"<|{source}|>"), special(f"<|{target}|>"), *self._after)

    def text(self, tokens: Sequence[int]) -> str:
        """See SpeechModel."""
        return self.tokenizer.decode(tokens)

    def starts_word(self, token: int) -> bool:
        """See SpeechModel."""
        return self.tokenizer.starts_word(token)

    def bias(self, words: Sequence[str], *, target: str) -> SpeechBias:
        """See SpeechModel; the model takes no prompt."""
        spelt = (self.tokenizer.encode(word, target) for word in beginnings(words))
        return SpeechBias(tokens=TokenBias(tokens for tokens in spelt if tokens))


@dataclass(frozen=True, slots=True, kw_only=True)
class CanarySpeech:
    """Speech that a model has heard; an EncodedSpeech.

    Attributes:
        heard: lead-in included.
        last_speech_frame: the last source frame that holds speech, -1 where none does.
        is_last: whether the utterance ends with it.
    """

    model: CanaryModel
    heard: DecoderState
    last_speech_frame: int
    is_last: bool

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
        """See EncodedSpeech; the model takes no context."""
        del context
        return self.model.decode(
            self,
            source=source,
            target=target,
            prefix=prefix,
            options=options,
            should_stop=should_stop,
        )

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        """See EncodedSpeech."""
        return self.model.score(self, tokens, n_known=n_known, source=source, target=target)


def _beginning(found: SpeechHypothesis, n_tokens: int) -> SpeechHypothesis:
    """A text that was not brought to its end."""
    return replace(
        found,
        tokens=found.tokens[:n_tokens],
        log_probabilities=found.log_probabilities[:n_tokens],
        frames=found.frames[:n_tokens],
        is_finished=False,
    )


def _last_speech_frame(above_silence: Float32) -> int:
    """The last source frame that holds speech, -1 where none does.

    Args:
        above_silence: [n_mels, n] features less those of silence.
    """
    loud = np.flatnonzero(above_silence.mean(axis=0) > _SPEECH_ABOVE_SILENCE)
    return int(loud[-1]) // FEATURES_PER_FRAME if loud.size else -1


def load_canary(folder: Path, runtime: Runtime) -> CanaryModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = CanaryModel(folder, runtime=runtime)
    heard = model.encode(np.zeros(SOURCE_RATE_HZ, np.float32), is_last=True).heard
    model.network.step(model.prompt(source="en", target="en"), heard)
    return model
