"""Cuts growing text into clauses that can be spoken before their sentence is complete."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from engine.arrays import SampleIndex
from engine.captions.line_breaks import (
    BEFORE_CONJUNCTION,
    BETWEEN_WORDS,
    break_cost,
)
from engine.languages import LANGUAGES, is_abbreviation, is_numbering
from engine.sentences import ends_sentence

# ruff: noqa: RUF001 - typographic and phonetic signs are meant as they stand


_WORD: Final = re.compile(r"\S+")
_CLOSERS: Final = "\"'”’»)]}"
_OPENERS: Final = "\"'“‘«([{¿¡„‚"
_SENTENCE_ENDS: Final = (".", "!", "?", "…")
_CLAUSE_ENDS: Final = (",", ";", ":")
_DASHES: Final = ("—", "–")
_LONE_MARKS: Final = ("!", "?", ";", ":")  # French sets them apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Text to be spoken in one breath.

    Attributes:
        text: without white space around it; clauses joined with spaces give the whole text.
        source_start: where the source speech begins that this text came from.
        source_end: where it ends.
        heard: source heard when its last word was committed.
    """

    text: str
    language: str
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex = 0


def split_clause(clause: Clause, *, least_share: float, least_words: int) -> list[Clause]:
    """Part a clause where a listener could pause, so that its beginning can be spoken first.

    The source is shared out evenly among the letters.

    Args:
        clause: to part in two.
        least_share: of its letters, which the first part has at least.
        least_words: which each part has at least.

    Returns:
        Two parts, or the clause alone where it has no such place.
    """
    words = list(_WORD.finditer(clause.text))
    for number in range(max(least_words, 1), len(words) - max(least_words, 1) + 1):
        end = words[number - 1].end()
        share = end / len(clause.text)
        cost = break_cost(words[number - 1][0], words[number][0], clause.language)
        if cost <= BETWEEN_WORDS and share >= least_share:
            return part_clause(clause, end)
    return [clause]


def part_clause(clause: Clause, end: int) -> list[Clause]:
    """Part a clause behind so many characters, if anything is left; the source is shared out."""
    if end >= len(clause.text):
        return [clause]
    share = end / len(clause.text)
    middle = round(clause.source_start + share * (clause.source_end - clause.source_start))
    return [
        replace(clause, text=clause.text[:end], source_end=middle),
        replace(clause, text=clause.text[end:].strip(), source_start=middle),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseConfig:
    """How many words a clause needs before each kind of boundary ends it.

    Attributes:
        sentence_words: at the end of a sentence; a shorter one is joined with the next.
        first_words: at a comma, at the beginning of an utterance.
        comma_words: at a comma, later on.
        opening_words: before a word that opens a clause, such as "because".
        most_words: before any word that may begin a clause without splitting a phrase; at twice
            as many, before any word.
        haste_words: of a clause that is cut off so that the voice need not wait.
    """

    sentence_words: int = 1
    first_words: int = 3
    comma_words: int = 4
    opening_words: int = 8
    most_words: int = 16
    haste_words: int = 2

    def __post_init__(self) -> None:
        if not 1 <= self.first_words <= self.comma_words <= self.opening_words <= self.most_words:
            raise ValueError(f"the word counts of {self} must be positive and must not decrease")
        if not 1 <= self.sentence_words <= self.opening_words:
            raise ValueError(
                f"sentence_words must be 1 to opening_words, not {self.sentence_words}"
            )


@dataclass(slots=True)
class _Piece:
    """Text that was pushed at once and is not cut off yet."""

    length: int
    source_start: SampleIndex
    source_end: SampleIndex
    heard: SampleIndex


class ClauseCutter:
    """Collects text and cuts it; the cuts do not depend on how the text was divided into pushes.

    The exception is text that ends in the middle of a word: push whole words.
    """

    def __init__(self, *, language: str, config: ClauseConfig) -> None:
        self._language = language
        self._config = config
        self._text = ""
        self._pieces: list[_Piece] = []
        self._at_start = True

    def push(
        self,
        text: str,
        *,
        source_start: SampleIndex,
        source_end: SampleIndex,
        heard: SampleIndex = 0,
    ) -> list[Clause]:
        """Add text, with its own leading space, and return the clauses that it completes."""
        if text:
            self._text += text
            self._pieces.append(_Piece(len(text), source_start, source_end, heard))
        return self._cut_all()

    def flush(self) -> list[Clause]:
        """Return everything that is left; the next text begins an utterance."""
        clauses = self._cut_all()
        rest = self._cut(len(self._text))
        if rest is not None:
            clauses.append(rest)
        self._at_start = True
        return clauses

    def hasten(self, *, expected: str = "") -> Clause | None:
        """Cut off what can be said already, as much of it as makes sense by itself.

        For when nothing else is left to say: the clause may end before any word that a line of
        text could begin with, but it is no scrap of a word or two.

        Args:
            expected: what will probably follow; says whether the last word may end the clause.
        """
        ends = self._phrase_ends(self._text, expected=expected)
        if not ends:
            return None
        self._at_start = False
        return self._cut(ends[-1])

    def guess(self, *, expected: str) -> str:
        """The first phrase that could be said if what is expected is pushed; empty without one.

        It is no more than `take` may find once that was pushed.
        """
        text = self._text + expected
        ends = self._phrase_ends(text)
        words = [match for match in _WORD.finditer(text) if match.end() <= (ends or [0])[0]]
        for match, after in pairwise(words):
            if ends_sentence(match[0], language=self._language, after=after[0]):
                return ""
        return text[: ends[0]].strip() if ends and ends[0] > len(self._text) else ""

    def take(self, phrase: str) -> Clause | None:
        """Cut off a phrase that was guessed, if the text begins with it; else None."""
        text = self._text.lstrip()
        if (
            not phrase
            or text[: len(phrase)] != phrase
            or text[len(phrase) : len(phrase) + 1].strip()
        ):
            return None
        self._at_start = False
        return self._cut(len(self._text) - len(text) + len(phrase))

    def _phrase_ends(self, text: str, *, expected: str = "") -> list[int]:
        """Where a line of text could end, behind as many words as haste asks for."""
        words = list(_WORD.finditer(text))
        follows = [after[0] for after in words[1:]]
        if expected[:1].isspace():
            follows += expected.split()[:1]
        ends: list[int] = []
        n_words = 0
        for match, after in zip(words, follows, strict=False):
            n_words += any(c.isalnum() for c in match[0])
            cost = break_cost(match[0], after, self._language)
            if cost <= BETWEEN_WORDS and n_words >= self._config.haste_words:
                ends.append(match.end())
        return ends

    def _cut_all(self) -> list[Clause]:
        clauses = []
        while (end := self._next_boundary()) is not None:
            clause = self._cut(end)
            if clause is not None:
                clauses.append(clause)
                self._at_start = False
        return clauses

    def _cut(self, end: int) -> Clause | None:
        """Take the text before `end` away; None if it is only white space."""
        text, self._text = self._text[:end], self._text[end:]
        spans: list[_Piece] = []
        position = 0
        while position < end:
            piece = self._pieces[0]
            taken = min(piece.length, end - position)
            if text[position : position + taken].strip():
                spans.append(piece)
            position += taken
            piece.length -= taken
            if piece.length == 0:
                self._pieces.pop(0)
        if not spans:
            return None
        return Clause(
            text=text.strip(),
            language=self._language,
            source_start=min(span.source_start for span in spans),
            source_end=max(span.source_end for span in spans),
            heard=max(span.heard for span in spans),
        )

    def _next_boundary(self) -> int | None:
        """Return where the first clause of the text ends, or None while that is not known."""
        words = list(_WORD.finditer(self._text))
        n_words = 0
        for index, match in enumerate(words):
            n_words += any(c.isalnum() for c in match[0])
            word = match[0]
            after = words[index + 1][0] if index + 1 < len(words) else ""
            if _is_settled(word, language=self._language):
                # Looking further would make the cut depend on how much text is there already.
                after = ""
            elif not after:
                return None
            elif after not in _OPENERS and not any(c.isalnum() for c in after):
                continue  # a mark that stands alone belongs to the word before it
            if self._ends_clause(word, after, n_words=n_words):
                return match.end()
        return None

    def _ends_clause(self, word: str, after: str, *, n_words: int) -> bool:
        """Tell whether the clause ends between two words; `after` is empty where any will do."""
        config = self._config
        bare = word.rstrip(_CLOSERS)
        after = after.lstrip(_OPENERS)
        if bare.endswith(_SENTENCE_ENDS):
            least = config.sentence_words
            is_end = ends_sentence(bare, language=self._language, after=after)
        elif bare.endswith(_CLAUSE_ENDS) or bare in _DASHES:
            least = config.first_words if self._at_start else config.comma_words
            is_end = not (bare[-2:-1].isdigit() and after[:1].isdigit())
        else:
            cost = break_cost(word, after, self._language)
            least = config.opening_words if cost <= BEFORE_CONJUNCTION else config.most_words
            is_end = after != "" and cost <= BETWEEN_WORDS
            # What looks like one phrase for so long is none: a list of numbers, a text in capitals.
            is_end = is_end or (after != "" and n_words >= 2 * config.most_words)
        return is_end and n_words >= least


def _is_settled(word: str, *, language: str) -> bool:
    """Tell whether a word's mark ends it, whatever may follow."""
    bare = word.rstrip(_CLOSERS)
    if bare in _LONE_MARKS:
        return True
    if len(bare) < 2 or not bare.endswith(_SENTENCE_ENDS + _CLAUSE_ENDS):
        return False
    if not bare.endswith("."):
        return not bare[-2].isdigit()
    # "3." may go on as "3.5" and "e." as "e.g.".
    stem = bare[:-1].lstrip(_OPENERS)
    known = LANGUAGES.get(language)
    is_numeral = known is not None and known.has_ordinal_points and stem.isupper()
    may_go_on = is_numeral or is_abbreviation(bare, language) or is_numbering(bare, language)
    return len(stem) > 1 and stem.isalpha() and not may_go_on
