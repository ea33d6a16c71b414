"""Everything that can be chosen and is not in sight all the time; each choice counts at once."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QWidget

from app.dialogs.frame import TitledDialog
from app.dialogs.settings_pages.appearance import AppearancePage
from app.dialogs.settings_pages.captions import CaptionsPage
from app.dialogs.settings_pages.keys import KeysPage
from app.dialogs.settings_pages.profiles import ProfilesPage
from app.dialogs.settings_pages.sessions import SessionsPage
from app.parts import Parts
from app.widgets.scrolling import scrolling

_SIZE: Final = QSize(640, 640)


class SettingsDialog(TitledDialog):
    """Tabs of settings."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Settings"))
        preferences = parts.preferences
        self.appearance = AppearancePage(preferences)
        self.captions = CaptionsPage(preferences)
        self.sessions = SessionsPage(preferences)
        self.profiles = ProfilesPage(preferences)
        self.keys = KeysPage(preferences, parts.keys)
        self.tabs = QTabWidget()
        for page, title in (
            (self.appearance, self.tr("Appearance")),
            (self.captions, self.tr("Captions")),
            (self.sessions, self.tr("Sessions")),
            (self.profiles, self.tr("Profiles")),
            (self.keys, self.tr("Keys")),
        ):
            self.tabs.addTab(scrolling(page), title)
        self.content.addWidget(self.tabs)
