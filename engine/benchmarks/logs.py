"""Logs in the forms that others' scorers read.

`instances.log` is SimulEval's, one line a passage, for `omnisteval shortform` and
`simuleval --score-only`; moments in milliseconds, `elapsed` on the simulated clock. For joined
streams `omnisteval longform` takes `segmentation.json` with it. `references.txt` and
`transcripts.txt` have one line a segment.

`simulstream.jsonl` is simulstream's, one line a step, of all that is shown, so that its scorers
see the flicker too; `simulstream.yaml` is the configuration that they ask for.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from engine.benchmarks.observation import Observation, common_prefix
from engine.benchmarks.passages import Passage
from engine.output import output_errors

_SIMULSTREAM_SETTINGS: Final = "detokenizer_type: simuleval\nlatency_unit: word\n"


def write_references(folder: Path, passages: Sequence[Passage]) -> None:
    """Write what all contestants are scored against.

    Raises:
        OutputError: the folder cannot be written.
    """
    segments = [(passage, segment) for passage in passages for segment in passage.segments]
    _write(folder / "references.txt", [_line(part.reference) for _, part in segments])
    _write(folder / "transcripts.txt", [_line(part.transcript) for _, part in segments])
    segmentation = [
        {"wav": f"{passage.name}.wav", "offset": part.start_s, "duration": part.duration_s}
        for passage, part in segments
    ]
    _write(folder / "segmentation.json", [json.dumps(segmentation, indent=1)])
    _write(folder / "simulstream.yaml", [_SIMULSTREAM_SETTINGS.strip()])


def write_logs(
    folder: Path, observations: Sequence[Observation], passages: Sequence[Passage]
) -> None:
    """Write one contestant's logs.

    Raises:
        OutputError: the folder cannot be written.
    """
    pairs = list(zip(observations, passages, strict=True))
    _write(
        folder / "instances.log",
        [
            json.dumps(simuleval_record(index, seen, passage), ensure_ascii=False)
            for index, (seen, passage) in enumerate(pairs)
        ],
    )
    _write(
        folder / "simulstream.jsonl",
        [
            json.dumps(record, ensure_ascii=False)
            for index, seen in enumerate(observations)
            for record in simulstream_records(index, seen)
        ],
    )


def simuleval_record(
    index: int, seen: Observation, passage: Passage
) -> dict[str, int | float | str | list[str] | list[float]]:
    """One line of SimulEval's instances.log."""
    return {
        "index": index,
        "prediction": seen.text,
        "delays": [round(word.ideal_s * 1000, 3) for word in seen.words],
        "elapsed": [round(word.aware_s * 1000, 3) for word in seen.words],
        "prediction_length": len(seen.words),
        "reference": " ".join(_line(part.reference) for part in passage.segments),
        "source": [f"{passage.name}.wav"],
        "source_length": round(passage.duration_s * 1000, 3),
    }


def simulstream_records(
    index: int, seen: Observation
) -> list[dict[str, int | float | list[str] | dict[str, str]]]:
    """The lines of one passage in simulstream's log."""
    records: list[dict[str, int | float | list[str] | dict[str, str]]] = [
        {"id": index, "metadata": {"wav_name": f"{seen.passage}.wav"}}
    ]
    before: list[str] = []
    logged_s = 0.0
    for look in seen.looks:
        now = seen.shown(look)
        kept = common_prefix(before, now)
        records.append(
            {
                "id": index,
                "total_audio_processed": round(look.ideal_s, 4),
                "computation_time": round(look.took_s, 4),
                "generated_tokens": now[kept:],
                "deleted_tokens": before[kept:],
            }
        )
        before = now
        logged_s += look.took_s
    records.append(
        {
            "id": index,
            "total_audio_processed": round(seen.duration_s, 4),
            "computation_time": round(max(seen.busy_s - logged_s, 0.0), 4),
            "generated_tokens": [],
            "deleted_tokens": [],
        }
    )
    return records


def _line(text: str) -> str:
    return " ".join(text.split())


def _write(path: Path, lines: Sequence[str]) -> None:
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
