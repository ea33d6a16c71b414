from hypothesis import given
from hypothesis import strategies as st

from app.overlay.placing import Area, ScreenArea, audience_screen, find_area, saved_place
from app.settings import OverlayPlace

_MAIN = ScreenArea(name="main", area=Area(x=0, y=0, width=1920, height=1080))
_SIDE = ScreenArea(name="side", area=Area(x=1920, y=-200, width=1280, height=1024))

_NUMBERS = st.integers(-5_000, 5_000)
_PLACES = st.builds(
    OverlayPlace,
    screen=st.sampled_from(["main", "side", "gone", ""]),
    x=_NUMBERS,
    y=_NUMBERS,
    width=_NUMBERS,
    height=_NUMBERS,
)


def test_it_begins_as_a_wide_band_at_the_bottom() -> None:
    area = find_area(OverlayPlace(), [_MAIN, _SIDE])
    assert (area.x, area.width, area.height) == (192, 1536, 200)
    assert area.y == 24


def test_it_returns_to_where_it_was() -> None:
    area = Area(x=2_000, y=-100, width=600, height=150)
    assert find_area(saved_place(area, _SIDE), [_MAIN, _SIDE]) == area


def test_it_comes_to_the_main_screen_while_its_own_is_gone() -> None:
    place = saved_place(Area(x=2_000, y=-100, width=600, height=150), _SIDE)
    assert find_area(place, [_MAIN]) == Area(x=80, y=100, width=600, height=150)


@given(_PLACES, st.sampled_from([[_MAIN], [_SIDE], [_MAIN, _SIDE], [_SIDE, _MAIN]]))
def test_it_is_always_wholly_on_a_screen(place: OverlayPlace, screens: list[ScreenArea]) -> None:
    area = find_area(place, screens)
    assert any(
        screen.area.x <= area.x
        and screen.area.y <= area.y
        and area.x + area.width <= screen.area.x + screen.area.width
        and area.y + area.height <= screen.area.y + screen.area.height
        for screen in screens
    )
    assert area.width >= 240
    assert area.height >= 64


def test_the_audience_gets_the_other_screen() -> None:
    assert audience_screen("", [_MAIN, _SIDE]) is _SIDE
    assert audience_screen("main", [_MAIN, _SIDE]) is _MAIN
    assert audience_screen("gone", [_MAIN]) is _MAIN
