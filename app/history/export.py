"""Past sessions as files for other programs, by the writers of the command line."""

from collections.abc import Sequence
from pathlib import Path

from app.history.store import StreamEvent, StreamNote
from engine.captions.corrections import with_corrections
from engine.captions.documents import DOCUMENTS, SPEAKER_LABEL, write_document
from engine.captions.subtitles import Track, create_subtitles
from engine.captions.transcript import Transcript


def is_document(path: Path, *, track: Track) -> bool:
    """Whether it is one file for all directions: times, speakers and both languages."""
    ending = path.suffix.lower()
    return ending in DOCUMENTS or (ending == ".txt" and track is Track.BOTH)


def export_paths(path: Path, streams: Sequence[StreamNote], *, track: Track) -> list[Path]:
    """The files that a session of these directions is written to.

    Each direction runs on a clock of its own, so that two of them become two files, the name of
    the direction before the ending; a document is one.
    """
    if len(streams) == 1 or is_document(path, track=track):
        return [path]
    return [path.with_name(f"{path.stem}.{note.stream}{path.suffix}") for note in streams]


def export_session(
    path: Path,
    events: Sequence[StreamEvent],
    *,
    streams: Sequence[StreamNote],
    track: Track = Track.TRANSLATION,
    title: str = "",
    label: str = SPEAKER_LABEL,
) -> list[Path]:
    """Write a session in the format of the name's ending.

    Args:
        path: ends in one of `engine.captions.subtitles.ENDINGS`; the files of `export_paths` are
            replaced.
        events: of the session.
        streams: its directions.
        track: which text; documents and .jsonl have both.
        title: of a document; empty for none.
        label: of speakers whose voices were told apart.

    Returns:
        The files.

    Raises:
        OutputError: another ending, or a file cannot be written.
    """
    paths = export_paths(path, streams, track=track)
    if is_document(path, track=track):
        transcript = Transcript()
        for stream, event in events:
            transcript.handle(event, stream=stream)
        speakers = {note.stream: note.speaker for note in streams}
        write_document(path, transcript.rows, speakers=speakers, label=label, title=title)
        return paths
    for note, named in zip(streams, paths, strict=True):
        with create_subtitles(named, track=track, label=label) as writer:
            own = [event for stream, event in events if stream == note.stream]
            for event in own if named.suffix.lower() == ".jsonl" else with_corrections(own):
                writer.push(event)
    return paths
