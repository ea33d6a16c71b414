"""The choice of source and target language."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.settings import DirectionSettings, Mode
from app.texts import (
    engine_facts,
    engine_title,
    language_name,
    language_title,
    price_text,
    way_text,
    with_keys,
)
from app.theme.theme import ApplicationTheme, set_style_property
from app.viewmodels.engines import Engines
from app.viewmodels.packs import Availability, Library
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionStatus
from app.widgets.choices import Choice, ChoiceBox
from engine.languages import LANGUAGES
from engine.remote.catalogue import EngineInfo

_ENGINE_PX: Final = (72, 240)
_BOX_PX: Final = 54
"""Frame and arrow of a box, beside its text."""
_ENGINE_STRETCH: Final = 100
"""Room goes to it first, and then to the gap beside it."""
_SET_UP: Final = "set up"
"""Stands among the engines for the dialog of the one in use."""


class LanguageBar(QWidget):
    """The two languages of the profile, and a button that swaps them."""

    def __init__(
        self,
        preferences: Preferences,
        library: Library,
        engines: Engines,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
        *,
        session: SessionStatus | None = None,
        offers_engines: bool = True,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._library = library
        self._engines = engines
        self._theme = theme
        self._session = session
        self.way_sign = QLabel()
        self.way_sign.setProperty("role", "way")
        self.way_sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.source_box = ChoiceBox(self.tr("Language that is spoken"))
        self.target_box = ChoiceBox(self.tr("Language to translate into"))
        self._source_label = QLabel()
        self._target_label = QLabel()
        for label, box in (
            (self._source_label, self.source_box),
            (self._target_label, self.target_box),
        ):
            label.setProperty("role", "quiet")
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            label.setBuddy(box)
            box.setProperty("kind", "language")
            box.setSizePolicy(
                box.sizePolicy().horizontalPolicy().Preferred,
                box.sizePolicy().verticalPolicy().Fixed,
            )
        self.swap_button = QToolButton()
        self.swap_button.setProperty("kind", "flat")
        self.swap_button.setIconSize(QSize(20, 20))
        self.swap_button.setAccessibleName(self.tr("Swap languages"))
        self.other_button = QToolButton()
        self.other_button.setProperty("kind", "flat")
        self.other_button.clicked.connect(preferences.switch_target)
        self._make_engine_box()
        self.engine_box.setVisible(offers_engines)
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (
            self._source_label,
            self.source_box,
            self.swap_button,
            self.way_sign,
            self._target_label,
            self.target_box,
            self.other_button,
        ):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        layout.addWidget(self.engine_box, _ENGINE_STRETCH, Qt.AlignmentFlag.AlignVCenter)
        self.source_box.chosen.connect(self._on_source_chosen)
        self.target_box.chosen.connect(self._on_target_chosen)
        self.swap_button.clicked.connect(self.swap)
        if session is not None:
            session.way_changed.connect(self._show_way)
        preferences.changed.connect(self._show)
        library.changed.connect(self._show)
        engines.changed.connect(self._show)
        theme.changed.connect(self._draw)
        self._draw()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out the words between the boxes where these need the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        labels = [self._source_label, self._target_label]
        widgets: list[QWidget] = [self.source_box, self.target_box, *labels]
        buttons = (self.swap_button, self.way_sign, self.other_button)
        widgets += [button for button in buttons if not button.isHidden()]
        needed_px = sum(widget.sizeHint().width() for widget in widgets)
        needed_px += self._row.spacing() * len(widgets)
        if not self.engine_box.isHidden():
            metrics = self.engine_box.fontMetrics()
            needed_px += metrics.horizontalAdvance(self.engine_box.currentText()) + _BOX_PX
        for label in labels:
            label.setVisible(self.width() >= needed_px)

    def _make_engine_box(self) -> None:
        self.engine_box = ChoiceBox(self.tr("Engine that interprets"))
        self.engine_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.engine_box.setMinimumWidth(_ENGINE_PX[0])
        self.engine_box.setMaximumWidth(_ENGINE_PX[1])
        # It makes way before a language is cut.
        self.engine_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.engine_box.chosen.connect(self._on_engine_chosen)

    @Slot()
    def swap(self) -> None:
        """Swap the languages, where both are named."""
        direction = self._direction
        if direction.source_language is not None:
            self._preferences.change_direction(0, direction.swapped())

    @property
    def _direction(self) -> DirectionSettings:
        return self._preferences.profile.directions()[0]

    @Slot(object)
    def _on_source_chosen(self, language: str | None) -> None:
        direction = self._direction
        if language == direction.target_language:
            # Who picks the same language on both sides means to turn the direction round.
            other = direction.source_language or _another_than(language)
            direction = replace(direction, target_language=other)
        self._preferences.change_direction(0, replace(direction, source_language=language))

    @Slot(object)
    def _on_target_chosen(self, language: str) -> None:
        direction = self._direction
        if language == direction.source_language:
            direction = replace(direction, source_language=direction.target_language)
        self._preferences.change_direction(0, replace(direction, target_language=language))

    @Slot(object)
    def _on_engine_chosen(self, name: str) -> None:
        if name == _SET_UP:
            self._engines.asked.emit(self._engines.choice.name)
        else:
            self._engines.request(name)
        # Until it is in use, the one before is.
        self._show_engine()

    def _show_engine(self) -> None:
        choices = []
        for name in self._engines.names:
            info = self._engines.info_of(name)
            facts = [] if info is None else engine_facts(info)
            summary = "\n".join(f"{what}: {said}" for what, said in facts)
            detail = (
                self.tr("private and free: nothing leaves this computer")
                if info is None
                else self._brief(info)
            )
            choices.append(
                Choice(value=name, text=engine_title(name), detail=detail, tip=summary or detail)
            )
        if self._engines.info is not None:
            choices.append(Choice(value=_SET_UP, text=self.tr("Set up this engine…")))
        self.engine_box.set_choices(choices, self._engines.choice.name)

    def _brief(self, info: EngineInfo) -> str:
        """What an engine can do, and on a line of its own what it costs."""
        parts = [
            self.tr("the languages of its models")
            if info.has_voices and not info.address
            else self.tr("{count} languages").format(count=len({*info.sources, *info.targets})),
            self.tr("voices to choose from")
            if info.has_voices
            else self.tr("the speaker's own voice"),
        ]
        if info.transcribes:
            parts.append(self.tr("writes down what is said"))
        lines = [" · ".join(parts)]
        if info.needs_key:
            lines.append(price_text(info))
        return "\N{LINE SEPARATOR}".join(lines)

    @Slot()
    def _show(self) -> None:
        self._show_engine()
        profile, direction = self._preferences.profile, self._direction
        info = self._engines.info
        codes = LANGUAGES if info is None else info.sources
        sources = [Choice(value=code, text=language_title(code)) for code in codes]
        if profile.mode is Mode.ONE_WAY and (info is None or info.detects):
            tip = self.tr("Detect the language of each utterance")
            sources.insert(0, Choice(value=None, text=self.tr("Detect"), tip=tip))
        self.source_box.set_choices(sources, direction.source_language)
        self.target_box.set_choices(
            [self._target(code, direction) for code in LANGUAGES], direction.target_language
        )
        self._show_other()
        from_text, to_text = {
            Mode.ONE_WAY: (self.tr("From"), self.tr("to")),
            Mode.CALL: (self.tr("I speak"), self.tr("they speak")),
            Mode.TABLE: (self.tr("One speaks"), self.tr("the other")),
        }[profile.mode]
        self._source_label.setText(from_text)
        self._target_label.setText(to_text)
        can_swap = direction.source_language is not None
        # Which side is whose makes no difference where both speak into one microphone.
        self.swap_button.setVisible(profile.mode is not Mode.TABLE)
        self.way_sign.setVisible(profile.mode is Mode.TABLE)
        self._show_way()
        self._fit()
        self.swap_button.setEnabled(can_swap)
        self.swap_button.setToolTip(
            self.tr("Swap languages")
            if can_swap
            else self.tr("Choose the language that is spoken before swapping")
        )

    def _show_other(self) -> None:
        """Offer the target before this one, which a click or key brings back."""
        other = self._preferences.other_target
        is_table = self._preferences.profile.mode is Mode.TABLE
        self.other_button.setVisible(bool(other) and not is_table)
        self.other_button.setText(f"→ {other.upper()}")
        text = self.tr("Translate into {language}").format(language=language_name(other))
        keys = self._preferences.settings.shortcuts.switch_target
        self.other_button.setAccessibleName(text)
        self.other_button.setToolTip(with_keys(text, keys))

    @Slot()
    def _show_way(self) -> None:
        """Show which of two languages is heard, and which is spoken."""
        way = None if self._session is None else self._session.way
        if way is None:
            self.way_sign.setText("\N{LEFT RIGHT ARROW}")
            text = self.tr("Who speaks one language is heard in the other")
        else:
            is_forward = way[0] == self._direction.source_language
            arrow = "\N{RIGHTWARDS ARROW}" if is_forward else "\N{LEFTWARDS ARROW}"
            self.way_sign.setText(arrow)
            text = way_text(*way)
        self.way_sign.setToolTip(text)
        self.way_sign.setAccessibleName(text)
        set_style_property(self.way_sign, "lit", "false" if way is None else "true")

    def _target(self, code: str, direction: DirectionSettings) -> Choice:
        name = language_title(code)
        source = direction.source_language
        if code == source:
            return Choice(value=code, text=name, tip=self.tr("Swaps the direction"))
        if self._engines.info is not None:
            if self._engines.serves(source, code):
                return Choice(value=code, text=name)
            return Choice(
                value=code,
                text=self.tr("{language} (not with this engine)").format(language=name),
                tip=self.tr("The chosen engine doesn't interpret in this direction"),
                is_available=False,
            )
        availability = self._library.contents.availability(source, code)
        if availability is Availability.NONE:
            tip = self.tr("There is no model for this direction yet")
            return Choice(
                value=code,
                text=self.tr("{language} (no model)").format(language=name),
                tip=tip,
                is_available=False,
            )
        if availability is Availability.DOWNLOAD:
            tip = self.tr("Its models are downloaded before first use")
            return Choice(value=code, text=name, tip=tip)
        return Choice(value=code, text=name)

    @Slot()
    def _draw(self) -> None:
        self.swap_button.setIcon(self._theme.icon("swap"))


def _another_than(language: str) -> str:
    return next(code for code in LANGUAGES if code != language)
