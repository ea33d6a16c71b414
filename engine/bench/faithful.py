"""Measures whether numbers, amounts, codes, names, signs and negations survive translation.

Made sentences hold what is random, from a seed, so that no model has met them; real sentences come
with translations by people, and count what the people kept.
"""

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from engine.bench.recordings import BenchmarkError
from engine.languages import LANGUAGES, Language
from engine.messages import Code
from engine.mt.faithful import FaithfulModel
from engine.mt.model import TextModel, TextOptions
from engine.packs.entries import Role
from engine.packs.store import PackStore
from engine.spoken.lexicon import CURRENCY_SIGNS, Lexicon, any_of

_SPACES: Final = "[ \u00a0\u202f\u2009]"
_GAP: Final = f"{_SPACES}?"
_SEED: Final = 15


class Kept(StrEnum):
    """What has to survive."""

    NUMBERS = "numbers"
    AMOUNTS = "amounts"
    CODES = "codes"
    NAMES = "names"
    SIGNS = "signs"
    NEGATIONS = "negations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A sentence and what its translation has to have.

    Attributes:
        text: in the source language.
        kind: what it tries.
        wanted: regular expression of what the translation has to have.
        unwanted: the same of what it may not have.
    """

    text: str
    kind: Kept
    wanted: str
    unwanted: str = r"(?!)"

    def survives(self, translation: str) -> bool:
        """Whether the translation has what it has to."""
        flags = re.IGNORECASE if self.kind is Kept.NEGATIONS else 0
        has = re.search(self.wanted, translation, flags)
        return has is not None and re.search(self.unwanted, translation, flags) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A real sentence and a person's translation of it."""

    source: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Faithfulness:
    """What one model kept.

    Attributes:
        kept: of each kind how many survived, and of how many.
        real: the same in real sentences.
        bleu: corpus BLEU (sacrebleu, 13a, cased) over the real sentences; None without any.
        chrf: corpus chrF2 (sacrebleu).
        lost: sentences of which something was lost, and what came instead.
    """

    kept: Mapping[Kept, tuple[int, int]]
    real: Mapping[Kept, tuple[int, int]]
    bleu: float | None
    chrf: float | None
    lost: tuple[tuple[str, str], ...]


_FRAMES: Final[Mapping[str, Mapping[Kept, tuple[str, ...]]]] = MappingProxyType(
    {
        "en": {
            Kept.NUMBERS: (
                "The city has {} inhabitants.",
                "There were {} cases in March.",
                "They sold {} copies in the first week.",
                "More than {} people came to the station.",
                "She counted {} birds on the lake.",
                "The company employs {} workers.",
                "He walked {} steps yesterday.",
                "The library owns {} books and we have read them all.",
            ),
            Kept.AMOUNTS: (
                "The ticket costs {} in total.",
                "I paid {} for the room.",
                "He still owes me {}.",
                "The price went up to {} last year.",
                "We spent {} on food and the rest on books.",
            ),
            Kept.CODES: (
                "The code is {}.",
                "Please write to {} before Friday.",
                "My order is {}, and it has not arrived.",
                "You can reach us at {}.",
            ),
            Kept.NAMES: (
                "{} lives in a small house by the river.",
                "I met {} at the airport yesterday.",
                "The president spoke with {} about the war.",
                "My sister works with {}.",
                "{} and her brother are waiting outside.",
                "Do you know where {} went?",
            ),
            Kept.SIGNS: (
                "It was {} degrees last night.",
                "The temperature fell to {} °C.",
                "The result was {}.",
            ),
            Kept.NEGATIONS: (
                "They voted against the law.",
                "I don't know where he lives.",
                "She has never been to school.",
                "Nobody saw the accident.",
                "We can't wait any longer.",
                "He left without his coat.",
                "You must not open this door.",
                "There is no water in the house.",
                "I didn't see anyone on the street.",
                "Nothing has changed since then.",
                "The members voted against it.",
                "He won't pay for the damage.",
            ),
        },
        "pt": {
            Kept.NUMBERS: (
                "A cidade tem {} habitantes.",
                "Houve {} casos em março.",
                "Eles venderam {} cópias na primeira semana.",
                "Mais de {} pessoas vieram à estação.",
                "A empresa tem {} trabalhadores.",
            ),
            Kept.AMOUNTS: (
                "O bilhete custa {} no total.",
                "Paguei {} pelo quarto.",
                "Ele ainda me deve {}.",
                "Gastamos {} em comida e o resto em livros.",
            ),
            Kept.CODES: (
                "O código é {}.",
                "Por favor, escreva para {} antes de sexta-feira.",
                "O meu pedido é {} e ainda não chegou.",
            ),
            Kept.NAMES: (
                "{} mora numa casa pequena perto do rio.",
                "Encontrei {} no aeroporto ontem.",
                "O presidente falou com {} sobre a guerra.",
                "A minha irmã trabalha com {}.",
                "Você sabe para onde foi {}?",
            ),
            Kept.SIGNS: (
                "Fazia {} graus ontem à noite.",
                "A temperatura caiu para {} °C.",
            ),
            Kept.NEGATIONS: (
                "Eles votaram contra a lei.",
                "Não sei onde ele mora.",
                "Ela nunca foi à escola.",
                "Ninguém viu o acidente.",
                "Ele saiu sem o casaco.",
                "Não há água na casa.",
                "Nada mudou desde então.",
            ),
        },
        "fr": {
            Kept.NUMBERS: ("La ville compte {} habitants.", "Il y a eu {} cas en mars."),
            Kept.AMOUNTS: ("Le billet coûte {} en tout.", "J'ai payé {} pour la chambre."),
            Kept.CODES: ("Le code est {}.", "Écrivez à {} avant vendredi."),
            Kept.NAMES: ("J'ai rencontré {} à l'aéroport.", "Ma sœur travaille avec {}."),
            Kept.SIGNS: ("Il faisait {} degrés hier soir.",),
            Kept.NEGATIONS: (
                "Ils ont voté contre la loi.",
                "Je ne sais pas où il habite.",
                "Personne n'a vu l'accident.",
            ),
        },
        "de": {
            Kept.NUMBERS: ("Die Stadt hat {} Einwohner.", "Im März gab es {} Fälle."),
            Kept.AMOUNTS: ("Die Karte kostet insgesamt {}.", "Ich habe {} bezahlt."),
            Kept.CODES: ("Der Code ist {}.", "Schreiben Sie bis Freitag an {}."),
            Kept.NAMES: ("Ich habe {} am Flughafen getroffen.", "Sie arbeitet mit {}."),
            Kept.SIGNS: ("Gestern Nacht waren es {} Grad.",),
            Kept.NEGATIONS: (
                "Sie stimmten gegen das Gesetz.",
                "Ich weiß nicht, wo er wohnt.",
                "Niemand hat den Unfall gesehen.",
            ),
        },
        "es": {
            Kept.NUMBERS: ("La ciudad tiene {} habitantes.", "Hubo {} casos en marzo."),
            Kept.AMOUNTS: ("El billete cuesta {} en total.", "Pagué {} por la habitación."),
            Kept.CODES: ("El código es {}.", "Escriba a {} antes del viernes."),
            Kept.NAMES: ("Vi a {} en el aeropuerto.", "Mi hermana trabaja con {}."),
            Kept.SIGNS: ("Anoche hacía {} grados.",),
            Kept.NEGATIONS: (
                "Votaron contra la ley.",
                "No sé dónde vive.",
                "Nadie vio el accidente.",
            ),
        },
    }
)

_PEOPLE: Final = (
    *("Lindsey Galloway", "Emmanuel Macron", "Boris Johnson", "Olaf Scholz", "Priya Raman"),
    *("Gareth Hughes", "Wanda Zielinska", "Tobias Ekdahl", "Keanu Reeves", "Rishi Sunak"),
    *("Chidi Okafor", "Mehmet Yildiz", "Siobhan Kelly", "Hiroshi Endo", "Anneke Visser"),
    *("Macron", "Boris", "Zelensky", "Trudeau", "Meloni", "Kevin", "Fletcher", "Dubois", "Brandon"),
)
_CURRENCIES: Final = ("$", "\u20ac", "\u00a3")


def probes(source: str, target: str, *, per_kind: int) -> list[Probe]:
    """Made sentences of a direction, the same in every run.

    Args:
        source: ISO 639-1, as is `target`.
        target: the language of the translation.
        per_kind: sentences of each kind.
    """
    dice = random.Random(f"{_SEED} {source}")  # noqa: S311 - sentences, no secrets
    own, other = LANGUAGES[source], LANGUAGES[target]
    makers = {
        Kept.NUMBERS: _number,
        Kept.AMOUNTS: _amount,
        Kept.CODES: _code,
        Kept.NAMES: _person,
        Kept.SIGNS: _signed,
    }
    found: list[Probe] = []
    for kind, frames in _FRAMES[source].items():
        for turn in range(per_kind if kind in makers else 0):
            written, wanted = makers[kind](dice, own, other)
            frame = frames[turn % len(frames)]
            found.append(Probe(text=frame.format(written), kind=kind, wanted=wanted))
    found += [_negation(text, own, other) for text in _FRAMES[source][Kept.NEGATIONS]]
    return found


def read_pairs(path: Path, *, limit: int | None = None) -> list[Pair]:
    """Read a file of sentences: source, tab, translation.

    Raises:
        BenchmarkError: it cannot be read or has no pairs.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(
            Code.FILE_UNREADABLE, path=str(path), reason=str(error) or "it is not UTF-8"
        ) from error
    rows = [line.split("\t") for line in lines]
    pairs = [Pair(source=row[0], reference=row[1]) for row in rows if len(row) > 1 and all(row[:2])]
    if not pairs:
        raise BenchmarkError(
            Code.BENCHMARK_SET_INVALID, where=str(path), detail="no pairs with a tab between"
        )
    step = max(1, len(pairs) // limit) if limit else 1
    return pairs[::step][:limit]


def measure(
    model: TextModel,
    made: Sequence[Probe],
    pairs: Sequence[Pair],
    *,
    source: str,
    target: str,
    options: TextOptions,
) -> Faithfulness:
    """Translate all and count what survives.

    Args:
        model: of the direction.
        made: see `probes`.
        pairs: real sentences; may be empty.
        source: ISO 639-1, as is `target`.
        target: the language of the translation.
        options: how to search.
    """
    lost: list[tuple[str, str]] = []
    kept = dict.fromkeys(Kept, (0, 0))
    for probe in made:
        translation = model.translate(probe.text, options=options).text
        survived = probe.survives(translation)
        if not survived:
            lost.append((probe.text, translation))
        kept[probe.kind] = _counted(kept[probe.kind], survived=survived)
    real = dict.fromkeys(Kept, (0, 0))
    outputs: list[str] = []
    for pair in pairs:
        translation = model.translate(pair.source, options=options).text
        outputs.append(translation)
        for kind, survived in _kept_of(pair, translation, LANGUAGES[source], LANGUAGES[target]):
            real[kind] = _counted(real[kind], survived=survived)
    references = [[pair.reference for pair in pairs]]
    return Faithfulness(
        kept=kept,
        real=real,
        bleu=BLEU().corpus_score(outputs, references).score if pairs else None,
        chrf=CHRF().corpus_score(outputs, references).score if pairs else None,
        lost=tuple(lost),
    )


def text_models(store: PackStore) -> dict[str, str]:
    """Ids of the installed text packs by the direction that they serve, such as "en-fr"."""
    installed = store.installed()
    return {
        f"{source}-{target}": pack.id
        for pack in store.catalogue.packs
        if pack.role is Role.TEXT and pack.id in installed
        for source, target in pack.pairs
        if source in _FRAMES and target in _FRAMES
    }


def weigh(
    model: TextModel,
    direction: str,
    *,
    pairs_file: Path | None,
    per_kind: int,
    limit: int | None,
    options: TextOptions,
) -> tuple[Faithfulness, Faithfulness]:
    """What a model keeps alone, and within the faithful stage.

    Args:
        model: of the direction.
        direction: such as "en-fr".
        pairs_file: see `read_pairs`; None for made sentences alone.
        per_kind: made sentences of each kind.
        limit: real sentences at most.
        options: how to search.

    Raises:
        BenchmarkError: the file of pairs cannot be used.
    """
    source, target = direction.split("-")
    pairs = [] if pairs_file is None else read_pairs(pairs_file, limit=limit)
    made = probes(source, target, per_kind=per_kind)
    faithful = FaithfulModel(model, source=source, target=target)
    first, second = (
        measure(one, made, pairs, source=source, target=target, options=options)
        for one in (model, faithful)
    )
    return first, second


def table(before: Faithfulness, after: Faithfulness) -> str:
    """Shares in percent, alone and within the stage, and how many sentences they are of."""
    lines = [f"  {'':<22}{'alone':>8}{'faithful':>10}{'of':>7}"]
    for name, first, second in (
        ("made", before.kept, after.kept),
        ("real", before.real, after.real),
    ):
        for kind, (survived, total) in second.items():
            if total:
                shares = [100 * first[kind][0] / total, 100 * survived / total]
                lines.append(f"  {name} {kind:<17}{shares[0]:8.1f}{shares[1]:10.1f}{total:7}")
    for title, first_score, second_score in (
        ("BLEU", before.bleu, after.bleu),
        ("chrF", before.chrf, after.chrf),
    ):
        if first_score is not None and second_score is not None:
            lines.append(f"  {title:<22}{first_score:8.2f}{second_score:10.2f}")
    return "\n".join(lines) + "\n"


def _counted(count: tuple[int, int], *, survived: bool) -> tuple[int, int]:
    return count[0] + survived, count[1] + 1


def _lexicon(language: Language) -> Lexicon:
    if language.lexicon is None:
        raise ValueError(f"the written forms of {language.name} are not known")
    return language.lexicon


def _written(digits: str, broken: str, language: Language) -> str:
    """A number with its thousands apart."""
    first = len(digits) % 3 or 3
    groups = [digits[:first], *re.findall(r"\d{3}", digits[first:])]
    whole = language.numbers.group_sign.join(groups)
    return f"{whole}{_lexicon(language).decimal_sign}{broken}" if broken else whole


def _pattern(digits: str, broken: str, language: Language) -> str:
    """A number as a language may write it: grouped in its way, or with spaces, or not at all."""
    sign = re.escape(language.numbers.group_sign)
    first = len(digits) % 3 or 3
    groups = [digits[:first], *re.findall(r"\d{3}", digits[first:])]
    whole = rf"(?:{sign}|{_SPACES})?".join(groups)
    part = rf"{re.escape(_lexicon(language).decimal_sign)}{broken}" if broken else ""
    return rf"(?<!\d)(?<!\d[.,]){whole}{part}(?!\d|[.,]\d)"


def _number(dice: random.Random, own: Language, other: Language) -> tuple[str, str]:
    digits = str(dice.randrange(10 ** dice.randint(1, 6), 10**7))
    broken = dice.choice(["", "", "", f"{dice.randrange(1, 10)}"])
    return _written(digits, broken, own), _pattern(digits, broken, other)


def _amount(dice: random.Random, own: Language, other: Language) -> tuple[str, str]:
    digits, broken = str(dice.randrange(2, 90_000)), f"{dice.randrange(100):02d}"
    sign = dice.choice(_CURRENCIES)
    number = _written(digits, broken, own)
    shown = f"{sign}{number}" if own.numbers.money_sign_first else f"{number} {sign}"
    names = _lexicon(other).currencies[CURRENCY_SIGNS[sign]].unit
    amount, either = _pattern(digits, broken, other), any_of((sign, *names))
    return shown, rf"(?:{either}){_GAP}{amount}|{amount}{_GAP}(?:{either})"


def _code(dice: random.Random, own: Language, other: Language) -> tuple[str, str]:
    del own, other
    letters = "".join(dice.choice("ABCDEFGHKLMNPQRSTUVXYZ") for _ in range(2))
    number = dice.randrange(100, 9999)
    shown = dice.choice(
        [
            f"{letters}{number}",
            f"{letters}-{number}",
            f"{letters.lower()}.{number}@example.org",
            f"www.{letters.lower()}{number}.org",
            f"{dice.randrange(200, 990)}-555-{dice.randrange(1000, 9999)}",
        ]
    )
    return shown, rf"(?<!\w){re.escape(shown)}(?!\w)"


def _person(dice: random.Random, own: Language, other: Language) -> tuple[str, str]:
    del own, other
    name = dice.choice(_PEOPLE)
    return name, rf"(?<!\w){re.escape(name)}(?![^\W\d_]{{2}})(?!{_GAP}\()"


def _signed(dice: random.Random, own: Language, other: Language) -> tuple[str, str]:
    digits = str(dice.randrange(2, 40))
    minus, spoken = _lexicon(own).minus, _lexicon(other).minus
    shown = dice.choice([f"{minus} {digits}", f"-{digits}"])
    return shown, rf"(?:(?<!\w)[-\u2212\u2013]{_GAP}|(?i:{spoken}) ){digits}(?!\d)"


def _negation(text: str, own: Language, other: Language) -> Probe:
    opposes = own.polarity.opposes(text)
    turning = other.polarity.opposition if opposes else other.polarity.negation
    # A sentence that opposes something denies nothing.
    unwanted = rf"(?<!\w)(?:{other.polarity.negation})(?!\w)" if opposes else r"(?!)"
    return Probe(
        text=text,
        kind=Kept.NEGATIONS,
        wanted=rf"(?<!\w)(?:{turning})(?!\w)",
        unwanted=unwanted,
    )


def _kept_of(
    pair: Pair, translation: str, own: Language, other: Language
) -> Iterator[tuple[Kept, bool]]:
    """What a person kept of a sentence, and whether the translation does."""
    numbers, wanted = (_digits(text) for text in (translation, pair.reference))
    for number in _digits(pair.source):
        if number in wanted:
            yield Kept.NUMBERS, number in numbers
    shown, expected = _words(translation), _words(pair.reference)
    for match in re.finditer(r"(?<=[^.!?:] )[^\W\d_a-z][^\W\d_]{2,}", pair.source):
        if match[0] in expected and not match[0].isupper():
            yield Kept.NAMES, _plain(match[0]) in {_plain(word) for word in shown}
    negated = own.polarity.negates(pair.source)
    if negated == other.polarity.negates(pair.reference):
        yield Kept.NEGATIONS, negated == other.polarity.negates(translation)


def _digits(text: str) -> list[str]:
    """Numbers without what parts their digits."""
    return [
        re.sub(r"\D", "", number) for number in re.findall(r"\d(?:[\d.,\u202f\u00a0]*\d)?", text)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(character for character in parts if not unicodedata.combining(character))
