"""Settings: what can be chosen, and the file."""

from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w

from app.settings import (
    Appearance,
    DirectionSettings,
    HistorySettings,
    Mode,
    OverlaySettings,
    Profile,
    Settings,
    SourceKind,
    Theme,
)
from app.settings_file import SCHEMA_VERSION, UPGRADES, SettingsError, SettingsFile
from engine.compute import Device
from engine.errors import OutputError, RouteError
from engine.policy import LatencyPreset


def _unusual() -> Settings:
    direction = DirectionSettings(
        source_kind=SourceKind.FILE,
        source_file="/a/talk, été.flac",
        source_language=None,
        target_language="pt",
        voices={"pt": "pt-br-dora"},
        preset=LatencyPreset.SURER,
        original_volume=0.25,
        hold_to_translate=True,
    )
    return Settings(
        is_set_up=True,
        profile="Mine",
        profiles=(Profile(name="Mine", one_way=direction), Profile(name="Other", mode=Mode.CALL)),
        appearance=Appearance(theme=Theme.DARK, language="de", reduced_motion=True),
    )


@pytest.mark.parametrize("settings", [Settings(), _unusual()])
def test_what_is_saved_is_read_back(tmp_path: Path, settings: Settings) -> None:
    file = SettingsFile(tmp_path / "new folder" / "settings.toml")
    file.save(settings)
    assert file.load() == (settings, [])


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none.toml").load() == (Settings(), [])


def test_a_voice_that_is_gone_leaves_every_profile() -> None:
    speaks = DirectionSettings(voices={"en": "ada.en", "de": "ada-b.de", "pt": "pt-dora"})
    kept = DirectionSettings(voices={"de": "ada-b.de", "pt": "pt-dora"})
    profiles = [
        tuple(
            Profile(name=name, one_way=direction, outgoing=direction, incoming=direction)
            for name in ("a", "b")
        )
        for direction in (speaks, kept)
    ]
    settings = Settings(profiles=profiles[0]).without_voice("ada")
    assert settings == Settings(profiles=profiles[1])


def test_a_first_user_begins_with_the_language_of_the_system(tmp_path: Path) -> None:
    settings, _ = SettingsFile(tmp_path / "none.toml").load("de")
    lecture, call, conversation = settings.profiles
    assert lecture.one_way.target_language == "de"
    assert (call.outgoing.source_language, call.outgoing.target_language) == ("de", "en")
    assert (call.incoming.source_language, call.incoming.target_language) == ("en", "de")
    (table,) = conversation.directions()
    assert (table.source_language, table.target_language) == ("de", "en")
    assert SettingsFile(tmp_path / "none.toml").load("fi") == (Settings(), [])


def test_a_device_that_is_unknown_leaves_the_choice_to_dragoman(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('schema_version = 1\ndevice = "abacus"\ncloses_to_tray = true\n')
    settings, problems = SettingsFile(path).load()
    assert settings.device is Device.AUTO
    assert settings.closes_to_tray
    assert any("device" in problem for problem in problems)
    SettingsFile(path).save(replace(settings, device=Device.CPU))
    assert SettingsFile(path).load()[0].device is Device.CPU


def test_one_bad_value_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    file = SettingsFile(path)
    file.save(_unusual())
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('theme = "dark"', 'theme = "plaid"'), encoding="utf-8")
    settings, problems = file.load()
    wanted = _unusual()
    assert settings == replace(wanted, appearance=replace(wanted.appearance, theme=Theme.SYSTEM))
    assert problems == ["appearance.theme has a value that does not fit"]


def test_a_volume_out_of_range_and_an_unknown_key_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        f"schema_version = {SCHEMA_VERSION}\nis_set_up = true\nsurprise = 1\n"
        '[[profiles]]\nname = "A"\n[profiles.one_way]\noriginal_volume = 7\n',
        encoding="utf-8",
    )
    settings, problems = SettingsFile(path).load()
    assert settings.is_set_up
    assert settings.current.name == "A"
    assert settings.current.one_way == DirectionSettings()
    assert len(problems) == 2
    assert "surprise is unknown" in problems


def test_a_file_that_is_no_toml_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("is_set_up = maybe", encoding="utf-8")
    file = SettingsFile(path)
    with pytest.raises(SettingsError, match=r"unreadable\.toml"):
        file.load()
    assert (tmp_path / "settings.unreadable.toml").read_text(encoding="utf-8") == (
        "is_set_up = maybe"
    )
    assert file.load() == (Settings(), [])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("is_set_up = true\n", r"no schema_version"),
        ('schema_version = "1"\n', r"schema_version = '1'"),
        ("schema_version = 0\n", r"schema_version = 0"),
    ],
)
def test_a_file_of_no_version_is_set_aside_and_said_to_be(
    tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=reason):
        SettingsFile(path).load()
    assert (tmp_path / "settings.unreadable.toml").read_text(encoding="utf-8") == content


def test_a_file_of_a_newer_version_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"schema_version = {SCHEMA_VERSION + 1}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="newer"):
        SettingsFile(path).load()


def test_older_files_are_brought_up_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(tomli_w.dumps({"schema_version": 1, "was_set_up": True}), encoding="utf-8")
    file = SettingsFile(
        path,
        version=3,
        upgrades={
            1: lambda table: {"set_up": table["was_set_up"]},
            2: lambda table: {"is_set_up": table["set_up"]},
        },
    )
    assert file.load() == (Settings(is_set_up=True), [])
    file.save(Settings())
    assert "schema_version = 3" in path.read_text(encoding="utf-8")


def test_every_older_version_has_an_upgrade() -> None:
    assert set(UPGRADES) == set(range(1, SCHEMA_VERSION))


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    file = SettingsFile(path)
    file.save(_unusual())

    def fail(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="disk is full"):
        file.save(Settings())
    monkeypatch.undo()
    assert file.load() == (_unusual(), [])
    assert [item.name for item in tmp_path.iterdir()] == ["settings.toml"]


def test_swapping_exchanges_languages_and_needs_both() -> None:
    direction = DirectionSettings(source_language="fr", target_language="en")
    assert direction.swapped().source_language == "en"
    assert direction.swapped().target_language == "fr"
    with pytest.raises(RouteError):
        DirectionSettings(source_language=None).swapped()


def test_a_profile_that_is_gone_gives_way_to_the_first() -> None:
    settings = Settings(profile="gone")
    assert settings.current == settings.profiles[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"font_px": 15},
        {"font_px": 97},
        {"lines": 0},
        {"characters": 10},
        {"hold_s": 0.0},
        {"background_opacity": 1.5},
        {"target_colour": "red"},
    ],
)
def test_what_cannot_be_shown_cannot_be_set(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)).rpartition("_")[2]):
        OverlaySettings(**wrong)  # type: ignore[arg-type]


def test_sound_is_kept_only_where_the_user_asks_for_it() -> None:
    assert HistorySettings().keeps_text
    assert not HistorySettings().records_audio


def test_days_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="keep_days"):
        HistorySettings(keep_days=-1)


def test_a_file_of_the_first_version_keeps_its_presets(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'schema_version = 1\n[[profiles]]\nname = "A"\n[profiles.one_way]\npromptness = "surer"\n',
        encoding="utf-8",
    )
    settings, problems = SettingsFile(path).load()
    assert problems == []
    assert settings.current.one_way.preset is LatencyPreset.SURER


def test_a_file_of_the_second_version_keeps_the_key_to_hold(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'schema_version = 2\n[[profiles]]\nname = "A"\n'
        "[profiles.one_way]\npush_to_translate = true\n"
        '[shortcuts]\nhold_to_translate = "F4"\n',
        encoding="utf-8",
    )
    settings, problems = SettingsFile(path).load()
    assert problems == []
    assert settings.current.one_way.hold_to_translate
    assert settings.shortcuts.hold_to_translate == "F4"


def test_a_file_that_knew_no_modes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'schema_version = 3\n[[profiles]]\nname = "A"\nis_two_way = true\n'
        '[[profiles]]\nname = "B"\nis_two_way = false\n',
        encoding="utf-8",
    )
    settings, problems = SettingsFile(path).load()
    assert [profile.mode for profile in settings.profiles] == [Mode.CALL, Mode.ONE_WAY]
    assert problems == []


def test_a_conversation_goes_both_ways_between_two_languages() -> None:
    profile = Profile(mode=Mode.TABLE)
    (direction,) = profile.directions()
    assert (direction.turned.source_language, direction.turned.target_language) == ("pt", "en")
    one_way = DirectionSettings(source_language="en", target_language="pt")
    assert one_way.turned is one_way
    with pytest.raises(ValueError, match="both ways"):
        Profile(table=one_way)
