"""Start and stop, the state, levels and volumes, lag, and the two keys that are held."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.texts import clock_text, cost_text, lag_text, percent_text, price_text, with_keys
from app.theme.icons import pixmap
from app.theme.theme import ApplicationTheme, set_style_property
from app.viewmodels.engines import Engines
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionState, SessionStatus
from app.widgets.buttons import HoldButton
from app.widgets.cards import SLIDER_PX
from app.widgets.choices import StillSlider
from app.widgets.indicators import LevelMeter, SessionSign, WallClock
from engine.audio.mixing import SILENCE_DBFS
from engine.effort import Effort

_MOST_DIRECTIONS: Final = 2
_PERCENT: Final = 100
_VOLUME_PX: Final = (44, 140)
_METER_PX: Final = 36
_SIGN_PX: Final = 16
_LAG_S: Final = 88.8
"""As wide as a lag that is seen now and then."""


class TransportBar(QFrame):
    """The console's bottom row.

    Args:
        session: what it shows, and gets the requests.
        preferences: say how many directions there are, and name the keys.
        engines: know what the session has cost.
        theme: its colours and icons.
        parent: its owner.
    """

    def __init__(
        self,
        session: SessionStatus,
        preferences: Preferences,
        engines: Engines,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._engines = engines
        self._preferences = preferences
        self.setObjectName("transport")
        self.setProperty("bar", "true")
        self._theme = theme
        self.start_button = QPushButton()
        self.start_button.setObjectName("startStop")
        self.start_button.setIconSize(QSize(20, 20))
        self.start_button.clicked.connect(session.start_stop_requested)
        self.sign = SessionSign(session, theme)
        self.wall_clock = WallClock()
        self.clock = _figure(self.tr("Session time"))
        self.clock.setText("0:00")
        self.clock.setToolTip(self.tr("How long this session has been running"))
        self.cost = _figure(self.tr("Cost"))
        self.cost.hide()
        self.lag = _figure(self.tr("Lag"))
        self._lag_tip = self.tr(
            "How long after the speaker you hear or read the translation. Human interpreters "
            "work about 2 to 4 seconds behind."
        )
        self.lag.setToolTip(self._lag_tip)
        self.slow_down = QLabel()
        self.slow_down.setProperty("chip", "warn")
        self.catch_up_button = QPushButton(self.tr("Catch up"))
        self.catch_up_button.setProperty("kind", "slim")
        self.catch_up_button.clicked.connect(session.catch_up_requested)
        self.mute_button = HoldButton(self.tr("Hold to mute"))
        self.mute_button.held.connect(session.mute_requested)
        self.translate_button = HoldButton(self.tr("Hold to translate"))
        self.translate_button.held.connect(session.translate_requested)
        self.correct_button = QPushButton()
        # As high as those that are held.
        self.correct_button.setProperty("hold", "true")
        self.correct_button.clicked.connect(session.correct_turn_requested)
        for button in (self.mute_button, self.translate_button, self.correct_button):
            button.setIconSize(QSize(18, 18))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Loading models"))
        self.progress_text = QLabel()
        self.progress_text.setProperty("role", "quiet")
        self._build()
        theme.changed.connect(self._draw)
        session.state_changed.connect(self._show_state)
        session.loading_changed.connect(self._show_loading)
        session.readings_changed.connect(self._show_readings)
        session.way_changed.connect(self._show_way)
        engines.cost_changed.connect(self._show_cost)
        preferences.changed.connect(self._show_preferences)
        self._show_preferences()
        self._draw()
        self._show_readings()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.start_button)
        layout.addWidget(self._build_state())
        self._build_meters()
        layout.addWidget(self._meters_panel, 1)
        self._loading_panel = QWidget()
        loading = QVBoxLayout(self._loading_panel)
        loading.setContentsMargins(0, 0, 0, 0)
        loading.addStretch(1)
        loading.addWidget(self.progress_text)
        loading.addWidget(self.progress)
        loading.addStretch(1)
        layout.addWidget(self._loading_panel, 1)
        held = QVBoxLayout()
        held.setSpacing(4)
        held.addWidget(self.correct_button)
        held.addWidget(self.mute_button)
        held.addWidget(self.translate_button)
        layout.addLayout(held)

    def _build_state(self) -> QWidget:
        """The sign, the figures, and a row that appears where the session is late."""
        self._state = QWidget()
        state = self._state_rows = QVBoxLayout(self._state)
        state.setContentsMargins(0, 0, 0, 0)
        state.setSpacing(4)
        state.addStretch(1)
        state.addLayout(_row(self.sign, self.wall_clock))
        row = self._figures = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.clock)
        row.addSpacing(8)
        label = QLabel(self.tr("Lag"))
        label.setProperty("role", "quiet")
        label.setToolTip(self._lag_tip)
        row.addWidget(label)
        row.addWidget(self.lag)
        self.cost.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self.cost)
        row.addStretch(1)
        state.addLayout(row)
        state.addLayout(_row(self.slow_down, self.catch_up_button))
        self._room = QSpacerItem(0, 0, QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        state.addSpacerItem(self._room)
        state.addStretch(1)
        self.slow_down.setText(max(map(self._behind, Effort), key=len))
        self._late_px = 0
        for widget in (self.slow_down, self.catch_up_button):
            widget.hide()
        return self._state

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Measure in the letters that the style sheet sets when the bar is shown."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Keep the room that the figures and the row below them take while a session is late.

        So the meters stay where they are. In a window too narrow for that, they give way.
        """
        late_px = self.slow_down.sizeHint().width() + self.catch_up_button.sizeHint().width()
        self._late_px = max(self._late_px, late_px + self._figures.spacing())
        lags_s = [_LAG_S] * len(self._preferences.profile.directions())
        lag_px = self.lag.fontMetrics().horizontalAdvance(lag_text(lags_s))
        figures_px = self._figures.sizeHint().width() - self.lag.sizeHint().width() + lag_px
        policies = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        self._room.changeSize(max(self._late_px, figures_px), 0, *policies)
        if not self.catch_up_button.isVisible():
            rows_px = self._state_rows.sizeHint().height() + self._state_rows.spacing()
            self._state.setMinimumHeight(rows_px + self.catch_up_button.sizeHint().height())

    def _build_meters(self) -> None:
        self._meters_panel = QWidget()
        grid = QGridLayout(self._meters_panel)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(3, 1)
        self._volumes: list[tuple[QSlider, QSlider]] = []
        self._volume_signs: list[tuple[QLabel, QLabel]] = []
        self._meters: list[tuple[LevelMeter, LevelMeter]] = []
        self._meter_labels: list[tuple[QLabel, QLabel]] = []
        for number in range(_MOST_DIRECTIONS):
            pair, labels, volumes, signs = [], [], [], []
            for part in range(2):
                caption = QLabel()
                caption.setProperty("role", "quiet")
                meter = LevelMeter("", self._theme.colours)
                grid.addWidget(caption, 2 * number + part, 0)
                grid.addWidget(meter, 2 * number + part, 1, Qt.AlignmentFlag.AlignVCenter)
                meter.setMinimumWidth(_METER_PX)
                volume = self._make_volume(number, is_translation=bool(part))
                sign = QLabel()
                grid.addWidget(sign, 2 * number + part, 2, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(volume, 2 * number + part, 3, Qt.AlignmentFlag.AlignVCenter)
                signs.append(sign)
                pair.append(meter)
                labels.append(caption)
                volumes.append(volume)
            self._meters.append((pair[0], pair[1]))
            self._meter_labels.append((labels[0], labels[1]))
            self._volumes.append((volumes[0], volumes[1]))
            self._volume_signs.append((signs[0], signs[1]))

    def _make_volume(self, number: int, *, is_translation: bool) -> QSlider:
        volume = StillSlider(Qt.Orientation.Horizontal)
        volume.setRange(0, _PERCENT)
        volume.setPageStep(_PERCENT // 10)
        volume.setMinimumWidth(_VOLUME_PX[0])
        volume.setMinimumHeight(SLIDER_PX)
        volume.setMaximumWidth(_VOLUME_PX[1])

        def change(percent: int) -> None:
            direction = self._preferences.profile.directions()[number]
            share = percent / _PERCENT
            if is_translation:
                before = direction.translation_volume
                changed = replace(direction, translation_volume=share)
            else:
                before = direction.original_volume
                changed = replace(direction, original_volume=share)
            if round(before * _PERCENT) != percent:
                self._preferences.change_direction(number, changed)

        volume.valueChanged.connect(change)
        return volume

    @property
    def volumes(self) -> Sequence[tuple[QSlider, QSlider]]:
        """Volume of the original and of the translation of each direction that may run."""
        return self._volumes

    @property
    def meters(self) -> Sequence[tuple[LevelMeter, LevelMeter]]:
        """Source and target meter of each direction that may run."""
        return self._meters

    @Slot()
    def _show_preferences(self) -> None:
        directions = self._preferences.profile.directions()
        for number, (meters, labels) in enumerate(
            zip(self._meters, self._meter_labels, strict=True)
        ):
            texts = (self.tr("Source"), self.tr("Translation"))
            if len(directions) > 1:
                texts = (
                    (self.tr("You"), self.tr("To them"))
                    if number == 0
                    else (self.tr("They"), self.tr("To you"))
                )
            for meter, label, text in zip(meters, labels, texts, strict=True):
                label.setText(text)
                meter.setAccessibleName(self.tr("Level: {what}").format(what=text))
                label.setVisible(number < len(directions))
                meter.setVisible(number < len(directions))
            self._show_volumes(number, texts)
        self.translate_button.setVisible(directions[0].hold_to_translate)
        self.wall_clock.setVisible(self._preferences.appearance.shows_clock)
        self.correct_button.setVisible(directions[0].both_ways)
        self._make_room()
        self._name_keys()

    def _show_volumes(self, number: int, texts: tuple[str, str]) -> None:
        directions = self._preferences.profile.directions()
        direction = directions[number] if number < len(directions) else None
        original, translation = zip(self._volumes[number], self._volume_signs[number], strict=True)
        for (slider, sign), text, tip, share in (
            (
                original,
                texts[0],
                self.tr("Volume of the original: {percent}"),
                0.0 if direction is None else direction.original_volume,
            ),
            (
                translation,
                texts[1],
                self.tr("Volume of the translation: {percent}"),
                0.0 if direction is None else direction.translation_volume,
            ),
        ):
            for widget in (slider, sign):
                widget.setVisible(direction is not None)
            slider.setEnabled(direction is not None and direction.speaks)
            slider.setAccessibleName(self.tr("Volume: {what}").format(what=text))
            percent = round(share * _PERCENT)
            for widget in (slider, sign):
                widget.setToolTip(tip.format(percent=percent_text(share)))
            if direction is not None and slider.value() != percent:
                slider.setValue(percent)

    def _name_keys(self) -> None:
        shortcuts = self._preferences.settings.shortcuts
        for button, text, tip, keys in (
            (
                self.mute_button,
                self.tr("Hold to mute"),
                self.tr("Nothing you say is heard while you hold this"),
                shortcuts.hold_to_mute,
            ),
            (
                self.translate_button,
                self.tr("Hold to translate"),
                self.tr("Your own voice goes through unless you hold this"),
                shortcuts.hold_to_translate,
            ),
            (
                self.correct_button,
                self.tr("Other language"),
                self.tr("Hear the last turn again, in the other language"),
                shortcuts.correct_turn,
            ),
            (self.start_button, "", self.tr("Start or stop"), shortcuts.start_stop),
            (
                self.catch_up_button,
                "",
                self.tr("Leave what is not translated yet, and go on with what is said now"),
                shortcuts.catch_up,
            ),
        ):
            if text:
                button.setText(with_keys(text, keys))
            button.setToolTip(with_keys(tip, keys))

    @Slot()
    def _show_state(self) -> None:
        state = self._session.state
        text, icon_name = {
            SessionState.IDLE: (self.tr("Start"), "play"),
            SessionState.LOADING: (self.tr("Cancel"), "close"),
            SessionState.RUNNING: (self.tr("Stop"), "stop"),
            SessionState.INTERRUPTED: (self.tr("Stop"), "stop"),
            SessionState.DRAINING: (self.tr("Stop now"), "stop"),
            SessionState.FAILED: (self.tr("Start"), "play"),
        }[state]
        is_running = self._session.is_running
        self.start_button.setText(text)
        self.start_button.setAccessibleName(text)
        self.start_button.setIcon(self._theme.icon(icon_name, on_accent=True))
        set_style_property(self.start_button, "active", "true" if is_running else "false")
        self._show_way()
        is_loading = state is SessionState.LOADING
        self._loading_panel.setVisible(is_loading)
        self._meters_panel.setVisible(not is_loading)
        if is_loading:
            self.progress_text.setText(self.tr("Getting ready…"))
            # Without bounds the bar runs to and fro.
            moves = not self._preferences.appearance.reduced_motion
            self.progress.setRange(0, 0 if moves else 1)
            self._show_loading()
        for button in (self.mute_button, self.translate_button):
            button.setEnabled(is_running)
        if not is_running:
            for source, target in self._meters:
                source.clear()
                target.clear()
            self.mute_button.release_all()
            self.translate_button.release_all()
            self._show_lag()

    @Slot()
    def _show_loading(self) -> None:
        loading = self._session.loading
        if loading is None:
            return
        self.progress.setRange(0, max(loading.total, 1))
        self.progress.setValue(loading.done)
        if loading.title:
            self.progress_text.setText(self.tr("Loading {model}…").format(model=loading.title))

    @Slot()
    def _show_readings(self) -> None:
        gauges = self._session.gauges
        for number, (source, target) in enumerate(self._meters):
            reading = gauges[number] if number < len(gauges) else None
            source.show_level(reading.source_level.peak_dbfs if reading else SILENCE_DBFS)
            target.show_level(reading.target_level.peak_dbfs if reading else SILENCE_DBFS)
        self.show_time(self._session.running_s)
        self._show_lag()

    def show_time(self, seconds: float) -> None:
        """Show the session clock."""
        text = clock_text(seconds)
        if text != self.clock.text():
            self.clock.setText(text)

    def _show_lag(self) -> None:
        text = lag_text(self._session.lags_s)
        if text != self.lag.text():
            self.lag.setText(text)
            if len(self._session.lags_s) > 1:
                sides = (self.tr("To them"), self.tr("To you"))
                lags = zip(sides, self._session.lags_s, strict=False)
                text = "\n".join(f"{side}: {lag_text([lag])}" for side, lag in lags)
                self.lag.setToolTip(f"{text}\n\n{self._lag_tip}")
            else:
                self.lag.setToolTip(self._lag_tip)
        effort, fast = self._session.computer_behind, self._session.fast_speakers
        if effort is not None:
            engine = self._engines.at_work
            self.slow_down.setText(
                self._behind(effort)
                if engine is None
                else self.tr("{engine} is behind").format(engine=engine.recipient or engine.title)
            )
            self.slow_down.setToolTip(
                self.tr("Close programs that keep this computer busy, or choose a smaller model.")
                if engine is None
                else self.tr(
                    "The network or the engine is too slow. What waits for more than half a "
                    "minute is left out, and marked."
                )
            )
        elif fast:
            self.slow_down.setText(self._too_fast(fast))
            self.slow_down.setToolTip(
                self.tr("The interpreter falls behind. Ask for slower speech, or for a pause.")
            )
        is_late = effort is not None or bool(fast)
        self.slow_down.setVisible(is_late)
        self.catch_up_button.setVisible(is_late)

    @Slot()
    def _show_way(self) -> None:
        self.correct_button.setEnabled(self._session.is_on_air and self._session.way is not None)

    def _behind(self, effort: Effort) -> str:
        if effort is Effort.CAPTIONS_ONLY:
            return self.tr("Can't keep up: captions only")
        return self.tr("This computer is behind")

    @Slot()
    def _show_cost(self) -> None:
        text = cost_text(usd=self._engines.usd, credit=self._engines.credit)
        if text != self.cost.text():
            self.cost.setText(text)
            info = self._engines.rated
            told = self.tr(
                "About what this session has cost so far: {price}. What you pay may differ."
            )
            self.cost.setToolTip("" if info is None else told.format(price=price_text(info)))
        self.cost.setVisible(bool(text))

    def _too_fast(self, behind: Sequence[int]) -> str:
        if not self._preferences.profile.is_two_way:
            return self.tr("The speaker is too fast")
        if len(behind) > 1:
            return self.tr("Both of you are too fast")
        return self.tr("They are too fast") if behind[0] else self.tr("You are too fast")

    @Slot()
    def _draw(self) -> None:
        colours = self._theme.colours
        for pair in self._meters:
            for meter in pair:
                meter.set_colours(colours)
        scale = self.devicePixelRatioF()
        loudspeaker = pixmap("loudspeaker", colours.quiet, size=_SIGN_PX, scale=scale)
        for signs in self._volume_signs:
            for sign in signs:
                sign.setPixmap(loudspeaker)
        self.mute_button.setIcon(self._theme.icon("microphone-off"))
        self.translate_button.setIcon(self._theme.icon("translate"))
        self.correct_button.setIcon(self._theme.icon("swap"))
        self._show_state()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _figure(name: str) -> QLabel:
    """A label for a number, with a name for screen readers."""
    label = QLabel()
    label.setProperty("role", "figure")
    label.setAccessibleName(name)
    return label
