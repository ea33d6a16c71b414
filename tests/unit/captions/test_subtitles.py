import json
import re
import zipfile
from contextlib import suppress
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Final

import av
import lxml.etree  # type: ignore[import-untyped]
import numpy as np
import pytest
import srt  # type: ignore[import-untyped]
import webvtt
from av.subtitles.subtitle import AssSubtitle
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.captions.cues import Cue
from engine.captions.subtitles import Track, create_subtitles, srt_cue, vtt_cue
from engine.errors import OutputError
from engine.events import AudioProduced, Event, SpeechStarted, TextWithdrawn
from engine.messages import Code
from tests.helpers.events import (
    committed,
    gap,
    speaker,
    speech_ended,
    tentative,
    transcript,
    typed,
)
from tests.helpers.raising import raises

_TTML: Final = "{http://www.w3.org/ns/ttml}"

STREAM: list[Event] = [
    SpeechStarted(source_start=1_600, heard=3_200),
    transcript(" Mesdames et messieurs,", 1_600, 20_000),
    tentative(" Ladies", 1_600, 16_000),
    committed(" Ladies and gentlemen,", 1_600, 20_000, heard=40_000),
    tentative(" thank you for", 20_000, 40_000),
    committed(" thank you for coming here today & for <your> patience.", 20_000, 72_000),
    speech_ended(72_000),
    committed(" We begin.", 90_000, 104_000),
]

TEXT = "Ladies and gentlemen, thank you for coming here today & for <your> patience.\nWe begin.\n"


def write(path: Path, events: list[Event], *, track: Track = Track.TRANSLATION) -> str:
    with create_subtitles(path, track=track) as writer:
        for event in events:
            writer.push(event)
    return path.read_text(encoding="utf-8")


def test_srt_is_read_by_another_program(tmp_path: Path) -> None:
    cues = list(srt.parse(write(tmp_path / "a.srt", STREAM)))
    assert [cue.index for cue in cues] == [*range(1, len(cues) + 1)]
    text = " ".join(cue.content for cue in cues).split()
    assert "".join(text) == "".join(TEXT.split())
    assert cues[0].start == timedelta(milliseconds=100)
    assert cues[-1].start == timedelta(seconds=90_000 / 16_000)


def test_webvtt_is_read_by_another_program(tmp_path: Path) -> None:
    write(tmp_path / "a.vtt", STREAM)
    cues = webvtt.read(str(tmp_path / "a.vtt")).captions
    assert unescape(" ".join(cue.text for cue in cues)).split() == TEXT.split()
    assert cues[0].start == "00:00:00.100"


def _dialogue(path: Path) -> list[tuple[float, str]]:
    """What FFmpeg reads: when each caption begins, in seconds, and its text."""
    with av.open(str(path)) as file:
        return [
            (float(packet.pts * packet.time_base), shown.dialogue.decode())
            for packet in file.demux(subtitles=0)
            if packet.pts is not None
            for shown in file.streams.subtitles[0].decode(packet)
            if isinstance(shown, AssSubtitle)
        ]


def test_ass_is_read_by_another_program(tmp_path: Path) -> None:
    events: list[Event] = [committed(r" A {\b1} sign, and C:\new.", 16_000, 40_000), speech_ended()]
    write(tmp_path / "a.ass", [*STREAM, *events])
    shown = _dialogue(tmp_path / "a.ass")
    text = " ".join(words for _, words in shown).replace("\n", " ").replace("\u2060", "")
    # libass and FFmpeg show a brace behind a backslash.
    text = text.replace("\\{", "{").replace("\\}", "}")
    assert text.split() == [*TEXT.split(), *[r"A", r"{\b1}", r"sign,", r"and", r"C:\new."]]
    assert shown[0][0] == 0.1


def test_ttml_has_the_structure_of_its_profile(tmp_path: Path) -> None:
    write(tmp_path / "a.ttml", STREAM)
    root = lxml.etree.parse(tmp_path / "a.ttml").getroot()
    paragraphs = list(root.iter(f"{_TTML}p"))
    assert root.tag == f"{_TTML}tt"
    assert " ".join(" ".join(p.itertext()) for p in paragraphs).split() == TEXT.split()
    assert paragraphs[0].get("begin") == "00:00:00.100"
    assert {p.get("region") for p in paragraphs} == {
        region.get("{http://www.w3.org/XML/1998/namespace}id")
        for region in root.iter(f"{_TTML}region")
    }


def test_subtitles_carry_one_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.srt carries one text"):
        create_subtitles(tmp_path / "a.srt", track=Track.BOTH)


def test_text_has_one_line_for_each_utterance(tmp_path: Path) -> None:
    assert write(tmp_path / "a.txt", STREAM) == TEXT


def test_the_transcript_can_be_had_instead(tmp_path: Path) -> None:
    written = write(tmp_path / "a.txt", STREAM, track=Track.TRANSCRIPT)
    assert written == "Mesdames et messieurs,\n"


def test_json_lines_hold_every_event_but_no_audio(tmp_path: Path) -> None:
    audio = AudioProduced(
        samples=np.zeros(960, np.float32),
        target_start=48_000,
        text=" We begin.",
        language="en",
        tempo=1.0,
        source_start=90_000,
        source_end=104_000,
        heard=120_000,
    )
    lines = write(tmp_path / "a.jsonl", [*STREAM, audio]).splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["event"] for record in records] == [
        "speech_started",
        "transcript_committed",
        "text_tentative",
        "text_committed",
        "text_tentative",
        "text_committed",
        "speech_ended",
        "text_committed",
        "audio_produced",
    ]
    assert records[3] == {
        "event": "text_committed",
        "text": " Ladies and gentlemen,",
        "language": "en",
        "source_start": 1_600,
        "source_start_s": 0.1,
        "source_end": 20_000,
        "source_end_s": 1.25,
        "heard": 40_000,
        "heard_s": 2.5,
    }
    assert records[-1]["sample_count"] == 960
    assert records[-1]["target_start_s"] == 1.0
    assert "samples" not in records[-1]


@pytest.mark.parametrize("ending", ["srt", "vtt", "ttml", "txt"])
def test_the_file_is_whole_after_every_event(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    writer = create_subtitles(path)
    so_far = ""
    for event in STREAM:
        writer.push(event)
        so_far += "" if event not in STREAM[3::2][:2] + STREAM[-1:] else event.text  # type: ignore[union-attr]
        written = path.read_text(encoding="utf-8")
        if ending == "srt":
            shown = " ".join(cue.content for cue in srt.parse(written))
        elif ending == "ttml":
            shown = " ".join(
                " ".join(p.itertext())
                for p in lxml.etree.fromstring(written.encode()).iter(f"{_TTML}p")
            )
        elif ending == "vtt":
            shown = unescape(" ".join(cue.text for cue in webvtt.from_string(written).captions))
        else:
            shown = written
        assert "".join(shown.split()) == "".join(so_far.split())
    writer.close()


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list(" ab<>&-{}\\/.,\n")),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(TEXTS, max_size=8))
def test_any_text_survives_the_files(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    events = [committed(text, n * 40_000, n * 40_000 + 30_000) for n, text in enumerate(texts)]
    wanted = "".join("".join(texts).split())
    folder = tmp_path_factory.mktemp("any")
    parsed = list(srt.parse(write(folder / "a.srt", list(events))))
    assert "".join("".join(cue.content for cue in parsed).split()) == wanted
    vtt = write(folder / "a.vtt", list(events))
    payload = [line for block in vtt.split("\n\n")[1:] for line in block.split("\n")[2:]]
    shown = "".join(payload)
    for code, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(code, character)
    assert "".join(shown.split()) == wanted
    assert all("-->" not in line and "<" not in line for line in payload)


def test_srt_text_is_never_taken_for_markup() -> None:
    cue = Cue(start=0, end=16_000, lines=("a <b>c</b> 1 < 2", r"{\an8} x --> y"))
    assert srt_cue(3, cue) == (
        "3\n00:00:00,000 --> 00:00:01,000\na < b>c< /b> 1 < 2\n{ \\an8} x -- > y\n\n"
    )


def test_webvtt_text_is_escaped() -> None:
    cue = Cue(start=16_000 * 3_661, end=16_000 * 3_662, lines=("a <b> & --> c",))
    assert vtt_cue(1, cue) == ("1\n01:01:01.000 --> 01:01:02.000\na &lt;b&gt; &amp; --&gt; c\n\n")


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with raises(OutputError, Code.OUTPUT_EXTENSION_UNKNOWN):
        create_subtitles(tmp_path / "a.doc")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="There is no folder"):
        create_subtitles(tmp_path / "none" / "a.srt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("ending", ["srt", "txt", "jsonl"])
def test_a_full_disk_is_one_clear_error(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.symlink_to("/dev/full")
    writer = create_subtitles(path)
    with pytest.raises(OutputError, match="disk is full"):
        writer.push(committed(" Hello there."))
    with suppress(OutputError):
        writer.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_is_full_from_the_start_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.symlink_to("/dev/full")
    with pytest.raises(OutputError, match="disk is full"):
        create_subtitles(path)


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    writer = create_subtitles(tmp_path / "a.srt")
    writer.push(committed(" Hello."))
    writer.close()
    before = (tmp_path / "a.srt").read_text()
    writer.close()
    assert (tmp_path / "a.srt").read_text() == before != ""


@pytest.mark.parametrize("ending", [".srt", ".vtt", ".txt"])
def test_what_was_not_heard_leaves_a_mark_in_its_place(tmp_path: Path, ending: str) -> None:
    events: list[Event] = [
        committed(" Before", 0, 16_000),
        gap(32_000, 192_000),
        committed(" after.", 192_000, 208_000),
    ]
    written = write(tmp_path / f"a{ending}", events)
    assert written.index("Before") < written.index("[… 10 s …]") < written.index("after.")
    if ending == ".srt":
        assert "00:00:02,000 -->" in written


@pytest.mark.parametrize(
    ("track", "shown"), [(Track.TRANSLATION, "One moment."), (Track.TRANSCRIPT, "Un instant.")]
)
def test_what_is_typed_is_a_cue_and_a_line_of_its_own(
    tmp_path: Path, track: Track, shown: str
) -> None:
    for name in ("typed.srt", "typed.txt"):
        with create_subtitles(tmp_path / name, track=track) as writer:
            writer.push(committed(" We begin.", 0, 16_000))
            writer.push(transcript(" On commence.", 0, 16_000))
            writer.push(typed("Un instant.", "One moment.", 40_000))
            writer.push(committed(" Now.", 90_000, 104_000))
    cues = list(srt.parse((tmp_path / "typed.srt").read_text(encoding="utf-8")))
    assert [cue.content for cue in cues if cue.content == shown] == [shown]
    assert cues[1].start == timedelta(seconds=2.5)
    assert shown in (tmp_path / "typed.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("ending", [".srt", ".vtt", ".txt", ".md"])
def test_a_turn_that_is_withdrawn_leaves_the_file(tmp_path: Path, ending: str) -> None:
    right, anew = tmp_path / f"right{ending}", tmp_path / f"anew{ending}"
    before: list[Event] = [
        SpeechStarted(source_start=1_600, heard=3_200),
        committed(" We begin.", 1_600, 20_000),
        speech_ended(20_000),
    ]
    turn: list[Event] = [
        SpeechStarted(source_start=90_000, heard=99_000),
        committed(" Juste, voilà.", 90_000, 104_000, language="fr"),
        speech_ended(104_000),
    ]
    wrong: list[Event] = [
        SpeechStarted(source_start=90_000, heard=99_000),
        committed(" All of it wrong. Two sentences of it.", 90_000, 104_000),
        speech_ended(104_000),
        # The next one begins before anybody has noticed.
        SpeechStarted(source_start=150_000, heard=160_000),
    ]
    back: list[Event] = [TextWithdrawn(source_start=90_000, source_end=104_000, heard=160_000)]
    after: list[Event] = [committed(" Go on.", 150_000, 160_000), speech_ended(170_000)]
    for path, events in (
        (right, [*before, *turn, *after]),
        (anew, [*before, *wrong, *back, *turn, *back, *turn, *after]),
    ):
        with create_subtitles(path) as writer:
            for event in events:
                writer.push(event)
    assert anew.read_bytes() == right.read_bytes()
    assert "wrong" not in anew.read_text(encoding="utf-8")


_TWO: Final[list[Event]] = [
    SpeechStarted(source_start=0, heard=0),
    transcript(" Comment", 0, 9_000),
    transcript(" allez-vous tous ?", 9_000, 30_000),
    committed(" How are", 0, 8_000),
    speaker(1, 0, heard=20_000),
    # What is said is written down before it is translated.
    transcript(" Bien,", 41_000, 52_000),
    committed(" you all today?", 8_000, 30_000),
    committed(" We are fine,", 41_000, 52_000),
    # Told when the words that it is about are in the file.
    speaker(2, 40_000, heard=90_000),
    committed(" thank you.", 60_000, 80_000),
    speech_ended(80_000),
    SpeechStarted(source_start=120_000, heard=120_000),
    committed(" Glad to hear that.", 120_000, 150_000),
    speaker(1, 120_000, heard=190_000),
    speech_ended(150_000),
]


@pytest.mark.parametrize("ending", [".srt", ".vtt", ".ass", ".ttml", ".txt"])
def test_a_change_of_speaker_stands_before_their_first_words(tmp_path: Path, ending: str) -> None:
    content = write(tmp_path / f"a{ending}", _TWO)
    flat = " ".join(content.replace("\\N", " ").replace("<br/>", " ").split())
    for words in (
        "How are you all today?",
        "Speaker 2: We are fine, thank you.",
        "Speaker 1: Glad",
    ):
        assert flat.count(words) == 1, flat
    assert flat.count("Speaker") == 2


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".txt"])
def test_documents_name_every_speaker_where_there_are_several(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with create_subtitles(path, track=Track.BOTH, label="Person {number}") as writer:
        for event in _TWO:
            writer.push(event)
    content = path.read_bytes()
    if ending == ".docx":
        with zipfile.ZipFile(path) as packed:
            content = packed.read("word/document.xml")
    named = re.findall(r"\d:\d\d (Person \d)", content.decode())
    assert named == ["Person 1", "Person 2", "Person 1"]


def test_a_transcript_names_speakers_as_its_translation_does(tmp_path: Path) -> None:
    content = write(tmp_path / "a.txt", _TWO, track=Track.TRANSCRIPT)
    assert content.splitlines() == ["Comment allez-vous tous ?", "Speaker 2: Bien,"]


@pytest.mark.parametrize("ending", [".srt", ".md"])
def test_one_speaker_alone_is_not_named(tmp_path: Path, ending: str) -> None:
    assert "Speaker" not in write(tmp_path / f"a{ending}", _TWO[:4])


def test_a_change_that_was_told_later_than_any_mark_counts_from_now_on(tmp_path: Path) -> None:
    events: list[Event] = [event for event in _TWO if not isinstance(event, SpeechStarted)]
    content = write(tmp_path / "a.txt", events)
    assert content.splitlines()[1].startswith("Speaker 2: thank you.")
