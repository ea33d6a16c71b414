"""Draws rolling captions."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, QVariantAnimation, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.overlay.roller import CaptionRoller, RollingRules, ShownLine
from app.settings import OverlaySettings
from app.theme.contrast import ENOUGH
from app.viewmodels.captions import REFRESH_MS
from engine.events import (
    EngineFailed,
    Event,
    SourceGap,
    SpeechEnded,
    TextCommitted,
    TextTentative,
    TextTyped,
    TextWithdrawn,
    TranscriptCommitted,
)

_LINE_EM: Final = 1.3
_SOURCE_SHARE: Final = 0.8
_PADDING_EM: Final = 0.35
_CORNER_PX: Final = 8.0
_GAP_PX: Final = 4.0
_TENTATIVE_OPACITY: Final = 0.66
_OUTLINE_EM: Final = 0.09
_ROLL_MS: Final = 160
_SAMPLE: Final = "the quick brown fox jumps over the lazy dog"


@dataclass(slots=True, kw_only=True)
class _Band:
    """One text of one speaker.

    Attributes:
        waiting: what came since the last time that it was drawn.
        lines: what is drawn.
        left: lines that are rolling out at the top.
    """

    is_source: bool
    roller: CaptionRoller
    waiting: list[Event] = field(default_factory=list)
    lines: tuple[ShownLine, ...] = ()
    left: tuple[ShownLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Sizes that follow from the widget's size, the settings and the number of bands."""

    font: QFont
    source_font: QFont
    lines: int
    left: float
    width: float


class CaptionCanvas(QWidget):
    """Captions of one or more directions, each in a place of its own that never moves.

    Args:
        settings: their appearance.
        clock: seconds, monotonic.
        parent: its owner.
    """

    def __init__(
        self,
        settings: OverlaySettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clock = clock
        self._streams: tuple[str, ...] = ("",)
        self._bands: dict[tuple[str, bool], _Band] = {}
        self._hint = ""
        self._headroom_px = 0
        self._moves = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._roll = QVariantAnimation(self)
        self._roll.setDuration(_ROLL_MS)
        self._roll.setStartValue(1.0)
        self._roll.setEndValue(0.0)
        self._roll.valueChanged.connect(self._on_roll_value_changed)
        self._roll.finished.connect(self._on_roll_finished)
        self._make_bands()

    def set_streams(self, streams: tuple[str, ...]) -> None:
        """Show these directions, the first one on top; what was shown is gone."""
        self._streams = streams
        self._make_bands()

    def set_settings(self, settings: OverlaySettings) -> None:
        """Show captions in another way; the text that is shown stays where it can."""
        before, self._settings = self._settings, settings
        if before.shown is not settings.shown:
            self._make_bands()
        self._lay_out()

    def set_moves(self, *, moves: bool) -> None:
        """Whether lines glide upwards; else they jump."""
        self._moves = moves

    def set_hint(self, hint: str) -> None:
        """Text to show while there is no caption; empty for none."""
        self._hint = hint
        self.update()

    def set_headroom(self, px: int) -> None:
        """Leave room at the top, at the cost of lines but for the last of each text."""
        if px != self._headroom_px:
            self._headroom_px = px
            self._lay_out()

    def handle(self, event: Event, *, stream: str = "") -> None:
        """Queue the next event of a direction."""
        if not isinstance(
            event,
            TextCommitted
            | TranscriptCommitted
            | TextTentative
            | SpeechEnded
            | SourceGap
            | TextTyped
            | TextWithdrawn
            | EngineFailed,
        ):
            return
        for (name, _), band in self._bands.items():
            if name == stream:
                band.waiting.append(event)
        # Together with what comes in the next moments: several words break into better lines.
        if not self._timer.isActive() or self._timer.remainingTime() > REFRESH_MS:
            self._timer.start(REFRESH_MS)

    def end(self, *, stream: str = "") -> None:
        """End a direction: tentative text goes, its last words leave after a while."""
        for (name, _), band in self._bands.items():
            if name == stream:
                self._feed(band)
                band.roller.end_utterance()
        self.refresh()

    def clear(self) -> None:
        """Remove everything."""
        for band in self._bands.values():
            band.waiting.clear()
            band.roller.clear()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show queued events, and what is due."""
        has_rolled = False
        for band in self._bands.values():
            self._feed(band)
            lines = band.roller.lines()
            if lines == band.lines:
                continue
            kept = {line.number for line in lines}
            gone = tuple(line for line in band.lines if line.number not in kept)
            band.left = gone if lines else ()
            has_rolled = has_rolled or bool(band.left)
            band.lines = lines
            self.update()
        if has_rolled and self._moves and self.isVisible():
            self._roll.start()
        else:
            self._on_roll_finished()
        changes = [
            change_s
            for band in self._bands.values()
            if (change_s := band.roller.next_change_s()) is not None
        ]
        if changes:
            # A timer that fires a little early would find nothing due.
            self._timer.start(int(min(changes) * 1000) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the lines out for the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw all bands, each on a background of its own."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._layout()
        top = self._top(layout)
        has_text = False
        for band in self._bands.values():
            height = self._band_height(band, layout)
            if any(line.committed or line.tentative for line in band.lines):
                self._paint_band(painter, band, layout, top)
                has_text = True
            top += height + _GAP_PX
        if not has_text and self._hint:
            self._paint_hint(painter, layout)

    def _make_bands(self) -> None:
        shown = self._settings.shown
        kinds = [
            is_source
            for is_source, is_there in ((True, shown.has_source), (False, shown.has_target))
            if is_there
        ]
        self._bands = {
            (stream, is_source): _Band(
                is_source=is_source, roller=CaptionRoller(RollingRules(), clock=self._clock)
            )
            for stream in self._streams
            for is_source in kinds
        }
        self._lay_out()

    def _lay_out(self) -> None:
        layout = self._layout()
        settings = self._settings
        for band in self._bands.values():
            metrics = QFontMetricsF(layout.source_font if band.is_source else layout.font)
            band.roller.change(
                RollingRules(
                    lines=layout.lines,
                    characters=settings.characters,
                    hold_s=None if settings.keeps_last else settings.hold_s,
                    fits=_fits(metrics, self.width() - 2 * layout.left),
                )
            )
        self.refresh()
        self.update()

    def _layout(self) -> _Layout:
        """The sizes; letters shrink only where not even one line of each text fits."""
        settings = self._settings
        shares = sum(_SOURCE_SHARE if band.is_source else 1.0 for band in self._bands.values())
        padding = 2 * _PADDING_EM * len(self._bands)
        height = max(1.0, self.height() - _GAP_PX * (len(self._bands) - 1))
        one_line_em = _LINE_EM * shares + padding
        font_px = min(settings.font_px, max(6, int(height / one_line_em)))
        room = (height - self._headroom_px) / font_px - padding
        fitting = int(room / (_LINE_EM * shares))
        lines = min(settings.lines, max(1, fitting))
        font = QFont(self.font())
        if settings.font_family:
            font.setFamily(settings.font_family)
        font.setPixelSize(font_px)
        source_font = QFont(font)
        source_font.setPixelSize(max(6, round(font_px * _SOURCE_SHARE)))
        # Wide enough for a full line of usual letters, in the middle of the window.
        letter = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        wanted = letter * settings.characters * 1.06
        edge = 2 * _PADDING_EM * font_px
        width = min(wanted, self.width() - 2 * edge)
        return _Layout(
            font=font,
            source_font=source_font,
            lines=lines,
            left=(self.width() - width) / 2,
            width=width,
        )

    def _top(self, layout: _Layout) -> float:
        """Where the first band begins, so that the last one ends at the window's lower edge."""
        gaps = _GAP_PX * (len(self._bands) - 1)
        heights = sum(self._band_height(band, layout) for band in self._bands.values())
        return self.height() - heights - gaps

    def _line_height(self, band: _Band, layout: _Layout) -> float:
        font = layout.source_font if band.is_source else layout.font
        return _LINE_EM * font.pixelSize()

    def _band_height(self, band: _Band, layout: _Layout) -> float:
        padding = 2 * _PADDING_EM * layout.font.pixelSize()
        return layout.lines * self._line_height(band, layout) + padding

    def _paint_band(self, painter: QPainter, band: _Band, layout: _Layout, top: float) -> None:
        settings = self._settings
        padding = _PADDING_EM * layout.font.pixelSize()
        box = QRectF(
            layout.left - 2 * padding,
            top,
            layout.width + 4 * padding,
            self._band_height(band, layout),
        )
        ground = QColor(settings.background_colour)
        ground.setAlphaF(settings.background_opacity)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _CORNER_PX, _CORNER_PX)
        painter.save()
        inside = QRectF(0, top + padding, self.width(), box.height() - 2 * padding)
        painter.setClipRect(inside)
        step = self._line_height(band, layout)
        rolled = 1.0 - float(self._roll.currentValue()) if band.left else 0.0
        y = inside.top() - rolled * len(band.left) * step
        for line in (*band.left, *band.lines):
            self._paint_line(painter, line, band, layout, y)
            y += step
        painter.restore()

    def _paint_line(
        self, painter: QPainter, line: ShownLine, band: _Band, layout: _Layout, top: float
    ) -> None:
        settings = self._settings
        font = layout.source_font if band.is_source else layout.font
        name = settings.source_colour if band.is_source else settings.target_colour
        metrics = QFontMetricsF(font)
        spare = self._line_height(band, layout) - metrics.height()
        place = QPointF(layout.left, top + spare / 2 + metrics.ascent())
        colour = QColor(name)
        has_outline = settings.has_outline or settings.contrast(name) < ENOUGH
        self._paint_text(painter, line.committed, place, font, colour, has_outline=has_outline)
        if settings.shows_tentative and line.tentative:
            place.setX(place.x() + metrics.horizontalAdvance(line.committed))
            colour.setAlphaF(_TENTATIVE_OPACITY)
            self._paint_text(painter, line.tentative, place, font, colour, has_outline=has_outline)

    def _paint_text(
        self,
        painter: QPainter,
        text: str,
        place: QPointF,
        font: QFont,
        colour: QColor,
        *,
        has_outline: bool,
    ) -> None:
        if has_outline:
            path = QPainterPath()
            path.addText(place, font, text)
            edge = QColor("#000000" if colour.lightness() > 127 else "#ffffff")
            pen = QPen(edge, _OUTLINE_EM * font.pixelSize())
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, text)

    def _paint_hint(self, painter: QPainter, layout: _Layout) -> None:
        font = QFont(layout.font)
        font.setPixelSize(min(layout.font.pixelSize(), 18))
        painter.setFont(font)
        painter.setPen(QColor(self._settings.target_colour))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(self.rect()).adjusted(16, 8, -16, -8), flags, self._hint)

    def _feed(self, band: _Band) -> None:
        """Pass queued events to the roller, consecutive commits together."""
        waiting, band.waiting = band.waiting, []
        joined: list[Event] = []
        for event in waiting:
            last = joined[-1] if joined else None
            if (isinstance(event, TextCommitted) and isinstance(last, TextCommitted)) or (
                isinstance(event, TranscriptCommitted) and isinstance(last, TranscriptCommitted)
            ):
                joined[-1] = replace(last, text=last.text + event.text)
            else:
                joined.append(event)
        for event in joined:
            self._apply_event(band, event)

    def _apply_event(self, band: _Band, event: Event) -> None:
        match event:
            case TextCommitted() if not band.is_source:
                band.roller.commit(event.text, language=event.language)
            case TranscriptCommitted() if band.is_source:
                band.roller.commit(event.text, language=event.language)
            case TextTentative() if not band.is_source and self._settings.shows_tentative:
                band.roller.set_tentative(event.text, language=event.language)
            case SourceGap():
                band.roller.end_utterance()
                band.roller.commit(event.mark, language="")
                band.roller.end_utterance()
            case TextWithdrawn():
                band.roller.clear()
            case TextTyped():
                band.roller.end_utterance()
                if band.is_source:
                    band.roller.commit(event.typed, language=event.typed_language)
                else:
                    band.roller.commit(event.text, language=event.language)
                band.roller.end_utterance()
            case SpeechEnded() | EngineFailed():
                band.roller.end_utterance()
            case _:
                pass

    @Slot(object)
    def _on_roll_value_changed(self, value: object) -> None:
        del value
        self.update()

    @Slot()
    def _on_roll_finished(self) -> None:
        for band in self._bands.values():
            if band.left:
                band.left = ()
                self.update()


def _fits(metrics: QFontMetricsF, width: float) -> Callable[[str], bool]:
    return lambda line: metrics.horizontalAdvance(line) <= width
