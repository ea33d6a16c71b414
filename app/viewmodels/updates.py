"""Whether a newer version exists: asked only where the user wants that, at most once a day.

Only builds that were published know whom to ask: installers/build.py puts the address of their
releases into resources/releases.txt. The request is one GET over HTTPS. It says nothing of the
user, the computer or the version in use, and keeps no cookie.
"""

import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

_log = logging.getLogger(__name__)

_EVERY_S: Final = 24 * 3600
_LOOK_MS: Final = 3600 * 1000
"""How often it is seen whether a day has passed: a program may run for weeks."""

_TIMEOUT_MS: Final = 20_000
_MOST_BYTES: Final = 1 << 20
_HEADERS: Final = {
    "User-Agent": "Dragoman",
    # Qt would send the user's languages.
    "Accept-Language": "en",
    "Accept": "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A version that can be had.

    Attributes:
        version: without a leading v.
        page: where it is described; https.
    """

    version: str
    page: str


def releases_address() -> str:
    """Where this build asks; empty in one that nobody has published."""
    file = resources.files("resources") / "releases.txt"
    address = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    return address if address.startswith("https://") else ""


def read_release(content: bytes) -> Release | None:
    """The release that an answer of the API names; None where it names none.

    Args:
        content: JSON as of GitHub's `GET /repos/{owner}/{repo}/releases/latest`.
    """
    try:
        values = json.loads(content)
        version, page = values["tag_name"].removeprefix("v"), values["html_url"]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    is_sound = _numbers(version) and isinstance(page, str) and page.startswith("https://")
    return Release(version=version, page=page) if is_sound else None


def is_newer(version: str, than: str) -> bool:
    """Whether a version is newer than another; both are numbers with points between."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version; none where it is no plain one, such as a preview."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9}){0,3}", version):
        return ()
    numbers = [int(number) for number in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


class Updates(QObject):
    """Asks while it is wanted; lives in the window's thread.

    Signals:
        found: a Release that is newer than this version.

    Args:
        stamp: a file whose time says when it was asked last.
        parent: its owner.
        address: of the latest release; empty where there is none to ask.
        version: the one in use; the installed one if None.
        now: seconds since the epoch.
    """

    found = Signal(object)

    def __init__(
        self,
        stamp: Path,
        parent: QObject | None = None,
        *,
        address: str = "",
        version: str | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._stamp = stamp
        self._address = QUrl(address)
        self._version = metadata.version("dragoman") if version is None else version
        self._now = now
        self._network: QNetworkAccessManager | None = None
        self._reply: QNetworkReply | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._ask_once_a_day)

    @property
    def host(self) -> str:
        """Who is asked; empty where there is nobody."""
        return self._address.host()

    @property
    def version(self) -> str:
        """The version in use."""
        return self._version

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Ask now, unless that was done today, and once a day from now on; or no more."""
        if is_wanted and self.host and not self._timer.isActive():
            self._timer.start()
            self._ask_once_a_day()
        elif not is_wanted:
            self._timer.stop()
            if self._reply is not None:
                self._reply.abort()

    @Slot()
    def _ask_once_a_day(self) -> None:
        if self._reply is not None or not self._is_due():
            return
        try:
            # Before the request: one that fails is not repeated today either.
            self._stamp.parent.mkdir(parents=True, exist_ok=True)
            self._stamp.write_text(f"{self._now():.0f}\n", encoding="utf-8")
        except OSError as error:
            _log.info("no look for a newer version: %s", error)
            return
        request = QNetworkRequest(self._address)
        request.setTransferTimeout(_TIMEOUT_MS)
        for name, value in _HEADERS.items():
            request.setRawHeader(name.encode(), value.encode())
        for attribute in (
            QNetworkRequest.Attribute.CookieLoadControlAttribute,
            QNetworkRequest.Attribute.CookieSaveControlAttribute,
        ):
            request.setAttribute(attribute, QNetworkRequest.LoadControl.Manual)
        if self._network is None:
            self._network = QNetworkAccessManager(self)
        self._reply = self._network.get(request)
        self._reply.readyRead.connect(self._on_ready_read)
        self._reply.finished.connect(self._on_finished)

    def _is_due(self) -> bool:
        try:
            asked_s = float(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return True
        # A time in the future is of a clock that was wrong.
        return not 0 <= self._now() - asked_s < _EVERY_S

    @Slot()
    def _on_ready_read(self) -> None:
        if self._reply is not None and self._reply.bytesAvailable() > _MOST_BYTES:
            self._reply.abort()

    @Slot()
    def _on_finished(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        reply.deleteLater()
        if reply.error() is not QNetworkReply.NetworkError.NoError:
            _log.info("no look for a newer version: %s", reply.errorString())
            return
        release = read_release(bytes(reply.readAll().data()))
        if release is not None and is_newer(release.version, self._version):
            self.found.emit(release)
