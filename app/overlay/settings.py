"""How the caption overlay looks, and where it is."""

from dataclasses import dataclass
from typing import Final

from app.captions.settings import Shown
from app.overlay.contrast import parse_colour, weakest_contrast
from engine.captions.cues import LINE_CHARACTERS, LINES

SMALLEST_FONT_PX: Final = 16
LARGEST_FONT_PX: Final = 96
MOST_LINES: Final = 4
_CHARACTERS: Final = range(20, 81)
_HOLD_S: Final = (1.0, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayPlace:
    """Where the overlay is; nowhere yet while the width is 0.

    Attributes:
        screen: the system's name of the screen.
        x: from the screen's left edge.
        y: from the screen's upper edge.
    """

    screen: str = ""
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlaySettings:
    """The caption overlay.

    Attributes:
        is_visible: it is on the screen.
        is_locked: clicks go through it to what is beneath.
        shown: the transcript is there only on routes that make one.
        font_px: height of the translation's letters; the transcript's are a fifth smaller.
        font_family: empty for the system's.
        lines: of each text, as far as they fit into the overlay.
        characters: of a line at most.
        shows_tentative: the guess at what follows, dim behind the committed text.
        hold_s: how long the last caption stays after the speech.
        keeps_last: the last caption stays until the next one comes.
        background_opacity: 0 to 1.
        place: where it is.
        audience_screen: name of the screen for the audience; empty for one that is not the
            main one.
    """

    is_visible: bool = False
    is_locked: bool = False
    shown: Shown = Shown.TARGET
    font_px: int = 36
    font_family: str = ""
    lines: int = LINES
    characters: int = LINE_CHARACTERS
    shows_tentative: bool = True
    hold_s: float = 7.0
    keeps_last: bool = False
    target_colour: str = "#ffffff"
    source_colour: str = "#ffe08a"
    background_colour: str = "#101014"
    background_opacity: float = 0.8
    place: OverlayPlace = OverlayPlace()
    audience_screen: str = ""

    def __post_init__(self) -> None:
        if not SMALLEST_FONT_PX <= self.font_px <= LARGEST_FONT_PX:
            raise ValueError(
                f"font_px is {SMALLEST_FONT_PX} to {LARGEST_FONT_PX}, not {self.font_px}"
            )
        if not 1 <= self.lines <= MOST_LINES:
            raise ValueError(f"lines are 1 to {MOST_LINES}, not {self.lines}")
        if self.characters not in _CHARACTERS:
            raise ValueError(
                f"characters are {_CHARACTERS[0]} to {_CHARACTERS[-1]}, not {self.characters}"
            )
        if not _HOLD_S[0] <= self.hold_s <= _HOLD_S[1]:
            raise ValueError(f"hold_s is {_HOLD_S[0]} to {_HOLD_S[1]}, not {self.hold_s}")
        if not 0.0 <= self.background_opacity <= 1.0:
            raise ValueError(f"background_opacity is 0 to 1, not {self.background_opacity}")
        for colour in (self.target_colour, self.source_colour, self.background_colour):
            parse_colour(colour)

    def contrast(self, colour: str) -> float:
        """How well text of a colour can be read whatever is behind the overlay; see ENOUGH."""
        return weakest_contrast(
            parse_colour(colour),
            parse_colour(self.background_colour),
            opacity=self.background_opacity,
        )
