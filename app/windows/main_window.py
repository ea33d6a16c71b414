"""The main window: source and output on the left, captions in the middle, controls below."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.captions.pane import CaptionPane
from app.settings import CaptionSettings, Mode
from app.texts import profile_title, with_keys
from app.theme.icons import pixmap
from app.theme.theme import ApplicationTheme
from app.viewmodels.captions import CaptionModel
from app.viewmodels.devices import DeviceList
from app.viewmodels.engines import Engines
from app.viewmodels.notices import Notices
from app.viewmodels.packs import Library, PackInstaller
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionState, SessionStatus
from app.viewmodels.typing import Typing
from app.viewmodels.voices import VoicePreview
from app.widgets.buttons import HeldKeys
from app.widgets.choices import Choice, ChoiceBox, Segments, StillTabBar
from app.widgets.dialogs import FRAME, fitting, scrolling
from app.widgets.install_row import InstallRow
from app.widgets.language_bar import LanguageBar
from app.widgets.notices import NoticeArea
from app.widgets.type_line import TypeLine
from app.windows.direction_panel import FREE_PX, DirectionPanel
from app.windows.files import dropped_paths
from app.windows.transport_bar import TransportBar

_LOGO_PX: Final = 26
_TOOL: Final = QSize(20, 20)
_PROFILE_PX: Final = (140, 240)
_PROFILE_STRETCH: Final = 100
_BOX_PX: Final = 52
"""Frame and arrow of a box, beside its text."""
_SMALLEST: Final = QSize(900, 500) - FRAME
_FIRST: Final = QSize(1180, 720)
_GAP_PX: Final = 14
"""Between a picture of the header and what is written beside it."""
_SIDE_PX: Final = 320
_GEOMETRY: Final = "main/geometry"


class HeaderBar(QFrame):
    """Changes profile and mode, and requests other windows.

    Signals:
        files_asked, history_asked, glossary_asked, listeners_asked, packs_asked, doctor_asked,
            settings_asked: a button.
    """

    files_asked = Signal()
    history_asked = Signal()
    glossary_asked = Signal()
    listeners_asked = Signal()
    packs_asked = Signal()
    doctor_asked = Signal()
    settings_asked = Signal()

    def __init__(
        self, preferences: Preferences, theme: ApplicationTheme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self.setObjectName("header")
        self.setProperty("bar", "true")
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        self._logo = QLabel()
        self._brand = QLabel("Dragoman")
        self._brand.setProperty("role", "brand")
        self.mode = Segments[Mode](
            self.tr("Mode"),
            [
                (Mode.ONE_WAY, self.tr("One way"), self.tr("Someone speaks, you follow")),
                (
                    Mode.CALL,
                    self.tr("Call"),
                    self.tr("Both sides of a call, each in its language"),
                ),
                (
                    Mode.TABLE,
                    self.tr("Table"),
                    self.tr("Conversation at one table: two languages, one microphone"),
                ),
            ],
        )
        self.mode.chosen.connect(self._on_mode_chosen)
        self.profile_box = ChoiceBox(self.tr("Profile"))
        self.profile_box.setToolTip(self.tr("Profile"))
        self.profile_box.setMinimumWidth(_PROFILE_PX[0])
        self.profile_box.setMaximumWidth(_PROFILE_PX[1])
        self.profile_box.chosen.connect(self._on_profile_chosen)
        row.addWidget(self._logo)
        row.addWidget(self._brand)
        row.addSpacing(10)
        # Room goes to it first: its names are long in some languages.
        row.addWidget(self.profile_box, _PROFILE_STRETCH)
        row.addWidget(self.mode)
        row.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        row.addLayout(tools)
        self.tools: dict[str, QToolButton] = {}
        for picture, name, signal in (
            ("file", self.tr("Recordings"), self.files_asked),
            ("history", self.tr("History"), self.history_asked),
            ("book", self.tr("Glossary"), self.glossary_asked),
            ("listeners", self.tr("Listeners"), self.listeners_asked),
            ("package", self.tr("Models"), self.packs_asked),
            ("doctor", self.tr("Check-up"), self.doctor_asked),
            ("settings", self.tr("Settings"), self.settings_asked),
        ):
            button = QToolButton()
            button.setProperty("kind", "flat")
            button.setIconSize(_TOOL)
            button.setText(name)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(signal)
            tools.addWidget(button)
            self.tools[picture] = button
        theme.changed.connect(self._draw)
        preferences.changed.connect(self._show)
        self._draw()
        self._show()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all but the program's name, which gives way in a narrow window."""
        whole = super().minimumSizeHint()
        return whole if self._brand.isHidden() else whole - QSize(self._brand_px, 0)

    @property
    def _brand_px(self) -> int:
        return self._brand.sizeHint().width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Write beside the pictures what they are, where there is room."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        style = Qt.ToolButtonStyle
        # The name of the profile comes first, then those of the pictures, then the program's.
        box = self.profile_box
        name_px = box.fontMetrics().horizontalAdvance(box.currentText()) + _BOX_PX
        room_px = self.width() - max(0, min(name_px, _PROFILE_PX[1]) - box.sizeHint().width())
        if not self._brand.isHidden():
            room_px += self._brand_px
        missing_px = hidden_px = 0
        for button in self.tools.values():
            text_px = button.fontMetrics().horizontalAdvance(button.text()) + _GAP_PX
            hidden_px += text_px
            if button.toolButtonStyle() is not style.ToolButtonTextBesideIcon:
                missing_px += text_px
        needed_px = self._row.sizeHint().width() + missing_px
        shows_text = room_px >= needed_px
        for button in self.tools.values():
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if shows_text else style.ToolButtonIconOnly
            )
        if not shows_text:
            needed_px -= hidden_px
        self._brand.setVisible(room_px >= needed_px + self._brand_px)

    @Slot()
    def _show(self) -> None:
        profile = self._preferences.profile
        self.mode.choose(profile.mode)
        self.profile_box.set_choices(
            [
                Choice(value=p.name, text=profile_title(p))
                for p in self._preferences.settings.profiles
            ],
            profile.name,
        )
        self._fit_names()

    @Slot(object)
    def _on_mode_chosen(self, mode: Mode) -> None:
        self._preferences.change_profile(replace(self._preferences.profile, mode=mode))

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
        settings_asked, files_asked, history_asked, glossary_asked, listeners_asked, overlay_asked,
            packs_asked, cloning_asked, doctor_asked: a button or key.
        floating_asked: the small controls are to appear, or to go.
        files_dropped: paths of recordings and folders.
        term_asked: words of the captions are to be added to the glossary.
        lesson_asked: the glossary is to learn words, which were heard as others.
        closing: the window is about to close, unless its QCloseEvent is ignored.

    Args:
        geometry: the file that its place and size are stored in.
        preferences, session, notices, captions, devices, engines, library, installer, voices,
            typing: what it shows.
        theme: its colours and icons.
        parent: its owner.
    """

    settings_asked = Signal()
    files_asked = Signal()
    files_dropped = Signal(object)
    history_asked = Signal()
    listeners_asked = Signal()
    overlay_asked = Signal()
    floating_asked = Signal()
    packs_asked = Signal()
    cloning_asked = Signal()
    doctor_asked = Signal()
    glossary_asked = Signal()
    term_asked = Signal(str)
    lesson_asked = Signal(str, str)
    closing = Signal(object)

    def __init__(
        self,
        geometry: Path,
        *,
        preferences: Preferences,
        session: SessionStatus,
        notices: Notices,
        captions: CaptionModel,
        devices: DeviceList,
        engines: Engines,
        library: Library,
        installer: PackInstaller,
        voices: VoicePreview,
        typing: Typing,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._geometry_file = geometry
        self._preferences = preferences
        self._session = session
        self._theme = theme
        self.setWindowTitle("Dragoman")
        self.setMinimumSize(_SMALLEST)
        self.setAcceptDrops(True)
        self._held_keys = HeldKeys(self)
        self.header = HeaderBar(preferences, theme)
        self.captions = CaptionPane(captions, settings=preferences.settings.captions, corrects=True)
        self.overlay_button = self._make_overlay_button()
        self.type_button = self._make_tool()
        self.type_button.setCheckable(True)
        self.type_button.clicked.connect(self._on_type_button_clicked)
        self.captions.tools.add(self.type_button, gives_way=True)
        self.captions.tools.add(self.overlay_button)
        self.type_line = TypeLine(
            typing, session=session, preferences=preferences, engines=engines, theme=theme
        )
        self.type_line.dismissed.connect(lambda: self._show_type_line(is_shown=False))
        self.notices = NoticeArea(notices, session, theme)
        self.install_row = InstallRow(installer)
        self.languages = LanguageBar(preferences, library, engines, theme, session=session)
        self.transport = TransportBar(session, preferences, engines, theme)
        self.panels = [
            DirectionPanel(
                number,
                preferences=preferences,
                session=session,
                devices=devices,
                engines=engines,
                library=library,
                voices=voices,
                theme=theme,
            )
            for number in range(2)
        ]
        self._build()
        self._shortcuts: list[QShortcut] = []
        self._connect(theme)
        self._draw()
        self._on_preferences_changed()
        self._show_state()
        self._restore_geometry()
        self.transport.start_button.setFocus()

    def _make_overlay_button(self) -> QToolButton:
        """The button that shows and hides the overlay; a menu can be added."""
        button = self._make_tool()
        button.setAccessibleName(self.tr("Caption overlay"))
        button.clicked.connect(self.overlay_asked)
        return button

    @staticmethod
    def _make_tool() -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "flat")
        button.setIconSize(_TOOL)
        return button

    def _build(self) -> None:
        centre = QWidget()
        centre.setObjectName("window")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        middle = QHBoxLayout()
        middle.setContentsMargins(14, 10, 10, 8)
        middle.setSpacing(12)
        middle.addWidget(self._build_side())
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.languages)
        right.addWidget(self.notices)
        right.addWidget(self.install_row)
        right.addWidget(self.captions, 1)
        right.addWidget(self.type_line)
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
        self.tabs = StillTabBar(is_tight=True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setAccessibleName(self.tr("Direction"))
        self.tabs.addTab(self.tr("You to them"))
        self.tabs.addTab(self.tr("Them to you"))
        # As wide as the cards below.
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, FREE_PX, 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        self._stack = QStackedWidget()
        self._stack.setAccessibleName(self.tr("Direction"))
        for panel in self.panels:
            scroll = scrolling(panel)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.verticalScrollBar().rangeChanged.connect(
                lambda _, most, panel=panel: panel.keep_beside_bar(is_there=most > 0)
            )
            self._stack.addWidget(scroll)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column.addWidget(self._stack, 1)
        return side

    def _connect(self, theme: ApplicationTheme) -> None:
        self.header.settings_asked.connect(self.settings_asked)
        self.header.files_asked.connect(self.files_asked)
        self.header.history_asked.connect(self.history_asked)
        self.header.listeners_asked.connect(self.listeners_asked)
        self.header.packs_asked.connect(self.packs_asked)
        self.header.doctor_asked.connect(self.doctor_asked)
        self.header.glossary_asked.connect(self.glossary_asked)
        self.captions.view.offers_terms = True
        self.captions.view.term_asked.connect(self.term_asked)
        self.captions.lesson_asked.connect(self.lesson_asked)
        self.captions.settings_changed.connect(self._on_caption_settings_changed)
        for panel in self.panels:
            panel.clone_asked.connect(self.cloning_asked)
        self._preferences.changed.connect(self._on_preferences_changed)
        self._session.state_changed.connect(self._show_state)
        theme.changed.connect(self._draw)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save place and size."""
        geometry = QSettings(str(self._geometry_file), QSettings.Format.IniFormat)
        geometry.setValue(_GEOMETRY, self.saveGeometry())
        geometry.sync()
        self.closing.emit(event)
        if event.isAccepted():
            super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take recordings."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Have what was dropped translated."""
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_paths(event.mimeData()))

    def _restore_geometry(self) -> None:
        geometry = QSettings(str(self._geometry_file), QSettings.Format.IniFormat)
        saved = geometry.value(_GEOMETRY)
        if not (isinstance(saved, QByteArray) and self.restoreGeometry(saved)):
            self.resize(fitting(_FIRST, self))

    @Slot()
    def _on_preferences_changed(self) -> None:
        preferences = self._preferences
        self.tabs.setVisible(preferences.profile.is_two_way)
        if not preferences.profile.is_two_way:
            self.tabs.setCurrentIndex(0)
        self.captions.set_settings(preferences.settings.captions)
        self.type_button.setChecked(preferences.settings.shows_type_line)
        self.type_line.setVisible(preferences.settings.shows_type_line)
        self._bind_shortcuts()

    @Slot()
    def _on_type_button_clicked(self) -> None:
        self._show_type_line(is_shown=self.type_button.isChecked())

    def _show_type_line(self, *, is_shown: bool) -> None:
        """Show the line to type in, with the keyboard in it, or hide it."""
        settings = self._preferences.settings
        self._preferences.change(replace(settings, shows_type_line=is_shown))
        if is_shown:
            self.type_line.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.captions.setFocus()

    def _bind_shortcuts(self) -> None:
        keys = self._preferences.settings.shortcuts
        self._held_keys.bind(self.transport.mute_button, keys.hold_to_mute)
        self._held_keys.bind(self.transport.translate_button, keys.hold_to_translate)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        name = self.tr("Caption overlay")
        self.overlay_button.setToolTip(with_keys(name, keys.overlay))
        name = self.tr("Type to speak")
        self.type_button.setAccessibleName(name)
        self.type_button.setToolTip(with_keys(name, keys.type_to_speak))
        for sequence, act in (
            (keys.start_stop, self._session.start_stop_requested.emit),
            (keys.swap_languages, self.languages.swap),
            (keys.switch_target, self._preferences.switch_target),
            (keys.overlay, self.overlay_asked.emit),
            (keys.floating_controls, self.floating_asked.emit),
            (keys.history, self.history_asked.emit),
            (keys.catch_up, self._session.catch_up_requested.emit),
            (keys.correct_turn, self._session.correct_turn_requested.emit),
            (keys.type_to_speak, lambda: self._show_type_line(is_shown=True)),
        ):
            if sequence:
                shortcut = QShortcut(QKeySequence(sequence), self)
                shortcut.activated.connect(act)
                self._shortcuts.append(shortcut)

    @Slot(object)
    def _on_caption_settings_changed(self, captions: CaptionSettings) -> None:
        preferences = self._preferences
        preferences.change(replace(preferences.settings, captions=captions))

    @Slot()
    def _show_state(self) -> None:
        if self._session.state is SessionState.INTERRUPTED:
            title = self.tr("Interrupted – Dragoman")  # noqa: RUF001
        elif self._session.is_on_air:
            title = self.tr("On air – Dragoman")  # noqa: RUF001
        else:
            title = "Dragoman"
        self.setWindowTitle(title)

    @Slot()
    def _draw(self) -> None:
        self.overlay_button.setIcon(self._theme.icon("overlay"))
        self.type_button.setIcon(self._theme.icon("keyboard"))
        # A child's palette changes after its parent's.
        self.captions.set_settings(self.captions.settings)
