import pytest

from engine.text.sentences import ends_sentence


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
