"""The two palettes.

Text on every surface it stands on has a contrast of at least 4.5 to 1, borders of controls and
meters at least 3 to 1 where they alone show what something is (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of one theme, as #rrggbb.

    Attributes:
        name: "light" or "dark".
        window: behind everything.
        surface: cards, fields and the caption pane.
        raised: buttons on a surface.
        hovered: raised under the pointer.
        chosen: the one of several raised buttons that is down.
        line: between things.
        edge: of a control.
        text: and `quiet` for secondary text.
        accent: what is chosen or should be pressed; `on_accent` stands on it.
        accent_soft: a tint of accent behind text.
        on_air: while sound is interpreted; `on_on_air` stands on it.
        good: a level or a check that is as it should be.
        warn: a level or a check that needs attention.
        bad: clipping, or what is broken.
        warn_soft: behind `text` in a warning.
        bad_soft: behind `text` in an error.
    """

    name: str
    window: str
    surface: str
    raised: str
    hovered: str
    chosen: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    accent_hovered: str
    on_accent: str
    accent_soft: str
    on_air: str
    on_air_hovered: str
    on_on_air: str
    good: str
    warn: str
    bad: str
    warn_soft: str
    bad_soft: str

    def palette(self) -> QPalette:
        """The same for widgets that paint themselves by a palette."""
        palette = QPalette()
        role = QPalette.ColorRole
        for which, colour in (
            (role.Window, self.window),
            (role.WindowText, self.text),
            (role.Base, self.surface),
            (role.AlternateBase, self.raised),
            (role.Text, self.text),
            (role.PlaceholderText, self.quiet),
            (role.Button, self.raised),
            (role.ButtonText, self.text),
            (role.BrightText, self.bad),
            (role.Highlight, self.accent),
            (role.HighlightedText, self.on_accent),
            (role.ToolTipBase, self.surface),
            (role.ToolTipText, self.text),
            (role.Link, self.accent),
            (role.LinkVisited, self.accent),
            (role.Accent, self.accent),
            (role.Mid, self.line),
        ):
            palette.setColor(which, QColor(colour))
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(self.edge))
        return palette


LIGHT: Final = Colours(
    name="light",
    window="#f3f4f7",
    surface="#ffffff",
    raised="#eceef3",
    hovered="#e1e5ed",
    chosen="#ffffff",
    line="#dfe3ea",
    edge="#868e9c",
    text="#191c23",
    quiet="#555d6c",
    accent="#2d4fd1",
    accent_hovered="#2441b3",
    on_accent="#ffffff",
    accent_soft="#e6ebff",
    on_air="#c4132f",
    on_air_hovered="#a60e26",
    on_on_air="#ffffff",
    good="#17804d",
    warn="#9a5b00",
    bad="#c4132f",
    warn_soft="#fff1d6",
    bad_soft="#ffe3e6",
)

DARK: Final = Colours(
    name="dark",
    window="#121419",
    surface="#1b1e25",
    raised="#272b34",
    hovered="#323743",
    chosen="#3b414e",
    line="#2c313b",
    edge="#747d8d",
    text="#eceef3",
    quiet="#a9b1bf",
    accent="#8aa4ff",
    accent_hovered="#a3b8ff",
    on_accent="#0d1220",
    accent_soft="#232c4d",
    on_air="#ff6b78",
    on_air_hovered="#ff8790",
    on_on_air="#1d0508",
    good="#4cc38a",
    warn="#f2b34c",
    bad="#ff6b78",
    warn_soft="#3a2d12",
    bad_soft="#451a20",
)
