"""The page for listeners: whether it is open, where, and who follows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.messages import user_text
from app.threads import Background
from engine.errors import EngineError
from engine.messages import Code, Message
from engine.service.broadcast import Broadcast

_LOOK_MS: Final = 1_000


class Page(Protocol):
    """An open page."""

    @property
    def url(self) -> str:
        """What listeners open."""
        ...

    def close(self) -> None:
        """Let nobody listen any more."""
        ...


def open_page(broadcast: Broadcast) -> Page:
    """Open the page on the local network; slow.

    Raises:
        EngineError: its packages, an extra, are not installed, or no port can be had.
    """
    try:
        from engine.service.listening import ListeningServer  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(
            Code.EXTRA_MISSING, packages=(error.name or "starlette",), extra="serve"
        ) from error
    return ListeningServer(broadcast)


class Listeners(QObject):
    """Opens and closes the page; lives in the window's thread. Closed until a user opens it.

    Signals:
        changed: it was opened or closed, or others follow.
        failed: a message for the user.

    Args:
        broadcast: what is followed.
        background: opens and closes the page.
        parent: its owner.
        opens: makes the page.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        broadcast: Broadcast,
        background: Background,
        parent: QObject | None = None,
        *,
        opens: Callable[[Broadcast], Page] = open_page,
    ) -> None:
        super().__init__(parent)
        self._broadcast = broadcast
        self._background = background
        self._opens = opens
        self._page: Page | None = None
        self._url = ""
        self._code: Sequence[bytes] = ()
        self._counts: Mapping[str, int] = {}
        self._is_wanted = False
        self._is_opening = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timer)

    @property
    def is_wanted(self) -> bool:
        """Whether it is open or about to be."""
        return self._is_wanted

    @property
    def url(self) -> str:
        """What listeners open; empty while it is closed."""
        return self._url

    @property
    def overlay_url(self) -> str:
        """What OBS and vMix open; empty while it is closed."""
        return f"{self._url}?obs" if self._url else ""

    @property
    def code(self) -> Sequence[bytes]:
        """Rows of the address's QR code, 1 for each dark module; none while it is closed."""
        return self._code

    @property
    def counts(self) -> Mapping[str, int]:
        """How many follow each language."""
        return self._counts

    @property
    def is_hidden(self) -> bool:
        """Whether captions and speech are withheld from all pages."""
        return self._broadcast.is_hidden

    def hide(self, *, is_hidden: bool) -> None:
        """Withhold captions and speech from all pages at once, or show them again."""
        self._broadcast.hide(is_hidden=is_hidden)
        self.changed.emit()

    def switch(self, *, is_on: bool) -> None:
        """Open or close the page; each time it is opened, its address is another one."""
        self._is_wanted = is_on
        if is_on and self._page is None and not self._is_opening:
            self._is_opening = True
            self._background.run(self._open, done=self._take, failed=self._fail)
        elif not is_on:
            self._leave()
        self.changed.emit()

    def close(self) -> None:
        """Close the page, for the end of the program."""
        self._timer.stop()
        page, self._page = self._page, None
        if page is not None:
            page.close()
        self._broadcast.close()

    def _open(self) -> tuple[Page, Sequence[bytes]]:
        page = self._opens(self._broadcast)
        try:
            return page, code_of(page.url)
        except EngineError:
            page.close()
            raise

    def _take(self, opened: tuple[Page, Sequence[bytes]]) -> None:
        self._is_opening = False
        self._page, self._code = opened
        self._url = self._page.url
        if not self._is_wanted:
            self._leave()
            return
        self._timer.start()
        self.changed.emit()

    def _fail(self, message: Message) -> None:
        self._is_opening = self._is_wanted = False
        self.changed.emit()
        self.failed.emit(user_text(message))

    def _leave(self) -> None:
        page, self._page = self._page, None
        self._url, self._code, self._counts = "", (), {}
        self._timer.stop()
        if page is not None:
            self._background.run(page.close, done=lambda _: None, failed=self._fail)
        if self.is_hidden:
            self._broadcast.hide(is_hidden=False)
        self.changed.emit()

    @Slot()
    def _on_timer(self) -> None:
        counts = self._broadcast.counts
        if counts != self._counts:
            self._counts = counts
            self.changed.emit()


def code_of(text: str) -> Sequence[bytes]:
    """Rows of a QR code, 1 for each dark module.

    Raises:
        EngineError: the package for it, an extra, is not installed.
    """
    try:
        import segno  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(Code.EXTRA_MISSING, packages=("segno",), extra="serve") from error
    return tuple(bytes(row) for row in segno.make_qr(text).matrix)
