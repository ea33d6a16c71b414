"""The pane in which captions are read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QTextEdit, QVBoxLayout, QWidget

from app.captions.colours import CaptionColours
from app.captions.document import CaptionDocument
from app.captions.model import CaptionModel
from app.captions.search_bar import SearchBar
from app.captions.settings import LARGEST_FONT_PX, SMALLEST_FONT_PX, CaptionSettings, Shown
from app.captions.view import FollowingView

_ZOOM_STEP: Final = 1.15


class CaptionPane(QWidget):
    """Rows of captions to read, select, copy and search.

    It stays at the newest text unless the user scrolled up; a button leads back. Ctrl+F searches,
    Ctrl with the wheel, plus, minus and 0 change the size of the letters.

    Signals:
        settings_changed: the user changed a CaptionSettings, which is its argument.

    Args:
        model: what it shows.
        settings: how it shows it.
        empty: what it says where there is nothing to show; None for what fits live captions.
        parent: its owner.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        model: CaptionModel,
        *,
        settings: CaptionSettings | None = None,
        empty: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings or CaptionSettings()
        self._empty = empty
        self._model = model
        self._view = FollowingView(self)
        self._view.zoomed.connect(self._on_view_zoomed)
        self._search = SearchBar(self._view, self)
        self._search.closed.connect(self._view.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._search)
        column.addWidget(self._view, 1)
        self._document = CaptionDocument(
            model,
            self._view.document(),
            settings=self._settings,
            colours=CaptionColours.of(self._view.palette()),
        )
        self.setFocusProxy(self._view)
        model.rowsInserted.connect(self._say_why_empty)
        model.modelReset.connect(self._say_why_empty)
        self._apply()
        self._add_shortcuts()
        self._retranslate()

    @property
    def settings(self) -> CaptionSettings:
        """How it shows captions now."""
        return self._settings

    @property
    def model(self) -> CaptionModel:
        """What it shows."""
        return self._model

    @property
    def view(self) -> QTextEdit:
        """The text itself."""
        return self._view

    @property
    def latest_button(self) -> QPushButton:
        """What leads back to the newest text; there only where the user has left it."""
        return self._view.latest_button

    @property
    def search_bar(self) -> SearchBar:
        """What Ctrl+F opens."""
        return self._search

    def set_settings(self, settings: CaptionSettings) -> None:
        """Show captions in another way; the place that is read stays, the newest text too."""
        self._settings = settings
        self._apply()

    def search(self, words: str = "") -> None:
        """Open the search, for words or for what is selected."""
        self._search.open(words or self._view.textCursor().selectedText())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and the colours of the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._apply()

    def _apply(self) -> None:
        self._view.set_font_px(self._settings.font_px)
        self._document.change(
            settings=self._settings, colours=CaptionColours.of(self._view.palette())
        )
        self._say_why_empty()

    def _add_shortcuts(self) -> None:
        standard = QKeySequence.StandardKey
        self._bind(QKeySequence.keyBindings(standard.Find), self.search)
        self._bind(QKeySequence.keyBindings(standard.ZoomIn), lambda: self._on_view_zoomed(1))
        self._bind(QKeySequence.keyBindings(standard.ZoomOut), lambda: self._on_view_zoomed(-1))
        self._bind([QKeySequence("Ctrl+0")], lambda: self._on_view_zoomed(0))

    def _bind(self, keys: list[QKeySequence], act: Callable[[], None]) -> None:
        for key in keys:
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @Slot(int)
    def _on_view_zoomed(self, steps: int) -> None:
        """Change the size of the letters; 0 is back to the one that ships."""
        before = self._settings.font_px
        wanted = round(before * _ZOOM_STEP**steps) if steps else CaptionSettings().font_px
        font_px = min(max(wanted, SMALLEST_FONT_PX), LARGEST_FONT_PX)
        if font_px != before:
            self.set_settings(replace(self._settings, font_px=font_px))
            self.settings_changed.emit(self._settings)

    def _retranslate(self) -> None:
        self._view.setAccessibleName(self.tr("Captions"))
        self._view.set_latest_text(self.tr("Jump to latest"))
        self._say_why_empty()

    @Slot()
    def _say_why_empty(self) -> None:
        if self._settings.shown is Shown.SOURCE and self._model.rowCount():
            why = self.tr("No transcript: the model translates straight from the sound.")
        elif self._empty is not None:
            why = self._empty
        else:
            why = self.tr("Captions appear here while somebody speaks.")
        self._view.setPlaceholderText(why)
