"""The console: what is heard and spoken on the left, captions in the middle, controls below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.captions.pane import CaptionPane
from app.captions.settings import CaptionSettings
from app.engine_messages import user_text
from app.live_session import LiveSession, NeededPack
from app.notices import Notice, NoticeKind
from app.panels.direction_panel import DirectionPanel
from app.panels.install_row import InstallRow
from app.panels.language_bar import LanguageBar
from app.panels.transport_bar import TransportBar
from app.parts import Parts
from app.session_controller import SessionState
from app.session_notices import notice_of
from app.settings import DirectionSettings, Profile, SourceKind
from app.texts import profile_name, size_text
from app.theme.icons import pixmap
from app.widgets.choice_box import Choice, ChoiceBox
from app.widgets.notices import NoticeArea, Remedy
from app.widgets.segments import Segments
from engine.live.events import (
    LiveEvent,
)
from engine.packs.progress import LoadProgress

_SMALLEST: Final = QSize(900, 600)
_FIRST: Final = QSize(1180, 760)
_SIDE_PX: Final = 332
_METER_MS: Final = 33
_RESTART_MS: Final = 700
_GEOMETRY: Final = "main/geometry"


class MainWindow(QMainWindow):
    """The console.

    Signals:
        settings_asked, history_asked, overlay_asked, packs_asked, cloning_asked, doctor_asked: a
            button or key.
        closing: the window is about to close.
    """

    settings_asked = Signal()
    history_asked = Signal()
    overlay_asked = Signal()
    packs_asked = Signal()
    cloning_asked = Signal()
    doctor_asked = Signal()
    closing = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._running: Profile | None = None
        self._held: dict[QObject, int] = {}
        self.setWindowTitle("Dragoman")
        self.setMinimumSize(_SMALLEST)
        self.captions = CaptionPane(parts.captions, settings=parts.preferences.settings.captions)
        self.notices = NoticeArea(parts.theme)
        self.install_row = InstallRow(parts.installer)
        self.languages = LanguageBar(parts.preferences, parts.library, parts.theme)
        self.transport = TransportBar(parts.theme)
        self.panels = [
            DirectionPanel(
                number,
                preferences=parts.preferences,
                devices=parts.devices,
                library=parts.library,
                theme=parts.theme,
            )
            for number in range(2)
        ]
        self._build()
        self._shortcuts: list[QShortcut] = []
        self._meter_timer = QTimer(self)
        self._meter_timer.setInterval(_METER_MS)
        self._meter_timer.timeout.connect(self._on_meter_timer)
        self._restart_timer = QTimer(self)
        self._restart_timer.setSingleShot(True)
        self._restart_timer.setInterval(_RESTART_MS)
        self._restart_timer.timeout.connect(self._on_restart_timer)
        self._connect()
        self._draw()
        self._on_preferences_changed()
        self._on_state_changed(parts.controller.state)
        self._restore_geometry()
        self.transport.start_button.setFocus()

    def _build(self) -> None:
        centre = QWidget()
        centre.setObjectName("window")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_header())
        middle = QHBoxLayout()
        middle.setContentsMargins(16, 14, 16, 14)
        middle.setSpacing(14)
        middle.addWidget(self._build_side())
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.languages)
        right.addWidget(self.notices)
        right.addWidget(self.install_row)
        right.addWidget(self.captions, 1)
        middle.addLayout(right, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.transport)
        self.setCentralWidget(centre)

    def _build_header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        header.setProperty("bar", "true")
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        self._logo = QLabel()
        brand = QLabel("Dragoman")
        brand.setProperty("role", "brand")
        self.mode = Segments[bool](
            self.tr("Mode"),
            [
                (False, self.tr("One way"), self.tr("Somebody speaks, you follow")),
                (True, self.tr("Call"), self.tr("Both sides of a call, each in its language")),
            ],
        )
        self.profile_box = ChoiceBox(self.tr("Profile"))
        self.profile_box.setToolTip(self.tr("Profile"))
        self.profile_box.setMaximumWidth(190)
        row.addWidget(self._logo)
        row.addWidget(brand)
        row.addSpacing(10)
        row.addWidget(self.profile_box)
        row.addWidget(self.mode)
        row.addStretch(1)
        self._tools: list[tuple[QToolButton, str]] = []
        for picture, name, signal in (
            ("overlay", self.tr("Caption overlay"), self.overlay_asked),
            ("history", self.tr("History"), self.history_asked),
            ("package", self.tr("Models"), self.packs_asked),
            ("doctor", self.tr("Check-up"), self.doctor_asked),
            ("settings", self.tr("Settings"), self.settings_asked),
        ):
            button = QToolButton()
            button.setProperty("kind", "flat")
            button.setIconSize(QSize(20, 20))
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(signal)
            row.addWidget(button)
            if picture == "overlay":
                self.overlay_button = button
            self._tools.append((button, picture))
        return header

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setAccessibleName(self.tr("Direction"))
        self.tabs.addTab(self.tr("You to them"))
        self.tabs.addTab(self.tr("They to you"))
        column.addWidget(self.tabs)
        self._stack = QStackedWidget()
        for panel in self.panels:
            scroll = QScrollArea()
            scroll.setWidget(panel)
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(scroll)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column.addWidget(self._stack, 1)
        return side

    def _connect(self) -> None:
        parts = self._parts
        self.mode.chosen.connect(self._on_mode_chosen)
        self.profile_box.chosen.connect(self._on_profile_chosen)
        self.transport.start_stop_asked.connect(self.start_or_stop)
        self.transport.mute_held.connect(self._on_mute_held)
        self.transport.translate_held.connect(self._on_translate_held)
        self.captions.settings_changed.connect(self._on_caption_settings_changed)
        for panel in self.panels:
            panel.preview_asked.connect(self._on_preview_asked)
            panel.clone_asked.connect(self.cloning_asked)
        parts.preferences.changed.connect(self._on_preferences_changed)
        parts.preferences.saving_failed.connect(self._on_problem)
        parts.library.failed.connect(self._on_problem)
        parts.theme.changed.connect(self._draw)
        controller = parts.controller
        controller.state_changed.connect(self._on_state_changed)
        controller.loading.connect(self._on_loading)
        controller.packs_missing.connect(self.offer_packs)
        controller.event_received.connect(self._on_event_received)
        controller.failed.connect(self._on_failed)
        parts.installer.finished.connect(self._on_installed)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @Slot()
    def start_or_stop(self) -> None:
        """What the large button does."""
        controller = self._parts.controller
        if controller.is_active:
            controller.stop()
            return
        profile = self._parts.preferences.profile
        for direction in profile.directions():
            if direction.source_kind is SourceKind.FILE and not direction.source_file:
                self.tell(
                    Notice(
                        key="file",
                        text=self.tr("Choose a recording first, under “Listen to”."),
                        kind=NoticeKind.WARNING,
                    )
                )
                return
        self.notices.clear()
        self._running = profile
        controller.start(profile)

    def tell(self, notice: Notice, remedy: Remedy | None = None) -> None:
        """Show a notice."""
        self.notices.tell(notice, remedy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Watch for the keys that are held, whichever widget has the focus."""
        del watched
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return self._on_key(event, is_down=kind is QEvent.Type.KeyPress)
        if kind is QEvent.Type.ApplicationDeactivate:
            # The release goes to another program: nobody is muted for ever by that.
            self.transport.mute_button.let_go()
            self.transport.translate_button.let_go()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the place and tell."""
        geometry = QSettings(str(self._parts.paths.geometry), QSettings.Format.IniFormat)
        geometry.setValue(_GEOMETRY, self.saveGeometry())
        geometry.sync()
        self.closing.emit()
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        geometry = QSettings(str(self._parts.paths.geometry), QSettings.Format.IniFormat)
        saved = geometry.value(_GEOMETRY)
        if not (isinstance(saved, QByteArray) and self.restoreGeometry(saved)):
            self.resize(_FIRST)

    def _on_key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        if event.isAutoRepeat() or not self.isVisible():
            return False
        shortcuts = self._parts.preferences.settings.shortcuts
        for button, keys in (
            (self.transport.mute_button, shortcuts.hold_to_mute),
            (self.transport.translate_button, shortcuts.hold_to_translate),
        ):
            if is_down and keys and button.isVisible() and button.isEnabled():
                if QKeySequence(event.keyCombination()) == QKeySequence(keys):
                    self._held[button] = event.key()
                    button.hold_by_key(is_down=True)
                    return True
            elif not is_down and self._held.get(button) == event.key():
                # Only the key counts: its modifiers may have been let go before.
                del self._held[button]
                button.hold_by_key(is_down=False)
                return True
        return False

    @Slot()
    def _on_preferences_changed(self) -> None:
        preferences = self._parts.preferences
        profile = preferences.profile
        self.mode.choose(profile.is_two_way)
        self.profile_box.set_choices(
            [
                Choice(value=p.name, text=profile_name(p.name))
                for p in preferences.settings.profiles
            ],
            profile.name,
        )
        self.tabs.setVisible(profile.is_two_way)
        if not profile.is_two_way:
            self.tabs.setCurrentIndex(0)
        directions = profile.directions()
        self.transport.set_directions(
            len(directions), has_push_to_translate=directions[0].push_to_translate
        )
        self.transport.set_shortcuts(preferences.settings.shortcuts)
        self.transport.set_reduced_motion(is_reduced=preferences.appearance.reduced_motion)
        self.captions.set_settings(preferences.settings.captions)
        self._bind_shortcuts()
        self._follow(profile)

    def _bind_shortcuts(self) -> None:
        keys = self._parts.preferences.settings.shortcuts
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for sequence, act in (
            (keys.start_stop, self.start_or_stop),
            (keys.swap_languages, self.languages.swap),
            (keys.overlay, self.overlay_asked.emit),
            (keys.history, self.history_asked.emit),
        ):
            if sequence:
                shortcut = QShortcut(QKeySequence(sequence), self)
                shortcut.activated.connect(act)
                self._shortcuts.append(shortcut)

    def _follow(self, profile: Profile) -> None:
        """Have a running session do what was chosen: sound and voices at once, the rest anew."""
        session = self._parts.controller.session
        if self._running is None or not self._parts.controller.is_active:
            return
        if session is not None and profile.is_two_way is self._running.is_two_way:
            for number, direction in enumerate(profile.directions()):
                session.set_sound(number, direction)
        if _needs_restart(self._running, profile):
            self._restart_timer.start()
            return
        if session is not None:
            before = self._running.directions()
            for number, direction in enumerate(profile.directions()):
                if direction.speaks and direction.voices != before[number].voices:
                    self._change_voice(session, number, direction)
        self._running = profile

    def _change_voice(
        self, session: LiveSession, number: int, direction: DirectionSettings
    ) -> None:
        self._parts.background.run(
            lambda: session.set_voice(number, direction),
            done=lambda _: None,
            failed=self._on_problem,
        )

    @Slot()
    def _on_restart_timer(self) -> None:
        profile = self._parts.preferences.profile
        if self._running is not None and self._parts.controller.is_active:
            self._running = profile
            self._parts.controller.restart(profile)

    @Slot(object)
    def _on_mode_chosen(self, is_two_way: object) -> None:
        preferences = self._parts.preferences
        preferences.change_profile(replace(preferences.profile, is_two_way=bool(is_two_way)))

    @Slot(object)
    def _on_profile_chosen(self, name: object) -> None:
        preferences = self._parts.preferences
        preferences.change(replace(preferences.settings, profile=str(name)))

    @Slot(object)
    def _on_caption_settings_changed(self, captions: CaptionSettings) -> None:
        preferences = self._parts.preferences
        preferences.change(replace(preferences.settings, captions=captions))

    @Slot(object)
    def _on_state_changed(self, state: SessionState) -> None:
        self.transport.show_state(state)
        is_running = state in (SessionState.RUNNING, SessionState.DRAINING)
        if is_running and not self._meter_timer.isActive():
            self._meter_timer.start()
        elif not is_running:
            self._meter_timer.stop()
        if state is SessionState.RUNNING:
            self._on_translate_held(self.transport.translate_button.is_held)
        self._mark_window_title(is_running)

    def _mark_window_title(self, is_running: bool) -> None:
        self.setWindowTitle(self.tr("On air – Dragoman") if is_running else "Dragoman")  # noqa: RUF001

    @Slot(object)
    def _on_loading(self, progress: LoadProgress) -> None:
        title = ""
        if progress.pack:
            title = self._parts.library.store.catalogue.pack(progress.pack).title
        self.transport.show_loading(title, done=progress.done, total=progress.total)

    @Slot()
    def _on_meter_timer(self) -> None:
        controller = self._parts.controller
        gauges = controller.gauges
        self.transport.show_gauges(gauges)
        self.transport.show_time(controller.running_s)
        lags = [gauge.lag_s for gauge in gauges if gauge.lag_s is not None]
        self.transport.show_lag(
            max(lags, default=None), is_behind=any(gauge.is_behind for gauge in gauges)
        )

    @Slot(int, object)
    def _on_event_received(self, direction: int, event: LiveEvent) -> None:
        notice = notice_of(direction, event)
        if notice is not None:
            self.tell(notice)

    @Slot(str)
    def _on_failed(self, message: str) -> None:
        self.tell(
            Notice(key="failed", text=user_text(message), kind=NoticeKind.WARNING),
            Remedy(text=self.tr("Check-up"), act=self.doctor_asked.emit),
        )

    @Slot(str)
    def _on_problem(self, message: str) -> None:
        self.tell(Notice(key="problem", text=user_text(message), kind=NoticeKind.WARNING))

    @Slot(object)
    def offer_packs(self, packs: Sequence[NeededPack]) -> None:
        """Offer to install packs."""
        size = size_text(sum(pack.download_bytes for pack in packs))
        titles = ", ".join(pack.title for pack in packs)
        self.tell(
            Notice(
                key="packs",
                text=self.tr("This needs models that are not here yet: {models}.").format(
                    models=titles
                ),
            ),
            Remedy(
                text=self.tr("Download {size}").format(size=size),
                act=lambda: self._install(packs),
            ),
        )

    def _install(self, packs: Sequence[NeededPack]) -> None:
        self.notices.dismiss("packs")
        self._parts.installer.install([pack.id for pack in packs])

    @Slot()
    def _on_installed(self) -> None:
        self._parts.library.refresh()
        self.tell(
            Notice(key="packs", text=self.tr("The models are ready.")),
            Remedy(text=self.tr("Start"), act=self.start_or_stop),
        )

    @Slot(bool)
    def _on_mute_held(self, is_held: bool) -> None:
        session = self._parts.controller.session
        if session is not None:
            session.set_muted(is_muted=is_held)
        self.transport.show_muted(is_muted=is_held)

    @Slot(bool)
    def _on_translate_held(self, is_held: bool) -> None:
        passes = self._parts.preferences.profile.directions()[0].push_to_translate and not is_held
        session = self._parts.controller.session
        if session is not None:
            session.set_translating(is_translating=not passes)
        self.transport.show_passing(passes=passes)

    @Slot(str)
    def _on_preview_asked(self, voice: str) -> None:
        asked = self.sender()
        if not isinstance(asked, DirectionPanel):
            return
        direction = asked.direction
        for panel in self.panels:
            panel.show_previewing(is_previewing=True)

        def over() -> None:
            for panel in self.panels:
                panel.show_previewing(is_previewing=False)

        def failed(message: str) -> None:
            over()
            self._on_problem(message)

        engine = self._parts.engine
        self._parts.background.run(
            lambda: engine.preview(voice, direction),
            done=lambda _: over(),
            failed=failed,
        )

    @Slot()
    def _draw(self) -> None:
        for button, picture in self._tools:
            button.setIcon(self._parts.theme.icon(picture))
        # A child's palette is changed after its parent has been told.
        self.captions.set_settings(self.captions.settings)
        self._logo.setPixmap(pixmap("dragoman", "#000000", size=26, scale=self.devicePixelRatioF()))


def _needs_restart(running: Profile, wanted: Profile) -> bool:
    """Whether a running session cannot do what is wanted."""

    def fixed(direction: DirectionSettings) -> DirectionSettings:
        return replace(
            direction,
            original_volume=0.0,
            translation_volume=0.0,
            ducks=True,
            voices={},
            voice_speed=1.0,
            voice_pitch_semitones=0.0,
        )

    return [fixed(d) for d in running.directions()] != [fixed(d) for d in wanted.directions()]
