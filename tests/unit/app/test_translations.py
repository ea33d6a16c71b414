"""Every string of the interface is there in every language, with what stands in braces."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QDate, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.messages import sentence
from app.texts import (
    date_text,
    language_title,
    moment_text,
    percent_text,
    seconds_text,
    way_text,
    with_keys,
)
from app.translations import FOLDER, INTERFACE_LANGUAGES, Translations
from app.workshop.fit import misfits
from engine.languages import LANGUAGES
from engine.messages import Code, Message
from engine.packs.catalogue import Catalogue
from tests.unit.app.conftest import World

TRANSLATED = [language for language in INTERFACE_LANGUAGES if language != "en"]
_ROOT = Path(__file__).parents[3]
_FOLDER_OF_SERVICE = _ROOT / "resources" / "service"
_OF_PORTUGAL = re.compile(
    r"\b(ecrãs?|ficheiros?|carregue em|auscultadores|deteta|noutr[ao]|ligação|definições"
    r"|utilizador|máquina|língua|a (?:ouvir|carregar|terminar)…)",
    re.IGNORECASE,
)
_LUPDATE = Path(PySide6.__file__).parent / "lupdate"


def _messages(path: Path) -> dict[tuple[str, str], str]:
    """Translations by context and source; empty where one is unfinished."""
    found = {}
    # S314: the file is part of this repository or was made by Qt's own tool.
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            text = "" if translation.get("type") == "unfinished" else translation.text or ""
            found[name, message.findtext("source") or ""] = text
    return found


@cache
def _shipped(language: str) -> dict[tuple[str, str], str]:
    return _messages(FOLDER / f"dragoman_{language}.ts")


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}|%\w", text))


@pytest.mark.skipif(not _LUPDATE.is_file(), reason="Qt's tool is named otherwise here")
def test_no_string_of_the_sources_is_left_out(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = [str(path) for path in sorted((_ROOT / "app").rglob("*.py"))]
    sources += [str(_ROOT / "engine" / "messages.py"), "-tr-function-alias", "tr+=_"]
    done = subprocess.run(  # noqa: S603 - Qt's own tool on our own files
        [str(_LUPDATE), *sources, "-ts", str(fresh)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    strings = set(_messages(fresh))
    assert strings
    for language in TRANSLATED:
        assert strings - set(_shipped(language)) == set(), language


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_is_translated_and_keeps_what_is_filled_in(language: str) -> None:
    for (_, source), translation in _shipped(language).items():
        assert translation.strip(), source
        assert _placeholders(source) == _placeholders(translation), source
        assert ("&" in source) == ("&" in translation), source


def test_portuguese_is_that_of_brazil_everywhere() -> None:
    texts = _FOLDER_OF_SERVICE.joinpath("texts.json").read_text(encoding="utf-8")
    page = json.loads(texts)["pt"].values()
    for text in (*_shipped("pt").values(), *page):
        assert _OF_PORTUGAL.search(text) is None, text


def test_no_french_line_begins_with_a_mark() -> None:
    texts = _FOLDER_OF_SERVICE.joinpath("texts.json").read_text(encoding="utf-8")
    page = json.loads(texts)["fr"].values()
    for text in (*_shipped("fr").values(), *page):
        assert re.search(r" [:;?!»%]|« ", text) is None, text


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_has_a_name_in_every_other(language: str) -> None:
    assert {("Texts", known.name) for known in LANGUAGES.values()} <= set(_shipped(language))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_file_says_the_same(qapp: QApplication, language: str) -> None:
    del qapp
    translator = QTranslator()
    assert translator.load(f"dragoman_{language}", str(FOLDER))
    for (context, source), translation in _shipped(language).items():
        assert translator.translate(context, source) == translation


@pytest.fixture
def translations(qapp: QApplication) -> Iterator[Translations]:
    made = Translations(qapp)
    yield made
    made.set_language("en")


def test_a_window_speaks_the_chosen_language(
    qtbot: QtBot, world: World, translations: Translations
) -> None:
    assert translations.set_language("de")
    window = world.make_window()
    qtbot.addWidget(window)
    assert window.transport.start_button.text() == "Starten"
    assert window.transport.sign.text == "Nicht auf Sendung"


def test_languages_to_choose_from_are_written_as_names_that_stand_alone(
    qtbot: QtBot, world: World, translations: Translations
) -> None:
    translations.set_language("fr")
    window = world.make_window()
    qtbot.addWidget(window)
    box = window.languages.target_box
    names = {box.itemText(number) for number in range(box.count())}
    assert {language_title(code) for code in LANGUAGES} <= {n.partition(" (")[0] for n in names}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_words_of_qt_come_along(translations: Translations, language: str) -> None:
    translations.set_language(language)
    words = {"de": "Abbrechen", "es": "Cancelar", "fr": "Annuler", "pt": "Cancelar"}
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == words[language]


def test_numbers_and_names_are_written_as_the_language_does(translations: Translations) -> None:
    translations.set_language("fr")
    assert (seconds_text(1.5), percent_text(0.414)) == (
        "1,5\N{NO-BREAK SPACE}s",
        "41\N{NO-BREAK SPACE}%",
    )
    assert language_title("en") == "Anglais"
    assert way_text("en", "pt") == "Anglais → portugais"
    translations.set_language("en")
    assert (seconds_text(1.5), percent_text(0.414)) == ("1.5 s", "41%")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_dates_have_a_whole_year(translations: Translations, language: str) -> None:
    translations.set_language(language)
    date = date_text(QDate(2026, 11, 30))
    assert "2026" in date
    moment = datetime(2026, 11, 30, 14, 5).astimezone()
    assert moment_text(moment).startswith(date)
    assert "05" in moment_text(moment)


def test_keys_are_written_as_in_the_settings(translations: Translations) -> None:
    translations.set_language("de")
    assert with_keys("Start", "Ctrl+Shift+O") == "Start (Strg+Umschalt+O)"
    assert with_keys("Start", "") == "Start"


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "Strg+Eingabe"), ("es", "Ctrl+Intro"), ("fr", "Ctrl+Entrée")]
)
def test_keys_are_called_as_on_the_keyboards_of_a_language(
    translations: Translations, language: str, shown: str
) -> None:
    translations.set_language(language)
    assert with_keys("Start", "Ctrl+Return") == f"Start ({shown})"


@pytest.mark.parametrize("language", TRANSLATED)
def test_who_made_a_model_is_said_in_every_language(language: str) -> None:
    packs = Catalogue.shipped().packs
    words = {p.attribution for p in packs if re.search(r"\b(by|the|from)\b", p.attribution)}
    assert words
    assert {("Texts", text) for text in words} <= set(_shipped(language))


def test_why_something_failed_is_said_in_the_language(translations: Translations) -> None:
    translations.set_language("de")
    message = Message(
        Code.PACK_FILE_UNAVAILABLE, file="a", pack="b", reason="timed out; it is not\nthere"
    )
    assert "Zeitüberschreitung; it is not there" in sentence(message)


def test_an_unknown_language_is_english(translations: Translations) -> None:
    translations.set_language("fr")
    assert translations.set_language("xx")
    assert translations.language == "en"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_smallest_window_has_room_for_every_language(
    qtbot: QtBot, world: World, translations: Translations, language: str
) -> None:
    translations.set_language(language)
    world.change(hold_to_translate=True)
    window = world.make_window()
    qtbot.addWidget(window)
    window.show()
    window.resize(window.minimumSize())
    assert window.minimumSizeHint().width() <= window.minimumWidth()
    button = window.transport.translate_button
    assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_choice_is_cut_in_the_window_at_any_width(
    qtbot: QtBot, world: World, translations: Translations, language: str
) -> None:
    translations.set_language(language)
    preferences = world.preferences
    window = world.make_window()
    qtbot.addWidget(window)
    window.show()
    faults = set()
    for profile in preferences.settings.profiles:
        preferences.change(replace(preferences.settings, profile=profile.name))
        for width in range(window.minimumWidth(), 1_500, 80):
            window.resize(width, 700)
            QCoreApplication.processEvents()
            faults |= {fault for fault in misfits(window) if "for its choice" in fault}
    assert faults == set()
