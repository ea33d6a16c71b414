"""A live engine whose every step a test decides."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from app.live_call import CallListener, CallTap, FileResults, NeededPack
from app.settings import DirectionSettings, EngineChoice, FileSettings, Profile
from engine.arrays import Float32
from engine.audio.mixing import Level
from engine.effort import Effort
from engine.errors import EngineError, EnrolmentCancelledError
from engine.live.events import Gauges, LiveEvent, LiveState, StateChanged
from engine.live.lateness import Lateness
from engine.messages import Code, Message
from engine.recordings import TranslationCancelledError, TranslationProgress
from engine.tts.cloning.checks import Finding
from engine.tts.cloning.enrolment import Enrolment, EnrolmentProgress, Likeness, Request, Stage
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice


def gauges(
    *,
    source_dbfs: float = -20.0,
    target_dbfs: float = -30.0,
    lag_s: float | None = None,
    effort: Effort = Effort.FULL,
    lateness: Lateness | None = None,
) -> Gauges:
    def level(dbfs: float) -> Level:
        return Level(peak_dbfs=dbfs)

    return Gauges(
        source_level=level(source_dbfs),
        target_level=level(target_dbfs),
        text_lag_s=lag_s,
        speech_lag_s=None,
        backlog_s=0.0,
        queued_s=0.0,
        tempo=1.0,
        effort=effort,
        lateness=lateness or Lateness(),
        syllables_per_s=None,
        xruns=0,
        lost_s=0.0,
        elapsed_s=1.0,
    )


class FakeSession:
    """Remembers what it was asked, and says what the test has it say."""

    def __init__(self, directions: int, listener: CallListener) -> None:
        self.directions = directions
        self.listener = listener
        self.started = 0
        self.ends: list[bool] = []
        self.muted: list[bool] = []
        self.translating: list[bool] = []
        self.paused: list[tuple[int, bool]] = []
        self.caught_up = 0
        self.corrected = 0
        self.typed: list[tuple[str, str | None]] = []
        self.typing_fails_with: EngineError | None = None
        self.typing: threading.Event | None = None
        self.sound: dict[int, DirectionSettings] = {}
        self.voices: list[tuple[int, dict[str, str]]] = []
        self.followed: list[tuple[int, DirectionSettings]] = []
        self.engine: EngineChoice | None = None
        self.follow_fails_with: EngineError | None = None
        self.readings: Sequence[Gauges] = [gauges() for _ in range(directions)]
        self.over = threading.Event()
        self.ends_when_asked = True
        self.was_abandoned = False

    def start(self) -> None:
        self.started += 1

    def end(self, *, drain: bool) -> None:
        self.ends.append(drain)
        if not drain and self.ends_when_asked:
            self.over.set()

    def join(self, *, timeout_s: float | None) -> bool:
        return self.over.wait(timeout_s)

    @property
    def gauges(self) -> Sequence[Gauges]:
        return self.readings

    def set_muted(self, *, is_muted: bool) -> None:
        self.muted.append(is_muted)

    def set_translating(self, *, is_translating: bool) -> None:
        self.translating.append(is_translating)

    def set_paused(self, direction: int, *, is_paused: bool) -> None:
        self.paused.append((direction, is_paused))

    def catch_up(self) -> None:
        self.caught_up += 1

    def correct_turn(self) -> None:
        self.corrected += 1

    def type_text(self, text: str, language: str | None) -> None:
        if self.typing is not None:
            self.typing.wait()
        if self.typing_fails_with is not None:
            raise self.typing_fails_with
        self.typed.append((text, language))

    def set_sound(self, direction: int, settings: DirectionSettings) -> None:
        self.sound[direction] = settings

    def follow(self, direction: int, profile: Profile) -> None:
        if self.follow_fails_with is not None:
            raise self.follow_fails_with
        self.followed.append((direction, profile.directions()[direction]))
        self.engine = profile.engine

    def load_voice(self, direction: int) -> None:
        self.voices.append((direction, dict(self.sound[direction].voices)))

    def say(self, event: LiveEvent, *, direction: int = 0) -> None:
        self.listener(direction, event)

    def enter(self, state: LiveState) -> None:
        """Have every direction say that it is in a state."""
        for direction in range(self.directions):
            self.say(StateChanged(state=state), direction=direction)


class FakeCloner:
    """Clones nobody; `findings`, `fails_with` and `gate` decide how."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = ()
        self.fails_with: Exception | None = None
        self.gate: threading.Event | None = None
        self.requests: list[Request] = []
        self.previews: list[tuple[str, str | None]] = []
        self.stored: list[Enrolment] = []
        self.cancelled = threading.Event()
        self.tell: Callable[[EnrolmentProgress], None] | None = None
        self.there: tuple[UserVoice, ...] = ()

    def check(self, samples: Float32) -> tuple[Finding, ...]:
        assert samples.size
        return self.findings

    def enrol(
        self,
        request: Request,
        *,
        progress: Callable[[EnrolmentProgress], None],
        is_cancelled: Callable[[], bool],
    ) -> Enrolment:
        self.requests.append(request)
        self.tell = progress
        progress(EnrolmentProgress(stage=Stage.SEARCHING, share=0.5, similarity=0.25))
        if self.gate is not None:
            self.gate.wait()
        if is_cancelled():
            self.cancelled.set()
            raise EnrolmentCancelledError(Code.VERBATIM, text="Cancelled.")
        if self.fails_with is not None:
            raise self.fails_with
        assert request.consent is not None
        return Enrolment(
            voice=UserVoice(
                id="clone-1",
                name=request.name,
                languages=request.languages,
                sex=Sex.FEMALE,
                gain_db=0.0,
                vectors=np.zeros((1, 256), np.float32),
                consent=request.consent,
            ),
            kept=None,
            likeness=Likeness(first=0.56, second=0.42),
            ready_made_likeness=Likeness(first=0.23, second=0.17),
            found=np.zeros(4, np.float32),
            word_errors=0.0,
            ready_made_word_errors=0.0,
            findings=self.findings,
            consent_notice=Message(Code.CONSENT_SPOKEN, words="i agree"),
        )

    def preview(self, enrolment: Enrolment, language: str, output: str | None) -> None:
        assert language in enrolment.voice.languages
        self.previews.append((language, output))
        if self.fails_with is not None:
            raise self.fails_with

    def store(self, enrolment: Enrolment) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.stored.append(enrolment)

    def clones(self) -> tuple[UserVoice, ...]:
        return self.there

    def remove(self, voice_id: str) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.there = tuple(voice for voice in self.there if voice.id != voice_id)


class FakeFileJob:
    """Translates when the test lets it; `release` ends it, well or with `fails_with`."""

    def __init__(self, recording: Path, settings: FileSettings, results: FileResults) -> None:
        self.recording = recording
        self.settings = settings
        self.results = results
        self.voice: str | None = None
        self.progress = TranslationProgress()
        self.paused: list[bool] = []
        self.cancelled = False
        self.remarks: tuple[Message, ...] = ()
        self.fails_with: Exception | None = None
        self.release = threading.Event()

    def set_paused(self, *, is_paused: bool) -> None:
        self.paused.append(is_paused)

    def cancel(self) -> None:
        self.cancelled = True
        self.release.set()

    def run(self) -> Sequence[Message]:
        assert self.release.wait(20.0)
        if self.cancelled:
            raise TranslationCancelledError
        if self.fails_with is not None:
            raise self.fails_with
        for path in self.results.paths:
            path.write_text("translated")
        return self.remarks


class FakeEngine:
    """Opens FakeSessions; `missing_packs`, `fails_with` and the gates decide how."""

    def __init__(self) -> None:
        self.sessions: list[FakeSession] = []
        self.profiles: list[Profile] = []
        self.missing_packs: list[NeededPack] = []
        self.fails_with: Exception | None = None
        self.looking: threading.Event | None = None
        self.loading: threading.Event | None = None
        self.previews: list[tuple[str, DirectionSettings]] = []
        self.speaking: threading.Event | None = None
        self.reloads = 0
        self.kept: list[tuple[Profile | None, bool]] = []
        self.keeping_fails_with: EngineError | None = None
        self.closed = 0
        self.tap: CallTap | None = None
        self.clones = FakeCloner()
        self.file_jobs: list[FakeFileJob] = []

    def missing_for_files(self, settings: FileSettings) -> Sequence[NeededPack]:
        del settings
        return self.missing_packs

    def file_job(
        self, recording: Path, settings: FileSettings, results: FileResults, *, voice: str | None
    ) -> FakeFileJob:
        job = FakeFileJob(recording, settings, results)
        job.voice = voice
        self.file_jobs.append(job)
        return job

    @property
    def session(self) -> FakeSession:
        return self.sessions[-1]

    def missing(self, profile: Profile) -> Sequence[NeededPack]:
        del profile
        if self.looking is not None:
            self.looking.wait()
        return self.missing_packs

    def missing_for_cloning(self) -> Sequence[NeededPack]:
        return self.missing_packs

    def open(
        self, profile: Profile, listener: CallListener, *, tap: CallTap | None = None
    ) -> FakeSession:
        self.tap = tap
        self.profiles.append(profile)
        if self.loading is not None:
            self.loading.wait()
        if self.fails_with is not None:
            raise self.fails_with
        self.sessions.append(FakeSession(len(profile.directions()), listener))
        return self.session

    def keep_devices(self, profile: Profile | None, *, is_running: bool) -> None:
        self.kept.append((profile, is_running))
        if self.keeping_fails_with is not None:
            raise self.keeping_fails_with

    def preview(self, voice: str, direction: DirectionSettings) -> None:
        self.previews.append((voice, direction))
        if self.speaking is not None:
            self.speaking.wait()
        if isinstance(self.fails_with, EngineError):
            raise self.fails_with

    def reload_voices(self) -> None:
        self.reloads += 1

    def cloner(self) -> FakeCloner:
        return self.clones

    def close(self) -> None:
        self.closed += 1
