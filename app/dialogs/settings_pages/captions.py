"""Captions in the window and in the overlay."""

from app.captions.settings import LARGEST_FONT_PX as LARGEST_CAPTION_PX
from app.captions.settings import SMALLEST_FONT_PX as SMALLEST_CAPTION_PX
from app.dialogs.frame import styled_label
from app.dialogs.settings_pages.form import SettingsForm, with_part
from app.overlay.settings import LARGEST_FONT_PX, MOST_LINES, SMALLEST_FONT_PX
from app.preferences import Preferences


class CaptionsPage(SettingsForm):
    """What is shown, and how large."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._build_pane()
        self._build_overlay()

    def _build_pane(self) -> None:
        self.form.addRow(styled_label(self.tr("In the window"), role="heading"))
        self.add_shown(
            lambda s: s.captions.shown, lambda s, value: with_part(s, "captions", shown=value)
        )
        self.add_number(
            self.tr("&Size of letters"),
            (SMALLEST_CAPTION_PX, LARGEST_CAPTION_PX, " px"),
            lambda s: s.captions.font_px,
            lambda s, value: with_part(s, "captions", font_px=value),
        )
        self.add_check(
            self.tr("Show what may still &change, dimmed"),
            lambda s: s.captions.shows_tentative,
            lambda s, is_on: with_part(s, "captions", shows_tentative=is_on),
        )
        self.add_check(
            self.tr("Show &times"),
            lambda s: s.captions.shows_times,
            lambda s, is_on: with_part(s, "captions", shows_times=is_on),
        )

    def _build_overlay(self) -> None:
        self.form.addRow(styled_label(self.tr("In the overlay"), role="heading"))
        self.add_shown(
            lambda s: s.overlay.shown, lambda s, value: with_part(s, "overlay", shown=value)
        )
        self.add_number(
            self.tr("Size of l&etters"),
            (SMALLEST_FONT_PX, LARGEST_FONT_PX, " px"),
            lambda s: s.overlay.font_px,
            lambda s, value: with_part(s, "overlay", font_px=value),
        )
        self.add_number(
            self.tr("&Lines"),
            (1, MOST_LINES, ""),
            lambda s: s.overlay.lines,
            lambda s, value: with_part(s, "overlay", lines=value),
        )
        self.add_check(
            self.tr("Keep the last caption until the &next"),
            lambda s: s.overlay.keeps_last,
            lambda s, is_on: with_part(s, "overlay", keeps_last=is_on),
        )
        self.add_check(
            self.tr("Clicks &go through the overlay"),
            lambda s: s.overlay.is_locked,
            lambda s, is_on: with_part(s, "overlay", is_locked=is_on),
        )
