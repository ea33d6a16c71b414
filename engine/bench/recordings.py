"""Sets of recordings with transcripts and references, played singly or joined into a stream.

Joined, a set of clips becomes unsegmented speech with known segments, which is what StreamLAAL is
defined on (Papi et al. 2024, "StreamAtt: Direct Streaming Speech-to-Text Translation with
Attention-based Audio History Selection").
"""

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.silero import FRAME_SAMPLES, SileroModel
from engine.audio.files import read_audio
from engine.errors import EngineError
from engine.messages import Code


class BenchmarkError(EngineError, ValueError):
    """A set, a contestant or a scorer cannot be used as asked."""


_FIELDS: Final = ("file", "language", "seconds", "translator", "transcript")
_SHARE: Final = re.compile(r"([a-z]{2}(?:\s*,\s*[a-z]{2})*)\s*=\s*(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One row of a manifest.

    Attributes:
        references: language to text; that of its own language is the transcript.
        human: languages whose reference was written by a person.
    """

    path: Path
    language: str
    duration_s: float
    references: dict[str, str]
    human: frozenset[str]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


def read_manifest(folder: Path, languages: Sequence[str]) -> list[Recording]:
    """Read FOLDER/manifest.tsv: tab-separated, unquoted, with a header line.

    Columns: file, language, seconds, translator, transcript, and one column with references for
    each language. `translator` says who wrote the references: "human" or another word for all of
    them, or "en=human; fr,pt=machine" for some of them; what stands in brackets is a remark.

    Args:
        folder: where the manifest and the recordings are.
        languages: codes of the columns that hold references.

    Raises:
        BenchmarkError: the manifest is missing, has no rows, lacks a column, or a row is wrong.
    """
    path = folder / "manifest.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BenchmarkError(
            Code.FILE_UNREADABLE, path=str(path), reason=why or "it is not there"
        ) from error
    missing = [name for name in _FIELDS if not rows or name not in rows[0]]
    if missing:
        raise BenchmarkError(
            Code.BENCHMARK_SET_INVALID,
            where=str(path),
            detail=f"no rows, or no column {', '.join(missing)}",
        )
    return [
        _recording(folder, row, languages, f"{path}, line {number}")
        for number, row in enumerate(rows, start=2)
    ]


def _recording(
    folder: Path, row: dict[str, str | None], languages: Sequence[str], where: str
) -> Recording:
    given = {name: (row.get(name) or "").strip() for name in (*_FIELDS, *languages)}
    for name in ("file", "language", "seconds"):
        if not given[name]:
            raise BenchmarkError(Code.BENCHMARK_SET_INVALID, where=where, detail=f"no {name}")
    try:
        duration_s = float(given["seconds"])
    except ValueError:
        duration_s = math.nan
    if not 0 < duration_s < math.inf:
        raise BenchmarkError(
            Code.BENCHMARK_SET_INVALID,
            where=where,
            detail=f"{given['seconds']!r} is no length in seconds",
        )
    path = folder / given["file"]
    if not path.is_file():
        raise BenchmarkError(Code.BENCHMARK_SET_INVALID, where=where, detail=f"there is no {path}")
    references = {code: given[code] for code in languages if given[code]}
    if given["transcript"]:
        references.setdefault(given["language"], given["transcript"])
    return Recording(
        path=path,
        language=given["language"],
        duration_s=duration_s,
        references=references,
        human=_written_by_people(given["translator"], references),
    )


def _written_by_people(translator: str, references: dict[str, str]) -> frozenset[str]:
    shares = _SHARE.findall(re.sub(r"\([^)]*\)", "", translator))
    if not shares:
        return frozenset(references) if translator.startswith("human") else frozenset()
    return frozenset(
        code.strip() for codes, who in shares for code in codes.split(",") if who == "human"
    )


PAUSE_SAMPLES: Final = SOURCE_RATE_HZ
"""Silence between two recordings of a joined stream."""

_SPEECH_PROBABILITY: Final = 0.5
_CLOSED_GAP_SAMPLES: Final = 5_120  # 320 ms: a breath inside a sentence, not a pause
_SHORTEST_SPEECH_SAMPLES: Final = 1_536  # 96 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a passage that has a reference of its own."""

    name: str
    start_s: float
    duration_s: float
    reference: str
    transcript: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One stream.

    Attributes:
        name: unique in a run.
        language: that is spoken.
        paths: recordings, in order, PAUSE_SAMPLES between them.
        segments: in order, one for each recording.
        duration_s: of all of it.
        speech: (start, end) in seconds of the stretches where somebody speaks; the same for all
            contestants, whatever they use themselves.
    """

    name: str
    language: str
    paths: tuple[Path, ...]
    segments: tuple[Segment, ...]
    duration_s: float
    speech: tuple[tuple[float, float], ...]

    @property
    def speech_start_s(self) -> float:
        """When the first word begins; 0 where no speech was found."""
        return self.speech[0][0] if self.speech else 0.0

    @property
    def speech_end_s(self) -> float:
        """When the last word ends; the passage's end where no speech was found."""
        return self.speech[-1][1] if self.speech else self.duration_s


def single_passages(
    recordings: Sequence[Recording], target: str, vad: SileroModel
) -> list[Passage]:
    """Each recording as a stream of its own."""
    return [_passage(item.name, [item], target, vad) for item in recordings]


def joined_passages(
    recordings: Sequence[Recording], target: str, vad: SileroModel
) -> list[Passage]:
    """All recordings of one language as one stream, for each language."""
    languages = dict.fromkeys(item.language for item in recordings)
    return [
        _passage(code, [item for item in recordings if item.language == code], target, vad)
        for code in languages
    ]


def passage_samples(paths: Sequence[Path]) -> Float32:
    """[n] float32 at SOURCE_RATE_HZ: the recordings with a pause after each but the last."""
    pause = np.zeros(PAUSE_SAMPLES, np.float32)
    parts = [part for path in paths for part in (read_audio(path), pause)]
    return np.concatenate(parts[:-1])


def _passage(name: str, recordings: Sequence[Recording], target: str, vad: SileroModel) -> Passage:
    segments: list[Segment] = []
    position = 0
    for recording in recordings:
        length = len(read_audio(recording.path))
        segments.append(
            Segment(
                name=recording.name,
                start_s=position / SOURCE_RATE_HZ,
                duration_s=length / SOURCE_RATE_HZ,
                reference=recording.references[target],
                transcript=recording.references.get(recording.language, ""),
            )
        )
        position += length + PAUSE_SAMPLES
    paths = tuple(recording.path for recording in recordings)
    samples = passage_samples(paths)
    return Passage(
        name=name,
        language=recordings[0].language,
        paths=paths,
        segments=tuple(segments),
        duration_s=len(samples) / SOURCE_RATE_HZ,
        speech=speech_spans(samples, vad),
    )


def speech_spans(samples: Float32, vad: SileroModel) -> tuple[tuple[float, float], ...]:
    """(start, end) in seconds of speech in [n] float32 at SOURCE_RATE_HZ."""
    whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    if whole == 0:
        return ()
    probabilities, _ = vad.step(samples[:whole], vad.initial_state())
    spans: list[list[int]] = []
    for index in np.flatnonzero(probabilities >= _SPEECH_PROBABILITY).tolist():
        start = index * FRAME_SAMPLES
        if spans and start - spans[-1][1] <= _CLOSED_GAP_SAMPLES:
            spans[-1][1] = start + FRAME_SAMPLES
        else:
            spans.append([start, start + FRAME_SAMPLES])
    return tuple(
        (start / SOURCE_RATE_HZ, end / SOURCE_RATE_HZ)
        for start, end in spans
        if end - start >= _SHORTEST_SPEECH_SAMPLES
    )
