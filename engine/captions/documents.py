"""Transcripts as documents to read: times, speakers and both languages in one file.

Markdown, HTML, Word (ISO/IEC 29500-1, the least that a document needs) and plain text.
"""

import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from engine.arrays import SOURCE_RATE_HZ
from engine.captions.transcript import Row, has_speakers
from engine.languages import LANGUAGES
from engine.output import output_errors

SPEAKER_LABEL: Final = "Speaker {number}"
"""What speakers are called where nobody gives another form."""

_TYPED: Final = "\u2328"
"""A keyboard, beside what was typed: a document may be read in any language."""

_CORRECTED: Final = "\u270e"
"""A pencil, beside what somebody has corrected."""


class _Turn(NamedTuple):
    """What a reader sees of a row: `0:41`, a name or nothing, two texts or one."""

    time: str
    speaker: str
    source: str
    target: str

    @property
    def heading(self) -> str:
        return f"{self.time} {self.speaker}".rstrip()


def write_document(
    path: Path,
    rows: Sequence[Row],
    *,
    speakers: Mapping[str, str] | None = None,
    label: str = SPEAKER_LABEL,
    title: str = "",
) -> None:
    """Write a transcript in the format of the ending; a file of that name is replaced at once.

    Args:
        path: ends in one of DOCUMENTS, or in .txt.
        rows: rows without text are left out, but for gaps and those that divide languages.
        speakers: names by stream; nobody is named where there is none.
        label: what stands before who speaks in a stream where several voices were told apart.
        title: stands at the top; empty for none.

    Raises:
        OutputError: the file cannot be written.
    """
    names = speakers or {}
    label = label if has_speakers(rows) else ""
    turns = [
        _Turn(
            " ".join(
                filter(
                    None,
                    (
                        _clock(row.start),
                        _TYPED if row.is_typed else "",
                        _CORRECTED if row.is_corrected else "",
                    ),
                )
            ),
            _speaker(row, names, label),
            row.source.strip(),
            row.target.strip() if row.gap is None else row.gap.mark,
        )
        for row in rows
        if row.source.strip() or row.target.strip() or row.gap or row.languages
    ]
    ending = path.suffix.lower()
    content = _text(title, turns) if ending == ".txt" else DOCUMENTS[ending](title, turns)
    with output_errors(path):
        # Whoever reads it meanwhile finds the old one or the new one, and never a half.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _speaker(row: Row, names: Mapping[str, str], label: str) -> str:
    languages = row.languages or row.way
    if label and row.speaker and languages is None:
        return label.format(number=row.speaker)
    return names.get(row.stream, "") if languages is None else _languages(*languages)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _languages(source: str, target: str) -> str:
    """Languages by their own names: a document may be read in any."""
    names = (LANGUAGES[code].native_name for code in (source, target) if code in LANGUAGES)
    return " → ".join(names)


def _clock(position: int) -> str:
    minutes, seconds = divmod(position // SOURCE_RATE_HZ, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _text(title: str, turns: Sequence[_Turn]) -> bytes:
    parts = [title] if title else []
    parts += [
        "\n".join(filter(None, (f"[{turn.heading}]", turn.source, turn.target))) for turn in turns
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _markdown(title: str, turns: Sequence[_Turn]) -> bytes:
    parts = [f"# {title}"] if title else []
    for turn in turns:
        source = f"> {turn.source}" if turn.source else ""
        parts.append("\n\n".join(filter(None, (f"**{turn.heading}**", source, turn.target))))
    return ("\n\n".join(parts) + "\n").encode()


_HTML_HEAD: Final = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 44em; margin: 2em auto; padding: 0 1em; line-height: 1.5; }}
body {{ font-family: system-ui, sans-serif; }}
h2 {{ margin: 1.6em 0 0; font-size: .85em; color: #667; }}
p {{ margin: .2em 0; }}
.source {{ color: #667; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #16171b; color: #e8e8ec; }} }}
</style>
</head>
<body>
"""


def _html(title: str, turns: Sequence[_Turn]) -> bytes:
    lines = [_HTML_HEAD.format(title=escape(title or "Dragoman"))]
    if title:
        lines.append(f"<h1>{escape(title)}</h1>\n")
    for turn in turns:
        lines.append(f"<h2>{escape(turn.heading)}</h2>\n")
        if turn.source:
            lines.append(f'<p class="source">{escape(turn.source)}</p>\n')
        if turn.target:
            lines.append(f"<p>{escape(turn.target)}</p>\n")
    lines.append("</body>\n</html>\n")
    return "".join(lines).encode()


_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_PARTS: Final = MappingProxyType(
    {
        "[Content_Types].xml": f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>
</Types>""",
        "_rels/.rels": f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>""",
    }
)


def _word(title: str, turns: Sequence[_Turn]) -> bytes:
    paragraphs = [_paragraph(title, size=36, bold=True)] if title else []
    for turn in turns:
        paragraphs.append(_paragraph(turn.heading, size=18, bold=True, before=240))
        if turn.source:
            paragraphs.append(_paragraph(turn.source, size=22, colour="666677"))
        if turn.target:
            paragraphs.append(_paragraph(turn.target, size=22))
    body = "".join(paragraphs)
    document = (
        f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**_WORD_PARTS, "word/document.xml": document}.items():
            package.writestr(name, content)
    return file.getvalue()


def _paragraph(
    text: str, *, size: int, bold: bool = False, colour: str = "", before: int = 0
) -> str:
    """One paragraph; `size` in half points, `before` in twentieths of a point."""
    look = "<w:b/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    # XML has no place for most control characters.
    shown = escape("".join(c for c in text if c.isprintable() or c == "\u00ad"), quote=False)
    return (
        f'<w:p><w:pPr><w:spacing w:before="{before}" w:after="40"/></w:pPr>'
        f'<w:r><w:rPr>{look}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'
    )


DOCUMENTS: Final[Mapping[str, Callable[[str, Sequence[_Turn]], bytes]]] = MappingProxyType(
    {".md": _markdown, ".html": _html, ".docx": _word}
)
"""What makes a document, by ending: given the title and the turns."""
