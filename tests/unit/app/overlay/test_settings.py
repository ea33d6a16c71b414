import pytest

from app.settings import OverlaySettings


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
