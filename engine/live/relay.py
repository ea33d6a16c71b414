"""Sessions that follow each other on one clock."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine.arrays import Float32, SampleIndex
from engine.events import AudioProduced, Event, LanguagesChanged, put_later
from engine.session import Following, Session, SourceBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class _Next:
    """A session that waits for its turn."""

    session: Session
    source: str
    target: str
    begins: SampleIndex


class SessionRelay:
    """A Session that another one can take the place of while the source goes on.

    What the earlier one heard is finished first, a part with each block, and what comes meanwhile
    is kept for the one that follows. All events stand on the clock of the whole stream, which a
    LanguagesChanged divides.

    Args:
        first: hears until another follows; is closed here.
    """

    def __init__(self, first: Session) -> None:
        self._session = first
        self._lock = threading.Lock()
        self._next: _Next | None = None
        self._finishing: Iterator[list[Event]] | None = None
        self._kept: list[Float32] = []
        self._heard: SampleIndex = 0
        self._offset: SampleIndex = 0
        self._planned: SampleIndex = 0
        self._is_closed = False

    def follow_with(
        self, session: Session, *, source: str | None, target: str, begins: SampleIndex = 0
    ) -> None:
        """Have another session hear what comes from now on; from any thread.

        Args:
            session: is closed here; one that waits for its turn is closed in its favour.
            source: language that it hears; None where it detects it.
            target: language that it writes.
            begins: where in the stream its turn begins, or as soon after that as it can be.
        """
        following = _Next(session=session, source=source or "", target=target, begins=begins)
        with self._lock:
            before, self._next = self._next, following
            is_over = self._is_closed
        if before is not None:
            before.session.close()
        if is_over:
            session.close()

    def push(self, block: SourceBlock) -> list[Event]:
        """Hear the next block.

        Raises:
            EngineError: as that of the session.
        """
        events: list[Event] = []
        following = self._next
        if self._finishing is None and following is not None:
            # What waited while the machine was slow was said before.
            n_before = min(max(0, following.begins - self._heard), len(block.samples))
            events, block = self._hear(block, n_before)
            if not len(block.samples):
                return events
            self._finishing = self._session.finish()
        self._heard += len(block.samples)
        if self._finishing is None:
            return self._shifted(self._session.push(block))
        self._kept.append(block.samples)
        part = next(self._finishing, None)
        return [*events, *(self._follow(block) if part is None else self._shifted(part))]

    def _hear(self, block: SourceBlock, count: int) -> tuple[list[Event], SourceBlock]:
        """Push the beginning of a block; give the events and the rest of it."""
        if count == 0:
            return [], block
        self._heard += count
        head = replace(block, samples=block.samples[:count])
        return self._shifted(self._session.push(head)), replace(
            block, samples=block.samples[count:]
        )

    def finish(self) -> Iterator[list[Event]]:
        """Commit and speak all that was heard.

        Raises:
            EngineError: as that of the session.
        """
        if self._finishing is not None:
            for part in self._finishing:
                yield self._shifted(part)
            yield self._follow(SourceBlock(np.zeros(0, np.float32)))
        for part in self._session.finish():
            yield self._shifted(part)

    def close(self) -> None:
        """Release the session, and one that waits for its turn."""
        with self._lock:
            waiting, self._next = self._next, None
            self._is_closed = True
        self._session.close()
        if waiting is not None:
            waiting.session.close()

    def _follow(self, latest: SourceBlock) -> list[Event]:
        """Give what was kept, to the end of the latest block, to the session whose turn it is."""
        with self._lock:
            following, self._next = self._next, None
        self._finishing = None
        kept, self._kept = np.concatenate([np.zeros(0, np.float32), *self._kept]), []
        block = replace(latest, samples=kept)
        if following is None:
            return self._shifted(self._session.push(block))
        if isinstance(following.session, Following):
            following.session.follow(self._session)
        self._session.close()
        self._session = following.session
        self._offset = self._heard - kept.size
        divider = LanguagesChanged(
            source=following.source, target=following.target, heard=self._offset
        )
        return [divider, *self._shifted(self._session.push(block))]

    def _shifted(self, events: list[Event]) -> list[Event]:
        """Events of the session, on the clock of the whole stream."""
        shifted: list[Event] = []
        for event in events:
            later = put_later(event, offset=self._offset, not_before=self._planned)
            if isinstance(later, AudioProduced):
                self._planned = later.target_start + len(later.samples)
            shifted.append(later)
        return shifted
