"""Where the window shows notices: above the captions, and never in them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
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
from app.viewmodels.session import SessionStatus

_ICON_PX: Final = 18
_HEIGHT_PX: Final = 46
_GRAVITY: Final = {NoticeKind.NOTE: 0, NoticeKind.WARNING: 1, NoticeKind.ERROR: 2}


class NoticeArea(QWidget):
    """One notice in a place of its own: the gravest of the latest; a button leads to the others.

    The place is the captions' until a first notice comes. While a session is active they do not
    get it back, so that their text moves once and not with each notice.
    """

    def __init__(
        self,
        notices: Notices,
        session: SessionStatus,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._session = session
        self._theme = theme
        self._row: _Row | None = None
        self._shown = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._layout = layout
        self.setFixedHeight(_HEIGHT_PX)
        notices.added.connect(self._on_added)
        notices.removed.connect(self._on_removed)
        session.state_changed.connect(self._keep_place)
        self._show_gravest()

    @property
    def texts(self) -> list[str]:
        """What there is to read, oldest first."""
        return [notice.text for notice in self._notices.notices]

    @Slot(object)
    def _on_added(self, notice: Notice) -> None:
        shown = next((n for n in self._notices.notices if n.key == self._shown), None)
        if shown is None or _GRAVITY[notice.kind] >= _GRAVITY[shown.kind]:
            self._show(notice)
        else:
            self._show(shown)

    @Slot(str)
    def _on_removed(self, key: str) -> None:
        del key
        self._show_gravest()

    def _show_gravest(self) -> None:
        notices = self._notices.notices
        self._show(max(reversed(notices), key=lambda n: _GRAVITY[n.kind]) if notices else None)

    def _show_next(self) -> None:
        notices = self._notices.notices
        keys = [notice.key for notice in notices]
        self._show(notices[(keys.index(self._shown) + 1) % len(notices)])

    def _show(self, notice: Notice | None) -> None:
        if self._row is not None:
            self._layout.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
            self._row = None
        self._shown = "" if notice is None else notice.key
        if notice is None:
            self._keep_place()
            return
        others = len(self._notices.notices) - 1
        self._row = _Row(
            notice,
            self._theme,
            others=others,
            dismiss=lambda: self._notices.dismiss(notice.key),
            show_next=self._show_next,
        )
        self._layout.addWidget(self._row)
        self._row.show()
        self._keep_place()

    @Slot()
    def _keep_place(self) -> None:
        is_kept = self._session.is_active and not self.isHidden()
        self.setVisible(self._row is not None or is_kept)


class _Row(QFrame):
    def __init__(
        self,
        notice: Notice,
        theme: ApplicationTheme,
        *,
        others: int,
        dismiss: Callable[[], None],
        show_next: Callable[[], None],
    ) -> None:
        super().__init__()
        self.notice = notice
        self._theme = theme
        self.setProperty("notice", notice.kind.value)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.setSpacing(10)
        self._picture = QLabel()
        layout.addWidget(self._picture)
        layout.addWidget(_Text(notice.text), 1)
        if others:
            more = QToolButton()
            more.setProperty("kind", "flat")
            more.setText(self.tr("{count} more").format(count=others))
            more.setToolTip(self.tr("Show the next notice"))
            more.setAccessibleName(self.tr("Show the next notice"))
            more.clicked.connect(show_next)
            layout.addWidget(more)
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
        picture, colour = {
            NoticeKind.NOTE: ("info", colours.accent),
            NoticeKind.WARNING: ("warning", colours.warn),
            NoticeKind.ERROR: ("warning", colours.bad),
        }[self.notice.kind]
        self._picture.setPixmap(
            pixmap(
                picture,
                colour,
                size=_ICON_PX,
                scale=self.devicePixelRatioF(),
            )
        )
        self._close.setIcon(self._theme.icon("close"))


class _Text(QLabel):
    """Text on as many lines as there is room for; what is cut off stands in the tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show more or less of the text."""
        super().resizeEvent(event)
        shown = self._text
        while shown and not self._fits(shown):
            # Whole words, and at least one letter less each time.
            shown = shown.rstrip("…")[:-1].rpartition(" ")[0].rstrip()
            shown = f"{shown}…" if shown else ""
        self.setText(shown or self._text)
        self.setToolTip("" if shown == self._text else self._text)

    def _fits(self, text: str) -> bool:
        room = QRect(0, 0, self.width(), 10_000)
        wraps = Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(room, wraps, text).height() <= self.height()
