"""Colours of captions, taken from the palette that the window wears."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette

_SOURCE_SHARE: Final = 0.78
_QUIET_SHARE: Final = 0.62
"""So much of the text's colour, the rest of the background's: on black and on white it leaves a
contrast of more than 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""

_SPEAKERS_ON_LIGHT: Final = ("#1a5fb4", "#a5480a")
_SPEAKERS_ON_DARK: Final = ("#8ab8ff", "#ffb27a")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionColours:
    """One colour for each kind of text.

    Attributes:
        target: the translation.
        source: what was said.
        quiet: what may still change, and what stands beside the text.
        speakers: the names of speakers, in turn.
    """

    target: QColor
    source: QColor
    quiet: QColor
    speakers: tuple[QColor, ...]

    @classmethod
    def of(cls, palette: QPalette) -> "CaptionColours":
        """The colours that go with a palette."""
        text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        names = _SPEAKERS_ON_DARK if base.lightness() < text.lightness() else _SPEAKERS_ON_LIGHT
        return cls(
            target=text,
            source=_mixed(text, base, share=_SOURCE_SHARE),
            quiet=_mixed(text, base, share=_QUIET_SHARE),
            speakers=tuple(QColor(name) for name in names),
        )


def _mixed(front: QColor, back: QColor, *, share: float) -> QColor:
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * (1 - share),
        front.greenF() * share + back.greenF() * (1 - share),
        front.blueF() * share + back.blueF() * (1 - share),
    )
