"""A set of recordings with transcripts and reference translations."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import AudioError

_FIELDS = ("file", "language", "seconds", "translator", "transcript")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One row of a manifest.

    Attributes:
        references: language to text; that of its own language is the transcript.
        human: all references were written by people.
    """

    path: Path
    language: str
    duration_s: float
    references: dict[str, str]
    human: bool


def read_manifest(folder: Path, languages: Sequence[str]) -> list[Recording]:
    """Read FOLDER/manifest.tsv: tab-separated, unquoted, with a header line.

    Columns: file, language, seconds, translator ("human..." or not), transcript, and one column
    with references for each language.

    Raises:
        AudioError: the manifest is missing or lacks a column.
    """
    path = folder / "manifest.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise AudioError(
            f"There is no readable manifest.tsv in {folder} ({error.strerror}); "
            "name a folder of recordings that has one."
        ) from error
    missing = [name for name in _FIELDS if not rows or name not in rows[0]]
    if missing:
        raise AudioError(f"{path} has no rows or lacks {', '.join(missing)}; correct it.")
    return [
        Recording(
            path=folder / row["file"],
            language=row["language"],
            duration_s=float(row["seconds"]),
            references={code: row[code] for code in languages if row.get(code)},
            human=row["translator"].startswith("human"),
        )
        for row in rows
    ]
