"""Small controls that stay above other windows."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.texts import lag_text, language_name
from app.theme.icons import application_icon
from app.theme.theme import ApplicationTheme, set_style_property
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionState, SessionStatus
from app.widgets.indicators import LevelMeter, SessionSign, WallClock
from engine.audio.mixing import SILENCE_DBFS

_ICON: Final = QSize(18, 18)
_METER_PX: Final = 90
_GEOMETRY: Final = "floating/geometry"
_FLAGS: Final = (
    Qt.WindowType.Tool
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.CustomizeWindowHint
    | Qt.WindowType.WindowTitleHint
    | Qt.WindowType.WindowCloseButtonHint
)


class FloatingControls(QWidget):
    """On air, mute, level, lag, the other language, catching up.

    Signals:
        window_asked: the main window is to come to the front.
        closed: the user closed it.

    Args:
        geometry: the file that its place is stored in.
        session: what it shows, and gets the requests.
        preferences: know the languages.
        theme: its colours and icons.
    """

    window_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        geometry: Path,
        *,
        session: SessionStatus,
        preferences: Preferences,
        theme: ApplicationTheme,
    ) -> None:
        super().__init__(None, _FLAGS)
        self._geometry_file = geometry
        self._session = session
        self._preferences = preferences
        self._theme = theme
        # It neither takes the keyboard from a call when it appears nor keeps the program alive.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(self.tr("Dragoman controls"))
        self.setObjectName("floating")
        self.sign = SessionSign(session, theme)
        self.lag = QLabel()
        self.lag.setProperty("role", "figure")
        self.lag.setAccessibleName(self.tr("Lag"))
        self.lag.setToolTip(self.tr("How long after the speaker the translation comes"))
        self.clock = WallClock()
        self.meters = [LevelMeter("", theme.colours) for _ in range(2)]
        self.start_button = self._button(QPushButton())
        self.start_button.clicked.connect(session.start_stop_requested)
        self.mute_button = self._button(QPushButton(self.tr("Mute")))
        self.mute_button.setCheckable(True)
        self.mute_button.clicked.connect(session.mute_requested)
        self.language_button = self._button(QPushButton())
        self.language_button.clicked.connect(preferences.switch_target)
        self.catch_up_button = self._button(QPushButton(self.tr("Catch up")))
        self.catch_up_button.setToolTip(
            self.tr("Leave what is not translated yet, and go on with what is said now")
        )
        self.catch_up_button.clicked.connect(session.catch_up_requested)
        self.window_button = QToolButton()
        self.window_button.setProperty("kind", "flat")
        self.window_button.setIconSize(_ICON)
        self.window_button.setIcon(application_icon())
        self.window_button.setToolTip(self.tr("Show Dragoman's window"))
        self.window_button.setAccessibleName(self.tr("Show Dragoman's window"))
        self.window_button.clicked.connect(self.window_asked)
        self._build()
        session.state_changed.connect(self._show_state)
        session.readings_changed.connect(self._show_readings)
        session.muted_changed.connect(self.mute_button.setChecked)
        preferences.changed.connect(self._show_preferences)
        theme.changed.connect(self._draw)
        self._show_preferences()
        self._draw()
        self._restore_geometry()

    @staticmethod
    def _button(button: QPushButton) -> QPushButton:
        button.setProperty("kind", "slim")
        button.setIconSize(_ICON)
        button.setAutoDefault(False)
        return button

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.start_button)
        top.addWidget(self.sign)
        label = QLabel(self.tr("Lag"))
        label.setProperty("role", "quiet")
        top.addWidget(label)
        top.addWidget(self.lag)
        top.addStretch(1)
        top.addWidget(self.clock)
        top.addWidget(self.window_button)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        meters = QVBoxLayout()
        meters.setSpacing(4)
        for meter in self.meters:
            meter.setMinimumWidth(_METER_PX)
            meters.addWidget(meter)
        bottom.addLayout(meters, 1)
        for button in (self.mute_button, self.language_button, self.catch_up_button):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(bottom)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the user closed it."""
        super().closeEvent(event)
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Save its place."""
        super().hideEvent(event)
        geometry = QSettings(str(self._geometry_file), QSettings.Format.IniFormat)
        geometry.setValue(_GEOMETRY, self.saveGeometry())
        geometry.sync()

    def _restore_geometry(self) -> None:
        geometry = QSettings(str(self._geometry_file), QSettings.Format.IniFormat)
        saved = geometry.value(_GEOMETRY)
        if isinstance(saved, QByteArray):
            self.restoreGeometry(saved)
            self.adjustSize()

    @Slot()
    def _show_preferences(self) -> None:
        profile = self._preferences.profile
        other = self._preferences.other_target
        self.language_button.setVisible(bool(other))
        if other:
            self.language_button.setText(f"→ {other.upper()}")
            text = self.tr("Translate into {language}").format(language=language_name(other))
            self.language_button.setToolTip(text)
            self.language_button.setAccessibleName(text)
        self.meters[1].setVisible(profile.is_two_way)
        names = (self.tr("You"), self.tr("They")) if profile.is_two_way else (self.tr("Source"), "")
        for meter, name in zip(self.meters, names, strict=True):
            text = self.tr("Level: {what}").format(what=name)
            meter.setAccessibleName(text)
            meter.setToolTip(text)
        self._show_state()
        self.adjustSize()

    @Slot()
    def _show_state(self) -> None:
        session = self._session
        is_active = session.is_active
        text = self.tr("Stop") if is_active else self.tr("Start")
        if session.state is SessionState.DRAINING:
            text = self.tr("Stop now")
        self.start_button.setText(text)
        self.start_button.setIcon(
            self._theme.icon("stop" if is_active else "play", on_accent=is_active)
        )
        set_style_property(self.start_button, "active", "true" if is_active else "false")
        for button in (self.mute_button, self.catch_up_button):
            button.setEnabled(session.is_running)
        if not session.is_running:
            for meter in self.meters:
                meter.clear()
        self._show_readings()

    @Slot()
    def _show_readings(self) -> None:
        if not self.isVisible():
            return
        gauges = self._session.gauges
        for number, meter in enumerate(self.meters):
            reading = gauges[number] if number < len(gauges) else None
            meter.show_level(SILENCE_DBFS if reading is None else reading.source_level.peak_dbfs)
        text = lag_text(self._session.lags_s)
        if text != self.lag.text():
            self.lag.setText(text)

    @Slot()
    def _draw(self) -> None:
        colours = self._theme.colours
        for meter in self.meters:
            meter.set_colours(colours)
        self.mute_button.setIcon(self._theme.icon("microphone-off"))
        self._show_state()
