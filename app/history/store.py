"""The file of past sessions.

SQLite with a write-ahead log and full synchronisation: what `append` was given is on the disk when
it returns, and survives a killed program and a power cut (https://www.sqlite.org/wal.html,
https://www.sqlite.org/pragma.html#pragma_synchronous). What is deleted is overwritten.

The events of a session are the record; the text for searching is made from them when it ends, or
when the store is opened after a crash.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

from engine.arrays import SOURCE_RATE_HZ
from engine.captions.records import event_record, read_event
from engine.captions.transcript import Transcript
from engine.errors import OutputError
from engine.events import AudioProduced, Event, LanguagesChanged, TextTentative
from engine.messages import Code

StreamEvent: TypeAlias = tuple[str, Event]
"""The direction, and an event of it."""
_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sessions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    began TEXT NOT NULL,
    is_ended INTEGER NOT NULL DEFAULT 0,
    heard_samples INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS streams (
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    stream TEXT NOT NULL,
    speaker TEXT NOT NULL,
    source TEXT,
    target TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    stream TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_of_session ON events (session);
CREATE INDEX IF NOT EXISTS changes_of_session ON events (session)
    WHERE substr(record, 1, 28) = '{"event": "languages_changed';
"""
_CHANGES: Final = """
SELECT session, stream, record FROM events
    WHERE substr(record, 1, 28) = '{"event": "languages_changed' ORDER BY session, number
"""
_FULL_TEXT: Final = """
CREATE VIRTUAL TABLE IF NOT EXISTS passages USING fts5(
    text, session UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
)
"""
_PLAIN_TEXT: Final = "CREATE TABLE IF NOT EXISTS passages (text TEXT, session INTEGER)"
_SNIPPET_WORDS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamNote:
    """A direction of a session.

    Attributes:
        stream: its id.
        speaker: name of the speaker as the user reads it; empty where there is one direction.
        source: language of the speech; None where it was detected.
        target: language that it was translated into.
    """

    stream: str
    speaker: str
    source: str | None
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSession:
    """A line in the list of sessions.

    Attributes:
        number: its id in the store.
        title: as the user named it; empty for none.
        began: with time zone.
        duration_s: of the source.
        streams: one or two.
        changes: what each stream was translated from and into later, in order; from "" where the
            language was detected.
        is_ended: it is not on air; one that is may grow.
        snippet: where words that were searched for are, in their context.
        recordings: its sound files.
    """

    number: int
    title: str
    began: datetime
    duration_s: float
    streams: tuple[StreamNote, ...]
    is_ended: bool
    changes: tuple[tuple[str, str, str], ...] = ()
    snippet: str = ""
    recordings: tuple[Path, ...] = ()


class HistoryStore:
    """Sessions with their events; belongs to the thread that made it.

    Args:
        folder: is made where it is missing, for this user alone.
        full_text: whether to use SQLite's full-text index, which some builds lack; None to see.

    Raises:
        OutputError: the folder or the file cannot be used.
    """

    def __init__(self, folder: Path, *, full_text: bool | None = None) -> None:
        self._folder = folder
        self._path = folder / "history.sqlite3"
        with self._errors():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            try:
                self._path.chmod(0o600)
                self._has_full_text = self._prepare(full_text=full_text)
                self._finish_interrupted()
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file; twice is harmless."""
        self._connection.close()

    def begin(self, streams: Sequence[StreamNote], *, began: datetime, title: str = "") -> int:
        """Insert a session that begins.

        Returns:
            Its number.

        Raises:
            OutputError: the disk is full or gone.
        """
        with self._transaction() as run:
            number = run.execute(
                "INSERT INTO sessions (title, began) VALUES (?, ?)",
                (title, began.astimezone(UTC).isoformat()),
            ).lastrowid
            run.executemany(
                "INSERT INTO streams VALUES (?, ?, ?, ?, ?)",
                [(number, s.stream, s.speaker, s.source, s.target) for s in streams],
            )
        if number is None:
            raise AssertionError("a row that was inserted has a number")
        return number

    def append(self, session: int, events: Sequence[StreamEvent]) -> None:
        """Append events; tentative text and sound are left out.

        Raises:
            OutputError: the disk is full or gone.
        """
        rows = [
            (session, stream, json.dumps(event_record(event), ensure_ascii=False))
            for stream, event in events
            if not isinstance(event, TextTentative | AudioProduced)
        ]
        if not rows:
            return
        heard = max(event.heard for _, event in events)
        with self._transaction() as run:
            run.executemany("INSERT INTO events (session, stream, record) VALUES (?, ?, ?)", rows)
            run.execute(
                "UPDATE sessions SET heard_samples = MAX(heard_samples, ?) WHERE number = ?",
                (heard, session),
            )

    def correct(self, session: int, events: Sequence[StreamEvent]) -> None:
        """Append corrections, and have their words found, also of a session that is over.

        Raises:
            OutputError: the disk is full or gone.
        """
        self.append(session, events)
        with self._errors():
            row = self._connection.execute(
                "SELECT is_ended FROM sessions WHERE number = ?", (session,)
            ).fetchone()
        if row is not None and row[0]:
            self.finish(session)

    def finish(self, session: int) -> None:
        """Mark a session as ended; one without any text is deleted.

        Raises:
            OutputError: the disk is full or gone.
        """
        passages = self._passages(session)
        if not passages and not self.recordings(session):
            self.delete([session])
            return
        with self._transaction() as run:
            run.execute("DELETE FROM passages WHERE session = ?", (session,))
            run.executemany(
                "INSERT INTO passages (text, session) VALUES (?, ?)",
                [(text, session) for text in passages],
            )
            run.execute("UPDATE sessions SET is_ended = 1 WHERE number = ?", (session,))

    def sessions(self, words: str = "") -> list[PastSession]:
        """List sessions, the newest first.

        Args:
            words: only those in whose text or title all of these words are, or begin a word.

        Raises:
            OutputError: the file cannot be read.
        """
        with self._errors():
            rows = self._connection.execute(
                "SELECT number, title, began, is_ended, heard_samples FROM sessions "
                "ORDER BY number DESC"
            ).fetchall()
            found = self._find(words.split()) if words.strip() else None
            changes: dict[int, list[tuple[str, str, str]]] = {}
            for number, stream, record in self._connection.execute(_CHANGES):
                event = read_event(json.loads(record))
                if isinstance(event, LanguagesChanged):
                    changes.setdefault(number, []).append((stream, event.source, event.target))
        sessions = []
        for number, title, began, is_ended, heard_samples in rows:
            in_title = all(word.casefold() in title.casefold() for word in words.split())
            if found is None or number in found or in_title:
                sessions.append(
                    PastSession(
                        number=number,
                        title=title,
                        began=datetime.fromisoformat(began),
                        duration_s=heard_samples / SOURCE_RATE_HZ,
                        streams=self.streams(number),
                        changes=tuple(changes.get(number, ())),
                        is_ended=bool(is_ended),
                        snippet="" if found is None else found.get(number, ""),
                        recordings=self.recordings(number),
                    )
                )
        return sessions

    def streams(self, session: int) -> tuple[StreamNote, ...]:
        """The directions of a session, in the order in which they were given."""
        with self._errors():
            rows = self._connection.execute(
                "SELECT stream, speaker, source, target FROM streams WHERE session = ? "
                "ORDER BY rowid",
                (session,),
            ).fetchall()
        return tuple(
            StreamNote(stream=stream, speaker=speaker, source=source, target=target)
            for stream, speaker, source, target in rows
        )

    def events(self, session: int) -> list[StreamEvent]:
        """The stored events of a session, in order.

        Raises:
            OutputError: the file cannot be read.
        """
        with self._errors():
            rows = self._connection.execute(
                "SELECT stream, record FROM events WHERE session = ? ORDER BY number", (session,)
            ).fetchall()
        return [
            (stream, event)
            for stream, record in rows
            if (event := read_event(json.loads(record))) is not None
        ]

    def rename(self, session: int, title: str) -> None:
        """Give a session a title.

        Raises:
            OutputError: the disk is full or gone.
        """
        with self._transaction() as run:
            run.execute("UPDATE sessions SET title = ? WHERE number = ?", (title, session))

    def delete(self, sessions: Sequence[int]) -> None:
        """Delete sessions, their sound files, and every trace of their text in the file.

        Raises:
            OutputError: the disk is full or gone.
        """
        with self._transaction() as run:
            for session in sessions:
                run.execute("DELETE FROM passages WHERE session = ?", (session,))
                # Events and streams go with it.
                run.execute("DELETE FROM sessions WHERE number = ?", (session,))
            if self._has_full_text:
                # Until its parts are merged, the index keeps words of what was deleted.
                run.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        with self._errors():
            # The log would keep the old pages until it is written over.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for session in sessions:
                shutil.rmtree(self.recordings_folder(session), ignore_errors=True)

    def delete_older_than(self, age: timedelta, *, now: datetime) -> int:
        """Delete sessions that began so long ago; returns how many.

        Raises:
            OutputError: the disk is full or gone.
        """
        old = [session.number for session in self.sessions() if now - session.began > age]
        if old:
            self.delete(old)
        return len(old)

    def recordings_folder(self, session: int) -> Path:
        """Where the sound files of a session are, or would be."""
        return self._folder / "recordings" / str(session)

    def recordings(self, session: int) -> tuple[Path, ...]:
        """The sound files of a session."""
        with suppress(OSError):
            return tuple(sorted(self.recordings_folder(session).iterdir()))
        return ()

    def _prepare(self, *, full_text: bool | None) -> bool:
        run = self._connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")
        version = run("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise OutputError(Code.HISTORY_TOO_NEW, path=str(self._path))
        self._connection.executescript(_SCHEMA)
        run(f"PRAGMA user_version = {_VERSION}")
        try:
            run(_PLAIN_TEXT if full_text is False else _FULL_TEXT)
        except sqlite3.OperationalError:
            if full_text:
                raise
            run(_PLAIN_TEXT)
        made = run("SELECT sql FROM sqlite_master WHERE name = 'passages'").fetchone()[0]
        return "VIRTUAL" in made.upper()

    def _finish_interrupted(self) -> None:
        rows = self._connection.execute("SELECT number FROM sessions WHERE NOT is_ended").fetchall()
        for (number,) in rows:
            self.finish(number)

    def _passages(self, session: int) -> list[str]:
        transcript = Transcript()
        for stream, event in self.events(session):
            transcript.handle(event, stream=stream)
        texts = ("\n".join(filter(None, (row.source, row.target))) for row in transcript.rows)
        return [text for text in texts if text]

    def _find(self, words: Sequence[str]) -> dict[int, str]:
        """The sessions that have a passage with all words, each with its first one."""
        if self._has_full_text:
            # In quotes nothing is taken for an operator; the star stands for the word's rest.
            query = " ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
            rows = self._connection.execute(
                "SELECT session, snippet(passages, 0, '', '', '…', ?) FROM passages "
                "WHERE passages MATCH ? ORDER BY rowid DESC",
                (_SNIPPET_WORDS, query),
            ).fetchall()
        else:
            where = " AND ".join(["text LIKE ? ESCAPE '\\'"] * len(words))
            rows = self._connection.execute(
                f"SELECT session, text FROM passages WHERE {where} ORDER BY rowid DESC",  # noqa: S608 - no word is in it
                [f"%{_escaped(word)}%" for word in words],
            ).fetchall()
        return {session: " ".join(text.split()) for session, text in rows}

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise OutputError(
                Code.HISTORY_UNUSABLE, path=str(self._path), reason=str(error)
            ) from error
        except OutputError:
            raise
        except OSError as error:
            raise OutputError(
                Code.HISTORY_FOLDER_DENIED,
                folder=str(self._folder),
                reason=error.strerror or str(error),
            ) from error


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
