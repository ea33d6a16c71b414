import os
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from engine.captions.documents import DOCUMENTS, write_document
from engine.captions.subtitles import Track, create_subtitles
from engine.captions.transcript import Row, Transcript
from engine.errors import OutputError
from engine.events import Event, LanguagesChanged
from engine.messages import Code
from tests.helpers.events import committed, speech_ended, tentative, transcript
from tests.helpers.raising import raises

HOUR = 3_600 * 16_000
EVENTS: list[tuple[str, Event]] = [
    ("me", transcript(" Bonjour & <merci>.", 16_000, 40_000)),
    ("me", committed(" Hello & <thanks>.", 16_000, 40_000)),
    ("me", speech_ended(40_000)),
    ("them", committed(" Ja, gern.", HOUR + 48_000, HOUR + 64_000)),
    ("them", tentative(" vielleicht", HOUR + 64_000, HOUR + 70_000)),
]
SPEAKERS = {"me": "You", "them": "They"}
LINES = [
    "Talk",
    "0:01 You",
    "Bonjour & <merci>.",
    "Hello & <thanks>.",
    "1:00:03 They",
    "Ja, gern.",
]


def _write(path: Path) -> Path:
    rows = Transcript()
    for stream, event in EVENTS:
        rows.handle(event, stream=stream)
    write_document(path, rows.rows, speakers=SPEAKERS, title="Talk")
    return path


def test_a_word_processor_reads_it(tmp_path: Path) -> None:
    document = docx.Document(str(_write(tmp_path / "a.docx")))
    assert [paragraph.text for paragraph in document.paragraphs] == LINES


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.path: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag != "meta":
            self.path.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self.path and data.strip():
            self.lines.append(data)


def test_a_browser_shows_it_as_it_was_said(tmp_path: Path) -> None:
    page = _Visible()
    page.feed(_write(tmp_path / "a.html").read_text(encoding="utf-8"))
    page.close()
    assert page.lines == LINES
    assert page.path == []


def test_markdown_and_text_have_the_same_lines(tmp_path: Path) -> None:
    assert _write(tmp_path / "a.md").read_text(encoding="utf-8") == (
        "# Talk\n\n**0:01 You**\n\n> Bonjour & <merci>.\n\nHello & <thanks>.\n\n"
        "**1:00:03 They**\n\nJa, gern.\n"
    )
    assert _write(tmp_path / "a.txt").read_text(encoding="utf-8") == (
        "Talk\n\n[0:01 You]\nBonjour & <merci>.\nHello & <thanks>.\n\n[1:00:03 They]\nJa, gern.\n"
    )


def test_control_characters_do_not_break_a_word_processor(tmp_path: Path) -> None:
    rows = Transcript()
    rows.handle(committed(" a\x0bb\x00c\ufffe", 0, 16_000), stream="")
    write_document(tmp_path / "a.docx", rows.rows)
    assert [p.text for p in docx.Document(str(tmp_path / "a.docx")).paragraphs] == ["0:00", "abc"]


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_a_file_is_replaced_whole_and_shared_as_others_are(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text("old")
    mask = os.umask(0o027)
    try:
        _write(path)
    finally:
        os.umask(mask)
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with raises(OutputError, Code.OUTPUT_FOLDER_MISSING):
        _write(tmp_path / "gone" / "a.docx")


@pytest.mark.parametrize("ending", [*DOCUMENTS, ".txt"])
def test_a_document_is_whole_after_every_utterance(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with create_subtitles(path, track=Track.BOTH) as writer:
        assert path.exists()
        for _, event in EVENTS[:3]:
            writer.push(event)
        first = path.read_bytes()
        for _, event in EVENTS[3:]:
            writer.push(event)
        assert path.read_bytes() == first
    assert path.read_bytes() != first
    if ending == ".md":
        assert path.read_text(encoding="utf-8").endswith("**1:00:03**\n\nJa, gern.\n")


@pytest.mark.parametrize("ending", [*DOCUMENTS, ".txt"])
def test_a_change_of_languages_stands_between_the_turns(tmp_path: Path, ending: str) -> None:
    made = Transcript()
    for event in (
        committed(" Hello."),
        LanguagesChanged(source="de", target="fr", heard=48_000),
        committed(" Bonjour.", 48_000, 64_000),
    ):
        made.handle(event, stream="")
    path = tmp_path / f"a{ending}"
    write_document(path, made.rows)
    if ending == ".docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    else:
        text = path.read_text(encoding="utf-8")
    places = [text.index(words) for words in ("Hello.", "0:03 Deutsch → Français", "Bonjour.")]
    assert places == sorted(places)


def test_what_was_typed_has_a_sign_of_its_own(tmp_path: Path) -> None:
    row = Row(stream="", start=41 * 16_000, source="Un instant.", target="One moment.")
    row.is_typed = True
    write_document(tmp_path / "typed.txt", [row])
    text = (tmp_path / "typed.txt").read_text(encoding="utf-8")
    assert text == "[0:41 \u2328]\nUn instant.\nOne moment.\n"


def test_rows_that_go_both_ways_name_their_languages(tmp_path: Path) -> None:
    rows = [
        Row(stream="", start=0, target="Hello.", way=("fr", "en")),
        Row(stream="", start=16_000, target="Bonjour.", way=("en", "fr")),
    ]
    write_document(tmp_path / "both.txt", rows)
    text = (tmp_path / "both.txt").read_text(encoding="utf-8")
    assert text == "[0:00 Français → English]\nHello.\n\n[0:01 English → Français]\nBonjour.\n"
