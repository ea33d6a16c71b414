"""Records the engine's events for sample recordings, for pictures and tests.

    python -m app.workshop.recording

writes the events, without sound, to resources/samples/events, with the installed starter pack.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.audio.files import open_audio
from engine.captions.records import event_record, read_event
from engine.cli.store import open_store
from engine.devices.files import FileInput
from engine.events import Event
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.planner import SessionConfig
from engine.runner import Runner

ROOT: Final = Path(__file__).parents[2]
EVENTS_FOLDER: Final = ROOT / "resources" / "samples" / "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedStream:
    """A recording and the direction that it is interpreted in."""

    recording: str
    source: str
    target: str

    @property
    def path(self) -> Path:
        """Where its events are."""
        name = Path(self.recording).name.partition(".")[0]
        return EVENTS_FOLDER / f"{name}.{self.source}-{self.target}.jsonl"


LECTURE: Final = RecordedStream(
    recording="resources/samples/crepes.fr.flac", source="fr", target="en"
)
CALL_NEAR: Final = RecordedStream(
    recording="tests/data/speech/en_jfk.flac", source="en", target="pt"
)
CALL_FAR: Final = RecordedStream(
    recording="tests/data/speech/pt_banco.flac", source="pt", target="en"
)


def read_events(stream: RecordedStream) -> list[Event]:
    """Read the recorded events of a stream."""
    lines = stream.path.read_text(encoding="utf-8").splitlines()
    return [event for line in lines if (event := read_event(json.loads(line))) is not None]


def record(stream: RecordedStream, interpreter: Interpreter) -> list[Event]:
    """Interpret a recording with the real engine.

    Raises:
        EngineError: a model is missing.
        RuntimeError: the engine failed.
    """
    events: list[Event] = []
    config = SessionConfig(source=stream.source, target=stream.target, speaks=False)
    with open_audio(ROOT / stream.recording) as file:
        source = FileInput(file, realtime=False)
        runner = Runner(source, interpreter.session(config), on_event=events.append)
        runner.start()
        runner.join()
    if runner.failed:
        raise RuntimeError(f"{stream.recording} could not be interpreted: {events[-1]}")
    return events


def main() -> int:
    """Record all streams anew."""
    EVENTS_FOLDER.mkdir(parents=True, exist_ok=True)
    with Interpreter(open_store(), runtime=Runtime()) as interpreter:
        for stream in (LECTURE, CALL_NEAR, CALL_FAR):
            records = [event_record(event) for event in record(stream, interpreter)]
            lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
            stream.path.write_text("".join(lines), encoding="utf-8")
            sys.stdout.write(f"wrote {stream.path}: {len(lines)} events\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
