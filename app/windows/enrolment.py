"""Cloning one's own voice, in four steps: consent, recording, waiting, result."""

import logging
import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.cloning import VoiceCloner
from app.engine_messages import user_text
from app.parts import Parts
from app.viewmodels.devices import OpenSource, open_microphone
from app.widgets.choices import Choice
from app.widgets.dialogs import restyle
from app.windows.enrolment_pages import ConsentPage, RecordingPage, ResultPage, WaitingPage
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.audio.mixing import measure_level
from engine.errors import EngineError
from engine.tts.cloning.checks import WANTED_SPEECH_S, Finding, check_sound, measure_sound
from engine.tts.cloning.consent import record_consent
from engine.tts.cloning.enrolment import LONGEST_SAMPLE_S, Enrolment, Progress, Request
from engine.tts.cloning.recording import Recorder

_log = logging.getLogger(__name__)


_SIZE: Final = QSize(620, 560)


_METER_MS: Final = 33


_ADVICE_EVERY: Final = 15
"""Readings of the meter between two looks at the sound: half a second."""


class EnrolmentDialog(QDialog):
    """Takes a consent and a recording, and makes a voice.

    Nothing is recorded or read before the consent is there, and nothing is kept before the user
    says so.

    Signals:
        kept: the id of the voice that was kept.

    Args:
        parts: what the windows share.
        cloner: clones.
        open_source: opens a microphone.
        parent: its owner.
    """

    kept = Signal(str)

    def __init__(
        self,
        parts: Parts,
        cloner: VoiceCloner,
        *,
        open_source: OpenSource = open_microphone,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._cloner = cloner
        self._open_source = open_source
        self._recorder: Recorder | None = None
        self._samples: Float32 | None = None
        self._readings = 0
        self._cancel = threading.Event()
        self._clone: Enrolment | None = None
        self.setWindowTitle(self.tr("Clone a voice"))
        self.setMinimumSize(_SIZE)
        self.consent = ConsentPage()
        self.recording = RecordingPage(parts.theme.colours)
        self.waiting = WaitingPage()
        self.outcome = ResultPage()
        self.pages = QStackedWidget()
        for page in (self.consent, self.recording, self.waiting, self.outcome):
            self.pages.addWidget(page)
        self.cancel_button = QPushButton()
        self.back_button = QPushButton(self.tr("Back"))
        self.next_button = QPushButton()
        self.next_button.setProperty("kind", "primary")
        self.next_button.setDefault(True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.cancel_button)
        bottom.addStretch(1)
        bottom.addWidget(self.back_button)
        bottom.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(self.pages, 1)
        layout.addLayout(bottom)
        self._timer = QTimer(self)
        self._timer.setInterval(_METER_MS)
        self._timer.timeout.connect(self._on_timer)
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self._on_back)
        self.next_button.clicked.connect(self._on_next)
        self.consent.changed.connect(self._show_buttons)
        self.consent.clones.remove_asked.connect(self._on_remove)
        self.recording.record_button.clicked.connect(self._on_record)
        self.recording.file_button.clicked.connect(self._on_file)
        self.outcome.preview_asked.connect(self._on_preview)
        parts.devices.changed.connect(self._show_microphones)
        self.finished.connect(self._on_finished)
        self._show_microphones()
        self._show_clones()
        self._go(self.consent)

    def _go(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._show_buttons()

    @Slot()
    def _show_buttons(self) -> None:
        page = self.pages.currentWidget()
        is_last = page is self.outcome
        self.cancel_button.setText(self.tr("Discard") if is_last else self.tr("Cancel"))
        self.back_button.setVisible(page is self.recording or is_last)
        self.next_button.setVisible(page is not self.waiting)
        if page is self.recording:
            self.next_button.setText(self.tr("Make the voice"))
        else:
            self.next_button.setText(self.tr("Keep the voice") if is_last else self.tr("Next"))
        if page is self.consent:
            self.next_button.setEnabled(self.consent.is_complete)
        else:
            self.next_button.setEnabled(page is not self.recording or self._samples is not None)

    def _show_clones(self) -> None:
        self._parts.background.run(
            self._cloner.clones,
            done=self.consent.clones.show_clones,
            failed=_log.warning,
            asker=self,
        )

    @Slot(str)
    def _on_remove(self, voice_id: str) -> None:
        clones, cloner = self.consent.clones, self._cloner
        background, library = self._parts.background, self._parts.library
        preferences = self._parts.preferences
        clones.show_problem("")

        def forget() -> None:
            preferences.change(preferences.settings.without_voice(voice_id))
            library.refresh()

        def remove() -> None:
            cloner.remove(voice_id)
            background.post(forget)

        def failed(message: str) -> None:
            clones.show_problem(user_text(message))
            self._show_clones()

        background.run(remove, done=lambda _: self._show_clones(), failed=failed, asker=self)

    @Slot()
    def _on_back(self) -> None:
        self._stop_recording()
        self._go(self.consent if self.pages.currentWidget() is self.recording else self.recording)

    @Slot()
    def _on_next(self) -> None:
        page = self.pages.currentWidget()
        if page is self.consent:
            self._go(self.recording)
        elif page is self.recording:
            self._enrol()
        else:
            self._keep()

    @Slot()
    def _show_microphones(self) -> None:
        direction = self._parts.preferences.profile.directions()[0]
        self.recording.microphone_box.set_choices(
            [
                Choice(value=None, text=self.tr("System default")),
                *(
                    Choice(value=device.name, text=device.description, tip=device.name)
                    for device in self._parts.devices.microphones
                ),
            ],
            direction.source_device,
        )

    @Slot()
    def _on_record(self) -> None:
        if self._recorder is not None:
            self._end_recording()
            return
        value = self.recording.microphone_box.value
        name = None if value is None else str(value)
        self._samples = None
        self._readings = 0
        self.recording.record_button.setEnabled(False)
        self._show_buttons()

        def opened(recorder: Recorder) -> None:
            if isValid(self):
                self.recording.record_button.setEnabled(True)
                if self.recording.isVisible():
                    self._recorder = recorder
                    self.recording.show_recording(is_recording=True)
                    self._timer.start()
                    return
            recorder.close()

        def failed(message: str) -> None:
            if isValid(self):
                self._fail_recording(message)

        open_source = self._open_source
        # No asker: the microphone is to be closed also where the dialog is gone.
        self._parts.background.run(lambda: Recorder(open_source(name)), done=opened, failed=failed)

    @Slot()
    def _on_timer(self) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        try:
            heard = recorder.poll()
        except EngineError as error:
            self._stop_recording()
            self._fail_recording(str(error))
            return
        if heard.size:
            self.recording.meter.show_level(measure_level(heard).peak_dbfs)
        self._readings += 1
        if self._readings % _ADVICE_EVERY == 0:
            samples = recorder.samples
            measures = measure_sound(samples)
            self.recording.show_speech(measures.speech_s, check_sound(measures))
            is_enough = measures.speech_s >= 2 * WANTED_SPEECH_S
            if is_enough or len(samples) >= LONGEST_SAMPLE_S * SOURCE_RATE_HZ:
                self._end_recording()

    def _end_recording(self) -> None:
        recorder = self._recorder
        self._stop_recording()
        if recorder is not None:
            self._check(recorder.samples)

    def _stop_recording(self) -> None:
        self._timer.stop()
        self.recording.meter.clear()
        self.recording.show_recording(is_recording=False)
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None

    @Slot()
    def _on_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Use a recording…"))
        if name:
            self.use_file(Path(name))

    def use_file(self, path: Path) -> None:
        """Take the voice from a sound or video file."""
        self._parts.background.run(
            lambda: read_audio(path, longest_s=LONGEST_SAMPLE_S),
            done=self._check,
            failed=self._fail_recording,
            asker=self,
        )

    def _check(self, samples: Float32) -> None:
        """Look at the whole recording, which needs to know voices."""
        restyle(self.recording.advice, self.tr("Listening to the recording…"), role="quiet")
        self.recording.record_button.setEnabled(False)

        def checked(findings: tuple[Finding, ...]) -> None:
            self.recording.record_button.setEnabled(True)
            self.recording.show_speech(measure_sound(samples).speech_s, findings)
            is_usable = not any(finding.is_blocking for finding in findings)
            self._samples = samples if is_usable else None
            self._show_buttons()

        cloner = self._cloner
        self._parts.background.run(
            lambda: cloner.check(samples), done=checked, failed=self._fail_recording, asker=self
        )

    def _fail_recording(self, message: str) -> None:
        self.recording.record_button.setEnabled(True)
        restyle(self.recording.advice, message, role="bad")

    def _enrol(self) -> None:
        samples = self._samples
        if samples is None:
            return
        keeps = self.consent.keeps.isChecked()
        consent = record_consent(
            self.consent.person.text(),
            agreed=self.consent.agrees.isChecked(),
            keeps_recording=keeps,
        )
        request = Request(
            name=self.consent.name.text(), samples=samples, consent=consent, keeps_recording=keeps
        )
        cancel = self._cancel = threading.Event()
        background, cloner, waiting = self._parts.background, self._cloner, self.waiting

        def show(progress: Progress) -> None:
            # Set when the dialog is closed, in the window's thread: the page is there till then.
            if not cancel.is_set():
                waiting.show_progress(progress)

        def done(result: Enrolment) -> None:
            if not cancel.is_set():
                self._clone = result
                self.outcome.show_result(result)
                self._go(self.outcome)

        def failed(message: str) -> None:
            if not cancel.is_set():
                self._go(self.recording)
                self._fail_recording(message)

        self._go(self.waiting)
        background.run(
            lambda: cloner.enrol(
                request,
                progress=lambda progress: background.post(lambda: show(progress)),
                is_cancelled=cancel.is_set,
            ),
            done=done,
            failed=failed,
        )

    @Slot(str)
    def _on_preview(self, language: str) -> None:
        result = self._clone
        if result is None:
            return
        output = self._parts.preferences.profile.directions()[-1].target_device
        self.outcome.set_speaking(is_speaking=True)

        def over(problem: str) -> None:
            self.outcome.set_speaking(is_speaking=False)
            self.outcome.problem.setText(problem)

        cloner = self._cloner
        self._parts.background.run(
            lambda: cloner.preview(result, language, output),
            done=lambda _: over(""),
            failed=over,
            asker=self,
        )

    def _keep(self) -> None:
        result = self._clone
        if result is None:
            return
        self.next_button.setEnabled(False)
        cloner, background, library = self._cloner, self._parts.background, self._parts.library

        def keep() -> None:
            cloner.keep(result)
            background.post(library.refresh)

        def done(_: None) -> None:
            self.kept.emit(result.voice.id)
            self.accept()

        def failed(problem: str) -> None:
            self.next_button.setEnabled(True)
            self.outcome.problem.setText(problem)

        background.run(keep, done=done, failed=failed, asker=self)

    @Slot()
    def _on_finished(self) -> None:
        self._cancel.set()
        self._stop_recording()
