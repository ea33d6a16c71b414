"""A line to type in what is to be spoken."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from app.texts import engine_title, language_title
from app.theme.theme import ApplicationTheme
from app.viewmodels.engines import Engines
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import SessionStatus
from app.viewmodels.typing import TypedLine, Typing
from app.widgets.choices import Choice, ChoiceBox
from engine.languages import LANGUAGES

_MOST_CHARACTERS: Final = 400
_LANGUAGE_PX: Final = 130
_MENU_PX: Final = 360


class TypeLine(QFrame):
    """Enter speaks the line; the arrow keys and a menu bring the last ones back.

    Attributes:
        line: where it is typed.
        language_box: the language of it, where more than one may be spoken.
        say_button, latest_button: speak it; choose one of the last.

    Signals:
        dismissed: Escape was pressed.
    """

    dismissed = Signal()

    def __init__(
        self,
        typing: Typing,
        *,
        session: SessionStatus,
        preferences: Preferences,
        engines: Engines,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._typing = typing
        self._session = session
        self._preferences = preferences
        self._engines = engines
        self._theme = theme
        self._place = -1
        self.setObjectName("typeLine")
        self.language_box = ChoiceBox(self.tr("Language that you type in"))
        self.language_box.setMaximumWidth(_LANGUAGE_PX)
        self.line = QLineEdit()
        self.line.setMaxLength(_MOST_CHARACTERS)
        self.line.setAccessibleName(self.tr("Type to speak"))
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.textEdited.connect(self._on_text_edited)
        self.latest_button = self._button(self.tr("Last lines"))
        self.latest_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.latest_button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.latest_button.setMenu(self._menu)
        self.say_button = QToolButton()
        self.say_button.setProperty("kind", "slim")
        self.say_button.setText(self.tr("Speak"))
        self.say_button.clicked.connect(self._on_return_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.language_box)
        row.addWidget(self.line, 1)
        row.addWidget(self.latest_button)
        row.addWidget(self.say_button)
        typing.refused.connect(self._on_refused)
        typing.changed.connect(self._show)
        session.state_changed.connect(self._show)
        preferences.changed.connect(self._show)
        engines.changed.connect(self._show)
        theme.changed.connect(self._draw)
        self._draw()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and Down go through the last lines; Escape closes."""
        match event.key():
            case Qt.Key.Key_Up:
                self._recall(self._place + 1)
            case Qt.Key.Key_Down:
                self._recall(self._place - 1)
            case Qt.Key.Key_Escape:
                self.dismissed.emit()
            case _:
                super().keyPressEvent(event)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "flat")
        button.setIconSize(QSize(18, 18))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    @property
    def _language(self) -> str | None:
        value = self.language_box.value
        return str(value) if self._asks_language and value else None

    @property
    def _asks_language(self) -> bool:
        direction = self._preferences.profile.directions()[0]
        return direction.source_language is None or direction.both_ways

    @Slot()
    def _on_return_pressed(self) -> None:
        text = self.line.text()
        if self.line.isEnabled() and text.strip():
            self.line.clear()
            self._place = -1
            self._typing.say(text, self._language)

    @Slot(str)
    def _on_text_edited(self, _: str) -> None:
        self._place = -1

    def _recall(self, place: int) -> None:
        latest = self._typing.latest
        self._place = min(max(place, -1), len(latest) - 1)
        self._put(latest[self._place] if self._place >= 0 else TypedLine("", self._language))

    def _put(self, line: TypedLine) -> None:
        self.line.setText(line.text)
        if line.language is not None:
            self._choose_language(line.language)

    @Slot(object)
    def _on_refused(self, line: TypedLine) -> None:
        # What has been typed since is not written over.
        if not self.line.text():
            self._put(line)

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for line in self._typing.latest:
            text = self._menu.fontMetrics().elidedText(
                line.text, Qt.TextElideMode.ElideRight, _MENU_PX
            )
            action = self._menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _=False, line=line: self._bring_back(line))

    def _bring_back(self, line: TypedLine) -> None:
        self._put(line)
        self.line.setFocus()

    def _choose_language(self, language: str | None) -> None:
        direction = self._preferences.profile.directions()[0]
        target = direction.target_language
        if direction.both_ways:
            codes = [code for code in LANGUAGES if code in (direction.source_language, target)]
        else:
            codes = [code for code in LANGUAGES if code != target]
        choices = [Choice(value=code, text=language_title(code)) for code in codes]
        self.language_box.set_choices(choices, language)

    @Slot()
    def _show(self) -> None:
        info = self._engines.info
        is_ready = info is None and self._session.is_running
        for widget in (self.line, self.language_box, self.say_button):
            widget.setEnabled(is_ready)
        self.latest_button.setEnabled(is_ready and bool(self._typing.latest))
        self.language_box.setVisible(self._asks_language)
        own = self._preferences.settings.appearance.language or self.locale().name()[:2]
        chosen = self.language_box.value
        self._choose_language(own if chosen is None else str(chosen))
        if info is not None:
            why = self.tr("{engine} hears speech only. To type, let this computer interpret.")
            self.line.setPlaceholderText(why.format(engine=engine_title(info.name)))
        elif not self._session.is_running:
            self.line.setPlaceholderText(self.tr("Type to speak, once you are on air"))
        else:
            self.line.setPlaceholderText(self.tr("Type to speak: Enter translates and says it"))
        self.line.setToolTip(self.line.placeholderText())

    @Slot()
    def _draw(self) -> None:
        self.latest_button.setIcon(self._theme.icon("history"))
