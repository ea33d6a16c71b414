"""Where the window says what a user should know: above the captions, never in them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme.icons import pixmap
from app.theme.theme import ThemeKeeper
from app.viewmodels.notices import Notice, NoticeKind

_MOST_SHOWN = 3


_ICON_PX = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A button beside a notice."""

    text: str
    act: Callable[[], None]


class NoticeArea(QWidget):
    """The latest notices, newest at the bottom; takes no room where there are none."""

    def __init__(self, theme: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, _Row] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._layout = layout
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is shown, oldest first."""
        return [row.notice.text for row in self._rows.values()]

    def tell(self, notice: Notice, remedy: Remedy | None = None) -> None:
        """Show a notice in the place of the one with its key; take that away if it has no text."""
        shown = self._rows.get(notice.key)
        if shown is not None and shown.notice == notice and remedy is None:
            # A slow computer is told of many times a second.
            return
        self.dismiss(notice.key)
        if not notice.text:
            return
        while len(self._rows) >= _MOST_SHOWN:
            self.dismiss(next(iter(self._rows)))
        row = _Row(notice, remedy, self._theme, lambda: self.dismiss(notice.key))
        self._rows[notice.key] = row
        self._layout.addWidget(row)
        self.show()

    def dismiss(self, key: str) -> None:
        """Take a notice away, if it is there."""
        row = self._rows.pop(key, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        if not self._rows:
            self.hide()

    def clear(self) -> None:
        """Take all notices away."""
        for key in list(self._rows):
            self.dismiss(key)


class _Row(QFrame):
    def __init__(
        self,
        notice: Notice,
        remedy: Remedy | None,
        theme: ThemeKeeper,
        dismiss: Callable[[], None],
    ) -> None:
        super().__init__()
        self.notice = notice
        self._theme = theme
        self.setProperty("notice", notice.kind.value)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(10)
        self._picture = QLabel()
        layout.addWidget(self._picture)
        text = QLabel(notice.text)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        text.setAccessibleName(notice.text)
        layout.addWidget(text, 1)
        if remedy is not None:
            button = QPushButton(remedy.text)
            button.clicked.connect(remedy.act)
            layout.addWidget(button)
        self._close = QToolButton()
        self._close.setProperty("kind", "flat")
        self._close.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(dismiss)
        layout.addWidget(self._close)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        colours = self._theme.colours
        is_warning = self.notice.kind is NoticeKind.WARNING
        self._picture.setPixmap(
            pixmap(
                "warning" if is_warning else "info",
                colours.warn if is_warning else colours.accent,
                size=_ICON_PX,
                scale=self.devicePixelRatioF(),
            )
        )
        self._close.setIcon(self._theme.icon("close"))
