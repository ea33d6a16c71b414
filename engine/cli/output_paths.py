"""What can be refused about result files before any is opened and before models are loaded."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from engine.audio.writing import check_audio_ending
from engine.errors import OutputError
from engine.output import explain
from engine.text.subtitles import check_subtitle_ending


def check_outputs(
    *,
    source: Path | None = None,
    speech: Path | None = None,
    subtitles: Sequence[Path] = (),
    transcripts: Sequence[Path] = (),
) -> None:
    """Refuse result files that could not be written or would destroy something.

    Nothing is created or changed.

    Args:
        source: the recording that is read meanwhile.
        speech: for the target speech.
        subtitles: for the translation.
        transcripts: for what was said.

    Raises:
        OutputError: an ending names no format, a folder is missing, a file is the source under
            whatever name, or two are one file.
    """
    if speech is not None:
        check_audio_ending(speech)
    texts = (*subtitles, *transcripts)
    for path in texts:
        check_subtitle_ending(path)
    paths = texts if speech is None else (speech, *texts)
    for place, path in enumerate(paths):
        _check_place(path)
        if source is not None and _are_one_file(path, source):
            raise OutputError(
                f"{path} is the recording itself and would be destroyed; write to another file."
            )
        if any(_are_one_file(path, other) for other in paths[:place]):
            raise OutputError(f"{path} is to be written twice; give each result its own file.")


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise OutputError(explain(path, OSError(errno.EISDIR, os.strerror(errno.EISDIR))))
    if not path.parent.is_dir():
        raise OutputError(explain(path, OSError(errno.ENOENT, os.strerror(errno.ENOENT))))


def _are_one_file(one: Path, other: Path) -> bool:
    """Compare what two names lead to: links, upper case and ways through folders make no file."""
    try:
        return one.samefile(other)
    except OSError:
        # At least one does not exist yet.
        return _settled(one) == _settled(other)


def _settled(path: Path) -> str:
    return os.path.normcase(path.resolve())
