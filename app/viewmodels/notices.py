"""Notices: what a user should know that is no text of a session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from app.messages import user_text
from engine.events import (
    EffortChanged,
    EngineNotice,
    GapReason,
    SourceGap,
    SpeechDropped,
)
from engine.live.events import (
    ComputeFellBack,
    DefaultChanged,
    DeviceLost,
    DeviceReturned,
    EchoCleared,
    EchoHeard,
    LiveEvent,
    RecordingNotice,
    RouteChanged,
    SourceSilent,
    StarterQuality,
)
from engine.messages import Code, Message

_MOST_NOTES: Final = 3
_NOTE_MS: Final = 15_000
"""What is good to know and needs nothing from the user goes away by itself."""


class NoticeKind(StrEnum):
    """How grave a notice is."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


Act: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button beside a notice."""

    text: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line above the captions.

    Attributes:
        key: a later notice of the same key replaces this one; one without `text` removes it.
        message: what `text` says, so that it can be said in another language; None where it holds
            no longer than it is read.
        button: does what the notice advises, where a button can.
        of_session: it is about the session that runs, and goes with it.
        is_passing: it goes by itself after a while.
    """

    key: str
    text: str
    kind: NoticeKind = NoticeKind.NOTE
    message: Message | None = None
    button: Button | None = None
    of_session: bool = False
    is_passing: bool = False


class Notices(QObject):
    """What there is to know: warnings and errors for as long as they hold, and the latest notes.

    News push out nothing but older notes. The controller posts notices, a user dismisses them.

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
        notes = [key for key, one in self._notices.items() if one.kind is NoticeKind.NOTE]
        if notice.kind is NoticeKind.NOTE and len(notes) >= _MOST_NOTES:
            self.dismiss(notes[0])
        self._notices[notice.key] = notice
        self.added.emit(notice)
        if notice.is_passing:
            QTimer.singleShot(_NOTE_MS, self, lambda: self._expire(notice))

    def warn(self, key: str, text: str, button: Button | None = None) -> None:
        """Post a warning: something is to be done."""
        self.post(Notice(key=key, text=text, kind=NoticeKind.WARNING, button=button))

    def fail(self, key: str, text: str, button: Button | None = None) -> None:
        """Post an error: something was not done."""
        self.post(Notice(key=key, text=text, kind=NoticeKind.ERROR, button=button))

    def end_session(self) -> None:
        """Remove what was said of a session that is over."""
        for notice in self.notices:
            if notice.of_session:
                self.dismiss(notice.key)

    def _expire(self, notice: Notice) -> None:
        if self._notices.get(notice.key) is notice:
            self.dismiss(notice.key)

    def dismiss(self, key: str) -> None:
        """Remove a notice, if it is there."""
        if self._notices.pop(key, None) is not None:
            self.removed.emit(key)

    def clear(self) -> None:
        """Remove all notices."""
        for key in list(self._notices):
            self.dismiss(key)


def notice_of(direction: int, event: LiveEvent) -> Notice | None:
    """The notice that an event of a direction posts, replaces or removes; None for most."""
    match event:
        case DeviceLost():
            notice = _warning(f"device {direction} {event.kind}", event.message)
        case DeviceReturned() | DefaultChanged():
            notice = _note(f"device {direction} {event.kind}", event.message)
        case EchoHeard():
            notice = _warning(f"echo {direction}", event.message)
        case EchoCleared():
            notice = Notice(key=f"echo {direction}", text="")
        case SourceSilent(is_silent=True):
            notice = _warning(f"silent {direction}", event.message)
        case SourceSilent():
            notice = Notice(key=f"silent {direction}", text="")
        case _:
            return _notice_of_models(direction, event)
    return notice


def _notice_of_models(direction: int, event: LiveEvent) -> Notice | None:
    notice = None
    match event:
        case ComputeFellBack() | RouteChanged() | EngineNotice() | StarterQuality():
            notice = _of_engine(direction, event.message)
        case RecordingNotice():
            # What is damaged shows at the end, which it outlives.
            key = f"recording {direction} {event.message.code.name}"
            notice = replace(_note(key, event.message), of_session=False, is_passing=False)
        case _:
            return _notice_of_effort(direction, event)
    return notice


def _notice_of_effort(direction: int, event: LiveEvent) -> Notice | None:
    """The same for what a session gives up to keep up."""
    notice = None
    match event:
        case SourceGap() if event.reason is GapReason.LOST:
            notice = _warning(f"lost {direction}", event.message)
        case SourceGap():
            notice = _note(f"{event.reason} {direction}", event.message)
        case EffortChanged() if not event.is_behind:
            notice = Notice(key=f"effort {direction}", text="")
        case EffortChanged():
            notice = _warning(f"effort {direction}", event.message)
        case SpeechDropped():
            notice = _note(f"unspoken {direction} {event.reason}", event.message)
    return notice


def _of_engine(direction: int, message: Message) -> Notice:
    match message.code:
        case Code.STARTER_QUALITY:
            return _warning(f"quality {direction}", message)
        case Code.ENGINE_TOOK_OVER | Code.ENGINE_ALONE:
            # Of both directions of a call it is said once.
            return _warning(message.code.name, message)
        case _:
            return _note(message.code.name, message)


def _note(key: str, message: Message) -> Notice:
    text = user_text(message)
    return Notice(key=key, text=text, message=message, of_session=True, is_passing=True)


def _warning(key: str, message: Message) -> Notice:
    text = user_text(message)
    return Notice(key=key, text=text, kind=NoticeKind.WARNING, message=message, of_session=True)
