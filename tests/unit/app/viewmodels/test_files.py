from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.live_call import NeededPack
from app.settings import SOUND_FORMATS, TEXT_FORMATS, FileSettings
from app.viewmodels.files import FileJobs, JobState, recordings_of, results_of
from engine.audio.writing import AUDIO_EXTENSIONS
from engine.captions.subtitles import ENDINGS
from engine.errors import AudioError
from engine.live.events import LiveState
from engine.messages import Code, Message
from engine.recordings import TranslationProgress
from tests.helpers.fake_live import FakeFileJob
from tests.unit.app.conftest import World


class Clock:
    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def files(world: World) -> FileJobs:
    return world.controller.files


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"talk {n}.mp3" for n in range(3)]
    for path in paths:
        path.write_bytes(b"sound")
    return paths


def started(qtbot: QtBot, world: World, number: int) -> FakeFileJob:
    """The job of this place in the order of beginning, once it is under way."""
    qtbot.waitUntil(lambda: len(world.engine.file_jobs) > number)
    return world.engine.file_jobs[number]


def states(files: FileJobs) -> list[JobState]:
    return [job.state for job in files.jobs]


def test_recordings_are_translated_one_after_the_other(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    files.add(talks[:2])
    assert states(files) == [JobState.WAITING, JobState.WAITING]
    assert not world.engine.file_jobs
    files.start()
    first = started(qtbot, world, 0)
    files.add([talks[2]])  # joins what runs
    assert len(world.engine.file_jobs) == 1
    first.remarks = (Message(Code.VERBATIM, text="Track 2 is heard."),)
    with qtbot.waitSignal(files.finished, timeout=20_000):
        first.release.set()
        for number in (1, 2):
            started(qtbot, world, number).release.set()
    assert states(files) == [JobState.DONE] * 3
    assert [job.recording for job in world.engine.file_jobs] == talks
    done = files.jobs[0]
    assert done.results == (talks[0].with_name("talk 0.en.srt"),)
    assert done.remarks == first.remarks
    assert done.share == 1.0
    assert not files.is_busy
    assert files.left == 0


def test_one_that_fails_does_not_stop_the_rest(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    files.add(talks[:2])
    files.start()
    first = started(qtbot, world, 0)
    first.fails_with = AudioError(Code.AUDIO_UNSUPPORTED, file="talk 0.mp3")
    with qtbot.waitSignal(files.finished, timeout=20_000):
        first.release.set()
        started(qtbot, world, 1).release.set()
    assert states(files) == [JobState.FAILED, JobState.DONE]
    problem = files.jobs[0].problem
    assert problem is not None
    assert problem.code is Code.AUDIO_UNSUPPORTED
    assert any("failed: 1" in notice.text for notice in world.controller.notices.notices)
    files.retry(files.jobs[0].number)
    again = started(qtbot, world, 2)
    assert again.recording == talks[0]
    with qtbot.waitSignal(files.finished, timeout=20_000):
        again.release.set()
    assert states(files) == [JobState.DONE, JobState.DONE]
    files.remove_finished()
    assert not files.jobs


def test_progress_and_time_left_follow_the_pace_of_computing(
    qtbot: QtBot, world: World, talks: list[Path]
) -> None:
    clock = Clock()
    files = FileJobs(
        world.engine, world.background, world.preferences, world.controller, clock=clock
    )
    files.add(talks[:1])
    files.start()
    job = started(qtbot, world, 0)
    files._on_timer()
    assert states(files) == [JobState.LOADING]
    clock.now_s += 30.0  # loading does not count
    files._on_timer()
    job.progress = TranslationProgress(done_s=10.0, length_s=100.0, is_loading=False)
    clock.now_s += 1.0
    files._on_timer()
    assert files.jobs[0].state is JobState.RUNNING
    assert files.jobs[0].share == pytest.approx(0.1)
    assert files.jobs[0].left_s is None  # a guess yet
    clock.now_s += 1.0
    job.progress = replace(job.progress, done_s=20.0)
    files._on_timer()
    assert files.jobs[0].left_s == pytest.approx(8.0)
    files.pause(is_paused=True)
    clock.now_s += 600.0
    files.pause(is_paused=False)
    files._on_timer()
    assert files.jobs[0].left_s == pytest.approx(8.0)
    assert job.paused == [False, True, False]
    job.progress = replace(job.progress, length_s=None)
    files._on_timer()
    assert files.jobs[0].share is None
    assert files.jobs[0].left_s is None
    with qtbot.waitSignal(files.finished, timeout=20_000):
        job.release.set()


def test_a_pause_begins_no_other_recording(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    files.add(talks[:2])
    files.start()
    first = started(qtbot, world, 0)
    files.pause(is_paused=True)
    first.release.set()
    qtbot.waitUntil(lambda: states(files)[0] is JobState.DONE)
    assert states(files)[1] is JobState.WAITING
    assert files.is_busy
    files.pause(is_paused=False)
    with qtbot.waitSignal(files.finished, timeout=20_000):
        started(qtbot, world, 1).release.set()


def test_what_is_cancelled_goes_and_the_next_begins(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    files.add(talks[:2])
    files.start()
    first = started(qtbot, world, 0)
    files.remove(files.jobs[0].number)
    assert first.cancelled
    second = started(qtbot, world, 1)
    assert second.recording == talks[1]
    assert len(files.jobs) == 1
    with qtbot.waitSignal(files.finished, timeout=20_000):
        second.release.set()
    assert states(files) == [JobState.DONE]


def test_a_session_on_air_has_the_machine(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    files.add(talks[:1])
    files.start()
    job = started(qtbot, world, 0)
    qtbot.waitUntil(lambda: bool(job.paused))
    world.controller.start_or_stop()
    assert files.is_held
    assert job.paused == [False, True]
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: job.paused == [False, True, False])
    with qtbot.waitSignal(files.finished, timeout=20_000):
        job.release.set()


def test_what_lacks_models_waits_for_them(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    world.engine.missing_packs = [NeededPack(id="ears", title="Ears", download_bytes=10)]
    files.add(talks[:1])
    files.start()
    qtbot.waitUntil(lambda: states(files) == [JobState.LACKING])
    assert [pack.id for pack in files.lacking] == ["ears"]
    assert not world.engine.file_jobs
    world.engine.missing_packs = []
    world.controller.installer.finished.emit()
    job = started(qtbot, world, 0)
    assert not files.lacking
    with qtbot.waitSignal(files.finished, timeout=20_000):
        job.release.set()


def test_the_end_of_the_program_cancels(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    assert files.close(timeout_s=0.0)
    files.add(talks[:2])
    files.start()
    job = started(qtbot, world, 0)
    assert files.close(timeout_s=10.0)
    assert job.cancelled
    qtbot.waitUntil(lambda: world.is_idle)
    assert len(world.engine.file_jobs) == 1


def test_the_voice_of_the_profile_speaks(
    qtbot: QtBot, world: World, files: FileJobs, talks: list[Path]
) -> None:
    world.change(target_language="pt", voices={"pt": "dora"})
    files.change(replace(files.settings, target_language="pt", sound_format=".mp3"))
    files.add(talks[:1])
    files.start()
    job = started(qtbot, world, 0)
    assert job.voice == "dora"
    assert job.results.speech == talks[0].with_name("talk 0.pt.mp3")
    with qtbot.waitSignal(files.finished, timeout=20_000):
        job.release.set()


def test_recordings_are_added_once_and_found_in_folders(files: FileJobs, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for name in ("b.wav", "a.MP4", "notes.txt"):
        (folder / name).write_bytes(b"x")
    (folder / "inner.wav").mkdir()
    odd = tmp_path / "odd.name"
    assert list(recordings_of([folder, odd])) == [folder / "a.MP4", folder / "b.wav", odd]
    files.add([folder, folder / "b.wav"])
    files.add([folder])
    assert [job.path.name for job in files.jobs] == ["a.MP4", "b.wav"]


def test_results_are_named_after_the_recording_and_replace_nothing(tmp_path: Path) -> None:
    recording = tmp_path / "talk.mp3"
    settings = FileSettings(
        source_language="fr", transcribes=True, text_format=".vtt", sound_format=".wav"
    )
    results = results_of(recording, settings)
    assert [path.name for path in results.paths] == ["talk.en.vtt", "talk.en.wav", "talk.fr.vtt"]
    (tmp_path / "talk.fr.vtt").write_text("mine")
    again = results_of(recording, settings)
    names = ["talk.en 2.vtt", "talk.en 2.wav", "talk.fr 2.vtt"]
    assert [path.name for path in again.paths] == names
    elsewhere = results_of(recording, replace(settings, folder=str(tmp_path / "out")))
    assert elsewhere.captions == tmp_path / "out" / "talk.en.vtt"
    # A document has both languages already.
    both = results_of(recording, replace(settings, text_format=".docx", sound_format=""))
    assert [path.name for path in both.paths] == ["talk.en.docx"]
    assert results_of(recording, replace(settings, text_format="", sound_format="")).paths == ()


def test_the_formats_are_those_that_the_engine_writes() -> None:
    assert set(SOUND_FORMATS) == set(AUDIO_EXTENSIONS)
    assert set(TEXT_FORMATS) == set(ENDINGS) - {".jsonl"}
    with pytest.raises(ValueError, match="no format of captions"):
        FileSettings(text_format=".doc")
    with pytest.raises(ValueError, match="no format of speech"):
        FileSettings(sound_format=".aif")
    with pytest.raises(ValueError, match="no language"):
        FileSettings(target_language="xx")
