"""The settings dialog; each choice applies at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.settings import (
    CHARACTERS,
    HOLD_S,
    LARGEST_CAPTION_PX,
    LARGEST_OVERLAY_PX,
    MOST_LINES,
    PRESETS,
    SMALLEST_CAPTION_PX,
    SMALLEST_OVERLAY_PX,
    OverlayPreset,
    Settings,
    Shown,
    Theme,
)
from app.texts import percent_text
from app.translations import INTERFACE_LANGUAGES
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.preferences import Preferences
from app.viewmodels.updates import Updates
from app.widgets.cards import SLIDER_PX, NameLabel
from app.widgets.choices import Choice, ChoiceBox, Segments, StillSlider, StillTabs
from app.widgets.dialogs import TitledDialog, scrolling, styled_label
from app.windows.settings_keys import KeysPage
from app.windows.settings_profiles import ProfilesPage
from app.windows.styling import ColourButton, StylePreview
from engine.compute import Device

_FIELD_PX: Final = 8
_PART_PX: Final = 26
"""Below the text of the check box above."""
_NUMBER_PX: Final = 126
"""All numbers have the same width, whatever their unit."""
_PERCENT: Final = 100
_SIDE_PX: Final = 8
_SIZE: Final = QSize(640, 540)


class SettingsForm(QWidget):
    """Rows of choices that show the settings and change them."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self._shows: list[Callable[[Settings], None]] = []
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 16, 0, 8)
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
        widget.setAccessibleName(text.replace("&", ""))
        self.form.addRow(NameLabel(text, widget, is_as_high=True), widget)
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
        *,
        is_part: bool = False,
    ) -> QCheckBox:
        """Add a check box.

        Args:
            text: what it switches.
            read: gives its state.
            write: changes that.
            is_part: whether the box above has to be ticked for it; it is indented.
        """
        box = QCheckBox(text)
        if is_part:
            row = QHBoxLayout()
            row.addSpacing(_PART_PX)
            row.addWidget(box)
            self.form.addRow(row)
        else:
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
        box.setMinimumWidth(_NUMBER_PX)
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
            self.tr("Show"),
            [
                (Shown.BOTH, self.tr("Both"), ""),
                (Shown.TARGET, self.tr("Translation"), ""),
                (Shown.SOURCE, self.tr("Original"), ""),
            ],
        )
        text = self.tr("Show")
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
        closes_to_tray: the switch that needs the icon.
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
            self.tr("Show the time of &day"),
            lambda s: s.appearance.shows_clock,
            lambda s, is_on: with_part(s, "appearance", shows_clock=is_on),
        )
        self.add_check(
            self.tr("Show an &icon in the tray"),
            lambda s: s.shows_tray_icon,
            lambda s, is_on: replace(s, shows_tray_icon=is_on),
        )
        self.closes_to_tray = self.add_check(
            self.tr("&Keep running in the tray when the window is closed"),
            lambda s: s.closes_to_tray,
            lambda s, is_on: replace(s, closes_to_tray=is_on),
            is_part=True,
        )
        self.follow(lambda s: self.closes_to_tray.setEnabled(s.shows_tray_icon))
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
    """What the window shows, and how large."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.add_shown(
            lambda s: s.captions.shown, lambda s, value: with_part(s, "captions", shown=value)
        )
        self.add_number(
            self.tr("Text &size"),
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


class OverlayPage(SettingsForm):
    """What the overlay shows, and in which style.

    Attributes:
        preset, font_box: colours to choose at once, and the font.
        colours: the buttons, by the name of the setting.
        preview: a caption in this style, which stays in sight while the page is scrolled.
    """

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.preview = StylePreview(preferences.settings.overlay)
        self.follow(lambda s: self.preview.show_style(s.overlay))
        self._build_text()
        self._build_style()
        self._build_colours()

    def _build_text(self) -> None:
        self.add_shown(
            lambda s: s.overlay.shown, lambda s, value: with_part(s, "overlay", shown=value)
        )
        self.add_number(
            self.tr("T&ext size"),
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
        self.add_number(
            self.tr("C&haracters in a line"),
            (CHARACTERS[0], CHARACTERS[-1], ""),
            lambda s: s.overlay.characters,
            lambda s, value: with_part(s, "overlay", characters=value),
        )
        self.add_number(
            self.tr("Last caption s&tays"),
            (round(HOLD_S[0]), round(HOLD_S[1]), " s"),
            lambda s: round(s.overlay.hold_s),
            lambda s, value: with_part(s, "overlay", hold_s=float(value)),
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

    def _build_style(self) -> None:
        self.font_box = ChoiceBox(self.tr("Font"))
        fonts = [Choice(value="", text=self.tr("The system's font"))]
        fonts += [
            Choice(value=family, text=family)
            for family in QFontDatabase.families()
            if not QFontDatabase.isPrivateFamily(family)
        ]
        self.add(
            self.tr("&Font"),
            self.font_box,
            lambda s: self.font_box.set_choices(fonts, s.overlay.font_family),
        )
        self.font_box.chosen.connect(
            lambda value: self.change(lambda s: with_part(s, "overlay", font_family=value))
        )
        self.preset = ChoiceBox(self.tr("Colours"))
        self.add(self.tr("&Colours"), self.preset, self._show_preset)
        self.preset.chosen.connect(self._on_preset_chosen)

    def _build_colours(self) -> None:
        self.colours: dict[str, ColourButton] = {}
        for name, text in (
            ("target_colour", self.tr("Translation")),
            ("source_colour", self.tr("Original")),
            ("background_colour", self.tr("Background")),
        ):
            button = self.colours[name] = ColourButton(text)
            self.form.addRow(NameLabel(text, button, is_as_high=True), button)
            self.follow(partial(_show_colour, button, name))
            button.chosen.connect(partial(self._on_colour_chosen, name))
        opacity = self.opacity = StillSlider(Qt.Orientation.Horizontal)
        opacity.setRange(0, _PERCENT)
        opacity.setPageStep(_PERCENT // 10)
        opacity.setMinimumHeight(SLIDER_PX)
        figure = QLabel()
        figure.setProperty("role", "quiet")
        figure.setFixedWidth(figure.fontMetrics().horizontalAdvance(percent_text(1.0)))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        opacity.valueChanged.connect(lambda value: figure.setText(percent_text(value / _PERCENT)))
        figure.setText(percent_text(0.0))
        name = self.tr("Backgro&und covers")
        opacity.setAccessibleName(name.replace("&", ""))
        row = QHBoxLayout()
        row.addWidget(opacity, 1)
        row.addWidget(figure)
        self.form.addRow(NameLabel(name, opacity, is_as_high=True), row)
        self.follow(lambda s: opacity.setValue(round(s.overlay.background_opacity * _PERCENT)))
        opacity.valueChanged.connect(self._on_opacity_changed)
        self.add_check(
            self.tr("&Outline text"),
            lambda s: s.overlay.has_outline,
            lambda s, is_on: with_part(s, "overlay", has_outline=is_on),
        )
        self.form.addRow(
            styled_label(
                self.tr("Text that would be hard to read without an outline always has one."),
                role="quiet",
            )
        )

    def _show_preset(self, settings: Settings) -> None:
        names = {
            OverlayPreset.STANDARD: self.tr("Standard"),
            OverlayPreset.WHITE_ON_BLACK: self.tr("White on black"),
            OverlayPreset.YELLOW_ON_BLACK: self.tr("Yellow on black"),
            OverlayPreset.BLACK_ON_WHITE: self.tr("Black on white"),
            OverlayPreset.BLACK_ON_YELLOW: self.tr("Black on yellow"),
        }
        choices = [Choice(value=preset, text=text) for preset, text in names.items()]
        colours = settings.overlay.colours
        chosen = next((preset for preset, own in PRESETS.items() if own == colours), None)
        if chosen is None:
            choices.append(Choice(value=None, text=self.tr("Your own")))
        self.preset.set_choices(choices, chosen)

    def _on_colour_chosen(self, name: str, colour: str) -> None:
        chosen: dict[str, object] = {name: colour}
        self.change(lambda s: with_part(s, "overlay", **chosen))

    @Slot(object)
    def _on_preset_chosen(self, preset: OverlayPreset | None) -> None:
        if preset is not None:
            overlay = self.preferences.settings.overlay.with_colours(PRESETS[preset])
            self.change(lambda s: replace(s, overlay=overlay))

    @Slot(int)
    def _on_opacity_changed(self, percent: int) -> None:
        # The stored opacity may lie between two steps of the slider.
        if round(self.preferences.settings.overlay.background_opacity * _PERCENT) != percent:
            share = percent / _PERCENT
            self.change(lambda s: with_part(s, "overlay", background_opacity=share))


def _show_colour(button: ColourButton, name: str, settings: Settings) -> None:
    button.show_colour(getattr(settings.overlay, name))


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


def _scrolling(page: QWidget, head: QWidget | None = None) -> QWidget:
    """A page that scrolls, below its head, which stays in sight."""
    area = scrolling(page)
    bar = area.verticalScrollBar()
    above = QVBoxLayout()
    if head is not None:
        above.setContentsMargins(0, 16, 0, 8)
        above.addWidget(head)
    together = QWidget()
    column = QVBoxLayout(together)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(above)
    column.addWidget(area, 1)

    def keep_away(_: int, most: int) -> None:
        """Keep both from a scroll bar that is there."""
        gap = _SIDE_PX if most else 0
        page.setContentsMargins(0, 0, gap, 0)
        margins = above.contentsMargins()
        margins.setRight(gap + bar.sizeHint().width() if most else 0)
        above.setContentsMargins(margins)

    bar.rangeChanged.connect(keep_away)
    return together


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
        self.overlay = OverlayPage(preferences)
        self.sessions = SessionsPage(preferences)
        self.profiles = ProfilesPage(preferences)
        self.keys = KeysPage(preferences, keys)
        self.tabs = StillTabs()
        for page, title in (
            (_scrolling(self.appearance), self.tr("Appearance")),
            (_scrolling(self.captions), self.tr("Captions")),
            (_scrolling(self.overlay, self.overlay.preview), self.tr("Overlay")),
            (_scrolling(self.sessions), self.tr("Sessions")),
            (_scrolling(self.profiles), self.tr("Profiles")),
            (_scrolling(self.keys, self.keys.head), self.tr("Shortcuts")),
        ):
            self.tabs.addTab(page, title)
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
