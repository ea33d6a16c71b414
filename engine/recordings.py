"""A recording in; captions and speech in files out, as fast as the machine can."""

import os
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32, SampleIndex
from engine.asr.vad import SpeechSegmenter
from engine.audio.files import HasSpeech, is_audible, open_audio
from engine.audio.writing import SpeechTrack, check_audio_ending, create_audio
from engine.captions.documents import SPEAKER_LABEL
from engine.captions.subtitles import SubtitleWriter, Track, check_subtitle_ending, create_subtitles
from engine.devices.files import FileInput
from engine.errors import EngineError, OutputError, PackMissingError
from engine.events import AudioProduced, EngineFailed, Event, TextCommitted, TranscriptCommitted
from engine.interpreter import Interpreter
from engine.live.direction import SessionFactory
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress
from engine.planner import SessionConfig
from engine.runner import Runner

_STEP_S: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Where the results of a stream go.

    Attributes:
        speech: a file of the target speech, named as `audio.writing` allows; None for none.
        subtitles: of `subtitles.ENDINGS`, for the translation.
        transcripts: the same for what was said.
        label: what stands before who speaks, where voices were told apart.
    """

    speech: Path | None = None
    subtitles: Sequence[Path] = ()
    transcripts: Sequence[Path] = ()
    label: str = SPEAKER_LABEL

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files."""
        first = () if self.speech is None else (self.speech,)
        return (*first, *self.subtitles, *self.transcripts)


NO_RESULTS: Final = Results()


def check_outputs(results: Results, *, source: Path | None = None) -> None:
    """Refuse result files that could not be written or would destroy something.

    Nothing is created or changed.

    Args:
        results: what is to be written.
        source: the recording that is read meanwhile.

    Raises:
        OutputError: an ending names no format, a folder is missing, a file is the source under
            whatever name, or two are one file.
    """
    if results.speech is not None:
        check_audio_ending(results.speech)
    for path in (*results.subtitles, *results.transcripts):
        check_subtitle_ending(path)
    paths = results.paths
    for place, path in enumerate(paths):
        _check_place(path)
        if source is not None and _are_one_file(path, source):
            raise OutputError(Code.OUTPUT_IS_SOURCE, path=str(path))
        if any(_are_one_file(path, other) for other in paths[:place]):
            raise OutputError(Code.OUTPUT_TWICE, path=str(path))


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise OutputError(Code.FILE_IS_FOLDER, path=str(path))
    if not path.parent.is_dir():
        raise OutputError(Code.OUTPUT_FOLDER_MISSING, folder=str(path.parent))


def _are_one_file(one: Path, other: Path) -> bool:
    """Compare what two names lead to: links, upper case and ways through folders make no file."""
    try:
        return one.samefile(other)
    except OSError:
        # At least one does not exist yet.
        return _settled(one) == _settled(other)


def _settled(path: Path) -> str:
    return os.path.normcase(path.resolve())


class ResultFiles:
    """A context manager; the files are open inside it and complete after it.

    Args:
        results: the files, which replace those of these names.

    Raises:
        OutputError: a file cannot be created.
    """

    def __init__(self, results: Results) -> None:
        self.paths: Final = results.paths
        with ExitStack() as stack:
            self._track = (
                SpeechTrack(stack.enter_context(create_audio(results.speech, is_synthetic=True)))
                if results.speech
                else None
            )
            self._subtitles: list[SubtitleWriter] = [
                stack.enter_context(create_subtitles(path, track=track, label=results.label))
                for paths, track in (
                    (results.subtitles, Track.TRANSLATION),
                    (results.transcripts, Track.TRANSCRIPT),
                )
                for path in paths
            ]
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def push(self, event: Event) -> None:
        """Write the next event.

        Raises:
            OutputError: the disk is full or gone.
        """
        for writer in self._subtitles:
            writer.push(event)
        if self._track is not None and isinstance(event, AudioProduced):
            self._track.push(event)

    def pad(self, heard: SampleIndex) -> None:
        """Bring the sound file to the length of the source, of which so much was heard.

        Raises:
            OutputError: the disk is full or gone.
        """
        if self._track is not None:
            self._track.pad_to(heard * (TARGET_RATE_HZ // SOURCE_RATE_HZ))


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationProgress:
    """How far a recording is translated.

    Attributes:
        done_s: of the recording.
        length_s: of the recording, as its header promises; None where that does not say.
        is_loading: models are loaded first.
    """

    done_s: float = 0.0
    length_s: float | None = None
    is_loading: bool = True


class TranslationCancelledError(Exception):
    """It was cancelled; the files that it had begun are gone."""


class FileTranslation:
    """Interprets one recording into files, once; `run` is slow, all else from any thread.

    Args:
        sessions: makes the session; is not closed here.
        config: languages and voice.
        source: the recording.
        results: what is written; files of these names are replaced.
    """

    def __init__(
        self, sessions: SessionFactory, config: SessionConfig, *, source: Path, results: Results
    ) -> None:
        self._sessions = sessions
        self._config = config
        self._source = source
        self._results = results
        self._cancelled = threading.Event()
        self._is_paused = False
        self._input: FileInput | None = None
        self._runner: Runner | None = None
        self._length_s: float | None = None
        self._failure: Message | None = None
        self._has_content = False

    @property
    def progress(self) -> TranslationProgress:
        """How far it is."""
        runner = self._runner
        if runner is None:
            return TranslationProgress()
        done_s = runner.status.heard / SOURCE_RATE_HZ
        return TranslationProgress(done_s=done_s, length_s=self._length_s, is_loading=False)

    def set_paused(self, *, is_paused: bool) -> None:
        """Read nothing more of the recording for now, or read on."""
        self._is_paused = is_paused
        if self._input is not None:
            self._input.set_paused(is_paused=is_paused)

    def cancel(self) -> None:
        """End it at once; `run` removes what was written and raises."""
        self._cancelled.set()

    def run(self) -> tuple[Message, ...]:
        """Interpret it to its end.

        What was translated before a failure stays in the files.

        Returns:
            What is to be said of a result that is there: which track was heard, what of the
            recording could not be read, how good the models are.

        Raises:
            EngineError: the recording cannot be read, a route, voice or pack is missing, or a
                result cannot be written.
            TranslationCancelledError: it was cancelled.
        """
        check_outputs(self._results, source=self._source)
        self._sessions.required(self._config)
        self._sessions.load(self._config, self._report_loading)
        with open_audio(self._source, has_speech=judge_of_speech(self._sessions)) as file:
            self._length_s = file.duration_s
            session = self._sessions.session(self._config)
            source = self._input = FileInput(file, realtime=False)
            source.set_paused(is_paused=self._is_paused)
            try:
                with ResultFiles(self._results) as files:
                    runner = Runner(
                        source, session, on_event=lambda event: self._push(files, event)
                    )
                    self._run(runner)
                    files.pad(runner.status.heard)
            except BaseException:
                if self._cancelled.is_set() or not self._has_content:
                    self._remove()
                raise
            caution = self._sessions.caution(self._config)
            remarks = (caution, *file.notices, file.damage)
            return tuple(remark for remark in remarks if remark is not None)

    def _run(self, runner: Runner) -> None:
        self._runner = runner
        runner.start()
        while not runner.join(timeout_s=_STEP_S):
            if self._cancelled.is_set():
                runner.end(drain=False)
        runner.raise_failure()
        self._raise_if_cancelled()
        if self._failure is not None:
            raise EngineError.of(self._failure)

    def _push(self, files: ResultFiles, event: Event) -> None:
        if isinstance(event, EngineFailed):
            self._failure = event.message
        self._has_content |= isinstance(event, TextCommitted | TranscriptCommitted)
        files.push(event)

    def _report_loading(self, progress: LoadProgress) -> None:
        del progress
        self._raise_if_cancelled()

    def _raise_if_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise TranslationCancelledError

    def _remove(self) -> None:
        for path in self._results.paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def judge_of_speech(sessions: SessionFactory) -> HasSpeech:
    """The voice activity detector where there is one, else loudness."""
    if not isinstance(sessions, Interpreter):
        return is_audible
    try:
        model = sessions.voice_activity()
    except PackMissingError:
        return is_audible

    def has_speech(samples: Float32) -> bool:
        segmenter = SpeechSegmenter(model)
        return bool(segmenter.push(samples) or segmenter.flush())

    return has_speech
