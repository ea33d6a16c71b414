import pytest

from engine.sentences import ends_sentence


@pytest.mark.parametrize(
    ("word", "ends"),
    [
        ("done.", True),
        ("done?”", True),
        ("well…", True),
        ("です。", True),
        ("Dr.", False),
        ("M.", False),
        ("3.", False),
        ("done,", False),
        ("done", False),
    ],
)
def test_ends_in_an_unknown_language(word: str, *, ends: bool) -> None:
    assert ends_sentence(word) is ends


@pytest.mark.parametrize(
    ("text", "after", "language", "ends"),
    [
        ("im Jahr 1987.", "Danach", "de", True),
        ("am 3.", "Oktober", "de", False),
        ("in 1987.", "then", "en", False),
        ("in 1987.", "Then", "en", True),
        ("So did I.", "They", "en", True),
        ("Ludwig XIV.", "war", "de", False),
        ("im XIX.", "Jahrhundert", "de", False),
        ("Er sah Ludwig XIV.", "Danach", "de", True),
        ("See pp.", "12", "en", False),
        ("No.", "5", "en", False),
        ("No.", "That", "en", True),
        ("Siehe Nr.", "7", "de", False),
    ],
)
def test_a_point_behind_a_number_asks_the_next_word(
    text: str, after: str, language: str, *, ends: bool
) -> None:
    assert ends_sentence(text, language=language, after=after) is ends


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [
        ("It is late.", "en", True),
        ("Is it late?", "en", True),
        ('He said "no."', "en", True),
        ("Wait...", "en", True),
        ("I met Dr.", "en", False),
        ("J.", "en", False),
        ("am 3.", "de", False),
        ("z. B.", "de", False),
        ("por ejemplo, el Sr.", "es", False),
        ("Il est tard !", "fr", True),
        ("Il est tard", "fr", False),
        ("", "en", False),
        ("   ", "en", False),
    ],
)
def test_where_sentences_end(text: str, language: str, *, ends: bool) -> None:
    assert ends_sentence(text, language=language) is ends
