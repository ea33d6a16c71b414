"""The language of the interface."""

from importlib import resources
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine.languages import LANGUAGES

FOLDER: Final = Path(str(resources.files("resources"))) / "translations"

SOURCE_LANGUAGE: Final = "en"
"""What the program is written in."""

INTERFACE_LANGUAGES: Final = {
    code: language.native_name
    for code, language in LANGUAGES.items()
    if code == SOURCE_LANGUAGE or (FOLDER / f"dragoman_{code}.qm").is_file()
}
"""Code to the language's own name."""


class Translations:
    """Translates the interface of an application.

    Args:
        application: whose.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._translators: list[QTranslator] = []
        self._language = SOURCE_LANGUAGE

    @property
    def language(self) -> str:
        """The language in use."""
        return self._language

    def set_language(self, language: str | None) -> bool:
        """Change the language, None for the system's; English where there is no translation.

        Returns:
            Whether it is another one than before; windows are then to be made anew.
        """
        system = QLocale.system()
        spoken = system.name().partition("_")[0]
        wanted = language or spoken
        if wanted not in INTERFACE_LANGUAGES:
            wanted = SOURCE_LANGUAGE
        # Numbers and dates as in the user's country, where that speaks the language.
        QLocale.setDefault(system if wanted == spoken else QLocale(wanted))
        if wanted == self._language:
            return False
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        self._language = wanted
        if wanted != SOURCE_LANGUAGE:
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            for name, folder in (("qtbase", qt_folder), ("dragoman", str(FOLDER))):
                translator = QTranslator()
                # Qt has some languages as they are spoken in a country.
                if translator.load(QLocale(wanted), name, "_", folder):
                    self._application.installTranslator(translator)
                    self._translators.append(translator)
        return True
