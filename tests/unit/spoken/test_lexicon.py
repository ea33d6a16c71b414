import pytest

from engine.languages import LANGUAGES, is_abbreviation, spoken_reader

_SPOKEN = [code for code, language in LANGUAGES.items() if language.lexicon is not None]
_READERS = {language: spoken_reader(language) for language in _SPOKEN}


@pytest.mark.parametrize("language", _SPOKEN)
def test_plain_sentences_stay_as_they_are(language: str) -> None:
    sentence = "Anna saw the sea, and it was cold; was it? No!"
    assert _READERS[language].read(sentence) == sentence


def test_a_language_without_lexicon_is_refused() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        spoken_reader("xx")


def test_abbreviations_are_known_with_their_parts() -> None:
    assert is_abbreviation("Dr.", "en")
    assert is_abbreviation("UU.", "es")
    assert is_abbreviation("z.", "de")
    assert not is_abbreviation("end.", "en")
    assert not is_abbreviation("Dr.", "xx")


@pytest.mark.parametrize("language", _SPOKEN)
def test_lexicons_are_complete(language: str) -> None:
    english, lexicon = LANGUAGES["en"].lexicon, LANGUAGES[language].lexicon
    assert english is not None
    assert lexicon is not None
    assert len(lexicon.months) == 12
    assert set(lexicon.symbols) == set(english.symbols)
    assert set(lexicon.web) == set(english.web)
    assert set(lexicon.currencies) == set(english.currencies)
    assert all(form == form.casefold() for form in lexicon.abbreviations)
    assert set(lexicon.phrases) >= {"24/7", "50/50"}
    assert set(lexicon.units) >= {"%", "°", "min", "s", "ft", "″", "m²", "km/h"}
    words = lexicon.acronyms | lexicon.emphasised
    assert all(word == word.upper() for word in words)
    assert all(form == form.casefold() for form in (*lexicon.scales, *lexicon.numbered))
