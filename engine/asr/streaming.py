"""Decodes speech while it is being spoken, one step after another.

The open utterance is encoded again at every step (the encoder is cheap on a buffer of seconds),
the committed tokens are forced as the decoder's prefix, and a policy says how much of what
follows can be committed. Audio is cut off behind the last committed sentence, so cost and memory
do not grow with the length of the speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32, Int64, SampleIndex, source_samples
from engine.asr.guards import (
    GuardConfig,
    begins_again,
    goes_nowhere,
    heard_length,
    is_said_again,
    is_scrap,
    is_silence,
    is_unheard,
    repeated_run,
    repeats_context,
    restart,
    spoken_word,
    trusted_length,
)
from engine.asr.model import (
    EncodedSpeech,
    ShouldStop,
    SpeechHypothesis,
    SpeechModel,
    SpeechOptions,
)
from engine.asr.vad import SpeechFrame
from engine.effort import Effort
from engine.languages import LANGUAGES
from engine.languages.record import Polarity
from engine.policy import Hypothesis, Policy
from engine.sentences import ends_sentence
from engine.timed_text import TextUpdate, TimedText

_EDGE_MS: Final = 80
"""Text that attends to the newest sound is not worth guessing further, not even as tentative."""

_LONG_STEP_MS: Final = 3_000
"""With more than this waiting at once, a decoding step takes many times as long as it should."""

_CLOSING_TRIES: Final = 3
_SECOND_LOOKS: Final = 2
_LONE_WORDS: Final = 2
_SHORTEST_MS: Final = 200
"""Less than that holds no word."""

_WORTH_TRYING_MS: Final = 1_000
"""Behind text that could not be trusted, less than that is an end of breath and no words."""

_UNTOLD_MS: Final = 2_000
"""So much sound of an utterance behind its last word is more than that word and a pause: there was
speech, and the search ended before it. Behind a full stop it sometimes does."""

_MARKS: Final = frozenset(".,;:?!…")
"""Marks may follow a word that is already committed."""

_SILENCE_MS: Final = 3_000
"""What a text is compared with that may not have been heard."""

_NO_REPEAT_TOKENS: Final = 3
_COMPANY_PAUSE_MS: Final = 1_000
_SHORTEST_COMPANY_MS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechDecoderConfig:
    """How often to decode, how wide to search, what to believe.

    Attributes:
        step_ms: speech heard between two decoding steps.
        first_step_ms: speech heard before the first decoding step of an utterance.
        longest_step_ms: between two steps where sound is waiting: one step then covers all of
            it, as far as the model can hear so much at a time.
        rarer_steps: so many times as long a step is, at least, on a machine that is behind, and as
            many times again where steps are to be the fewest.
        pause_ms: a pause of this length inside an utterance is worth a step of its own.
        beams: beam width; 1 is greedy.
        tail_ms: silence kept behind the last word when an utterance ends.
        short_keep_ms: in place of the model's own on a machine that is far behind.
        short_limit_ms: likewise.
        stops_at_edge: whether text that reaches the newest sound, or goes nowhere, is not guessed
            further.
        lone_ms: an utterance that is no longer, margins included, is decoded when it is over,
            together with the speech before it: models hear anything in a lone word.
        company_ms: so much of the speech before it.
        weighs_evidence: whether text that is as likely in silence is taken for invented.
    """

    step_ms: int = 300
    first_step_ms: int = 1_000
    longest_step_ms: int = 5_000
    rarer_steps: int = 2
    pause_ms: int = 256
    beams: int = 5
    tail_ms: int = 320
    short_keep_ms: int = 3_000
    short_limit_ms: int = 6_000
    stops_at_edge: bool = True
    lone_ms: int = 1_500
    company_ms: int = 6_000
    weighs_evidence: bool = True
    guards: GuardConfig = field(default_factory=GuardConfig)

    def __post_init__(self) -> None:
        if not 0 < self.step_ms <= self.longest_step_ms or self.first_step_ms < 1:
            raise ValueError("0 < step_ms <= longest_step_ms and 0 < first_step_ms must hold")
        if not 0 < self.short_keep_ms < self.short_limit_ms or self.rarer_steps < 1:
            raise ValueError("0 < short_keep_ms < short_limit_ms and rarer_steps >= 1 must hold")


@dataclass(frozen=True, slots=True)
class _Company:
    """Speech that a lone word is heard with.

    Attributes:
        samples: the beginning of the utterance before it.
        tokens: all of its text; none where more was said than the samples hold.
    """

    samples: Float32
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Polarities:
    """How a language denies, and the one that it is translated into."""

    source: Polarity
    target: Polarity


class SpeechDecoder:
    """Push the frames of utterances, get text that grows.

    Args:
        model: shared, immutable.
        policy: this stream's own.
        source: language of the speech.
        target: language to write; the same one for a transcript.
        config: see SpeechDecoderConfig.
        words: to listen for, the most important first.

    Raises:
        ValueError: the model does not write the target, or hears too little at a time for a step.
    """

    def __init__(
        self,
        model: SpeechModel,
        policy: Policy,
        *,
        source: str,
        target: str,
        config: SpeechDecoderConfig,
        words: Sequence[str] = (),
    ) -> None:
        if not model.writes(source=source, target=target):
            raise ValueError(f"this speech model does not write {target!r} from {source!r}")
        self._model = model
        self._traits = model.traits
        self._polarities = _polarities(model, source=source, target=target)
        self._bias = model.bias(words, target=target) if words else None
        self._policy = policy
        self._source = source
        self._target = target
        self._config = config
        # Between two steps the audio grows beyond the limit by a step.
        spare_ms = self._traits.max_ms - self._traits.limit_ms
        self._longest_step_ms = min(config.longest_step_ms, spare_ms)
        if self._longest_step_ms < config.step_ms:
            raise ValueError(f"this speech model cannot hear {config.step_ms} ms beyond its limit")
        frame_ms = -(-self._traits.frame_samples * 1000 // SOURCE_RATE_HZ)
        self._silence: EncodedSpeech | None = None
        self._guards = replace(config.guards, stalled_ms=max(config.guards.stalled_ms, frame_ms))
        self.reset()

    def reset(self) -> None:
        """Forget everything, as a new object would."""
        self._context: tuple[int, ...] = ()
        self._effort = Effort.FULL
        self._company: _Company | None = None
        self._open(0)

    def _open(self, start: SampleIndex) -> None:
        self._audio: list[Float32] = []
        self._start = start
        self._n_samples = 0
        self._pause = 0
        self._no_repeat_tokens = 0
        self._next_step = source_samples(self._config.first_step_ms)
        self._last_step = 0
        self._told_ms = 0.0
        self._committed: tuple[int, ...] = ()
        self._committed_ends: list[SampleIndex] = []
        self._barred: int | None = None
        self._newest: tuple[int, ...] = ()
        self._newest_attended = np.zeros(0, np.int64)
        self._last_end = start
        self._beginning: Float32 | None = None
        self._is_continued = False
        self._policy.reset()

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> TextUpdate | None:
        """Hear one frame of an utterance.

        Args:
            frame: the next frame, in order.
            backlog_ms: sound that waits behind it because the machine is slow; it is heard before
                the next step.
            effort: how much computing to spend from here on.

        Returns:
            None between decoding steps.
        """
        self._effort = effort
        if frame.opens:
            self._open(frame.start)
        self._audio.append(frame.samples)
        self._n_samples += len(frame.samples)
        self._pause = frame.silence
        if frame.closes:
            self._drop_tail(frame.silence)
            return self._close()
        pause = source_samples(self._config.pause_ms)
        at_pause = frame.silence - len(frame.samples) < pause <= frame.silence and not backlog_ms
        if frame.silence > pause:
            # What is silent adds nothing to what was heard at the pause.
            self._next_step += len(frame.samples)
        self._put_off_step(backlog_ms)
        if self._n_samples < self._next_step and not at_pause:
            return None
        progress = self._step()
        self._last_step = self._n_samples
        self._told_ms = backlog_ms
        self._next_step = self._n_samples + source_samples(self._step_ms(backlog_ms))
        return progress

    def _put_off_step(self, backlog_ms: float) -> None:
        """Let a step cover what came during the one before it, if that took very long.

        How long that would take was not known when it began, with nothing waiting. A step too soon
        would take as long, and what waits would be skipped.
        """
        since = self._n_samples - self._last_step
        is_new = since <= source_samples(self._step_ms(0)) and self._told_ms < self._config.step_ms
        if is_new and backlog_ms > _LONG_STEP_MS:
            covered = since + source_samples(int(backlog_ms))
            longest = source_samples(self._longest_step_ms)
            self._next_step = max(self._next_step, self._last_step + min(covered, longest))

    def _step_ms(self, backlog_ms: float) -> int:
        """Speech between this decoding step and the next."""
        step_ms = self._config.step_ms
        if self._effort is not Effort.FULL:
            step_ms *= self._config.rarer_steps
        if self._effort is Effort.FEWEST_STEPS:
            step_ms *= self._config.rarer_steps
        return min(max(step_ms, int(backlog_ms)), self._longest_step_ms)

    def _step(self) -> TextUpdate:
        hypothesis, attended = self._decode(self._buffer(), is_last=False)
        tokens, trusted = hypothesis.tokens, self._trusted(hypothesis, attended)
        if self._is_full:
            # Nothing of the sound that is let go may be lost, sure or not.
            stable = trusted
        else:
            stable = self._policy.stable(
                Hypothesis(
                    tokens=tokens[:trusted],
                    n_committed=len(self._committed),
                    attended=attended[:trusted],
                    n_source=self._whole_frames(self._n_samples),
                    log_probabilities=hypothesis.log_probabilities[:trusted],
                )
            )
        if trusted > len(self._committed):
            self._newest, self._newest_attended = tokens[:trusted], attended[:trusted]
        ends_here = hypothesis.is_finished and trusted == len(tokens)
        words = self._word_end(tokens[:trusted], stable, ends_here=ends_here)
        if self._is_lone:
            words = len(self._committed)
        elif (
            # A machine that is behind has no time to ask twice before the end.
            self._effort is Effort.FULL
            and words > len(self._committed)
            and trusted - len(self._committed) >= self._guards.unheard_tokens
            and not self._is_full
        ):
            heard = self._heard(hypothesis, trusted)
            if heard < trusted:
                trusted = self._word_end(tokens, heard, ends_here=False)
                words = min(words, trusted)
        repeat = self._said_again(hypothesis, words) if self._effort is Effort.FULL else None
        if repeat is not None:
            words = trusted = self._word_end(tokens, repeat, ends_here=False)
        barred: int | None = None
        doubtful = self._doubtful(hypothesis, attended, most=words)
        if doubtful is not None:
            words = trusted = doubtful
            barred = tokens[doubtful]
        if not self._is_full:
            words = min(words, self._settled(tokens[:trusted]))
        committed = self._commit(tokens[:words], attended[:words])
        if barred is not None:
            self._barred = barred
        tentative = self._timed(tokens[words:trusted], attended[words:trusted])
        self._let_go()
        return TextUpdate(committed=committed, tentative=tentative, closes=False)

    def _settled(self, tokens: tuple[int, ...]) -> int:
        """How many of the tokens what is said next does not change.

        Until the speaker pauses, the next word may come to stand before the last one, as adjectives
        do, or go on with its sentence.
        """
        end, n_committed = len(tokens), len(self._committed)
        if self._pause >= source_samples(self._config.pause_ms):
            return end
        while end > n_committed and not self._model.starts_word(tokens[end - 1]):
            end -= 1
        return max(end - 1, n_committed)

    def _close(self) -> TextUpdate:
        """Commit all that is left, also what comes after text that could not be trusted."""
        committed: tuple[TimedText, ...] = ()
        said = ""
        self._keep_beginning()
        for attempt in range(_CLOSING_TRIES):
            if self._n_samples < source_samples(_WORTH_TRYING_MS if attempt else _SHORTEST_MS):
                break
            if self._is_lone:
                committed += self._close_lone()
                break
            hypothesis, attended = self._decode(self._buffer(), is_last=True)
            if len(hypothesis.tokens) == len(self._committed):
                hypothesis, attended = self._heard_before(hypothesis, attended)
            trusted = self._before_scrap(hypothesis, attended)
            self._pass_over(said, hypothesis.tokens[:trusted])
            committed += self._commit(hypothesis.tokens[:trusted], attended[:trusted])
            is_whole = trusted == len(hypothesis.tokens) and self._untold_ms < _UNTOLD_MS
            if is_whole or not self._committed:
                break
            said = self._text(self._committed)
            self._forget(self._last_end, len(self._committed))
            # What was left once is worth the whole search.
            self._effort = Effort.FULL
        end = self._start + self._n_samples
        self._note_company()
        self._remember(self._committed)
        self._open(end)
        return TextUpdate(committed=committed, tentative=TimedText("", end, end), closes=True)

    def _pass_over(self, said: str, tokens: tuple[int, ...]) -> None:
        """Take the first word for committed if it is the last one before a cut.

        Behind text that was not trusted the cut may go through a word, which is then heard again.
        """
        end = self._word_end(tokens, 1, ends_here=True, forward=True)
        last, first = said.split()[-1:], self._text(tokens[:end]).split()
        if list(map(spoken_word, last)) == list(map(spoken_word, first)) != []:
            self._committed = tokens[:end]
            self._committed_ends = [self._last_end] * end

    @property
    def _untold_ms(self) -> float:
        """Sound behind the last word."""
        return (self._start + self._n_samples - self._last_end) * 1000 / SOURCE_RATE_HZ

    def _before_scrap(self, hypothesis: SpeechHypothesis, attended: Int64) -> int:
        """How many tokens of an utterance's last hypothesis are no invention, in whole words."""
        trusted = self._believed(hypothesis, attended)
        return self._word_end(hypothesis.tokens, trusted, ends_here=True)

    def _believed(self, hypothesis: SpeechHypothesis, attended: Int64) -> int:
        """The same, up to any token."""
        trusted = self._trusted(hypothesis, attended)
        tokens = hypothesis.tokens[:trusted]
        # What was cut off may have been all that told a scrap from a sentence.
        trusted = self._trusted_length(tokens, attended[:trusted])
        n_heard = self._whole_frames(self._n_samples)
        n_committed = len(self._committed)
        trusted = restart(
            tokens[:trusted],
            attended,
            n_committed=n_committed,
            n_heard=n_heard,
            config=self._guards,
        )
        tokens = tokens[:trusted]
        position = self._last_sentence(tokens)
        begins = position > 0 or ends_sentence(self._text(self._context), language=self._target)
        if begins and is_scrap(attended[:trusted], position, n_heard=n_heard, config=self._guards):
            return max(position, n_committed)
        heard = self._heard(hypothesis, trusted)
        if n_committed or trusted == 0:
            return heard
        is_lone = sum(map(self._model.starts_word, tokens)) <= _LONE_WORDS
        mean = float(hypothesis.log_probabilities[:trusted].mean())
        if (is_lone or not heard) and mean < self._guards.lone_log_probability:
            return 0
        # Of speech that was understood badly, something is better than nothing.
        return heard or trusted

    def _heard_before(
        self, hypothesis: SpeechHypothesis, attended: Int64
    ) -> tuple[SpeechHypothesis, Int64]:
        """For an end without text, what the step before it had, if the sound speaks for that.

        Behind a short word in a pause the search sometimes ends before the word.
        """
        n_committed = len(self._committed)
        tokens = self._newest
        if len(tokens) <= n_committed or tokens[:n_committed] != self._committed:
            return hypothesis, attended
        encoded = self._model.encode(self._buffer(), is_last=True)
        fresh = encoded.score(tokens, n_known=n_committed, source=self._source, target=self._target)
        before = replace(
            hypothesis,
            tokens=tokens,
            log_probabilities=np.concatenate([hypothesis.log_probabilities, fresh]),
            frames=self._newest_attended // self._traits.frame_samples,
        )
        evidence = float(self._evidence(before)[n_committed:].mean())
        is_likely = float(fresh.mean()) >= self._guards.mean_log_probability
        if is_likely and evidence >= self._guards.evidence:
            return before, self._newest_attended
        return hypothesis, attended

    def _heard(self, hypothesis: SpeechHypothesis, trusted: int) -> int:
        """How many of the trusted tokens the sound speaks for."""
        n_committed = len(self._committed)
        tokens = hypothesis.tokens[:trusted]
        if not self._config.weighs_evidence or trusted == n_committed:
            return trusted
        evidence = self._evidence(hypothesis)[:trusted]
        trusted = heard_length(evidence, n_committed=n_committed, config=self._guards)
        last = self._last_sentence(tokens[:trusted])
        fresh = max(last, n_committed)
        if (
            last
            and self._text(tokens[fresh:trusted]).strip(" .,;:?!…")
            and is_unheard(evidence[fresh:trusted], self._guards)
        ):
            return fresh
        return trusted

    def _evidence(self, hypothesis: SpeechHypothesis) -> Float32:
        """[n_tokens] What the sound adds to the log probability of each; 0 for committed ones."""
        if self._silence is None:
            silence = np.zeros(source_samples(_SILENCE_MS), np.float32)
            self._silence = self._model.encode(silence, is_last=False)
        n_committed = len(self._committed)
        evidence = np.zeros(len(hypothesis.tokens), np.float32)
        evidence[n_committed:] = hypothesis.log_probabilities[n_committed:] - self._silence.score(
            hypothesis.tokens, n_known=n_committed, source=self._source, target=self._target
        )
        return evidence

    def _trusted(self, hypothesis: SpeechHypothesis, attended: Int64) -> int:
        """How many tokens of a hypothesis are no invention."""
        n_committed = len(self._committed)
        fresh = hypothesis.log_probabilities[n_committed:]
        if is_silence(hypothesis.no_speech_probability, fresh, self._guards):
            return n_committed
        return self._trusted_length(hypothesis.tokens, attended)

    def _trusted_length(self, tokens: tuple[int, ...], attended: Int64) -> int:
        return trusted_length(
            tokens, attended, n_committed=len(self._committed), config=self._guards
        )

    def _decode(self, samples: Float32, *, is_last: bool) -> tuple[SpeechHypothesis, Int64]:
        """Decode the audio; return with it the sample, counted from its first, of each token."""
        encoded = self._model.encode(samples, is_last=is_last)
        n_samples = len(samples)
        hypothesis, attended = self._search(encoded, n_samples, is_last=is_last)
        if self._copies_context(hypothesis.tokens):
            self._context = ()
            hypothesis, attended = self._search(encoded, n_samples, is_last=is_last)
        for _ in range(_SECOND_LOOKS if is_last else 0):
            position = self._doubtful(
                hypothesis, attended, most=len(hypothesis.tokens), encoded=encoded
            )
            if position is None:
                break
            hypothesis, attended = self._search(
                encoded, n_samples, is_last=True, instead_of=(hypothesis, position)
            )
        # A text that has no end is a loop.
        if is_last and (
            not hypothesis.is_finished
            or self._said_again(hypothesis, len(hypothesis.tokens)) is not None
        ):
            self._no_repeat_tokens = _NO_REPEAT_TOKENS
            hypothesis, attended = self._search(encoded, n_samples, is_last=is_last)
        return hypothesis, attended

    def _doubtful(
        self,
        hypothesis: SpeechHypothesis,
        attended: Int64,
        *,
        most: int,
        encoded: EncodedSpeech | None = None,
    ) -> int | None:
        """Where a word that the model doubts says again what stands before it, or denies it.

        Only words that begin before the token `most` are judged: to judge one may take a search.
        """
        tokens = hypothesis.tokens[: self._trusted_length(hypothesis.tokens, attended)]
        starts = [
            position
            for position, token in enumerate(tokens)
            if position == 0 or self._model.starts_word(token)
        ]
        texts = [self._text(tokens[start:end]) for start, end in pairwise([*starts, len(tokens)])]
        words = [spoken_word(text) for text in texts]
        for number, start in enumerate(starts):
            if start >= most:
                break
            is_sure = hypothesis.log_probabilities[start] >= self._guards.doubted
            if start < len(self._committed) or is_sure:
                continue
            if is_said_again(words, number) or self._is_denial(texts[number], encoded):
                return start
        return None

    def _is_denial(self, word: str, encoded: EncodedSpeech | None) -> bool:
        """Whether a word denies something where the speaker denies nothing."""
        if self._polarities is None or not self._polarities.target.negates(word):
            return False
        encoded = encoded or self._model.encode(self._buffer(), is_last=False)
        said = encoded.decode(
            source=self._source,
            target=self._source,
            options=SpeechOptions(max_new_tokens=self._most_tokens(self._n_samples)),
        )
        return not self._polarities.source.negates(self._text(said.tokens))

    def _copies_context(self, tokens: tuple[int, ...]) -> bool:
        if repeats_context(self._context, tokens[len(self._committed) :]):
            return True
        is_new = not self._committed and bool(self._context)
        return is_new and begins_again(self._text(self._context), self._text(tokens))

    def _said_again(self, hypothesis: SpeechHypothesis, n_tokens: int) -> int | None:
        """Where the text repeats at once what it said though the sound does not speak for that.

        From then on the search does not repeat itself while this utterance lasts.
        """
        run = repeated_run(hypothesis.tokens[:n_tokens], n_committed=len(self._committed))
        if run is None or self._no_repeat_tokens or not self._config.weighs_evidence:
            return None
        if float(self._evidence(hypothesis)[slice(*run)].mean()) >= self._guards.mean_evidence:
            return None
        self._no_repeat_tokens = _NO_REPEAT_TOKENS
        return run[0]

    def _close_lone(self) -> tuple[TimedText, ...]:
        """Commit the one word or two of an utterance that is over, if they were understood.

        They are heard with the utterance before: in front of it, where models tell words from a
        pause best, or else behind it; alone only where they are beyond doubt.
        """
        samples = self._buffer()
        if self._company is not None:
            tokens, attended = self._before(samples, self._company)
            if not tokens:
                tokens, attended = self._behind(samples, self._company)
            if tokens:
                return self._commit(tokens, attended)
        hypothesis, attended = self._ask(self._model.encode(samples, is_last=True), len(samples))
        trusted = self._before_scrap(hypothesis, attended)
        sure = hypothesis.log_probabilities[:trusted]
        if trusted == 0 or float(sure.mean()) < self._guards.lone_log_probability:
            return ()
        return self._commit(hypothesis.tokens[:trusted], attended[:trusted])

    def _before(self, samples: Float32, company: _Company) -> tuple[tuple[int, ...], Int64]:
        """What is said in front of other speech, if the model ends it before that begins."""
        pause = np.zeros(source_samples(_COMPANY_PAUSE_MS), np.float32)
        together = np.concatenate([samples, pause, company.samples])
        border = len(samples) + len(pause) // 2
        theirs = len(samples) + 2 * len(pause)

        def is_theirs(_: tuple[int, ...], frame: int) -> bool:
            return frame * self._traits.frame_samples > theirs

        encoded = self._model.encode(together, is_last=True)
        found, attended = self._ask(encoded, len(together), should_stop=is_theirs)
        own = self._own_length(found.tokens, attended, border)
        return found.tokens[:own], attended[:own]

    def _behind(self, samples: Float32, company: _Company) -> tuple[tuple[int, ...], Int64]:
        """What is said behind other speech, whose text is known."""
        n_theirs = len(company.tokens)
        if n_theirs == 0:
            return (), np.zeros(0, np.int64)
        together = np.concatenate([company.samples, samples])
        encoded = self._model.encode(together, is_last=True)
        found, attended = self._ask(encoded, len(together), prefix=company.tokens)
        own = self._own_length(found.tokens[n_theirs:], attended[n_theirs:], len(together))
        return found.tokens[n_theirs : n_theirs + own], attended[n_theirs : n_theirs + own] - len(
            company.samples
        )

    def _own_length(self, tokens: tuple[int, ...], attended: Int64, border: int) -> int:
        """Leading tokens that end a phrase and come from before the border."""
        own = 0
        for position, token in enumerate(tokens):
            text = self._text((token,)).strip()
            is_mark = text[:1] in _MARKS
            if attended[position] >= border and not is_mark:
                break
            if text[-1:] in _MARKS and (position or not is_mark):
                own = position + 1
        return own

    def _search(
        self,
        encoded: EncodedSpeech,
        n_samples: int,
        *,
        is_last: bool,
        instead_of: tuple[SpeechHypothesis, int] | None = None,
    ) -> tuple[SpeechHypothesis, Int64]:
        """Search behind what is committed, or on from a part of a text in another way."""
        edge = self._whole_frames(n_samples) - source_samples(_EDGE_MS)
        sources = [end - self._traits.frame_samples - self._start for end in self._committed_ends]

        def is_over(tokens: tuple[int, ...], frame: int) -> bool:
            """Whether the newest token, or all that follows, is not worth guessing."""
            newest = frame * self._traits.frame_samples
            sources[len(tokens) - 1 :] = [newest]
            if newest >= edge:
                return True
            attended = np.array(sources, np.int64)
            return len(sources) == len(tokens) and goes_nowhere(tokens, attended, self._guards)

        is_free = is_last or self._is_full or not self._config.stops_at_edge
        prefix, not_first = self._committed, self._barred
        if instead_of is not None:
            before, position = instead_of
            prefix, not_first = before.tokens[:position], before.tokens[position]
        found, attended = self._ask(
            encoded,
            n_samples,
            context=self._context,
            prefix=prefix,
            not_first=not_first,
            should_stop=None if is_free else is_over,
        )
        if instead_of is not None:
            known, new = before.log_probabilities[:position], found.log_probabilities[position:]
            found = replace(found, log_probabilities=np.concatenate([known, new]))
        return found, attended

    def _ask(
        self,
        encoded: EncodedSpeech,
        n_samples: int,
        *,
        context: tuple[int, ...] = (),
        prefix: tuple[int, ...] = (),
        not_first: int | None = None,
        should_stop: ShouldStop | None = None,
    ) -> tuple[SpeechHypothesis, Int64]:
        """What the model hears, and the sample that each token comes from."""
        found = encoded.decode(
            source=self._source,
            target=self._target,
            context=context,
            prefix=prefix,
            options=SpeechOptions(
                beams=1 if self._is_short else self._config.beams,
                max_new_tokens=max(8, self._most_tokens(n_samples) - len(prefix)),
                bias=self._bias,
                no_repeat_tokens=self._no_repeat_tokens,
                not_first=not_first,
            ),
            should_stop=should_stop,
        )
        return found, found.frames * self._traits.frame_samples

    def _most_tokens(self, n_samples: int) -> int:
        return int(n_samples / SOURCE_RATE_HZ * self._traits.tokens_per_s) + 8

    def _whole_frames(self, n_samples: int) -> int:
        """Samples of the source frames that are full."""
        return n_samples - n_samples % self._traits.frame_samples

    def _commit(self, tokens: tuple[int, ...], attended: Int64) -> tuple[TimedText, ...]:
        """Commit up to the end of `tokens`; one stretch a word."""
        known = len(self._committed)
        words: list[TimedText] = []
        self._barred = None if known < len(tokens) else self._barred
        while known < len(tokens):
            end = self._word_end(tokens, known + 1, ends_here=True, forward=True)
            stretch = self._timed(tokens[known:end], attended[known:end])
            self._last_end = stretch.end
            self._committed_ends += [stretch.end] * (end - known)
            self._committed = tokens[:end]
            known = end
            words.append(stretch)
        return tuple(words)

    def _timed(self, tokens: Sequence[int], attended: Int64) -> TimedText:
        """Text of `tokens` and the source they come from, never before what was committed."""
        if len(tokens) == 0:
            return TimedText("", self._last_end, self._last_end)
        # Silence that was let go at the end may already have been attended to.
        limit = max(self._start + self._n_samples, self._last_end)
        first = self._start + int(attended.min())
        last = self._start + int(attended.max()) + self._traits.frame_samples
        start = min(max(first, self._last_end), limit)
        return TimedText(self._text(tokens), start, min(max(last, start), limit))

    def _text(self, tokens: Sequence[int]) -> str:
        return self._model.text(tokens)

    def _word_end(
        self, tokens: tuple[int, ...], position: int, *, ends_here: bool, forward: bool = False
    ) -> int:
        """Nearest word boundary to `position`: at or before it, or (forward) at or after it."""
        step = 1 if forward else -1
        lowest = len(self._committed)
        while lowest < position < len(tokens) and not self._starts_word(tokens[position]):
            position += step
        if position >= len(tokens) and not ends_here:
            position = len(tokens) - 1
            while position > lowest and not self._starts_word(tokens[position]):
                position -= 1
        return max(min(position, len(tokens)), lowest)

    def _starts_word(self, token: int) -> bool:
        return self._model.starts_word(token) or self._text((token,))[:1] in _MARKS

    def _buffer(self) -> Float32:
        if len(self._audio) > 1:
            self._audio = [np.concatenate(self._audio)]
        return self._audio[0]

    def _drop_tail(self, silence: int) -> None:
        """Let go of most of the silence that ended the utterance."""
        surplus = silence - source_samples(self._config.tail_ms)
        if 0 < surplus < self._n_samples:
            self._n_samples -= surplus
            self._audio = [self._buffer()[: self._n_samples]]
        self._pause = 0

    @property
    def _is_lone(self) -> bool:
        # A pause may turn out to be the end.
        surplus = max(self._pause - source_samples(self._config.tail_ms), 0)
        is_short = self._n_samples - surplus < source_samples(self._config.lone_ms)
        return is_short and not self._is_continued and not self._committed

    def _keep_beginning(self) -> None:
        """Keep how an utterance begins: it may have to keep a lone word company."""
        if self._beginning is None and self._n_samples >= source_samples(_SHORTEST_COMPANY_MS):
            self._beginning = self._buffer()[: source_samples(self._config.company_ms)].copy()

    def _note_company(self) -> None:
        if self._beginning is None or not (self._committed or self._is_continued):
            return
        is_whole = not self._is_continued and len(self._beginning) == self._n_samples
        self._company = _Company(self._beginning, self._committed if is_whole else ())

    @property
    def _is_short(self) -> bool:
        return self._effort.rank >= Effort.SHORT_BUFFER.rank

    @property
    def _keep_ms(self) -> int:
        keep_ms = self._traits.keep_ms
        return min(keep_ms, self._config.short_keep_ms) if self._is_short else keep_ms

    @property
    def _is_full(self) -> bool:
        limit_ms = self._traits.limit_ms
        if self._is_short:
            limit_ms = min(limit_ms, self._config.short_limit_ms)
        return self._n_samples >= source_samples(limit_ms)

    def _let_go(self) -> None:
        """Cut the audio behind a committed sentence, or where it must be, behind a word."""
        if self._n_samples < source_samples(self._keep_ms):
            return
        self._keep_beginning()
        if cut := self._last_sentence(self._committed):
            self._forget(self._committed_ends[cut - 1], cut)
        if self._is_full and self._committed:
            self._forget(self._committed_ends[-1], len(self._committed))
        if self._is_full:
            # All text that it gave is committed and lies before this: here is no speech.
            keep = source_samples(self._keep_ms)
            self._forget(self._start + self._n_samples - keep, len(self._committed))

    def _last_sentence(self, tokens: tuple[int, ...]) -> int:
        """Tokens up to the last sentence end that more text follows; 0 where there is none."""
        for position in range(len(tokens) - 1, 0, -1):
            text = self._text(tokens[:position])
            after = self._text(tokens[position : position + 1])
            if ends_sentence(text, language=self._target, after=after.strip()):
                return position
        return 0

    def _forget(self, end: SampleIndex, n_tokens: int) -> None:
        self._is_continued = True
        dropped = min(max(end - self._start, 0), self._n_samples)
        self._remember(self._committed[:n_tokens])
        self._audio = [self._buffer()[dropped:].copy()]
        self._n_samples -= dropped
        self._start += dropped
        self._committed = self._committed[n_tokens:]
        self._committed_ends = self._committed_ends[n_tokens:]
        self._policy.cut(n_tokens)

    def _remember(self, tokens: tuple[int, ...]) -> None:
        keep = self._traits.context_tokens
        self._context = (self._context + tokens)[-keep:] if keep else ()


def _polarities(model: SpeechModel, *, source: str, target: str) -> _Polarities | None:
    """How both languages deny, where that is known and what is said can be written down as well."""
    if source == target or not model.writes(source=source, target=source):
        return None
    if source not in LANGUAGES or target not in LANGUAGES:
        return None
    spoken, written = LANGUAGES[source].polarity, LANGUAGES[target].polarity
    return _Polarities(spoken, written) if spoken.negation and written.negation else None
