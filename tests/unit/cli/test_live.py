import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Float32
from engine.cli.live import converse, refuse_loop
from engine.cli.outputs import Outputs
from engine.devices.listing import AudioDevice, DeviceKind
from engine.errors import DeviceError
from tests.helpers.streams import EchoSession, FakeSource, RecordingSession, blocks_of

NOISE = np.random.default_rng(5).uniform(-0.5, 0.5, 16_000).astype(np.float32)

PROGRAM = """
import sys, threading
from pathlib import Path
from engine.cli.live import converse
from engine.cli.outputs import Outputs
from tests.helpers.streams import FakeSource, RecordingSession
import numpy as np

def wait(count):
    if count == 3:
        print("READY", file=sys.stderr, flush=True)
    if count > 3 and sys.argv[2] == "slow":
        threading.Event().wait(1.0)

with Outputs(subtitles=[Path(sys.argv[1])]) as outputs:
    source = FakeSource([], endless=True)
    sys.exit(converse(source, RecordingSession(on_push=wait), None, outputs))
"""


class FakeSink:
    def __init__(self, *, fails: bool = False) -> None:
        self.parts: list[Float32] = []
        self.calls: list[str] = []
        self.queued_samples = 0
        self._fails = fails

    def start(self) -> None:
        self.calls.append("start")

    def write(self, samples: Float32) -> None:
        if self._fails:
            raise DeviceError("The loudspeaker is gone; plug it in.")
        self.parts.append(samples)

    def clear(self) -> None:
        self.calls.append("clear")

    def close(self, *, drain: bool) -> None:
        self.calls.append(f"close drain={drain}")


def test_all_that_is_spoken_is_played_and_the_rest_is_drained() -> None:
    sink = FakeSink()
    with Outputs() as outputs:
        status = converse(FakeSource(blocks_of(NOISE)), EchoSession(), sink, outputs)
    assert status == 0
    assert sum(part.size for part in sink.parts) == 48_000
    assert sink.calls == ["start", "close drain=True", "close drain=False"]


def test_captions_alone_need_no_sink(capsys: pytest.CaptureFixture[str]) -> None:
    with Outputs() as outputs:
        assert converse(FakeSource(blocks_of(NOISE)), RecordingSession(), None, outputs) == 0
    out = capsys.readouterr().out
    assert "block1" in out
    assert "block10" in out


def test_a_lost_microphone_is_one_line_and_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    source = FakeSource(blocks_of(NOISE), fails_with=DeviceError("It is gone; plug it in."))
    sink = FakeSink()
    with Outputs() as outputs:
        assert converse(source, RecordingSession(), sink, outputs) == 1
    assert capsys.readouterr().err == "dragoman: It is gone; plug it in.\n"
    assert sink.calls == ["start", "close drain=False"]


def test_a_lost_loudspeaker_is_one_line_and_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    source = FakeSource(blocks_of(NOISE), endless=True)
    with Outputs() as outputs:
        assert converse(source, EchoSession(), FakeSink(fails=True), outputs) == 1
    assert capsys.readouterr().err == "dragoman: The loudspeaker is gone; plug it in.\n"
    assert source.closed == 1


def run_until_ready(path: Path, pace: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM, str(path), pace],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "READY\n"
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupt_finishes_what_was_said(tmp_path: Path, name: str) -> None:
    process = run_until_ready(tmp_path / "a.txt", "quick")
    process.send_signal(getattr(signal, name))
    _, errors = process.communicate(timeout=60)
    assert "finishing what was said" in errors
    assert process.returncode == 0
    assert (tmp_path / "a.txt").read_text().endswith(" end\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_a_second_interrupt_stops_at_once(tmp_path: Path) -> None:
    process = run_until_ready(tmp_path / "a.txt", "slow")
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert "finishing" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert "end" not in (tmp_path / "a.txt").read_text()


def device(name: str, *, kind: DeviceKind, is_monitor: bool = False) -> AudioDevice:
    return AudioDevice(
        name=name,
        description=name,
        host="PulseAudio",
        kind=kind,
        channels=2,
        is_default=False,
        is_monitor=is_monitor,
    )


def test_the_interpreter_is_not_made_to_hear_itself() -> None:
    spoken = device("cable", kind=DeviceKind.OUTPUT)
    with pytest.raises(DeviceError, match="would hear the interpreter itself"):
        refuse_loop(device("cable.monitor", kind=DeviceKind.INPUT, is_monitor=True), spoken)
    refuse_loop(device("other.monitor", kind=DeviceKind.INPUT, is_monitor=True), spoken)
    refuse_loop(device("cable", kind=DeviceKind.INPUT), spoken)
