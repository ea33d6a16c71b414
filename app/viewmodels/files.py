"""Recordings that are translated into files, one after the other."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.live_call import Backend, FileJob, FileResults, NeededPack
from app.settings import FileSettings
from app.texts import MEDIA_ENDINGS
from app.threads import Background
from app.viewmodels.preferences import Preferences
from engine.messages import Message
from engine.remote.catalogue import LOCAL

if TYPE_CHECKING:
    from engine.recordings import TranslationProgress

_LOOK_MS: Final = 250
_CARRY_BOTH: Final = (".docx", ".html", ".md")
"""Documents, which have what was said beside its translation."""
_SURE_S: Final = 1.5
"""Before so much computing, how long the rest takes is a guess that would jump."""


class JobState(StrEnum):
    """Where a recording is; LACKING waits for models to be installed."""

    WAITING = "waiting"
    LOADING = "loading"
    RUNNING = "running"
    LACKING = "lacking"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingJob:
    """One recording of the queue.

    Attributes:
        number: names it.
        done_s: of the recording.
        length_s: None where the recording does not say, or before it was opened.
        left_s: how long the rest takes at the pace so far; None before that is known.
        problem: why it failed.
        remarks: what is to be said of the results.
        results: files that were written, the one to open first.
    """

    number: int
    path: Path
    state: JobState = JobState.WAITING
    done_s: float = 0.0
    length_s: float | None = None
    left_s: float | None = None
    problem: Message | None = None
    remarks: tuple[Message, ...] = ()
    results: tuple[Path, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more becomes of it by itself."""
        return self.state in (JobState.DONE, JobState.FAILED)

    @property
    def is_running(self) -> bool:
        """Whether it is the one that is worked on."""
        return self.state in (JobState.LOADING, JobState.RUNNING)

    @property
    def share(self) -> float | None:
        """How much of it is done, 0 to 1; None where its length is not known."""
        if self.state is JobState.DONE:
            return 1.0
        return min(1.0, self.done_s / self.length_s) if self.length_s else None


@dataclass(frozen=True, slots=True)
class _Finished:
    remarks: tuple[Message, ...] = ()
    lacking: tuple[NeededPack, ...] = ()
    was_cancelled: bool = False


class _Work:
    """What a thread does for one recording, and what it is told meanwhile.

    Args:
        make: makes the job, on the thread.
        find_lacking: finds models that are not installed, on the thread.
        is_paused: whether it begins paused.
    """

    def __init__(
        self,
        make: Callable[[], FileJob],
        find_lacking: Callable[[], Sequence[NeededPack]],
        *,
        is_paused: bool,
    ) -> None:
        self._make = make
        self._find_lacking = find_lacking
        self._lock = threading.Lock()
        self._job: FileJob | None = None
        self._is_paused = is_paused
        self._is_cancelled = False
        self.is_over = threading.Event()

    @property
    def progress(self) -> "TranslationProgress | None":
        """How far it is; None before there is anything."""
        return None if self._job is None else self._job.progress

    def set_paused(self, *, is_paused: bool) -> None:
        """Hold it, or go on."""
        with self._lock:
            self._is_paused = is_paused
            if self._job is not None:
                self._job.set_paused(is_paused=is_paused)

    def cancel(self) -> None:
        """End it at once."""
        with self._lock:
            self._is_cancelled = True
            if self._job is not None:
                self._job.cancel()

    def run(self) -> _Finished:
        """Do it, on a thread.

        Raises:
            EngineError: it cannot be done.
        """
        # With it comes ONNX Runtime, which the first window does not wait for.
        from engine.recordings import TranslationCancelledError  # noqa: PLC0415

        try:
            if lacking := tuple(self._find_lacking()):
                return _Finished(lacking=lacking)
            job = self._make()
            with self._lock:
                self._job = job
                job.set_paused(is_paused=self._is_paused)
                if self._is_cancelled:
                    job.cancel()
            return _Finished(remarks=tuple(job.run()))
        except TranslationCancelledError:
            return _Finished(was_cancelled=True)
        finally:
            self.is_over.set()


class FileJobs(QObject):
    """A queue; lives in the window's thread. One recording is worked on at a time.

    Each takes what the machine has. While a session is on air nothing is translated here: speech
    that is heard now comes first.

    Signals:
        listed: recordings were added or removed.
        changed: how far they are, or whether it is paused.
        finished: the last recording of the queue is over.

    Args:
        backend: translates.
        background: runs it on threads.
        preferences: say how.
        parent: its owner.
        clock: seconds, monotonic.
    """

    listed = Signal()
    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        backend: Backend,
        background: Background,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._backend = backend
        self._background = background
        self._preferences = preferences
        self._clock = clock
        self._jobs: list[RecordingJob] = []
        self._last_number = 0
        self._is_started = False
        self._is_paused = False
        self._is_held = False
        self._work: _Work | None = None
        self._number = 0
        self._results = FileResults(captions=None, transcript=None, speech=None)
        self._worked_s = 0.0
        self._looked_s = 0.0
        self._lacking: tuple[NeededPack, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timer)

    @property
    def jobs(self) -> Sequence[RecordingJob]:
        """All recordings, in the order in which they are translated."""
        return tuple(self._jobs)

    @property
    def settings(self) -> FileSettings:
        """How the next recording is translated."""
        return self._preferences.settings.files

    @property
    def is_paused(self) -> bool:
        """Whether the user has paused it."""
        return self._is_paused

    @property
    def is_held(self) -> bool:
        """Whether it waits for a session to end."""
        return self._is_held

    @property
    def is_busy(self) -> bool:
        """Whether a recording is being translated, or will be."""
        waits = any(job.state is JobState.WAITING for job in self._jobs)
        return self._work is not None or (self._is_started and waits)

    @property
    def left(self) -> int:
        """How many recordings are not over."""
        return sum(not job.is_over for job in self._jobs)

    @property
    def lacking(self) -> Sequence[NeededPack]:
        """Models that recordings wait for."""
        return self._lacking

    def change(self, settings: FileSettings) -> None:
        """Translate what has not begun in another way."""
        self._preferences.change(replace(self._preferences.settings, files=settings))

    def add(self, paths: Sequence[Path]) -> None:
        """Add recordings, and those in folders, that do not wait already."""
        waiting = {job.path for job in self._jobs if not job.is_over}
        for path in dict.fromkeys(recordings_of(paths)):
            if path not in waiting:
                self._last_number += 1
                self._jobs.append(RecordingJob(number=self._last_number, path=path))
        self.listed.emit()
        self._go_on()

    def start(self) -> None:
        """Translate what waits, and what is added meanwhile."""
        self._is_started = True
        self._stop_clock(is_paused=False, is_held=self._is_held)
        self._go_on()

    def pause(self, *, is_paused: bool) -> None:
        """Hold the recording that is worked on, and begin no other; or go on."""
        self._stop_clock(is_paused=is_paused, is_held=self._is_held)
        self._go_on()

    def hold(self, *, is_held: bool) -> None:
        """Let a session on air have the machine; or go on."""
        if is_held is not self._is_held:
            self._stop_clock(is_paused=self._is_paused, is_held=is_held)
            self._go_on()

    def remove(self, number: int) -> None:
        """Take a recording off the list; what is worked on is cancelled, its results go."""
        if number == self._number and self._work is not None:
            self._work.cancel()
        self._jobs = [job for job in self._jobs if job.number != number]
        self._forget_lacking()
        self.listed.emit()

    def remove_finished(self) -> None:
        """Take all recordings off the list that are over; their results stay."""
        self._jobs = [job for job in self._jobs if not job.is_over]
        self.listed.emit()

    def retry(self, number: int) -> None:
        """Translate a recording again that failed."""
        for job in self._jobs:
            if job.number == number and job.state is JobState.FAILED:
                self._replace(RecordingJob(number=number, path=job.path))
        self.listed.emit()
        self.start()

    @Slot()
    def retry_lacking(self) -> None:
        """Translate what waited for models, which may be there now."""
        waiting = [job for job in self._jobs if job.state is JobState.LACKING]
        for job in waiting:
            self._replace(replace(job, state=JobState.WAITING))
        self._lacking = ()
        self.changed.emit()
        self._go_on()

    def close(self, *, timeout_s: float) -> bool:
        """Cancel what is worked on, for the end of the program.

        Returns:
            False where a thread still works after `timeout_s`.
        """
        self._is_started = False
        if self._work is None:
            return True
        self._work.cancel()
        return self._work.is_over.wait(timeout_s)

    def _go_on(self) -> None:
        """Begin the next recording, where one waits and nothing is in the way."""
        is_free = self._work is None and not self._is_paused and not self._is_held
        waiting = next((job for job in self._jobs if job.state is JobState.WAITING), None)
        if self._is_started and is_free and waiting is not None:
            self._begin(waiting)
        self.changed.emit()

    def _begin(self, job: RecordingJob) -> None:
        settings = self.settings
        results = self._results = results_of(job.path, settings)
        voice, backend = self._voice(settings.target_language), self._backend
        work = self._work = _Work(
            lambda: backend.file_job(job.path, settings, results, voice=voice),
            lambda: backend.missing_for_files(settings),
            is_paused=self._is_paused or self._is_held,
        )
        self._number = job.number
        self._worked_s, self._looked_s = 0.0, self._clock()
        self._replace(replace(job, state=JobState.LOADING))
        self._timer.start()
        self._background.run(work.run, done=self._on_done, failed=self._on_failed)

    def _voice(self, language: str) -> str | None:
        """The voice that the profile in use speaks this language with."""
        for direction in self._preferences.profile.directions():
            if direction.target_language == language:
                return direction.voice_of(LOCAL)
        return None

    def _on_done(self, finished: _Finished) -> None:
        job = self._current()
        if job is not None and not finished.was_cancelled:
            if finished.lacking:
                self._lacking = finished.lacking
                job = replace(job, state=JobState.LACKING)
            else:
                job = replace(
                    job,
                    state=JobState.DONE,
                    left_s=None,
                    remarks=finished.remarks,
                    results=self._results.paths,
                )
            self._replace(job)
        self._end()

    def _on_failed(self, message: Message) -> None:
        job = self._current()
        if job is not None:
            written = tuple(path for path in self._results.paths if path.exists())
            job = replace(job, state=JobState.FAILED, left_s=None, problem=message, results=written)
            self._replace(job)
        self._end()

    def _end(self) -> None:
        self._work, self._number = None, 0
        self._timer.stop()
        self._go_on()
        if not self.is_busy:
            self.finished.emit()

    def _stop_clock(self, *, is_paused: bool, is_held: bool) -> None:
        """Hold what is worked on where it is paused or held, and count its time up to now."""
        self._count_time()
        self._is_paused, self._is_held = is_paused, is_held
        if self._work is not None:
            self._work.set_paused(is_paused=is_paused or is_held)

    @Slot()
    def _on_timer(self) -> None:
        job = self._current()
        self._count_time()
        if job is None or self._work is None:
            return
        progress = self._work.progress
        if progress is None or progress.is_loading:
            self._worked_s = 0.0
            return
        self._replace(
            replace(
                job,
                state=JobState.RUNNING,
                done_s=progress.done_s,
                length_s=progress.length_s,
                left_s=_left_s(progress.done_s, progress.length_s, self._worked_s),
            )
        )
        self.changed.emit()

    def _count_time(self) -> None:
        now_s = self._clock()
        if not (self._is_paused or self._is_held):
            self._worked_s += now_s - self._looked_s
        self._looked_s = now_s

    def _current(self) -> RecordingJob | None:
        return next((job for job in self._jobs if job.number == self._number), None)

    def _replace(self, job: RecordingJob) -> None:
        self._jobs = [job if job.number == other.number else other for other in self._jobs]

    def _forget_lacking(self) -> None:
        if all(job.state is not JobState.LACKING for job in self._jobs):
            self._lacking = ()


def _left_s(done_s: float, length_s: float | None, worked_s: float) -> float | None:
    if length_s is None or done_s <= 0.0 or worked_s < _SURE_S:
        return None
    return max(0.0, length_s - done_s) * worked_s / done_s


def recordings_of(paths: Sequence[Path]) -> Iterator[Path]:
    """The recordings that are meant: files as they are, and of folders what looks like one."""
    for path in paths:
        if path.is_dir():
            with suppress(OSError):  # a folder that may not be read has none
                yield from sorted(
                    inner
                    for inner in path.iterdir()
                    if inner.is_file() and inner.suffix.lower().removeprefix(".") in MEDIA_ENDINGS
                )
        else:
            yield path


def needs_transcript(settings: FileSettings) -> bool:
    """Whether the chosen format carries one language, so that the other is a file of its own."""
    return bool(settings.text_format) and settings.text_format not in _CARRY_BOTH


def results_of(recording: Path, settings: FileSettings) -> FileResults:
    """Where the results of a recording go: beside it or in a folder, named after it.

    Nothing that is there is replaced: a number makes another name.
    """
    folder = Path(settings.folder) if settings.folder else recording.parent
    number = 1
    while True:
        count = "" if number == 1 else f" {number}"
        stem = f"{recording.stem}.{settings.target_language}{count}"
        captions = folder / f"{stem}{settings.text_format}" if settings.text_format else None
        transcript = None
        if captions is not None and needs_transcript(settings) and settings.transcribes:
            spoken = settings.source_language or "original"
            transcript = folder / f"{recording.stem}.{spoken}{count}{settings.text_format}"
        speech = folder / f"{stem}{settings.sound_format}" if settings.sound_format else None
        results = FileResults(captions=captions, transcript=transcript, speech=speech)
        if not any(path.exists() for path in results.paths):
            return results
        number += 1
