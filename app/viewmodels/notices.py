"""Notices of a session and of the program, as the window shows them."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

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


class NoticeKind(StrEnum):
    """How loud a notice is."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that a user should know, and that is no text of a session.

    Attributes:
        key: a later notice of the same key takes the place of this one; an empty `text` takes it
            away.
    """

    key: str
    text: str
    kind: NoticeKind = NoticeKind.NOTE


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
