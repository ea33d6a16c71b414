"""What the engine's check-up finds, in another language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.translations import Translations
from app.windows.check_texts import found_text, name_text, remedy_text
from engine.devices.listing import AudioDevice
from engine.doctor import Check, examine


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translations = Translations(qapp)
    translations.set_language("de")
    yield
    translations.set_language("en")


@pytest.fixture
def checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Check]:
    """A real examination of a machine without models and sound."""

    def no_devices() -> list[AudioDevice]:
        return []

    monkeypatch.setattr("engine.doctor.list_devices", no_devices)
    return {check.name: check for check in examine(lambda: tmp_path)}


@pytest.mark.usefixtures("german")
def test_what_a_check_up_finds_is_said_in_the_language_of_the_window(
    checks: dict[str, Check],
) -> None:
    said = {name_text(check.name): found_text(check.found) for check in checks.values()}
    assert said["Mikrofone"] == "Keine: nichts live zu dolmetschen"
    assert said["Lautsprecher"] == "Keine: nur Untertitel und Dateien"
    assert said["Modell whisper-base"] == "Nicht installiert"
    assert said["Pakete"].startswith("Alle ")
    assert said["Stimmen"].endswith("Sprachen")
    assert said["Phoneme"].startswith("„hello“ ist ")
    assert (
        remedy_text(checks["microphones"].remedy) == "Schließen Sie eines an und prüfen Sie erneut."
    )


@pytest.mark.usefixtures("german")
def test_what_there_are_no_words_for_stays() -> None:
    assert found_text("3.11.7, Linux x86_64") == "3.11.7, Linux x86_64"
    assert remedy_text("ask a friend") == "Ask a friend"
