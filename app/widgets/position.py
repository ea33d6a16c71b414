"""How far a recording is played that a session hears, and a button that pauses it."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from app.texts import clock_text
from app.theme.theme import ApplicationTheme
from app.viewmodels.session import SessionStatus

_PERMILLE = 1_000


class PositionRow(QWidget):
    """Position and length of the recording of a direction; hidden while none is heard.

    Args:
        index: of the direction.
        session: has the readings, and gets the requests.
        theme: its icons.
    """

    def __init__(self, index: int, session: SessionStatus, theme: ApplicationTheme) -> None:
        super().__init__()
        self._index = index
        self._session = session
        self._theme = theme
        self._is_paused = False
        self.pause_button = QToolButton()
        self.pause_button.setProperty("kind", "flat")
        self.pause_button.setIconSize(QSize(16, 16))
        self.pause_button.clicked.connect(
            lambda: session.pause_requested.emit(self._index, not self._is_paused)
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _PERMILLE)
        self.bar.setAccessibleName(self.tr("Position in the recording"))
        self.text = QLabel()
        self.text.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.pause_button)
        row.addWidget(self.bar, 1)
        row.addWidget(self.text)
        session.readings_changed.connect(self._show)
        session.state_changed.connect(self._show)
        theme.changed.connect(self._draw)
        self._draw()
        self._show()

    @Slot()
    def _show(self) -> None:
        gauges = self._session.gauges
        reading = gauges[self._index].recording if self._index < len(gauges) else None
        self.setVisible(reading is not None)
        if reading is None:
            return
        if reading.is_paused is not self._is_paused:
            self._is_paused = reading.is_paused
            self._draw()
        text = clock_text(reading.position_s)
        if reading.length_s:
            text = f"{text} / {clock_text(reading.length_s)}"
            share = min(1.0, reading.position_s / reading.length_s)
            self.bar.setValue(round(share * _PERMILLE))
        self.bar.setVisible(bool(reading.length_s))
        if text != self.text.text():
            self.text.setText(text)

    @Slot()
    def _draw(self) -> None:
        name = (
            self.tr("Play the recording on") if self._is_paused else self.tr("Pause the recording")
        )
        self.pause_button.setIcon(self._theme.icon("play" if self._is_paused else "pause"))
        self.pause_button.setAccessibleName(name)
        self.pause_button.setToolTip(name)
