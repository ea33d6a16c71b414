"""How the windows look."""

from dataclasses import replace

from app.dialogs.settings_pages.form import SettingsForm, with_part
from app.preferences import Preferences
from app.settings import Theme
from app.translations import LANGUAGES
from app.widgets.choice_box import Choice, ChoiceBox
from app.widgets.segments import Segments


class AppearancePage(SettingsForm):
    """Theme, language, motion, and the icon in the tray."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        theme = Segments[Theme](
            self.tr("Theme"),
            [
                (Theme.SYSTEM, self.tr("As the system"), ""),
                (Theme.LIGHT, self.tr("Light"), ""),
                (Theme.DARK, self.tr("Dark"), ""),
            ],
        )
        self.add(self.tr("&Theme"), theme, lambda s: theme.choose(s.appearance.theme))
        theme.chosen.connect(
            lambda value: self.change(lambda s: with_part(s, "appearance", theme=value))
        )
        self.language_box = ChoiceBox(self.tr("Language of the interface"))
        choices = [Choice(value=None, text=self.tr("As the system"))]
        choices += [Choice(value=code, text=name) for code, name in LANGUAGES.items()]
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
