"""Contrast of text and background.

WCAG 2.2, definitions of "relative luminance" and "contrast ratio"; success criterion 1.4.3 asks
for 4.5 to 1.
"""

import re
from typing import Final, TypeAlias

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green and blue, each 0 to 1."""

ENOUGH: Final = 4.5
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_BLACK: Final[Rgb] = (0.0, 0.0, 0.0)
_WHITE: Final[Rgb] = (1.0, 1.0, 1.0)


def parse_colour(text: str) -> Rgb:
    """Read a colour written as #rrggbb.

    Raises:
        ValueError: it is written in another way.
    """
    if _COLOUR.fullmatch(text) is None:
        raise ValueError(f"a colour is written as #rrggbb, not {text!r}")
    red, green, blue = (int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def contrast_ratio(one: Rgb, other: Rgb) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weakest_contrast(text: Rgb, background: Rgb, *, opacity: float) -> float:
    """The contrast on a translucent background over whatever may be behind it.

    Args:
        text: colour of the letters.
        background: colour of the background.
        opacity: of the background, 0 to 1.
    """
    behind = [
        (
            background[0] * opacity + beyond[0] * (1 - opacity),
            background[1] * opacity + beyond[1] * (1 - opacity),
            background[2] * opacity + beyond[2] * (1 - opacity),
        )
        for beyond in (_BLACK, _WHITE)
    ]
    own = _luminance(text)
    if min(map(_luminance, behind)) <= own <= max(map(_luminance, behind)):
        # Something between black and white behind it has the text's own brightness.
        return 1.0
    return min(contrast_ratio(text, colour) for colour in behind)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
