import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import GlossaryError
from engine.glossary import (
    ANY,
    MOST_TERMS,
    MOST_VARIANTS,
    NO_GLOSSARY,
    Form,
    Glossary,
    Term,
    TermFinder,
)
from engine.messages import Code
from tests.helpers.raising import raises


def glossary(**said: str) -> Glossary:
    return Glossary(Term.pronounced(written, text) for written, text in said.items())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask SQL.", "Ask sequel."),
        ("ask sql, now", "ask sequel, now"),
        ("MySQL and SQLite", "MySQL and SQLite"),
        ("(SQL)", "(sequel)"),
        ("nothing", "nothing"),
    ],
)
def test_whole_words_are_replaced_whatever_their_case(text: str, said: str) -> None:
    assert glossary(SQL="sequel").said(text) == said


def test_the_longer_rule_goes_first_and_nothing_is_replaced_twice() -> None:
    rules = Glossary(
        [
            Term.pronounced("New York", "York"),
            Term.pronounced("New York Times", "the Times"),
            Term.pronounced("York", "Yorkshire"),
        ]
    )
    assert rules.said("New  York Times in New York and York") == "the Times in York and Yorkshire"


def test_a_spelling_may_be_exact() -> None:
    rules = Glossary(
        [
            Term.pronounced("US", "U S", is_case_sensitive=True),
            Term.pronounced("C++", "C plus plus"),
        ]
    )
    assert rules.said("US us c++") == "U S us C plus plus"


def test_letters_may_be_decomposed() -> None:
    assert glossary(café="coffee").said("Un cafe\u0301.") == "Un coffee."


@given(st.text(max_size=60))
def test_no_rules_change_nothing(text: str) -> None:
    assert NO_GLOSSARY.said(text) == text


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5)), st.text(max_size=40))
def test_any_rules_work_on_any_text(said: dict[str, str], text: str) -> None:
    try:
        rules = Glossary(Term.pronounced(key, value) for key, value in said.items())
    except GlossaryError:
        return
    assert isinstance(rules.said(text), str)


def term(**written: str) -> Term:
    """A term by language; `any` for all others."""
    return Term(
        forms={ANY if code == "any" else code: Form(written=form) for code, form in written.items()}
    )


@pytest.mark.parametrize(
    ("language", "written", "text", "found"),
    [
        ("en", "charge sheet", "The Charge  sheets were read.", ["Charge  sheets"]),
        ("en", "policy", "Two policies, one police.", ["policies"]),
        ("en", "ad", "He added ads.", ["ads"]),
        ("fr", "canal", "Les canaux de la ville", ["canaux"]),
        (
            "fr",
            "acte d\u2019accusation",
            "l\u2019acte d\u2019accusation",
            ["acte d\u2019accusation"],
        ),
        ("de", "Haftbefehl", "des Haftbefehls und der Haftbefehlshaber", ["Haftbefehls"]),
        ("es", "juez", "los jueces", ["jueces"]),
        ("pt", "sess\u00e3o", "duas sess\u00f5es", ["sess\u00f5es"]),
        ("en", "C++", "C++11 or C++, not C", ["C++", "C++"]),
    ],
)
def test_terms_are_found_with_their_endings(
    language: str, written: str, text: str, found: list[str]
) -> None:
    finder = TermFinder([term(**{language: written})], language=language)
    assert [text[hit.start : hit.end] for hit in finder.find(text)] == found


def test_variants_stand_for_the_term_and_longer_terms_go_first() -> None:
    name = Term(forms={ANY: Form(written="Fisichella", variants=("Fisikella", "Fisi Kella"))})
    whole = Term.name("Giancarlo Fisichella")
    finder = TermFinder([name, whole], language="fr")
    hits = finder.find("giancarlo fisichella, fisi kella et Fisikella")
    assert [hit.term for hit in hits] == [whole, name, name]


def test_case_can_count() -> None:
    us = Term(forms={"en": Form(written="US")}, is_case_sensitive=True)
    assert [hit.start for hit in TermFinder([us], language="en").find("us and US")] == [7]


def test_one_form_stands_for_all_languages_that_have_none() -> None:
    munich = term(de="M\u00fcnchen", any="Munich")
    charge = term(en="charge sheet", fr="acte d'accusation")
    said = Term.pronounced("SQL", "sequel")
    terms = Glossary([munich, charge, said])
    assert terms.translated("en", "de").terms == (munich,)
    assert terms.translated("fr", "en").terms == (munich, charge)
    assert [form.written for _, form in terms.written_in("de")] == ["M\u00fcnchen"]
    assert [form.written for _, form in terms.written_in("en")] == ["Munich", "charge sheet"]


def test_a_form_is_said_in_its_own_language() -> None:
    terms = Glossary(
        [
            Term(
                forms={
                    "en": Form(written="Dragoman", said="dragga man"),
                    "fr": Form(written="Drogman", said="drogue mane"),
                }
            ),
            Term.pronounced("SQL", "esse cu elle", language="fr"),
        ]
    )
    assert terms.said("Dragoman, SQL", language="en") == "dragga man, SQL"
    assert terms.said("Drogman, Dragoman, SQL", language="fr") == (
        "drogue mane, Dragoman, esse cu elle"
    )


def test_terms_have_limits() -> None:
    with raises(GlossaryError, Code.GLOSSARY_TERM_TOO_LONG):
        Term.pronounced("a" * 201, "b")
    with raises(GlossaryError, Code.GLOSSARY_TERM_EMPTY):
        Term.pronounced("  ", "b")
    with raises(GlossaryError, Code.GLOSSARY_TERM_EMPTY):
        Term(forms={})
    with raises(GlossaryError, Code.GLOSSARY_VARIANTS_TOO_MANY):
        Form(written="a", variants=tuple(f"v{n}" for n in range(MOST_VARIANTS + 1)))
    with raises(GlossaryError, Code.GLOSSARY_LANGUAGE_UNKNOWN):
        term(xx="word")
    with raises(GlossaryError, Code.GLOSSARY_TOO_LONG):
        Glossary(Term.name(f"w{n}") for n in range(MOST_TERMS + 1))
