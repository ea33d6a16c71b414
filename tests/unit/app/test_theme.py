"""The palettes can be read, and the icons are drawn in their colours."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Theme
from app.theme.colours import DARK, LIGHT, Colours
from app.theme.contrast import contrast_ratio, parse_colour
from app.theme.icons import ICON_FOLDER, icon
from app.theme.theme import ApplicationTheme, style_sheet

TEXT = 4.5
GRAPHICS = 3.0


def contrast(one: str, other: str) -> float:
    return contrast_ratio(parse_colour(one), parse_colour(other))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    def test_text_on_every_surface(self, colours: Colours) -> None:
        surfaces = ("window", "surface", "raised", "accent_soft", "warn_soft")
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
    middle = drawn.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12)
    assert middle == QColor("#ff0000")
    off = drawn.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage().pixelColor(12, 12)
    assert off == QColor("#00ff00")


@pytest.mark.parametrize("path", sorted(ICON_FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws_something(qapp: QApplication, path: object) -> None:
    del qapp
    stem = str(path).rpartition("/")[2].removesuffix(".svg")
    image = icon(stem, "#123456").pixmap(QSize(32, 32)).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(32) for y in range(32)]
    assert max(alphas) > 100


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
