"""Keeps what a text model may not change: numbers, names, signs, negations; terms of the user's.

Small models lose exactly what must not be lost. Here amounts, codes and names that a model cannot
be trusted with give their places to words that every model copies, and come back in the target
language's form. What is left to the model is looked for in the translation; where something is
missing or invented the sentence is translated again with more carried, and the most faithful of
the translations counts. A term of a glossary that the model translates as the glossary does keeps
the sentence around it as the model writes it; any other is carried.

What is carried depends on the sentence and on what was committed of its translation; a name that
failed once is carried from then on in that sentence, so that a source that grows keeps its
placeholders.
"""

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from engine.glossary import NO_GLOSSARY, Form, Glossary, Term, TermFinder, composed
from engine.languages import LANGUAGES, Language
from engine.mt.entities import Entity, EntityFinder, Kind
from engine.mt.expletives import find_swearing
from engine.mt.model import NOTHING_CARRIED, PLAIN_SEARCH, TextHypothesis, TextModel, TextOptions
from engine.mt.rewriting import Rewritten, rewrite
from engine.sentences import starts_sentence

NUMBERS: Final = ("83", "47", "69", "38", "74", "96", "29", "62", "87", "43", "78", "36")
"""What stands for amounts: every model copies two digits, and a noun behind them is plural."""

_OTHER_NUMBERS: Final = ("64", "89", "37", "93", "46", "79", "34", "86", "67", "98", "73", "42")
"""What stands for them where the first is lost."""

NAMES: Final = (
    *("Nakagawa", "Okonkwo", "Kwabena", "Kovac", "Takahashi"),
    *("Lindqvist", "Bjarnason", "Wojciech", "Mbeki"),
)
"""What stands for names: no model has a word of its own for them."""

# Keys of what is carried that belong to this stage begin with a character no text has.
_OWN: Final = "\ue100"
_SHOUTED: Final = f"{_OWN}A"
_UNBRACKETED: Final = f"{_OWN}("
_ELIDED: Final = f"{_OWN}'"

_BRACKETED: Final = re.compile(r"\s*\([^()]*(?:\)|$)")
_ELISIONS: Final = MappingProxyType(
    {
        "le": "l'",
        "la": "l'",
        "de": "d'",
        "que": "qu'",
        "ce": "cet ",
        "du": "de l'",
        "au": "\u00e0 l'",
    }
)
"""What French makes of a word before a vowel; the model saw a placeholder with none."""
_ELISION_WAITS: Final = re.compile(rf"\s*(?<!\w)(?:{'|'.join(_ELISIONS)})\s*$", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aeiouyh\u0153]")
_BEAMS_AGAIN: Final = 6
_MOST_NAMES: Final = 4096
_MOST_FAILED: Final = 32
_FEWEST_SHOUTED_LETTERS: Final = 4
_LARGEST_SMALL_NUMBER: Final = 12
_MOST_LETTERS_LOST: Final = 2
_MARKS: Final = " .!?\u00a1\u00bf"
_FULL_FORMS: Final = MappingProxyType({"ca": "can", "wo": "will", "sha": "shall"})
_NUMERIC: Final = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.CODE})
_PLACEHOLDERS: Final = frozenset({*NUMBERS, *_OTHER_NUMBERS, *NAMES})
_FOLDED_NAMES: Final = frozenset(name.casefold() for name in NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One translation and what is wrong with it.

    Attributes:
        missing: indices of what did not arrive.
        n_invented: numbers that nobody gave.
        is_turned: whether a negation was lost or invented.
    """

    hypothesis: TextHypothesis
    missing: frozenset[int]
    n_invented: int
    is_turned: bool

    @property
    def n_faults(self) -> int:
        return len(self.missing) + self.n_invented + self.is_turned


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a sentence has, and what of it is carried.

    Attributes:
        text: as given.
        entities: of the text, in order.
        carried: indices of those that are carried, and the word that stands for each.
    """

    text: str
    entities: tuple[Entity, ...]
    carried: Mapping[int, str]


class FaithfulModel:
    """A text model that loses nothing; a TextModel.

    Args:
        model: any text model.
        source: language that it reads, ISO 639-1.
        target: language that it writes. Where the written forms of a language are not known the
            model translates as it is.
        glossary: terms that are to be translated in one way.
    """

    def __init__(
        self, model: TextModel, *, source: str, target: str, glossary: Glossary = NO_GLOSSARY
    ) -> None:
        self._model = model
        terms = glossary.translated(source, target).terms
        self._target = target
        self._terms = TermFinder(terms, language=source)
        # A misspelling that was heard is to come out right.
        self._written_terms = TermFinder(map(_without_variants, terms), language=target)
        self._languages = _languages(source, target)
        self._finder = None if self._languages is None else EntityFinder(source, target)
        # Beginnings of sentences that end in a name which the model failed at.
        self._failed: deque[str] = deque(maxlen=_MOST_FAILED)
        self._alone = lru_cache(_MOST_NAMES)(self._translate_alone)

    def translate(
        self, text: str, *, options: TextOptions = PLAIN_SEARCH, prefix: Sequence[int] = ()
    ) -> TextHypothesis:
        """See TextModel."""
        if self._finder is None or self._languages is None or not text.strip():
            return self._model.translate(text, options=options, prefix=prefix)
        source, _ = self._languages
        plan = self._plan(text, self._finder, prefix)
        best = self._attempt(plan, options, prefix)
        if best.missing or best.n_invented:
            plan = self._more_carried(plan, best)
            best = _better(best, self._attempt(plan, options, prefix))
        if best.missing:
            plan = _otherwise_carried(plan, best)
            best = _better(best, self._attempt(plan, options, prefix))
        if best.is_turned:
            wider = replace(options, beams=max(options.beams, _BEAMS_AGAIN))
            best = _better(best, self._attempt(plan, wider, prefix))
        if best.is_turned and (spelt := _spelt_out(text, source)):
            best = _better(best, self._attempt(plan, options, prefix, changes=spelt))
        return best.hypothesis

    def text(self, tokens: Sequence[int], carried: Mapping[str, str] = NOTHING_CARRIED) -> str:
        """See TextModel."""
        return _restored(self._raw(tokens, carried), carried)

    def starts_word(self, token: int) -> bool:
        """See TextModel."""
        return self._model.starts_word(token)

    def _raw(self, tokens: Sequence[int], carried: Mapping[str, str]) -> str:
        """The text with this stage's placeholders in it."""
        inner = {key: form for key, form in carried.items() if not key.startswith(_OWN)}
        return self._model.text(tokens, inner)

    def _plan(self, text: str, finder: EntityFinder, prefix: Sequence[int]) -> _Plan:
        """What is carried from the start."""
        if self._languages is None:
            raise AssertionError("only sentences of known languages are planned")
        source, target = (language.code for language in self._languages)
        first = [*self._terms_in(text)]
        first += [
            Entity(
                start=one.start,
                end=one.end,
                kind=Kind.SWEARING,
                form=one.written,
                behind=one.mild if one.written else "",
                mild="" if one.written else one.mild,
            )
            for one in find_swearing(text, source, target)
            if all(one.end <= term.start or one.start >= term.end for term in first)
        ]
        others = (
            entity
            for entity in finder.find(text)
            if all(entity.end <= one.start or entity.start >= one.end for one in first)
        )
        entities = tuple(sorted([*first, *others], key=lambda entity: entity.start))
        committed = self._raw(prefix, NOTHING_CARRIED) if prefix else ""
        written = finder.values(committed)
        carried: dict[int, str] = {}
        for index, words in _pools(entities).items():
            entity = entities[index]
            used = [word for word in words if _count(word, committed)]
            clashes = entity.value in _PLACEHOLDERS
            # What was committed before it was known to be part of something stays.
            is_written = entity.kind in _NUMERIC and (
                entity.value in written or _sign(entity) in committed.casefold().split()
            )
            is_written = is_written or (
                entity.kind is Kind.TERM and self._n_written(entity, committed) > 0
            )
            has_failed = bool(prefix) and text[: entity.end] in self._failed
            is_wanted = entity.is_hard or has_failed
            if used or clashes or (is_wanted and not is_written):
                carried[index] = (used or words)[0]
        return _Plan(text=text, entities=entities, carried=carried)

    def _more_carried(self, plan: _Plan, attempt: _Attempt) -> _Plan:
        """Carry what was lost, and all numbers where some were invented."""
        carried = dict(plan.carried)
        for index, words in _pools(plan.entities).items():
            entity = plan.entities[index]
            is_doubtful = attempt.n_invented > 0 and entity.kind in _NUMERIC
            if index not in carried and (index in attempt.missing or is_doubtful):
                carried[index] = words[0]
                if entity.kind in (Kind.NAME, Kind.TERM):
                    self._failed.append(plan.text[: entity.end])
        return replace(plan, carried=carried)

    def _attempt(
        self,
        plan: _Plan,
        options: TextOptions,
        prefix: Sequence[int],
        *,
        changes: Sequence[tuple[int, int, str]] = (),
    ) -> _Attempt:
        if self._languages is None or self._finder is None:
            raise AssertionError("only sentences of known languages are attempted")
        source, target = self._languages
        is_shouted = _is_shouted(plan.text)
        rewritten = _rewritten(plan, source, changes, is_shouted=is_shouted)
        hypothesis = self._model.translate(rewritten.text, options=options, prefix=prefix)
        own = {
            _OWN + word: plan.entities[index].form
            for index, word in plan.carried.items()
            if not plan.entities[index].mild
        }
        if target.expletives is not None and any(entity.mild for entity in plan.entities):
            own |= {_OWN + mild: form for mild, form in target.expletives.written.items()}
        if is_shouted:
            own[_SHOUTED] = ""
        if not re.search(r"[(\[{]", plan.text):
            own[_UNBRACKETED] = ""
        if target.code == "fr" and any(
            plan.entities[index].kind is Kind.TERM and _begins_with_vowel(plan.entities[index].form)
            for index in plan.carried
        ):
            own[_ELIDED] = ""
        carried = MappingProxyType({**hypothesis.carried, **own})
        raw = self._raw(hypothesis.tokens, carried)
        hypothesis = replace(
            hypothesis,
            text=_restored(raw, carried),
            carried=carried,
            source_pieces=rewritten.place(hypothesis.source_pieces),
        )
        return _Attempt(
            hypothesis=hypothesis,
            missing=frozenset(self._missing(plan, raw, self._finder)),
            n_invented=_invented(plan, raw, self._finder),
            is_turned=_is_turned(plan.text, raw, source, target),
        )

    def _missing(self, plan: _Plan, raw: str, finder: EntityFinder) -> Iterator[int]:
        values = finder.values(raw)
        wanted = Counter(
            entity.form
            for index, entity in enumerate(plan.entities)
            if entity.kind is Kind.TERM and index not in plan.carried
        )
        for index, entity in enumerate(plan.entities):
            if index in plan.carried:
                arrives = bool(entity.mild) or _count(plan.carried[index], raw) == 1
            elif entity.kind is Kind.TERM:
                arrives = self._n_written(entity, raw) >= wanted[entity.form]
            elif entity.kind is Kind.NAME:
                arrives = not self._is_garbled(entity, raw, plan.text)
            elif entity.seen:
                arrives = re.search(entity.seen, raw) is not None
            elif entity.kind is Kind.NUMBER:
                spelt = finder.spelt(entity.value)
                arrives = not {entity.value, *entity.others}.isdisjoint(values) or (
                    bool(spelt) and spelt in raw.casefold()
                )
            else:
                arrives = True
            if not arrives:
                yield index

    def _terms_in(self, text: str) -> Iterator[Entity]:
        """What the glossary has a translation of; its places are those of composed letters."""
        if composed(text) != text:
            return
        for hit in self._terms.find(text):
            form = hit.term.form(self._target)
            if form is not None:
                yield Entity(
                    start=hit.start,
                    end=hit.end,
                    kind=Kind.TERM,
                    form=form.written,
                    is_hard=False,
                    value=text[hit.start : hit.end],
                )

    def _n_written(self, entity: Entity, text: str) -> int:
        """How often a text has a term as it is to be written."""
        return sum(
            hit.form.written == entity.form
            and (
                text[hit.start] == entity.form[0]
                or (text[hit.start].isupper() and starts_sentence(text, hit.start))
            )
            for hit in self._written_terms.find(text)
        )

    def _is_garbled(self, entity: Entity, translation: str, text: str) -> bool:
        """Whether a name was lost or misspelt, not translated."""
        name, shown = _plain(entity.value), _plain(translation)
        if name in shown or _plain(entity.form) in shown:
            return False
        if entity.form != entity.value:
            return True
        # A word that is no name is translated as it is in small letters, without a sentence.
        alone = _plain(self._alone(f"{entity.value}.")).strip(_MARKS)
        common = _plain(self._alone(f"{entity.value.lower()}.")).strip(_MARKS)
        if entity.is_certain:
            word = max(common.split(), key=len, default="")
            is_translated = word in shown and not _is_shortened(word, name)
            return name in (alone, common) or not is_translated
        given = set(_plain(text).split())
        own_names = self._languages[1].shortened_names if self._languages else frozenset()
        return any(
            word[0].isupper()
            and _plain(word) not in given
            and word.casefold() not in own_names
            and _is_shortened(_plain(word), name)
            and _plain(word) not in common.split()
            for word in re.findall(r"[^\W\d_]{3,}", translation)
        )

    def _translate_alone(self, text: str) -> str:
        return self._model.translate(text).text


def _languages(source: str, target: str) -> tuple[Language, Language] | None:
    own, other = LANGUAGES.get(source), LANGUAGES.get(target)
    if own is None or other is None or own.lexicon is None or other.lexicon is None:
        return None
    return own, other


def _without_variants(term: Term) -> Term:
    forms = {code: Form(written=form.written) for code, form in term.forms.items()}
    return replace(term, forms=forms)


def _begins_with_vowel(form: str) -> bool:
    return _VOWEL.match(_plain(form)) is not None


def _sign(entity: Entity) -> str:
    """The word for minus that an amount begins with."""
    return "" if entity.form[:1].isdigit() else entity.form.split()[0]


def _better(first: _Attempt, second: _Attempt) -> _Attempt:
    """The one with fewer faults; the earlier where there is nothing between them."""
    return second if second.n_faults < first.n_faults else first


def _pools(entities: Sequence[Entity]) -> dict[int, tuple[str, ...]]:
    """The words that may stand for each entity, by its index; none where they are used up.

    An entity's words depend on what stands before it alone.
    """
    numbers = iter(zip(NUMBERS, _OTHER_NUMBERS, strict=True))
    names = iter((name,) for name in NAMES)
    found: dict[int, tuple[str, ...]] = {}
    for index, entity in enumerate(entities):
        words: tuple[str, ...] | None = (entity.mild,)
        if not entity.mild:
            words = next(numbers if entity.looks_like_number else names, None)
        if words is not None:
            found[index] = words
    return found


def _otherwise_carried(plan: _Plan, attempt: _Attempt) -> _Plan:
    """Let other words stand for what was lost although it was carried."""
    pools = _pools(plan.entities)
    carried = {
        index: pools[index][-1] if index in attempt.missing else word
        for index, word in plan.carried.items()
    }
    return replace(plan, carried=carried)


def _rewritten(
    plan: _Plan, source: Language, changes: Sequence[tuple[int, int, str]], *, is_shouted: bool
) -> Rewritten:
    """The text as the model reads it."""
    replacements = [
        (plan.entities[index].start, plan.entities[index].end, word + plan.entities[index].behind)
        for index, word in plan.carried.items()
    ]
    replacements += [
        (start, end, word)
        for start, end, word in changes
        if all(end <= other[0] or start >= other[1] for other in replacements)
    ]
    text = _quiet(plan.text, source) if is_shouted else plan.text
    return rewrite(text, sorted(replacements))


def _is_shouted(text: str) -> bool:
    """Whether a text is in capitals, and not for being an initialism."""
    words = re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*", text)
    letters = "".join(words)
    is_long = len(letters) >= _FEWEST_SHOUTED_LETTERS
    return is_long and letters.replace("\u2019", "'").isupper() and (len(words) > 1 or "!" in text)


def _quiet(text: str, language: Language) -> str:
    """A shouted text in small letters, sentences and words of one capital letter aside."""
    small = "".join(
        lower if len(lower := character.lower()) == 1 else character for character in text
    )
    kept = "".join(language.one_letter_words)
    pattern = r"(?:^|[.!?]\s)\W*[^\W\d_]"
    if kept:
        pattern += rf"|\b[{kept.lower()}]\b"
    return re.sub(pattern, lambda match: match[0].upper(), small)


def _spelt_out(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Write "did not" for "didn't"."""
    if language.code != "en":
        return []
    return [
        (match.start(), match.end(), _FULL_FORMS.get(match[1].casefold(), match[1]) + " not")
        for match in re.finditer(r"(?i)\b(\w+)n['\u2019]t\b", text)
    ]


def _invented(plan: _Plan, raw: str, finder: EntityFinder) -> int:
    """How many numbers of a translation stand for nothing that was given in digits."""
    given = Counter(
        value
        for index, entity in enumerate(plan.entities)
        if index not in plan.carried
        for value in {entity.value, *entity.others}
    )
    if not any(entity.kind in _NUMERIC for entity in plan.entities):
        return 0
    given.update(plan.carried.values())
    extra = Counter(finder.values(raw)) - given
    return sum(
        count
        for value, count in extra.items()
        if not (value.isdigit() and int(value) <= _LARGEST_SMALL_NUMBER)
    )


def _is_turned(text: str, translation: str, source: Language, target: Language) -> bool:
    """Whether a translation has a negation and its source none, or the other way about."""
    own, other = source.polarity, target.polarity
    if own.negates(text) != other.negates(translation):
        return True
    return own.opposes(text) and not other.opposes(translation)


def _count(word: str, text: str) -> int:
    return len(re.findall(_pattern(word), text, re.IGNORECASE))


def _pattern(word: str) -> str:
    """A placeholder in a translation: a name may get an ending, a number no further digit."""
    if word.isdigit():
        return rf"(?<![\d])(?<!\d[.,]){word}(?!\d|[.,]\d)"
    return rf"(?<!\w){re.escape(word)}"


def _restored(text: str, carried: Mapping[str, str]) -> str:
    """Put what placeholders stand for in their places; what was added in brackets goes."""
    if _UNBRACKETED in carried:
        text = _BRACKETED.sub("", text)
    if _SHOUTED in carried:
        text = text.upper()
    forms = {
        key.removeprefix(_OWN).casefold(): form
        for key, form in carried.items()
        if key.startswith(_OWN) and form
    }
    if not forms:
        return text
    pattern = "|".join(_pattern(word) for word in sorted(forms, key=len, reverse=True))
    if _ELIDED in carried:
        text = _elided(text, [word for word, form in forms.items() if _begins_with_vowel(form)])

    def form(match: re.Match[str]) -> str:
        word = match[0]
        written = forms[word.casefold()]
        if word.casefold() in _FOLDED_NAMES and written.islower():
            is_first = starts_sentence(match.string, match.start())
            return written[:1].upper() + written[1:] if is_first else written
        if word.isdigit() or word.casefold() in _FOLDED_NAMES:
            return written
        if _SHOUTED in carried:
            return written.upper()
        return written[:1].upper() + written[1:] if word[0].isupper() else written

    return re.sub(pattern, form, text, flags=re.IGNORECASE)


def _elided(text: str, words: Sequence[str]) -> str:
    """Elide before placeholders; a last word that may have to be elided waits for the next."""

    def written(match: re.Match[str]) -> str:
        elided = _ELISIONS[match[1].casefold()]
        return elided[:1].upper() + elided[1:] if match[1][0].isupper() else elided

    before = "|".join(_ELISIONS)
    after = "|".join(map(re.escape, words))
    text = re.sub(rf"(?i)(?<!\w)({before})\s+(?=(?:{after})(?!\w))", written, text)
    return _ELISION_WAITS.sub("", text)


def _plain(text: str) -> str:
    """Letters without accents and case, to compare spellings."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))


def _is_shortened(word: str, name: str) -> bool:
    """Whether a word is a name with a few letters left out."""
    if not 0 < len(name) - len(word) <= _MOST_LETTERS_LOST or word[0] != name[0]:
        return False
    rest = iter(name)
    return all(letter in rest for letter in word)
