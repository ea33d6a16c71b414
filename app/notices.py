"""What a notice is."""

from dataclasses import dataclass
from enum import StrEnum


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
