"""The settings in use: changes are told and saved; two-way languages mirror each other."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.settings import Mode, Profile, Settings
from app.settings_file import SettingsFile
from app.viewmodels.preferences import Preferences, with_direction
from engine.policy import LatencyPreset


def test_a_change_is_told_and_saved(qtbot: QtBot, tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    preferences = Preferences(file, Settings())
    changed = replace(Settings(), is_set_up=True)
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.change(changed)
    assert told.args == [changed]
    qtbot.waitUntil(lambda: file.load() == (changed, []))


def test_no_change_is_not_told(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(SettingsFile(tmp_path / "settings.toml"), Settings())
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(Settings())


def test_a_failed_save_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file, no folder")
    preferences = Preferences(SettingsFile(tmp_path / "blocked" / "s.toml"), Settings())
    with qtbot.waitSignal(preferences.saving_failed) as told:
        preferences.save_now()
    assert told.args is not None
    assert "blocked" in str(told.args[0])


def test_in_two_way_mode_the_other_direction_follows() -> None:
    profile = Profile(mode=Mode.CALL)
    mine = replace(
        profile.outgoing,
        source_language="de",
        target_language="fr",
        preset=LatencyPreset.SOONER,
    )
    changed = with_direction(profile, 0, mine)
    assert (changed.incoming.source_language, changed.incoming.target_language) == ("fr", "de")
    assert changed.incoming.preset is LatencyPreset.SOONER
    theirs = replace(changed.incoming, source_language="es")
    changed = with_direction(changed, 1, theirs)
    assert (changed.outgoing.source_language, changed.outgoing.target_language) == ("de", "es")


def test_one_way_leaves_the_call_alone() -> None:
    profile = Profile()
    changed = with_direction(profile, 0, replace(profile.one_way, target_language="pt"))
    assert changed.one_way.target_language == "pt"
    assert changed.outgoing == profile.outgoing


def test_the_target_before_is_remembered_but_for_a_swap(tmp_path: Path) -> None:
    preferences = Preferences(SettingsFile(tmp_path / "settings.toml"), Settings())

    def change(**choices: str) -> None:
        direction = replace(preferences.profile.directions()[0], **choices)  # type: ignore[arg-type]
        preferences.change_direction(0, direction)

    def other() -> str:
        return preferences.other_target

    assert not other()
    preferences.switch_target()
    change(source_language="fr", target_language="de")
    assert other() == "en"
    swapped = preferences.profile.one_way.swapped()
    preferences.change_direction(0, swapped)
    assert preferences.profile.one_way.target_language == "fr"
    assert other() == "en"
    preferences.switch_target()
    assert preferences.profile.one_way.target_language == "en"
    assert other() == "fr"
    # What is spoken is nothing to translate into.
    change(source_language="fr")
    assert not other()


def test_in_a_call_the_other_side_speaks_the_other_target(tmp_path: Path) -> None:
    settings = Settings(profiles=(Profile(mode=Mode.CALL),))
    preferences = Preferences(SettingsFile(tmp_path / "settings.toml"), settings)
    outgoing = replace(preferences.profile.outgoing, target_language="de")
    preferences.change_direction(0, outgoing)
    preferences.switch_target()
    assert preferences.profile.outgoing.target_language == "pt"
    assert preferences.profile.incoming.source_language == "pt"
