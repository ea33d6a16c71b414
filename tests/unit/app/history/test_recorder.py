import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from app.history.store import HistoryStore, PastSession, StreamNote
from app.settings import AudioFormat, HistorySettings
from app.viewmodels.history import History
from app.workshop.recording import LECTURE, read_events
from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.audio.writing import WavWriter
from engine.errors import OutputError
from engine.events import AudioProduced, Event, TextCommitted, TextTentative
from engine.messages import Code, Message
from tests.helpers.events import committed

_ROOT = Path(__file__).parents[4]
_STREAMS = (StreamNote(stream="0", speaker="", source="fr", target="en"),)
_TEXT = HistorySettings()
_SOUND = HistorySettings(records_audio=True, audio_format=AudioFormat.WAV)


@pytest.fixture
def history(qtbot: QtBot, tmp_path: Path) -> Iterator[History]:
    del qtbot
    made = History(tmp_path / "history")
    yield made
    assert made.close()


def _kept(folder: Path) -> list[Event]:
    with HistoryStore(folder) as store:
        return [event for session in store.sessions() for _, event in store.events(session.number)]


def _spoken(samples: Float32, start: int) -> AudioProduced:
    return AudioProduced(
        samples=samples,
        target_start=start,
        text=" Hello.",
        language="en",
        tempo=1.0,
        source_start=0,
        source_end=0,
        heard=0,
    )


def test_a_session_is_kept(history: History, qtbot: QtBot, tmp_path: Path) -> None:
    events = read_events(LECTURE)
    recorder = history.begin(_STREAMS, _TEXT)
    assert recorder is not None
    for event in events:
        recorder.add_event(event, stream="0")
    with qtbot.waitSignal(history.changed):
        recorder.finish()
    recorder.finish()
    assert history.close()
    kept = [event for event in events if not isinstance(event, TextTentative)]
    assert _kept(tmp_path / "history") == kept


def test_nothing_is_kept_where_that_is_not_wanted(history: History, tmp_path: Path) -> None:
    for settings in (
        HistorySettings(keeps_text=False),
        HistorySettings(keeps_text=False, records_audio=True),
    ):
        assert history.begin(_STREAMS, settings) is None
    assert history.close()
    assert not (tmp_path / "history").exists()


def test_no_sound_is_kept_unless_it_is_asked_for(history: History, tmp_path: Path) -> None:
    recorder = history.begin(_STREAMS, _TEXT)
    assert recorder is not None
    recorder.add_audio(np.ones(1_600, np.float32), stream="0")
    recorder.add_event(committed(" Hello."), stream="0")
    recorder.add_event(_spoken(np.ones(100, np.float32), 0), stream="0")
    recorder.finish()
    assert history.close()
    assert not list((tmp_path / "history").glob("recordings/**/*"))


@pytest.mark.parametrize("kind", AudioFormat)
def test_sound_is_kept_on_the_clock_of_the_session(
    history: History, tmp_path: Path, kind: AudioFormat
) -> None:
    recorder = history.begin(_STREAMS, replace(_SOUND, audio_format=kind))
    assert recorder is not None
    heard = np.linspace(-0.5, 0.5, 3 * SOURCE_RATE_HZ, dtype=np.float32)
    for place in range(0, len(heard), 320):
        recorder.add_audio(heard[place : place + 320], stream="0")
    recorder.add_event(_spoken(np.full(500, 0.25, np.float32), TARGET_RATE_HZ), stream="0")
    recorder.add_event(committed(" Hello."), stream="0")
    recorder.finish()
    assert history.close()
    with HistoryStore(tmp_path / "history") as store:
        (session,) = store.sessions()
    assert [path.name for path in session.recordings] == [f"0.heard.{kind}", f"0.spoken.{kind}"]
    source, source_rate_hz = soundfile.read(session.recordings[0])
    target, target_rate_hz = soundfile.read(session.recordings[1])
    assert (source_rate_hz, target_rate_hz) == (SOURCE_RATE_HZ, TARGET_RATE_HZ)
    np.testing.assert_allclose(source, heard, atol=1e-4)
    assert not target[:TARGET_RATE_HZ].any()
    np.testing.assert_allclose(target[TARGET_RATE_HZ:], 0.25, atol=1e-4)


def test_a_folder_that_cannot_be_used_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "history")
    messages: list[Message] = []
    history.failed.connect(messages.append)
    recorder = history.begin(_STREAMS, _SOUND)
    assert recorder is not None
    for _ in range(5):
        recorder.add_event(committed(" Hello."), stream="0")
        recorder.add_audio(np.ones(160, np.float32), stream="0")
    recorder.finish()
    assert history.close()
    qtbot.waitUntil(lambda: bool(messages))
    assert len(messages) == 1
    assert "can't be used" in str(messages[0])


def test_a_full_disk_for_sound_leaves_the_text(
    history: History, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "recordings").write_text("in the way")
    recorder = history.begin(_STREAMS, _SOUND)
    assert recorder is not None
    with qtbot.waitSignal(history.failed):
        recorder.add_audio(np.ones(160, np.float32), stream="0")
    recorder.add_event(committed(" Hello."), stream="0")
    recorder.finish()
    assert history.close()
    assert _kept(tmp_path / "history") == [committed(" Hello.")]


def test_a_recording_that_cannot_be_finished_leaves_the_others_and_the_session(
    history: History, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    close = WavWriter.close

    def fail(writer: WavWriter) -> None:
        close(writer)
        closed.append("")
        if len(closed) < 3:
            raise OutputError(Code.VERBATIM, text="The disk is full.")

    monkeypatch.setattr(WavWriter, "close", fail)
    messages: list[Message] = []
    history.failed.connect(messages.append)
    recorder = history.begin(_STREAMS, _SOUND)
    assert recorder is not None
    for stream in ("0", "1"):
        recorder.add_audio(np.ones(160, np.float32), stream=stream)
    recorder.add_event(_spoken(np.ones(100, np.float32), 0), stream="0")
    recorder.add_event(committed(" Hello."), stream="0")
    recorder.finish()
    listed: list[PastSession] = []
    history.ask(lambda store: store.sessions("hello"), done=listed.extend)
    qtbot.waitUntil(lambda: bool(listed))
    assert len(closed) == 3
    assert listed[0].is_ended
    assert [str(message) for message in messages] == ["The disk is full."]


_WRITER = """
import sys, time
from pathlib import Path
import numpy as np
from PySide6.QtCore import QCoreApplication
from app.viewmodels.history import History
from app.history.store import StreamNote
from app.settings import AudioFormat, HistorySettings
from engine.events import TextCommitted

application = QCoreApplication([])
history = History(Path(sys.argv[1]))
settings = HistorySettings(records_audio=True, audio_format=AudioFormat(sys.argv[2]))
streams = (StreamNote(stream="0", speaker="", source="fr", target="en"),)
recorder = history.begin(streams, settings)
number = 0
while True:
    for _ in range(5):
        recorder.add_event(
            TextCommitted(
                text=f" word{number}",
                language="en",
                source_start=number,
                source_end=number,
                heard=number,
            ),
            stream="0",
        )
        number += 1
    recorder.add_audio(np.full(16_000, 0.5, np.float32), stream="0")
    said = number
    # Answered on the history's thread after all that was pushed before.
    history.ask(lambda store, said=said: print(said, flush=True), done=lambda _: None)
    time.sleep(0.002)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("kind", AudioFormat)
def test_nothing_committed_is_lost_when_the_program_is_killed(
    tmp_path: Path, kind: AudioFormat
) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _WRITER, str(tmp_path), kind.value],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        text=True,
    ) as process:
        output = process.stdout
        assert output is not None
        lines = [output.readline() for _ in range(random.randint(5, 60))]  # noqa: S311 - no secret
        process.send_signal(signal.SIGKILL)
        lines += output.readlines()
    # The kill may have cut the last line.
    said = max(int(line) for line in lines if line.endswith("\n"))
    with HistoryStore(tmp_path) as store:
        (session,) = store.sessions("word1")
        texts = [e.text for _, e in store.events(session.number) if isinstance(e, TextCommitted)]
    assert texts == [f" word{n}" for n in range(len(texts))]
    assert len(texts) >= said > 0
    with open_audio(session.recordings[0]) as recording:
        samples = np.concatenate(list(recording))
    # The encoder of FLAC holds less than a second, which is lost with it.
    held = SOURCE_RATE_HZ if kind is AudioFormat.FLAC else 0
    assert len(samples) >= said // 5 * 16_000 - held
    np.testing.assert_allclose(samples, 0.5, atol=1e-4)
