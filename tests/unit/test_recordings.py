import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.errors import AudioError, EngineError, OutputError
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress, LoadWatcher
from engine.planner import SessionConfig
from engine.recordings import (
    FileTranslation,
    Results,
    TranslationCancelledError,
    check_outputs,
)
from engine.session import Session
from tests.helpers.audio_files import write_wav
from tests.helpers.raising import raises
from tests.helpers.streams import RecordingSession


def test_good_paths_are_let_through_and_nothing_is_created(tmp_path: Path) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"sound")
    results = Results(
        speech=tmp_path / "speech.flac",
        subtitles=[tmp_path / "a.srt", tmp_path / "a.jsonl"],
        transcripts=[tmp_path / "b.srt"],
    )
    check_outputs(results, source=source)
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]
    assert source.read_bytes() == b"sound"


def test_a_recording_that_does_not_exist_is_not_the_business_of_this_check(tmp_path: Path) -> None:
    check_outputs(Results(speech=tmp_path / "speech.wav"), source=tmp_path / "none.wav")


def test_the_recording_is_not_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"sound")
    (tmp_path / "folder").mkdir()
    for name in (source, tmp_path / "folder" / ".." / "talk.wav"):
        with pytest.raises(OutputError, match="the recording itself"):
            check_outputs(Results(speech=name), source=source)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_the_recording_is_known_under_another_name(tmp_path: Path, link: object) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"sound")
    assert callable(link)
    link(source, tmp_path / "other.wav")
    with pytest.raises(OutputError, match="the recording itself"):
        check_outputs(Results(speech=tmp_path / "other.wav"), source=source)


def test_a_recording_named_from_here_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.wav").write_bytes(b"sound")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="the recording itself"):
        check_outputs(Results(speech=tmp_path / "talk.wav"), source=Path("talk.wav"))


@pytest.mark.parametrize("exists", [False, True])
def test_no_file_is_written_twice(tmp_path: Path, *, exists: bool) -> None:
    path = tmp_path / "a.srt"
    if exists:
        path.write_text("")
    for other in (path, tmp_path / "." / "b" / ".." / "a.srt"):
        (tmp_path / "b").mkdir(exist_ok=True)
        with raises(OutputError, Code.OUTPUT_TWICE):
            check_outputs(Results(subtitles=[path], transcripts=[other]))
        with raises(OutputError, Code.OUTPUT_TWICE):
            check_outputs(Results(subtitles=[path, other]))


@pytest.mark.parametrize(
    ("speech", "subtitle", "code"),
    [
        ("a.mp4", "a.srt", Code.OUTPUT_EXTENSION_UNKNOWN),
        ("good.wav", "a.doc", Code.OUTPUT_EXTENSION_UNKNOWN),
        ("good.wav", "none/a.srt", Code.OUTPUT_FOLDER_MISSING),
        ("none/a.wav", "a.srt", Code.OUTPUT_FOLDER_MISSING),
        ("good.wav", "good.wav/a.srt", Code.OUTPUT_FOLDER_MISSING),
        ("good.wav", "folder.srt", Code.FILE_IS_FOLDER),
    ],
)
def test_a_refusal_leaves_earlier_files_alone(
    tmp_path: Path, speech: str, subtitle: str, code: Code
) -> None:
    (tmp_path / "good.wav").write_bytes(b"an hour of work")
    (tmp_path / "folder.srt").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with raises(OutputError, code):
        check_outputs(Results(speech=tmp_path / speech, subtitles=[tmp_path / subtitle]))
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "good.wav").read_bytes() == b"an hour of work"


class Factory:
    """Makes one session, whose every block a test watches."""

    def __init__(self, on_push: Callable[[int], None] | None = None) -> None:
        self.session_made = RecordingSession(on_push=on_push)
        self.cautions: Message | None = None
        self.on_load: Callable[[], None] = lambda: None

    def required(self, config: SessionConfig) -> tuple[str, ...]:
        assert config.target == "en"
        return ()

    def caution(self, config: SessionConfig) -> Message | None:
        del config
        return self.cautions

    def load(self, config: SessionConfig, progress: LoadWatcher | None = None) -> None:
        del config
        self.on_load()
        assert progress is not None
        progress(LoadProgress(pack="", done=0, total=1))

    def session(self, config: SessionConfig) -> Session:
        del config
        return self.session_made


NOISE = np.random.default_rng(1).uniform(-0.5, 0.5, 16_000 * 4).astype(np.float32)
CONFIG = SessionConfig(source="fr", target="en")


def translation(tmp_path: Path, factory: Factory) -> FileTranslation:
    source = write_wav(tmp_path / "talk.wav", NOISE, 16_000, subtype="FLOAT")
    results = Results(speech=tmp_path / "talk.en.wav", subtitles=[tmp_path / "talk.en.txt"])
    return FileTranslation(factory, CONFIG, source=source, results=results)


def test_a_recording_becomes_captions_and_speech_of_its_length(tmp_path: Path) -> None:
    factory = Factory()
    factory.cautions = Message(Code.VERBATIM, text="Only the gist.")
    running = translation(tmp_path, factory)
    assert running.progress.is_loading
    assert running.run() == (factory.cautions,)
    np.testing.assert_array_equal(np.concatenate(factory.session_made.blocks), NOISE)
    assert "block1" in (tmp_path / "talk.en.txt").read_text(encoding="utf-8")
    assert soundfile.info(tmp_path / "talk.en.wav").frames == 3 * NOISE.size
    progress = running.progress
    assert (progress.done_s, progress.length_s, progress.is_loading) == (4.0, 4.0, False)


def test_a_pause_holds_it_and_it_goes_on_where_it_was(tmp_path: Path) -> None:
    reached, pushes = threading.Event(), []
    running: FileTranslation

    def on_push(count: int) -> None:
        pushes.append(count)
        if count == 3:
            running.set_paused(is_paused=True)
            reached.set()

    factory = Factory(on_push)
    running = translation(tmp_path, factory)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    assert reached.wait(10.0)
    thread.join(0.3)
    assert thread.is_alive()
    assert len(pushes) == 4
    running.set_paused(is_paused=False)
    thread.join(10.0)
    assert not thread.is_alive()
    np.testing.assert_array_equal(np.concatenate(factory.session_made.blocks), NOISE)


@pytest.mark.parametrize("is_paused", [False, True])
def test_what_is_cancelled_leaves_nothing(tmp_path: Path, *, is_paused: bool) -> None:
    running: FileTranslation

    def on_push(count: int) -> None:
        if count == 3:
            running.set_paused(is_paused=is_paused)
            running.cancel()
        if count > 3:
            threading.Event().wait(0.2)

    running = translation(tmp_path, Factory(on_push))
    with pytest.raises(TranslationCancelledError):
        running.run()
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]


def test_what_is_cancelled_while_models_load_begins_no_file(tmp_path: Path) -> None:
    factory = Factory()
    running = translation(tmp_path, factory)
    factory.on_load = running.cancel
    with pytest.raises(TranslationCancelledError):
        running.run()
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]
    assert not factory.session_made.blocks


@pytest.mark.parametrize(("fails_at", "left"), [(0, []), (4, ["talk.en.txt", "talk.en.wav"])])
def test_a_failure_keeps_what_was_translated_before_it(
    tmp_path: Path, fails_at: int, left: list[str]
) -> None:
    def on_push(count: int) -> None:
        if count == fails_at:
            raise EngineError(Code.VERBATIM, text="The moon is down.")

    running = translation(tmp_path, Factory(on_push))
    with raises(EngineError, Code.VERBATIM):
        running.run()
    there = sorted(path.name for path in tmp_path.iterdir())
    assert there == sorted([*left, "talk.wav"])


def test_what_is_no_recording_begins_no_file(tmp_path: Path) -> None:
    source = tmp_path / "talk.wav"
    source.write_text("no sound")
    results = Results(subtitles=[tmp_path / "talk.srt"])
    with raises(AudioError, Code.AUDIO_UNSUPPORTED):
        FileTranslation(Factory(), CONFIG, source=source, results=results).run()
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]
