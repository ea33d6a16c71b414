"""What there is to know of a language: the record, and how its lists are written down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.spoken.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallWords:
    """Closed-class words of a language, in lower case, by where a line of a caption may break.

    Attributes:
        conjunctions: a line may begin with these.
        prepositions: a line may begin with these.
        leaning: articles, possessives, subject pronouns, auxiliaries and negations, which lean
            on the word that follows and never end a line.
    """

    conjunctions: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.conjunctions | self.prepositions | self.leaning


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """How a language writes amounts; its decimal sign is in its lexicon.

    Attributes:
        group_sign: between the thousands.
        money_sign_first: whether the sign of a currency stands before the amount.
        leading_signs: currency signs that do so elsewhere too, with a space behind them.
        percent_space: whether a space stands before "%".
        is_24_hours: whether times of day go on after noon.
        hour_sign: between hours and minutes.
        has_hour_letter: whether "17h30" is a time of day.
        date_sign: between day, month and year.
    """

    group_sign: str = "."
    money_sign_first: bool = False
    leading_signs: frozenset[str] = frozenset()
    percent_space: bool = False
    is_24_hours: bool = True
    hour_sign: str = ":"
    has_hour_letter: bool = False
    date_sign: str = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """Words that turn a sentence round, as regular expressions without regard to case.

    Attributes:
        negation: "not", "never", "without" and the like; what is lost with them is the meaning.
        opposition: "against" and the like.
    """

    negation: str = ""
    opposition: str = ""

    def negates(self, text: str) -> bool:
        """Whether a text has a negation."""
        return _has(self.negation, text)

    def opposes(self, text: str) -> bool:
        """Whether a text is against something."""
        return _has(self.opposition, text)


def _has(pattern: str, text: str) -> bool:
    return bool(pattern) and re.search(rf"(?i)(?<!\w)(?:{pattern})(?!\w)", text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloningTexts:
    """What is said in a language while a voice is cloned.

    Attributes:
        script: what the person reads aloud, the consent first; read calmly, about 20 seconds.
        short: two sentences, short and rich in vowels and voiced sounds: the search hears the
            first, the judgement the second.
        everyday: sentences of everyday words that the clone has to say to be understood.
        refusals: small words that would make a refusal of the consent.
    """

    script: tuple[str, ...]
    short: tuple[str, str]
    everyday: tuple[str, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expletives:
    """The swear words of a language.

    Attributes:
        outcries: regular expression of what a sentence begins with, as in "Holy shit, look!".
        curses: regular expression of whole sentences, as in "Fuck you!".
        questions: regular expression of a question word, `asked`, and what makes it stronger, as in
            "what the fuck".
        insults: regular expression of nouns for a person.
        adverbs: regular expression of what makes a noun or an adjective stronger.
        outcry: to write.
        curse: to write.
        insult: the mild noun for a person, that every model knows.
        adjective: the mild adjective.
        adverb: the mild adverb.
        idioms: plain words for what is said with a swear word, by regular expression.
        written: what to write where a mild word comes out, by that word.
    """

    outcries: str
    curses: str
    questions: str = r"(?P<asked>(?!))"
    insults: str
    adverbs: str = r"(?!)"
    outcry: str
    curse: str
    insult: str
    adjective: str
    adverb: str
    idioms: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that is particular to a language.

    Attributes:
        code: ISO 639-1.
        name: in English.
        native_name: in the language itself.
        iso_639_2: three-letter codes that are accepted for it.
        espeak_tag: language and accent for the phoneme program where a voice has none of its own.
        lexicon: how its written forms are read aloud; None where it is only heard.
        one_letter_words: words of one capital letter that may end a sentence; other letters are
            initials.
        has_ordinal_points: whether a point makes a number an ordinal, as in "3. Mai".
        capitalises_nouns: whether two capitals in a row are no sign of a name.
        inflections: endings of nouns, adjectives and regular verbs in a dictionary, and what they
            become; "" for what is only appended.
        small_words: where lines of captions break.
        numbers: how amounts are written.
        polarity: the words that turn a sentence round.
        shortened_names: its own names of places that look like the foreign name with letters left
            out, in lower case: "rom" is no misspelt "Rome".
        places: its names of places and people that each language calls in its own way, by their
            English name.
        capitalised: capitalised words that are translated like any other, in lower case: "monday",
            "queen".
        expletives: None where swear words reach the text models as they are.
        preview: a sentence to try a voice with.
        measured_sentence: what the pitch and pace of its voices are measured on.
        cloning: None where nobody can be cloned into it.
    """

    code: str
    name: str
    native_name: str
    iso_639_2: tuple[str, ...]
    espeak_tag: str = ""
    lexicon: Lexicon | None = None
    one_letter_words: frozenset[str] = frozenset()
    has_ordinal_points: bool = False
    capitalises_nouns: bool = False
    inflections: tuple[tuple[str, str], ...] = ()
    small_words: SmallWords = SmallWords()
    numbers: NumberFormat = NumberFormat()
    polarity: Polarity = Polarity()
    shortened_names: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    capitalised: frozenset[str] = frozenset()
    expletives: Expletives | None = None
    preview: str = ""
    measured_sentence: str = ""
    cloning: CloningTexts | None = None


def words(listed: str) -> frozenset[str]:
    """Read a list of words."""
    return frozenset(listed.split())


def endings(listed: str) -> tuple[tuple[str, str], ...]:
    """Read "-s y-ies": an "s" is appended, and a final "y" becomes "ies"."""
    pairs = (ending.partition("-") for ending in listed.split())
    return tuple((old, new) for old, _, new in pairs)


def places(listed: str) -> Mapping[str, str]:
    """Read "Berlin Rome=Rom": English names, and what the language says where that is another."""
    names = (name.partition("=") for name in listed.split())
    return MappingProxyType({english: own or english for english, _, own in names})
