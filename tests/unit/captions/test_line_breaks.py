import pytest

from engine.captions.line_breaks import (
    AFTER_CLAUSE,
    AFTER_LEANING_WORD,
    AFTER_SENTENCE,
    BEFORE_CONJUNCTION,
    BEFORE_PREPOSITION,
    BETWEEN_WORDS,
    WITHIN_NAME_OR_NUMBER,
    WITHIN_PUNCTUATION,
    break_cost,
)


@pytest.mark.parametrize(
    ("left", "right", "language", "cost"),
    [
        ("done.", "Then", "en", AFTER_SENTENCE),
        ("fini.»", "Puis", "fr", AFTER_SENTENCE),
        ("room,", "will", "en", AFTER_CLAUSE),
        ("speak", "and", "en", BEFORE_CONJUNCTION),
        ("president", "of", "en", BEFORE_PREPOSITION),
        ("red", "car", "en", BETWEEN_WORDS),
        ("the", "car", "en", AFTER_LEANING_WORD),
        ("la", "voiture", "fr", AFTER_LEANING_WORD),
        ("eine", "Straße", "de", AFTER_LEANING_WORD),
        ("los", "niños", "es", AFTER_LEANING_WORD),
        ("uma", "rua", "pt", AFTER_LEANING_WORD),
        ("we", "will", "en", AFTER_LEANING_WORD),
        ("of", "France", "en", AFTER_LEANING_WORD),
        ("Victor", "Hugo", "en", WITHIN_NAME_OR_NUMBER),
        ("gute", "Bücher", "de", BETWEEN_WORDS),
        ("Park", "Bänke", "de", BETWEEN_WORDS),
        ("25", "euros", "en", WITHIN_NAME_OR_NUMBER),
        ("vraiment", "?", "fr", WITHIN_PUNCTUATION),
        ("«", "Bonjour", "fr", WITHIN_PUNCTUATION),
        ("the", "car", "xx", BETWEEN_WORDS),
    ],
)
def test_breaks_cost_what_the_guide_says(left: str, right: str, language: str, cost: int) -> None:
    assert break_cost(left, right, language) == cost
