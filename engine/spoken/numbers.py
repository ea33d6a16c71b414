"""Written numbers: what they are worth and how they are said."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import re
from typing import Final

from engine.spoken.lexicon import Forms, Lexicon

MINUS: Final = "-−–"
_NARROW_SPACES: Final = "\u00a0\u2007\u2009\u202f"
_MOST_DIGITS: Final = 15  # beyond the trillions a number is a code
_MOST_DECIMALS_AS_NUMBER: Final = 3


class NumberReader:
    """Says one language's written numbers.

    Attributes:
        pattern: regular expression of a number without its sign; it has no groups.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        decimal = re.escape(lexicon.decimal_sign)
        group = re.escape("," if lexicon.decimal_sign == "." else ".")
        space = rf"[{_NARROW_SPACES}{' ' if lexicon.groups_by_space else ''}]"
        first = r"[1-9]\d{0,2}"
        end = r"(?!\d)"
        self.pattern = (
            rf"(?:{first}(?:{group}\d{{3}})+{end}(?:{decimal}\d+{end})?"
            rf"|{first}(?:{decimal}\d{{3}})+{end}{group}\d{{1,2}}{end}"
            rf"|{first}(?:{decimal}\d{{3}}){{2,}}{end}"
            rf"|{first}(?:(?:{space}\d{{3}})+|(?: \d{{3}}){{2,}}){end}(?:[.,]\d+{end})?"
            rf"|{first}(?:['’]\d{{3}})+{end}(?:[.,]\d+{end})?"
            rf"|[1-9]\d?(?:,\d{{2}})+,\d{{3}}{end}"
            # Where digits go on behind another sign those before it are a list or a version.
            rf"|\d+[.,]\d+(?!\d|[.,]\d)"
            rf"|(?<![\w.,)\]])\.\d+(?!\d|\.\d)"
            rf"|\d+{end})"
        )

    def split(self, written: str) -> tuple[str, str, str]:
        """Return the digits before the decimal sign, that sign, and the digits after it."""
        match = re.fullmatch(r"(.*?)([.,])(\d+)", written)
        if match is None:
            return re.sub(r"\D", "", written), "", ""
        whole, sign, broken = match.groups()
        is_other_sign = re.search(r"[^\d]", whole) is not None and sign not in whole
        is_group = len(broken) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole) is not None
        groups_own = sign != self._lexicon.decimal_sign and is_group
        if sign in whole or (groups_own and not is_other_sign):
            return re.sub(r"\D", "", written), "", ""
        return re.sub(r"\D", "", whole) or "0", sign, broken

    def say(self, written: str, gender: str = "", *, counts: bool = True) -> str:
        """Return the words of a number.

        Args:
            written: what `pattern` matches.
            gender: of what is counted; see Lexicon.cardinal.
            counts: False where a sign that is not the language's own may be that of a version, so
                is named as it is written.
        """
        whole, sign, broken = self.split(written)
        if not broken:
            return self.whole(whole, gender)
        lexicon = self._lexicon
        word = lexicon.decimal_word
        is_ungrouped = re.fullmatch(r"\d*", written[: -len(broken) - 1]) is not None
        if not counts and sign == "." and lexicon.decimal_sign == "," and is_ungrouped:
            word = lexicon.web["."]
        rest = broken.lstrip("0")
        if lexicon.decimals_by_digit or len(rest) > _MOST_DECIMALS_AS_NUMBER or not rest:
            said = self.digits(broken)
        else:
            zeros = self.digits("0" * (len(broken) - len(rest)))
            said = f"{zeros} {lexicon.cardinal(int(rest), '')}".strip()
        return f"{self.whole(whole)} {word} {said}"

    def whole(self, digits: str, gender: str = "") -> str:
        """Return digits as one number, or one by one where they are a code."""
        if (digits.startswith("0") and len(digits) > 1) or len(digits) > _MOST_DIGITS:
            return self.digits(digits)
        return self._lexicon.cardinal(int(digits), gender)

    def digits(self, digits: str) -> str:
        """Return the names of digits."""
        return " ".join(self._lexicon.cardinal(int(digit), "") for digit in digits)

    def noun(self, written: str, forms: Forms) -> str:
        """Return the form of a noun that a number takes."""
        whole, _, broken = self.split(written)
        value = int(whole[:_MOST_DIGITS])
        is_one = value == 1 and not broken.strip("0")
        if self._lexicon.one_below_two:
            is_one = value < 2
        return forms[0] if is_one else forms[1]

    def counted(self, written: str, forms: Forms) -> str:
        """Return a number and its noun, which agree."""
        noun = self.noun(written, forms)
        return self.joined(self.say(written, self._lexicon.gender(noun)), noun)

    def joined(self, said: str, noun: str) -> str:
        """Return a number's words before a noun: "mil euros", but "un millón de euros"."""
        is_joined = said.endswith(self._lexicon.of_after)
        return f"{said} {self._lexicon.of_noun(noun) if is_joined else noun}"
