"""A live engine that plays recorded events in the place of a microphone and models."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from app.backend import EngineBackend
from app.live_call import CallListener, CallTap, LiveCall, NeededPack
from app.settings import DirectionSettings, Mode, Profile
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, ROOT, RecordedStream, read_events
from engine.arrays import SOURCE_RATE_HZ
from engine.audio.files import open_audio
from engine.audio.mixing import SILENT, Level, measure_level
from engine.effort import Effort
from engine.events import (
    Event,
    LanguageDetected,
    SourceGap,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TextTentative,
    TranscriptCommitted,
)
from engine.live.events import Gauges, LiveState, StateChanged
from engine.live.lateness import Lateness

LECTURE_S: Final = 52.0
CALL_S: Final = 27.2
"""Where the recorded sessions are stopped for a picture: in the middle of a sentence."""

CALL_FAR_STARTS_S: Final = 12.0
"""The first recording of the call is over by then."""

_METER_SAMPLES: Final = SOURCE_RATE_HZ // 10


class ReplayBackend(EngineBackend):
    """The real engine, but for its sessions."""

    def missing(self, profile: Profile) -> list[NeededPack]:
        """What is replayed needs no models."""
        del profile
        return []

    def keep_devices(self, profile: Profile | None, *, is_running: bool) -> None:
        """Make nothing on the computer that takes pictures."""

    def open(  # type: ignore[override]
        self, profile: Profile, listener: CallListener, *, tap: CallTap | None = None
    ) -> LiveCall:
        """Make a session that replays recorded events."""
        del tap
        return ReplaySession(listener, mode=profile.mode)


class ReplaySession:
    """Emits all events that were recorded up to a moment, as soon as it is started.

    Args:
        listener: receives the events.
        mode: one lectures, or two people talk in turn; at a table both are one stream.
    """

    def __init__(self, listener: CallListener, *, mode: Mode) -> None:
        self._listener = listener
        self._is_table = mode is Mode.TABLE
        self._until_s = LECTURE_S if mode is Mode.ONE_WAY else CALL_S
        self._streams = (
            [(LECTURE, 0.0)]
            if mode is Mode.ONE_WAY
            else [(CALL_NEAR, 0.0), (CALL_FAR, CALL_FAR_STARTS_S)]
        )
        self._gauges = [_gauges(*stream, until_s=self._until_s) for stream in self._streams]

    def start(self) -> None:
        """Emit everything."""
        self._emit_state(LiveState.RUNNING)
        said = [
            (event.heard, number, event)
            for number, (stream, starts_s) in enumerate(self._streams)
            for event in delayed_events(stream, starts_s, until_s=self._until_s)
        ]
        if self._is_table:
            said = [(heard, 0, event) for heard, _, event in [*said, *self._turns()]]
        for _, number, event in sorted(said, key=lambda item: item[0]):
            self._listener(number, event)

    def _turns(self) -> list[tuple[int, int, Event]]:
        """What tells at a table which of two languages each recording is in."""
        starts = [(stream, round(s * SOURCE_RATE_HZ)) for stream, s in self._streams]
        return [
            (
                heard,
                0,
                LanguageDetected(
                    language=stream.source, probability=1.0, heard=heard, target=stream.target
                ),
            )
            for stream, heard in starts
        ]

    def end(self, *, drain: bool) -> None:
        """Be over at once."""
        del drain
        self._emit_state(LiveState.ENDED)

    def join(self, *, timeout_s: float | None) -> bool:
        """There is nothing to wait for."""
        del timeout_s
        return True

    @property
    def was_abandoned(self) -> bool:
        """It has no thread."""
        return False

    @property
    def gauges(self) -> Sequence[Gauges]:
        """Measured on the recordings."""
        return self._gauges[:1] if self._is_table else self._gauges

    def set_muted(self, *, is_muted: bool) -> None:
        """What is recorded stays as it is."""

    def set_translating(self, *, is_translating: bool) -> None:
        """What is recorded stays as it is."""

    def set_paused(self, direction: int, *, is_paused: bool) -> None:
        """What is recorded was emitted at once."""

    def catch_up(self) -> None:
        """What is recorded is never late."""

    def correct_turn(self) -> None:
        """What was recorded stays."""

    def type_text(self, text: str, language: str | None) -> None:
        """Nothing is added to what was recorded."""

    def follow(self, direction: int, profile: Profile) -> None:
        """Stay in the languages that were recorded."""

    def load_voice(self, direction: int) -> None:
        """Recorded speech has the voice that it was recorded with."""

    def set_sound(self, direction: int, settings: DirectionSettings) -> None:
        """What is recorded stays as it is."""

    def _emit_state(self, state: LiveState) -> None:
        for number in range(1 if self._is_table else len(self._streams)):
            self._listener(number, StateChanged(state=state))


def delayed_events(stream: RecordedStream, starts_s: float, *, until_s: float) -> list[Event]:
    """The events of a recording that began `starts_s` after the session, until `until_s`."""
    offset = round(starts_s * SOURCE_RATE_HZ)
    events = [_delayed(event, offset) for event in read_events(stream)]
    return [event for event in events if event.heard <= until_s * SOURCE_RATE_HZ]


def _delayed(event: Event, offset: int) -> Event:
    match event:
        case (
            TextCommitted() | TextTentative() | TranscriptCommitted() | SpeechEnded() | SourceGap()
        ):
            return replace(
                event,
                source_start=event.source_start + offset,
                source_end=event.source_end + offset,
                heard=event.heard + offset,
            )
        case SpeechStarted():
            return replace(
                event, source_start=event.source_start + offset, heard=event.heard + offset
            )
        case _:
            return replace(event, heard=event.heard + offset)


def _gauges(stream: RecordedStream, starts_s: float, *, until_s: float) -> Gauges:
    committed = [
        event
        for event in delayed_events(stream, starts_s, until_s=until_s)
        if isinstance(event, TextCommitted)
    ]
    last = committed[-1]
    return Gauges(
        source_level=_level(ROOT / stream.recording, at_s=until_s - starts_s),
        target_level=SILENT,
        text_lag_s=(last.heard - last.source_end) / SOURCE_RATE_HZ,
        speech_lag_s=None,
        backlog_s=0.0,
        queued_s=0.0,
        tempo=1.0,
        effort=Effort.FULL,
        lateness=Lateness(),
        syllables_per_s=None,
        xruns=0,
        lost_s=0.0,
        elapsed_s=until_s,
    )


def _level(path: Path, *, at_s: float) -> Level:
    with open_audio(path) as file:
        samples = np.concatenate(list(file))
    end = round(at_s * SOURCE_RATE_HZ)
    block = samples[max(0, end - _METER_SAMPLES) : end]
    return measure_level(block) if len(block) else SILENT
