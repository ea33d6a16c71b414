"""Pictures of every window by one command."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from app.translations import INTERFACE_LANGUAGES
from app.workshop.photographer import few_colours
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, RecordedStream, read_events
from engine.events import TextCommitted, TranscriptCommitted

_ROOT = Path(__file__).parents[4]


def take(folder: Path, *options: str) -> None:
    """Run the command; everything on its pictures has to fit."""
    command = [sys.executable, "-m", "app.workshop.screenshots", str(folder), *options]
    result = subprocess.run(  # noqa: S603 - our own program
        command,
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DRAGOMAN_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    faults = [line for line in result.stdout.splitlines() if line.startswith("fault")]
    assert faults == []
    assert result.returncode == 0, result.stderr


def test_one_command_takes_a_picture_of_every_window(tmp_path: Path) -> None:
    take(tmp_path, "--theme", "dark", "--language", "de")
    pictures = {path.stem: QImage(str(path)) for path in tmp_path.glob("*-dark-de.png")}
    names = {name.removesuffix("-dark-de") for name in pictures}
    assert {
        "idle",
        "notices",
        "lecture",
        "call",
        "table",
        "settings-1",
        "first-run-4",
        "engine",
        "listeners",
        "clone-consent",
        "clone-result",
        "check-up",
        "models",
        "history",
        "overlay",
        "overlay-both",
        "audience",
    } <= names
    for name, image in pictures.items():
        colours = {
            image.pixel(x, y)
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        assert len(colours) > 8, f"there is next to nothing on {name}"


@pytest.mark.slow
@pytest.mark.parametrize("size", ["1180x760", "1024x600", "900x500"])
def test_everything_fits_in_every_language(tmp_path: Path, size: str) -> None:
    languages = [f"--language={language}" for language in INTERFACE_LANGUAGES]
    take(tmp_path, "--theme=light", f"--size={size}", *languages)


@pytest.mark.slow
def test_each_size_and_scale_has_a_folder(tmp_path: Path) -> None:
    take(
        tmp_path, "--theme=light", "--language=fr", *(f"--scale={scale}" for scale in ("1.5", "2"))
    )
    small, large = (
        QImage(str(tmp_path / f"1180x760@{scale}" / "idle-light-fr.png")) for scale in ("1.5", "2")
    )
    assert (small.width(), large.width()) == (1770, 2360)


def test_a_picture_of_few_colours_stays_as_it_is() -> None:
    image = QImage(40, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.setPixelColor(39, 2, QColor("#ff8000"))
    small = few_colours(image)
    assert small.format() == QImage.Format.Format_Indexed8
    assert small.convertToFormat(QImage.Format.Format_RGB32) == image


def test_rare_colours_become_the_nearest_of_those_that_are_kept() -> None:
    image = QImage(257, 2, QImage.Format.Format_RGB32)
    for x in range(256):
        for y in range(2):
            image.setPixelColor(x, y, QColor(x, 0, 0))
    image.setPixelColor(256, 0, QColor(100, 3, 0))
    image.setPixelColor(256, 1, QColor(255, 0, 9))
    small = few_colours(image)
    assert small.colorCount() == 256
    assert small.pixelColor(256, 0) == QColor(100, 0, 0)
    assert small.pixelColor(256, 1) == QColor(255, 0, 0)


@pytest.mark.parametrize("stream", [LECTURE, CALL_NEAR, CALL_FAR], ids=lambda s: s.path.stem)
def test_the_recorded_events_are_a_whole_session(stream: RecordedStream) -> None:
    events = read_events(stream)
    heard = [event.heard for event in events]
    assert np.all(np.diff(heard) >= 0)
    assert sum(isinstance(event, TextCommitted) for event in events) > 4
    has_transcript = any(isinstance(event, TranscriptCommitted) for event in events)
    assert has_transcript is (stream is not LECTURE)
