"""Colours, contrast, icons and the style sheet."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import app
from app.settings import OverlaySettings, Theme
from app.theme.colours import DARK, LIGHT, Colours
from app.theme.contrast import ENOUGH, contrast_ratio, parse_colour, weakest_contrast
from app.theme.icons import ICON_FOLDER, icon
from app.theme.theme import ApplicationTheme, style_sheet

TEXT = 4.5
GRAPHICS = 3.0


def contrast(one: str, other: str) -> float:
    return contrast_ratio(parse_colour(one), parse_colour(other))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    def test_text_on_every_surface(self, colours: Colours) -> None:
        surfaces = ("window", "surface", "raised", "chosen", "accent_soft", "warn_soft")
        for surface in surfaces:
            for text in ("text", "quiet"):
                ratio = contrast(getattr(colours, text), getattr(colours, surface))
                assert ratio >= TEXT, f"{text} on {surface}: {ratio:.2f}"

    def test_text_in_colour(self, colours: Colours) -> None:
        for text in ("good", "warn", "bad", "accent"):
            for surface in ("window", "surface"):
                ratio = contrast(getattr(colours, text), getattr(colours, surface))
                assert ratio >= TEXT, f"{text} on {surface}: {ratio:.2f}"
        assert contrast(colours.on_accent, colours.accent) >= TEXT
        assert contrast(colours.on_accent, colours.accent_hovered) >= TEXT
        assert contrast(colours.on_on_air, colours.on_air) >= TEXT
        assert contrast(colours.on_on_air, colours.on_air_hovered) >= TEXT

    def test_edges_and_meters(self, colours: Colours) -> None:
        assert contrast(colours.edge, colours.surface) >= GRAPHICS
        for level in ("good", "warn", "bad"):
            assert contrast(getattr(colours, level), colours.surface) >= GRAPHICS

    def test_the_style_sheet_names_no_unknown_colour(self, colours: Colours) -> None:
        sheet = style_sheet(colours)
        assert "$" not in sheet.replace("$names", "")
        assert colours.accent in sheet


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_icons_wear_the_colour_that_is_asked_for(qapp: QApplication) -> None:
    del qapp
    drawn = icon("stop", "#ff0000", disabled="#00ff00")
    middle = drawn.pixmap(QSize(20, 20)).toImage().pixelColor(10, 10)
    assert middle == QColor("#ff0000")
    off = drawn.pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage().pixelColor(10, 10)
    assert off == QColor("#00ff00")


@pytest.mark.parametrize("path", sorted(ICON_FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws_something(qapp: QApplication, path: object) -> None:
    del qapp
    stem = str(path).rpartition("/")[2].removesuffix(".svg")
    image = icon(stem, "#123456").pixmap(QSize(20, 20)).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)]
    assert max(alphas) > 100


@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 1.75, 2, 3])
@pytest.mark.parametrize("size", [14, 16, 18, 20])
def test_icons_of_buttons_are_drawn_for_their_size_and_not_scaled(
    qapp: QApplication, size: int, scale: float
) -> None:
    del qapp
    drawn = icon("search", "#ff0000").pixmap(QSize(size, size), scale)
    assert drawn.devicePixelRatio() == pytest.approx(scale)
    assert drawn.width() == int(size * scale + 0.5)


@pytest.mark.parametrize("kind", ["primary", "start", "check"])
def test_the_focus_changes_no_size(qtbot: QtBot, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(LIGHT))
    control = QCheckBox("Weiter", window) if kind == "check" else QPushButton("Weiter", window)
    if kind == "start":
        control.setObjectName("startStop")
    control.setProperty("kind", kind)
    window.show()
    qtbot.waitUntil(window.isVisible)
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    sizes = []
    for _ in range(2):
        # Qt keeps a size until the text changes.
        control.setText("")
        control.setText("Weiter")
        sizes.append(control.sizeHint())
        control.clearFocus()
    assert sizes[0] == sizes[1]


def test_a_change_of_theme_is_told_once(qtbot: QtBot, qapp: QApplication) -> None:
    keeper = ApplicationTheme(qapp)
    keeper.apply(Theme.LIGHT)
    with qtbot.waitSignal(keeper.changed) as told:
        keeper.apply(Theme.DARK)
    assert told.args == [DARK]
    assert qapp.palette().window().color() == QColor(DARK.window)
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.apply(Theme.DARK)
    qapp.setStyleSheet("")


_SHARES = st.floats(0.0, 1.0)
_RGB = st.tuples(_SHARES, _SHARES, _SHARES)


def test_black_on_white_is_the_most() -> None:
    assert contrast_ratio((0, 0, 0), (1, 1, 1)) == pytest.approx(21.0)


def test_the_ratio_of_a_published_pair() -> None:
    # #767676 is the lightest grey that has 4.5 to 1 on white.
    assert contrast_ratio(parse_colour("#767676"), (1, 1, 1)) == pytest.approx(4.54, abs=0.01)
    assert contrast_ratio(parse_colour("#777777"), (1, 1, 1)) < ENOUGH


@given(_RGB, _RGB, _SHARES, _RGB)
def test_nothing_behind_the_overlay_is_worse_than_the_worst(
    text: tuple[float, float, float],
    background: tuple[float, float, float],
    opacity: float,
    behind: tuple[float, float, float],
) -> None:
    red, green, blue = (
        b * opacity + o * (1 - opacity) for b, o in zip(background, behind, strict=True)
    )
    worst = weakest_contrast(text, background, opacity=opacity)
    assert contrast_ratio(text, (red, green, blue)) >= worst - 1e-9


@pytest.mark.parametrize("colour", ["white", "#fff", "#12345g", ""])
def test_only_one_way_to_write_colours(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        parse_colour(colour)


def test_what_ships_can_be_read_over_anything() -> None:
    settings = OverlaySettings()
    assert settings.contrast(settings.target_colour) >= 7
    assert settings.contrast(settings.source_colour) >= 7


def test_every_role_of_a_label_is_in_the_style_sheet() -> None:
    sheet = style_sheet(LIGHT)
    sources = Path(app.__file__).parent.rglob("*.py")
    used = {
        role
        for path in sources
        for role in re.findall(r'role(?:="|", ")([a-z]+)"', path.read_text(encoding="utf-8"))
    }
    assert {"quiet", "bad"} <= used
    assert {role for role in used if f'[role="{role}"]' not in sheet} == set()
