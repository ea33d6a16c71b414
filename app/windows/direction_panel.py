"""One direction: source, output, voice, speed and timing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import user_text
from app.settings import DirectionSettings, Mode, SourceKind, TargetKind, voice_place
from app.texts import capitalised, language_name, media_filters, percent_text
from app.theme.theme import ApplicationTheme
from app.viewmodels.devices import DeviceList
from app.viewmodels.engines import Engines
from app.viewmodels.packs import Library, VoiceEntry
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionStatus
from app.viewmodels.voices import VoicePreview
from app.widgets.buttons import ElidingButton
from app.widgets.cards import SLIDER_PX, Card, Hint, wrapping_check
from app.widgets.choices import Choice, ChoiceBox, Segments, StillSlider, device_choices
from app.widgets.position import PositionRow
from engine.devices.listing import AudioDevice
from engine.policy import LatencyPreset

_STEPS = tuple(LatencyPreset)
_PERCENT = 100
_SCROLL_BAR_PX = 10
_GAP_PX = 2
FREE_PX = _GAP_PX + _SCROLL_BAR_PX
"""Right of the cards, for a scroll bar."""
_GROUP_PX = 8


def voice_text(voice: VoiceEntry) -> str:
    """Name, sex and accent of a voice, in the language of the interface."""
    translate = QCoreApplication.translate
    sex = translate("VoiceNames", "female") if voice.is_female else translate("VoiceNames", "male")
    return " · ".join(filter(None, (voice.name, sex, _accent(voice.accent))))


def _accent(accent: str) -> str:
    """An accent in the language of the interface; one without a translation stays as it is."""
    translate = QCoreApplication.translate
    accents = {
        "American": translate("VoiceNames", "American"),
        "Brazilian": translate("VoiceNames", "Brazilian"),
        "British": translate("VoiceNames", "British"),
        "Castilian": translate("VoiceNames", "Castilian"),
        "French": translate("VoiceNames", "French accent"),
        "foreign": translate("VoiceNames", "foreign accent"),
        "may sound English": translate("VoiceNames", "may sound English"),
        "added by you": translate("VoiceNames", "added by you"),
        "cloned": translate("VoiceNames", "cloned"),
    }
    return accents.get(accent, accent)


class DirectionPanel(QWidget):
    """The choices of one direction of the profile in use.

    Signals:
        clone_asked: a voice is to be added.
    """

    clone_asked = Signal()

    def __init__(
        self,
        index: int,
        *,
        preferences: Preferences,
        session: SessionStatus,
        devices: DeviceList,
        engines: Engines,
        library: Library,
        voices: VoicePreview,
        theme: ApplicationTheme,
    ) -> None:
        super().__init__()
        self._voices = voices
        self._index = index
        self._session = session
        self._preferences = preferences
        self._devices = devices
        self._engines = engines
        self._library = library
        self._theme = theme
        layout = QVBoxLayout(self)
        self._layout = layout
        self.keep_beside_bar(is_there=False)
        layout.setSpacing(8)
        layout.addWidget(self._build_source())
        layout.addWidget(self._build_target())
        layout.addWidget(self._build_voice())
        layout.addWidget(self._build_fine_tuning())
        layout.addStretch(1)
        preferences.changed.connect(self.refresh)
        devices.changed.connect(self.refresh)
        engines.changed.connect(self.refresh)
        library.changed.connect(self.refresh)
        voices.changed.connect(self._show_preview)
        theme.changed.connect(self._draw)
        session.state_changed.connect(self._on_session_state_changed)
        self._draw()
        self.refresh()

    def keep_beside_bar(self, *, is_there: bool) -> None:
        """Keep the width of the cards, whether a scroll bar takes room or leaves it free."""
        free_px = _GAP_PX if is_there else FREE_PX
        self._layout.setContentsMargins(0, 0, free_px, 0)

    @property
    def direction(self) -> DirectionSettings:
        """The choices now."""
        directions = self._preferences.profile.directions()
        return directions[min(self._index, len(directions) - 1)]

    def _build_source(self) -> Card:
        card = Card("microphone", self.tr("Listen to"), self._theme)
        self.source_kind = Segments[SourceKind](
            self.tr("Listen to"),
            [
                (SourceKind.MICROPHONE, self.tr("Microphone"), self.tr("Hear a microphone")),
                (
                    SourceKind.SYSTEM_AUDIO,
                    self.tr("Computer"),
                    self.tr("Hear what other programs play: a call, a talk, a film"),
                ),
                (SourceKind.FILE, self.tr("File"), self.tr("Hear a recording at its own pace")),
            ],
        )
        self.source_kind.chosen.connect(self._on_source_kind_chosen)
        self.source_box = ChoiceBox(self.tr("Source"))
        self.source_box.chosen.connect(self._on_source_chosen)
        self.source_box.opened.connect(self._devices.refresh)
        self.file_button = ElidingButton()
        self.file_button.clicked.connect(self._on_file_button_clicked)
        self.source_hint = Hint()
        self.tells_speakers = QCheckBox()
        self.tells_speakers.toggled.connect(self._on_tells_speakers_toggled)
        self._speakers_row = wrapping_check(self.tells_speakers, self.tr("Tell spea&kers apart"))
        self._speakers_row.setToolTip(
            self.tr("Captions say Speaker 1, Speaker 2, where voices differ clearly")
        )
        self.position = PositionRow(self._index, self._session, self._theme)
        card.add(
            [
                *(self.source_kind, self.source_box, self.file_button),
                *(self.position, self.source_hint, self._speakers_row),
            ]
        )
        return card

    def _build_target(self) -> Card:
        card = Card("loudspeaker", self.tr("Speak to"), self._theme)
        self.target_kind = Segments[TargetKind | None](
            self.tr("Speak to"),
            [
                (
                    TargetKind.DEVICE,
                    self.tr("Output"),
                    self.tr("Play the translation to headphones or loudspeakers"),
                ),
                (
                    TargetKind.VIRTUAL_MICROPHONE,
                    self.tr("Virtual mic"),
                    self.tr("Speak the translation into a call, as a microphone"),
                ),
                (None, self.tr("Captions"), self.tr("Captions only, no speech")),
            ],
        )
        self.target_kind.chosen.connect(self._on_target_kind_chosen)
        self.target_box = ChoiceBox(self.tr("Output"))
        self.target_box.chosen.connect(self._on_target_chosen)
        self.target_box.opened.connect(self._devices.refresh)
        self.target_hint = Hint()
        self.passes = QCheckBox()
        self.passes.toggled.connect(self._on_passes_toggled)
        self._passes_row = wrapping_check(
            self.passes, self.tr("&Pass my own voice unless I hold a key")
        )
        self.listens_in = QCheckBox()
        self.listens_in.toggled.connect(self._on_listens_in_toggled)
        self._listens_in_row = wrapping_check(
            self.listens_in, self.tr("&Listen in on another output")
        )
        self.listen_in_box = ChoiceBox(self.tr("Output to listen in on"))
        self.listen_in_box.chosen.connect(self._on_listen_in_chosen)
        self.listen_in_box.opened.connect(self._devices.refresh)
        self.passes_off_air = QCheckBox()
        self.passes_off_air.toggled.connect(self._on_passes_off_air_toggled)
        self._off_air_row = wrapping_check(
            self.passes_off_air, self.tr("Pass my own voice while &off air")
        )
        card.add(
            [
                *(self.target_kind, self.target_box, self.target_hint),
                *(self._passes_row, self._off_air_row),
                *(self._listens_in_row, self.listen_in_box),
            ]
        )
        return card

    def _build_voice(self) -> Card:
        card = Card("user", self.tr("Voice"), self._theme)
        self.voice_box = ChoiceBox(self.tr("Voice"))
        self.voice_box.chosen.connect(self._on_voice_chosen)
        self.back_box = ChoiceBox(self.tr("Voice"))
        self.back_box.chosen.connect(self._on_back_voice_chosen)
        self.voice_heads = (_VoiceHead(self._theme), _VoiceHead(self._theme))
        for head, box in zip(self.voice_heads, (self.voice_box, self.back_box), strict=True):
            head.button.setToolTip(self.tr("Hear this voice say a sentence"))
            head.button.setAccessibleName(self.tr("Hear this voice"))
            head.name.setBuddy(box)
        self.voice_heads[0].button.clicked.connect(self._on_preview_button_clicked)
        self.voice_heads[1].button.clicked.connect(self._on_back_preview_button_clicked)
        self.preview_button = QPushButton(self.tr("Preview"))
        self.preview_button.setToolTip(self.tr("Hear this voice say a sentence"))
        self.preview_button.setAccessibleName(self.tr("Hear this voice"))
        self.preview_button.clicked.connect(self._on_preview_button_clicked)
        self.clone_button = QPushButton(self.tr("Clone a voice…"))
        self.clone_button.setToolTip(self.tr("Clone your voice, or another person's with consent"))
        self.clone_button.setAccessibleName(self.tr("Clone a voice"))
        self.clone_button.clicked.connect(self.clone_asked)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.preview_button, self.clone_button):
            button.setIconSize(QSize(16, 16))
            button.setProperty("kind", "slim")
            row.addWidget(button)
        row.addStretch(1)
        self.voice_hint = Hint()
        there, back = self.voice_heads
        card.add([there, self.voice_box, back, self.back_box, self.voice_hint])
        card.column.addLayout(row)
        self._voice_card = card
        return card

    def _build_fine_tuning(self) -> Card:
        """What is set once and then left alone."""
        card = Card("lag", self.tr("Speed and timing"), self._theme, folds=True)
        heading = QLabel(self.tr("Sooner or surer"))
        tip = self.tr(
            "How soon words are translated: sooner follows closely, surer makes fewer mistakes"
        )
        heading.setToolTip(tip)
        self.preset = StillSlider(Qt.Orientation.Horizontal)
        self.preset.setRange(0, len(_STEPS) - 1)
        self.preset.setMinimumHeight(SLIDER_PX)
        self.preset.setPageStep(1)
        self.preset.setAccessibleName(heading.text())
        self.preset.setToolTip(tip)
        self.preset.valueChanged.connect(self._on_preset_changed)
        heading.setBuddy(self.preset)
        card.add([heading, self.preset])
        row = QHBoxLayout()
        for text, alignment in (
            (self.tr("Sooner"), Qt.AlignmentFlag.AlignLeft),
            (self.tr("Balanced"), Qt.AlignmentFlag.AlignHCenter),
            (self.tr("Surer"), Qt.AlignmentFlag.AlignRight),
        ):
            label = QLabel(text)
            label.setProperty("role", "quiet")
            label.setAlignment(alignment)
            row.addWidget(label, 1)
        card.column.addLayout(row)
        # They belong to the slider above.
        card.column.addSpacing(_GROUP_PX)
        self.speed = card.add_slider(
            self.tr("&Speed"), (50, 200), lambda n: percent_text(n / _PERCENT)
        )
        self.pitch = card.add_slider(self.tr("P&itch"), (-6, 6), lambda n: f"{n:+d}" if n else "0")
        self.speed.valueChanged.connect(self._on_speed_changed)
        self.pitch.valueChanged.connect(self._on_pitch_changed)
        self.ducks = QCheckBox()
        self.ducks.toggled.connect(self._on_ducks_toggled)
        quieten = self.tr("&Quieten the original while the translation is heard")
        self._ducks_row = wrapping_check(self.ducks, quieten)
        card.add([self._ducks_row])
        return card

    @Slot()
    def refresh(self) -> None:
        """Show the choices as they are now."""
        direction = self.direction
        self._show_source(direction)
        self._show_target(direction)
        for slider, value in (
            (self.preset, _STEPS.index(direction.preset)),
            (self.speed, round(direction.voice_speed * _PERCENT)),
            (self.pitch, round(direction.voice_pitch_semitones)),
        ):
            if slider.value() != value:
                slider.setValue(value)
        self.ducks.setChecked(direction.ducks)

    def _show_source(self, direction: DirectionSettings) -> None:
        kind = direction.source_kind
        is_computer = kind in (SourceKind.SYSTEM_AUDIO, SourceKind.VIRTUAL_LOUDSPEAKER)
        self.source_kind.choose(SourceKind.SYSTEM_AUDIO if is_computer else kind)
        is_one_way = self._preferences.profile.mode is Mode.ONE_WAY
        self._speakers_row.setVisible(is_one_way and self._engines.info is None)
        self.tells_speakers.setChecked(direction.tells_speakers)
        self.source_box.setVisible(kind is not SourceKind.FILE)
        self.file_button.setVisible(kind is SourceKind.FILE)
        hint = ""
        if is_computer:
            hint = self._show_computer(direction)
        elif kind is SourceKind.MICROPHONE:
            self.source_box.set_choices(
                self._device_choices(self._devices.microphones, direction.source_device),
                direction.source_device,
            )
            problem = self._devices.problem
            if not self._devices.microphones and problem is not None:
                hint = user_text(problem)
        path = direction.source_file or ""
        self.file_button.set_whole_text(Path(path).name or self.tr("Choose a recording…"))
        self.file_button.setToolTip(path)
        self.source_hint.show_text(hint)

    def _show_computer(self, direction: DirectionSettings) -> str:
        """Offer all that plays, and each program; returns what is to be known of the choice."""
        guides, chosen = self._devices.guides, direction.source_program
        choices = [
            Choice(value=(SourceKind.SYSTEM_AUDIO, ""), text=self.tr("Everything that plays")),
            Choice(
                value=(SourceKind.VIRTUAL_LOUDSPEAKER, ""),
                text=self.tr("One program, through a virtual speaker"),
            ),
        ]
        tip = self.tr("Its sound is moved to Dragoman while it is heard, and given back afterwards")
        if guides.programs_stay:
            tip = self.tr("It goes on playing where it plays")
        choices += [
            Choice(value=(SourceKind.VIRTUAL_LOUDSPEAKER, name), text=name, tip=tip)
            for name in guides.programs
        ]
        kind = direction.source_kind
        is_program = kind is SourceKind.VIRTUAL_LOUDSPEAKER and bool(chosen)
        if is_program and chosen not in guides.programs:
            text = self.tr("{program} (plays nothing)").format(program=chosen)
            choices.append(
                Choice(value=(SourceKind.VIRTUAL_LOUDSPEAKER, chosen), text=text, tip=tip)
            )
        self.source_box.set_choices(choices, (kind, chosen if is_program else ""))
        if is_program:
            return tip
        guide = (
            guides.loudspeaker if kind is SourceKind.VIRTUAL_LOUDSPEAKER else guides.system_audio
        )
        return "" if guide is None else user_text(guide)

    def _show_target(self, direction: DirectionSettings) -> None:
        kind = direction.target_kind if direction.speaks else None
        self.target_kind.choose(kind)
        self.target_box.setVisible(kind is TargetKind.DEVICE)
        self._voice_card.setVisible(direction.speaks)
        # Speakers hear themselves anyway: only a call needs the voice passed on.
        self._passes_row.setVisible(self._index == 0 and kind is TargetKind.VIRTUAL_MICROPHONE)
        self.passes.setChecked(direction.hold_to_translate)
        self._off_air_row.setVisible(
            kind is TargetKind.VIRTUAL_MICROPHONE
            and direction.source_kind is SourceKind.MICROPHONE
            and self._devices.guides.passes_voice
        )
        self.passes_off_air.setChecked(direction.passes_off_air)
        self._ducks_row.setVisible(direction.speaks)
        info = self._engines.info
        shapes = info is None or info.shapes_speech
        for slider in (self.speed, self.pitch):
            slider.setEnabled(direction.speaks and shapes)
        self.preset.setEnabled(shapes)
        if kind is TargetKind.DEVICE:
            self.target_box.set_choices(
                self._device_choices(self._devices.outputs, direction.target_device),
                direction.target_device,
            )
        is_virtual = kind is TargetKind.VIRTUAL_MICROPHONE
        self._listens_in_row.setVisible(is_virtual)
        self.listens_in.setChecked(direction.listens_in)
        self.listen_in_box.setVisible(is_virtual and direction.listens_in)
        if direction.listens_in:
            self.listen_in_box.set_choices(
                self._device_choices(self._devices.outputs, direction.listen_in_device),
                direction.listen_in_device,
            )
        guide = self._devices.guides.microphone if is_virtual else None
        self.target_hint.show_text("" if guide is None else user_text(guide))
        self._show_voices(direction)
        self._show_preview()

    def _show_voices(self, direction: DirectionSettings) -> None:
        language, info = direction.target_language, self._engines.info
        is_local = info is None
        # They speak with this computer's models.
        self.preview_button.setVisible(is_local and not direction.both_ways)
        self.clone_button.setVisible(is_local)
        follows = info is not None and not info.has_voices
        self.voice_box.setVisible(not follows)
        self.voice_hint.show_text(
            self.tr("This engine speaks in the speaker's own voice.") if follows else ""
        )
        if is_local:
            voices = self._library.contents.voices_of(language)
            choices = [Choice(value=voice.id, text=voice_text(voice)) for voice in voices]
        else:
            choices = [Choice(value=None, text=self.tr("The engine's default"))]
            choices += [
                Choice(value=voice.id, text=voice.name, tip=voice.description)
                for voice in self._engines.voices
                if voice.language in ("", language)
            ]
        self.voice_box.set_choices(choices, direction.voice_of(self._engines.choice.name))
        self.back_box.setVisible(direction.both_ways and is_local)
        back = direction.turned
        for head, box, spoken in zip(
            self.voice_heads, (self.voice_box, self.back_box), (direction, back), strict=True
        ):
            name = self.tr("Voice")
            head.setVisible(direction.both_ways and is_local)
            if direction.both_ways:
                of = language_name(spoken.target_language)
                name = self.tr("Voice, {language}").format(language=of)
                head.name.setText(capitalised(of))
                head.button.setAccessibleName(f"{self.tr('Hear this voice')}: {of}")
            box.setAccessibleName(name)
            box.setToolTip(name)
        if direction.both_ways:
            self.back_box.set_choices(
                [
                    Choice(value=voice.id, text=voice_text(voice))
                    for voice in self._library.contents.voices_of(back.target_language)
                ],
                back.voice_of(self._engines.choice.name),
            )

    @Slot()
    def _show_preview(self) -> None:
        for buttons, box in (
            ((self.preview_button, self.voice_heads[0].button), self.voice_box),
            ((self.voice_heads[1].button,), self.back_box),
        ):
            for button in buttons:
                button.setEnabled(box.value is not None and not self._voices.is_playing)

    def _device_choices(self, devices: Sequence[AudioDevice], chosen: str | None) -> list[Choice]:
        choices = device_choices(devices)
        if chosen is not None and all(d.name != chosen for d in devices):
            text = self.tr("{device} (not plugged in)").format(device=chosen)
            choices.append(Choice(value=chosen, text=text))
        return choices

    def _change(self, change: Callable[[DirectionSettings], DirectionSettings]) -> None:
        self._preferences.change_direction(self._index, change(self.direction))

    @Slot(object)
    def _on_source_kind_chosen(self, kind: SourceKind) -> None:
        self._change(lambda direction: replace(direction, source_kind=kind))
        if kind is SourceKind.FILE and not self.direction.source_file:
            self._on_file_button_clicked()

    @Slot(object)
    def _on_source_chosen(self, value: object) -> None:
        if isinstance(value, tuple):
            kind, program = value
            self._change(
                lambda direction: replace(direction, source_kind=kind, source_program=program)
            )
        else:
            name = None if value is None else str(value)
            self._change(lambda direction: replace(direction, source_device=name))

    @Slot()
    def _on_file_button_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a recording"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(media_filters())
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        self._change(lambda direction: replace(direction, source_file=path))

    @Slot(object)
    def _on_target_kind_chosen(self, kind: TargetKind | None) -> None:
        self._change(
            lambda direction: replace(
                direction, speaks=kind is not None, target_kind=kind or direction.target_kind
            )
        )

    @Slot(object)
    def _on_target_chosen(self, value: object) -> None:
        name = None if value is None else str(value)
        self._change(lambda direction: replace(direction, target_device=name))

    @Slot(object)
    def _on_voice_chosen(self, voice: str | None) -> None:
        self._choose_voice(voice, self.direction.target_language)

    @Slot(object)
    def _on_back_voice_chosen(self, voice: str | None) -> None:
        self._choose_voice(voice, self.direction.turned.target_language)

    def _choose_voice(self, voice: str | None, language: str) -> None:
        engine = self._engines.choice.name

        def change(direction: DirectionSettings) -> DirectionSettings:
            place = voice_place(engine, language)
            voices = {k: v for k, v in direction.voices.items() if k != place}
            return replace(direction, voices=voices if voice is None else {**voices, place: voice})

        self._change(change)

    @Slot()
    def _on_preview_button_clicked(self) -> None:
        voice = self.voice_box.value
        if isinstance(voice, str):
            self._voices.play(voice, self.direction)

    @Slot()
    def _on_back_preview_button_clicked(self) -> None:
        voice = self.back_box.value
        if isinstance(voice, str):
            self._voices.play(voice, self.direction.turned)

    @Slot(int)
    def _on_preset_changed(self, step: int) -> None:
        self._change(lambda direction: replace(direction, preset=_STEPS[step]))

    @Slot(int)
    def _on_speed_changed(self, percent: int) -> None:
        if round(self.direction.voice_speed * _PERCENT) != percent:
            self._change(lambda direction: replace(direction, voice_speed=percent / _PERCENT))

    @Slot(int)
    def _on_pitch_changed(self, semitones: int) -> None:
        if round(self.direction.voice_pitch_semitones) != semitones:
            self._change(
                lambda direction: replace(direction, voice_pitch_semitones=float(semitones))
            )

    @Slot(bool)
    def _on_passes_toggled(self, is_on: bool) -> None:
        self._change(lambda direction: replace(direction, hold_to_translate=is_on))

    @Slot(bool)
    def _on_passes_off_air_toggled(self, is_on: bool) -> None:
        self._change(lambda direction: replace(direction, passes_off_air=is_on))

    @Slot(bool)
    def _on_listens_in_toggled(self, is_on: bool) -> None:
        self._change(lambda direction: replace(direction, listens_in=is_on))

    @Slot(object)
    def _on_listen_in_chosen(self, value: object) -> None:
        name = None if value is None else str(value)
        self._change(lambda direction: replace(direction, listen_in_device=name))

    @Slot(bool)
    def _on_ducks_toggled(self, is_on: bool) -> None:
        self._change(lambda direction: replace(direction, ducks=is_on))

    @Slot(object)
    def _on_session_state_changed(self, state: object) -> None:
        del state
        # It counts where a session begins.
        self.tells_speakers.setEnabled(not self._session.is_active)

    @Slot(bool)
    def _on_tells_speakers_toggled(self, is_on: bool) -> None:
        self._change(lambda direction: replace(direction, tells_speakers=is_on))

    @Slot()
    def _draw(self) -> None:
        self.preview_button.setIcon(self._theme.icon("play"))
        self.clone_button.setIcon(self._theme.icon("plus"))


class _VoiceHead(QWidget):
    """Names the language of a voice, and has it heard; where a panel has two voices."""

    def __init__(self, theme: ApplicationTheme) -> None:
        super().__init__()
        self._theme = theme
        self.name = QLabel()
        self.name.setProperty("role", "quiet")
        self.button = QToolButton()
        self.button.setProperty("kind", "slim")
        self.button.setIconSize(QSize(16, 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.button)
        theme.changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.button.setIcon(self._theme.icon("play"))
