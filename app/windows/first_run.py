"""The first run, in four steps: languages, models, microphone, output."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.messages import user_text
from app.settings import CONVERSATION, LECTURE, WORK_CALL, Mode
from app.texts import size_text
from app.theme.theme import ApplicationTheme, set_style_property
from app.viewmodels.devices import DeviceList, SoundCheck
from app.viewmodels.engines import Engines
from app.viewmodels.packs import Library, PackInstaller, pairs_of
from app.viewmodels.preferences import Preferences
from app.widgets.choices import ChoiceBox, Segments, device_choices
from app.widgets.dialogs import choose_folder, restyle, styled_label
from app.widgets.indicators import LevelMeter
from app.widgets.install_row import InstallRow
from app.widgets.language_bar import LanguageBar
from engine.messages import Message

_SIZE: Final = QSize(620, 420)
_PROFILES: Final = {
    Mode.ONE_WAY: LECTURE,
    Mode.CALL: WORK_CALL,
    Mode.TABLE: CONVERSATION,
}
_METER_MS: Final = 33
_MODELS_PAGE: Final = 1
_MICROPHONE_PAGE: Final = 2
_HEARD_DBFS: Final = -40.0
"""Speech at a microphone peaks above this; the noise of a room does not."""


class FirstRun(QDialog):
    """Asks for what a first session needs; everything can be skipped and changed later.

    Signals:
        over: it was finished or dismissed.

    Args:
        sound_check: tries devices; the dialog owns it.
        preferences, devices, engines, library, installer: what it shows and changes.
        theme: its colours.
        parent: its owner.
    """

    over = Signal()

    def __init__(
        self,
        sound_check: SoundCheck,
        *,
        preferences: Preferences,
        devices: DeviceList,
        engines: Engines,
        library: Library,
        installer: PackInstaller,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._devices = devices
        self._engines = engines
        self._library = library
        self._installer = installer
        self._theme = theme
        self._check = sound_check
        self._check.setParent(self)
        self._check.failed.connect(self._on_check_failed)
        self._check.chime_ended.connect(self._on_chime_ended)
        self._has_heard = False
        self.setWindowTitle(self.tr("Welcome to Dragoman"))
        self.setMinimumSize(_SIZE)
        self.next_button = QPushButton()
        self.pages = QStackedWidget()
        for page in (
            self._build_languages(),
            self._build_models(),
            self._build_microphone(),
            self._build_output(),
        ):
            self.pages.addWidget(page)
        self._steps = styled_label("", role="quiet")
        self.skip_button = QPushButton(self.tr("Skip set-up"))
        self.back_button = QPushButton(self.tr("Back"))
        self.skip_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self._go(-1))
        self.next_button.clicked.connect(lambda: self._go(1))
        bottom = QHBoxLayout()
        # Away from the steps: it ends them all.
        bottom.addWidget(self.skip_button)
        bottom.addWidget(self._steps, 1)
        for button in (self.back_button, self.next_button):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(self.pages, 1)
        layout.addLayout(bottom)
        self._timer = QTimer(self)
        self._timer.setInterval(_METER_MS)
        self._timer.timeout.connect(self._on_timer)
        devices.changed.connect(self._show_devices)
        self.finished.connect(self._on_finished)
        self._show_devices()
        self._show_page()

    def _build_languages(self) -> QWidget:
        self.mode = Segments[Mode](
            self.tr("What do you want to do?"),
            [
                (
                    Mode.ONE_WAY,
                    self.tr("Follow a speaker"),
                    self.tr("Someone speaks, you follow"),
                ),
                (
                    Mode.CALL,
                    self.tr("Talk in a call"),
                    self.tr("Both sides of a call, each in its language"),
                ),
                (
                    Mode.TABLE,
                    self.tr("Talk at a table"),
                    self.tr("Conversation at one table: two languages, one microphone"),
                ),
            ],
        )
        self.mode.choose(self._preferences.profile.mode)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.languages = LanguageBar(
            self._preferences, self._library, self._engines, self._theme, offers_engines=False
        )
        return _page(
            self.windowTitle(),
            self.tr(
                "Dragoman interprets while somebody speaks, on this computer alone: nothing that "
                "is said leaves it."
            ),
            [styled_label(self.tr("Who speaks what?"), role="heading"), self.mode, self.languages],
        )

    def _build_models(self) -> QWidget:
        self.get_button = QPushButton()
        self.get_button.clicked.connect(lambda: self._get_models(None))
        self.folder_button = QPushButton(self.tr("I have them in a folder…"))
        self.folder_button.clicked.connect(lambda: choose_folder(self, self._get_models))
        self.provided = styled_label("", role="quiet")
        self.provided.setWordWrap(True)
        installer = self._installer
        installer.provided.connect(self._on_provided)
        installer.progressed.connect(self._on_progressed)
        for signal in (installer.finished, installer.failed, installer.cancelled):
            signal.connect(self._show_models)
        self._preferences.changed.connect(self._show_models)
        self._show_models()
        return _page(
            self.tr("Get the models"),
            self.tr(
                "Dragoman downloads the models for these languages. You can go on in the meantime."
            ),
            [self.get_button, self.folder_button, InstallRow(installer), self.provided],
        )

    def _get_models(self, folder: Path | None) -> None:
        self.provided.setText("")
        self._installer.provide(pairs_of(self._preferences.profile), folder=folder)

    @Slot()
    def _show_models(self) -> None:
        needed = self._library.needed(pairs_of(self._preferences.profile))
        if needed.packs:
            size = size_text(needed.download_bytes)
            self.get_button.setText(self.tr("Get the models ({size})").format(size=size))
        else:
            self.get_button.setText(self.tr("The models are installed"))
        self._offer_models(is_free=bool(needed.packs) and not self._installer.is_running)

    @Slot()
    def _on_progressed(self) -> None:
        self._offer_models(is_free=False)

    def _offer_models(self, *, is_free: bool) -> None:
        """Offer the models before the next step where they are missing."""
        self.get_button.setEnabled(is_free)
        self.folder_button.setEnabled(is_free)
        self._show_leading()

    def _show_leading(self) -> None:
        """Have the button that leads on stand out, which Enter presses."""
        gets = self.pages.currentIndex() == _MODELS_PAGE and self.get_button.isEnabled()
        leading, other = self.get_button, self.next_button
        if not gets:
            leading, other = other, leading
        set_style_property(leading, "kind", "primary")
        set_style_property(other, "kind", "")
        leading.setDefault(True)
        if gets and self.next_button.hasFocus():
            leading.setFocus()

    @Slot(object)
    def _on_provided(self, message: Message) -> None:
        self.provided.setText(user_text(message))

    def _build_microphone(self) -> QWidget:
        self.microphone_box = ChoiceBox(self.tr("Microphone"))
        self.microphone_box.chosen.connect(self._on_microphone_chosen)
        self.meter = LevelMeter(self.tr("Level of the microphone"), self._theme.colours)
        self.heard = styled_label("", role="quiet")
        return _page(
            self.tr("Can Dragoman hear you?"),
            self.tr("Choose your microphone and say something."),
            [self.microphone_box, self.meter, self.heard],
        )

    def _build_output(self) -> QWidget:
        self.output_box = ChoiceBox(self.tr("Output"))
        self.output_box.chosen.connect(self._on_output_chosen)
        self.play_button = QPushButton(self.tr("Play a sound"))
        self.play_button.clicked.connect(self._on_play_button_clicked)
        self.played = styled_label("", role="quiet")
        return _page(
            self.tr("Can you hear Dragoman?"),
            self.tr("Headphones are best: the microphone would also pick up a loudspeaker."),
            [self.output_box, self.play_button, self.played],
        )

    def _go(self, step: int) -> None:
        number = self.pages.currentIndex() + step
        if number >= self.pages.count():
            self.accept()
            return
        self.pages.setCurrentIndex(max(0, number))
        self._show_page()

    def _show_page(self) -> None:
        number, count = self.pages.currentIndex(), self.pages.count()
        text = self.tr("Step {number} of {count}")
        self._steps.setText(text.format(number=number + 1, count=count))
        is_last = number == count - 1
        self.back_button.setVisible(number > 0)
        self.skip_button.setVisible(not is_last)
        self.next_button.setText(self.tr("Finish") if is_last else self.tr("Next"))
        self._show_leading()
        if number == _MICROPHONE_PAGE:
            value = self.microphone_box.value
            self._listen(None if value is None else str(value))
            self._timer.start()
        else:
            self._timer.stop()
            self._check.stop()

    def _listen(self, name: str | None) -> None:
        self._has_heard = False
        restyle(self.heard, self.tr("Listening…"), role="quiet")
        self._check.listen(name)

    @Slot()
    def _on_timer(self) -> None:
        peak_dbfs = self._check.pop_peak_dbfs()
        self.meter.show_level(peak_dbfs)
        if peak_dbfs > _HEARD_DBFS and not self._has_heard:
            self._has_heard = True
            restyle(self.heard, self.tr("Dragoman hears you."), role="good")

    @Slot(object)
    def _on_check_failed(self, message: Message) -> None:
        restyle(self.heard, user_text(message), role="bad")

    @Slot()
    def _show_devices(self) -> None:
        directions = self._preferences.profile.directions()
        devices = self._devices
        self.microphone_box.set_choices(
            device_choices(devices.microphones), directions[0].source_device
        )
        self.output_box.set_choices(device_choices(devices.outputs), directions[-1].target_device)

    @Slot(object)
    def _on_mode_chosen(self, mode: Mode) -> None:
        """Take the profile that is meant for it; where that is gone, turn the one in use."""
        preferences = self._preferences
        name = _PROFILES[mode]
        for profile in preferences.settings.profiles:
            if profile.name == name:
                preferences.change(replace(preferences.settings, profile=name))
                break
        if preferences.profile.mode is not mode:
            preferences.change_profile(replace(preferences.profile, mode=mode))

    @Slot(object)
    def _on_microphone_chosen(self, name: str | None) -> None:
        preferences = self._preferences
        direction = preferences.profile.directions()[0]
        preferences.change_direction(0, replace(direction, source_device=name))
        self._listen(name)

    @Slot(object)
    def _on_output_chosen(self, name: str | None) -> None:
        preferences = self._preferences
        directions = preferences.profile.directions()
        number = len(directions) - 1
        preferences.change_direction(number, replace(directions[number], target_device=name))

    @Slot()
    def _on_play_button_clicked(self) -> None:
        value = self.output_box.value
        name = None if value is None else str(value)
        self.play_button.setEnabled(False)
        restyle(self.played, self.tr("Playing…"), role="quiet")
        self._check.play_chime(name)

    @Slot(object)
    def _on_chime_ended(self, problem: Message | None) -> None:
        self.play_button.setEnabled(True)
        if problem is not None:
            restyle(self.played, user_text(problem), role="bad")
        else:
            restyle(self.played, self.tr("Did you hear three notes?"), role="good")

    def put_off(self) -> None:
        """Count what comes now as no answer, so that it asks again the next time."""
        # Signals aren't blocked: the style sheet keeps what it knows of a widget until that signals
        # its end, and would go on to use it.
        self.finished.disconnect(self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        self._timer.stop()
        self._check.stop()
        preferences = self._preferences
        preferences.change(replace(preferences.settings, is_set_up=True))
        self.over.emit()


def _page(heading: str, explanation: str, widgets: Sequence[QWidget]) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(14)
    layout.addWidget(styled_label(heading, role="title"))
    layout.addWidget(styled_label(explanation, role="quiet"))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page
