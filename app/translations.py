"""The language of the interface."""

from importlib import resources
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

FOLDER: Final = Path(str(resources.files("resources"))) / "translations"

LANGUAGES: Final = {
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "pt": "Português",
}
"""Code to the language's own name; English is what the program is written in."""


class Translations:
    """Puts the interface of an application into a language.

    Args:
        application: whose.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._translators: list[QTranslator] = []
        self._language = "en"

    @property
    def language(self) -> str:
        """The language in use."""
        return self._language

    def wear(self, language: str | None) -> bool:
        """Take a language, or the system's for None; English where there is no translation.

        Returns:
            Whether it is another one than before; windows are then to be made anew.
        """
        wanted = language or QLocale.system().name().partition("_")[0]
        if wanted not in LANGUAGES:
            wanted = "en"
        if wanted == self._language:
            return False
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        self._language = wanted
        QLocale.setDefault(QLocale(wanted))
        if wanted != "en":
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            for name, folder in ((f"qtbase_{wanted}", qt_folder), (f"dragoman_{wanted}", FOLDER)):
                translator = QTranslator()
                if translator.load(name, str(folder)):
                    self._application.installTranslator(translator)
                    self._translators.append(translator)
        return True
