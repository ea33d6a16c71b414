import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.cli.running import Outputs
from engine.events import AudioProduced
from engine.recordings import Results
from engine.runner import RunnerStatus
from tests.helpers.events import committed


def status(heard: int) -> RunnerStatus:
    return RunnerStatus(heard=heard, busy_s=0.5)


def clause(start: int, count: int) -> AudioProduced:
    return AudioProduced(
        samples=np.full(count, 0.5, np.float32),
        target_start=start,
        text="",
        language="en",
        tempo=1.0,
        source_start=0,
        source_end=0,
        heard=0,
    )


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_the_speech_file_is_as_long_as_the_source(tmp_path: Path, name: str) -> None:
    with Outputs(Results(speech=tmp_path / name)) as outputs:
        outputs.on_event(clause(4_800, 480))
        outputs.finish(status(heard=16_001), took_s=1.0)
    assert soundfile.info(tmp_path / name).frames == 3 * 16_001


def test_speech_that_lasts_longer_than_the_source_is_not_cut(tmp_path: Path) -> None:
    with Outputs(Results(speech=tmp_path / "a.wav")) as outputs:
        outputs.on_event(clause(4_800, 96_000))
        outputs.finish(status(heard=16_000), took_s=1.0)
    assert soundfile.info(tmp_path / "a.wav").frames == 4_800 + 96_000


def test_the_report_tells_length_cost_lag_and_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Outputs(Results(subtitles=[tmp_path / "a.srt"])) as outputs:
        outputs.on_event(committed(" Hello there.", 0, 16_000, heard=48_000))
        outputs.finish(status(heard=32_000), took_s=1.25)
    printed = capsys.readouterr().out
    assert "2.0 s of audio in 1.2 s" in printed
    assert "computing took 0.25 of real time" in printed
    assert "captions came 2.2 s after the words" in printed
    assert printed.endswith(f"wrote {tmp_path / 'a.srt'}\n")


def test_two_speakers_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    with Outputs(label="you") as mine, Outputs(label="they") as theirs:
        mine.on_event(committed(" Hello there.", 0, 16_000))
        theirs.on_event(committed(" Bonjour.", 0, 16_000))
        mine.finish(status(heard=32_000), took_s=2.0)
    printed = capsys.readouterr().out
    assert "you: Hello there.\n" in printed
    assert "they: Bonjour.\n" in printed
    assert "\nyou: 2.0 s of audio in 2.0 s" in printed


def test_two_speakers_are_told_apart_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        Outputs(label="you", as_json=True) as mine,
        Outputs(label="they", as_json=True) as theirs,
        Outputs(as_json=True) as only,
    ):
        for outputs in (mine, theirs, only):
            outputs.on_event(committed(" Hello.", 0, 16_000))
        theirs.finish(status(heard=32_000), took_s=2.0)
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record.get("speaker") for record in records] == ["you", "they", None, "they"]
    assert records[-1]["event"] == "summary"
