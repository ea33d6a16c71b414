"""Text translation behind speech that is still going on.

The source sentence grows word by word. At each step the whole of it, its tentative tail included,
is translated again with the committed target forced as prefix; a policy keeps back the target
tokens that attend to source which is new or tentative. A finished sentence is committed whole.
"""

from dataclasses import dataclass

import numpy as np

from engine.mt.model import TextHypothesis, TextModel, TextOptions
from engine.policy import Hypothesis, Policy
from engine.sentences import ends_sentence
from engine.timed_text import TextUpdate, TimedText


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTranslatorConfig:
    """How the text model searches, and when a sentence without an end is cut.

    Attributes:
        beams: beam width; 1 is greedy.
        limit_chars: a source sentence that grows past it is committed as if it ended.
    """

    beams: int = 1
    limit_chars: int = 400

    def __post_init__(self) -> None:
        if self.beams < 1 or self.limit_chars < 1:
            raise ValueError("beams and limit_chars must be at least 1")


class TextTranslator:
    """Push the progress of a source text, get the progress of its translation.

    Args:
        model: shared, immutable.
        policy: this stream's own.
        language: of the source text.
        config: see TextTranslatorConfig.
    """

    def __init__(
        self,
        model: TextModel,
        policy: Policy,
        *,
        language: str,
        config: TextTranslatorConfig | None = None,
    ) -> None:
        self._model = model
        self._policy = policy
        self._language = language
        self._config = config or TextTranslatorConfig()
        self.reset()

    def reset(self) -> None:
        """Forget everything, as a new object would."""
        self._words: list[TimedText] = []
        self._target: tuple[int, ...] = ()
        self._policy.reset()

    def push(self, update: TextUpdate) -> TextUpdate:
        """Take new source words and the tentative tail; return new target words and theirs."""
        committed: list[TimedText] = []
        for word in update.committed:
            self._words.append(word)
            source = self._source
            is_long = len(source) > self._config.limit_chars
            if is_long or ends_sentence(source, language=self._language):
                committed += self._finish()
        if update.closes:
            if self._words:
                committed += self._finish()
            end = update.tentative.end
            return TextUpdate(
                committed=tuple(committed), tentative=TimedText("", end, end), closes=True
            )
        more, tentative = self._step(update.tentative)
        return TextUpdate(committed=(*committed, *more), tentative=tentative, closes=False)

    @property
    def _source(self) -> str:
        return "".join(word.text for word in self._words).strip()

    def _finish(self) -> list[TimedText]:
        """Translate the sentence for good and begin the next."""
        hypothesis = self._translate(self._source)
        committed = self._commit(hypothesis, len(hypothesis.tokens))
        self.reset()
        return committed

    def _step(self, tail: TimedText) -> tuple[list[TimedText], TimedText]:
        certain = self._source
        source = (certain + tail.text).strip()
        if not source:
            return [], tail
        hypothesis = self._translate(source)
        attended = hypothesis.alignment.argmax(axis=1).astype(np.int64)
        if not self._words:
            # A translation of tentative words alone has nothing that it could be committed on.
            return [], TimedText(self._spaced(hypothesis.text), tail.start, tail.end)
        n_certain = sum(
            1 for piece in hypothesis.source_pieces if piece.end <= len(certain) and piece.end
        )
        stable = self._policy.stable(
            Hypothesis(
                tokens=hypothesis.tokens,
                n_committed=len(self._target),
                attended=attended,
                n_source=n_certain,
            )
        )
        while len(self._target) < stable and not self._is_boundary(hypothesis.tokens, stable):
            stable -= 1
        committed = self._commit(hypothesis, stable)
        rest = hypothesis.text[len(self._model.text(self._target, hypothesis.carried)) :]
        start = self._words[-1].end
        return committed, TimedText(self._spaced(rest), start, max(start, tail.end))

    def _translate(self, source: str) -> TextHypothesis:
        return self._model.translate(
            source, options=TextOptions(beams=self._config.beams), prefix=self._target
        )

    def _is_boundary(self, tokens: tuple[int, ...], position: int) -> bool:
        return position < len(tokens) and self._model.starts_word(tokens[position])

    def _commit(self, hypothesis: TextHypothesis, n_tokens: int) -> list[TimedText]:
        if n_tokens <= len(self._target):
            return []
        known = self._model.text(self._target, hypothesis.carried)
        text = self._model.text(hypothesis.tokens[:n_tokens], hypothesis.carried)[len(known) :]
        attended = hypothesis.alignment[len(self._target) : n_tokens].argmax(axis=1)
        first, last = self._span(hypothesis, int(attended.min()), int(attended.max()))
        text = self._spaced(text)
        self._target = hypothesis.tokens[:n_tokens]
        return [TimedText(text, first.start, last.end)]

    def _spaced(self, text: str) -> str:
        """A sentence's first word carries the space that parts it from the sentence before."""
        return text if not text or self._target or text[0].isspace() else f" {text}"

    def _span(
        self, hypothesis: TextHypothesis, first: int, last: int
    ) -> tuple[TimedText, TimedText]:
        """The source words that hold the first and the last attended piece."""
        pieces = hypothesis.source_pieces
        return (
            self._word_at(pieces[min(first, len(pieces) - 1)].start),
            self._word_at(pieces[min(last, len(pieces) - 1)].start),
        )

    def _word_at(self, char: int) -> TimedText:
        leading = len(self._words[0].text) - len(self._words[0].text.lstrip())
        position = -leading
        for word in self._words:
            position += len(word.text)
            if char < position:
                return word
        return self._words[-1]
