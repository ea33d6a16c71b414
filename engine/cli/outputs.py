"""Where the events of one stream go: terminal or JSON lines, subtitle files, a sound file."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Self

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ
from engine.audio.track import SpeechTrack
from engine.audio.writing import create_audio
from engine.cli.console import CaptionConsole
from engine.events import AudioProduced, EngineFailed, Event
from engine.metrics.summary import StreamSummary, Summary
from engine.runner import RunnerStatus
from engine.text.event_records import event_record
from engine.text.subtitles import SubtitleWriter, Track, create_subtitles


class Outputs:
    """A context manager; the files are open inside it and complete after it.

    Args:
        speech: .wav or .flac for the target speech.
        subtitles: .srt, .vtt, .txt or .jsonl for the translation.
        transcripts: the same for what was said.
        as_json: every event as a JSON line on the standard output instead of captions.

    Raises:
        OutputError: a file cannot be created.
    """

    def __init__(
        self,
        *,
        speech: Path | None = None,
        subtitles: Sequence[Path] = (),
        transcripts: Sequence[Path] = (),
        as_json: bool = False,
    ) -> None:
        self.paths = tuple(path for path in (speech, *subtitles, *transcripts) if path)
        self._summary = StreamSummary()
        with ExitStack() as stack:
            self._track = (
                SpeechTrack(stack.enter_context(create_audio(speech, is_synthetic=True)))
                if speech
                else None
            )
            self._subtitles: list[SubtitleWriter] = [
                stack.enter_context(create_subtitles(path, track=track))
                for paths, track in (
                    (subtitles, Track.TRANSLATION),
                    (transcripts, Track.TRANSCRIPT),
                )
                for path in paths
            ]
            self._console = None if as_json else CaptionConsole(sys.stdout)
            if self._console is not None:
                stack.callback(self._console.close)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def on_event(self, event: Event) -> None:
        """Take the next event.

        Raises:
            OutputError: the disk is full or gone.
            OSError: the standard output cannot be written.
        """
        self._summary.push(event)
        for writer in self._subtitles:
            writer.push(event)
        if self._track is not None and isinstance(event, AudioProduced):
            self._track.push(event)
        if self._console is None:
            _print_json(event_record(event))
        elif not isinstance(event, EngineFailed):
            self._console.show(event)

    def finish(self, status: RunnerStatus, *, took_s: float) -> None:
        """Bring the sound file to the length of the source, and say what was done.

        Args:
            status: of the stream at its end.
            took_s: how long it ran.

        Raises:
            OutputError: the disk is full or gone.
            OSError: the standard output cannot be written.
        """
        heard_s = status.heard / SOURCE_RATE_HZ
        if self._track is not None:
            self._track.pad_to(status.heard * (TARGET_RATE_HZ // SOURCE_RATE_HZ))
        summary = self._summary.result()
        if self._console is None:
            figures = {"heard_s": heard_s, "busy_s": status.busy_s, **asdict(summary)}
            _print_json({"event": "summary", **figures})
            return
        self._console.close()
        sys.stdout.write(_report(summary, heard_s=heard_s, took_s=took_s, busy_s=status.busy_s))
        for path in self.paths:
            sys.stdout.write(f"wrote {path}\n")
        sys.stdout.flush()


def _report(summary: Summary, *, heard_s: float, took_s: float, busy_s: float) -> str:
    parts = [f"{heard_s:.1f} s of audio in {took_s:.1f} s"]
    if heard_s:
        parts.append(f"computing took {busy_s / heard_s:.2f} of real time")
    if summary.text_lag_s is not None:
        parts.append(f"captions came {summary.text_lag_s:.1f} s after the words")
    if summary.speech_lag_s is not None:
        parts.append(f"speech {summary.speech_lag_s:.1f} s")
    return "\n" + "; ".join(parts) + "\n"


def _print_json(record: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()
