"""The settings dialog; each choice applies at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QSpinBox, QTabWidget, QWidget

from app.settings import (
    LARGEST_CAPTION_PX,
    LARGEST_OVERLAY_PX,
    MOST_LINES,
    SMALLEST_CAPTION_PX,
    SMALLEST_OVERLAY_PX,
    Settings,
    Shown,
    Theme,
)
from app.translations import INTERFACE_LANGUAGES
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.preferences import Preferences
from app.viewmodels.updates import Updates
from app.widgets.choices import Choice, ChoiceBox, Segments
from app.widgets.dialogs import TitledDialog, scrolling, styled_label
from app.windows.settings_keys import KeysPage
from app.windows.settings_profiles import ProfilesPage
from engine.compute import Device

_FIELD_PX: Final = 8
_SIZE: Final = QSize(640, 540)


class SettingsForm(QWidget):
    """Rows of choices that show the settings and change them."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self._shows: list[Callable[[Settings], None]] = []
        self.form = QFormLayout(self)
        self.form.setContentsMargins(8, 16, 8, 8)
        self.form.setVerticalSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setHorizontalSpacing(18)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        preferences.changed.connect(self._on_preferences_changed)

    def add(self, text: str, widget: QWidget, show: Callable[[Settings], None]) -> None:
        """Put a choice beside its name.

        Args:
            text: the name, with the key that leads there.
            widget: what is chosen with.
            show: has it show settings.
        """
        label = QLabel(text)
        label.setBuddy(widget)
        # A form sets names at the top of what is taller than a line.
        label.setMinimumHeight(widget.sizeHint().height())
        widget.setAccessibleName(text.replace("&", ""))
        self.form.addRow(label, widget)
        self.follow(show)

    def follow(self, show: Callable[[Settings], None]) -> None:
        """Show the settings now and whenever they change."""
        self._shows.append(show)
        show(self.preferences.settings)

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Change the settings."""
        self.preferences.change(change(self.preferences.settings))

    def add_check(
        self,
        text: str,
        read: Callable[[Settings], bool],
        write: Callable[[Settings, bool], Settings],
    ) -> QCheckBox:
        """Add a check box."""
        box = QCheckBox(text)
        self.form.addRow(box)
        self.follow(lambda settings: box.setChecked(read(settings)))
        box.toggled.connect(lambda is_on: self.change(lambda s: write(s, is_on)))
        return box

    def add_number(
        self,
        text: str,
        bounds: tuple[int, int, str],
        read: Callable[[Settings], int],
        write: Callable[[Settings, int], Settings],
    ) -> None:
        """Add a number.

        Args:
            text: its name.
            bounds: the smallest, the largest, and the unit.
            read: gives it.
            write: changes it.
        """
        smallest, largest, unit = bounds
        box = QSpinBox()
        box.setRange(smallest, largest)
        box.setSuffix(unit)
        # A style sheet does not reach the field within.
        box.lineEdit().setTextMargins(_FIELD_PX, 0, 0, 0)
        self.add(text, box, lambda settings: box.setValue(read(settings)))
        box.valueChanged.connect(lambda value: self.change(lambda s: write(s, value)))

    def add_shown(
        self,
        read: Callable[[Settings], Shown],
        write: Callable[[Settings, Shown], Settings],
    ) -> Segments[Shown]:
        """Add the choice between original and translation."""
        choice = Segments[Shown](
            self.tr("Shown text"),
            [
                (Shown.BOTH, self.tr("Both"), ""),
                (Shown.TARGET, self.tr("Translation"), ""),
                (Shown.SOURCE, self.tr("Original"), ""),
            ],
        )
        text = self.tr("Shown text")
        self.add(text, choice, lambda settings: choice.choose(read(settings)))
        choice.chosen.connect(lambda value: self.change(lambda s: write(s, value)))
        return choice

    @Slot(object)
    def _on_preferences_changed(self, settings: Settings) -> None:
        for show in self._shows:
            show(settings)


def with_part(settings: Settings, name: str, **choices: object) -> Settings:
    """Settings with choices of one part replaced.

    Args:
        settings: before.
        name: of the part, a field of Settings that is itself a dataclass.
        choices: fields of the part.
    """
    part = replace(getattr(settings, name), **choices)
    return replace(settings, **{name: part})


class AppearancePage(SettingsForm):
    """Theme, language, motion, the icon in the tray, and whether newer versions are told.

    Attributes:
        updates: the switch for that; None where there is nobody to ask.
    """

    def __init__(self, preferences: Preferences, updates: Updates) -> None:
        super().__init__(preferences)
        theme = Segments[Theme](
            self.tr("Theme"),
            [
                (Theme.SYSTEM, self.tr("Follow the system"), ""),
                (Theme.LIGHT, self.tr("Light"), ""),
                (Theme.DARK, self.tr("Dark"), ""),
            ],
        )
        self.add(self.tr("&Theme"), theme, lambda s: theme.choose(s.appearance.theme))
        theme.chosen.connect(
            lambda value: self.change(lambda s: with_part(s, "appearance", theme=value))
        )
        self.language_box = ChoiceBox(self.tr("Language of the interface"))
        choices = [Choice(value=None, text=self.tr("Follow the system"))]
        choices += [Choice(value=code, text=name) for code, name in INTERFACE_LANGUAGES.items()]
        self.add(
            self.tr("&Language"),
            self.language_box,
            lambda s: self.language_box.set_choices(choices, s.appearance.language),
        )
        self.language_box.chosen.connect(
            lambda value: self.change(lambda s: with_part(s, "appearance", language=value))
        )
        self.motion = self.add_check(
            self.tr("&Reduce motion"),
            lambda s: s.appearance.reduced_motion,
            lambda s, is_on: with_part(s, "appearance", reduced_motion=is_on),
        )
        self.add_check(
            self.tr("Show an &icon in the tray"),
            lambda s: s.shows_tray_icon,
            lambda s, is_on: replace(s, shows_tray_icon=is_on),
        )
        self.add_check(
            self.tr("&Closing the window leaves the tray icon"),
            lambda s: s.closes_to_tray,
            lambda s, is_on: replace(s, closes_to_tray=is_on),
        )
        self.updates: QCheckBox | None = None
        if updates.host:
            self.updates = self.add_check(
                self.tr("Tell me when there is a &newer version"),
                lambda s: s.asks_for_updates,
                lambda s, is_on: replace(s, asks_for_updates=is_on),
            )
            text = self.tr(
                "Asks {host} at most once a day. Nothing about you, this computer or what you do "
                "is sent."
            )
            self.form.addRow(styled_label(text.format(host=updates.host), role="quiet"))


class CaptionsPage(SettingsForm):
    """What is shown, and how large."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._build_pane()
        self._build_overlay()

    def _build_pane(self) -> None:
        self.form.addRow(styled_label(self.tr("In the window"), role="heading"))
        self.add_shown(
            lambda s: s.captions.shown, lambda s, value: with_part(s, "captions", shown=value)
        )
        self.add_number(
            self.tr("&Size of letters"),
            (SMALLEST_CAPTION_PX, LARGEST_CAPTION_PX, " px"),
            lambda s: s.captions.font_px,
            lambda s, value: with_part(s, "captions", font_px=value),
        )
        self.add_check(
            self.tr("Show what may still &change, dimmed"),
            lambda s: s.captions.shows_tentative,
            lambda s, is_on: with_part(s, "captions", shows_tentative=is_on),
        )
        self.add_check(
            self.tr("Show &times"),
            lambda s: s.captions.shows_times,
            lambda s, is_on: with_part(s, "captions", shows_times=is_on),
        )

    def _build_overlay(self) -> None:
        self.form.addRow(styled_label(self.tr("In the overlay"), role="heading"))
        self.add_shown(
            lambda s: s.overlay.shown, lambda s, value: with_part(s, "overlay", shown=value)
        )
        self.add_number(
            self.tr("Size of l&etters"),
            (SMALLEST_OVERLAY_PX, LARGEST_OVERLAY_PX, " px"),
            lambda s: s.overlay.font_px,
            lambda s, value: with_part(s, "overlay", font_px=value),
        )
        self.add_number(
            self.tr("&Lines"),
            (1, MOST_LINES, ""),
            lambda s: s.overlay.lines,
            lambda s, value: with_part(s, "overlay", lines=value),
        )
        self.add_check(
            self.tr("Keep the last caption until the &next"),
            lambda s: s.overlay.keeps_last,
            lambda s, is_on: with_part(s, "overlay", keeps_last=is_on),
        )
        self.add_check(
            self.tr("Clicks &go through the overlay"),
            lambda s: s.overlay.is_locked,
            lambda s, is_on: with_part(s, "overlay", is_locked=is_on),
        )


class SessionsPage(SettingsForm):
    """Whether text and sound are kept, and where models run."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.history = self.add_check(
            self.tr("&Keep the captions of sessions in the history"),
            lambda s: s.history.keeps_text,
            lambda s, is_on: with_part(s, "history", keeps_text=is_on),
        )
        self.add_check(
            self.tr("&Record the sound of sessions beside their captions"),
            lambda s: s.history.records_audio,
            lambda s, is_on: with_part(s, "history", records_audio=is_on),
        )
        self.form.addRow(
            styled_label(
                self.tr(
                    "Both stay on this computer and can be deleted in the history. Ask the people "
                    "who speak before you record them."
                ),
                role="quiet",
            )
        )
        self.device_box = ChoiceBox(self.tr("Models run on"))
        choices = [
            Choice(value=Device.AUTO, text=self.tr("The fastest device")),
            Choice(value=Device.CPU, text=self.tr("The CPU")),
            Choice(value=Device.CUDA, text=self.tr("A graphics card by NVIDIA (CUDA)")),
            Choice(value=Device.DIRECTML, text=self.tr("A graphics card under Windows (DirectML)")),
            Choice(value=Device.COREML, text=self.tr("A Mac's accelerator (Core ML)")),
            Choice(value=Device.OPENVINO, text=self.tr("An accelerator by Intel (OpenVINO)")),
        ]
        self.add(
            self.tr("&Models run on"),
            self.device_box,
            lambda s: self.device_box.set_choices(choices, s.device),
        )
        self.device_box.chosen.connect(
            lambda value: self.change(lambda s: replace(s, device=value))
        )
        self.form.addRow(
            styled_label(
                self.tr(
                    "Takes effect when the next session starts. The check-up shows how fast "
                    "each device is."
                ),
                role="quiet",
            )
        )


class SettingsDialog(TitledDialog):
    """Tabs of settings."""

    def __init__(
        self,
        preferences: Preferences,
        keys: GlobalKeys,
        updates: Updates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Settings"))
        self.appearance = AppearancePage(preferences, updates)
        self.captions = CaptionsPage(preferences)
        self.sessions = SessionsPage(preferences)
        self.profiles = ProfilesPage(preferences)
        self.keys = KeysPage(preferences, keys)
        self.tabs = QTabWidget()
        for page, title in (
            (self.appearance, self.tr("Appearance")),
            (self.captions, self.tr("Captions")),
            (self.sessions, self.tr("Sessions")),
            (self.profiles, self.tr("Profiles")),
            (self.keys, self.tr("Keys")),
        ):
            self.tabs.addTab(scrolling(page), title)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self.content.addWidget(self.tabs)
        for turn, step in (
            ("Ctrl+Tab", 1),
            ("Ctrl+PgDown", 1),
            ("Ctrl+Shift+Tab", -1),
            ("Ctrl+PgUp", -1),
        ):
            shortcut = QShortcut(QKeySequence(turn), self)
            shortcut.activated.connect(lambda step=step: self._turn(step))

    def _turn(self, step: int) -> None:
        """Go to the next page, from the last to the first."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
