"""Recordings that the window translates with the real engine and models."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.boot import make_controller
from app.paths import AppPaths
from app.settings import FileSettings, Settings
from app.settings_file import SettingsFile
from app.viewmodels.files import JobState
from engine.arrays import TARGET_RATE_HZ
from engine.packs.store import PackStore
from engine.text_scores import plain_words

pytestmark = [pytest.mark.models, pytest.mark.slow]

_SPEECH = Path(__file__).parents[2] / "data" / "speech"
_DONE_MS = 240_000


def test_recordings_become_subtitles_and_speech(
    qtbot: QtBot, qapp: QApplication, packs: PackStore, tmp_path: Path
) -> None:
    paths = AppPaths(config=tmp_path, data=tmp_path, logs=tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    files = FileSettings(
        source_language="fr", transcribes=True, sound_format=".mp3", folder=str(out)
    )
    controller = make_controller(
        qapp,
        paths=paths,
        store=packs,
        file=SettingsFile(paths.settings),
        settings=replace(Settings(), is_set_up=True, files=files),
    )
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"no sound at all")
    recording = _SPEECH / "fr_cv_accident.flac"
    controller.files.add([broken, recording])
    controller.files.start()
    qtbot.waitUntil(lambda: controller.files.left == 0, timeout=_DONE_MS)
    assert [job.state for job in controller.files.jobs] == [JobState.FAILED, JobState.DONE]
    captions = (out / "fr_cv_accident.en.srt").read_text(encoding="utf-8")
    assert any(word.startswith("accident") for word in plain_words(captions))
    assert "-->" in captions
    said = (out / "fr_cv_accident.fr.srt").read_text(encoding="utf-8")
    assert said != captions
    speech, rate_hz = soundfile.read(out / "fr_cv_accident.en.mp3")
    assert rate_hz == TARGET_RATE_HZ
    assert float(np.abs(speech).max()) > 0.05
    assert controller.close(timeout_s=10.0)
