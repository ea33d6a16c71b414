"""The console's top row: profile, mode, and the other windows."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.preferences import Preferences
from app.texts import profile_name
from app.theme.icons import pixmap
from app.theme.theme import ThemeKeeper
from app.widgets.choice_box import Choice, ChoiceBox
from app.widgets.segments import Segments

_LOGO_PX: Final = 26
_TOOL: Final = QSize(20, 20)
_PROFILE_PX: Final = (172, 240)


class HeaderBar(QFrame):
    """Changes profile and mode by itself, and says which window is asked for.

    Signals:
        overlay_asked, history_asked, packs_asked, doctor_asked, settings_asked: a button.
    """

    overlay_asked = Signal()
    history_asked = Signal()
    packs_asked = Signal()
    doctor_asked = Signal()
    settings_asked = Signal()

    def __init__(
        self, preferences: Preferences, theme: ThemeKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self.setObjectName("header")
        self.setProperty("bar", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        self._logo = QLabel()
        brand = QLabel("Dragoman")
        brand.setProperty("role", "brand")
        self.mode = Segments[bool](
            self.tr("Mode"),
            [
                (False, self.tr("One way"), self.tr("Somebody speaks, you follow")),
                (True, self.tr("Call"), self.tr("Both sides of a call, each in its language")),
            ],
        )
        self.mode.chosen.connect(self._on_mode_chosen)
        self.profile_box = ChoiceBox(self.tr("Profile"))
        self.profile_box.setToolTip(self.tr("Profile"))
        self.profile_box.setMinimumWidth(_PROFILE_PX[0])
        self.profile_box.setMaximumWidth(_PROFILE_PX[1])
        self.profile_box.chosen.connect(self._on_profile_chosen)
        row.addWidget(self._logo)
        row.addWidget(brand)
        row.addSpacing(10)
        row.addWidget(self.profile_box)
        row.addWidget(self.mode)
        row.addStretch(1)
        self.tools: dict[str, QToolButton] = {}
        for picture, name, signal in (
            ("overlay", self.tr("Caption overlay"), self.overlay_asked),
            ("history", self.tr("History"), self.history_asked),
            ("package", self.tr("Models"), self.packs_asked),
            ("doctor", self.tr("Check-up"), self.doctor_asked),
            ("settings", self.tr("Settings"), self.settings_asked),
        ):
            button = QToolButton()
            button.setProperty("kind", "flat")
            button.setIconSize(_TOOL)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(signal)
            row.addWidget(button)
            self.tools[picture] = button
        theme.changed.connect(self._draw)
        preferences.changed.connect(self._show)
        self._draw()
        self._show()

    @property
    def overlay_button(self) -> QToolButton:
        """The button that shows and hides the overlay; it may be given a menu."""
        return self.tools["overlay"]

    @Slot()
    def _show(self) -> None:
        profile = self._preferences.profile
        self.mode.choose(profile.is_two_way)
        self.profile_box.set_choices(
            [
                Choice(value=p.name, text=profile_name(p.name))
                for p in self._preferences.settings.profiles
            ],
            profile.name,
        )

    @Slot(object)
    def _on_mode_chosen(self, is_two_way: object) -> None:
        profile = replace(self._preferences.profile, is_two_way=bool(is_two_way))
        self._preferences.change_profile(profile)

    @Slot(object)
    def _on_profile_chosen(self, name: object) -> None:
        self._preferences.change(replace(self._preferences.settings, profile=str(name)))

    @Slot()
    def _draw(self) -> None:
        for picture, button in self.tools.items():
            button.setIcon(self._theme.icon(picture))
        scale = self.devicePixelRatioF()
        self._logo.setPixmap(pixmap("dragoman", "#000000", size=_LOGO_PX, scale=scale))
