"""Where the window shows notices: above the captions, never in them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
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
from app.theme.theme import ApplicationTheme
from app.viewmodels.notices import Notice, NoticeKind, Notices

_ICON_PX: Final = 18


class NoticeArea(QWidget):
    """The latest notices, newest at the bottom; takes no room where there are none."""

    def __init__(
        self, notices: Notices, theme: ApplicationTheme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._theme = theme
        self._rows: dict[str, _Row] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._layout = layout
        self.hide()
        for notice in notices.notices:
            self._on_added(notice)
        notices.added.connect(self._on_added)
        notices.removed.connect(self._on_removed)

    @property
    def texts(self) -> list[str]:
        """What is shown, oldest first."""
        return [row.notice.text for row in self._rows.values()]

    @Slot(object)
    def _on_added(self, notice: Notice) -> None:
        row = _Row(notice, self._theme, lambda: self._notices.dismiss(notice.key))
        self._rows[notice.key] = row
        self._layout.addWidget(row)
        self.show()

    @Slot(str)
    def _on_removed(self, key: str) -> None:
        row = self._rows.pop(key)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self._rows:
            self.hide()


class _Row(QFrame):
    def __init__(
        self,
        notice: Notice,
        theme: ApplicationTheme,
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
        if notice.button is not None:
            button = QPushButton(notice.button.text)
            button.clicked.connect(notice.button.act)
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
