"""The console: what is heard and spoken on the left, captions in the middle, controls below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.captions.pane import CaptionPane
from app.engine_messages import user_text
from app.live_session import NeededPack
from app.parts import Parts
from app.session_controller import SessionState
from app.session_follower import SessionFollower
from app.settings import CaptionSettings, SourceKind
from app.texts import profile_name, size_text
from app.theme.icons import pixmap
from app.theme.theme import ThemeKeeper
from app.viewmodels.notices import Notice, NoticeKind, notice_of
from app.viewmodels.preferences import Preferences
from app.widgets.buttons import HeldKeys
from app.widgets.choices import Choice, ChoiceBox, Segments
from app.widgets.dialogs import scrolling
from app.widgets.install_row import InstallRow
from app.widgets.language_bar import LanguageBar
from app.widgets.notices import NoticeArea, Remedy
from app.windows.direction_panel import DirectionPanel
from app.windows.transport_bar import TransportBar
from engine.live.events import (
    LiveEvent,
)
from engine.packs.progress import LoadProgress

_LOGO_PX: Final = 26
_TOOL: Final = QSize(20, 20)
_PROFILE_PX: Final = (172, 240)
_SMALLEST: Final = QSize(900, 480)
_FIRST: Final = QSize(1180, 760)
_SIDE_PX: Final = 332
_METER_MS: Final = 33
_GEOMETRY: Final = "main/geometry"


class HeaderBar(QFrame):
    """Changes profile and mode by itself, and says which window is asked for.

    Signals:
        overlay_asked, history_asked, packs_asked, doctor_asked, settings_asked: a button.
    """

    overlay_asked = Signal()
    history_asked = Signal()
    packs_asked = Signal()
    doctor_asked = Signal()
    settings_asked = Signal()

    def __init__(
        self, preferences: Preferences, theme: ThemeKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self.setObjectName("header")
        self.setProperty("bar", "true")
        row = QHBoxLayout(self)
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
        self.mode.chosen.connect(self._on_mode_chosen)
        self.profile_box = ChoiceBox(self.tr("Profile"))
        self.profile_box.setToolTip(self.tr("Profile"))
        self.profile_box.setMinimumWidth(_PROFILE_PX[0])
        self.profile_box.setMaximumWidth(_PROFILE_PX[1])
        self.profile_box.chosen.connect(self._on_profile_chosen)
        row.addWidget(self._logo)
        row.addWidget(brand)
        row.addSpacing(10)
        row.addWidget(self.profile_box)
        row.addWidget(self.mode)
        row.addStretch(1)
        self.tools: dict[str, QToolButton] = {}
        for picture, name, signal in (
            ("overlay", self.tr("Caption overlay"), self.overlay_asked),
            ("history", self.tr("History"), self.history_asked),
            ("package", self.tr("Models"), self.packs_asked),
            ("doctor", self.tr("Check-up"), self.doctor_asked),
            ("settings", self.tr("Settings"), self.settings_asked),
        ):
            button = QToolButton()
            button.setProperty("kind", "flat")
            button.setIconSize(_TOOL)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(signal)
            row.addWidget(button)
            self.tools[picture] = button
        theme.changed.connect(self._draw)
        preferences.changed.connect(self._show)
        self._draw()
        self._show()

    @property
    def overlay_button(self) -> QToolButton:
        """The button that shows and hides the overlay; it may be given a menu."""
        return self.tools["overlay"]

    @Slot()
    def _show(self) -> None:
        profile = self._preferences.profile
        self.mode.choose(profile.is_two_way)
        self.profile_box.set_choices(
            [
                Choice(value=p.name, text=profile_name(p.name))
                for p in self._preferences.settings.profiles
            ],
            profile.name,
        )

    @Slot(object)
    def _on_mode_chosen(self, is_two_way: object) -> None:
        profile = replace(self._preferences.profile, is_two_way=bool(is_two_way))
        self._preferences.change_profile(profile)

    @Slot(object)
    def _on_profile_chosen(self, name: object) -> None:
        self._preferences.change(replace(self._preferences.settings, profile=str(name)))

    @Slot()
    def _draw(self) -> None:
        for picture, button in self.tools.items():
            button.setIcon(self._theme.icon(picture))
        scale = self.devicePixelRatioF()
        self._logo.setPixmap(pixmap("dragoman", "#000000", size=_LOGO_PX, scale=scale))


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
        self.setWindowTitle("Dragoman")
        self.setMinimumSize(_SMALLEST)
        self._held_keys = HeldKeys(self)
        self._follower = SessionFollower(
            parts.preferences, parts.controller, parts.background, self
        )
        self.header = HeaderBar(parts.preferences, parts.theme)
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
        column.addWidget(self.header)
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
            scroll = scrolling(panel)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._stack.addWidget(scroll)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column.addWidget(self._stack, 1)
        return side

    def _connect(self) -> None:
        parts = self._parts
        self.header.settings_asked.connect(self.settings_asked)
        self.header.history_asked.connect(self.history_asked)
        self.header.overlay_asked.connect(self.overlay_asked)
        self.header.packs_asked.connect(self.packs_asked)
        self.header.doctor_asked.connect(self.doctor_asked)
        self._follower.failed.connect(self._on_problem)
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
        parts.installer.failed.connect(self._look_again)
        parts.installer.cancelled.connect(self._look_again)

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
        self._follower.start()

    def tell(self, notice: Notice, remedy: Remedy | None = None) -> None:
        """Show a notice."""
        self.notices.tell(notice, remedy)

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
            self.resize(_FIRST.boundedTo(self.screen().availableSize()))

    @Slot()
    def _on_preferences_changed(self) -> None:
        preferences = self._parts.preferences
        profile = preferences.profile
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

    def _bind_shortcuts(self) -> None:
        keys = self._parts.preferences.settings.shortcuts
        self._held_keys.bind(self.transport.mute_button, keys.hold_to_mute)
        self._held_keys.bind(self.transport.translate_button, keys.hold_to_translate)
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
        self._look_again()
        # While a session is active, the same would stop it.
        is_active = self._parts.controller.is_active
        self.tell(
            Notice(key="packs", text=self.tr("The models are ready.")),
            None if is_active else Remedy(text=self.tr("Start"), act=self.start_or_stop),
        )

    @Slot()
    def _look_again(self) -> None:
        """Packs bring voices; some are there also where the installation was not finished."""
        library = self._parts.library
        self._parts.background.run(
            self._parts.engine.reload_voices,
            done=lambda _: library.refresh(),
            failed=library.failed.emit,
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
            asker=self,
        )

    @Slot()
    def _draw(self) -> None:
        # A child's palette is changed after its parent has been told.
        self.captions.set_settings(self.captions.settings)
