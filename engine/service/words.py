"""Whole words for a wire whose texts are joined with spaces."""

from engine.events import TextCommitted


class WholeWords:
    """Keeps the newest word back until nothing can join it any more.

    A session may commit a word before the mark that belongs to it. Its own clients are told that a
    text continues the word before; those of others put a space between any two texts.
    """

    def __init__(self) -> None:
        self._kept: TextCommitted | None = None

    def push(self, event: TextCommitted) -> list[TextCommitted]:
        """Take a word or a part of one; return the text that is complete, if any."""
        kept, self._kept = self._kept, event
        if kept is None:
            return []
        if event.text[:1].isspace():
            return [kept]
        self._kept = merged(kept, event)
        return []

    def flush(self) -> list[TextCommitted]:
        """The word that was kept: nothing joins it."""
        kept, self._kept = self._kept, None
        return [] if kept is None else [kept]


def merged(first: TextCommitted, second: TextCommitted) -> TextCommitted:
    """One text of two that follow each other."""
    return TextCommitted(
        text=first.text + second.text,
        language=second.language,
        source_start=first.source_start,
        source_end=second.source_end,
        heard=second.heard,
    )
