import ctypes
from typing import NoReturn

import pytest

from app.__main__ import why_no_window


def test_without_a_display_it_says_so() -> None:
    assert "no display" in why_no_window({}, "linux")


def test_a_missing_x11_library_is_named_instead_of_an_abort(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str) -> NoReturn:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    problem = why_no_window({"DISPLAY": ":0"}, "linux")
    assert "sudo apt install" in problem
    assert "libxcb-cursor0" in problem


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
)
def test_x11_libraries_matter_to_x11_alone(
    environment: dict[str, str], platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: pytest.fail("looked for a library"))
    assert why_no_window(environment, platform) == ""
