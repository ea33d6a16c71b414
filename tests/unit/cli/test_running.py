import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.cli.running import Ending, Interrupts, Outputs, exit_code, run_stream
from engine.errors import AudioError, DeviceError, OutputError
from engine.events import Event
from engine.messages import Code
from engine.recordings import Results
from tests.helpers.streams import FakeSource, RecordingSession, blocks_of

NOISE = np.random.default_rng(5).uniform(-0.5, 0.5, 16_000).astype(np.float32)

PROGRAM = """
import sys, threading
from pathlib import Path
from engine.cli.running import Outputs
from engine.recordings import Results
from engine.cli.running import exit_code, run_stream
from tests.helpers.streams import FakeSource, RecordingSession

def wait(count):
    if count == 3:
        print("READY", file=sys.stderr, flush=True)
    if count > 3 and sys.argv[2] != "quick":
        threading.Event().wait(1.0 if sys.argv[2] == "slow" else 30.0)

with Outputs(Results(subtitles=[Path(sys.argv[1])])) as outputs:
    source = FakeSource([], endless=True)
    ending = run_stream(source, RecordingSession(on_push=wait), outputs, stop_s=3.0)
sys.exit(exit_code(ending))
"""

needs_signals = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGINT for one process"
)


def test_captions_are_shown_until_the_source_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with Outputs() as outputs:
        ending = run_stream(FakeSource(blocks_of(NOISE)), RecordingSession(), outputs)
    assert ending is Ending.FINISHED
    out = capsys.readouterr().out
    assert "block1" in out
    assert "block10" in out


def test_a_lost_microphone_is_one_line_and_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    source = FakeSource(
        blocks_of(NOISE), fails_with=DeviceError(Code.VERBATIM, text="It is gone; plug it in.")
    )
    with Outputs() as outputs:
        assert run_stream(source, RecordingSession(), outputs) is Ending.FAILED
    assert capsys.readouterr().err == "dragoman: It is gone; plug it in.\n"


def test_a_damaged_recording_leaves_complete_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = AudioError(Code.VERBATIM, text="A sample is not a number; export it again.")
    source = FakeSource(blocks_of(NOISE), fails_with=error)
    paths = tmp_path / "a.wav", tmp_path / "a.txt"
    with Outputs(Results(speech=paths[0], subtitles=[paths[1]])) as outputs:
        assert run_stream(source, RecordingSession(), outputs) is Ending.FAILED
    assert soundfile.info(paths[0]).frames == 3 * NOISE.size
    assert paths[1].read_text(encoding="utf-8").endswith(" end\n")
    printed = capsys.readouterr()
    assert printed.err == f"dragoman: {error}\n"
    assert f"wrote {paths[0]}\n" in printed.out


def test_a_full_disk_is_raised_once_and_not_told_as_a_failure_of_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object, __: Event) -> None:
        raise OutputError(
            Code.VERBATIM, text="The disk is full while writing a.srt; free some space."
        )

    with Outputs(Results(subtitles=[tmp_path / "a.srt"])) as outputs:
        monkeypatch.setattr("engine.captions.subtitles.CueFile.push", fail)
        source = FakeSource(blocks_of(NOISE), endless=True)
        with pytest.raises(OutputError, match=r"^The disk is full while writing a\.srt"):
            run_stream(source, RecordingSession(), outputs)
    assert source.closed == 1
    assert capsys.readouterr().err == ""


def test_the_summary_of_json_is_the_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Outputs(as_json=True) as outputs:
        run_stream(FakeSource(blocks_of(NOISE)), RecordingSession(), outputs)
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert records[-1]["event"] == "summary"
    assert records[-1]["heard_s"] == 1.0
    assert records[-1]["words"] == 11


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (Ending.FINISHED, 0),
        (Ending.DRAINED, 130),
        (Ending.STOPPED, 130),
        (Ending.TERMINATED, 143),
        (Ending.FAILED, 1),
    ],
)
def test_each_ending_has_its_exit_code(ending: Ending, code: int) -> None:
    assert exit_code(ending) == code


def test_where_an_interrupt_is_the_usual_end_it_is_a_success() -> None:
    assert exit_code(Ending.DRAINED, if_drained=0) == 0
    assert exit_code(Ending.STOPPED, if_drained=0) == 130


@needs_signals
def test_interrupts_are_counted_and_the_handlers_put_back() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Interrupts() as interrupts:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)
        assert interrupts.count == 2
        signal.raise_signal(signal.SIGINT)
        assert interrupts.count == 3
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def run_until_ready(path: Path, pace: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM, str(path), pace],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "READY\n"
    return process


@needs_signals
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_interrupt_finishes_what_was_said(tmp_path: Path, name: str, code: int) -> None:
    path = tmp_path / "a.txt"
    process = run_until_ready(path, "quick")
    process.send_signal(getattr(signal, name))
    output, errors = process.communicate(timeout=60)
    assert errors == "dragoman: finishing what was said; Ctrl-C again stops at once\n"
    assert process.returncode == code
    assert path.read_text().endswith(" end\n")
    assert f"wrote {path}" in output


@needs_signals
@pytest.mark.parametrize("pace", ["slow", "hanging"])
def test_a_second_interrupt_stops_at_once_even_where_the_engine_hangs(
    tmp_path: Path, pace: str
) -> None:
    path = tmp_path / "a.txt"
    process = run_until_ready(path, pace)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert "finishing" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=25)
    assert process.returncode == 130
    assert errors == ""
    assert "end" not in path.read_text()
    assert path.read_text().endswith("\n")
    assert f"wrote {path}" in output
