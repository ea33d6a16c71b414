"""One record a language, and nothing else to add."""

import pytest

from engine.captions.line_breaks import (
    AFTER_LEANING_WORD,
    BEFORE_CONJUNCTION,
    BETWEEN_WORDS,
    WITHIN_NAME_OR_NUMBER,
    break_cost,
)
from engine.languages import (
    CLONING_LANGUAGES,
    LANGUAGES,
    Language,
    SmallWords,
    find_language,
    is_abbreviation,
    language_name,
    spoken_reader,
)
from engine.sentences import ends_sentence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(form, "en") for form in ("en", "EN", "eng", "en-US", "en_GB.UTF-8", " en ")],
        *[(form, "fr") for form in ("fr", "fra", "fre", "fr-CA", "FR_be")],
        *[(form, "de") for form in ("deu", "ger", "de-AT")],
        *[(form, "pt") for form in ("por", "pt-BR")],
    ],
)
def test_a_language_is_found_by_its_usual_codes(text: str, code: str) -> None:
    found = find_language(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "auto", "xx", "english", "ende", "-en", "e"])
def test_what_is_no_code_finds_none(text: str) -> None:
    assert find_language(text) is None


def test_no_two_languages_share_a_code() -> None:
    codes = [code for one in LANGUAGES.values() for code in (one.code, *one.iso_639_2)]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_what_is_spoken_has_all_that_speaking_takes(language: Language) -> None:
    assert language.name
    assert language.native_name
    is_spoken = language.lexicon is not None
    assert is_spoken == bool(language.espeak_tag and language.preview)
    if (lexicon := language.lexicon) is not None:
        assert lexicon.language == language.code
        assert lexicon.has_ordinal_points == language.has_ordinal_points
        # A place that one language names is one that all name, or it would be left as it is.
        assert language.places.keys() == LANGUAGES["en"].places.keys()
        assert language.expletives is not None
    # Who is cloned speaks.
    assert is_spoken or language.cloning is None


def test_a_language_that_is_only_heard_takes_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    italian = Language(
        code="it",
        name="Italian",
        native_name="Italiano",
        iso_639_2=("ita",),
        small_words=SmallWords(conjunctions=frozenset({"ma"}), leaning=frozenset({"il"})),
    )
    monkeypatch.setattr("engine.languages.LANGUAGES", {**LANGUAGES, "it": italian})
    monkeypatch.setattr("engine.captions.line_breaks.LANGUAGES", {**LANGUAGES, "it": italian})
    monkeypatch.setattr("engine.sentences.LANGUAGES", {**LANGUAGES, "it": italian})
    assert find_language("ita-IT") is italian
    assert language_name("it") == "Italian"
    assert "it" not in CLONING_LANGUAGES
    assert not is_abbreviation("Dott.", "it")
    assert ends_sentence("sera.", language="it")
    assert not ends_sentence("3.", language="it")
    assert break_cost("sera", "ma", "it") == BEFORE_CONJUNCTION
    assert break_cost("il", "mare", "it") == AFTER_LEANING_WORD
    assert break_cost("bel", "mare", "it") == BETWEEN_WORDS
    assert break_cost("Umberto", "Eco", "it") == WITHIN_NAME_OR_NUMBER
    with pytest.raises(ValueError, match="'it' cannot be read aloud"):
        spoken_reader("it")
