"""Glossaries as files: TOML, CSV, TSV and TBX.

TOML is what Dragoman keeps: a `[[term]]` for each term, with a form for each language (or `any`),
which is its spelling or a table with `written`, `variants` and `said`; and a table `[said]` of
words that are only said otherwise, with sub-tables such as `[said.fr]` for one language.

CSV and TSV have a line of column names: a language each (`en`, `French`, `any`), with variants in
one cell between bars; `said` and `said fr`; `match case` and `only said`. Other columns are passed
over.

TBX is ISO 30042, dialect TBX-Basic: version 3 is written; version 2 (`martif`) is read as well. How
a form is said, which the dialect has no category for, is a note that begins with "said: ".
"""

import csv
import io
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.parsers import expat

import tomli_w

from engine.errors import GlossaryError
from engine.glossary import ANY, Form, Glossary, Term
from engine.languages import LANGUAGES, find_language
from engine.messages import Code
from engine.output import make_private_folder, output_errors

_MOST_BYTES: Final = 20_000_000
_ANY_NAMES: Final = frozenset({"any", "all", "*", "mul", "und", "zxx"})
_VARIANT_SIGN: Final = "|"
_SAID: Final = "said"
_MATCH_CASE: Final = "match case"
_ONLY_SAID: Final = "only said"
_YES: Final = frozenset({"1", "true", "yes", "x", "y"})
_SAID_NOTE: Final = "said: "
_CASE_NOTE: Final = "match case"
_ONLY_SAID_NOTE: Final = "only said"
_TBX_NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
_PREFERRED: Final = "preferredTerm-admn-sts"
_ADMITTED: Final = "admittedTerm-admn-sts"


def load_glossary(path: Path) -> Glossary:
    """Read a glossary; the name's ending says in which format it is.

    Raises:
        GlossaryError: the file cannot be read, or is of another shape.
    """
    read = _reader(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("it is too large")  # noqa: TRY301
        glossary = Glossary(read(path.read_bytes()))
    except GlossaryError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        raise GlossaryError(Code.GLOSSARY_UNREADABLE, path=str(path), reason=str(error)) from error
    if not glossary:
        raise GlossaryError(Code.GLOSSARY_WITHOUT_TERMS, path=str(path))
    return glossary


def save_glossary(glossary: Glossary, path: Path, *, is_private: bool = False) -> None:
    """Write a glossary whole or not at all; the name's ending says in which format.

    Args:
        glossary: may be empty.
        path: of the file, which is replaced.
        is_private: whether file and folder are to be its owner's alone.

    Raises:
        GlossaryError: there is no such format.
        OutputError: it cannot be written.
    """
    write = _writer(path)
    part = path.with_name(f"{path.name}.part")
    with output_errors(path):
        if is_private:
            make_private_folder(path.parent)
            part.touch(mode=0o600)
        part.write_bytes(write(glossary.terms))
        part.replace(path)


def _from_toml(content: bytes) -> Iterator[Term]:
    document = tomllib.loads(content.decode("utf-8-sig"))
    for entry in document.get("term", ()):
        yield term_of(entry)
    said = document.get(_SAID, {})
    if not isinstance(said, dict):
        raise ValueError("[said] must be a table")  # noqa: TRY004
    for written, value in said.items():
        if isinstance(value, str):
            yield Term.pronounced(written, value)
        elif isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            language = _language(written)
            for word, spoken in value.items():
                yield Term.pronounced(word, spoken, language=language)
        else:
            raise ValueError('[said] must have lines such as "SQL" = "sequel"')


def term_of(entry: object) -> Term:
    """The term of a table as TOML and JSON have it.

    Raises:
        GlossaryError: it is no term.
        ValueError: it is of another shape.
    """
    if not isinstance(entry, Mapping):
        raise ValueError("a term must be a table")  # noqa: TRY004
    flags = ("match_case", "only_said")
    return Term(
        forms={
            _language(str(name)): _form_of(value)
            for name, value in entry.items()
            if name not in flags
        },
        is_case_sensitive=bool(entry.get("match_case", False)),
        is_only_said=bool(entry.get("only_said", False)),
    )


def entry_of(term: Term) -> dict[str, object]:
    """The table of a term, for `term_of`."""
    entry: dict[str, object] = {
        language or "any": _table_of(form) for language, form in term.forms.items()
    }
    if term.is_case_sensitive:
        entry["match_case"] = True
    if term.is_only_said:
        entry["only_said"] = True
    return entry


def _form_of(value: object) -> Form:
    if isinstance(value, str):
        return Form(written=value)
    if not isinstance(value, dict):
        raise ValueError("a form must be a spelling or a table")  # noqa: TRY004
    written, variants, said = (value.get(name) for name in ("written", "variants", _SAID))
    known = {"written", "variants", _SAID}
    if not isinstance(written, str) or not value.keys() <= known:
        raise ValueError("a form has written, variants and said")
    if isinstance(variants, str):
        variants = [variants]
    if not isinstance(variants or [], list) or not isinstance(said, str | None):
        raise ValueError("variants must be a list of spellings, and said a text")  # noqa: TRY004
    return Form(written=written, variants=tuple(map(str, variants or ())), said=said)


def _to_toml(terms: Iterable[Term]) -> bytes:
    entries: list[dict[str, object]] = []
    said: dict[str, object] = {}
    for term in terms:
        (first, form), *others = term.forms.items()
        is_plain = not (others or term.is_case_sensitive or form.variants) and (
            first == ANY and form.said is not None
        )
        if term.is_only_said and is_plain and form.written not in said:
            said[form.written] = form.said
            continue
        entries.append(entry_of(term))
    document: dict[str, object] = {}
    if entries:
        document["term"] = entries
    if said:
        document[_SAID] = said
    return tomli_w.dumps(document).encode()


def _table_of(form: Form) -> object:
    if not form.variants and form.said is None:
        return form.written
    table: dict[str, object] = {"written": form.written}
    if form.variants:
        table["variants"] = list(form.variants)
    if form.said is not None:
        table[_SAID] = form.said
    return table


def _from_csv(content: bytes) -> Iterator[Term]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    yield from _from_rows(text, max(",;\t", key=first.count))


def _from_tsv(content: bytes) -> Iterator[Term]:
    yield from _from_rows(_decoded(content), "\t")


def _decoded(content: bytes) -> str:
    """The text of a table; spreadsheets write UTF-8, UTF-16 or the code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _from_rows(text: str, delimiter: str) -> Iterator[Term]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = [name.strip().casefold() for name in next(rows, [])]
    languages = {
        column: language
        for column, name in enumerate(header)
        if (language := _column_language(name)) is not None
    }
    if not languages:
        raise GlossaryError(Code.GLOSSARY_COLUMNS_MISSING, choices=("any", *LANGUAGES))
    # A single column says it of all forms, unless one of them is for all languages.
    plain = dict.fromkeys(languages.values(), _SAID)
    said = plain | {
        language: f"{_SAID} {language}".strip()
        for language in languages.values()
        if ANY in plain or f"{_SAID} {language}" in header
    }
    for row in rows:
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
        forms = {
            language: _form_of_cell(row[column], cells.get(said[language]) or None)
            for column, language in languages.items()
            if column < len(row) and row[column].strip()
        }
        if forms:
            yield Term(
                forms=forms,
                is_case_sensitive=cells.get(_MATCH_CASE, "").casefold() in _YES,
                is_only_said=cells.get(_ONLY_SAID, "").casefold() in _YES,
            )


def _column_language(name: str) -> str | None:
    if name in _ANY_NAMES:
        return ANY
    for language in LANGUAGES.values():
        if name in (language.name.casefold(), language.native_name.casefold()):
            return language.code
    found = find_language(name) if re.fullmatch(r"[a-z]{2,3}([-_]\w+)?", name) else None
    return None if found is None else found.code


def _form_of_cell(cell: str, said: str | None) -> Form:
    written, *variants = (part.strip() for part in cell.split(_VARIANT_SIGN))
    return Form(written=written, variants=tuple(filter(None, variants)), said=said)


def _to_csv(terms: Iterable[Term]) -> bytes:
    # Spreadsheets take a file without the mark for one of the system's code page.
    return b"\xef\xbb\xbf" + _to_rows(terms, ",")


def _to_tsv(terms: Iterable[Term]) -> bytes:
    return _to_rows(terms, "\t")


def _to_rows(terms: Iterable[Term], delimiter: str) -> bytes:
    terms = tuple(terms)
    languages = [code for code in (ANY, *LANGUAGES) if any(code in term.forms for term in terms)]
    spoken = [
        code
        for code in languages
        if any(code in term.forms and term.forms[code].said is not None for term in terms)
    ]
    table = io.StringIO(newline="")
    rows = csv.writer(table, delimiter=delimiter)
    rows.writerow(
        [
            *(code or "any" for code in languages),
            *(f"{_SAID} {code}".strip() for code in spoken),
            _MATCH_CASE,
            _ONLY_SAID,
        ]
    )
    for term in terms:
        forms = [term.forms.get(code) for code in languages]
        said = [term.forms[code].said if code in term.forms else "" for code in spoken]
        rows.writerow(
            [
                *("" if form is None else " | ".join(form.spellings) for form in forms),
                *said,
                "yes" if term.is_case_sensitive else "",
                "yes" if term.is_only_said else "",
            ]
        )
    return table.getvalue().encode()


def _from_tbx(content: bytes) -> Iterator[Term]:
    root = _parsed(content)
    if _name(root) not in ("tbx", "martif"):
        raise ValueError("it is not TBX")
    for entry in root.iter():
        if _name(entry) not in ("conceptEntry", "termEntry"):
            continue
        forms: dict[str, Form] = {}
        for section in entry:
            if _name(section) in ("langSec", "langSet"):
                language = _tag_language(section)
                form = _form_of_section(section)
                if language is not None and form is not None:
                    forms.setdefault(language, form)
        if forms:
            notes = {_text(note) for note in entry if _name(note) == "note"}
            yield Term(
                forms=forms,
                is_case_sensitive=_CASE_NOTE in notes,
                is_only_said=_ONLY_SAID_NOTE in notes,
            )


def _form_of_section(section: ET.Element) -> Form | None:
    """The preferred term of a language, or its first, with the others as variants."""
    spellings: list[str] = []
    said: str | None = None
    for element in section.iter():
        if _name(element) not in ("termSec", "tig", "ntig"):
            continue
        written = next((_text(e) for e in element.iter() if _name(e) == "term"), "")
        if not written:
            continue
        if any(_text(note) == _PREFERRED for note in element.iter()):
            spellings.insert(0, written)
        else:
            spellings.append(written)
        for note in element.iter():
            if _name(note) == "note" and _text(note).startswith(_SAID_NOTE):
                said = _text(note).removeprefix(_SAID_NOTE)
    if not spellings:
        return None
    return Form(written=spellings[0], variants=tuple(spellings[1:]), said=said)


def _tag_language(section: ET.Element) -> str | None:
    """The language of a section; None where Dragoman is not built for it."""
    tag = section.get(f"{_XML_NAMESPACE} lang") or section.get("lang") or ""
    if tag.casefold() in _ANY_NAMES:
        return ANY
    found = find_language(tag)
    return None if found is None else found.code


def _parsed(content: bytes) -> ET.Element:
    """The document without its entities: a few lines of them can expand to gigabytes.

    Raises:
        ValueError: it is not XML, or declares entities.
    """
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise ValueError("it declares entities")

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return builder.close()


def _name(element: ET.Element) -> str:
    """Without the namespace."""
    return element.tag.rpartition(" ")[2]


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _to_tbx(terms: Iterable[Term]) -> bytes:
    root = ET.Element(
        "tbx",
        {"xmlns": _TBX_NAMESPACE, "style": "dca", "type": "TBX-Basic", "xml:lang": "en"},
    )
    header = ET.SubElement(root, "tbxHeader")
    source = ET.SubElement(ET.SubElement(header, "fileDesc"), "sourceDesc")
    ET.SubElement(source, "p").text = "A glossary of Dragoman."
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, start=1):
        entry = ET.SubElement(body, "conceptEntry", {"id": f"c{number}"})
        if term.is_case_sensitive:
            ET.SubElement(entry, "note").text = _CASE_NOTE
        if term.is_only_said:
            ET.SubElement(entry, "note").text = _ONLY_SAID_NOTE
        for language, form in term.forms.items():
            section = ET.SubElement(entry, "langSec", {"xml:lang": language or "mul"})
            for spelling in form.spellings:
                part = ET.SubElement(section, "termSec")
                ET.SubElement(part, "term").text = spelling
                is_main = spelling == form.written
                status = ET.SubElement(part, "termNote", {"type": "administrativeStatus"})
                status.text = _PREFERRED if is_main else _ADMITTED
                if is_main and form.said is not None:
                    ET.SubElement(part, "note").text = _SAID_NOTE + form.said
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _language(name: str) -> str:
    if name.casefold() in _ANY_NAMES:
        return ANY
    found = find_language(name)
    return name if found is None else found.code


_FORMATS: Final[
    Mapping[str, tuple[Callable[[bytes], Iterator[Term]], Callable[[Iterable[Term]], bytes]]]
] = {
    ".toml": (_from_toml, _to_toml),
    ".csv": (_from_csv, _to_csv),
    ".tsv": (_from_tsv, _to_tsv),
    ".tbx": (_from_tbx, _to_tbx),
}

GLOSSARY_EXTENSIONS: Final = tuple(_FORMATS)
"""The endings of names that glossaries may have."""


def _reader(path: Path) -> Callable[[bytes], Iterator[Term]]:
    return _format(path)[0]


def _writer(path: Path) -> Callable[[Iterable[Term]], bytes]:
    return _format(path)[1]


def _format(
    path: Path,
) -> tuple[Callable[[bytes], Iterator[Term]], Callable[[Iterable[Term]], bytes]]:
    ending = path.suffix.casefold()
    # Some export TBX and tables with the ending of what they are written in.
    ending = {".xml": ".tbx", ".tab": ".tsv", ".txt": ".tsv"}.get(ending, ending)
    if ending not in _FORMATS:
        raise GlossaryError(
            Code.GLOSSARY_FORMAT_UNKNOWN, path=str(path), extensions=GLOSSARY_EXTENSIONS
        )
    return _FORMATS[ending]
