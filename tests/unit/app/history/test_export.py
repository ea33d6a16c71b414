import json
from pathlib import Path

import pytest
import srt  # type: ignore[import-untyped]
import webvtt

from app.history.export import export_session
from app.history.store import StreamNote
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, read_events
from engine.captions.subtitles import Track, create_subtitles
from engine.errors import OutputError
from engine.events import TextCommitted
from engine.messages import Code
from tests.helpers.raising import raises

_LECTURE = (StreamNote(stream="0", speaker="", source="fr", target="en"),)
_CALL = tuple(
    StreamNote(stream=stream, speaker=speaker, source=None, target="en")
    for stream, speaker in (("me", "You"), ("them", "Them"))
)


@pytest.mark.parametrize("ending", [".srt", ".vtt", ".ass", ".ttml", ".txt", ".jsonl"])
def test_a_session_is_written_as_the_command_line_writes_it(tmp_path: Path, ending: str) -> None:
    events = read_events(LECTURE)
    written = export_session(
        tmp_path / f"a{ending}", [("0", event) for event in events], streams=_LECTURE
    )
    assert written == [tmp_path / f"a{ending}"]
    with create_subtitles(tmp_path / f"b{ending}") as writer:
        for event in events:
            writer.push(event)
    assert written[0].read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_other_programs_read_it(tmp_path: Path) -> None:
    events = [("0", event) for event in read_events(LECTURE)]
    said = "".join(e.text for _, e in events if isinstance(e, TextCommitted)).split()
    (subrip,) = export_session(tmp_path / "a.srt", events, streams=_LECTURE)
    (web,) = export_session(tmp_path / "a.vtt", events, streams=_LECTURE)
    (lines,) = export_session(tmp_path / "a.jsonl", events, streams=_LECTURE)
    assert " ".join(cue.content for cue in srt.parse(subrip.read_text())).split() == said
    assert " ".join(cue.text for cue in webvtt.read(str(web)).captions).split() == said
    assert len([json.loads(line) for line in lines.read_text().splitlines()]) == len(events)


def test_two_directions_are_two_files(tmp_path: Path) -> None:
    events = [
        *(("me", event) for event in read_events(CALL_NEAR)),
        *(("them", event) for event in read_events(CALL_FAR)),
    ]
    paths = export_session(tmp_path / "call.txt", events, streams=_CALL, track=Track.TRANSCRIPT)
    assert [path.name for path in paths] == ["call.me.txt", "call.them.txt"]
    assert "country" in paths[0].read_text()
    assert "setor" in paths[1].read_text()
    assert "setor" not in paths[0].read_text()


def test_no_format_stands_for_another_ending(tmp_path: Path) -> None:
    with raises(OutputError, Code.OUTPUT_EXTENSION_UNKNOWN):
        export_session(tmp_path / "a.odt", [], streams=_LECTURE)


def test_a_call_is_one_file_with_times_speakers_and_both_languages(tmp_path: Path) -> None:
    events = [
        *(("me", event) for event in read_events(CALL_NEAR)),
        *(("them", event) for event in read_events(CALL_FAR)),
    ]
    written = export_session(tmp_path / "a.md", events, streams=_CALL)
    assert written == [tmp_path / "a.md"]
    text = written[0].read_text(encoding="utf-8")
    assert "**0:00 You**" in text
    assert " Them**" in text
    assert "> And so my fellow Americans." in text
    assert "E assim os meus companheiros americanos." in text
