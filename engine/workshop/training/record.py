"""Writes what the gate scores a student on behind real speech, see `recordings.py`.

Every recording is played to the product: once for its transcript, and once for every language that
the installed packs interpret it into without any student of ours.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.bench.recordings import read_manifest
from engine.events import TextCommitted
from engine.interpreter import Interpreter
from engine.languages import LANGUAGES
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.routes import RouteFinder
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.session import SourceBlock, finish_now
from engine.workshop.training.directions import OWN_PACK_PREFIX
from engine.workshop.training.recordings import Recording

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 10


def record(path: Path, *, speech: Path, models: Path, sources: Sequence[str], threads: int) -> None:
    """Play recordings and write the JSON Lines file.

    Args:
        path: the file; written anew.
        speech: folder of recordings with a manifest.
        models: folder of the installed packs.
        sources: languages whose recordings are played.
        threads: that the models may use.

    Raises:
        BenchmarkError: the manifest cannot be used.
        EngineError: packs are missing or damaged.
    """
    store = PackStore(models, without_students(Catalogue.shipped()))
    with Interpreter(store, runtime=Runtime(threads=threads)) as interpreter:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            for line in _lines(interpreter, store, speech, sources):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()


def without_students(catalogue: Catalogue) -> Catalogue:
    """A catalogue without the students of ours."""

    def is_own(pack_id: str) -> bool:
        return pack_id.startswith(OWN_PACK_PREFIX)

    return Catalogue(
        [pack for pack in catalogue.packs if not is_own(pack.id)],
        {
            name: tuple(pack for pack in packs if not is_own(pack))
            for name, packs in catalogue.groups.items()
        },
        [path for path in catalogue.measured if not any(map(is_own, path.packs))],
    )


def _lines(
    interpreter: Interpreter, store: PackStore, speech: Path, sources: Sequence[str]
) -> Iterator[Recording]:
    installed = store.installed()
    finder = RouteFinder(store.catalogue)
    for recording in read_manifest(speech, tuple(LANGUAGES)):
        source = recording.language
        if source not in sources:
            continue
        # Only people's translations are worth being measured against.
        references = {
            language: text
            for language, text in recording.references.items()
            if language in recording.human and language != source
        }
        samples = read_audio(recording.path)
        paths: dict[str, dict[str, str]] = {}
        for target in references:
            routes = finder.routes(source, target)
            served = [route for route in routes if installed.issuperset(route.packs)]
            if served:
                said = _heard(interpreter, samples, source=source, target=target)
                paths.setdefault(" + ".join(served[0].packs), {})[target] = said
        if references:
            yield Recording(
                file=recording.path.name,
                language=source,
                transcript=_heard(interpreter, samples, source=source, target=source),
                references=references,
                paths=paths,
            )


def _heard(interpreter: Interpreter, samples: Float32, *, source: str, target: str) -> str:
    """What a session commits of a recording, captions only."""
    session = interpreter.session(SessionConfig(source=source, target=target, speaks=False))
    events = [
        event
        for start in range(0, len(samples), _BLOCK_SAMPLES)
        for event in session.push(SourceBlock(samples[start : start + _BLOCK_SAMPLES]))
    ]
    events += finish_now(session)
    texts = [e.text for e in events if isinstance(e, TextCommitted) and e.language == target]
    return "".join(texts).strip()
