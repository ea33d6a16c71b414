import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import GlossaryError, OutputError
from engine.glossary import ANY, Form, Glossary, Term
from engine.glossary_files import GLOSSARY_EXTENSIONS, load_glossary, save_glossary
from engine.messages import Code
from tests.helpers.raising import raises

TERMS = Glossary(
    [
        Term.name("Fisichella"),
        Term(
            forms={
                "en": Form(written="charge sheet", variants=("charge-sheet", "charged sheet")),
                "fr": Form(written="acte d'accusation", said="acte d accusation"),
                ANY: Form(written="charge, or: \u201cindictment\u201d"),
            },
            is_case_sensitive=True,
        ),
        Term.pronounced("SQL", "sequel"),
        Term.pronounced("US", "U S", is_case_sensitive=True),
        Term.pronounced("SNCF", "esse enne c\u00e9 effe", language="fr"),
    ]
)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("ending", GLOSSARY_EXTENSIONS)
def test_what_was_written_is_read_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"terms{ending}"
    save_glossary(TERMS, path)
    read, given = (
        sorted(glossary.terms, key=lambda term: term.title)
        for glossary in (load_glossary(path), TERMS)
    )
    assert read == given


def test_words_that_are_said_otherwise_are_read_as_they_always_were(tmp_path: Path) -> None:
    path = written(tmp_path, "g.toml", '[said]\n"Dragoman" = "dragga man"\n[said.fr]\nA = "ah"\n')
    terms = load_glossary(path)
    assert terms.said("dragoman!", language="de") == "dragga man!"
    assert terms.said("A", language="fr") == "ah"
    assert all(term.is_only_said for term in terms.terms)


def test_terms_are_short_to_write(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "g.toml",
        """
        [[term]]
        any = "Fisichella"

        [[term]]
        en-GB = { written = "charge sheet", variants = "charge-sheet" }
        fr = "acte d'accusation"
        match_case = true
        """,
    )
    name, charge = load_glossary(path).terms
    assert name == Term.name("Fisichella")
    assert charge.is_case_sensitive
    assert charge.forms["en"].variants == ("charge-sheet",)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[said",
        "said = 3",
        "[said]\na = 3\n",
        "term = 3",
        "[[term]]\nen = 3",
        "[[term]]\nen = { variants = ['x'] }",
        "[[term]]\nen = { written = 'x', other = 'y' }",
        "[[term]]\nxx = 'word'",
        "[[term]]\nmatch_case = true",
        b"\xff\xfe\x00",
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(GlossaryError):
        load_glossary(written(tmp_path, "glossary.toml", content))


def test_a_missing_file_and_an_unknown_format_are_refused(tmp_path: Path) -> None:
    with raises(GlossaryError, Code.GLOSSARY_UNREADABLE):
        load_glossary(tmp_path / "none.toml")
    with raises(GlossaryError, Code.GLOSSARY_FORMAT_UNKNOWN):
        load_glossary(written(tmp_path, "terms.docx", "x"))
    with raises(GlossaryError, Code.GLOSSARY_FORMAT_UNKNOWN):
        save_glossary(TERMS, tmp_path / "terms.docx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "en,French,note\ncharge sheet|charge-sheet,acte d'accusation,law\n,,\n"),
        ("t.csv", "EN;fr-FR\r\ncharge sheet | charge-sheet;acte d'accusation\r\n"),
        ("t.tsv", "English\tFran\u00e7ais\ncharge sheet|charge-sheet\tacte d'accusation\n"),
        (
            "t.csv",
            "en,fr\ncharge sheet|charge-sheet,acte d'accusation\n".encode("utf-16"),
        ),
    ],
)
def test_tables_of_spreadsheets_are_read(tmp_path: Path, name: str, content: str | bytes) -> None:
    (term,) = load_glossary(written(tmp_path, name, content)).terms
    assert term.forms == {
        "en": Form(written="charge sheet", variants=("charge-sheet",)),
        "fr": Form(written="acte d'accusation"),
    }


def test_a_table_of_windows_is_read(tmp_path: Path) -> None:
    content = "en,fr\nsummer,\u00e9t\u00e9\n".encode("cp1252")
    (term,) = load_glossary(written(tmp_path, "t.csv", content)).terms
    assert term.forms["fr"].written == "\u00e9t\u00e9"


def test_a_table_has_to_name_its_languages(tmp_path: Path) -> None:
    with raises(GlossaryError, Code.GLOSSARY_COLUMNS_MISSING):
        load_glossary(written(tmp_path, "t.csv", "charge sheet,acte d'accusation\n"))
    with raises(GlossaryError, Code.GLOSSARY_WITHOUT_TERMS):
        load_glossary(written(tmp_path, "t.csv", "en,fr\n"))


TBX_2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
  <termEntry id="1"><descrip type="subjectField">law</descrip>
    <langSet xml:lang="en-GB"><tig><term>charge-sheet</term></tig>
      <ntig><termGrp><term>charge sheet</term>
        <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
    </langSet>
    <langSet xml:lang="fr"><tig><term>acte
      d'accusation</term></tig></langSet>
    <langSet xml:lang="ja"><tig><term>kiso</term></tig></langSet>
  </termEntry>
</body></text></martif>
"""


def test_tbx_of_the_second_version_is_read(tmp_path: Path) -> None:
    (term,) = load_glossary(written(tmp_path, "t.tbx", TBX_2)).terms
    assert term.forms == {
        "en": Form(written="charge sheet", variants=("charge-sheet",)),
        "fr": Form(written="acte d'accusation"),
    }


def test_tbx_is_written_as_the_basic_dialect(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    save_glossary(TERMS, path)
    content = path.read_text(encoding="utf-8")
    for part in (
        'xmlns="urn:iso:std:iso:30042:ed-2"',
        'type="TBX-Basic"',
        '<langSec xml:lang="mul">',
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>',
    ):
        assert part in content


BOMB = """<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<tbx><text><body>&b;</body></text></tbx>"""
LEAK = """<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<tbx><text><body>&a;</body></text></tbx>"""


@pytest.mark.parametrize("content", ["", "<tbx", "<html/>", BOMB, LEAK, "<tbx></tbx><tbx/>"])
def test_hostile_and_damaged_tbx_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(GlossaryError):
        load_glossary(written(tmp_path, "t.tbx", content))


@given(st.binary(max_size=200), st.sampled_from(GLOSSARY_EXTENSIONS))
def test_any_content_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = written(tmp_path_factory.getbasetemp(), f"any{ending}", content)
    try:
        load_glossary(path)
    except GlossaryError as error:
        refusal = str(error)
    else:
        refusal = "read"
    assert refusal


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "glossaries" / "terms.toml"
    save_glossary(TERMS, path, is_private=True)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["terms.toml"]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        save_glossary(TERMS, tmp_path / "none" / "terms.csv")
