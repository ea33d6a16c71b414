"""The user's own terms: how they are heard, translated and said.

A term has a form for each language that writes it in its own way; one form may stand for all
others, as that of a name does. What writes a language, be it a speech model or a text model, is
to write that language's form; what speaks it says that form as the term wants it said.

Terms are found as whole words, whatever their case unless it counts, and with the endings that
the words of their language take. Longer terms go first, so that `New York Times` is not spoiled
by `New York`; what a term has put in is not replaced again.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Self, TypeAlias

from engine.errors import GlossaryError
from engine.languages import LANGUAGES
from engine.messages import Code

ANY: Final = ""
"""In the place of a language: all that have no form of their own."""

MOST_TERMS: Final = 2_000
MOST_CHARACTERS: Final = 200
MOST_VARIANTS: Final = 20

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_SHORTEST_INFLECTED: Final = 4
"""Shorter words take a plural's "s" at most: "ad" is not found in "added"."""
_PLURAL: Final = (("", "s"),)

_Spelling: TypeAlias = tuple[bool, tuple[str, ...]]
"""Whether the case counts, and the words and signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one language writes a term, and says it.

    Attributes:
        written: what is to be written.
        variants: other spellings, also wrong ones: where they are heard, `written` is meant.
        said: what is spoken in its place; None as it is written.

    Raises:
        GlossaryError: nothing is written, or something is too long.
    """

    written: str
    variants: tuple[str, ...] = ()
    said: str | None = None

    def __post_init__(self) -> None:
        if not all(_TOKEN.search(spelling) for spelling in self.spellings):
            raise GlossaryError(Code.GLOSSARY_TERM_EMPTY)
        if max(map(len, (*self.spellings, self.said or ""))) > MOST_CHARACTERS:
            raise GlossaryError(Code.GLOSSARY_TERM_TOO_LONG, most=MOST_CHARACTERS)
        if len(self.variants) > MOST_VARIANTS:
            raise GlossaryError(Code.GLOSSARY_VARIANTS_TOO_MANY, most=MOST_VARIANTS)

    @property
    def spellings(self) -> tuple[str, ...]:
        """All of them, the right one first."""
        return (self.written, *self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry.

    Attributes:
        forms: by ISO 639-1, or ANY.
        is_case_sensitive: found in this very spelling alone.
        is_only_said: says how the word is pronounced; it is neither listened for nor kept through
            a translation.

    Raises:
        GlossaryError: it has no form, or one of a language that is not known.
    """

    forms: Mapping[str, Form]
    is_case_sensitive: bool = False
    is_only_said: bool = False

    def __post_init__(self) -> None:
        if not self.forms:
            raise GlossaryError(Code.GLOSSARY_TERM_EMPTY)
        for language in self.forms:
            if language != ANY and language not in LANGUAGES:
                raise GlossaryError(
                    Code.GLOSSARY_LANGUAGE_UNKNOWN, name=language, choices=tuple(LANGUAGES)
                )
        object.__setattr__(self, "forms", dict(self.forms))

    @classmethod
    def pronounced(
        cls, written: str, said: str, *, language: str = ANY, is_case_sensitive: bool = False
    ) -> Self:
        """A word that is only said otherwise."""
        return cls(
            forms={language: Form(written=written, said=said)},
            is_case_sensitive=is_case_sensitive,
            is_only_said=True,
        )

    @classmethod
    def name(cls, written: str) -> Self:
        """A name, which every language writes the same."""
        return cls(forms={ANY: Form(written=written)})

    def form(self, language: str) -> Form | None:
        """How a language writes it; None where it has no form for that language."""
        return self.forms.get(language) or self.forms.get(ANY)

    @property
    def title(self) -> str:
        """What stands for it in a list."""
        return (self.forms.get(ANY) or next(iter(self.forms.values()))).written


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text.

    Attributes:
        start: index of its first character.
        end: index after its last, an ending included.
    """

    start: int
    end: int
    term: Term
    form: Form


class TermFinder:
    """Finds terms in texts of one language.

    Args:
        terms: of two with the same spelling the later counts.
        language: of the texts.
        inflects: whether words may have the endings of that language.
    """

    def __init__(self, terms: Iterable[Term], *, language: str, inflects: bool = True) -> None:
        self._language = language
        self._inflects = inflects
        # By the first word, folded: the spellings that may begin with it.
        self._known: dict[str, dict[_Spelling, Found]] = {}
        for term in terms:
            form = term.form(language)
            for written in () if form is None else form.spellings:
                tokens = tuple(_TOKEN.findall(composed(written)))
                is_exact = term.is_case_sensitive
                spelling = (is_exact, tokens if is_exact else tuple(map(str.casefold, tokens)))
                for first in self._forms_of(tokens[0].casefold()):
                    hits = self._known.setdefault(first, {})
                    if form is not None:
                        hits[spelling] = Found(0, 0, term, form)

    def find(self, text: str) -> list[Found]:
        """The terms of a text, in order, without overlap.

        Args:
            text: composed (NFC); else terms with accents are not found.
        """
        if not self._known:
            return []
        words = list(_TOKEN.finditer(text))
        found: list[Found] = []
        position = 0
        while position < len(words):
            hits = [
                (len(spelling[1]), spelling[0], hit)
                for spelling, hit in self._known.get(words[position][0].casefold(), {}).items()
                if self._begins(words, position, spelling)
            ]
            if not hits:
                position += 1
                continue
            length, _, hit = max(hits, key=lambda one: one[:2])
            start, end = words[position].start(), words[position + length - 1].end()
            found.append(replace(hit, start=start, end=end))
            position += length
        return found

    def _begins(self, words: list[re.Match[str]], position: int, spelling: _Spelling) -> bool:
        is_exact, tokens = spelling
        given = [word[0] for word in words[position : position + len(tokens)]]
        return len(given) == len(tokens) and all(
            (word if is_exact else word.casefold()) in self._forms_of(token)
            for word, token in zip(given, tokens, strict=True)
        )

    def _forms_of(self, word: str) -> frozenset[str]:
        return inflected(word, self._language) if self._inflects else frozenset({word})


class Glossary:
    """Terms, applied in one pass; immutable, safe to use from any thread.

    Args:
        terms: of two with the same spelling the later counts.

    Raises:
        GlossaryError: there are too many.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms: tuple[Term, ...] = tuple(terms)
        if len(self.terms) > MOST_TERMS:
            raise GlossaryError(Code.GLOSSARY_TOO_LONG, most=MOST_TERMS)
        self._said: dict[str, TermFinder] = {}

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossary) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(tuple(term.title for term in self.terms))

    def written_in(self, language: str) -> tuple[tuple[Term, Form], ...]:
        """The terms that are to be heard where a language is written, with their forms."""
        return tuple(
            (term, form)
            for term in self.terms
            if not term.is_only_said and (form := term.form(language)) is not None
        )

    def translated(self, source: str, target: str) -> "Glossary":
        """Those of the terms that say how one language is translated into another."""
        return Glossary(
            term
            for term in self.terms
            if not term.is_only_said and term.form(source) and term.form(target)
        )

    def said(self, text: str, *, language: str = ANY) -> str:
        """The text with terms replaced by what is spoken in their place.

        Args:
            text: to be spoken.
            language: of the text.
        """
        if language not in self._said:
            spoken = (
                term
                for term in self.terms
                if (form := term.form(language)) is not None and form.said is not None
            )
            self._said[language] = TermFinder(spoken, language=language, inflects=False)
        return rewritten(text, self._said[language], lambda found, _: found.form.said or "")


NO_GLOSSARY: Final = Glossary()


def rewritten(text: str, finder: TermFinder, write: Callable[[Found, str], str]) -> str:
    """The text with each term that is found replaced; as it was given where there is none.

    Args:
        text: that may have terms.
        finder: of the terms.
        write: what to write for a term, given the text that it was found in.
    """
    whole = composed(text)
    hits = finder.find(whole)
    if not hits:
        return text
    parts: list[str] = []
    position = 0
    for hit in hits:
        parts += [whole[position : hit.start], write(hit, whole)]
        position = hit.end
    return "".join((*parts, whole[position:]))


def composed(text: str) -> str:
    """The text with letters and their accents in one character."""
    return unicodedata.normalize("NFC", text)


@lru_cache(8 * MOST_TERMS)
def inflected(word: str, language: str) -> frozenset[str]:
    """A word and what it becomes with the endings of a language.

    Args:
        word: in its dictionary form.
        language: ISO 639-1; of one that is not known the word is taken as it is.
    """
    known = LANGUAGES.get(language)
    if known is None or not word.isalpha():
        return frozenset({word})
    endings = known.inflections if len(word) >= _SHORTEST_INFLECTED else _PLURAL
    return frozenset(
        {word} | {word.removesuffix(old) + new for old, new in endings if word.endswith(old)}
    )
