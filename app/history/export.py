"""Past sessions as files for other programs, by the writers of the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.history.sessions import StreamNote
from app.history.store import StreamEvent
from engine.text.subtitles import Track, create_subtitles

ENDINGS: Final = (".srt", ".vtt", ".txt", ".jsonl")


def export_session(
    path: Path,
    events: Sequence[StreamEvent],
    *,
    streams: Sequence[StreamNote],
    track: Track = Track.TRANSLATION,
) -> list[Path]:
    """Write a session in the format of the name's ending.

    Each direction runs on a clock of its own, so that two of them become two files, the name of
    the direction before the ending.

    Args:
        path: ends in one of ENDINGS; files of that name are replaced.
        events: of the session.
        streams: its directions.
        track: which text; .jsonl has both.

    Returns:
        The files.

    Raises:
        OutputError: another ending, or a file cannot be written.
    """
    paths = []
    for note in streams:
        named = path
        if len(streams) > 1:
            named = path.with_name(f"{path.stem}.{note.stream}{path.suffix}")
        with create_subtitles(named, track=track) as writer:
            for stream, event in events:
                if stream == note.stream:
                    writer.push(event)
        paths.append(named)
    return paths
