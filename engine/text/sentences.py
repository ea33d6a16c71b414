"""Where a sentence ends."""

import re
from typing import Final

_END: Final = re.compile(r"[.?!…]+[\"'”’»)\]]*$")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Za-zÀ-ÿ]|Mr|Mrs|Ms|Dr|Prof|St|vs|Jr|Sr|Sra|Srta|Dra|Mme|Mlle|bzw|ca|usw|"
    r"z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?ex|e\.g|i\.e|U\.S|Nr|No|Nº|art|pág|p|cf|vol)\.$",
    re.IGNORECASE,
)


def sentence_end(text: str) -> bool:
    """Whether `text` ends in a mark that ends a sentence (and not an abbreviation)."""
    return bool(_END.search(text)) and not _ABBREVIATION.search(text)
