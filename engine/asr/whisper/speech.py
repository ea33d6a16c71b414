"""Whisper as a speech model: what the contract asks for, in Whisper's own way.

Whisper was trained on 30 s of audio, shorter speech followed by silence, and writes English from
any language that it hears, or the language itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, source_samples
from engine.asr.alignment import attended_frames
from engine.asr.bias import SpeechBias, TokenBias, beginnings
from engine.asr.guards import is_untranslated
from engine.asr.model import ShouldStop, SpeechHypothesis, SpeechOptions, SpeechTraits
from engine.asr.whisper.decoding import (
    DecodingOptions,
    Task,
    WhisperHypothesis,
    decode,
    no_speech_probability,
    score,
)
from engine.asr.whisper.model import FRAME_SAMPLES, EncodedAudio, WhisperModel
from engine.glossary import Term, TermFinder
from engine.onnx import Runtime

_ENGLISH: Final = "en"

_QUICK_BEAMS: Final = 2
"""A greedy search for words that are listened for misses some that two beams find."""

_EVIDENCE: Final = 2.0
"""So much more likely, in nats a token, has the sound to make a word that was shown; of those that
were said it makes each at least 3 more likely."""

_HOPELESS: Final = 4.0
"""A hypothesis that is so many nats less likely than another has won in no search of 20 recordings;
without them a decoding step needs fewer and smaller runs of the decoder."""

_NOBODY_SPEAKS: Final = 0.4
"""Above this probability of no speech nothing is listened for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperSettings:
    """How Whisper is listened with.

    Attributes:
        padding_ms: silence added behind the audio for the encoder: Whisper, trained on padded
            speech, ends its text by it, and without it often begins again from the start.
        imagines_silence: whether the end of an utterance is shown with silence of full length.
        prompt_tokens: for words that are listened for, shown before the context; what they cost is
            part of every decoding step.
        keep_ms, limit_ms, context_tokens, tokens_per_s: see SpeechTraits.
    """

    padding_ms: int = 2_000
    imagines_silence: bool = True
    prompt_tokens: int = 120
    keep_ms: int = 8_000
    limit_ms: int = 20_000
    context_tokens: int = 48
    tokens_per_s: float = 9.0


class WhisperSpeech:
    """A Whisper model that fulfils SpeechModel and LanguageDetector.

    Args:
        model: the loaded weights.
        settings: see WhisperSettings.
    """

    def __init__(self, model: WhisperModel, settings: WhisperSettings | None = None) -> None:
        self._model = model
        self._settings = settings or WhisperSettings()
        self.traits: SpeechTraits = SpeechTraits(
            frame_samples=FRAME_SAMPLES,
            max_samples=model.max_samples,
            keep_ms=self._settings.keep_ms,
            limit_ms=self._settings.limit_ms,
            context_tokens=self._settings.context_tokens,
            tokens_per_s=self._settings.tokens_per_s,
        )

    def writes(self, *, source: str, target: str) -> bool:
        """See SpeechModel."""
        # Models of English alone name no language.
        known = self._model.config.languages or (_ENGLISH,)
        return source in known and target in (source, _ENGLISH)

    def encode(self, samples: Float32, *, is_last: bool) -> "WhisperEncoding":
        """See SpeechModel.

        Where the speech ends, silence of full length lets the model see that it ended; while it
        goes on, the attention would rest there instead of on the newest sound.
        """
        n_padded = min(
            len(samples) + source_samples(self._settings.padding_ms), self._model.max_samples
        )
        encoded = self._model.encode(
            samples,
            padded_to_samples=n_padded,
            is_silence_imagined=is_last and self._settings.imagines_silence,
        )
        return WhisperEncoding(
            self._model, encoded, n_frames=n_padded // FRAME_SAMPLES, is_last=is_last
        )

    def text(self, tokens: Sequence[int]) -> str:
        """See SpeechModel."""
        return self._model.tokenizer.decode(tokens)

    def starts_word(self, token: int) -> bool:
        """See SpeechModel."""
        return self.text((token,))[:1].isspace()

    def bias(self, words: Sequence[str], *, target: str) -> SpeechBias:
        """See SpeechModel.

        Those that there is room for are shown, see WhisperEncoding.decode; towards the others
        every search leans.
        """
        encode = self._model.tokenizer.encode
        room = self._settings.prompt_tokens
        n_shown = 0
        while n_shown < len(words) and len(listed(self._model, words[: n_shown + 1])) <= room:
            n_shown += 1
        shown, others = tuple(words[:n_shown]), words[n_shown:]
        return SpeechBias(
            tokens=TokenBias(map(encode, beginnings(words))),
            shown=shown,
            unshown=TokenBias(map(encode, beginnings(others))) if others else None,
            finder=TermFinder(map(Term.name, shown), language=target),
        )

    def detect_language(self, samples: Float32, *, among: Sequence[str]) -> list[tuple[str, float]]:
        """See LanguageDetector."""
        # On bare seconds of speech Whisper is sure of itself and often wrong; it was trained on
        # padded ones.
        encoded = self._model.encode(samples, padded_to_samples=self._model.max_samples)
        return self._model.detect_language(encoded, among=among)


class WhisperEncoding:
    """Speech that Whisper has encoded; an EncodedSpeech.

    Args:
        model: that encoded it.
        encoded: the audio.
        n_frames: of the audio and the silence that was encoded with it.
        is_last: whether the utterance ends with it.
    """

    def __init__(
        self, model: WhisperModel, encoded: EncodedAudio, *, n_frames: int, is_last: bool
    ) -> None:
        self._model = model
        self._encoded = encoded
        self._n_frames = n_frames
        self._is_last = is_last

    @cached_property
    def _no_speech(self) -> float:
        return no_speech_probability(self._model, self._encoded)

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
        """See EncodedSpeech.

        Where a translation is asked for and the language itself is written, the text is held back
        while speech goes on, since the next sound will tell; at its end one more try has to.

        What Whisper is shown it hears, and it also writes as that is written: behind a list come
        more commas, capitals and names. So the words to listen for are shown to a quick search
        beside the real one, and to that, in a second try, only those that the quick one had.
        """
        task = _task(source, target)
        n_heard = self._encoded.n_samples // FRAME_SAMPLES

        def should_stop_at(tokens: tuple[int, ...], row: Float32) -> bool:
            # Tokens that have nothing to look for, the first of a text above all, rest their
            # attention on the padding: that says nothing about where the text is.
            return should_stop is not None and should_stop(
                tokens, int(row.mean(axis=0)[:n_heard].argmax())
            )

        # Who listens for words hears them in noise, too, and doubts less that somebody speaks.
        bias = options.bias
        if bias is not None and self._no_speech > _NOBODY_SPEAKS:
            bias = None

        def find(
            prompt: Sequence[int],
            *,
            beams: int = options.beams,
            leaning: TokenBias | None = None,
            not_first: int | None = options.not_first,
        ) -> WhisperHypothesis:
            return decode(
                self._model,
                self._encoded,
                language=source,
                task=task,
                prompt=prompt,
                prefix=prefix,
                options=DecodingOptions(
                    beams=beams,
                    max_new_tokens=options.max_new_tokens,
                    no_repeat_ngram_tokens=options.no_repeat_tokens,
                    hopeless=_HOPELESS,
                    score_prefix=False,
                    not_first=not_first,
                ),
                should_stop=None if should_stop is None else should_stop_at,
                bias=leaning,
            )

        def is_foreign(found: WhisperHypothesis) -> bool:
            text = self._model.tokenizer.decode(found.tokens[len(prefix) :])
            return is_untranslated(text, source=source, target=target, is_open=not self._is_last)

        found = find(context, leaning=None if bias is None else bias.unshown)
        if bias is not None and bias.shown:
            quick = find(
                (*listed(self._model, bias.shown), *context),
                beams=min(options.beams, _QUICK_BEAMS),
                leaning=bias.tokens,
            )
            new = self._new_words(bias, quick, found)
            words = self._heard_words(new, quick, n_known=len(prefix), source=source, target=target)
            if words:
                other = find((*listed(self._model, words), *context), leaning=bias.tokens)
                if self._new_words(bias, other, found) and not is_foreign(other):
                    found = other
        if is_foreign(found):
            # The first word decides which language the others are in, and what went before may
            # be what drew it into the wrong one.
            first = found.tokens[len(prefix)]
            other = find((), not_first=first) if self._is_last else found
            found = _beginning(found, len(prefix)) if is_foreign(other) else other
        return SpeechHypothesis(
            tokens=found.tokens,
            log_probabilities=found.log_probabilities,
            frames=attended_frames(found.alignment[:, :, : self._n_frames]),
            is_finished=found.is_finished,
            no_speech_probability=found.no_speech_probability,
        )

    def _new_words(
        self, bias: SpeechBias, found: WhisperHypothesis, before: WhisperHypothesis
    ) -> dict[str, tuple[int, int]]:
        """Words that are shown and that one text has more often than another; where they are."""
        text, other = (self._model.tokenizer.decode(one.tokens) for one in (found, before))
        known = bias.places(other)
        return {
            word: places[-1]
            for word, places in bias.places(text).items()
            if len(places) > len(known.get(word, ()))
        }

    def _heard_words(
        self,
        words: Mapping[str, tuple[int, int]],
        found: WhisperHypothesis,
        *,
        n_known: int,
        source: str,
        target: str,
    ) -> tuple[str, ...]:
        """Those of the words of a text that the sound makes more likely.

        What was shown is likely in any sound, and in silence as well.
        """
        if not words:
            return ()
        decode_text = self._model.tokenizer.decode
        silence = WhisperEncoding(self._model, self._model.silence, n_frames=0, is_last=True)
        with_sound, without = (
            one.score(found.tokens, n_known=n_known, source=source, target=target)
            for one in (self, silence)
        )
        ends = [len(decode_text(found.tokens[: n + 1])) for n in range(len(found.tokens))]
        starts = [0, *ends][:-1]
        return tuple(
            word
            for word, (start, end) in words.items()
            if (
                own := [
                    float(with_sound[n - n_known] - without[n - n_known])
                    for n in range(n_known, len(ends))
                    if starts[n] < end and start < ends[n]
                ]
            )
            and sum(own) / len(own) >= _EVIDENCE
        )

    def score(
        self, tokens: Sequence[int], *, n_known: int = 0, source: str, target: str
    ) -> Float32:
        """See EncodedSpeech."""
        return score(
            self._model,
            self._encoded,
            tokens,
            n_known=n_known,
            language=source,
            task=_task(source, target),
        )


def listed(model: WhisperModel, words: Sequence[str]) -> tuple[int, ...]:
    """Words as tokens to show, with commas, as OpenAI's guide to prompting Whisper does it."""
    return tuple(model.tokenizer.encode(f" {', '.join(words)}.")) if words else ()


def _task(source: str, target: str) -> Task:
    if target not in (source, _ENGLISH):
        raise ValueError(f"Whisper writes {source!r} or English from it, not {target!r}")
    return "transcribe" if source == target else "translate"


def _beginning(found: WhisperHypothesis, n_tokens: int) -> WhisperHypothesis:
    """A text that was not brought to its end."""
    return replace(
        found,
        tokens=found.tokens[:n_tokens],
        log_probabilities=found.log_probabilities[:n_tokens],
        alignment=found.alignment[:n_tokens],
        is_finished=False,
    )


def load_whisper(
    folder: Path, runtime: Runtime, *, settings: WhisperSettings | None = None
) -> WhisperSpeech:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = WhisperModel(folder, runtime=runtime)
    heard = model.encode(np.zeros(SOURCE_RATE_HZ, np.float32), is_silence_imagined=True)
    model.step(np.array([[model.config.start_of_transcript]]), model.initial_state(heard))
    return WhisperSpeech(model, settings)
