from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import GlossaryError
from engine.glossary import MOST_RULES, NO_GLOSSARY, Glossary, Rule
from engine.messages import Code
from tests.helpers.raising import raises


def glossary(**said: str) -> Glossary:
    return Glossary(Rule(written=written, said=text) for written, text in said.items())


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
            Rule(written="New York", said="York"),
            Rule(written="New York Times", said="the Times"),
            Rule(written="York", said="Yorkshire"),
        ]
    )
    assert rules.said("New  York Times in New York and York") == "the Times in York and Yorkshire"


def test_a_spelling_may_be_exact() -> None:
    rules = Glossary(
        [
            Rule(written="US", said="U S", is_case_sensitive=True),
            Rule(written="C++", said="C plus plus"),
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
        rules = Glossary(Rule(written=key, said=value) for key, value in said.items())
    except GlossaryError:
        return
    assert isinstance(rules.said(text), str)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text('[said]\n"Dragoman" = "dragga man"\n', encoding="utf-8")
    assert Glossary.load(path).said("dragoman!") == "dragga man!"


@pytest.mark.parametrize("content", ["", "[said", "said = 3", "[said]\na = 3\n"])
def test_a_wrong_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError):
        Glossary.load(path)
    with raises(GlossaryError, Code.GLOSSARY_UNREADABLE):
        Glossary.load(tmp_path / "none.toml")


def test_rules_have_limits() -> None:
    with raises(GlossaryError, Code.GLOSSARY_TERM_TOO_LONG):
        Rule(written="a" * 201, said="b")
    with raises(GlossaryError, Code.GLOSSARY_TERM_EMPTY):
        Rule(written="  ", said="b")
    with pytest.raises(GlossaryError, match="at most"):
        Glossary(Rule(written=f"w{n}", said="b") for n in range(MOST_RULES + 1))
