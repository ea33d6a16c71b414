"""Combinations, and what they are called elsewhere."""

import pytest

from app.keys.contract import Combination, KeyAction
from app.keys.keysyms import keysym_name
from app.keys.system import KeySystem, key_system, make_listener
from app.settings import GlobalShortcuts, Settings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F8", Combination(key="F8")),
        ("Ctrl+Alt+Return", Combination(key="Return", ctrl=True, alt=True)),
        ("alt+ctrl+m", Combination(key="M", ctrl=True, alt=True)),
        ("Meta+Shift+PgUp", Combination(key="PgUp", meta=True, shift=True)),
        ("Ctrl++", Combination(key="+", ctrl=True)),
        ("+", Combination(key="+")),
        ("Ctrl+É", Combination(key="É", ctrl=True)),
        ("", None),
        ("Ctrl+Num+5", None),
        ("Ctrl+K, Ctrl+C", None),
        ("Nonsense", None),
    ],
)
def test_keys_are_read_as_qt_writes_them(text: str, expected: Combination | None) -> None:
    assert Combination.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "is_harmless"),
    [
        ("F8", True),
        ("Pause", True),
        ("Ctrl+M", True),
        ("Alt+1", True),
        ("M", False),
        ("Shift+M", False),
        ("Return", False),
        ("Space", False),
    ],
)
def test_what_people_write_with_is_not_taken_from_them(text: str, *, is_harmless: bool) -> None:
    combination = Combination.parse(text)
    assert combination is not None
    assert combination.is_harmless is is_harmless


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("M", "m"),
        ("7", "7"),
        ("+", "plus"),
        ("Return", "Return"),
        ("PgUp", "Prior"),
        ("F24", "F24"),
        ("É", "U00E9"),
        ("Media Play", "XF86AudioPlay"),
        ("Launch (2)", None),
    ],
)
def test_keysyms(key: str, name: str | None) -> None:
    assert keysym_name(key) == name


def test_the_defaults_are_keys_and_off() -> None:
    settings = GlobalShortcuts()
    assert not settings.is_on
    assert set(settings.combinations()) == set(KeyAction)
    in_the_window = Settings().shortcuts
    here = [getattr(in_the_window, name) for name in in_the_window.__dataclass_fields__]
    assert not set(here) & {getattr(settings, action.value) for action in KeyAction}


def test_a_settings_file_cannot_take_letters_away() -> None:
    settings = GlobalShortcuts(start_stop="A", overlay="", hold_to_mute="rubbish")
    assert set(settings.combinations()) == {KeyAction.HOLD_TO_TRANSLATE, KeyAction.CATCH_UP}


@pytest.mark.parametrize(
    ("platform", "environment", "system"),
    [
        ("win32", {}, KeySystem.WINDOWS),
        ("darwin", {"DISPLAY": ":0"}, KeySystem.NONE),
        ("linux", {}, KeySystem.NONE),
        ("linux", {"DISPLAY": ":0"}, KeySystem.X11),
        ("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, KeySystem.X11),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, KeySystem.PORTAL),
        ("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, KeySystem.PORTAL),
    ],
)
def test_each_system_has_its_way(
    platform: str, environment: dict[str, str], system: KeySystem
) -> None:
    assert key_system(platform, environment) is system


def test_where_there_is_no_way_there_is_no_listener() -> None:
    with pytest.raises(ValueError, match="no way"):
        make_listener(KeySystem.NONE)
