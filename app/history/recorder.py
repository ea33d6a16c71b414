"""Records a session: called on the inference threads, writes on the history's."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from app.history.store import HistoryStore, StreamEvent
from app.settings import AudioFormat
from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.writing import AudioWriter, SpeechTrack, create_audio
from engine.errors import EngineError, message_of
from engine.events import AudioProduced, Event, TextCorrected
from engine.messages import Message

StoreCall: TypeAlias = Callable[[HistoryStore], None]

_MOST_WAITING_SAMPLES: Final = 60 * SOURCE_RATE_HZ
"""Source sound that waits for a slow disk; more is replaced by silence."""


class SessionRecorder:
    """Records one session; its methods return at once and may be called from any thread.

    A failure is reported once and ends the recording of what failed, text or sound; the session
    goes on.

    Args:
        submit: has a call run on the history's thread, after those submitted before.
        begin: makes the session and returns its number, on the history's thread.
        audio: the format of recordings; None for no sound.
        ended: called when all is stored after `finish`, on the history's thread.
        failed: told what the user is to know, on the history's thread.
    """

    def __init__(
        self,
        submit: Callable[[StoreCall], None],
        begin: Callable[[HistoryStore], int],
        *,
        audio: AudioFormat | None,
        ended: Callable[[], None],
        failed: Callable[[Message], None],
    ) -> None:
        self._submit = submit
        self._begin = begin
        self._audio = audio
        self._ended = ended
        self._failed = failed
        self._lock = threading.Lock()
        self._waiting: list[StreamEvent] = []
        self._sound: list[tuple[str, Float32]] = []
        self._waiting_samples = 0
        self._session: int | None = None
        self._keeps_text = True
        self._is_finished = False
        self._heard: dict[str, AudioWriter] = {}
        self._spoken: dict[str, tuple[AudioWriter, SpeechTrack]] = {}
        submit(self._open)

    def add_event(self, event: Event, *, stream: str) -> None:
        """Record an event of a direction."""
        with self._lock:
            is_first = not self._waiting and not self._sound
            self._waiting.append((stream, event))
        if is_first:
            self._submit(self._write)

    def correct(self, event: TextCorrected, *, stream: str) -> None:
        """Record a correction, also when the session is over."""

        def work(store: HistoryStore) -> None:
            # What was said before it is written first.
            self._write(store)
            if self._session is not None and self._keeps_text:
                store.correct(self._session, [(stream, event)])

        self._submit(work)

    def add_audio(self, samples: Float32, *, stream: str) -> None:
        """Record [n] samples at SOURCE_RATE_HZ of a direction's source, if sound is recorded."""
        if self._audio is None:
            return
        with self._lock:
            is_first = not self._waiting and not self._sound
            is_late = self._waiting_samples + len(samples) > _MOST_WAITING_SAMPLES
            kept = np.zeros(len(samples), np.float32) if is_late else samples.copy()
            self._sound.append((stream, kept))
            self._waiting_samples += len(samples)
        if is_first:
            self._submit(self._write)

    def finish(self) -> None:
        """End the record; twice is harmless."""
        with self._lock:
            was_finished, self._is_finished = self._is_finished, True
        if not was_finished:
            self._submit(self._close)

    def _open(self, store: HistoryStore) -> None:
        try:
            self._session = self._begin(store)
        except EngineError as error:
            self._keeps_text = False
            self._audio = None
            self._failed(message_of(error))

    def _write(self, store: HistoryStore) -> None:
        with self._lock:
            events, self._waiting = self._waiting, []
            sound, self._sound = self._sound, []
            self._waiting_samples = 0
        if self._session is None:
            return
        # Text first: it is what must not be lost.
        if self._keeps_text:
            try:
                store.append(self._session, events)
            except EngineError as error:
                self._lose_text(error)
        if self._audio is not None:
            try:
                self._write_sound(store.recordings_folder(self._session), events, sound)
            except (EngineError, OSError) as error:
                self._lose_sound(error)

    def _write_sound(
        self, folder: Path, events: list[StreamEvent], sound: list[tuple[str, Float32]]
    ) -> None:
        for stream, samples in sound:
            if stream not in self._heard:
                self._heard[stream] = self._create(
                    folder, f"{stream or 'session'}.heard", rate_hz=SOURCE_RATE_HZ
                )
            self._heard[stream].write(samples)
        for stream, event in events:
            if isinstance(event, AudioProduced):
                if stream not in self._spoken:
                    writer = self._create(
                        folder,
                        f"{stream or 'session'}.spoken",
                        rate_hz=TARGET_RATE_HZ,
                        is_synthetic=True,
                    )
                    self._spoken[stream] = (writer, SpeechTrack(writer))
                self._spoken[stream][1].push(event)

    def _create(
        self, folder: Path, name: str, *, rate_hz: int, is_synthetic: bool = False
    ) -> AudioWriter:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        ending = AudioFormat.FLAC if self._audio is None else self._audio
        return create_audio(folder / f"{name}.{ending}", rate_hz=rate_hz, is_synthetic=is_synthetic)

    def _close(self, store: HistoryStore) -> None:
        self._write(store)
        for writer in (*self._heard.values(), *(writer for writer, _ in self._spoken.values())):
            try:
                writer.close()
            except EngineError as error:
                self._lose_sound(error)
        if self._session is not None:
            try:
                store.finish(self._session)
            except EngineError as error:
                self._lose_text(error)
        self._ended()

    def _lose_text(self, error: Exception) -> None:
        if self._keeps_text:
            self._keeps_text = False
            self._failed(message_of(error))

    def _lose_sound(self, error: Exception) -> None:
        if self._audio is not None:
            self._audio = None
            self._failed(message_of(error))
