"""Everything that can be chosen and is not in sight all the time; each choice counts at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QKeySequenceEdit,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.captions.settings import LARGEST_FONT_PX as LARGEST_CAPTION_PX
from app.captions.settings import SMALLEST_FONT_PX as SMALLEST_CAPTION_PX
from app.captions.settings import CaptionSettings, Shown
from app.dialogs.frame import TitledDialog, styled_label
from app.history.settings import HistorySettings
from app.overlay.settings import LARGEST_FONT_PX, MOST_LINES, SMALLEST_FONT_PX, OverlaySettings
from app.parts import Parts
from app.settings import Appearance, Profile, Settings, Theme
from app.texts import profile_name
from app.translations import LANGUAGES
from app.widgets.choice_box import Choice, ChoiceBox
from app.widgets.segments import Segments

_SIZE: Final = QSize(640, 560)
_NAME: Final = Qt.ItemDataRole.UserRole


class SettingsDialog(TitledDialog):
    """Tabs of settings.

    Attributes:
        asking: the question for a name that was asked last.
    """

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Settings"))
        self._preferences = parts.preferences
        self.asking: QInputDialog | None = None
        self._shows: list[Callable[[Settings], None]] = []
        self.tabs = QTabWidget()
        for page, title in (
            (self._build_appearance(), self.tr("Appearance")),
            (self._build_captions(), self.tr("Captions")),
            (self._build_sessions(), self.tr("Sessions")),
            (self._build_profiles(), self.tr("Profiles")),
            (self._build_shortcuts(), self.tr("Keys")),
        ):
            self.tabs.addTab(page, title)
        self.content.addWidget(self.tabs)
        parts.preferences.changed.connect(self._show)
        self._show(parts.preferences.settings)

    def _build_appearance(self) -> QWidget:
        page, form = _form()
        theme = Segments[Theme](
            self.tr("Theme"),
            [
                (Theme.SYSTEM, self.tr("As the system"), ""),
                (Theme.LIGHT, self.tr("Light"), ""),
                (Theme.DARK, self.tr("Dark"), ""),
            ],
        )
        theme.chosen.connect(
            lambda value: self._change_appearance(lambda s: replace(s, theme=value))
        )
        self._shows.append(lambda settings: theme.choose(settings.appearance.theme))
        self.language_box = ChoiceBox(self.tr("Language of the interface"))
        self.language_box.chosen.connect(
            lambda value: self._change_appearance(lambda s: replace(s, language=value))
        )
        choices = [Choice(value=None, text=self.tr("As the system"))]
        choices += [Choice(value=code, text=name) for code, name in LANGUAGES.items()]
        self._shows.append(
            lambda settings: self.language_box.set_choices(choices, settings.appearance.language)
        )
        _add(form, self.tr("&Theme"), theme)
        _add(form, self.tr("&Language"), self.language_box)
        self.motion = self._check(
            form,
            self.tr("&Reduce motion"),
            lambda settings: settings.appearance.reduced_motion,
            lambda is_on: self._change_appearance(lambda s: replace(s, reduced_motion=is_on)),
        )
        self._check(
            form,
            self.tr("Show an &icon in the tray"),
            lambda settings: settings.shows_tray_icon,
            lambda is_on: self._change(lambda s: replace(s, shows_tray_icon=is_on)),
        )
        self._check(
            form,
            self.tr("&Closing the window leaves the tray icon"),
            lambda settings: settings.closes_to_tray,
            lambda is_on: self._change(lambda s: replace(s, closes_to_tray=is_on)),
        )
        return page

    def _build_captions(self) -> QWidget:
        page, form = _form()
        form.addRow(styled_label(self.tr("In the window"), role="heading"))
        self.shown = self._shown_choice(
            form,
            lambda settings: settings.captions.shown,
            lambda value: self._change_captions(lambda s: replace(s, shown=value)),
        )
        self._number(
            form,
            self.tr("&Size of letters"),
            (SMALLEST_CAPTION_PX, LARGEST_CAPTION_PX, " px"),
            lambda settings: settings.captions.font_px,
            lambda value: self._change_captions(lambda s: replace(s, font_px=value)),
        )
        self._check(
            form,
            self.tr("Show what may still &change, dimmed"),
            lambda settings: settings.captions.shows_tentative,
            lambda is_on: self._change_captions(lambda s: replace(s, shows_tentative=is_on)),
        )
        self._check(
            form,
            self.tr("Show &times"),
            lambda settings: settings.captions.shows_times,
            lambda is_on: self._change_captions(lambda s: replace(s, shows_times=is_on)),
        )
        form.addRow(styled_label(self.tr("In the overlay"), role="heading"))
        self._shown_choice(
            form,
            lambda settings: settings.overlay.shown,
            lambda value: self._change_overlay(lambda s: replace(s, shown=value)),
        )
        self._number(
            form,
            self.tr("Size of l&etters"),
            (SMALLEST_FONT_PX, LARGEST_FONT_PX, " px"),
            lambda settings: settings.overlay.font_px,
            lambda value: self._change_overlay(lambda s: replace(s, font_px=value)),
        )
        self._number(
            form,
            self.tr("&Lines"),
            (1, MOST_LINES, ""),
            lambda settings: settings.overlay.lines,
            lambda value: self._change_overlay(lambda s: replace(s, lines=value)),
        )
        self._check(
            form,
            self.tr("Keep the last caption until the &next"),
            lambda settings: settings.overlay.keeps_last,
            lambda is_on: self._change_overlay(lambda s: replace(s, keeps_last=is_on)),
        )
        self.overlay_lock = self._check(
            form,
            self.tr("Clicks &go through the overlay"),
            lambda settings: settings.overlay.is_locked,
            lambda is_on: self._change_overlay(lambda s: replace(s, is_locked=is_on)),
        )
        return page

    def _build_sessions(self) -> QWidget:
        page, form = _form()
        self.history = self._check(
            form,
            self.tr("&Keep the captions of sessions in the history"),
            lambda settings: settings.history.keeps_text,
            lambda is_on: self._change_history(lambda h: replace(h, keeps_text=is_on)),
        )
        self._check(
            form,
            self.tr("&Record the sound of sessions beside their captions"),
            lambda settings: settings.history.records_audio,
            lambda is_on: self._change_history(lambda h: replace(h, records_audio=is_on)),
        )
        form.addRow(
            styled_label(
                self.tr(
                    "Both stay on this computer and can be deleted in the history. Ask the people "
                    "who speak before you record them."
                ),
                role="quiet",
            )
        )
        return page

    def _build_profiles(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(8, 16, 8, 8)
        layout.addWidget(
            styled_label(
                self.tr("A profile keeps languages, devices, voices and volumes for an occasion."),
                role="quiet",
            )
        )
        self.profiles = QListWidget()
        self.profiles.setAccessibleName(self.tr("Profiles"))
        layout.addWidget(self.profiles, 1)
        row = QHBoxLayout()
        self.copy_profile = QPushButton(self.tr("&New from this one…"))
        self.copy_profile.clicked.connect(self._on_copy_profile_clicked)
        self.rename_profile = QPushButton(self.tr("Re&name…"))
        self.rename_profile.clicked.connect(self._on_rename_profile_clicked)
        self.delete_profile = QPushButton(self.tr("&Delete"))
        self.delete_profile.setProperty("kind", "danger")
        self.delete_profile.clicked.connect(self._on_delete_profile_clicked)
        for button in (self.copy_profile, self.rename_profile, self.delete_profile):
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        self._shows.append(self._show_profiles)
        return page

    def _build_shortcuts(self) -> QWidget:
        page, form = _form()
        self.keys: dict[str, QKeySequenceEdit] = {}
        for name, label in (
            ("start_stop", self.tr("Start or stop")),
            ("hold_to_mute", self.tr("Hold to mute")),
            ("hold_to_translate", self.tr("Hold to translate")),
            ("swap_languages", self.tr("Swap languages")),
            ("overlay", self.tr("Caption overlay")),
            ("history", self.tr("History")),
        ):
            edit = QKeySequenceEdit()
            edit.setMaximumSequenceLength(1)
            edit.setClearButtonEnabled(True)
            edit.keySequenceChanged.connect(self._key_taker(name))
            self.keys[name] = edit
            _add(form, label, edit)
        self._shows.append(self._show_keys)
        self.key_problem = styled_label("", role="warn")
        form.addRow(self.key_problem)
        form.addRow(
            styled_label(
                self.tr(
                    "Keys work while a window of Dragoman is in front. Systems have no common "
                    "way to hear keys behind other programs; the tray icon starts and stops from "
                    "anywhere."
                ),
                role="quiet",
            )
        )
        return page

    def _check(
        self,
        form: QFormLayout,
        text: str,
        read: Callable[[Settings], bool],
        write: Callable[[bool], None],
    ) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(write)
        self._shows.append(lambda settings: box.setChecked(read(settings)))
        form.addRow(box)
        return box

    def _number(
        self,
        form: QFormLayout,
        text: str,
        bounds: tuple[int, int, str],
        read: Callable[[Settings], int],
        write: Callable[[int], None],
    ) -> None:
        smallest, largest, unit = bounds
        box = QSpinBox()
        box.setRange(smallest, largest)
        box.setSuffix(unit)
        box.valueChanged.connect(write)
        self._shows.append(lambda settings: box.setValue(read(settings)))
        _add(form, text, box)

    def _shown_choice(
        self,
        form: QFormLayout,
        read: Callable[[Settings], Shown],
        write: Callable[[Shown], None],
    ) -> Segments[Shown]:
        choice = Segments[Shown](
            self.tr("Shown text"),
            [
                (Shown.BOTH, self.tr("Both"), ""),
                (Shown.TARGET, self.tr("Translation"), ""),
                (Shown.SOURCE, self.tr("Original"), ""),
            ],
        )
        choice.chosen.connect(write)
        self._shows.append(lambda settings: choice.choose(read(settings)))
        _add(form, self.tr("Shown text"), choice)
        return choice

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        for show in self._shows:
            show(settings)

    def _change(self, change: Callable[[Settings], Settings]) -> None:
        self._preferences.change(change(self._preferences.settings))

    def _change_appearance(self, change: Callable[[Appearance], Appearance]) -> None:
        self._change(lambda s: replace(s, appearance=change(s.appearance)))

    def _change_captions(self, change: Callable[[CaptionSettings], CaptionSettings]) -> None:
        self._change(lambda s: replace(s, captions=change(s.captions)))

    def _change_overlay(self, change: Callable[[OverlaySettings], OverlaySettings]) -> None:
        self._change(lambda s: replace(s, overlay=change(s.overlay)))

    def _change_history(self, change: Callable[[HistorySettings], HistorySettings]) -> None:
        self._change(lambda s: replace(s, history=change(s.history)))

    def _key_taker(self, name: str) -> Callable[[QKeySequence], None]:
        def take(sequence: QKeySequence) -> None:
            keys = sequence.toString(QKeySequence.SequenceFormat.PortableText)
            shortcuts = self._preferences.settings.shortcuts
            if keys == getattr(shortcuts, name):
                return
            others = [getattr(shortcuts, other) for other in self.keys if other != name]
            if keys and keys in others:
                self.key_problem.setText(self.tr("{keys} is taken already.").format(keys=keys))
                self._show_keys(self._preferences.settings)
                return
            self.key_problem.setText("")
            changed = replace(shortcuts, **{name: keys})
            self._change(lambda settings: replace(settings, shortcuts=changed))

        return take

    def _show_keys(self, settings: Settings) -> None:
        for name, edit in self.keys.items():
            sequence = QKeySequence(getattr(settings.shortcuts, name))
            if edit.keySequence() != sequence:
                edit.setKeySequence(sequence)

    def _show_profiles(self, settings: Settings) -> None:
        names = [profile.name for profile in settings.profiles]
        shown = [self.profiles.item(n).data(_NAME) for n in range(self.profiles.count())]
        if names != shown:
            self.profiles.clear()
            for name in names:
                item = QListWidgetItem(profile_name(name))
                item.setData(_NAME, name)
                self.profiles.addItem(item)
            self.profiles.setCurrentRow(names.index(settings.current.name))
        self.delete_profile.setEnabled(len(names) > 1)

    @property
    def _chosen_profile(self) -> Profile:
        profiles = self._preferences.settings.profiles
        return profiles[min(max(self.profiles.currentRow(), 0), len(profiles) - 1)]

    @Slot()
    def _on_copy_profile_clicked(self) -> None:
        chosen = self._chosen_profile
        self._ask_name(
            self.tr("New profile"),
            "",
            lambda name: self._take_profiles(
                [*self._preferences.settings.profiles, replace(chosen, name=name)], name
            ),
        )

    @Slot()
    def _on_rename_profile_clicked(self) -> None:
        chosen = self._chosen_profile
        settings = self._preferences.settings

        def rename(name: str) -> None:
            profiles = [replace(p, name=name) if p == chosen else p for p in settings.profiles]
            self._take_profiles(
                profiles, name if settings.current == chosen else settings.current.name
            )

        self._ask_name(self.tr("Rename the profile"), profile_name(chosen.name), rename)

    @Slot()
    def _on_delete_profile_clicked(self) -> None:
        chosen = self._chosen_profile
        profiles = [p for p in self._preferences.settings.profiles if p != chosen]
        if profiles:
            self._take_profiles(profiles, self._preferences.settings.current.name)

    def _take_profiles(self, profiles: Sequence[Profile], name: str) -> None:
        settings = self._preferences.settings
        self._preferences.change(replace(settings, profiles=tuple(profiles), profile=name))

    def _ask_name(self, title: str, text: str, take: Callable[[str], None]) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name of the profile"))
        dialog.setTextValue(text)

        def on_chosen(name: str) -> None:
            taken = [profile.name for profile in self._preferences.settings.profiles]
            if name.strip() and name.strip() not in taken:
                take(name.strip())

        dialog.textValueSelected.connect(on_chosen)
        self.asking = dialog
        dialog.open()


def _form() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(8, 16, 8, 8)
    form.setVerticalSpacing(10)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setHorizontalSpacing(18)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return page, form


def _add(form: QFormLayout, text: str, widget: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(widget)
    widget.setAccessibleName(text.replace("&", ""))
    form.addRow(label, widget)
