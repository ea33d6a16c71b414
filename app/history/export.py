"""Past sessions as files for other programs, by the writers of the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.history.store import StreamEvent, StreamNote
from engine.captions.subtitles import Track, create_subtitles

ENDINGS: Final = (".srt", ".vtt", ".txt", ".jsonl")


def export_paths(path: Path, streams: Sequence[StreamNote]) -> list[Path]:
    """The files that a session of these directions is written to.

    Each direction runs on a clock of its own, so that two of them become two files, the name of
    the direction before the ending.
    """
    if len(streams) == 1:
        return [path]
    return [path.with_name(f"{path.stem}.{note.stream}{path.suffix}") for note in streams]


def export_session(
    path: Path,
    events: Sequence[StreamEvent],
    *,
    streams: Sequence[StreamNote],
    track: Track = Track.TRANSLATION,
) -> list[Path]:
    """Write a session in the format of the name's ending.

    Args:
        path: ends in one of ENDINGS; the files of `export_paths` are replaced.
        events: of the session.
        streams: its directions.
        track: which text; .jsonl has both.

    Returns:
        The files.

    Raises:
        OutputError: another ending, or a file cannot be written.
    """
    paths = export_paths(path, streams)
    for note, named in zip(streams, paths, strict=True):
        with create_subtitles(named, track=track) as writer:
            for stream, event in events:
                if stream == note.stream:
                    writer.push(event)
    return paths
