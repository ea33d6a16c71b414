"""Where a line of a caption may end, and what it costs the reader.

The rules are Netflix's "Timed Text Style Guide: General Requirements", section on line treatment:
break after punctuation, before conjunctions and prepositions; keep an article with its noun, a
first name with the last, a verb with its pronoun or auxiliary.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from engine.sentences import ends_sentence

# ruff: noqa: RUF001 - typographic punctuation is what this file is about


AFTER_SENTENCE: Final = 0
AFTER_CLAUSE: Final = 1
BEFORE_CONJUNCTION: Final = 2
BEFORE_PREPOSITION: Final = 3
BETWEEN_WORDS: Final = 5
WITHIN_NAME_OR_NUMBER: Final = 8
AFTER_LEANING_WORD: Final = 9
WITHIN_PUNCTUATION: Final = 20
"""Costs of breaking between two words, in the order that a reader minds them."""

_CLAUSE_ENDS: Final = frozenset(",;:—–、，；：")


@dataclass(frozen=True, slots=True, kw_only=True)
class _SmallWords:
    """Closed-class words of a language, in lower case.

    Attributes:
        conjunctions: a line may begin with these.
        prepositions: a line may begin with these.
        leaning: articles, possessives, subject pronouns, auxiliaries and negations, which lean
            on the word that follows and never end a line.
    """

    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    leaning: frozenset[str]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NO_WORDS: Final = _SmallWords(
    conjunctions=frozenset(), prepositions=frozenset(), leaning=frozenset()
)

_SMALL_WORDS: Final = {
    "en": _SmallWords(
        conjunctions=_words(
            "and but or nor so yet because although though while when where which who that if "
            "unless until since than whether"
        ),
        prepositions=_words(
            "of in on at by for with from to into onto over under between among through during "
            "before after about against without within towards toward across behind beyond near "
            "as like"
        ),
        leaning=_words(
            "a an the this that these those my your his her its our their some any no every each "
            "i you he she it we they is are was were be been am has have had will would can could "
            "shall should may might must do does did not very mr mrs ms dr"
        ),
    ),
    "fr": _SmallWords(
        conjunctions=_words(
            "et mais ou donc or ni car que qui dont où quand lorsque comme si puisque parce tandis "
            "alors quoique"
        ),
        prepositions=_words(
            "à de du des dans en par pour sur sous avec sans vers chez entre depuis pendant contre "
            "après avant dès selon malgré parmi jusque jusqu'à au aux"
        ),
        leaning=_words(
            "le la les un une l' mon ton son ma ta sa mes tes ses notre votre leur nos vos leurs "
            "ce cet cette ces quelque quelques chaque tout toute tous toutes aucun aucune "
            "je tu il elle on nous vous ils elles ne n' se me te y "
            "est sont était étaient sera seront a ont avait avaient suis sommes ai as avons avez "
            "ai-je peut peuvent doit doivent très plus m mme"
        ),
    ),
    "de": _SmallWords(
        conjunctions=_words(
            "und aber oder denn sondern dass weil wenn als ob obwohl während bevor nachdem damit "
            "sodass wo wie die der das"
        ),
        prepositions=_words(
            "in im an am auf aus bei beim mit nach seit von vom zu zum zur für durch gegen ohne um "
            "über unter vor hinter neben zwischen wegen trotz während bis ins ans"
        ),
        leaning=_words(
            "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem "
            "mein meine meinen dein deine sein seine seinen ihr ihre ihren unser unsere euer eure "
            "dieser diese dieses diesen diesem jeder jede jedes jeden ich du er sie es wir man "
            "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können muss "
            "müssen soll sollen will wollen nicht sehr herr frau dr"
        ),
    ),
    "es": _SmallWords(
        conjunctions=_words(
            "y e pero o u ni sino que porque aunque cuando donde como si mientras pues quien "
            "cual cuyo cuya"
        ),
        prepositions=_words(
            "a al de del en por para con sin sobre bajo entre desde hasta hacia contra según "
            "durante mediante tras ante"
        ),
        leaning=_words(
            "el la los las un una unos unas lo mi tu su mis tus sus nuestro nuestra nuestros "
            "nuestras este esta estos estas ese esa esos esas aquel aquella cada todo toda todos "
            "todas yo tú él ella nosotros ellos ellas usted ustedes se me te le les nos "
            "es son era eran fue fueron será ha han había habían está están puede pueden debe "
            "deben no muy más sr sra dr"
        ),
    ),
    "pt": _SmallWords(
        conjunctions=_words(
            "e mas ou nem que porque embora quando onde como se enquanto pois quem cujo cuja porém"
        ),
        prepositions=_words(
            "a ao aos à às de do da dos das em no na nos nas por pelo pela pelos pelas para com "
            "sem sobre sob entre desde até contra segundo durante após perante num numa"
        ),
        leaning=_words(
            "o a os as um uma uns umas meu minha meus minhas teu tua seu sua seus suas nosso "
            "nossa nossos nossas este esta estes estas esse essa esses essas aquele aquela cada "
            "todo toda todos todas eu tu ele ela nós eles elas você vocês se me te lhe "
            "é são era eram foi foram será há tem têm tinha está estão pode podem deve devem não "
            "muito mais sr sra dr"
        ),
    ),
}


def break_cost(left: str, right: str, language: str) -> int:
    """Say how much a break between two neighbouring words hurts; 0 is best.

    Args:
        left: the word that would end the line, with its punctuation.
        right: the word that would begin the next one.
        language: ISO 639-1; another language than the tables' is judged by punctuation alone.
    """
    if not _has_letters(right) or _opens(left):
        return WITHIN_PUNCTUATION
    if ends_sentence(left, language=language, after=right):
        return AFTER_SENTENCE
    if _last_mark(left) in _CLAUSE_ENDS:
        return AFTER_CLAUSE
    return _cost_between_words(left, right, language)


def _cost_between_words(left: str, right: str, language: str) -> int:
    words = _SMALL_WORDS.get(language, _NO_WORDS)
    before, after = _bare(left), _bare(right)
    if before in words.leaning or before in words.prepositions or before in words.conjunctions:
        return AFTER_LEANING_WORD
    # German nouns are all written with a capital, so two of them are not a name.
    is_name = language != "de" and left[:1].isupper() and right[:1].isupper()
    if is_name or left[-1:].isnumeric():
        return WITHIN_NAME_OR_NUMBER
    if after in words.conjunctions:
        return BEFORE_CONJUNCTION
    if after in words.prepositions:
        return BEFORE_PREPOSITION
    return BETWEEN_WORDS


def _last_mark(word: str) -> str:
    """The last character, not counting closing quotes and brackets."""
    for character in reversed(word):
        if unicodedata.category(character) not in ("Pe", "Pf") and character not in "\"'»”’":
            return character
    return ""


def _bare(word: str) -> str:
    return word.strip(".,;:!?…\"'«»“”‘’()[]—–").lower()


def _opens(word: str) -> bool:
    """Whether a word is only an opening quote or bracket, as French writes them."""
    return all(unicodedata.category(character) in ("Pi", "Ps") for character in word)


def _has_letters(word: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in word)
