"""How captions are shown in the window."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SMALLEST_FONT_PX: Final = 12
LARGEST_FONT_PX: Final = 72


class Shown(StrEnum):
    """Which text is shown."""

    BOTH = "both"
    TARGET = "target"
    SOURCE = "source"

    @property
    def has_source(self) -> bool:
        """Whether what was said is shown."""
        return self is not Shown.TARGET

    @property
    def has_target(self) -> bool:
        """Whether the translation is shown."""
        return self is not Shown.SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionSettings:
    """The caption pane.

    Attributes:
        shown: the transcript is there only on routes that make one.
        font_px: height of the translation's letters; the transcript's are a fifth smaller.
        shows_tentative: the guess at what follows, dim behind the committed text; without it
            only text appears that never changes.
        shows_times: when a passage began, counted from the start of the session.
    """

    shown: Shown = Shown.BOTH
    font_px: int = 18
    shows_tentative: bool = True
    shows_times: bool = True

    def __post_init__(self) -> None:
        if not SMALLEST_FONT_PX <= self.font_px <= LARGEST_FONT_PX:
            raise ValueError(
                f"font_px is {SMALLEST_FONT_PX} to {LARGEST_FONT_PX}, not {self.font_px}"
            )
