"""Words that are said otherwise than they are written.

A rule replaces whole words: `SQL` does not touch `MySQL`. Longer rules go first, so that
`New York Times` is not spoiled by `New York`; what a rule has put in is not replaced again.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import GlossaryError
from engine.messages import Code

MOST_RULES: Final = 2_000
MOST_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry.

    Attributes:
        written: what stands in the text.
        said: what is spoken instead.
        is_case_sensitive: only this very spelling.
    """

    written: str
    said: str
    is_case_sensitive: bool = False

    def __post_init__(self) -> None:
        if not self.written.strip():
            raise GlossaryError(Code.GLOSSARY_TERM_EMPTY)
        if max(len(self.written), len(self.said)) > MOST_CHARACTERS:
            raise GlossaryError(Code.GLOSSARY_TERM_TOO_LONG, most=MOST_CHARACTERS)


class Glossary:
    """Rules, applied in one pass.

    Args:
        rules: of two for the same spelling the later counts.

    Raises:
        GlossaryError: there are too many.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)
        if len(self.rules) > MOST_RULES:
            raise GlossaryError(Code.GLOSSARY_TOO_LONG, most=MOST_RULES)
        self._exact = {_key(r.written): r.said for r in self.rules if r.is_case_sensitive}
        self._folded = {
            _key(r.written).casefold(): r.said for r in self.rules if not r.is_case_sensitive
        }
        written = sorted({_key(rule.written) for rule in self.rules}, key=len, reverse=True)
        self._pattern = (
            re.compile("|".join(map(_whole_words, written)), re.IGNORECASE) if written else None
        )

    @classmethod
    def load(cls, path: Path) -> "Glossary":
        """Read a file: TOML with `"written" = "said"` under `[said]`.

        Raises:
            GlossaryError: the file cannot be read or is of another shape.
        """
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise GlossaryError(
                Code.GLOSSARY_UNREADABLE, path=str(path), reason=str(error)
            ) from error
        table = document.get("said")
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise GlossaryError(Code.GLOSSARY_TABLE_MISSING, path=str(path))
        return cls(Rule(written=written, said=said) for written, said in table.items())

    def said(self, text: str) -> str:
        """The text with what stands in the glossary replaced."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._replacement, _composed(text))

    def _replacement(self, match: re.Match[str]) -> str:
        found = match.group()
        said = self._exact.get(_key(found))
        return self._folded.get(_key(found).casefold(), found) if said is None else said


NO_GLOSSARY: Final = Glossary()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _key(written: str) -> str:
    return " ".join(_composed(written).split())


def _whole_words(written: str) -> str:
    """A pattern for the words; any white space stands for theirs."""
    words = r"\s+".join(map(re.escape, written.split()))
    # A side that is no letter, such as the + of C++, has no boundary of words.
    before = r"(?<!\w)" if written.strip()[0].isalnum() else ""
    after = r"(?!\w)" if written.strip()[-1].isalnum() else ""
    return f"{before}{words}{after}"
