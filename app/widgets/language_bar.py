"""The choice of source and target language."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.settings import DirectionSettings
from app.texts import language_name
from app.theme.theme import ApplicationTheme
from app.viewmodels.packs import Availability, Library
from app.viewmodels.preferences import Preferences
from app.widgets.choices import Choice, ChoiceBox
from engine.languages import LANGUAGES


class LanguageBar(QWidget):
    """The two languages of the profile, and a button that swaps them."""

    def __init__(
        self,
        preferences: Preferences,
        library: Library,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._library = library
        self._theme = theme
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (
            self._source_label,
            self.source_box,
            self.swap_button,
            self._target_label,
            self.target_box,
        ):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        self.source_box.chosen.connect(self._on_source_chosen)
        self.target_box.chosen.connect(self._on_target_chosen)
        self.swap_button.clicked.connect(self.swap)
        preferences.changed.connect(self._show)
        library.changed.connect(self._show)
        theme.changed.connect(self._draw)
        self._draw()
        self._show()

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

    @Slot()
    def _show(self) -> None:
        profile, direction = self._preferences.profile, self._direction
        sources = [Choice(value=code, text=language_name(code)) for code in LANGUAGES]
        if not profile.is_two_way:
            tip = self.tr("Detect the language of each utterance")
            sources.insert(0, Choice(value=None, text=self.tr("Detect"), tip=tip))
        self.source_box.set_choices(sources, direction.source_language)
        self.target_box.set_choices(
            [self._target(code, direction) for code in LANGUAGES], direction.target_language
        )
        is_two_way = profile.is_two_way
        self._source_label.setText(self.tr("I speak") if is_two_way else self.tr("From"))
        self._target_label.setText(self.tr("they speak") if is_two_way else self.tr("to"))
        can_swap = direction.source_language is not None
        self.swap_button.setEnabled(can_swap)
        self.swap_button.setToolTip(
            self.tr("Swap languages")
            if can_swap
            else self.tr("Choose the language that is spoken before swapping")
        )

    def _target(self, code: str, direction: DirectionSettings) -> Choice:
        name = language_name(code)
        source = direction.source_language
        if code == source:
            return Choice(value=code, text=name, tip=self.tr("Swaps the direction"))
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
