"""What stands in the pictures of windows: devices, terms, recordings, past sessions, a voice."""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from app.history.store import HistoryStore, StreamNote
from app.live_call import VoiceCloner
from app.settings import WORK_CALL, Settings
from app.texts import speaker_names
from app.viewmodels.devices import Guides
from app.viewmodels.files import JobState, RecordingJob
from app.viewmodels.session import Loading
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, read_events
from app.workshop.replay import CALL_FAR_STARTS_S, delayed_events
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.mixing import Level
from engine.devices.listing import AudioDevice, DeviceKind
from engine.effort import Effort
from engine.glossary import Form, Term
from engine.languages import CLONING_LANGUAGES
from engine.live.events import Gauges, RecordingPosition
from engine.live.lateness import Lateness
from engine.messages import Code, Message
from engine.packs.progress import InstallStatus, Step
from engine.tts.cloning.checks import Finding
from engine.tts.cloning.consent import record_consent
from engine.tts.cloning.enrolment import (
    Enrolment,
    EnrolmentProgress,
    Likeness,
    Request,
    Stage,
)
from engine.tts.kokoro import STYLE_SIZE
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice

_BLOCK: Final = 480
_BEGAN: Final = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
TERMS: Final = (
    Term(forms={"": Form(written="Giancarlo Fisichella", variants=("Fisikella",))}),
    Term(
        forms={
            "en": Form(written="charge sheet"),
            "fr": Form(written="acte d'accusation"),
            "de": Form(written="Anklageschrift"),
        }
    ),
    Term(forms={"": Form(written="Regnitz")}),
    Term(
        forms={"en": Form(written="Dragoman", said="dragga man"), "fr": Form(written="Drogman")},
        is_case_sensitive=True,
    ),
    Term.pronounced("SQL", "sequel"),
)
JOBS: Final = (
    RecordingJob(
        number=1,
        path=Path("town-hall.mp4"),
        state=JobState.DONE,
        results=(Path("town-hall.en.srt"), Path("town-hall.en.mp3")),
    ),
    RecordingJob(
        number=2,
        path=Path("interview.m4a"),
        state=JobState.FAILED,
        problem=Message(Code.AUDIO_UNSUPPORTED, file="interview.m4a"),
    ),
    RecordingJob(
        number=3,
        path=Path("lecture-2026-11-18-history-of-interpreting-at-the-court-of-vienna.flac"),
        state=JobState.RUNNING,
        done_s=1_424.0,
        length_s=3_312.0,
        left_s=312.0,
    ),
    RecordingJob(number=4, path=Path("questions.flac")),
)
LOADING: Final = Loading(title="Whisper base", done=1, total=4)
LATE: Final = Gauges(
    source_level=Level(peak_dbfs=-9.0),
    target_level=Level(peak_dbfs=-14.0),
    text_lag_s=4.2,
    speech_lag_s=12.7,
    backlog_s=6.0,
    queued_s=3.0,
    tempo=1.2,
    effort=Effort.CAPTIONS_ONLY,
    lateness=Lateness(is_computer_behind=True),
    syllables_per_s=5.0,
    xruns=0,
    lost_s=0.0,
    elapsed_s=1_424.0,
    recording=RecordingPosition(position_s=1_424.0, length_s=3_312.0, is_paused=False),
)
"""Of a computer that gives its voice up, in a recording."""
INSTALLING: Final = InstallStatus(
    title="Whisper large v3 turbo",
    step=Step.DOWNLOAD,
    share=0.4,
    number=2,
    total=3,
    fetched_bytes=640_000_000,
    size_bytes=1_620_000_000,
    rate_bytes_s=3_400_000.0,
    left_s=288.0,
)
_DEVICES: Final = (
    ("headset", "USB headset", DeviceKind.INPUT, True),
    ("built-in", "Built-in microphone", DeviceKind.INPUT, False),
    ("headset-out", "USB headset", DeviceKind.OUTPUT, True),
    ("speakers", "Built-in speakers", DeviceKind.OUTPUT, False),
)
"""What a usual machine has; that of an automatic run has nothing to choose from."""
GUIDES: Final = Guides(
    microphone=Message(Code.USE_AS_MICROPHONE, device="Dragoman microphone"),
    loudspeaker=Message(Code.USE_AS_LOUDSPEAKER, device="Dragoman speaker"),
    passes_voice=True,
)


def list_devices() -> list[AudioDevice]:
    """What a usual machine has."""
    return [
        AudioDevice(
            name=name,
            description=description,
            host="example",
            kind=kind,
            channels=1,
            is_default=is_default,
            is_monitor=False,
        )
        for name, description, kind, is_default in _DEVICES
    ]


def fill_history(folder: Path) -> None:
    """Sessions to choose from: the recorded ones."""
    call = Settings(profile=WORK_CALL).current
    with HistoryStore(folder) as store:
        lecture = store.begin(
            [StreamNote(stream="0", speaker="", source="fr", target="en")],
            began=_BEGAN - timedelta(days=2),
            title="Crêpes",
        )
        store.append(lecture, [("0", event) for event in read_events(LECTURE)])
        store.finish(lecture)
        number = store.begin(
            [
                StreamNote(
                    stream=stream,
                    speaker=speaker,
                    source=direction.source_language,
                    target=direction.target_language,
                )
                for (stream, speaker), direction in zip(
                    speaker_names(call).items(), call.directions(), strict=True
                )
            ],
            began=_BEGAN,
        )
        for name, stream, starts_s in (("0", CALL_NEAR, 0.0), ("1", CALL_FAR, CALL_FAR_STARTS_S)):
            events = delayed_events(stream, starts_s, until_s=math.inf)
            store.append(number, [(name, event) for event in events])
        store.finish(number)


class Microphone:
    """Hears the same level all the time."""

    rate_hz = SOURCE_RATE_HZ
    latency_s = 0.0
    xruns = 0
    lost_samples = 0
    ended = False

    def waiting_samples(self) -> int:
        """As much as a look takes."""
        return _BLOCK

    def take(self, *, most: int | None = None, timeout_s: float = 0.0) -> Float32:
        """A block that is neither soft nor loud."""
        del timeout_s
        return np.full(_BLOCK, 0.2, np.float32)[:most]

    def return_to_device(self) -> None:
        """There is none."""

    def close(self) -> None:
        """There is nothing to close."""


class ListenersPage:
    """A page for listeners that nobody can open."""

    url = "http://192.168.1.20:8643/r/k3v9-x2mq-71tb"

    def close(self) -> None:
        """There is nothing to close."""


PROGRESS: Final = EnrolmentProgress(stage=Stage.SEARCHING, share=0.4, similarity=0.46)


def cloned_voice(name: str = "Ana") -> UserVoice:
    """A voice that was cloned; it cannot speak."""
    return UserVoice(
        id=f"clone-{name.lower()}",
        name=name,
        languages=CLONING_LANGUAGES,
        sex=Sex.FEMALE,
        gain_db=0.0,
        vectors=np.zeros((510, STYLE_SIZE), np.float16),
        consent=record_consent(
            "Ana Martins", agreed=True, words="I agree, Ana Martins", now=lambda: _BEGAN
        ),
    )


def enrolment() -> Enrolment:
    """What cloning ends with."""
    return Enrolment(
        voice=cloned_voice(),
        kept=None,
        likeness=Likeness(first=0.66, second=0.41),
        ready_made_likeness=Likeness(first=0.23, second=0.04),
        found=np.zeros(1, np.float32),
        word_errors=0.06,
        ready_made_word_errors=0.076,
        findings=(),
        consent_notice=Message(
            Code.CONSENT_SPOKEN, words="i agree that dragoman makes a voice that sounds like mine"
        ),
    )


class Cloner(VoiceCloner):
    """Knows one cloned voice, and makes none."""

    def check(self, samples: Float32) -> tuple[Finding, ...]:
        """Find nothing."""
        del samples
        return ()

    def enrol(
        self,
        request: Request,
        *,
        progress: Callable[[EnrolmentProgress], None],
        is_cancelled: Callable[[], bool],
    ) -> Enrolment:
        """Give the one that is shown."""
        del request, progress, is_cancelled
        return enrolment()

    def preview(self, enrolment: Enrolment, language: str, output: str | None) -> None:
        """Play nothing."""

    def store(self, enrolment: Enrolment) -> None:
        """Store nothing."""

    def clones(self) -> tuple[UserVoice, ...]:
        """The one that is shown."""
        return (cloned_voice(),)

    def remove(self, voice_id: str) -> None:
        """Remove nothing."""
