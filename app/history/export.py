"""Past sessions as files for other programs, by the writers of the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.history.store import StreamEvent, StreamNote
from app.transcript import Transcript
from engine.arrays import SOURCE_RATE_HZ
from engine.captions.subtitles import Track, create_subtitles
from engine.output import output_errors

CONVERSATION: Final = ".md"
"""One file for all directions: times, speakers and both languages, as Markdown."""

ENDINGS: Final = (".srt", ".vtt", ".txt", ".jsonl", CONVERSATION)


def export_paths(path: Path, streams: Sequence[StreamNote]) -> list[Path]:
    """The files that a session of these directions is written to.

    Each direction runs on a clock of its own, so that two of them become two files, the name of
    the direction before the ending; a conversation is one.
    """
    if len(streams) == 1 or path.suffix.lower() == CONVERSATION:
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
        track: which text; .jsonl and .md have both.

    Returns:
        The files.

    Raises:
        OutputError: another ending, or a file cannot be written.
    """
    paths = export_paths(path, streams)
    if path.suffix.lower() == CONVERSATION:
        text = conversation_text(events, streams=streams)
        with output_errors(path):
            path.write_text(text, encoding="utf-8")
        return paths
    for note, named in zip(streams, paths, strict=True):
        with create_subtitles(named, track=track) as writer:
            for stream, event in events:
                if stream == note.stream:
                    writer.push(event)
    return paths


def conversation_text(events: Sequence[StreamEvent], *, streams: Sequence[StreamNote]) -> str:
    """All that was said in turn, as Markdown: time and speaker, the original, the translation."""
    transcript = Transcript()
    for stream, event in events:
        transcript.handle(event, stream=stream)
    speakers = {note.stream: note.speaker for note in streams}
    turns = []
    for row in transcript.rows:
        if not (row.source or row.target):
            continue
        minutes, seconds = divmod(int(row.start / SOURCE_RATE_HZ), 60)
        heading = f"**{minutes}:{seconds:02} {speakers.get(row.stream, '')}".rstrip() + "**"
        source = f"> {row.source.strip()}" if row.source.strip() else ""
        turns.append("\n\n".join(filter(None, (heading, source, row.target.strip()))))
    return "\n\n".join(turns) + "\n"
