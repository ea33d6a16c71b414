"""Scores a student behind real speech.

Recognising speech belongs to the product, so this reads what it wrote: a JSON Lines file, one
recording a line, made by any run of the interpreter:

    {"file": "x.flac", "language": "es", "transcript": "as heard", "references": {"en": "..."},
     "paths": {"single pass": {"en": "..."}}}

`paths` holds what each way that works without the student makes of the recording.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from engine.mt.marian.model import MarianModel
from engine.sentences import ends_sentence
from engine.workshop.training.directions import Direction
from engine.workshop.training.scores import Score, score_texts


class Recording(TypedDict):
    """One line of the file."""

    file: str
    language: str
    transcript: str
    references: dict[str, str]
    paths: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedScores:
    """Translations of the recordings of one source language.

    Attributes:
        student: transcript, then the student.
        other_paths: name of a path to its score on the same recordings.
    """

    student: Score
    other_paths: Mapping[str, Score]


def score_recordings(model: MarianModel, direction: Direction, path: Path) -> RecordedScores | None:
    """Translate the transcripts and compare with the other paths.

    Args:
        model: the student.
        direction: its direction.
        path: the JSON Lines file.

    Returns:
        None when no recording is in the source language with a reference in the target language.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    recordings: list[Recording] = [json.loads(line) for line in lines if line.strip()]
    chosen = [
        recording
        for recording in recordings
        if recording["language"] == direction.source and direction.target in recording["references"]
    ]
    if not chosen:
        return None
    references = [recording["references"][direction.target] for recording in chosen]
    outputs = [
        " ".join(
            model.translate(sentence).text
            for sentence in _sentences(recording["transcript"], language=direction.source)
        )
        for recording in chosen
    ]
    names = set.intersection(
        *(
            {name for name, texts in recording["paths"].items() if direction.target in texts}
            for recording in chosen
        )
    )
    others = {
        name: score_texts([r["paths"][name][direction.target] for r in chosen], references)
        for name in sorted(names)
    }
    return RecordedScores(student=score_texts(outputs, references), other_paths=others)


def _sentences(text: str, *, language: str) -> Iterator[str]:
    """Cut where the interpreter commits a sentence."""
    words: list[str] = []
    for word in text.split():
        words.append(word)
        if ends_sentence(" ".join(words), language=language):
            yield " ".join(words)
            words.clear()
    if words:
        yield " ".join(words)
