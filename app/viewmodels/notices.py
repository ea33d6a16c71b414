"""Notices: what a user should know that is no text of a session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.events import DropReason, SourceLost, SpeechDropped
from engine.live.events import (
    DefaultChanged,
    DeviceLost,
    DeviceReturned,
    EchoCleared,
    EchoHeard,
    LiveEvent,
    SourceSilent,
    StarterQuality,
)

_MOST_SHOWN: Final = 3


class NoticeKind(StrEnum):
    """How loud a notice is."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A button beside a notice."""

    text: str
    act: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line above the captions.

    Attributes:
        key: a later notice of the same key replaces this one; one without `text` removes it.
        remedy: what the user can do about it, where a button can.
    """

    key: str
    text: str
    kind: NoticeKind = NoticeKind.NOTE
    remedy: Remedy | None = None


class Notices(QObject):
    """The latest notices, at most three; the controller posts them, a user dismisses them.

    Signals:
        added: a Notice, after those that are there.
        removed: the key of one that is gone.
    """

    added = Signal(object)
    removed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}

    @property
    def notices(self) -> Sequence[Notice]:
        """What is shown, oldest first."""
        return list(self._notices.values())

    def post(self, notice: Notice) -> None:
        """Show a notice in place of the one with its key; remove that one if it has no text."""
        # A slow computer causes the same notice many times a second.
        if self._notices.get(notice.key) == notice:
            return
        self.dismiss(notice.key)
        if not notice.text:
            return
        while len(self._notices) >= _MOST_SHOWN:
            self.dismiss(next(iter(self._notices)))
        self._notices[notice.key] = notice
        self.added.emit(notice)

    def warn(self, key: str, text: str, remedy: Remedy | None = None) -> None:
        """Post a warning."""
        self.post(Notice(key=key, text=text, kind=NoticeKind.WARNING, remedy=remedy))

    def dismiss(self, key: str) -> None:
        """Remove a notice, if it is there."""
        if self._notices.pop(key, None) is not None:
            self.removed.emit(key)

    def clear(self) -> None:
        """Remove all notices."""
        for key in list(self._notices):
            self.dismiss(key)


def notice_of(direction: int, event: LiveEvent) -> Notice | None:
    """The notice that an event of a direction makes, replaces or takes away; None for most."""
    translate = QCoreApplication.translate
    notice = None
    match event:
        case DeviceLost():
            text = translate(
                "SessionNotices",
                "{device} is gone. Dragoman goes on with it as soon as it returns.",
            )
            notice = Notice(
                key=f"device {direction} {event.kind}",
                text=text.format(device=event.description),
                kind=NoticeKind.WARNING,
            )
        case DeviceReturned() | DefaultChanged():
            text = (
                translate("SessionNotices", "{device} is back.")
                if isinstance(event, DeviceReturned)
                else translate("SessionNotices", "Now using {device}.")
            )
            notice = Notice(
                key=f"device {direction} {event.kind}", text=text.format(device=event.description)
            )
        case EchoHeard() | EchoCleared():
            text = translate(
                "SessionNotices",
                "Dragoman hears its own voice and leaves it out. Headphones help, or another "
                "source.",
            )
            is_heard = isinstance(event, EchoHeard)
            notice = Notice(
                key=f"echo {direction}", text=text if is_heard else "", kind=NoticeKind.WARNING
            )
        case SourceSilent():
            text = translate(
                "SessionNotices", "The source is silent. Is it muted, or is it the right one?"
            )
            notice = Notice(key=f"silent {direction}", text=text if event.is_silent else "")
        case SourceLost():
            text = translate(
                "SessionNotices",
                "This computer is too slow: some of the sound was lost, and is missing from the "
                "captions.",
            )
            notice = Notice(key=f"lost {direction}", text=text, kind=NoticeKind.WARNING)
        case SpeechDropped():
            text = {
                DropReason.BEHIND: translate(
                    "SessionNotices",
                    "The voice fell behind and left something out. The captions have it.",
                ),
                DropReason.UNSPEAKABLE: translate(
                    "SessionNotices",
                    "The voice cannot speak something and left it out. The captions have it.",
                ),
            }[event.reason]
            notice = Notice(key=f"unspoken {direction} {event.reason}", text=text)
        case StarterQuality():
            text = translate(
                "SessionNotices",
                "These languages are served in starter quality: everyday sentences well, wide "
                "subjects badly. The models window has better ones.",
            )
            notice = Notice(key=f"quality {direction}", text=text, kind=NoticeKind.WARNING)
    return notice
