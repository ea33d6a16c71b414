import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import OverlaySettings
from app.theme.contrast import ENOUGH, contrast_ratio, parse_colour, weakest_contrast

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
