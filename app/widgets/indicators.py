"""The level meter, the on-air sign, and a clock of the day."""

from typing import Final

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, QTime, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.theme.colours import Colours
from app.theme.theme import ApplicationTheme
from app.viewmodels.session import SessionState, SessionStatus

FLOOR_DBFS: Final = -60.0
_LOUD_DBFS: Final = -9.0
_CLIPPING_DBFS: Final = -1.0
_FALL_DB: Final = 0.8
"""A reading: at 30 readings a second the bar falls by 24 dB a second, so that an eye can follow."""
_HOLD_READINGS: Final = 30
_HEIGHT_PX: Final = 8
_GAP_PX: Final = 2
_CELL_PX: Final = 5
_SIGN_HEIGHT_PX = 26
_DOT_PX = 9
_MARGIN_PX = 11


class LevelMeter(QWidget):
    """A row of cells that light up with the level, and one that stays at the recent peak."""

    def __init__(self, name: str, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._level_dbfs = FLOOR_DBFS
        self._held_dbfs = FLOOR_DBFS
        self._held_for = 0
        self._painted: tuple[int, int] = (-1, -1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def level_dbfs(self) -> float:
        """The level that is shown."""
        return self._level_dbfs

    def set_colours(self, colours: Colours) -> None:
        """Paint in the colours of another theme."""
        self._colours = colours
        self.update()

    def show_level(self, peak_dbfs: float) -> None:
        """Show a reading; rises at once, falls slowly."""
        self._level_dbfs = max(peak_dbfs, self._level_dbfs - _FALL_DB, FLOOR_DBFS)
        self._held_for += 1
        if self._level_dbfs >= self._held_dbfs or self._held_for > _HOLD_READINGS:
            self._held_dbfs, self._held_for = self._level_dbfs, 0
        # Cells that look as before need no painting.
        if self._lit() != self._painted:
            self.update()

    def clear(self) -> None:
        """Show silence."""
        self._level_dbfs = self._held_dbfs = FLOOR_DBFS
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(120, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a dozen cells."""
        return QSize(60, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the cells."""
        del event
        self._painted = self._lit()
        lit, held = self._painted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        off = QColor(self._colours.line)
        cells = self._cells()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for cell in range(cells):
            on = cell < lit or (cell == held and held > 0)
            painter.setBrush(self._colour(cell, cells) if on else off)
            place = cells - 1 - cell if is_mirrored else cell
            # The last one ends where the meter does.
            left = round(place * (self.width() - _CELL_PX) / max(1, cells - 1))
            painter.drawRoundedRect(QRectF(left, 0, _CELL_PX, self.height()), 1.5, 1.5)
        painter.end()

    def _colour(self, cell: int, cells: int) -> QColor:
        dbfs = FLOOR_DBFS * (1 - (cell + 1) / cells)
        if dbfs >= _CLIPPING_DBFS:
            return QColor(self._colours.bad)
        return QColor(self._colours.warn if dbfs >= _LOUD_DBFS else self._colours.good)

    def _cells(self) -> int:
        return max(1, (self.width() + _GAP_PX) // (_CELL_PX + _GAP_PX))

    def _lit(self) -> tuple[int, int]:
        cells = self._cells()
        return (
            round(cells * (1 - self._level_dbfs / FLOOR_DBFS)),
            round(cells * (1 - self._held_dbfs / FLOOR_DBFS)) - 1,
        )


class OnAirSign(QWidget):
    """A pill with a dot and a word, filled while one is on air."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._text = ""
        self._is_lit = False
        self._is_busy = False
        self._is_alarming = False
        font = self.font()
        font.setBold(True)
        font.setLetterSpacing(font.SpacingType.PercentageSpacing, 104)
        self.setFont(font)
        self.setFixedHeight(_SIGN_HEIGHT_PX)

    @property
    def text(self) -> str:
        """The word."""
        return self._text

    @property
    def is_lit(self) -> bool:
        """Whether it is filled."""
        return self._is_lit

    def set_colours(self, colours: Colours) -> None:
        """Paint in the colours of another theme."""
        self._colours = colours
        self.update()

    def show_state(
        self, text: str, *, is_lit: bool, is_busy: bool = False, is_alarming: bool = False
    ) -> None:
        """Change the word and the light.

        Args:
            text: the word.
            is_lit: sound is interpreted.
            is_busy: between on and off.
            is_alarming: it should be on and is not.
        """
        self._text, self._is_lit = text, is_lit
        self._is_busy, self._is_alarming = is_busy, is_alarming
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the word."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(width + 2 * _MARGIN_PX + _DOT_PX + 8, _SIGN_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the whole word: half of it would mean something else."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the pill."""
        del event
        colours = self._colours
        back, front = colours.raised, colours.quiet
        if self._is_lit:
            back, front = colours.on_air, colours.on_on_air
        elif self._is_alarming:
            back, front = colours.bad_soft, colours.text
        elif self._is_busy:
            back, front = colours.warn_soft, colours.text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        box = QRectF(0, 0, min(self.width(), self.sizeHint().width()), _SIGN_HEIGHT_PX)
        painter.drawRoundedRect(box, _SIGN_HEIGHT_PX / 2, _SIGN_HEIGHT_PX / 2)
        dot = QRectF(_MARGIN_PX, (_SIGN_HEIGHT_PX - _DOT_PX) / 2, _DOT_PX, _DOT_PX)
        painter.setBrush(QColor(front))
        painter.drawEllipse(dot)
        painter.setPen(QColor(front))
        words = box.adjusted(_MARGIN_PX + _DOT_PX + 8, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class SessionSign(OnAirSign):
    """The on-air sign of the session.

    Args:
        session: what it shows.
        theme: its colours.
        parent: its owner.
    """

    def __init__(
        self, session: SessionStatus, theme: ApplicationTheme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme.colours, parent)
        self._session = session
        session.state_changed.connect(self._show)
        session.muted_changed.connect(self._show)
        session.bypass_changed.connect(self._show)
        theme.changed.connect(self.set_colours)
        self._show()

    @Slot()
    def _show(self) -> None:
        match self._session.state:
            case SessionState.IDLE:
                self.show_state(self.tr("Off air"), is_lit=False)
            case SessionState.LOADING:
                self.show_state(self.tr("Getting ready"), is_lit=False, is_busy=True)
            case SessionState.INTERRUPTED:
                self.show_state(self.tr("Interrupted"), is_lit=False, is_alarming=True)
            case SessionState.DRAINING:
                self.show_state(self.tr("Finishing"), is_lit=False, is_busy=True)
            case SessionState.FAILED:
                self.show_state(self.tr("Stopped"), is_lit=False)
            case SessionState.RUNNING if self._session.is_muted:
                self.show_state(self.tr("Muted"), is_lit=False, is_busy=True)
            case SessionState.RUNNING if self._session.is_bypassed:
                self.show_state(self.tr("Your own voice"), is_lit=False, is_busy=True)
            case SessionState.RUNNING:
                self.show_state(self.tr("On air"), is_lit=True)


_TICK_MS: Final = 1_000


class WallClock(QLabel):
    """The time of day, as it is written where the user is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(self.tr("Time of day"))
        self.setToolTip(self.tr("Time of day"))
        timer = QTimer(self)
        timer.timeout.connect(self._on_tick)
        timer.start(_TICK_MS)
        self._on_tick()

    def show_time(self, time: QTime) -> None:
        """Show a time."""
        text = QLocale().toString(time, QLocale.FormatType.ShortFormat)
        if text != self.text():
            self.setText(text)

    @Slot()
    def _on_tick(self) -> None:
        self.show_time(QTime.currentTime())
