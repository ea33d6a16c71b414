"""Voices: previews, and cloning one."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from app.live_call import VoiceCloner
from app.settings import DirectionSettings
from app.threads import Background
from app.viewmodels.devices import OpenSource, open_microphone
from app.viewmodels.packs import Library
from app.viewmodels.preferences import Preferences
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.audio.mixing import measure_level
from engine.errors import EngineError
from engine.messages import Message
from engine.tts.cloning.checks import (
    LONGEST_SAMPLE_S,
    READ_SAMPLE_S,
    WANTED_SPEECH_S,
    Finding,
    check_sound,
    measure_sound,
)
from engine.tts.cloning.consent import record_consent
from engine.tts.cloning.enrolment import Enrolment, EnrolmentProgress, Request
from engine.tts.cloning.recording import Recorder

_log = logging.getLogger(__name__)

_POLL_MS: Final = 33
_ADVICE_EVERY: Final = 15
"""Polls of the microphone between two measurements of the whole recording: half a second."""


class VoicePreview(QObject):
    """Whether a preview plays; widgets request one, the controller plays it.

    Signals:
        requested: id of a voice, and the DirectionSettings that it is to speak as.
        changed: a preview has begun or is over.
    """

    requested = Signal(str, object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_playing = False

    @property
    def is_playing(self) -> bool:
        """Whether a preview is loaded or played."""
        return self._is_playing

    def play(self, voice: str, direction: DirectionSettings) -> None:
        """Request a preview."""
        self.requested.emit(voice, direction)

    def set_playing(self, *, is_playing: bool) -> None:
        """Change whether a preview plays."""
        self._is_playing = is_playing
        self.changed.emit()


class VoiceEnrolment(QObject):
    """One dialog's worth of cloning; nothing is stored before `store`.

    Signals:
        clones_changed: a sequence of UserVoice: those that were cloned before.
        removal_failed: a Message: why a voice was not removed.
        recording_changed: a microphone was opened or closed.
        level_changed: the peak of the latest sound in dBFS.
        speech_measured: seconds of speech so far, and a tuple of Finding.
        checking: the whole recording is being checked.
        checked: seconds of speech, and a tuple of Finding.
        recording_failed: a Message: why there is no recording.
        progressed: a EnrolmentProgress of cloning.
        finished: the Enrolment.
        failed: a Message: why no voice was made.
        preview_ended: a Message: why the preview was not played; None where it was.
        stored: id of the voice that was stored.
        storing_failed: a Message: why it was not.

    Args:
        cloner: clones, stores and removes.
        background: runs it on threads.
        preferences: forget voices that are removed.
        library: shows voices that are stored and removed.
        open_source: opens a microphone by its stable name.
        parent: its owner.
    """

    clones_changed = Signal(object)
    removal_failed = Signal(object)
    recording_changed = Signal()
    level_changed = Signal(float)
    speech_measured = Signal(float, object)
    checking = Signal()
    checked = Signal(float, object)
    recording_failed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    preview_ended = Signal(object)
    stored = Signal(str)
    storing_failed = Signal(object)

    def __init__(
        self,
        cloner: VoiceCloner,
        *,
        background: Background,
        preferences: Preferences,
        library: Library,
        open_source: OpenSource = open_microphone,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cloner = cloner
        self._background = background
        self._preferences = preferences
        self._library = library
        self._open_source = open_source
        self._recorder: Recorder | None = None
        self._is_wanted = False
        self._is_opening = False
        self._samples: Float32 | None = None
        self._polls = 0
        self._cancel = threading.Event()
        self._result: Enrolment | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._on_timer)

    @property
    def is_recording(self) -> bool:
        """Whether a microphone is open."""
        return self._recorder is not None

    @property
    def is_opening(self) -> bool:
        """Whether a microphone is being opened."""
        return self._is_opening

    @property
    def has_sample(self) -> bool:
        """Whether there is a recording that a voice can be made of."""
        return self._samples is not None

    def refresh_clones(self) -> None:
        """Read which voices were cloned before."""
        self._background.run(
            self._cloner.clones, done=self.clones_changed.emit, failed=_log.warning, context=self
        )

    def remove(self, voice_id: str) -> None:
        """Remove a cloned voice, also from the settings."""
        cloner, background, library = self._cloner, self._background, self._library
        preferences = self._preferences

        def forget() -> None:
            preferences.change(preferences.settings.without_voice(voice_id))
            library.refresh()

        def remove() -> None:
            cloner.remove(voice_id)
            background.post(forget)

        def failed(message: Message) -> None:
            self.removal_failed.emit(message)
            self.refresh_clones()

        background.run(remove, done=lambda _: self.refresh_clones(), failed=failed, context=self)

    def start_recording(self, name: str | None) -> None:
        """Record from a microphone, in place of what was recorded before."""
        self._samples = None
        self._polls = 0
        self._is_wanted = self._is_opening = True

        def opened(recorder: Recorder) -> None:
            if not isValid(self):
                recorder.close()
                return
            self._is_opening = False
            if self._is_wanted:
                self._recorder = recorder
                self._timer.start()
            else:
                recorder.close()
            self.recording_changed.emit()

        def failed(message: Message) -> None:
            if isValid(self):
                self._is_opening = False
                self.recording_failed.emit(message)

        open_source = self._open_source
        # No context: the microphone is to be closed also where this object is gone.
        self._background.run(lambda: Recorder(open_source(name)), done=opened, failed=failed)

    def finish_recording(self) -> None:
        """Close the microphone and check what was recorded."""
        recorder = self._recorder
        self.stop_recording()
        if recorder is not None:
            self._check(recorder.samples)

    def stop_recording(self) -> None:
        """Close the microphone and drop what was recorded."""
        self._is_wanted = False
        self._timer.stop()
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.close()
        self.recording_changed.emit()

    def use_file(self, path: Path) -> None:
        """Read the sample from a sound or video file."""
        self._background.run(
            lambda: read_audio(path, longest_s=READ_SAMPLE_S),
            done=self._check,
            failed=self.recording_failed.emit,
            context=self,
        )

    def enrol(
        self, name: str, person: str, *, agreed: bool, words: str, keeps_recording: bool
    ) -> None:
        """Make a voice of the sample.

        Args:
            name: of the voice.
            person: whose voice it is.
            agreed: that person's consent.
            words: that the person wrote to give it.
            keeps_recording: whether the sample is stored with the voice.

        Raises:
            ConsentError: the person did not agree.
        """
        samples = self._samples
        if samples is None:
            return
        consent = record_consent(
            person, agreed=agreed, words=words, keeps_recording=keeps_recording
        )
        request = Request(
            name=name, samples=samples, consent=consent, keeps_recording=keeps_recording
        )
        cancel = self._cancel = threading.Event()
        background, cloner = self._background, self._cloner

        def show(progress: EnrolmentProgress) -> None:
            # Set in the window's thread before this object goes.
            if not cancel.is_set():
                self.progressed.emit(progress)

        def done(result: Enrolment) -> None:
            if not cancel.is_set():
                self._result = result
                self.finished.emit(result)

        def failed(message: Message) -> None:
            if not cancel.is_set():
                self.failed.emit(message)

        background.run(
            lambda: cloner.enrol(
                request,
                progress=lambda progress: background.post(lambda: show(progress)),
                is_cancelled=cancel.is_set,
            ),
            done=done,
            failed=failed,
        )

    def preview(self, language: str) -> None:
        """Play a sentence in the new voice."""
        result, cloner = self._result, self._cloner
        if result is None:
            return
        output = self._preferences.profile.directions()[-1].target_device
        self._background.run(
            lambda: cloner.preview(result, language, output),
            done=lambda _: self.preview_ended.emit(None),
            failed=self.preview_ended.emit,
            context=self,
        )

    def store(self) -> None:
        """Store the new voice for the sessions to come."""
        result = self._result
        if result is None:
            return
        cloner, background, library = self._cloner, self._background, self._library

        def store() -> None:
            cloner.store(result)
            background.post(library.refresh)

        background.run(
            store,
            done=lambda _: self.stored.emit(result.voice.id),
            failed=self.storing_failed.emit,
            context=self,
        )

    def close(self) -> None:
        """Cancel what goes on and close the microphone."""
        self._cancel.set()
        self.stop_recording()

    @Slot()
    def _on_timer(self) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        try:
            samples = recorder.poll()
        except EngineError as error:
            self.stop_recording()
            self.recording_failed.emit(error.message)
            return
        if samples.size:
            self.level_changed.emit(measure_level(samples).peak_dbfs)
        self._polls += 1
        if self._polls % _ADVICE_EVERY == 0:
            whole = recorder.samples
            measures = measure_sound(whole)
            self.speech_measured.emit(measures.speech_s, check_sound(measures))
            is_enough = measures.speech_s >= 2 * WANTED_SPEECH_S
            if is_enough or len(whole) >= LONGEST_SAMPLE_S * SOURCE_RATE_HZ:
                self.finish_recording()

    def _check(self, samples: Float32) -> None:
        """Check the whole recording with models."""
        self.checking.emit()

        def checked(findings: Sequence[Finding]) -> None:
            is_usable = not any(finding.is_blocking for finding in findings)
            self._samples = samples if is_usable else None
            self.checked.emit(measure_sound(samples).speech_s, findings)

        cloner = self._cloner
        self._background.run(
            lambda: cloner.check(samples),
            done=checked,
            failed=self.recording_failed.emit,
            context=self,
        )
