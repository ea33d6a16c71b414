"""Cloning one's own voice, in four steps: consent, recording, waiting, result."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.messages import user_text
from app.texts import media_filters
from app.theme.theme import ApplicationTheme, set_style_property
from app.viewmodels.devices import DeviceList
from app.viewmodels.preferences import Preferences
from app.viewmodels.voices import VoiceEnrolment
from app.widgets.choices import device_choices
from app.widgets.dialogs import fitting, restyle, scrolling
from app.windows.enrolment_pages import ConsentPage, RecordingPage, ResultPage, WaitingPage
from engine.messages import Message
from engine.tts.cloning.checks import Finding
from engine.tts.cloning.enrolment import Enrolment

_SIZE: Final = QSize(620, 590)
_SIDE_PX: Final = 28


class EnrolmentDialog(QDialog):
    """Asks for a consent and a recording, and makes a voice.

    Nothing is recorded or read before the consent is there, and nothing is stored before the user
    says so.

    Signals:
        stored: the id of the voice that was stored.

    Args:
        enrolment: records and clones; the dialog owns it.
        devices: the microphones to choose from.
        preferences: say which one is in use.
        theme: its colours.
        parent: its owner.
    """

    stored = Signal(str)

    def __init__(
        self,
        enrolment: VoiceEnrolment,
        *,
        devices: DeviceList,
        preferences: Preferences,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._enrolment = enrolment
        self._enrolment.setParent(self)
        self._devices = devices
        self._preferences = preferences
        self.setWindowTitle(self.tr("Clone a voice"))
        self.resize(fitting(_SIZE, self))
        self.consent = ConsentPage()
        self.recording = RecordingPage(theme.colours)
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
        layout.setContentsMargins(_SIDE_PX, 18, _SIDE_PX, 16)
        layout.setSpacing(12)
        self._area = scrolling(self.pages)
        layout.addWidget(self._area, 1)
        layout.addLayout(bottom)
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self._on_back)
        self.next_button.clicked.connect(self._on_next)
        self.consent.changed.connect(self._show_buttons)
        self.consent.clones.remove_asked.connect(self._on_remove)
        self.recording.record_button.clicked.connect(self._on_record)
        self.recording.file_button.clicked.connect(self._on_file)
        self.outcome.preview_asked.connect(self._on_preview)
        devices.changed.connect(self._show_microphones)
        self.finished.connect(enrolment.close)
        self._connect()
        self._show_microphones()
        enrolment.refresh_clones()
        self.show_page(self.consent)

    def _connect(self) -> None:
        enrolment, page = self._enrolment, self.recording
        enrolment.clones_changed.connect(self.consent.clones.show_clones)
        enrolment.removal_failed.connect(self._on_removal_failed)
        enrolment.recording_changed.connect(self._show_recording)
        enrolment.level_changed.connect(page.meter.show_level)
        enrolment.speech_measured.connect(page.show_speech)
        enrolment.checking.connect(self._on_checking)
        enrolment.checked.connect(self._on_checked)
        enrolment.recording_failed.connect(self._on_recording_failed)
        enrolment.progressed.connect(self.waiting.show_progress)
        enrolment.finished.connect(self._on_enrolled)
        enrolment.failed.connect(self._on_failed)
        enrolment.preview_ended.connect(self._on_preview_ended)
        enrolment.stored.connect(self._on_stored)
        enrolment.storing_failed.connect(self._on_storing_failed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be wide enough for every page: they scroll downwards alone."""
        super().showEvent(event)
        bar_px = self._area.verticalScrollBar().sizeHint().width()
        wide = max(_SIZE.width(), self.pages.minimumSizeHint().width() + bar_px + 2 * _SIDE_PX)
        self.setMinimumWidth(wide)

    def show_page(self, page: QWidget) -> None:
        """Show a page, with the buttons that it has."""
        self.pages.setCurrentWidget(page)
        self._show_buttons()
        if page is self.outcome:
            self.next_button.setFocus()

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
            has_sample = self._enrolment.has_sample
            self.next_button.setEnabled(page is not self.recording or has_sample)
            # The button that leads on stands out.
            kind = "" if has_sample else "primary"
            set_style_property(self.recording.record_button, "kind", kind)

    @Slot(str)
    def _on_remove(self, voice_id: str) -> None:
        self.consent.clones.show_problem("")
        self._enrolment.remove(voice_id)

    @Slot(object)
    def _on_removal_failed(self, message: Message) -> None:
        self.consent.clones.show_problem(user_text(message))

    @Slot()
    def _on_back(self) -> None:
        self._enrolment.stop_recording()
        self.show_page(
            self.consent if self.pages.currentWidget() is self.recording else self.recording
        )

    @Slot()
    def _on_next(self) -> None:
        page = self.pages.currentWidget()
        if page is self.consent:
            self.show_page(self.recording)
        elif page is self.recording:
            self._enrol()
        else:
            self.next_button.setEnabled(False)
            self._enrolment.store()

    @Slot()
    def _show_microphones(self) -> None:
        direction = self._preferences.profile.directions()[0]
        self.recording.microphone_box.set_choices(
            device_choices(self._devices.microphones),
            direction.source_device,
        )

    @Slot()
    def _on_record(self) -> None:
        if self._enrolment.is_recording:
            self._enrolment.finish_recording()
            return
        value = self.recording.microphone_box.value
        self._enrolment.start_recording(None if value is None else str(value))
        self.recording.record_button.setEnabled(False)
        self._show_buttons()

    @Slot()
    def _show_recording(self) -> None:
        is_recording = self._enrolment.is_recording
        self.recording.record_button.setEnabled(not self._enrolment.is_opening)
        self.recording.show_recording(is_recording=is_recording)
        if not is_recording:
            self.recording.meter.clear()

    @Slot()
    def _on_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Use a recording…"), filter=";;".join(media_filters())
        )
        if name:
            self._enrolment.use_file(Path(name))

    @Slot()
    def _on_checking(self) -> None:
        restyle(self.recording.advice, self.tr("Listening to the recording…"), role="quiet")
        self.recording.record_button.setEnabled(False)

    @Slot(float, object)
    def _on_checked(self, speech_s: float, findings: Sequence[Finding]) -> None:
        self.recording.record_button.setEnabled(True)
        self.recording.show_speech(speech_s, findings)
        self._show_buttons()

    @Slot(object)
    def _on_recording_failed(self, message: Message) -> None:
        self.recording.record_button.setEnabled(True)
        restyle(self.recording.advice, user_text(message), role="bad")

    def _enrol(self) -> None:
        if not self._enrolment.has_sample:
            return
        consent = self.consent
        self.show_page(self.waiting)
        self._enrolment.enrol(
            consent.name.text(),
            consent.person.text(),
            agreed=consent.agrees,
            words=consent.confirmation.text(),
            keeps_recording=consent.keeps.isChecked(),
        )

    @Slot(object)
    def _on_enrolled(self, result: Enrolment) -> None:
        self.outcome.show_result(result)
        self.show_page(self.outcome)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self.show_page(self.recording)
        self._on_recording_failed(message)

    @Slot(str)
    def _on_preview(self, language: str) -> None:
        self.outcome.set_speaking(is_speaking=True)
        self._enrolment.preview(language)

    @Slot(object)
    def _on_preview_ended(self, problem: Message | None) -> None:
        self.outcome.set_speaking(is_speaking=False)
        self.outcome.problem.setText("" if problem is None else user_text(problem))

    @Slot(str)
    def _on_stored(self, voice_id: str) -> None:
        self.stored.emit(voice_id)
        self.accept()

    @Slot(object)
    def _on_storing_failed(self, problem: Message) -> None:
        self.next_button.setEnabled(True)
        self.outcome.problem.setText(user_text(problem))
