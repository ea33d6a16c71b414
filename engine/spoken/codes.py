"""What is read sign by sign: telephone numbers, cards, accounts, web addresses, versions, codes."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import (
    CURRENCY_SIGNS,
    Lexicon,
    Recogniser,
    any_of,
    word_after,
    word_before,
)
from engine.spoken.numbers import NumberReader

_ADDRESS: Final = (
    r"\b(?:https?://|ftp://|www\.)[^\s<>\"”»]*[\w/]"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|eu|de|fr|es|pt|br|uk|us|ch|at|it|nl|mx|ar|ca|io|ai|tv|dev"
    r"|app|gov|edu|info)\b(?:/[\w./?&=%#~+-]*\w)?"
    r"|\b[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|zip|jpe?g|png|mp[34]|wav|html?|json|py|exe)\b"
)
# National numbers whose shape leaves no doubt, in whatever language they stand.
_PHONES: Final = (
    r"\+\s?\d[\d ()./–-]{5,}\d",
    r"00[1-9]\d[\d ()./-]{6,}\d",
    r"(?:1[-. ])?\(\d{2,5}\)[ -]?\d{3,5}[-. /]?\d{2,4}(?:[-. ]\d{2,4})?",
    r"(?:1[-. ])?\d{3}(?P<sep>[-.])\d{3}(?P=sep)\d{4}",
    r"1[-. ]\d{3}(?P<sep>[-. ])\d{3}(?P=sep)\d{4}",
    r"0\d(?P<sep>[ .-])\d{2}(?:(?P=sep)\d{2}){3}",
    r"0[89]00(?:[ -]?\d{2,4}){2,3}",
    r"0\d{1,5}\s?[/-]\s?\d{3,}(?:[ -]\d{2,})*",
    r"0\d{2,5} \d{3,8}(?: \d{2,4})*",
    r"0\d{8,13}",
)
_CARDS: Final = (
    r"\d{4}(?P<sep>[ -])\d{4}(?P=sep)\d{4}(?P=sep)\d{4}(?:(?P=sep)\d{1,3})?",
    r"3\d{3}(?P<sep>[ -])\d{6}(?P=sep)\d{5}",
    r"\d{16}",
    # Numbers of documents, books and orders: three groups or more that are no date.
    r"\d+(?:-\d+){2,}",
)
_IBAN: Final = r"[A-Z]{2}\d{2}(?:(?: [A-Z0-9]{4}){2,8}(?: [A-Z0-9]{1,3})?|[A-Z0-9]{11,30})"
_COUNTRY_CODES: Final = r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}"
_LONGEST_GROUP: Final = 5
_LONGEST_SPELLED: Final = 3
_CHARACTERS_OF_GROUP: Final = 4
_VOWELS: Final = frozenset("AEIOUYÀÂÄÁÃÉÈÊËÍÎÏÓÔÖÕÚÙÛÜ")


class CodeReader:
    """Reads what stands for no amount in one language."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._lexicon = lexicon
        self._numbers = numbers
        self._counted = re.compile(
            rf"\s?(?:{any_of([*CURRENCY_SIGNS, *lexicon.units, *lexicon.scales, '%'])})(?!\w)"
        )

    def addresses(self) -> list[Recogniser]:
        """Return what finds web addresses and accounts, in which nothing else is looked for."""
        return [
            Recogniser(re.compile(rf"(?i:{_ADDRESS})"), self._address),
            Recogniser(re.compile(rf"(?<!\w){_IBAN}(?!\w)"), self._account),
        ]

    def recognisers(self) -> list[Recogniser]:
        """Return what finds other codes, the most specific first."""
        patterns = [
            *(
                (rf"(?<![\w,])(?<!\d[.-])(?:{pattern})(?!\w|[-.]\d)", self._card)
                for pattern in _CARDS
            ),
            *(
                (rf"(?<![\w,/])(?<!\d[.-])(?:{pattern})(?!\w|[-.,:]\d)", self._phone)
                for pattern in _PHONES
            ),
            *(
                (rf"(?<![\w,/])(?<!\d[.-])(?:{pattern})(?!\w|[-.,:/]\d)", self._national)
                for pattern in self._lexicon.phone_patterns
            ),
            (r"(?<!\w)\d{3}(?!\w|[.,]\d)|(?<!\w)\d{5,12}(?!\w|[.,]\d)", self._dialled),
            (r"(?<!\w)(?P<letter>[vV])\.?\s?(?P<version>\d+(?:\.\d+)*)(?!\w)", self._version),
            (r"(?<!\w)(?P<version>\d+(?:\.\d+){2,})", self._version),
            (r"(?<!\w)(?P<version>\d+(?:/\d+){2,})", self._path),
            (
                r"(?<=[A-Z0-9])\.(?=[\w])|(?<=[a-z])\.(?=[a-z0-9_])|(?<![^\s(])\.(?=[^\W\d_])",
                self._dot,
            ),
            (r"(?<!\w)#(?P<word>[^\W\d]\w*)", self._hashtag),
        ]
        return [Recogniser(re.compile(pattern), read) for pattern, read in patterns]

    def mixed(self) -> Recogniser:
        """Return what finds words of letters and digits, which is the last thing they are."""
        return Recogniser(
            re.compile(r"(?<![^\W_])(?:[A-Z]+-\d|[^\W\d_]+\d|\d+[^\W\d_])[^\W_]*"),
            self._letters_and_digits,
        )

    def spelled(self, letters: str) -> str:
        """Return letters one by one."""
        return " ".join(self._lexicon.letters.get(letter, letter) for letter in letters)

    def _groups(self, groups: list[str]) -> str:
        return ", ".join(self._numbers.digits(group) for group in groups if group)

    def _card(self, match: re.Match[str]) -> str:
        groups = re.findall(r"\d+", match[0])
        if len(groups) == 1:
            groups = re.findall(rf"\d{{1,{_CHARACTERS_OF_GROUP}}}", match[0])
        return self._groups(groups)

    def _account(self, match: re.Match[str]) -> str:
        compact = match[0].replace(" ", "")
        groups = re.findall(rf".{{1,{_CHARACTERS_OF_GROUP}}}", compact)
        return ", ".join(
            " ".join(
                self._numbers.digits(sign) if sign.isdigit() else self.spelled(sign)
                for sign in group
            )
            for group in groups
        )

    def _phone(self, match: re.Match[str]) -> str | None:
        written = match[0]
        digits = re.sub(r"\D", "", written)
        if not 7 <= len(digits) <= 15 or self._counted.match(match.string, match.end()):
            return None
        plus = ""
        if written.startswith("+"):
            plus = f"{self._lexicon.symbols['+']} "
            written = written.lstrip("+ ")
            code = re.match(rf"(?:{_COUNTRY_CODES})(?=\d{{6,}})", written)
            if code:
                written = f"{code[0]} {written[code.end() :]}"
        return plus + self._groups(self._phone_groups(written))

    def _phone_groups(self, written: str) -> list[str]:
        groups: list[str] = []
        for group in re.findall(r"\d+", written):
            groups += self._lexicon.phone_groups(group) if len(group) > _LONGEST_GROUP else [group]
        return groups

    def _national(self, match: re.Match[str]) -> str | None:
        groups = re.findall(r"\d+", match[0])
        years = [int(group) for group in groups]
        if len(groups) == 2 and all(1000 <= year <= 2100 for year in years) and years[0] < years[1]:
            return None
        # Round thousands that count something are grouped like some telephone numbers.
        if self._counted.match(match.string, match.end()) or (
            groups[-1].endswith("000") and (len(groups) == 1 or word_after(match))
        ):
            return None
        return self._groups(self._phone_groups(match[0]))

    def _dialled(self, match: re.Match[str]) -> str | None:
        cue = word_before(match) or re.sub(
            r"^.*?([^\W\d_]+)\W*$", r"\1", match.string[: match.start()]
        )
        if cue.casefold().rstrip(".") not in self._lexicon.phone_cues:
            return None
        if self._counted.match(match.string, match.end()):
            return None
        return self._groups(self._phone_groups(match[0]))

    def _version(self, match: re.Match[str]) -> str | None:
        if (
            re.fullmatch(self._numbers.pattern, match["version"])
            and "letter" not in match.groupdict()
        ):
            return None
        parts = match["version"].split(".")
        said = f" {self._lexicon.web['.']} ".join(map(self._numbers.whole, parts))
        letter = match.groupdict().get("letter")
        return f"{letter} {said}" if letter else said

    def _path(self, match: re.Match[str]) -> str:
        slash = f" {self._lexicon.web['/']} "
        return slash.join(map(self._numbers.whole, match["version"].split("/")))

    def _dot(self, match: re.Match[str]) -> str:
        del match
        return f" {self._lexicon.web['.']} "

    def _hashtag(self, match: re.Match[str]) -> str:
        words = re.findall(r"[^\W\d_a-zà-ÿ]+(?![a-zà-ÿ])|[^\W\d_][a-zà-ÿ]*|\d+", match["word"])
        return " ".join([self._lexicon.hashtag, *map(self._word_or_number, words)])

    def _word_or_number(self, word: str) -> str:
        return self._numbers.whole(word) if word.isdigit() else word

    def _address(self, match: re.Match[str]) -> str:
        address = re.sub(r"^(?:\w+://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE)
        words = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", address.rstrip("/"))
        return " ".join(
            self._address_digits(word) if word.isdigit() else self._lexicon.web.get(word, word)
            for word in words
        )

    def _address_digits(self, digits: str) -> str:
        if len(digits) > _LONGEST_SPELLED:
            return self._numbers.digits(digits)
        return self._numbers.whole(digits)

    def _letters_and_digits(self, match: re.Match[str]) -> str:
        runs = re.findall(r"[^\W\d_]+|\d+", match[0])
        is_long = len(runs) > 2 or any(run.isdigit() and len(run) > 4 for run in runs)
        return " ".join(
            (self._numbers.digits(run) if is_long else self._numbers.whole(run))
            if run.isdigit()
            else self._code_letters(run)
            for run in runs
        )

    def _code_letters(self, letters: str) -> str:
        if letters.isupper() and (len(letters) <= _LONGEST_SPELLED or not can_be_said(letters)):
            return self.spelled(letters)
        return letters


def can_be_said(word: str) -> bool:
    """Tell whether letters in capitals look like a word: vowels, and no long run without one."""
    if not any(letter in _VOWELS for letter in word):
        return False
    runs = re.split(f"[{''.join(sorted(_VOWELS))}]+", word)
    return len(runs[0]) <= 2 and len(runs[-1]) <= 2 and all(len(run) <= 3 for run in runs)
